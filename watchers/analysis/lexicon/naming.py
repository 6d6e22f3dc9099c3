"""Who and what of the lexicon a person may mean by a name typed, in any case and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.entries import ActorName, Country, Demonym, KnownActor, Place, PlaceName, Spelling
from watchers.analysis.lexicon.own.desk import Desk
from watchers.analysis.lexicon.own.regions import known_id
from watchers.analysis.lexicon.phrases import phrase
from watchers.filters.calling import Named, NameKey

_FAR = 2.0
"""A place that weighs so much more than the next is meant by a name of both: it has a hundred times the people."""
_CLEAR = 10
"""Of places with the very name typed, so many times the people are enough."""
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
    """All that a name may mean, by id, ISO code or name, else by a looser spelling; the likeliest first."""
    if id_ := _given(lexicon, text):
        return [_place(lexicon, lexicon.place(id_))]
    return [_place(lexicon, place) for place in _likely(lexicon, phrase(text) or "")]


def clear_region(lexicon: Lexicon, text: str) -> Named | None:
    """The one that is meant though others are called so too; None where none stands out."""
    if id_ := _given(lexicon, text):
        return _place(lexicon, lexicon.place(id_))
    said = phrase(text) or ""
    places = _likely(lexicon, said)
    for stands_out in (_is_country, _so_called, _has_capital):
        places = [place for place in places if stands_out(lexicon, place, said)] or places
    if all(place.kind not in _TOWNS for place in places):
        places = [place for place in places if _within(lexicon, place, said)] or places
    first, second = (*(place.population for place in places), 0, 0)[:2]
    return _place(lexicon, places[0]) if len(places) == 1 or 0 < _CLEAR * second <= first else None


def _given(lexicon: Lexicon, text: str) -> str | None:
    """The id that an id or an ISO code stands for."""
    if _CODE.fullmatch(text) or ":" in text:
        return known_id(Desk(lexicon), text) or known_id(Desk(lexicon), text.upper())
    return None


def _likely(lexicon: Lexicon, said: str) -> list[Place]:
    """Of a town and the province around it the province, and none that has far fewer people than another."""
    names = [e for e in lexicon.entries(said) if isinstance(e, PlaceName) and e.spelling in _EXACT]
    places = {name.place.id: name.place for name in names or _loosely(lexicon, said)}
    if any(place.kind in _WIDE for place in places.values()):
        places = {id_: place for id_, place in places.items() if place.kind not in _TOWNS}
    best = max((place.weight for place in places.values()), default=0.0)
    likely = {id_: place for id_, place in places.items() if best - place.weight < _FAR}
    widest = [p for p in likely.values() if not any(node.id in likely for node in lexicon.ancestors(p.id))]
    return sorted(widest, key=lambda place: -place.weight)


def _is_country(lexicon: Lexicon, place: Place, said: str) -> bool:
    return place.kind == "country"


def _so_called(lexicon: Lexicon, place: Place, said: str) -> bool:
    """By its own name, or after a place in it."""
    return phrase(place.name) == said or bool(_within(lexicon, place, said))


def _has_capital(lexicon: Lexicon, place: Place, said: str) -> bool:
    """Itself, or in it the one of this name."""
    return place.capital or any(town.capital for town in _within(lexicon, place, said))


def _within(lexicon: Lexicon, place: Place, said: str) -> list[Place]:
    """Places of this name that lie in another."""
    named = {e.place.id: e.place for e in lexicon.entries(said) if isinstance(e, PlaceName) and e.spelling in _EXACT}
    return [each for each in named.values() if any(node.id == place.id for node in lexicon.ancestors(each.id))]


def of_ids(lexicon: Lexicon, key: NameKey, ids: Sequence[str]) -> list[Named]:
    """Actors or regions by their ids; of places countries come first, then capitals, then the weightiest."""
    if key == "region":
        places = [lexicon.place(id_) for id_ in ids]
        return [_place(lexicon, place) for place in sorted(places, key=_standing)]
    return [named for id_ in ids if (named := _someone(lexicon, id_))]


def near_actors(lexicon: Lexicon, text: str) -> list[str]:
    """Names that are written much alike, else those in which the words stand."""
    names = {actor.name.casefold(): actor.name for id_ in lexicon.actor_ids() if (actor := lexicon.actor(id_))}
    if near := get_close_matches(text.casefold(), names, n=3, cutoff=0.7):
        return [names[each] for each in near]
    said = {word.removesuffix("s") for word in (phrase(text) or "").split()}
    holding = [n for each, n in names.items() if said and said <= {word.removesuffix("s") for word in each.split()}]
    return sorted(holding, key=len)[:3]


def _countries(entries: Iterable[object]) -> list[str]:
    places = [e.place.country for e in entries if isinstance(e, PlaceName) and e.place.kind == "country"]
    peoples = [e.country or e.state for e in entries if isinstance(e, Demonym)]
    return [each for each in dict.fromkeys((*places, *peoples)) if each]


def _loosely(lexicon: Lexicon, said: str) -> list[PlaceName]:
    found = lexicon.spelled(said) if said else ()
    return [name for name in found if name.spelling == found[0].spelling]


def _standing(place: Place) -> tuple[bool, bool, float]:
    return place.kind != "country", not place.capital, -place.weight


def _someone(lexicon: Lexicon, id_: str) -> Named | None:
    if state := lexicon.country(id_):
        return _state(state)
    actor = lexicon.actor(id_)
    return _actor(actor) if actor else None


def _actor(actor: KnownActor) -> Named:
    return Named(actor.id, actor.name, ", ".join(filter(None, (actor.kind, actor.country))))


def _state(country: Country) -> Named:
    return Named(country.state, country.name, "state")


def _place(lexicon: Lexicon, place: Place) -> Named:
    above = [node.name for node in lexicon.path(place.id)[-3:-1]]
    return Named(place.id, place.name, ", ".join((place.kind, *reversed(above))))
