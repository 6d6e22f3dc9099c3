"""Actors told by a demonym alone: a people (`Syrians`), and the state whose deed it is (`Israeli strikes`)."""

from __future__ import annotations

from watchers.analysis.actors.mention import ActorMention, Identity, known, slug
from watchers.analysis.lexicon.entries import Demonym, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.tokens import Gap, Shape

RULES = {
    "actor:people": "a demonym for people: `Syrians`, `Kurds`",
    "actor:people-of": "people “of” or “from” a place: `residents of Gao`",
    "actor:state-deed": "a demonym before a word for what is done: `Israeli strikes`, `U.S. sanctions`",
}
_DEEDS = frozenset(
    """policy mission operation operations efforts effort support aid backing campaign involvement intervention
    influence mediation pressure interests allies ally partners partner counterparts counterpart""".split()
)
_WRITTEN_SHORT = frozenset(["us", "uk", "usa", "eu"])
_CROWDS = frozenset("people residents refugees citizens inhabitants civilians families population".split())


def find(passage: Passage) -> list[ActorMention]:
    """Mentions in reading order; they may overlap those of other rules, which are surer."""
    found = [m for match in passage.longest(Layer.DEMONYM) if (m := _people(passage, match) or _deed(passage, match))]
    found += [m for match in passage.longest(Layer.PLACE) if (m := _short(passage, match))]
    found += [m for match in passage.longest(Layer.AGENT) if (m := _people_of(passage, match))]
    return sorted(found, key=lambda m: m.first)


def _people(passage: Passage, match: Match) -> ActorMention | None:
    entry = next((e for e in match.entries if isinstance(e, Demonym) and e.noun), None)
    if entry is None or not passage.tokens.key[match.stop - 1].endswith("s"):
        return None
    country = passage.lexicon.country(entry.country) if entry.country else None
    actor = None if country else passage.lexicon.actor(entry.state)
    if actor:
        return ActorMention(match.first, match.stop, known(actor), "actor:people")
    name = f"{country.adjective} civilians" if country else passage.tokens.name(match.first, match.stop)
    identity = Identity(f"{entry.state}-civilians", name, "people", entry.country or None)
    return ActorMention(match.first, match.stop, identity, "actor:people")


def _deed(passage: Passage, match: Match) -> ActorMention | None:
    entry = next((e for e in match.entries if isinstance(e, Demonym) and e.country), None)
    if entry is None or not _done(passage, match.stop):
        return None
    return _state(passage, match, entry.country)


def _short(passage: Passage, match: Match) -> ActorMention | None:
    """`U.S. strike`: the short forms serve as adjectives."""
    if passage.tokens.key[match.first] not in _WRITTEN_SHORT or not _done(passage, match.stop):
        return None
    iso = next((e.place.country for e in match.entries if isinstance(e, PlaceName) and e.place.kind == "country"), None)
    return _state(passage, match, iso) if iso else None


def _state(passage: Passage, match: Match, iso: str) -> ActorMention | None:
    country = passage.lexicon.country(iso)
    actor = passage.lexicon.actor(country.state) if country else None
    return ActorMention(match.first, match.stop, known(actor), "actor:state-deed") if actor else None


def _done(passage: Passage, i: int) -> bool:
    """A noun for a deed follows, an adjective (`Israeli air strikes`) between or not."""
    tokens = passage.tokens
    for k in (i, i + 1):
        if k >= len(tokens) or not tokens.joined(k) or tokens.gap[k] != Gap.SPACE or tokens.shape[k] & Shape.CAPITAL:
            return False
        if tokens.key[k] in _DEEDS:
            return True
        stem = passage.starting(Layer.STEM, k)
        if stem and any(isinstance(e, Term) and e.data.get("number") for e in stem.entries):
            return True
        if passage.starting(Layer.AGENT, k) or passage.starting(Layer.ROLE, k):
            return False
    return False


def _people_of(passage: Passage, match: Match) -> ActorMention | None:
    """`people of Gao`: an actor of the place's name, as many towns are called alike."""
    tokens, i = passage.tokens, match.stop
    if tokens.key[i - 1] not in _CROWDS or i + 1 >= len(tokens) or tokens.key[i] not in {"of", "from"}:
        return None
    place = passage.starting(Layer.PLACE, i + 1) if tokens.joined(i) and tokens.joined(i + 1) else None
    if place is None or not tokens.shape[place.first] & Shape.CAPITAL:
        return None
    crowd, name = tokens.key[i - 1], tokens.name(place.first, place.stop)
    identity = Identity(f"{slug(name)}-{crowd}", f"{crowd.capitalize()} of {name}", "people")
    return ActorMention(match.first, place.stop, identity, "actor:people-of")
