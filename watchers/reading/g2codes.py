"""Codes and names of NewsML-G2's concepts: qcodes, addresses, literals; subjects, places and genres told by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from watchers.document import Subject
from watchers.reading.topics import name_of
from watchers.reading.xml import attribute, children, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GEO = re.compile(r"(?:geoarea|poi|cptType:5|loctyp|place)", re.I)
_SCHEMES = {"mediatopic": "medtop", "subjectcode": "subj"}
_ADDRESS = re.compile(r"https?://.*?/(?P<scheme>[^/#]+)[/#](?P<code>[^/#]+)/?", re.I)


@dataclass(frozen=True, slots=True)
class Names:
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


def _code(element: Element | None) -> tuple[str, str]:
    """A code and its scheme, from a qcode, the address of a concept, or a literal."""
    qcode, address = attribute(element, "qcode"), attribute(element, "uri")
    if qcode:
        scheme, colon, code = qcode.partition(":")
        return (code, scheme) if colon and code else (qcode, "")
    if found := _ADDRESS.fullmatch(address):
        return found["code"], _SCHEMES.get(found["scheme"].lower(), found["scheme"])
    return address or attribute(element, "literal"), ""


def subjects_of(content: Element, names: Names) -> Iterator[Subject]:
    for each in children(content, "subject"):
        code, scheme = _code(each)
        name = names.of(each)
        if code or name:
            yield Subject(code or name, scheme or None, name or None)


def genre_of(element: Element | None, names: Names) -> str:
    """The name; the code itself where it is a word."""
    code, scheme = _code(element)
    return names.of(element) or (name_of(scheme, code) if scheme and not code.isalpha() else None) or code


def places_of(content: Element, names: Names) -> Iterator[str]:
    """Where it was written, and the places that it is about."""
    yield from (names.or_code(each) for each in children(content, "located"))
    for each in children(content, "subject"):
        if _GEO.search(attribute(each, "type", "typeuri")):
            yield names.or_code(each)
