"""XML as untrusted files hold it: no entity is declared or resolved, nothing is fetched, depth and size are bounded.

Agencies write wrong namespaces, stray bytes and HTML inside, so elements are found by their local names, and a file
that is not well-formed is read as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from watchers.errors import UnreadableError
from watchers.reading.given import Given
from watchers.reading.page import legal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEPEST = 250
_MOST = 400_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^<>\[]|\[(?P<inner>[^\]]*)\])*>", re.I)
_NAMED = {
    "nbsp": "\u00a0", "mdash": "—", "ndash": "–", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’",
    "hellip": "…", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "uuml": "ü", "ouml": "ö", "auml": "ä",
    "szlig": "ß", "ntilde": "ñ", "oacute": "ó", "aacute": "á", "iacute": "í", "uacute": "ú", "euro": "€", "pound": "£",
    "copy": "©", "reg": "®", "deg": "°", "middot": "·", "bull": "•", "laquo": "«", "raquo": "»", "iexcl": "¡",
    "iquest": "¿", "times": "×", "sect": "§", "para": "¶", "trade": "™",
}  # fmt: skip
_ENTITY = re.compile(r"&([a-zA-Z]{2,8});")


def parse(given: Given) -> tuple[Element, tuple[str, ...]]:
    """The root element, and what was repaired in words. Raises UnreadableError."""
    text = given.text
    doctype = _DOCTYPE.search(text[:20_000])
    if doctype and doctype["inner"] and "<!ENTITY" in doctype["inner"].upper():
        raise UnreadableError(
            given.name, "It declares entities of its own, which are not read.", "Ask for it without a DOCTYPE."
        )
    text = _DOCTYPE.sub("", _DECLARATION.sub("", legal(text)), count=1).lstrip()
    text = _ENTITY.sub(lambda found: _NAMED.get(found[1], found[0]), text)
    root = _root(text, recover=False)
    if root is not None:
        return _bounded(root, given), ()
    root = _root(text, recover=True)
    if root is None or not isinstance(root.tag, str) or (len(root) == 0 and not (root.text or "").strip()):
        raise UnreadableError(given.name, "Its XML is broken.", "Save or fetch it again.")
    return _bounded(root, given), ("The XML is not well-formed; it was read as far as it goes.",)


def _root(text: str, *, recover: bool) -> Element | None:
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _bounded(root: Element, given: Given) -> Element:
    from lxml import etree

    depth = deepest = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
        if deepest > _DEEPEST or count > _MOST:
            raise UnreadableError(given.name, "Its XML is nested too deeply or too large.", "Split the file.")
    return root


def local(element: Element) -> str:
    """The name without its namespace, in lower case; "" for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def all_of(element: Element, *names: str) -> Iterator[Element]:
    """The elements below, at any depth, in document order, of one of the names in lower case."""
    return (each for each in element.iter() if each is not element and local(each) in names)


def first_of(element: Element, *names: str) -> Element | None:
    """The first of them."""
    return next(all_of(element, *names), None)


def children(element: Element, *names: str) -> Iterator[Element]:
    """The elements directly below, of one of the names, or all where none is given."""
    return (each for each in element if local(each) and (not names or local(each) in names))


def child(element: Element, *path: str) -> Element | None:
    """The element found by going down one name after the other."""
    at: Element | None = element
    for name in path:
        at = next(children(at, name), None) if at is not None else None
    return at


def words(element: Element | None) -> str:
    """All text in an element on one line; "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def attribute(element: Element | None, *names: str) -> str:
    """The first of the attributes that is there and not blank, whatever its namespace and case; "" where none is."""
    if element is None:
        return ""
    held = {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}
    return next((value for name in names if (value := str(held.get(name.lower(), "")).strip())), "")
