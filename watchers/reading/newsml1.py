"""NewsML 1.0 to 1.2 of the IPTC: news items of nested components, the text in NITF, HTML or bare lines.

A component with a headline of its own and a text is a story; captions, leads and titles are told by their roles.
`PublicIdentifier` names a revision and is the guid; the uri, without the revision, stays the same for all of them.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from watchers.document import Document, Link
from watchers.errors import UnreadableError
from watchers.reading import nitf
from watchers.reading.given import Given
from watchers.reading.newslines import LEAD, of_components, of_item
from watchers.reading.prose import Prose, of_element, web_link
from watchers.reading.story import Story, document, filled
from watchers.reading.xml import all_of, attribute, child, children, first_of, local, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CAPTION = re.compile(
    r"caption|l[ée]gende?|pie.?de.?foto|bildtext|bildunterschrift|didascalia|photo|picture|image|video|graphic|audio"
    r"|thumbnail|quicklook|preview|icon|bild|foto|multimedia",
    re.I,
)
_TITLE = re.compile(r"head(?:line)?|title|titre|titular|titel|titulo|título", re.I)
_BYLINE = re.compile(r"by-?line|author|auteur|autor|signature", re.I)
_PICTURE = re.compile(r"photo|picture|image|graphic|video|audio|animation|infograph|foto|bild|icon|sound", re.I)


def read(given: Given) -> Iterator[Document]:
    """The stories of a file, in its order."""
    root, warnings = parse(given)
    items = [each for each in (root, *all_of(root, "newsitem")) if local(each) == "newsitem"]
    if not items:
        raise UnreadableError(given.name, "There is no news item in it.", "Save its text as .txt.")
    for item in items:
        for story in _stories(item, root):
            yield document(story, given, "newsml1", warnings)


@dataclass(frozen=True, slots=True)
class _Part:
    """A content item: the components around it from the innermost out, what it is for, and what it holds."""

    around: tuple[Element, ...]
    item: Element
    role: str
    picture: bool

    @property
    def owner(self) -> Element | None:
        """The nearest component with a headline, else the outermost."""
        headed = (each for each in self.around if words(child(each, "newslines", "headline")))
        return next(headed, self.around[-1] if self.around else None)


def _stories(item: Element, root: Element) -> Iterator[Story]:
    """The stories of an item: one for each component that has a headline of its own and a text."""
    parts = list(_parts(item))
    said = [part for part in parts if not part.picture and child(part.item, "datacontent") is not None]
    bodies = _without_equivalents([part for part in said if part.role == "body"])
    pictured = {part.around[0] for part in parts if part.picture and part.around}
    beside = [part for part in bodies if not (part.around and part.around[0] in pictured)]
    bodies = beside or bodies
    facts = of_item(item, root)
    owners = list(dict.fromkeys(part.owner for part in bodies))
    for n, owner in enumerate(owners):
        own = [part for part in bodies if part.owner is owner]
        others = [part for part in parts if part not in bodies and (len(owners) == 1 or owner in part.around)]
        story = _story(own, others, item, facts)
        yield replace(story, guid=f"{story.guid}#{attribute(owner, 'Duid') or n}") if n and story.guid else story
    if not owners:
        yield _story([], parts, item, facts)


def _parts(item: Element) -> Iterator[_Part]:
    """The content items, none of a news item inside this one."""
    waiting: list[tuple[Element, tuple[Element, ...]]] = [(each, ()) for each in reversed(item)]
    while waiting:
        element, around = waiting.pop()
        name = local(element)
        if name == "contentitem":
            yield _Part(around, element, _role(element, around), _is_picture(element))
        if name and name not in {"newsitem", "datacontent"}:
            inner = (element, *around) if name == "newscomponent" else around
            waiting += [(each, inner) for each in reversed(element)]


def _role(item: Element, around: tuple[Element, ...]) -> str:
    """body, caption, lead, title or byline: by the innermost role, and not below a component for pictures."""
    for component in around:
        told = attribute(child(component, "role"), "FormalName").strip()
        for role, pattern in (("lead", LEAD), ("title", _TITLE), ("byline", _BYLINE)):
            if component is around[0] and pattern.fullmatch(told):
                return role
        if _CAPTION.search(told) and not re.search("text", told, re.I):
            return "caption"
    return "body"


def _is_picture(item: Element) -> bool:
    told = attribute(child(item, "mediatype"), "FormalName")
    kind = attribute(child(item, "mimetype"), "FormalName") or attribute(child(item, "format"), "FormalName")
    return bool(_PICTURE.search(told)) or kind.lower().startswith(("image/", "video/", "audio/"))


def _without_equivalents(parts: list[_Part]) -> list[_Part]:
    """Of what a component offers for a choice, the first."""
    kept: list[_Part] = []
    chosen: set[Element] = set()
    for part in parts:
        choices = [each for each in part.around if attribute(each, "EquivalentsList").lower() == "yes"]
        if not chosen.intersection(choices):
            kept.append(part)
        chosen.update(choices)
    return kept


def _story(own: list[_Part], others: list[_Part], item: Element, facts: Story) -> Story:
    """What its components tell, then the news item, then the NITF inside."""
    around = (
        own[0].around
        if own
        else max((part.around for part in others), key=len, default=tuple(children(item, "newscomponent")))
    )
    held = [_held(part.item) for part in own]
    captions = [_held(part.item).prose.text for part in others if part.role == "caption" and not part.picture]
    prose = Prose(
        "\n\n".join(each.prose.text for each in held if each.prose.text) or "\n\n".join(filter(None, captions)),
        tuple(link for each in held for link in each.prose.links),
        tuple(link for each in held for link in each.prose.media),
    )
    by_role = {role: _text_of(others, role) for role in ("lead", "title", "byline")}
    lines = of_components(around, item)
    story = replace(lines, headline=lines.headline or by_role["title"], byline=lines.byline or by_role["byline"])
    story = replace(
        story, abstract=by_role["lead"] or lines.abstract, prose=prose, media=tuple(_media(others, captions))
    )
    for each in (facts, *held):
        story = filled(story, each)
    return story


def _text_of(parts: Iterable[_Part], role: str) -> str:
    return "\n\n".join(text for part in parts if part.role == role and (text := _held(part.item).prose.text))


def _held(item: Element) -> Story:
    """What the content itself tells: a whole story where it is NITF."""
    data = child(item, "datacontent")
    if data is None:
        return Story()
    if (inner := first_of(data, "nitf")) is not None or first_of(data, "body.content", "body.head") is not None:
        return nitf.story_of(inner if inner is not None else data)
    if len(data):
        return Story(prose=of_element(data))
    text = data.text or ""
    if "base64" in attribute(child(item, "encoding"), "Notation").lower():
        text = _decoded(text)
    return nitf.of_characters(text)


def _decoded(text: str) -> str:
    try:
        return b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _media(parts: Iterable[_Part], captions: list[str]) -> Iterator[Link]:
    """The pictures that have an address; its caption stands in the same component, or is the only one."""
    for part in parts:
        if part.picture:
            near = [
                p for p in parts if p.role == "caption" and not p.picture and set(p.around[:2]) & set(part.around[:1])
            ]
            title = " ".join(_held(p.item).prose.text for p in near) or (captions[0] if len(captions) == 1 else "")
            kind = attribute(child(part.item, "mimetype"), "FormalName")
            href = attribute(part.item, "Href", "Url")
            yield from web_link(href, attribute(child(part.item, "mediatype"), "FormalName").lower(), kind, title)
