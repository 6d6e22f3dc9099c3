"""Actors told by a demonym alone: a people (`Syrians`), and the state whose deed it is (`Israeli strikes`)."""

from __future__ import annotations

from watchers.analysis.actors.mention import ActorMention, Identity, known, slug
from watchers.analysis.lexicon.entries import Demonym, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.runs import begins_sentence
from watchers.analysis.spelling import key
from watchers.analysis.tokens import Gap, Shape

RULES = {
    "actor:people": "a demonym for people: `Syrians`, `Kurds`",
    "actor:people-of": "people “of” or “from” a place: `residents of Gao`",
    "actor:tribe": "a capitalised name and tribe, clan or the like: `the Banu Zaydun tribe`",
    "actor:state-deed": "a demonym before a word for what is done: `Israeli strikes`, `U.S. sanctions`",
}
_DEEDS = frozenset(
    """policy mission operation operations efforts effort support aid backing campaign involvement intervention
    influence mediation pressure interests allies ally partners partner counterparts counterpart""".split()
)
_FRIENDS = frozenset("allies ally partners partner counterparts counterpart".split())
_WRITTEN_SHORT = frozenset(["us", "uk", "usa", "eu"])
_TRIBES = frozenset("tribe tribes clan clans subclan tribesmen clansmen".split())
_ARE = frozenset("are were have had will would do did who say said fled live lived".split())
_CROWDS = frozenset("people residents refugees citizens inhabitants civilians families population".split())


def find(passage: Passage) -> list[ActorMention]:
    """Mentions in reading order; they may overlap those of other rules, which are surer."""
    found = [m for match in passage.longest(Layer.DEMONYM) if (m := _people(passage, match) or _deed(passage, match))]
    found += [m for match in passage.longest(Layer.PLACE) if (m := _short(passage, match))]
    found += [m for match in passage.longest(Layer.AGENT) if (m := _people_of(passage, match))]
    found += [m for i, word in enumerate(passage.tokens.key) if word in _TRIBES and (m := _tribe(passage, i))]
    return sorted(found, key=lambda m: m.first)


def _people(passage: Passage, match: Match) -> ActorMention | None:
    entry = next((e for e in match.entries if isinstance(e, Demonym)), None)
    plural = entry is not None and entry.noun and passage.tokens.key[match.stop - 1].endswith("s")
    if entry is None or not (plural or _whole(passage, match, entry)):
        return None
    country = passage.lexicon.country(entry.country) if entry.country else None
    actor = None if country else passage.lexicon.actor(entry.state)
    if actor:
        return ActorMention(match.first, match.stop, known(actor), "actor:people")
    name = f"{country.adjective} people" if country else passage.tokens.name(match.first, match.stop)
    identity = Identity(f"{entry.state}-people", name, "people", entry.country or None)
    return ActorMention(match.first, match.stop, identity, "actor:people")


def _whole(passage: Passage, match: Match, entry: Demonym) -> bool:
    """A people whose name has no other plural, `Rohingya`, where no noun follows."""
    actor = None if entry.country else passage.lexicon.actor(entry.state)
    if (
        actor is None
        or key(actor.name) != passage.tokens.key[match.first]
        or passage.before(match.first) in {"a", "an"}
    ):
        return False
    after = passage.after(match.stop)
    if after in _ARE:
        return True
    verb = passage.starting(Layer.STEM, match.stop) or passage.starting(Layer.CUE, match.stop)
    return verb is not None and any(isinstance(e, Term) and e.data.get("form") == "ed" for e in verb.entries)


def _deed(passage: Passage, match: Match) -> ActorMention | None:
    entry = next((e for e in match.entries if isinstance(e, Demonym)), None)
    if entry and not entry.country and passage.after(match.stop) in _FRIENDS:
        actor = passage.lexicon.actor(entry.state)
        return ActorMention(match.first, match.stop, known(actor), "actor:people") if actor else None
    if entry is None or not entry.country or not _done(passage, match.stop):
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


def _tribe(passage: Passage, i: int) -> ActorMention | None:
    """The run of capitals before the word i, when it names no people or place that other rules know."""
    tokens = passage.tokens
    run = passage.run_of[i - 1] if i and tokens.joined(i) else None
    if run is None or run.stop != i or begins_sentence(tokens, run.first) or passage.shouted:
        return None
    known = any(
        passage.starting(layer, k) for layer in (Layer.DEMONYM, Layer.ORGANISATION_HEAD) for k in range(run.first, i)
    )
    if known or tokens.shape[i] & Shape.CAPITAL or tokens.shape[i - 1] & Shape.POSSESSIVE:
        return None
    name = tokens.name(run.first, run.stop)
    return ActorMention(
        run.first, i + 1, Identity(f"found:{slug(name)}-tribe", f"{name} tribe", "people"), "actor:tribe"
    )
