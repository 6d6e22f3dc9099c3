"""XML as untrusted files hold it: no entity is declared or resolved, nothing is fetched, depth and size are bounded.

Agencies write wrong namespaces, stray bytes and HTML inside, so elements are found by their local names, and a file
that is not well-formed is read as far as it goes. Documents that follow one another get a root of ours around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import TYPE_CHECKING

from watchers.errors import UnreadableError
from watchers.reading.given import Given
from watchers.reading.page import legal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SEVERAL = "several"
"""The name of the root around documents that follow one another in a file."""
_DEEPEST = 250
_MOST = 400_000
_ESCAPES = re.compile("(?:\x1b\\[|\x9b)[0-?]{0,40}[ -/]{0,8}[@-~]")
"""Control sequences, whole: without the escape their letters would stay."""
_START = re.compile(r"<(?=[?!A-Za-z_])")
_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,300}\?>", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.I)
_IN_DOCTYPE = re.compile(r"<!--|[\"'<>]")
_ENTITY = re.compile(r"<!ENTITY\b\s*(?P<what>[^<>]{0,500})", re.I)
_BESIDE = re.compile(
    r"%\s+\S+\s+(?:SYSTEM|PUBLIC\s+(?:\"[^\"]*\"|'[^']*'))\s+[\"'](?!/|[\w+.-]+:)[\w./-]+[\"']\s*", re.I
)
"""A file of declarations beside this one, as NewsML 1 names that of NITF; it is not looked for."""
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset(["amp", "lt", "gt", "quot", "apos"])
_AS_IT_IS = re.compile(r"<!\[CDATA\[|<!--")
_LONE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)|<(?![A-Za-z_/!?])")
_ESCAPED = {"&": "&amp;", "<": "&lt;"}
_VOID = ("br", "hr", "img", "meta", "link", "input", "col", "wbr")
_BROKEN = "The XML is not well-formed; it was read as far as it goes."
_MENDED = "The XML is not well-formed; signs and tags of HTML in it were mended."
_TOO_LARGE = ("Its XML is nested too deeply or too large.", "Split the file.")
_ENTITIES = ("It declares entities of its own, which are not read.", "Ask for it without a DOCTYPE.")


def parse(given: Given) -> tuple[Element, tuple[str, ...]]:
    """The root element, and what was repaired in words. Raises UnreadableError."""
    text = legal(_ESCAPES.sub("", given.text))
    start = _START.search(text)
    text = _DECLARATION.sub("", _without_doctypes(text[start.start() if start else 0 :], given)).strip()
    if text.count("<") - text.count("</") > _MOST and _tags(text) > _MOST:
        raise UnreadableError(given.name, *_TOO_LARGE)
    text = _REFERENCE.sub(_character, text)
    if (root := _strict(text)) is not None:
        return _bounded(root, given), ()
    text = _mended(text)
    if (root := _strict(text)) is not None:
        return _bounded(root, given), (_MENDED,)
    root = _root(_wrapped(text), recover=True)
    if root is None or not _holds(root):
        raise UnreadableError(given.name, "Its XML is broken.", "Save or fetch it again.")
    return _bounded(root[0] if len(root) == 1 and local(root[0]) else root, given), (_BROKEN,)


def _tags(text: str) -> int:
    """How many elements begin, about: those in CDATA and comments are none."""
    bare = _outside(text, lambda part: part, "")
    return bare.count("<") - bare.count("</")


def _without_doctypes(text: str, given: Given) -> str:
    """Without declarations of document types, those of later documents too. Raises UnreadableError for entities."""
    kept, at = [], 0
    while found := _DOCTYPE.search(text, at):
        end = _end_of(text, found.end())
        if any(not _BESIDE.fullmatch(entity["what"]) for entity in _ENTITY.finditer(text, found.start(), end)):
            raise UnreadableError(given.name, *_ENTITIES)
        kept.append(text[at : found.start()])
        at = end
    text = "".join(kept) + text[at:]
    if _ENTITY.search(_outside(text, lambda part: part, "")):
        raise UnreadableError(given.name, *_ENTITIES)
    return text


def _end_of(text: str, at: int) -> int:
    """Behind the `>` that ends a declaration with all that is declared in it."""
    depth = 1
    while found := _IN_DOCTYPE.search(text, at):
        sign, at = found[0], found.end()
        depth += {"<": 1, ">": -1}.get(sign, 0)
        if depth == 0:
            return at
        if sign not in {"<", ">"}:
            at = _behind(text, "-->" if sign == "<!--" else sign, at)
    return len(text)


def _behind(text: str, sign: str, at: int) -> int:
    end = text.find(sign, at)
    return len(text) if end < 0 else end + len(sign)


def _character(found: re.Match[str]) -> str:
    """What HTML means by a name that XML does not know."""
    return found[0] if found[1] in _OWN else html5.get(found[1] + ";", found[0])


def _mended(text: str) -> str:
    """With lone `&` and `<` escaped, and the tags closed that HTML never closes."""
    text = _outside(text, lambda part: _LONE.sub(lambda found: _ESCAPED[found[0]], part))
    lower = text.lower()
    void = "|".join(name for name in _VOID if f"</{name}" not in lower)
    return re.sub(rf"<((?:{void})\b[^<>]*?)/?>", r"<\1/>", text, flags=re.I) if void else text


def _outside(text: str, change: Callable[[str], str], instead: str | None = None) -> str:
    """The text changed where it is neither CDATA nor a comment; these are kept, or replaced."""
    parts, at = [], 0
    while found := _AS_IT_IS.search(text, at):
        end = _behind(text, "-->" if found[0] == "<!--" else "]]>", found.end())
        parts += [change(text[at : found.start()]), text[found.start() : end] if instead is None else instead]
        at = end
    return "".join([*parts, change(text[at:])])


def _strict(text: str) -> Element | None:
    """The root of one document, or ours around several."""
    root = _root(text, recover=False)
    return root if root is not None else _root(_wrapped(text), recover=False)


def _wrapped(text: str) -> str:
    return f"<{SEVERAL}>{text}</{SEVERAL}>"


def _holds(root: Element) -> bool:
    return any(True for _ in root) or bool((root.text or "").strip())


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
            raise UnreadableError(given.name, *_TOO_LARGE)
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


def spaced(element: Element | None) -> str:
    """Like `words`, with a space where an element begins that none parts from the word before: `By<person>…`."""
    if element is None:
        return ""
    told = " ".join(" ".join(element.itertext()).split())
    return re.sub(r" (?=[,.;:!?)’']|$)", "", told)


def attribute(element: Element | None, *names: str) -> str:
    """The first of the attributes that is there and not blank, whatever its namespace and case; "" where none is."""
    if element is None:
        return ""
    held = {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}
    return next((value for name in names if (value := str(held.get(name.lower(), "")).strip())), "")


def within(root: Element, *names: str) -> Iterator[Element]:
    """The elements of one of the names, the root itself too, none inside another of them."""
    if local(root) in names:
        yield root
        return
    waiting = [iter(root)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif local(element) in names:
            yield element
        else:
            waiting.append(iter(element))


def phrase(element: Element | None) -> str:
    """Like `words`, with a comma between the elements of one that has no words of its own between them."""
    if element is None:
        return ""
    own = (element.text or "") + "".join(each.tail or "" for each in element)
    return words(element) if own.strip() else ", ".join(told for each in children(element) if (told := phrase(each)))


def above(element: Element, held: dict[Element, Element]) -> Element | None:
    """What is held of the nearest element around this one."""
    return next((held[each] for each in element.iterancestors() if each in held), None)


def parents_of(root: Element, name: str) -> dict[Element, Element]:
    """The elements of a name by those that they stand directly in."""
    return {parent: each for each in all_of(root, name) if (parent := each.getparent()) is not None}
