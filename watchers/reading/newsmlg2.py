"""NewsML-G2 of the IPTC, 2.x in core and power conformance: news items and packages, alone or in a news message.

A code is split at its alias: `medtop:20000065` is 20000065 of the scheme `medtop`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from watchers.document import Document, Link
from watchers.errors import UnreadableError
from watchers.reading import newsml1, nitf
from watchers.reading.g2codes import Names, genre_of, places_of, subjects_of
from watchers.reading.given import Given
from watchers.reading.prose import Prose, of_element, web_link
from watchers.reading.stamps import instant
from watchers.reading.story import Story, document, filled, status_of
from watchers.reading.xml import (
    above,
    all_of,
    attribute,
    child,
    children,
    first_of,
    local,
    parents_of,
    parse,
    spaced,
    words,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEMS = ("newsitem", "packageitem")
_MAIN = re.compile(r"(?:^|[:/])(?:main|head(?:line)?|primary|default|title)$", re.I)
_LEAD = re.compile(r"summary|abstract|teaser|lead|intro|standfirst|short|subhead|dek|excerpt|preamble", re.I)
_CAPTION = re.compile(r"caption", re.I)
_WRITER = re.compile(r"author|writer|report|byline|journalist|correspondent|photographer", re.I)
_PICTURE = re.compile(r"(?:picture|photo|graphic|video|audio|animation|image)$", re.I)
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
    headers = parents_of(root, "header")
    for item in items:
        story = _story(item, above(item, headers))
        if local(item) == "newsitem" or story.headline or not _refers_to(item) <= here:
            yield document(story, given, "newsml-g2", warnings)


def _story(item: Element, header: Element | None) -> Story:
    meta, content = _or_empty(item, "itemmeta"), _or_empty(item, "contentmeta")
    language = attribute(child(content, "language"), "tag", "literal") or attribute(item, "lang")
    names = Names(
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
        ednote=_notes(meta),
        genre=genre_of(child(content, "genre"), names),
        language=language or _spoken(item),
        guid=attribute(item, "guid"),
        uri=guid if _URI.fullmatch(guid := attribute(item, "guid")) else "",
        version=attribute(item, "version"),
        status=_status(meta),
        urgency=words(child(content, "urgency")) or _of_header(header, "priority"),
        word_count=count,
        subjects=tuple(subjects_of(content, names)),
        keywords=tuple(words(each) for each in children(content, "keyword")),
        places=tuple(places_of(content, names)),
        links=tuple(_links(item, meta)),
        media=tuple(_media(item, caption)),
        first_created=_instant(meta, "firstcreated") or _instant(content, "contentcreated"),
        version_created=_instant(meta, "versioncreated"),
        issued=_instant(meta, "versioncreated") or modified or instant(_of_header(header, "sent")),
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


def _of_header(header: Element | None, name: str) -> str:
    """What the message says for all of its items."""
    return words(child(header, name)) if header is not None else ""


def _status(meta: Element) -> str:
    """Usable where it is not said, as the standard has it; an embargo without an end withholds."""
    told = attribute(child(meta, "pubstatus"), "qcode", "uri", "literal") or words(child(meta, "pubstatus"))
    signals = [attribute(each, "qcode", "literal") for each in children(meta, "signal")]
    if any(status_of(each) == "cancelled" for each in signals):
        return "cancelled"
    embargoed = child(meta, "embargoed")
    empty = embargoed is not None and not words(embargoed) and not _is_form(meta)
    if empty and status_of(told) in {"usable", None}:
        return "withheld"
    return told or "usable"


def _is_form(meta: Element) -> bool:
    """Whether it leaves other properties empty too: then none of them says anything."""
    return any(not words(each) and not each.attrib and local(each) != "embargoed" for each in children(meta))


def _notes(meta: Element) -> str:
    """The notes to editors, none that stands in another."""
    told = [" ".join(of_element(each).text.split()) for each in children(meta, "ednote")]
    told = list(dict.fromkeys(filter(None, told)))
    return "\n".join(each for each in told if not any(each in other for other in told if other is not each))


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


def _bylines(content: Element, names: Names) -> list[str]:
    found = [told for each in children(content, "by") if (told := words(each))]
    if not found:
        for each in (*children(content, "creator"), *children(content, "contributor")):
            if _WRITER.search(attribute(each, "role")) or attribute(each, "type").endswith("person"):
                found.append(names.of(each) or attribute(each, "literal"))
    return list(dict.fromkeys(each for each in found if each))


def _copyright(item: Element, names: Names) -> str:
    rights = list(children(item, "rightsinfo"))
    notices = (words(each) for block in rights for each in children(block, "copyrightnotice"))
    holders = (names.or_code(each) for block in rights for each in children(block, "copyrightholder"))
    return next((told for told in notices if told), "") or next((told for told in holders if told), "")


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
            byline = next((by for by in all_of(each, "byline") if len(words(by)) < 200), None)
            story = Story(headline=words(first_of(each, "h1")), prose=of_element(_main(each)), byline=spaced(byline))
        else:
            story = nitf.of_characters(each.text or "")
        if story.prose.text:
            return story, attribute(each, "wordcount")
    return Story(), next(
        (told for each in _contents(item, "remotecontent") if (told := attribute(each, "wordcount"))), ""
    )


def _main(content: Element) -> Element:
    """The part of a page that is the story, where one says so: around it stand its slugs and notes to editors."""
    sections = (each for each in all_of(content, "section", "main", "article") if "main" in attribute(each, "class"))
    return next(sections, content)


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
