"""NewsML-G2 of the IPTC, 2.x in core and power conformance: news items and packages, alone or in a news message.

A code is split at its alias: `medtop:20000065` is 20000065 of the scheme `medtop`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from watchers.document import Document, Link, Subject
from watchers.errors import UnreadableError
from watchers.reading import newsml1, nitf
from watchers.reading.given import Given
from watchers.reading.prose import Prose, of_element, web_link
from watchers.reading.stamps import instant
from watchers.reading.story import Story, document, filled, status_of
from watchers.reading.topics import name_of
from watchers.reading.xml import all_of, attribute, child, children, first_of, local, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEMS = ("newsitem", "packageitem")
_MAIN = re.compile(r"(?:^|[:/])(?:main|head(?:line)?|primary|default|title)$", re.I)
_LEAD = re.compile(r"summary|abstract|teaser|lead|intro|standfirst|short|subhead|dek|excerpt|preamble", re.I)
_CAPTION = re.compile(r"caption", re.I)
_WRITER = re.compile(r"author|writer|report|byline|journalist|correspondent|photographer", re.I)
_PICTURE = re.compile(r"(?:picture|photo|graphic|video|audio|animation|image)$", re.I)
_GEO = re.compile(r"(?:geoarea|poi|cptType:5|loctyp|place)", re.I)
_SCHEMES = {"mediatopic": "medtop", "subjectcode": "subj"}
_ADDRESS = re.compile(r"https?://.*?/(?P<scheme>[^/#]+)[/#](?P<code>[^/#]+)/?", re.I)
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.I)


def read(given: Given) -> Iterator[Document]:
    """The items of a file, in its order; a package that only lists items of the same file is none."""
    root, warnings = parse(given)
    if first_of(root, "newscomponent", "newsmanagement") is not None:
        yield from newsml1.read(given)
        return
    items = [each for each in (root, *all_of(root, *_ITEMS)) if local(each) in _ITEMS]
    if not items:
        raise UnreadableError(given.name, "There is no news item in it.", "Save its text as .txt.")
    here = {attribute(each, "guid") for each in items}
    for item in items:
        story = _story(item)
        if local(item) == "newsitem" or story.headline or not _refers_to(item) <= here:
            yield document(story, given, "newsml-g2", warnings)


@dataclass(frozen=True, slots=True)
class _Names:
    """The language that names are wanted in, and those that the item asserts of its codes."""

    language: str
    asserted: dict[str, str]

    def of(self, element: Element | None) -> str:
        """The name of a concept: in the language, without one, in any; else as the item asserts it."""
        if element is None:
            return ""
        found = {attribute(each, "lang").lower()[:2]: words(each) for each in reversed(list(children(element, "name")))}
        told = found.get(self.language.lower()[:2]) or found.get("") or next(reversed(found.values()), "")
        return told or self.asserted.get(attribute(element, "qcode", "uri"), "")

    def or_code(self, element: Element | None) -> str:
        """The name, else the literal, else the code without its alias."""
        return self.of(element) or attribute(element, "literal") or _code(element)[0]


def _story(item: Element) -> Story:
    meta, content = _or_empty(item, "itemmeta"), _or_empty(item, "contentmeta")
    language = attribute(child(content, "language"), "tag", "literal") or attribute(item, "lang")
    names = _Names(
        language, {attribute(each, "qcode", "uri"): words(child(each, "name")) for each in children(item, "assert")}
    )
    held, count = _held(item)
    kind = attribute(child(meta, "itemclass"), "qcode", "uri")
    lead, caption = _descriptions(content)
    if _PICTURE.search(kind):
        lead, caption = ("", caption or lead) if not caption else (lead, caption)
    prose = held.prose if held.prose.text or not caption else Prose(caption)
    prose = prose if prose.text or local(item) == "newsitem" else Prose(_listed(item))
    modified = _instant(content, "contentmodified")
    told = Story(
        headline=_chosen(content, "headline") or words(child(meta, "title")),
        abstract=lead,
        prose=prose,
        byline="; ".join(_bylines(content, names)),
        dateline=words(child(content, "dateline")),
        slugline=_chosen(content, "slugline"),
        credit=words(child(content, "creditline")),
        agency=names.or_code(child(meta, "provider")) or names.or_code(child(content, "infosource")),
        copyright=_copyright(item, names),
        ednote=" ".join(told for each in children(meta, "ednote") if (told := words(each))),
        genre=_genre(child(content, "genre"), names),
        language=language or _spoken(item),
        guid=attribute(item, "guid"),
        uri=guid if _URI.fullmatch(guid := attribute(item, "guid")) else "",
        version=attribute(item, "version"),
        status=_status(meta),
        urgency=words(child(content, "urgency")) or words(_header(item, "priority")),
        word_count=count,
        subjects=tuple(_subjects(content, names)),
        keywords=tuple(words(each) for each in children(content, "keyword")),
        places=tuple(_places(content, names)),
        links=tuple(_links(item, meta)),
        media=tuple(_media(item, caption)),
        first_created=_instant(meta, "firstcreated") or _instant(content, "contentcreated"),
        version_created=_instant(meta, "versioncreated"),
        issued=_instant(meta, "versioncreated") or modified or instant(words(_header(item, "sent"))),
        updated=modified,
        embargo=_instant(meta, "embargoed"),
    )  # fmt: skip
    return filled(told, held)


def _or_empty(item: Element, name: str) -> Element:
    """The child, or an empty one: agencies leave whole sections out."""
    found = child(item, name)
    return found if found is not None else item.makeelement(name)


def _instant(element: Element, name: str) -> datetime | None:
    return instant(words(child(element, name)))


def _header(item: Element, name: str) -> Element | None:
    """What the message around an item says for all of them."""
    message = next((each for each in item.iterancestors() if local(each) == "newsmessage"), None)
    return child(message, "header", name) if message is not None else None


def _status(meta: Element) -> str:
    """Usable where it is not said, as the standard has it; an embargo without an end withholds."""
    told = attribute(child(meta, "pubstatus"), "qcode", "uri", "literal") or words(child(meta, "pubstatus"))
    signals = [attribute(each, "qcode", "literal") for each in children(meta, "signal")]
    if any(status_of(each) == "cancelled" for each in signals):
        return "cancelled"
    embargoed = child(meta, "embargoed")
    if embargoed is not None and not words(embargoed) and status_of(told) in {"usable", None}:
        return "withheld"
    return told or "usable"


def _chosen(content: Element, name: str) -> str:
    """The one without a role, else the main one, else the first."""
    found = [(attribute(each, "role"), told) for each in children(content, name) if (told := words(each))]
    plain = next((told for role, told in found if not role), "")
    return (
        plain or next((told for role, told in found if _MAIN.search(role)), "") or next((told for _, told in found), "")
    )


def _descriptions(content: Element) -> tuple[str, str]:
    """The summary, and the caption."""
    found = [(attribute(each, "role"), of_element(each).text) for each in children(content, "description")]
    caption = next((told for role, told in found if _CAPTION.search(role) and told), "")
    lead = next((told for role, told in found if _LEAD.search(role) and told), "")
    return lead or next((told for role, told in found if told and not _CAPTION.search(role)), ""), caption


def _bylines(content: Element, names: _Names) -> list[str]:
    found = [told for each in children(content, "by") if (told := words(each))]
    if not found:
        for each in (*children(content, "creator"), *children(content, "contributor")):
            if _WRITER.search(attribute(each, "role")) or attribute(each, "type").endswith("person"):
                found.append(names.of(each) or attribute(each, "literal"))
    return list(dict.fromkeys(each for each in found if each))


def _copyright(item: Element, names: _Names) -> str:
    rights = list(children(item, "rightsinfo"))
    notices = (words(each) for block in rights for each in children(block, "copyrightnotice"))
    holders = (names.or_code(each) for block in rights for each in children(block, "copyrightholder"))
    return next((told for told in notices if told), "") or next((told for told in holders if told), "")


def _code(element: Element | None) -> tuple[str, str]:
    """A code and its scheme, from a qcode, the address of a concept, or a literal."""
    qcode, address = attribute(element, "qcode"), attribute(element, "uri")
    if qcode:
        scheme, colon, code = qcode.partition(":")
        return (code, scheme) if colon and code else (qcode, "")
    if found := _ADDRESS.fullmatch(address):
        return found["code"], _SCHEMES.get(found["scheme"].lower(), found["scheme"])
    return address or attribute(element, "literal"), ""


def _subjects(content: Element, names: _Names) -> Iterator[Subject]:
    for each in children(content, "subject"):
        code, scheme = _code(each)
        name = names.of(each)
        if code or name:
            yield Subject(code or name, scheme or None, name or None)


def _genre(element: Element | None, names: _Names) -> str:
    """The name; the code itself where it is a word."""
    code, scheme = _code(element)
    return names.of(element) or (name_of(scheme, code) if scheme and not code.isalpha() else None) or code


def _places(content: Element, names: _Names) -> Iterator[str]:
    """Where it was written, and the places that it is about."""
    yield from (names.or_code(each) for each in children(content, "located"))
    for each in children(content, "subject"):
        if _GEO.search(attribute(each, "type", "typeuri")):
            yield names.or_code(each)


def _spoken(item: Element) -> str:
    """The language of the content, where the item does not say."""
    inside = (
        attribute(each, "lang") for each in all_of(item, "inlinexml", "html", "body", "nitf", "inlinedata", "headline")
    )
    return next((told for told in inside if told), "")


def _held(item: Element) -> tuple[Story, str]:
    """What the first content that can be read tells, and its number of words."""
    for each in _contents(item, "inlinexml", "inlinedata"):
        inner = first_of(each, "nitf")
        if inner is not None:
            story = nitf.story_of(inner)
        elif len(each):
            story = Story(prose=of_element(each))
        else:
            story = nitf.of_characters(each.text or "")
        if story.prose.text:
            return story, attribute(each, "wordcount")
    return Story(), next(
        (told for each in _contents(item, "remotecontent") if (told := attribute(each, "wordcount"))), ""
    )


def _contents(item: Element, *names: str) -> Iterator[Element]:
    return (each for block in children(item, "contentset") for each in children(block, *names))


def _links(item: Element, meta: Element) -> Iterator[Link]:
    for each in (*children(meta, "link"), *children(item, "link")):
        yield from _link(each, attribute(each, "rel").partition(":")[2])
    for each in _references(item):
        yield from _link(each, "item")
    for each in _contents(item, "remotecontent"):
        if not _is_media(each):
            yield from _link(each, "alternate")


def _link(element: Element, rel: str) -> tuple[Link, ...]:
    title = words(child(element, "headline")) or words(child(element, "title"))
    href = attribute(element, "href") or attribute(element, "residref", "uri")
    return web_link(href, rel, attribute(element, "contenttype"), title)


def _is_media(content: Element) -> bool:
    kind = attribute(content, "contenttype").lower()
    return kind.startswith(("image/", "video/", "audio/")) or bool(not kind and attribute(content, "rendition"))


def _media(item: Element, caption: str) -> Iterator[Link]:
    for each in _contents(item, "remotecontent"):
        if _is_media(each):
            rendition = attribute(each, "rendition").rpartition(":")[2]
            yield from web_link(attribute(each, "href", "residref"), rendition, attribute(each, "contenttype"), caption)


def _references(item: Element) -> Iterable[Element]:
    return all_of(item, "itemref") if local(item) == "packageitem" else ()


def _refers_to(item: Element) -> set[str]:
    return {attribute(each, "residref", "href") for each in _references(item)}


def _listed(item: Element) -> str:
    """The headlines of a package, one a paragraph, in its order."""
    told = (words(child(each, "headline")) or words(child(each, "title")) for each in _references(item))
    return "\n\n".join(each for each in told if each)
