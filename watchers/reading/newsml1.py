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
from itertools import islice
from typing import TYPE_CHECKING

from watchers.document import Document, Link, Subject
from watchers.errors import UnreadableError
from watchers.reading import nitf
from watchers.reading.given import Given
from watchers.reading.newslines import LEAD, of_components, of_item, topics_of
from watchers.reading.prose import Prose, of_element, web_link
from watchers.reading.story import Story, document, filled
from watchers.reading.xml import above, all_of, attribute, child, children, first_of, local, parents_of, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CAPTION = re.compile(
    r"caption|l[ée]gende?|pie.?de.?foto|bildtext|bildunterschrift|didascalia|photo|picture|image|video|graphic|audio"
    r"|thumbnail|quicklook|preview|icon|bild|foto|multimedia",
    re.I,
)
_ASIDE = re.compile(
    r"style.?sheet|contacts?|tweet.*|twitter.*|social.*|logo|related.*|links?|metadata|seo.*|keywords?|sms|push|alert|note.*"
    r"|boilerplate.*|sidebar|summary.?list|quote.*",
    re.I,
)
"""The roles of what is no part of the story, where another part is its body."""
_TITLE = re.compile(r"head(?:line)?|title|titre|titular|titel|titulo|título", re.I)
_RENDITION = re.compile(r"quick|thumb|preview|icon|hi.?res|low.?res|high|caption|rendition", re.I)
_MOST = 1000
_BYLINE = re.compile(r"by-?line|author|auteur|autor|signature", re.I)
_PICTURE = re.compile(r"photo|picture|image|graphic|video|audio|animation|infograph|foto|bild|icon|sound", re.I)


def read(given: Given) -> Iterator[Document]:
    """The stories of a file, in its order."""
    root, warnings = parse(given)
    items = [each for each in (root, *all_of(root, "newsitem")) if local(each) == "newsitem"]
    if not items:
        raise UnreadableError(given.name, "There is no news item in it.", "Save its text as .txt.")
    envelopes = parents_of(root, "newsenvelope")
    for item in items:
        for story in _stories(item, above(item, envelopes)):
            yield document(story, given, "newsml1", warnings)


@dataclass(frozen=True, slots=True)
class _Place:
    """The components around a content item, from the innermost out, and what they say of all that is in them.

    `owner` is the nearest with a headline, else the outermost; `choices` are those that offer one of several.
    """

    around: tuple[Element, ...] = ()
    owner: Element | None = None
    captions: bool = False
    choices: tuple[Element, ...] = ()

    def inside(self, component: Element) -> _Place:
        """The place one component further in."""
        role = attribute(child(component, "role"), "FormalName")
        headed = bool(words(child(component, "newslines", "headline")))
        chosen = attribute(component, "EquivalentsList").lower() == "yes"
        return _Place(
            (component, *self.around),
            component if headed or not self.around else self.owner,
            self.captions or (bool(_CAPTION.search(role)) and "text" not in role.lower()),
            (*self.choices, component) if chosen else self.choices,
        )

    def role(self) -> str:
        """body, caption, lead, title or byline."""
        told = attribute(child(self.around[0], "role"), "FormalName").strip() if self.around else ""
        for role, pattern in (("lead", LEAD), ("title", _TITLE), ("byline", _BYLINE), ("aside", _ASIDE)):
            if pattern.fullmatch(told):
                return role
        return "caption" if self.captions else "body"


@dataclass(frozen=True, slots=True)
class _Part:
    """A content item, where it stands and what it is for: the role of its place, or picture."""

    place: _Place
    item: Element
    role: str

    @property
    def around(self) -> tuple[Element, ...]:
        """The components around it, from the innermost out."""
        return self.place.around


def _stories(item: Element, envelope: Element | None) -> Iterator[Story]:
    """The stories of an item: one for each component that has a headline of its own and a text."""
    parts = _with_captions(list(_parts(item)))
    if not any(part.role == "body" for part in parts):
        parts = [replace(part, role="body") if part.role == "aside" else part for part in parts]
    bodies: dict[Element | None, list[_Part]] = {}
    for part in _without_equivalents([part for part in parts if part.role == "body"]):
        bodies.setdefault(part.place.owner, []).append(part)
    others: dict[Element | None, list[_Part]] = {owner: [] for owner in bodies}
    for part in parts if len(bodies) > 1 else ():
        for owner in part.around if part.role != "body" else ():
            if owner in others:
                others[owner].append(part)
    facts, topics = of_item(item, envelope), topics_of(item)
    for n, (owner, own) in enumerate(islice(bodies.items(), _MOST)):
        beside = others[owner] if len(bodies) > 1 else [part for part in parts if part.role != "body"]
        story = _story(own, beside, facts, topics)
        yield replace(story, guid=f"{story.guid}#{attribute(owner, 'Duid') or n}") if n and story.guid else story
    if not bodies:
        yield _story([], parts or [_Part(_Place(tuple(children(item, "newscomponent"))), item, "")], facts, topics)


