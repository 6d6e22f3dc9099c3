"""Documents put together into stories, one after the other as they come in: centroids of terms, nearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from heapq import nlargest
from math import log, sqrt

HOURS = 72.0
"""After so long without news a story has ended: what is like it then is another."""
_ALIKE = 0.22
_SAME = 0.5
"""How like two stories are that are one."""
_ELSEWHERE = 0.8
"""What likeness is worth where both name places, and none of them is the same: two earthquakes, two trials."""
_LATE = 0.7
"""What is left of it after all these hours."""
_LOOKED_UP, _LOOKED_AT, _PROMISING = 120, 4, 0.5
"""Stories that have a document's rarest terms, how many of them are compared with it, and what share of the best
one's terms they need."""
_GROWN = 1.1
_KEPT, _MOST = 56, 80
"""Terms of a story; when there are more than the most, the heaviest are kept."""


@dataclass(slots=True)
class _Story:
    """The sum of its documents' terms; `first` and `last` are hours since 1970.

    `length` is that of its terms as rare as they were when `reckoned` documents had been seen: reckoning it anew for
    each comparison would take most of the time.
    """

    number: int
    first: float
    last: float
    terms: dict[str, float] = field(default_factory=dict)
    length: float = 1.0
    reckoned: int = 0
    places: frozenset[str] = frozenset()

    def gap(self, at: float) -> float:
        return max(0.0, self.first - at, at - self.last)

    def freshness(self, at: float) -> float:
        gap = self.gap(at)
        return 0.0 if gap > HOURS else 1 - (1 - _LATE) * gap / HOURS


@dataclass(frozen=True, slots=True)
class Found:
    """The story that is nearest to a document, and how near from 0 to 1; `same` is another that proves to be it."""

    number: int
    likeness: float
    same: int | None = None


class Stories:
    """Those that are alive, with what tells rare terms from common ones: the documents that they were made of."""

    def __init__(self) -> None:
        self._stories: dict[int, _Story] = {}
        self._holding: defaultdict[str, set[int]] = defaultdict(set)
        self._seen: dict[str, int] = {}
        self._documents = 0

    def __len__(self) -> int:
        return len(self._stories)

    def __contains__(self, number: int) -> bool:
        return number in self._stories

    def see(self, terms: Iterable[str]) -> None:
        """Counts a document's terms; to be done before it is looked for, and undone by `forget`."""
        seen = self._seen
        for term in terms:
            seen[term] = seen.get(term, 0) + 1
        self._documents += 1

    def forget(self, terms: Iterable[str]) -> None:
        """Takes a document's terms out of the counts again."""
        for term in terms:
            left = self._seen.get(term, 0) - 1
            if left > 0:
                self._seen[term] = left
            else:
                self._seen.pop(term, None)
        self._documents -= 1

    def nearest(self, terms: Mapping[str, float], at: float) -> Found | None:
        """None where a document begins a story of its own."""
        rarity = self._rarities(terms)
        worth = {term: weight * rarity[term] for term, weight in terms.items()}
        length, places = _norm(worth.values()), _places(terms)
        told = []
        for story in self._candidates(worth):
            shared = worth.keys() & story.terms.keys()
            both = sum([worth[term] * story.terms[term] * rarity[term] for term in shared])
            likeness = both / (length * self._length(story)) * story.freshness(at) * _whereabouts(places, story.places)
            if likeness >= _ALIKE:
                told.append((likeness, -story.number))
        if not told:
            return None
        (likeness, number), *others = sorted(told, reverse=True)
        same = next((-other for _, other in others if self._are_one(-number, -other)), None)
        return Found(-number, likeness, same)

    def add(self, number: int, terms: Mapping[str, float], at: float) -> None:
        """A document to a story, which it begins where there is none of that number."""
        story = self._stories.get(number)
        if story is None:
            story = self._stories[number] = _Story(number, at, at)
        story.first, story.last = min(story.first, at), max(story.last, at)
        self._put(story, terms, 1 / _norm(terms.values()))

    def merge(self, into: int, other: int) -> None:
        """Two stories are one from now on."""
        one, gone = self._stories[into], self._stories[other]
        self.end(other)
        one.first, one.last = min(one.first, gone.first), max(one.last, gone.last)
        self._put(one, gone.terms, 1.0)

    def end(self, number: int) -> None:
        """A story that takes no more documents."""
        for term in self._stories.pop(number).terms:
            self._let_go(term, number)

    def _put(self, story: _Story, terms: Mapping[str, float], scale: float) -> None:
        """Its length is reckoned when it is next compared."""
        sums, holding = story.terms, self._holding
        for term, weight in terms.items():
            if term not in sums:
                holding[term].add(story.number)
            sums[term] = sums.get(term, 0.0) + weight * scale
        story.reckoned = 0
        if len(sums) > _MOST:
            kept = nlargest(_KEPT, sums, key=lambda term: sums[term] * self._rarity(term))
            for term in sums.keys() - kept:
                self._let_go(term, story.number)
            story.terms = {term: sums[term] for term in kept}

    def _length(self, story: _Story) -> float:
        if self._documents > _GROWN * story.reckoned:
            rarity = self._rarities(story.terms)
            story.length = _norm([weight * rarity[term] for term, weight in story.terms.items()])
            story.places, story.reckoned = _places(story.terms), self._documents
        return story.length

    def _let_go(self, term: str, number: int) -> None:
        holding = self._holding[term]
        holding.discard(number)
        if not holding:
            del self._holding[term]

    def _candidates(self, worth: Mapping[str, float]) -> list[_Story]:
        """Those that share most with a document, by its rarest terms."""
        holding = self._holding
        held = sorted([(len(holding[term]), term) for term in worth if term in holding])
        tally: dict[int, float] = {}
        looked = 0
        for many, term in held:
            looked += many
            if looked > _LOOKED_UP and tally:
                break
            weight = worth[term]
            for number in holding[term]:
                tally[number] = tally.get(number, 0.0) + weight
        least = max(tally.values(), default=0.0) * _PROMISING
        hopeful = sorted([(weight, -number) for number, weight in tally.items() if weight >= least], reverse=True)
        return [self._stories[-number] for _, number in hopeful[:_LOOKED_AT]]

    def _are_one(self, one: int, other: int) -> bool:
        mine, theirs = self._stories[one], self._stories[other]
        near = min(mine.gap(theirs.first), mine.gap(theirs.last), theirs.gap(mine.first)) <= HOURS
        shared = mine.terms.keys() & theirs.terms.keys()
        both = sum(mine.terms[term] * theirs.terms[term] * self._rarity(term) ** 2 for term in shared)
        likeness = both / (self._length(mine) * self._length(theirs)) * _whereabouts(mine.places, theirs.places)
        return near and likeness >= _SAME

    def _rarities(self, terms: Iterable[str]) -> dict[str, float]:
        seen, all_ = self._seen.get, self._documents
        return {term: log(1 + all_ / (seen(term, 0) + 0.5)) for term in terms}

    def _rarity(self, term: str) -> float:
        return log(1 + self._documents / (self._seen.get(term, 0) + 0.5))


def _places(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if term.startswith("p:"))


def _whereabouts(mine: Set[str], theirs: Set[str]) -> float:
    return _ELSEWHERE if mine and theirs and mine.isdisjoint(theirs) else 1.0


def _norm(weights: Iterable[float]) -> float:
    """Never 0, so that it may divide."""
    return sqrt(sum(weight * weight for weight in weights)) or 1.0
