"""What the tagger told of a gold document, layer by layer, in the words of the form; and the faults found in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.gold.form import Layer, Mark, Span
from watchers.document import Actor, Analysis, Attribution, Event, Hedge, Mention, Quote, Region


@dataclass(frozen=True, slots=True)
class Found:
    """One thing the tagger told: where, what in the words of the form, and by which rule."""

    span: Span
    told: str
    rule: str
    region: Region | None = None
    actor: Actor | None = None
    event: Event | None = None
    said: Attribution | None = None
    hedge: Hedge | None = None
    role: str | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """`missing` has no found, `surplus` no mark, `wrong` both and says what is."""

    layer: Layer
    span: Span
    what: str
    mark: Mark | None = None
    found: Found | None = None

    @property
    def sort(self) -> str:
        """missing, surplus or wrong."""
        return (
            "surplus" if self.mark is None or self.mark.standing == "barred" else "wrong" if self.found else "missing"
        )


@dataclass(slots=True)
class Result:
    """One layer of one document: what was right, and each fault."""

    right: list[Mark] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def count(self, sort: str) -> int:
        """How many faults of a sort."""
        return sum(f.sort == sort for f in self.faults)


def _at(part: Mention | Quote | Hedge, shift: int) -> Span:
    move = 0 if part.field == "title" else shift
    return part.start + move, part.end + move


def regions(analysis: Analysis, shift: int) -> list[Found]:
    """Each mention of each region."""
    return [
        Found(_at(m, shift), f"{r.name} ({r.kind}) {r.country or '-'} {m.role}", m.rule, region=r, role=m.role)
        for r in analysis.regions
        for m in r.mentions
    ]


def actors(analysis: Analysis, shift: int) -> list[Found]:
    """Each mention of each actor."""
    return [
        Found(_at(m, shift), f"{a.kind} {a.country or '-'} = {a.id}", m.rule, actor=a)
        for a in analysis.actors
        for m in a.mentions
    ]


def events(analysis: Analysis, shift: int) -> list[Found]:
    """Each word that tells of each event."""
    return [Found(_at(m, shift), _event(e), m.rule, event=e) for e in analysis.events for m in e.mentions]


def _event(e: Event) -> str:
    sides = f"{e.kind} who: {e.actor or '-'} whom: {e.target or '-'} where: {e.region or '-'}"
    return " ".join([sides, *filter(None, [e.hedged, e.tense, e.modality, "negated" if e.negated else ""])])


def attributions(analysis: Analysis, shift: int) -> list[Found]:
    """Each source with its cue."""
    found = []
    for a in analysis.attributions:
        cue = _at(a.cue, shift) if a.cue else None
        span = _at(a.source, shift) if a.source else cue or (0, 0)
        via = f" via: {', '.join(v.text for v in a.via)}" if a.via else ""
        found.append(Found(span, f"{a.cue.text if a.cue else '-'} {a.kind}{via}", a.rule, said=a, cue=cue))
    return found


def hedges(analysis: Analysis, shift: int) -> list[Found]:
    """Each hedge."""
    return [Found(_at(h, shift), h.level, h.rule, hedge=h) for h in analysis.hedges]
