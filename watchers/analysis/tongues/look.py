"""Where known names stand in a text of another language: the longest first, without their particles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchers.analysis.lexicon.entries import ActorName, Case, Demonym, Entry, Layer, PlaceName, Silence, Spelling, Term
from watchers.analysis.passage import Knowledge
from watchers.analysis.tokens import Shape, Tokens
from watchers.analysis.tongues.particles import variants
from watchers.analysis.tongues.tongue import Tongue
from watchers.analysis.tongues.words import LONGEST

_ACTORS_OF_ALL = frozenset(["armed group", "organisation", "person", "military", "government", "party", "company"])
_LEAST_SHARED = 5
"""Letters of a single word that means the same actor in all languages of Latin script: Hamas, Kremlin."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What may be named from word `first` up to and without `stop`; `cut` letters of the first are particles.

    `own`: the name is one of the language's, none that all languages of its script are lent.
    """

    first: int
    stop: int
    cut: int
    own: bool
    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return self.stop - self.first

    def has(self, layer: Layer) -> bool:
        """Whether a word list holds it."""
        return any(isinstance(e, Term) and e.layer == layer for e in self.entries)

    def leads(self, how: str) -> bool:
        """Whether a place may follow: behind `city of` any, behind `in` a large one."""
        return any(isinstance(e, Term) and e.layer == Layer.LOCATIVE and e.value == how for e in self.entries)


def look(tokens: Tokens, lexicon: Knowledge, tongue: Tongue) -> list[Sighting]:
    """The sightings in reading order, none over another."""
    found: list[Sighting] = []
    first, run_stop = 0, 0
    while first < len(tokens):
        if run_stop <= first:
            run_stop = first + 1
            while run_stop < len(tokens) and tokens.joined(run_stop):
                run_stop += 1
        best = _best(tokens, lexicon, tongue, first, run_stop)
        if best and not best.own:
            inner = (_best(tokens, lexicon, tongue, i, run_stop) for i in range(first + 1, best.stop))
            best = None if any(sighting and sighting.own for sighting in inner) else best
        if best:
            found.append(best)
        first = best.stop if best else first + 1
    return found


def inner_sightings(tokens: Tokens, lexicon: Knowledge, tongue: Tongue, outer: Sighting) -> Iterator[Sighting]:
    """The language's own names inside a longer one, none over another."""
    first = outer.first
    while first < outer.stop:
        stop = outer.stop - 1 if first == outer.first else outer.stop
        inner = _best(tokens, lexicon, tongue, first, stop) if stop > first else None
        if inner and inner.own:
            yield inner
        first = inner.stop if inner and inner.own else first + 1


def _best(tokens: Tokens, lexicon: Knowledge, tongue: Tongue, first: int, run_stop: int) -> Sighting | None:
    rest = " ".join(["", *tokens.key[first + 1 : min(run_stop, first + LONGEST)]])
    sightings = [
        Sighting(first, first + words, cut, bool(mark), entries)
        for word, cut in variants(tokens.key[first], tongue.code)
        for mark in tongue.marks
        for words, entries in _known(lexicon, mark, word + rest, tokens, first)
    ]
    if not sightings:
        return None
    longest = max(len(s) for s in sightings)
    least = min(s.cut for s in sightings if len(s) == longest)
    same = [s for s in sightings if len(s) == longest and s.cut == least]
    own = [s for s in same if s.own]
    named = not own or any(not isinstance(e, Term) for s in own for e in s.entries) or not any(s.entries for s in own)
    told = own if own and named else same
    return Sighting(first, first + longest, least, bool(own) and named, tuple(e for s in told for e in s.entries))


def _known(
    lexicon: Knowledge, mark: str, phrase: str, tokens: Tokens, first: int
) -> Iterator[tuple[int, tuple[Entry, ...]]]:
    for words, entries in lexicon.prefixes(mark + phrase):
        if mark:
            kept = tuple(e for e in entries if _written(e, tokens, first, words))
            if kept or not entries:
                yield words, kept
        elif lent := tuple(e for e in _lent(entries, phrase, words) if _written(e, tokens, first, words)):
            yield words, lent


def _written(entry: Entry, tokens: Tokens, first: int, words: int) -> bool:
    """Names have capitals where the script has; of a phrase in small letters (`la Ligue arabe`) any word."""
    if isinstance(entry, Demonym | Term | Silence):
        return True
    shapes = tokens.shape[first : first + words]
    if entry.case == Case.ACRONYM:
        return bool(shapes[0] & (Shape.ALL_CAPS | Shape.UNCASED))
    return entry.case == Case.ANY or bool(shapes[0] & Shape.CAPITAL)


def _lent(entries: Sequence[Entry], phrase: str, words: int) -> Iterator[Entry]:
    """Of the English names those written the same everywhere: towns, groups, people; no country, no common word."""
    if any(isinstance(e, Term) and e.layer != Layer.FIRST_NAME for e in entries):
        return
    for entry in entries:
        if isinstance(entry, PlaceName) and _lent_place(entry):
            yield entry
        elif isinstance(entry, ActorName) and not entry.needs and entry.actor.kind in _ACTORS_OF_ALL:
            letters = phrase.find(" ") if " " in phrase else len(phrase)
            acronym = entry.case == Case.ACRONYM and letters == _LEAST_SHARED - 1
            if (words > 1 or letters >= _LEAST_SHARED or acronym) and not entry.actor.media:
                yield entry
        elif isinstance(entry, Term):
            yield entry


def _lent_place(name: PlaceName) -> bool:
    if name.place.kind == "first-level":
        return name.spelling == Spelling.EXACT
    return name.place.kind == "place" and name.spelling <= Spelling.ALTERNATE
