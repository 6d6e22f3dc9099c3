"""The mentions of one event while they are collected, and which of them tell of the same one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from watchers.analysis.sides import Sides
from watchers.document import Event, EventKind, HedgeLevel, Mention, Modality, Tense

_Key = tuple[EventKind, bool, bool, int | str | None]
_LOOK_BACK = 4
"""How many of those that could be the same event are looked at."""


@dataclass(slots=True)
class Gathered:
    """`weights` has the heaviest mention of each sentence, `moods` those of its verbs.

    `supposed` is only an if; `again` is set where "the attack" means an earlier one.
    """

    kind: EventKind
    sides: Sides
    first: int
    negated: bool
    supposed: bool
    again: bool
    weights: dict[int, float] = field(default_factory=dict)
    modes: dict[str, float] = field(default_factory=dict)
    levels: list[HedgeLevel | None] = field(default_factory=list)
    tenses: list[tuple[float, Tense | None]] = field(default_factory=list)
    moods: list[Modality | None] = field(default_factory=list)
    noun_moods: list[Modality | None] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def mood(self) -> Modality | None:
        """The verbs decide, nouns where there is none: `plan to sign an accord`."""
        moods = self.moods or self.noun_moods
        return moods[0] if all(moods) else None

    @property
    def weight(self) -> float:
        """Over all sentences."""
        return sum(self.weights.values())

    def event(self) -> Event:
        """Hedged, and only meant or asked for, where every mention is; its tense is the heaviest one's."""
        mode = max(self.modes, key=lambda m: self.modes[m]) if self.modes else None
        levels = [level for level in self.levels if level]
        hedged = levels[0] if len(levels) == len(self.levels) else None
        region = self.regions[0] if self.regions else None
        mentions = tuple(sorted(self.mentions, key=lambda m: m.start))
        when = max(((w, t) for w, t in self.tenses if t), key=lambda pair: pair[0], default=(0.0, None))[1]
        mood = self.mood
        when = when or ("future" if mood == "intended" else None)
        who = self.sides
        return Event(
            self.kind, mode, who.actor, who.target, region, hedged, mentions, when, negated=self.negated, modality=mood
        )


def merged(found: Iterable[Gathered]) -> list[Gathered]:
    """In order of their first mentions; those that nothing tells apart in one sentence are one."""
    kept: list[Gathered] = []
    known: dict[_Key, list[Gathered]] = {}
    for event in sorted(found, key=lambda g: g.first):
        keys = _keys(event)
        near = (known[key][-_LOOK_BACK:] for key in (keys if event.again else keys[:-1]) if key in known)
        same = next((g for some in near for g in reversed(some) if _same(g, event)), None)
        if same is None:
            kept.append(event)
        else:
            _take_in(same, event)
        for key in keys:
            known.setdefault(key, []).append(same or event)
    return kept


def _keys(event: Gathered) -> list[_Key]:
    """Where an event is looked for: in its sentences, with its actor, and (last) as the latest of its kind."""
    alike = (event.kind, event.negated, event.supposed)
    doer: list[_Key] = [(*alike, event.sides.actor)] if event.sides.actor else []
    return [*((*alike, sentence) for sentence in event.weights), *doer, (*alike, None)]


def _same(one: Gathered, other: Gathered) -> bool:
    if one.moods and other.moods and one.mood != other.mood:
        return False
    return _compatible(one, other)


def _compatible(one: Gathered, other: Gathered) -> bool:
    """Whether sides and places differ in nothing that both name."""
    sides = (one.sides.actor, other.sides.actor), (one.sides.target, other.sides.target)
    if any(a and b and a != b for a, b in sides) or _crossed(one, other) or _crossed(other, one):
        return False
    return not one.regions or not other.regions or not set(one.regions).isdisjoint(other.regions)


def _crossed(one: Gathered, other: Gathered) -> bool:
    return one.sides.actor is not None and one.sides.actor == other.sides.target


def _take_in(one: Gathered, other: Gathered) -> None:
    a, b = one.sides, other.sides
    one.sides = Sides(a.actor or b.actor, a.target or b.target, a.region or b.region)
    _heavier(one.weights, other.weights)
    for mode, weight in other.modes.items():
        one.modes[mode] = one.modes.get(mode, 0.0) + weight
    one.levels += other.levels
    one.tenses += other.tenses
    one.moods += other.moods
    one.noun_moods += other.noun_moods
    one.regions += other.regions
    one.mentions += other.mentions


def _heavier(weights: dict[int, float], others: Mapping[int, float]) -> None:
    for sentence, weight in others.items():
        weights[sentence] = max(weights.get(sentence, 0.0), weight)
