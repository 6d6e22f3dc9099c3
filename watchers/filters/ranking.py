"""How well a name fits a few typed letters: one measure for pickers and for completion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

IN_ORDER = 5
"""The worst fit: the letters stand in the name in order."""
_WORDS = re.compile(r"\w+")
_SMALL = frozenset(["of", "the", "and", "for", "in"])


def key(text: str) -> str:
    """Letters and digits without case and accents, words parted by one blank."""
    if text.isascii():
        return " ".join(_WORDS.findall(text.lower()))
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(bare.casefold()))


def rank(name: str, sought: str) -> int | None:
    """0 the whole name, 1 its beginning, 2 a word's, 3 initials, 4 within, 5 letters in order; None: not meant."""
    if not sought or name == sought:
        return 0
    if name.startswith(sought):
        return 1
    if f" {sought}" in name:
        return 2
    parts = name.split()
    if len(sought) > 1 and sought in {_initials(parts), _initials([p for p in parts if p not in _SMALL])}:
        return 3
    if sought in name:
        return 4
    return IN_ORDER if len(sought) > 2 and _in_order(name, sought.replace(" ", "")) else None


def fit(name: str, aliases: Iterable[str], sought: str) -> int | None:
    """How well a name or its best alias fits, all as `key` has them; of an alias, letters in order do not count."""
    found = [rank(name, sought)]
    found += [each for alias in aliases if (each := rank(alias, sought)) is not None and each < IN_ORDER]
    return min((each for each in found if each is not None), default=None)


def _initials(parts: Iterable[str]) -> str:
    return "".join(part[0] for part in parts)


def _in_order(name: str, letters: str) -> bool:
    """Whether the letters stand in the name in order, the first one at the beginning of a word."""
    starts = (at for at, char in enumerate(name) if char == letters[0] and (at == 0 or name[at - 1] == " "))
    return any(_follow(name[at:], letters) for at in starts)


def _follow(name: str, letters: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
