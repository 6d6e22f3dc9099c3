"""XML heard from end to end without a tree, so that memory does not grow with it; no entity is resolved or fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from watchers.errors import UnreadableError

_PIECE = 2**16
_DEEPEST = 200
_MOST = 1_000_000
_SILENCE = 4 * 2**20
"""Bytes in which some element or text must begin: a tag with millions of attributes takes a hundred times its size."""
_MOST_LEAVES = 100_000
_ENTITIES = ("It declares entities of its own, which are not read.", "Save it again with an office program.")
_TOO_MUCH = ("Its XML is nested too deeply or too large.", "Split it, or save its text as .txt.")

Attributes = Mapping[str, str]
"""By their names without namespace."""


class Listener(Protocol):
    """Hears local names; once it is `full` nothing more is told to it."""

    @property
    def full(self) -> bool: ...
    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def data(self, text: str) -> None: ...


def hear(content: bytes, listener: Listener, name: str) -> bool:
    """False where the XML breaks off or is broken, then it was heard up to there. Raises UnreadableError for bombs."""
    from lxml import etree

    if b"<!ENTITY" in content or "<!ENTITY".encode("utf-16-le") in content or "<!ENTITY".encode("utf-16-be") in content:
        raise UnreadableError(name, *_ENTITIES)
    target, heard, silent = _Target(listener, name), 0, 0
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for at in range(0, len(content), _PIECE):
            parser.feed(content[at : at + _PIECE])
            silent = silent + _PIECE if target.heard == heard else 0
            heard = target.heard
            if silent > _SILENCE:
                raise UnreadableError(name, *_TOO_MUCH)
            if listener.full:
                return True
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        return False
    return True


class _Target:
    """Passes on what the parser finds, within bounds."""

    def __init__(self, listener: Listener, name: str) -> None:
        self._listener, self._name = listener, name
        self._depth = self._count = self.heard = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._count += 1
        self.heard += 1
        if self._depth > _DEEPEST or self._count > _MOST:
            raise UnreadableError(self._name, *_TOO_MUCH)
        held = {key.rpartition("}")[2]: value for key, value in attributes.items()} if attributes else {}
        self._listener.start(tag.rpartition("}")[2], held)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._listener.end(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        self.heard += 1
        self._listener.data(text)

    def close(self) -> None:
        """Asked for by lxml."""


class Leaves:
    """Hears the texts of the innermost elements by name, in order: what a part with properties says."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.attributes: list[tuple[str, Attributes]] = []
        self._words: list[str] = []

    @property
    def full(self) -> bool:
        return len(self.attributes) > _MOST_LEAVES

    def start(self, name: str, attributes: Attributes) -> None:
        self._words = []
        if attributes:
            self.attributes.append((name, attributes))

    def end(self, name: str) -> None:
        if text := " ".join("".join(self._words).split()):
            self.texts.setdefault(name, []).append(text)
        self._words = []

    def data(self, text: str) -> None:
        self._words.append(text)

    def first(self, *names: str) -> str:
        """The first text of the first of the names that has one."""
        return next((texts[0] for name in names if (texts := self.texts.get(name))), "")


def leaves(content: bytes, name: str) -> Leaves:
    """Of a part that may be missing or broken; then of as much as there is. Raises UnreadableError for bombs."""
    found = Leaves()
    if content:
        hear(content, found, name)
    return found
