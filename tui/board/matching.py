"""Which names a few typed letters mean, the likeliest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_WORDS = re.compile(r"\w+")
_IN_ORDER = 5
_SMALL = frozenset(["of", "the", "and", "for", "in"])


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a picker; `value` goes into the filter, `aside` is said dimly beside the name.

    `found` are actors and regions that no lexicon knows: a document's own words have told them. `aliases` are other
    names by which it is found.
    """

    value: str
    name: str
    aside: str
    count: int
    found: bool = False
    aliases: tuple[str, ...] = ()


def key(text: str) -> str:
    """Letters and digits without case and accents, words parted by one blank."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(bare.casefold()))


def found(choices: Iterable[Choice], typed: str) -> list[Choice]:
    """Those that the letters can mean; of equal fit, those with more documents first."""
    sought = key(typed)
    ranked = [(fit, choice) for choice in choices if (fit := _fit(choice, sought)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda pair: (pair[0], -pair[1].count, pair[1].name))]


def _fit(choice: Choice, sought: str) -> int | None:
    """How well its name or the best of its aliases fits; of an alias, letters in order do not count."""
    fits = [rank(key(choice.name), sought), *(_alias_fit(alias, sought) for alias in choice.aliases)]
    return min((fit for fit in fits if fit is not None), default=None)


def _alias_fit(alias: str, sought: str) -> int | None:
    fit = rank(key(alias), sought)
    return fit if fit is None or fit < _IN_ORDER else None


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
    return _IN_ORDER if len(sought) > 2 and _in_order(name, sought.replace(" ", "")) else None


def _initials(parts: Iterable[str]) -> str:
    return "".join(part[0] for part in parts)


def _in_order(name: str, letters: str) -> bool:
    """Whether the letters stand in the name in order, the first one at the beginning of a word."""
    starts = (at for at, char in enumerate(name) if char == letters[0] and (at == 0 or name[at - 1] == " "))
    return any(_follow(name[at:], letters) for at in starts)


def _follow(name: str, letters: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
