"""Stories in XML of no standard, as agencies and their customers name it: the old Reuters `newsitem`, `RBNews`, others.

An element is a story where a headline and a text stand in it, each under one of the names that are known for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from watchers.document import Document, Subject
from watchers.errors import UnreadableError
from watchers.reading.given import Given
from watchers.reading.prose import Prose, of_element, of_markup, of_text
from watchers.reading.stamps import instant
from watchers.reading.story import Story, document
from watchers.reading.xml import all_of, attribute, children, local, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADLINES = ("headline", "hedline", "hl1", "heading", "title", "titel", "rubrik", "titre", "titolo", "titular")
_TEXTS = ("text", "body", "content", "bodytext", "body_text", "story", "articlebody", "maintext", "brodtext", "texte")
_NAMES: dict[str, tuple[str, ...]] = {
    "headline": _HEADLINES,
    "abstract": ("subtitle", "subheadline", "abstract", "lead", "summary", "standfirst", "ingress"),
    "byline": ("byline", "author", "creator", "autor"),
    "dateline": ("dateline", "town", "city", "placeline"),
    "slugline": ("slugline", "slug", "strapline", "keyword"),
    "credit": ("credit", "creditline", "origin", "source", "agency", "provider"),
    "copyright": ("copyright", "copyrightline"),
    "ednote": ("ednote", "editornote", "editorsnote", "tilredaktionen", "note"),
    "genre": ("genre", "format"),
    "language": ("language", "lang", "sprog"),
    "guid": ("guid", "newsid", "itemid", "articleid", "storyid", "uid", "id"),
    "version": ("version", "revision"),
    "urgency": ("urgency", "priority"),
    "status": ("status", "pubstatus"),
}
_ISSUED = ("publishdate", "published", "pubdate", "publicationdate", "versioncreated", "datetime", "date", "created")
_KILLED = ("annuleret", "killed", "cancelled", "canceled", "withdrawn")
_MOST = 5000
_LOOKED_AT = 20_000
_LEAST = 20
_MARK = "|".join
_TELLING = tuple(
    re.compile(rf"<(?:[\w.-]+:)?(?:{_MARK(names)})\b[^<>]*[^/<>]?>", re.I) for names in (_HEADLINES, _TEXTS)
)


def holds_stories(text: str) -> bool:
    """Whether XML names a headline and a text in its first characters."""
    return all(mark.search(text[:_LOOKED_AT]) for mark in _TELLING)


def read(given: Given) -> Iterator[Document]:
    """The stories of a file, in its order."""
    root, warnings = parse(given)
    found = False
    for element in islice(_stories(root), _MOST):
        found = True
        yield document(_story(element), given, "xml", warnings)
    if not found:
        raise UnreadableError(given.name, "There is no headline with a text in its XML.", "Save its text as .txt.")


def _stories(root: Element) -> Iterator[Element]:
    """The outermost elements that a headline and a text stand directly in."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _named(element, _HEADLINES) is not None and _text(element) is not None:
            yield element
        else:
            waiting += reversed(list(children(element)))


def _named(element: Element, names: tuple[str, ...]) -> Element | None:
    """The child of the first of the names that says something."""
    held = {local(each): each for each in reversed(list(children(element))) if words(each)}
    return next((held[name] for name in names if name in held), None)


def _text(element: Element) -> Element | None:
    told = _named(element, _TEXTS)
    return told if told is not None and len(words(told)) >= _LEAST else None


def _story(element: Element) -> Story:
    told = {field: words(_named(element, names)) for field, names in _NAMES.items()}
    issued = words(_named(element, _ISSUED)) or attribute(element, "date", "published")
    killed = any(words(each).lower() in {"true", "1", "yes"} for each in children(element, *_KILLED))
    told |= {
        "guid": told["guid"] or attribute(element, "itemid", "id", "guid"),
        "language": told["language"] or attribute(element, "lang", "language"),
        "status": "cancelled" if killed else told["status"],
    }
    stamp = instant(issued)
    subjects = tuple(islice(_subjects(element), 500))
    story = Story(prose=_prose(element), issued=stamp, version_created=stamp, subjects=subjects)
    words_told: dict[str, Any] = told
    return replace(story, **words_told)


def _prose(element: Element) -> Prose:
    """Paragraphs where it is marked up, else of its characters, which may be HTML."""
    text = _text(element)
    if text is None:
        return Prose()
    if len(text):
        return of_element(text)
    told = text.text or ""
    return of_markup(told) if "<" in told else of_text(told)


def _subjects(element: Element) -> Iterator[Subject]:
    """`<codes class="bip:topics:1.0"><code code="C13"/>`."""
    for codes in all_of(element, "codes"):
        scheme = attribute(codes, "class")
        for each in children(codes, "code"):
            yield Subject(attribute(each, "code"), scheme or None, attribute(each, "name") or None)
