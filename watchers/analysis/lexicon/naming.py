"""Who and what of the lexicon a person may mean by a name typed, in any case and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.entries import ActorName, Country, Demonym, KnownActor, Place, PlaceName, Spelling
from watchers.analysis.lexicon.own.desk import Desk
from watchers.analysis.lexicon.own.regions import known_id
from watchers.analysis.lexicon.phrases import phrase
from watchers.filters.meaning import Named

_FAR = 2.0
"""A place that weighs so much more than the next is meant by a name of both: it has a hundred times the people."""
_CODE = re.compile(r"[A-Za-z]{2}(?:\.\w+)?")
_WIDE = frozenset({"world region", "country", "area", "water"})
_TOWNS = frozenset({"place", "second-level"})
_EXACT = (Spelling.EXACT, Spelling.ALTERNATE)


def actors(lexicon: Lexicon, text: str) -> list[Named]:
    """By id, or by name, a country's state by the country's; those of whom it is the first name, if any."""
    if actor := lexicon.actor(text.casefold()):
        return [_actor(actor)]
    if state := lexicon.country(text.casefold()) or lexicon.country(text.upper()):
        return [_state(state)]
    said = phrase(text) or ""
    entries = lexicon.entries(said)
    states = [_state(country) for country in map(lexicon.country, _countries(entries)) if country]
    called = {e.actor.id: e.actor for e in entries if isinstance(e, ActorName)}
    first = [actor for actor in called.values() if phrase(actor.name) == said]
    return [*dict.fromkeys(states), *map(_actor, first or called.values())]


def regions(lexicon: Lexicon, text: str) -> list[Named]:
    """By id, ISO code or name, else by a looser spelling; of a town and the province around it, the province."""
    if (_CODE.fullmatch(text) or ":" in text) and (id_ := known_id(Desk(lexicon), text) or _of_code(lexicon, text)):
        return [_place(lexicon, lexicon.place(id_))]
    said = phrase(text) or ""
    names = [e for e in lexicon.entries(said) if isinstance(e, PlaceName) and e.spelling in _EXACT]
    places = {name.place.id: name.place for name in names or _loosely(lexicon, said)}
    if any(place.kind in _WIDE for place in places.values()):
        places = {id_: place for id_, place in places.items() if place.kind not in _TOWNS}
    best = max((place.weight for place in places.values()), default=0.0)
    likely = {id_: place for id_, place in places.items() if best - place.weight < _FAR}
    widest = [p for p in likely.values() if not any(node.id in likely for node in lexicon.ancestors(p.id))]
    return [_place(lexicon, place) for place in sorted(widest, key=lambda place: -place.weight)]


def near_actors(lexicon: Lexicon, text: str) -> list[str]:
    """Names that are written much alike."""
    names = {actor.name.casefold(): actor.name for id_ in lexicon.actor_ids() if (actor := lexicon.actor(id_))}
    return [names[each] for each in get_close_matches(text.casefold(), names, n=3, cutoff=0.7)]


def _of_code(lexicon: Lexicon, text: str) -> str | None:
    return known_id(Desk(lexicon), text.upper())


def _countries(entries: Iterable[object]) -> list[str]:
    places = [e.place.country for e in entries if isinstance(e, PlaceName) and e.place.kind == "country"]
    peoples = [e.country or e.state for e in entries if isinstance(e, Demonym)]
    return [each for each in dict.fromkeys((*places, *peoples)) if each]


def _loosely(lexicon: Lexicon, said: str) -> list[PlaceName]:
    found = lexicon.spelled(said) if said else ()
    return [name for name in found if name.spelling == found[0].spelling]


def _actor(actor: KnownActor) -> Named:
    return Named(actor.id, actor.name, ", ".join(filter(None, (actor.kind, actor.country))))


def _state(country: Country) -> Named:
    return Named(country.state, country.name, "state")


def _place(lexicon: Lexicon, place: Place) -> Named:
    above = [node.name for node in lexicon.path(place.id)[-3:-1]]
    return Named(place.id, place.name, ", ".join((place.kind, *reversed(above))))
