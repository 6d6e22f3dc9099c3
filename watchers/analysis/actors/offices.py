"""Offices written with capitals that stand for whoever holds them: `the Foreign Secretary`, `the President of Chad`."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.actors import casing
from watchers.analysis.actors.mention import ActorMention, Identity, slug
from watchers.analysis.lexicon.entries import Country, Demonym, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.tokens import Gap, Shape

RULES = {
    "actor:office-alone": "an office with capitals and no name beside it: `the Prime Minister`, `President of Chad`",
}
_BEFORE_OFFICE = frozenset("the a an former then current acting new ex his her".split())
_HEADS = frozenset(
    """president minister premier chancellor secretary general envoy representative ambassador speaker adviser advisor
    commissioner staff king queen emir sultan pope taoiseach governor defence defense state""".split()
)


def find(passage: Passage, named: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions in reading order outside the words already `named`."""
    if passage.shouted:
        return []
    mentions = list(named)
    taken = {i for m in mentions for i in range(m.first, m.stop)}
    people = [m for m in mentions if m.actor.kind == "person"]
    found = []
    for match in passage.longest(Layer.TITLE):
        if not taken.isdisjoint(range(match.first, match.stop)) or not _office(passage, match):
            continue
        stop, country = _reach(passage, match.stop)
        if passage.before(match.first) in {"a", "an", "new"}:
            continue
        alone = len(match) > 1 or stop > match.stop or passage.before(match.first) == "the"
        if alone and taken.isdisjoint(range(match.stop, stop)) and not _of_a_name(passage, match, stop):
            who = _apposed(passage, match.first, stop, people) or _identity(passage, match, country)
            found.append(ActorMention(match.first, stop, who, "actor:office-alone"))
    return found


def _office(passage: Passage, match: Match) -> bool:
    """All of its words with capitals that mean something; of military ones only a chief of staff."""
    tokens = passage.tokens
    capitals = all(
        tokens.shape[i] & Shape.CAPITAL or tokens.key[i] in {"of", "for"} for i in range(match.first, match.stop)
    )
    if not capitals or tokens.key[match.stop - 1] not in _HEADS or not casing.tells(passage, match.first):
        return False
    if any(isinstance(e, Term) and e.value.startswith("rank") for e in match.entries):
        return tokens.key[match.stop - 1] == "staff"
    return True


def _reach(passage: Passage, stop: int) -> tuple[int, Country | None]:
    """Past `of` or `for` and a place; the country it names."""
    tokens = passage.tokens
    if passage.after(stop) not in {"of", "for"}:
        return stop, None
    first = stop + 2 if passage.after(stop + 1) == "the" else stop + 1
    run = passage.run_of[first] if first < len(tokens) and passage.after(first) else None
    if run is None or run.first != first:
        return stop, None
    place = passage.starting(Layer.PLACE, first)
    iso = next((e.place.country for e in place.entries if isinstance(e, PlaceName)), None) if place else None
    return run.stop, passage.lexicon.country(iso) if iso else None


def _of_a_name(passage: Passage, match: Match, stop: int) -> bool:
    """Part of a longer run of capitals, or the title of a name that follows it."""
    tokens = passage.tokens
    run = passage.run_of[match.first]
    before = run is not None and run.first < match.first and not passage.ending(Layer.DEMONYM, match.first)
    return before or (stop < len(tokens) and tokens.joined(stop) and bool(tokens.shape[stop] & Shape.CAPITAL))


def _apposed(passage: Passage, first: int, stop: int, people: list[ActorMention]) -> Identity | None:
    """The person beside it at a comma: `The Premier, Ivor Penhallow`, `Ivor Penhallow, the former Premier`."""
    gap = passage.tokens.gap
    while first and gap[first] <= Gap.HYPHEN and passage.tokens.key[first - 1] in _BEFORE_OFFICE:
        first -= 1
    if stop < len(gap) and gap[stop] == Gap.COMMA:
        behind = next((m.actor for m in people if m.first == stop), None)
        if behind:
            return behind
    return next((m.actor for m in people if m.stop == first), None) if gap[first] == Gap.COMMA else None


def _identity(passage: Passage, match: Match, country: Country | None) -> Identity:
    """Whoever holds it: of a country where the words say so."""
    office = passage.tokens.name(match.first, match.stop)
    if country is None:
        demonym = passage.ending(Layer.DEMONYM, match.first)
        iso = next((e.country for e in demonym.entries if isinstance(e, Demonym)), "") if demonym else ""
        country = passage.lexicon.country(iso) if iso else None
    if country is None:
        return Identity(f"unnamed:{slug(office)}", office, "person")
    above = passage.lexicon.actor(f"{country.state}-government")
    ancestors = (above.id, *above.ancestors) if above else ()
    name = f"{office} of {country.name}"
    return Identity(
        slug(f"{country.adjective} {office}"), name, "person", country.iso, above.id if above else None, ancestors
    )
