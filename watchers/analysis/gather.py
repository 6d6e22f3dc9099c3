"""Mentions gathered to tags, the most important first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from watchers.analysis.actors.mention import ActorMention, Identity
from watchers.analysis.lexicon.entries import Demonym, Layer, Place
from watchers.analysis.offsets import Fields
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.places.spelled import unresolved_id, unresolved_region
from watchers.analysis.probe import Match
from watchers.document import Actor, ActorNode, Mention, Region, RegionNode, Role

RULES = {"place:demonym": "a word for what is of a country or its people: `Syrian`, `Lebanese`"}
_TITLE, _LEAD, _BODY = 3.0, 2.0, 1.0
_LEAD_SENTENCES = 2
_MEDIA, _PEOPLE = 0.2, 0.5
_NEAREST = 3
_HEARS = frozenset("told tells telling to by via citing quoting cited quotes with through per".split())
_BY_ROLE: dict[Role | None, float] = {"place": 1.5, "metonym": 0.5, "demonym": 0.2, None: 1.0}
_BY_KIND = {"place": 1.6, "area": 1.4, "first-level": 1.2, "unresolved": 0.8, "world region": 0.5}


def demonym_mentions(passage: Passage, demonyms: Iterable[tuple[Match, Demonym]]) -> list[PlaceMention]:
    """A demonym names its country's region, or that of its people."""
    found = []
    for match, entry in demonyms:
        place = passage.lexicon.place(entry.region) if entry.region else None
        if place:
            found.append(PlaceMention(match.first, match.stop, place.name, place, "place:demonym", "demonym"))
    return found


def reporting(passage: Passage, named: Iterable[ActorMention]) -> frozenset[str]:
    """The ids of media of which nothing is said but that they report: they are sources, no actors."""
    media: dict[str, list[ActorMention]] = {}
    for mention in named:
        if mention.actor.kind in {"organisation", "company"}:
            media.setdefault(mention.actor.id, []).append(mention)
    return frozenset(id_ for id_, ms in media.items() if _only_reports(passage, ms[0].actor, ms))


def actors(passage: Passage, named: Sequence[ActorMention]) -> tuple[Actor, ...]:
    """One actor an id."""
    by_id: dict[str, tuple[Identity, list[ActorMention]]] = {}
    for mention in named:
        by_id.setdefault(mention.actor.id, (mention.actor, []))[1].append(mention)
    silent = reporting(passage, named)
    weighed = [
        (_importance(passage, who) * sum(_weight(passage, m.first) for m in ms), who, ms)
        for who, ms in by_id.values()
        if who.id not in silent
    ]
    return tuple(_actor(passage, who, ms) for _, who, ms in sorted(weighed, key=lambda w: (-w[0], w[2][0].first)))


def _importance(passage: Passage, who: Identity) -> float:
    """Media are mostly named as sources of the report itself."""
    if who.kind == "people":
        return _PEOPLE
    known = passage.lexicon.actor(who.id)
    return _MEDIA if known and known.media else 1.0


def _only_reports(passage: Passage, who: Identity, mentions: Iterable[ActorMention]) -> bool:
    """A medium that nothing is said of but that it reports: `told AFP`, `according to Reuters`, `AP said`."""
    known = passage.lexicon.actor(who.id) if who.kind in {"organisation", "company"} else None
    return known is not None and known.media is not None and all(_reports(passage, m) for m in mentions)


def _reports(passage: Passage, mention: ActorMention) -> bool:
    first = mention.first - (passage.before(mention.first) == "the")
    if passage.before(first) in _HEARS or passage.ending(Layer.CUE, first):
        return True
    return passage.starting(Layer.CUE, mention.stop) is not None


def _actor(passage: Passage, who: Identity, mentions: list[ActorMention]) -> Actor:
    told = tuple(_mention(passage, m.first, m.stop, m.rule) for m in sorted(mentions, key=lambda m: m.first))
    above = (passage.lexicon.actor(identity) for identity in who.ancestors)
    nodes = tuple(ActorNode(actor.id, actor.name, actor.kind) for actor in above if actor)
    return Actor(who.id, who.name, who.kind, who.country, who.part_of, nodes, told)


def regions(passage: Passage, placed: Iterable[PlaceMention]) -> tuple[Region, ...]:
    """One region an id; a place that is not known lies in the country that is named nearest."""
    mentions = sorted(placed, key=lambda m: m.first)
    by_id: dict[str, list[PlaceMention]] = defaultdict(list)
    for mention in mentions:
        by_id[mention.place.id if mention.place else unresolved_id(mention.name)].append(mention)
    weighed = [(sum(_weigh(passage, m) for m in ms), ms) for ms in by_id.values()]
    ordered = sorted(weighed, key=lambda w: (-w[0], w[1][0].first))
    known = [m for m in mentions if m.place and m.place.country]
    return tuple(_region(passage, ms, known) for _, ms in ordered)


def _region(passage: Passage, same: list[PlaceMention], known: list[PlaceMention]) -> Region:
    told = tuple(_mention(passage, m.first, m.stop, m.rule, m.role, m.end) for m in same)
    place = same[0].place
    if place is not None:
        return resolved(passage, place, told)
    first, sentence = same[0].first, passage.tokens.sentence
    at = bisect_left(known, first, key=lambda m: m.first)
    near = min(
        known[max(0, at - _NEAREST) : at + _NEAREST],
        key=lambda m: (m.role == "demonym", sentence[m.first] != sentence[first], abs(m.first - first)),
        default=None,
    )
    return unresolved_region(same[0], _country(passage, near), told)


def resolved(passage: Passage, place: Place, told: tuple[Mention, ...]) -> Region:
    """The region of a place of the gazetteer."""
    path, ancestors = passage.lexicon.path(place.id), passage.lexicon.ancestors(place.id)
    return Region(place.id, place.name, place.kind, place.country, place.lat, place.lon, path, ancestors, told)


def _country(passage: Passage, near: PlaceMention | None) -> tuple[str, tuple[RegionNode, ...]] | None:
    country = passage.lexicon.country(near.place.country) if near and near.place and near.place.country else None
    return (country.iso, passage.lexicon.path(country.region.id)) if country else None


def _weigh(passage: Passage, mention: PlaceMention) -> float:
    kind = mention.place.kind if mention.place else "unresolved"
    return _weight(passage, mention.first) * _BY_ROLE[mention.role] * _BY_KIND.get(kind, 1.0)


def _weight(passage: Passage, word: int) -> float:
    if passage.tokens.start[word] < passage.title_stop:
        return _TITLE
    return _LEAD if passage.tokens.sentence[word] < _LEAD_SENTENCES else _BODY


def sentence_weights(passage: Passage, firsts: Iterable[int]) -> list[float]:
    """How many tags each sentence holds."""
    weights = [0.0] * len(passage.tokens.sentences)
    for word in firsts:
        weights[passage.tokens.sentence[word]] += 1
    return weights


def _mention(
    passage: Passage, first: int, stop: int, rule: str, role: Role | None = None, end: int | None = None
) -> Mention:
    """`end` is given where the mention ends behind its last word."""
    start, last = passage.tokens.span(first, stop)
    end = end or last
    return Fields(passage.title_stop).place(Mention(start, end, passage.tokens.text[start:end], rule, role=role))
