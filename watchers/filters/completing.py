"""What can be put in at the cursor of an expression, the likeliest first; nothing that is typed makes it fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from watchers.errors import FilterError
from watchers.filters import cursor, eventful, vocabulary
from watchers.filters.calling import Named, NameKey, Names, called
from watchers.filters.closed import LANGUAGES, VALUES
from watchers.filters.cursor import Spot
from watchers.filters.ranking import IN_ORDER, fit, key
from watchers.filters.tokens import ALIASES, KEY, KEYS
from watchers.filters.vocabulary import Word
from watchers.filters.writing import plain

MOST = 12
"""Completions of a place."""
_OF_A_WORD = 3
"""Names of a kind that a bare word may mean."""
_WITHIN = 2
"""The worst fit of an event that a bare word may mean: one of its words begins so."""
_BEGUN = 1
"""The worst fit of a key: it begins with the letters."""
_BARE = frozenset({*vocabulary.TIMES, "origins"})
"""Keys whose values need no quotes."""
_NAMED: tuple[NameKey, ...] = ("actor", "region", "source")


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` goes in place of what stands from `start` until before `end`; `aside` is told beside what is `shown`.

    `count` documents have it, None where nobody has counted. `open` ones are only begun: a key waits for its value.
    """

    text: str
    start: int
    end: int
    shown: str
    aside: str = ""
    count: int | None = None
    open: bool = False

    def put(self, expression: str) -> tuple[str, int]:
        """The expression with it, and where the cursor then stands: behind a blank where the term is finished."""
        rest = expression[self.end :]
        blank = "" if self.open or rest[:1] in {",", ")"} or rest[:1].isspace() else " "
        at = self.start + len(self.text) + len(blank)
        behind = 1 if not blank and not self.open and rest[:1].isspace() else 0
        return f"{expression[: self.start]}{self.text}{blank}{rest}", at + behind


class Offer(Protocol):
    """Something that may be meant, and how many documents name it."""

    @property
    def named(self) -> Named: ...
    @property
    def count(self) -> int: ...


class Offering(Names, Protocol):
    """Names, and those that a few letters may mean."""

    def offered(self, key: NameKey, typed: str, most: int) -> Sequence[Offer]:
        """At most so many, the likeliest first."""
        ...


def completions(expression: str, at: int, names: Offering | None = None) -> list[Completion]:
    """For the word or value at a cursor, at most MOST; without `names`, only words of the language."""
    here = cursor.spot(expression, at)
    if here.key:
        return [] if not here.known else list(islice(_values(here, names), MOST))
    if here.quoted:
        return []
    return list(islice(_words(here, names), MOST))


def repairs(error: FilterError) -> list[Completion]:
    """What may have been meant where an error points, in its place."""
    start, choices = error.column - 1, tuple(dict.fromkeys(error.choices))
    if written := KEY.match(error.expression, start):
        keys = [choice for choice in choices if choice in KEYS]
        return [Completion(f"{k}:", start, written.end(), f"{k}:", vocabulary.KEYS[k], open=True) for k in keys]
    here = cursor.spot(error.expression, start)
    return [Completion(plain(choice), here.start, here.end, choice) for choice in choices if here.known]


def _words(here: Spot, names: Offering | None) -> Iterator[Completion]:
    """Keys, and what the letters may name."""
    known = [Word(each, told, _other_names(each)) for each, told in vocabulary.KEYS.items()]
    for word in _fitting(known, here.typed, worst=_BEGUN):
        yield Completion(f"{word.text}:", here.start, here.end, f"{word.text}:", word.aside, None, True)
    if len(here.typed) < 2:
        return
    for kind in _NAMED:
        yield from _prefixed(kind, islice(_names(here, kind, names), _OF_A_WORD))
    yield from _prefixed("event", islice(_listed(here, eventful.known(), _WITHIN), _OF_A_WORD))


def _prefixed(kind: str, found: Iterable[Completion]) -> Iterator[Completion]:
    for each in found:
        text = f"{kind}:{each.text}"
        yield Completion(text, each.start, each.end, f"{kind}:{each.shown}", each.aside, each.count)


def _other_names(name: str) -> tuple[str, ...]:
    return tuple(alias for alias, meant in ALIASES.items() if meant == name)


def _values(here: Spot, names: Offering | None) -> Iterator[Completion]:
    for kind in _NAMED:
        if kind == here.key:
            return _names(here, kind, names)
    if here.key == "event":
        return _listed(here, eventful.known())
    if here.key in vocabulary.TIMES:
        return _listed(here, _times(here))
    if here.key == "origins":
        return _listed(here, [Word(each, told) for each, told in vocabulary.STORIES.items()])
    return _listed(here, _closed(here.key))


def _names(here: Spot, kind: NameKey, names: Offering | None) -> Iterator[Completion]:
    if names is None:
        return
    for offer in names.offered(kind, here.typed, MOST + len(here.others)):
        text = called(names, kind, offer.named)
        if text not in here.others:
            yield Completion(plain(text), here.start, here.end, text, offer.named.aside, offer.count)


def _listed(here: Spot, known: Iterable[Word], worst: int = IN_ORDER) -> Iterator[Completion]:
    for each in _fitting(known, here.typed, worst):
        if each.text not in here.others:
            bare = here.key in _BARE and not here.quoted
            yield Completion(each.text if bare else plain(each.text), here.start, here.end, each.text, each.aside)


def _fitting(known: Iterable[Word], typed: str, worst: int = IN_ORDER) -> list[Word]:
    sought = key(typed)
    if not sought and typed.strip():
        return []
    fits = [(fit(key(word.text), map(key, word.also), sought), word) for word in known]
    return [
        word
        for _, word in sorted(
            ((how, w) for how, w in fits if how is not None and how <= worst), key=lambda pair: pair[0]
        )
    ]


def _closed(name: str) -> list[Word]:
    if name == "lang":
        said: dict[str, list[str]] = {}
        for language, code in LANGUAGES.items():
            said.setdefault(code, []).append(language)
        common = sorted(said, key=lambda code: (code not in _COMMON, said[code][0]))
        return [Word(code, " or ".join(map(str.capitalize, said[code])), tuple(said[code])) for code in common]
    told = vocabulary.VALUES.get(name, {})
    return [Word(value, told.get(value, "")) for value in (*told, *(v for v in VALUES.get(name, ()) if v not in told))]


_COMMON = ("en", "ar", "fr", "es", "ru", "zh", "de", "pt", "fa", "uk", "tr", "he")


def _times(here: Spot) -> list[Word]:
    """Those known; after a number, what it may count."""
    known = [Word(each, told) for each, told in vocabulary.TIMES[here.key].items()]
    number = here.typed.strip()
    if number.isascii() and number.isdecimal() and len(number) < 4:
        known += [Word(f"{number}{unit}" if len(unit) < 4 else f"{number} {unit}") for unit in vocabulary.UNITS]
    return list({each.text: each for each in known}.values())
