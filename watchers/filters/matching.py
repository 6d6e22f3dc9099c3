"""Whether a filter lets a document through, without an archive: for streams. Agrees with the archive's SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from watchers.document import Analysis, Document, Source, Status
from watchers.filters.closed import SOURCES
from watchers.filters.folding import words
from watchers.filters.labels import Label, codes, of_analysis, of_reading, whole
from watchers.filters.moments import before, since, within
from watchers.filters.ranges import bounds, numbered
from watchers.filters.times import LAST
from watchers.filters.tree import Filter, Group, Key, Term

Says = Callable[[tuple[str, ...]], bool]
"""Whether title and text hold any of some texts, each with all of its words, phrases and beginnings*."""
_URGENT = frozenset({1, 2, 3})


@dataclass(frozen=True, slots=True)
class Marks:
    """What an archive says of a document beside its content; `placed` is receipt, but for what was there before.

    `at` is publication, never later than receipt. So many `origins` tell the story of its cluster; None for none.
    """

    placed: datetime
    at: datetime
    read: bool = False
    starred: bool = False
    gone: bool = False
    backlog: bool = False
    versions: int = 1
    status: Status | None = None
    advisory: bool = False
    corrected: bool = False
    story: bytes | None = None
    noted: bool = False
    document: int = 0
    cluster: int | None = None
    origins: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a filter asks of a document; of tags, `own` are those it names itself."""

    source: Source
    marks: Marks
    embargo: datetime | None
    urgency: int | None
    actors: frozenset[str]
    own_actors: frozenset[str]
    regions: frozenset[str]
    own_regions: frozenset[str]
    events: frozenset[str]
    labels: frozenset[Label]
    says: Says


def facts_of(source: Source, document: Document, analysis: Analysis, marks: Marks, says: Says) -> Facts:
    """Of a version of a document."""
    actors = frozenset(actor.id for actor in analysis.actors)
    regions = frozenset(region.id for region in analysis.regions)
    told = [event for event in analysis.events if not event.negated and event.modality != "conditional"]
    return Facts(
        source,
        marks,
        document.embargo,
        document.urgency,
        actors | {node.id for actor in analysis.actors for node in actor.ancestors},
        actors,
        regions | {node.id for region in analysis.regions for node in (*region.path, *region.ancestors)},
        regions,
        frozenset(event.kind for event in told),
        of_reading(document) | of_analysis(analysis),
        says,
    )


@dataclass(frozen=True, slots=True)
class Matcher:
    """`last` is the last look, None for none; `digest` is what `Marks.story` is made of an id with.

    `cluster_of` is the cluster of another document, by its number; None where it has none.
    """

    now: datetime
    last: datetime | None = None
    digest: Callable[[str], bytes] = str.encode
    cluster_of: Callable[[int], int | None] = lambda _: None

    def matches(self, wanted: Filter, facts: Facts) -> bool:
        """Whether all terms hold."""
        return all(self._signed(term, facts) for term in wanted.terms)

    def _signed(self, term: Term, facts: Facts) -> bool:
        return self._holds(term, facts) != term.negated

    def _holds(self, term: Term, facts: Facts) -> bool:
        if isinstance(term, Group):
            parts = (self._signed(part, facts) for part in term.parts)
            return any(parts) if term.key == "any" else all(parts)
        if term.key == "text":
            return facts.says(term.values)
        sets = {
            "actor": facts.own_actors if term.exact else facts.actors,
            "region": facts.own_regions if term.exact else facts.regions,
            "source": (facts.source.uri,),
        }
        if term.key in sets:
            return any(value in sets[term.key] for value in term.values)
        return any(self._meets(term, value, facts) for value in term.values)

    def _meets(self, term: Term, value: str, facts: Facts) -> bool:
        """Keys each of whose values is a condition of its own."""
        if term.key in {"since", "before", "on"}:
            return self._timed(term.key, value, facts)
        if term.key in {"agency", "slug", "subject"}:
            return _worded(term.key, value, facts.labels, exact=term.exact)
        told: dict[Key, Callable[[], bool]] = {
            "event": lambda: value in facts.events or ("mode", value) in facts.labels,
            "story": lambda: self._of_story(value, facts.marks),
            "origins": lambda: _told_by(value, facts.marks.origins, exact=term.exact),
            "is": lambda: self._state(value, facts),
            "has": lambda: _had(value, facts),
            "kind": lambda: facts.source.kind == value if value in SOURCES else ("format", value) in facts.labels,
            "lang": lambda: ("lang", value) in facts.labels,
        }
        return term.key in told and told[term.key]()

    def _of_story(self, value: str, marks: Marks) -> bool:
        number = numbered(value)
        if number is None:
            return self.digest(value) == marks.story
        cluster = self.cluster_of(number)
        return marks.document == number or (cluster is not None and cluster == marks.cluster)

    def _timed(self, key: str, value: str, facts: Facts) -> bool:
        told = {"since": since, "before": before, "on": within}[key](value, self.now, self.last)
        if told is None:
            return False
        when = facts.marks.placed if told.by_receipt else facts.marks.at
        return (told.start is None or when >= told.start) and (told.end is None or when < told.end)

    def _state(self, value: str, facts: Facts) -> bool:
        marks = facts.marks
        states = {
            "unread": not marks.read,
            "read": marks.read,
            "starred": marks.starred,
            "gone": marks.gone,
            "backlog": marks.backlog,
            "advisory": marks.advisory,
            "corrected": marks.corrected,
            "killed": marks.status == "cancelled",
            "withheld": marks.status == "withheld",
            "embargoed": facts.embargo is not None and facts.embargo > self.now,
            "urgent": facts.urgency in _URGENT,
            "new": value == "new" and self._timed("since", LAST, facts),
        }
        return states.get(value, False)


def _told_by(value: str, origins: int | None, *, exact: bool) -> bool:
    found = bounds(value, exact=exact)
    return found is not None and origins is not None and found[0] <= origins <= found[1]


def _had(value: str, facts: Facts) -> bool:
    told = {
        "actor": bool(facts.actors),
        "region": bool(facts.regions),
        "event": bool(facts.events),
        "versions": facts.marks.versions > 1,
        "note": facts.marks.noted,
        "attribution": ("told", value) in facts.labels,
        "hedge": ("told", value) in facts.labels,
    }
    return told.get(value, ("has", value) in facts.labels)


def _worded(kind: str, value: str, labels: frozenset[Label], *, exact: bool) -> bool:
    if kind == "subject" and ("code", codes(value)[0]) in labels:
        return True
    if exact:
        return (f"{kind}=", whole(value)) in labels
    said = words(value)
    if not value.endswith("*"):
        return all((kind, word) in labels for word in said)
    *before_, begun = said or ("",)
    return all((kind, word) in labels for word in before_) and any(
        kind == each and key.startswith(begun) for each, key in labels
    )