def _with_captions(parts: list[_Part]) -> list[_Part]:
    """With the texts beside pictures told as captions, where there are others."""
    pictured: set[Element] = set()
    for part in parts:
        if part.role == "picture" and part.around:
            rendition = _RENDITION.search(attribute(child(part.around[0], "role"), "FormalName"))
            pictured.update(part.around[: 2 if rendition else 1])
    beside = [part.role == "body" and bool(pictured.intersection(part.around[:1])) for part in parts]
    if all(is_beside for part, is_beside in zip(parts, beside, strict=True) if part.role == "body"):
        return parts
    return [replace(part, role="caption") if near else part for part, near in zip(parts, beside, strict=True)]


def _parts(item: Element) -> Iterator[_Part]:
    """The content items, none of a news item inside this one."""
    waiting: list[tuple[Element, _Place]] = [(each, _Place()) for each in reversed(item)]
    while waiting:
        element, place = waiting.pop()
        name = local(element)
        if name == "contentitem":
            if _is_picture(element):
                yield _Part(place, element, "picture")
            elif child(element, "datacontent") is not None and not _is_style(element):
                yield _Part(place, element, place.role())
        if name and name not in {"newsitem", "datacontent"}:
            inner = place.inside(element) if name == "newscomponent" else place
            waiting += [(each, inner) for each in reversed(element)]


def _is_picture(item: Element) -> bool:
    told = attribute(child(item, "mediatype"), "FormalName")
    kind = attribute(child(item, "mimetype"), "FormalName") or attribute(child(item, "format"), "FormalName")
    return bool(_PICTURE.search(told)) or kind.lower().startswith(("image/", "video/", "audio/"))


def _is_style(item: Element) -> bool:
    return "css" in attribute(child(item, "mimetype"), "FormalName").lower()


def _without_equivalents(parts: list[_Part]) -> list[_Part]:
    """Of what a component offers for a choice, the first."""
    kept: list[_Part] = []
    chosen: set[Element] = set()
    for part in parts:
        if chosen.isdisjoint(part.place.choices):
            kept.append(part)
        chosen.update(part.place.choices)
    return kept


def _story(own: list[_Part], others: list[_Part], facts: Story, topics: dict[str, Subject]) -> Story:
    """What its components tell, then the news item, then the NITF inside."""
    around = own[0].around if own else max((part.around for part in others), key=len)
    held = [_held(part.item) for part in own]
    captions = [(part, _held(part.item).prose.text) for part in others if part.role == "caption"]
    body = [each.prose.text for each in held] if own else [text for _, text in captions]
    lines = of_components(around, [part.item for part in own], topics)
    story = replace(
        lines,
        headline=lines.headline or _text_of(others, "title"),
        byline=lines.byline or _text_of(others, "byline"),
        abstract=_text_of(others, "lead") or lines.abstract,
        prose=Prose("\n\n".join(filter(None, body)), tuple(link for each in held for link in each.prose.links)),
        media=(*_media(own + others, captions), *(link for each in held for link in each.prose.media)),
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
        return Story(headline=words(first_of(data, "h1")), prose=of_element(data))
    text = data.text or ""
    if "base64" in attribute(child(item, "encoding"), "Notation").lower():
        text = _decoded(text)
    return nitf.of_characters(text)


def _decoded(text: str) -> str:
    try:
        return b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _media(parts: Iterable[_Part], captions: list[tuple[_Part, str]]) -> Iterator[Link]:
    """The pictures that have an address; its caption stands in the same component, or is the only one."""
    near: dict[Element, list[str]] = {}
    for part, text in captions:
        for component in part.around[:2]:
            near.setdefault(component, []).append(text)
    for part in parts:
        if part.role == "picture":
            beside = next((near[each] for each in part.around[:2] if each in near), [])
            title = " ".join(beside[:1]) or (captions[0][1] if len(captions) == 1 else "")
            kind = attribute(child(part.item, "mimetype"), "FormalName")
            href = attribute(part.item, "Href", "Url")
            yield from web_link(href, attribute(child(part.item, "mediatype"), "FormalName").lower(), kind, title)
