"""Documents put together into stories, one after the other as they come in: centroids of terms, nearest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import count
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
_RAREST, _COMMONEST = 20, 300
"""Terms by which stories are looked for, and how many stories have one that is no use for it."""
_LOOKED_AT = 6
_KEPT, _MOST = 64, 96
"""Terms of a story; when there are more than the most, the heaviest are kept."""


@dataclass(slots=True)
class _Story:
    """The sum of its documents' terms; `first` and `last` are hours since 1970."""

    number: int
    first: float
    last: float
    terms: dict[str, float] = field(default_factory=dict)
    documents: int = 0

    def gap(self, at: float) -> float:
        return max(0.0, self.first - at, at - self.last)


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
        self._seen: Counter[str] = Counter()
        self._documents = 0

    def __len__(self) -> int:
        return len(self._stories)

    def __contains__(self, number: int) -> bool:
        return number in self._stories

    def see(self, terms: Iterable[str]) -> None:
        """Counts a document's terms; to be done before it is looked for, and undone by `forget`."""
        self._seen.update(terms)
        self._documents += 1

    def forget(self, terms: Iterable[str]) -> None:
        """Takes a document's terms out of the counts again."""
        self._seen.subtract(terms)
        self._documents -= 1
        for term in terms:
            if self._seen[term] <= 0:
                del self._seen[term]

    def nearest(self, terms: Mapping[str, float], at: float) -> Found | None:
        """None where a document begins a story of its own."""
        likeness = sorted((self._like(terms, each, at), -each.number) for each in self._candidates(terms))[::-1]
        told = [(value, -number) for value, number in likeness if value >= _ALIKE]
        if not told:
            return None
        value, number = told[0]
        same = next((other for _, other in told[1:] if self._are_one(number, other)), None)
        return Found(number, value, same)

    def add(self, number: int, terms: Mapping[str, float], at: float) -> None:
        """A document to a story, which it begins where there is none of that number."""
        story = self._stories.get(number)
        if story is None:
            story = self._stories[number] = _Story(number, at, at)
        story.first, story.last = min(story.first, at), max(story.last, at)
        story.documents += 1
        self._put(story, terms, 1 / (_norm(terms.values()) or 1.0))

    def merge(self, into: int, other: int) -> None:
        """Two stories are one from now on."""
        one, gone = self._stories[into], self._stories[other]
        self.end(other)
        one.first, one.last = min(one.first, gone.first), max(one.last, gone.last)
        one.documents += gone.documents
        self._put(one, gone.terms, 1.0)

    def end(self, number: int) -> None:
        """A story that takes no more documents."""
        for term in self._stories.pop(number).terms:
            self._let_go(term, number)

    def _put(self, story: _Story, terms: Mapping[str, float], scale: float) -> None:
        for term, weight in terms.items():
            if term not in story.terms:
                self._holding[term].add(story.number)
            story.terms[term] = story.terms.get(term, 0.0) + weight * scale
        if len(story.terms) > _MOST:
            kept = nlargest(_KEPT, story.terms, key=lambda term: story.terms[term] * self._rarity(term))
            for term in story.terms.keys() - kept:
                self._let_go(term, story.number)
            story.terms = {term: story.terms[term] for term in kept}

    def _let_go(self, term: str, number: int) -> None:
        holding = self._holding[term]
        holding.discard(number)
        if not holding:
            del self._holding[term]

    def _candidates(self, terms: Mapping[str, float]) -> list[_Story]:
        held = sorted((len(self._holding[term]), term) for term in terms if term in self._holding)
        tally: Counter[int] = Counter()
        for many, term in held[:_RAREST]:
            if many > _COMMONEST:
                break
            worth = terms[term] * self._rarity(term)
            for number in self._holding[term]:
                tally[number] += worth  # type: ignore[assignment]
        return [self._stories[number] for number in nlargest(_LOOKED_AT, tally, key=tally.__getitem__)]

    def _like(self, terms: Mapping[str, float], story: _Story, at: float) -> float:
        gap = story.gap(at)
        if gap > HOURS:
            return 0.0
        late = 1 - (1 - _LATE) * gap / HOURS
        return self._cosine(terms, story.terms) * late * _whereabouts(terms, story.terms)

    def _are_one(self, one: int, other: int) -> bool:
        mine, theirs = self._stories[one], self._stories[other]
        near = min(mine.gap(theirs.first), mine.gap(theirs.last), theirs.gap(mine.first)) <= HOURS
        return near and self._cosine(mine.terms, theirs.terms) * _whereabouts(mine.terms, theirs.terms) >= _SAME

    def _cosine(self, one: Mapping[str, float], other: Mapping[str, float]) -> float:
        shared = one.keys() & other.keys()
        both = sum(one[term] * other[term] * self._rarity(term) ** 2 for term in shared)
        return both / (self._length(one) * self._length(other)) if both else 0.0

    def _length(self, terms: Mapping[str, float]) -> float:
        return _norm(weight * self._rarity(term) for term, weight in terms.items())

    def _rarity(self, term: str) -> float:
        return log(1 + self._documents / (self._seen[term] + 0.5))


def clusters(documents: Iterable[tuple[Mapping[str, float], float]]) -> list[int]:
    """The number of each document's story, from 1; documents are their terms and when they were told, in hours."""
    stories, numbers, told = Stories(), count(1), []
    became: dict[int, int] = {}
    for terms, at in documents:
        stories.see(terms)
        found = stories.nearest(terms, at)
        number = found.number if found else next(numbers)
        stories.add(number, terms, at)
        if found and found.same is not None:
            older, younger = sorted((number, found.same))
            stories.merge(older, younger)
            became[younger] = number = older
        told.append(number)
    return [_now(number, became) for number in told]


def _now(number: int, became: Mapping[int, int]) -> int:
    while number in became:
        number = became[number]
    return number


def _whereabouts(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    mine, theirs = ({term for term in terms if term.startswith("p:")} for terms in (one, other))
    return _ELSEWHERE if mine and theirs and mine.isdisjoint(theirs) else 1.0


def _norm(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))
