"""The documents whose stories may still go on, in memory: what a new one is compared with."""

from __future__ import annotations

from collections import OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from sys import intern

from watchers.analysis.copies import Likeness, likeness
from watchers.analysis.stories import HOURS, Found, Stories
from watchers.document import Trace

MOST = 8_000
"""Documents: some 30 MB."""
_HOUR = 3_600_000_000
_COMPARED = 4
"""Documents that share most with another, of which the most alike is taken."""


@dataclass(slots=True)
class Told:
    """A document as it is remembered: `at` are microseconds, `copy_of` is the document that it repeats."""

    document: int
    at: int
    cluster: int
    origin: int
    copy_of: int | None
    whole: int
    sketch: tuple[int, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that another repeats, or is a fuller version of."""

    told: Told
    likeness: Likeness

    @property
    def copied(self) -> bool:
        return self.likeness != "fuller"


class Recent:
    """In the order in which they came; the oldest are let go."""

    def __init__(self) -> None:
        self._stories = Stories()
        self._told: OrderedDict[int, Told] = OrderedDict()
        self._of: defaultdict[int, set[int]] = defaultdict(set)
        self._runs: dict[int, int] = {}
        self._wholes: dict[int, int] = {}
        self._latest = 0

    def __len__(self) -> int:
        return len(self._stories)

    def get(self, document: int) -> Told | None:
        return self._told.get(document)

    def is_live(self, cluster: int) -> bool:
        """Whether it may still take documents."""
        return cluster in self._stories

    def see(self, trace: Trace) -> None:
        """Counts a document's terms, before it is looked for."""
        self._stories.see(trace.terms)

    def alike(self, document: int, trace: Trace) -> Alike | None:
        """The document whose text this one repeats, else one that it tells more of."""
        same = self._told.get(self._wholes.get(trace.whole, 0)) if trace.whole else None
        if same is not None and same.document != document:
            return Alike(same, "exact")
        shared: dict[int, int] = {}
        for run in trace.sketch:
            if other := self._runs.get(run):
                shared[other] = shared.get(other, 0) + 1
        most = sorted((-many, other) for other, many in shared.items() if many > 1 and other != document)
        told = [Alike(self._told[other], found) for _, other in most[:_COMPARED] if (found := self._like(trace, other))]
        return next((each for each in told if each.copied), told[0] if told else None)

    def nearest(self, trace: Trace, at: int) -> Found | None:
        """The story that it goes on with."""
        return self._stories.nearest(trace.terms, at / _HOUR)

    def add(self, told: Told, trace: Trace) -> None:
        """A document that was counted; what it repeats is not looked for by it again."""
        terms = {intern(term): weight for term, weight in trace.terms.items()}
        told.terms = tuple(terms)
        self._told[told.document] = told
        self._of[told.cluster].add(told.document)
        self._stories.add(told.cluster, terms, told.at / _HOUR)
        self._latest = max(self._latest, told.at)
        if told.copy_of is None:
            self._runs.update(dict.fromkeys(told.sketch, told.document))
            if told.whole:
                self._wholes.setdefault(told.whole, told.document)

    def take_out(self, document: int) -> Told | None:
        """Forgets a document; its story has ended where it was the last that is remembered."""
        told = self._told.pop(document, None)
        if told is None:
            return None
        self._stories.forget(told.terms)
        for run in told.sketch:
            if self._runs.get(run) == document:
                del self._runs[run]
        if self._wholes.get(told.whole) == document:
            del self._wholes[told.whole]
        left = self._of[told.cluster]
        left.discard(document)
        if not left:
            del self._of[told.cluster]
            self._stories.end(told.cluster)
        return told

    def merge(self, into: int, other: int) -> None:
        """Two stories are one."""
        self._stories.merge(into, other)
        for document in (moved := self._of.pop(other)):
            self._told[document].cluster = into
        self._of[into] |= moved

    def let_go(self) -> Iterator[int]:
        """Forgets those that are too many or too old, and names them."""
        while self._told:
            first = next(iter(self._told.values()))
            if len(self._told) <= MOST and self._latest - first.at <= HOURS * _HOUR:
                return
            self.take_out(first.document)
            yield first.document

    def _like(self, trace: Trace, other: int) -> Likeness | None:
        theirs: Sequence[int] = self._told[other].sketch
        return likeness(trace.sketch, theirs)


@dataclass(frozen=True, slots=True)
class Grouped:
    """The number of a document's story, from 1, and the place of the document whose text it repeats, from 0."""

    story: int
    copy_of: int | None


def grouped(documents: Iterable[tuple[Trace, int]]) -> list[Grouped]:
    """What an archive would make of documents that come in this order; each with when it was told, in microseconds."""
    recent, numbers, became = Recent(), count(1), dict[int, int]()
    told: list[Told] = []
    for number, (trace, at) in enumerate(documents, 1):
        recent.see(trace)
        alike = recent.alike(number, trace)
        found = None if alike else recent.nearest(trace, at)
        story = alike.told.cluster if alike else found.number if found else next(numbers)
        original = alike.told.document if alike and alike.copied else None
        one = Told(number, at, story, 0, original, trace.whole, trace.sketch, ())
        recent.add(one, trace)
        told.append(replace(one))
        if found and found.same is not None:
            older, younger = sorted((story, found.same))
            recent.merge(older, younger)
            became[younger] = older
        deque(recent.let_go(), maxlen=0)
    return [Grouped(_now(one.cluster, became), one.copy_of and one.copy_of - 1) for one in told]


def _now(story: int, became: Mapping[int, int]) -> int:
    while story in became:
        story = became[story]
    return story
