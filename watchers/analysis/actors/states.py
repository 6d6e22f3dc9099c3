"""States as actors: a country or capital that says, agrees, strikes, or stands where only somebody can stand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from watchers.analysis.actors.mention import ActorMention, Identity, known
from watchers.analysis.lexicon.entries import Layer, Place, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.tokens import Gap, Shape

RULES = {
    "actor:state-acts": "a country or capital as the subject of a verb: `Iran will provide`, `Damascus said`",
    "actor:state-party": "a country after by, with, against, between, told …, or listed beside one that acts",
    "actor:state-possesses": "a country's own act or property: `Iran's expanding influence`",
}
_PARTY = frozenset(
    """by with between against told accused accuses accusing urged urges warned warns blamed blames denounced condemned
    criticised criticized sanctioned supports supported backs backed attacked invaded threatened helped and than
    via versus vs including notably namely""".split()
)
_PLACES_BEFORE = frozenset(
    """in inside within near outside across throughout from to into towards toward through around over off leaving left
    entered visiting visited reached of at southern northern eastern western central north south east west""".split()
)
_SIDES_WITH = frozenset(
    "attributed loyal allied linked close sympathetic sold gave given owed belonging according due opposed".split()
)
_ASIDES = frozenset("as along alongside together with backed supported like unlike".split())
_BETWEEN_THEM = frozenset("border borders frontier highway road railway pipeline crossing".split())
_AUXILIARIES = frozenset(
    """has have had will would is was are were must should could can may might does did wants wanted seeks sought
    fears hopes plans remains became becomes never also still denies refuses agreed says said stands continues faces
    shares values welcomes needs insists intends rejects expects recognises recognizes""".split()
)


def find(passage: Passage, places: Iterable[PlaceMention], named: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions of states, in reading order, outside the words already `named`."""
    taken = {i for m in named for i in range(m.first, m.stop)}
    candidates = [p for p in places if p.place and _may_act(p.place) and taken.isdisjoint(range(p.first, p.stop))]
    rules = {p.first: rule for p in candidates if (rule := _acts(passage, p))}
    rules.update(dict.fromkeys(_hyphened(passage, candidates), "actor:state-party"))
    for left, right in _listed(passage, candidates):
        for one, other in ((left, right), (right, left)):
            if rules.get(other.first) == "actor:state-party":
                rules.setdefault(one.first, "actor:state-party")
    found = []
    for mention in candidates:
        state = _state(passage, mention) if mention.first in rules else None
        if state:
            found.append(ActorMention(mention.first, mention.stop, state, rules[mention.first]))
    return found


def _may_act(place: Place) -> bool:
    return place.country is not None and (place.kind == "country" or place.capital)


def _acts(passage: Passage, mention: PlaceMention) -> str | None:
    before = passage.before(mention.first)
    if before == "the":
        before = passage.before(mention.first - 1)
    if before == "to" and passage.before(mention.first - 1) in _SIDES_WITH:
        return "actor:state-party"
    if before in _PLACES_BEFORE or (before == "with" and passage.before(mention.first - 1) in _BETWEEN_THEM):
        return None
    if before in _PARTY - {"and"} and (mention.place is None or mention.place.kind == "country"):
        return "actor:state-party"
    if _possesses(passage, mention.stop):
        return "actor:state-possesses" if mention.place and mention.place.kind == "country" else None
    return "actor:state-acts" if _verb_follows(passage, mention.stop) else None


def _possesses(passage: Passage, stop: int) -> bool:
    """`Iran's`, `the United States' message`."""
    tokens = passage.tokens
    if tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return True
    mark = tokens.text[tokens.end[stop - 1] : tokens.end[stop - 1] + 2]
    return tokens.key[stop - 1].endswith("s") and mark in {"' ", "’ "} and bool(passage.after(stop))


def _aside(passage: Passage, stop: int) -> int:
    """Behind an aside between commas: `The UK, as part of the pact, is …`; `stop` where there is none."""
    tokens = passage.tokens
    if stop + 2 >= len(tokens) or tokens.gap[stop] != Gap.COMMA or tokens.key[stop] not in _ASIDES:
        return stop
    for i in range(stop + 1, min(stop + 10, len(tokens))):
        if tokens.gap[i] >= Gap.COMMA or tokens.sentence[i] != tokens.sentence[stop]:
            return i if tokens.gap[i] == Gap.COMMA else stop
    return stop


def _verb_follows(passage: Passage, stop: int) -> bool:
    tokens = passage.tokens
    aside = _aside(passage, stop)
    if aside != stop:
        return tokens.key[aside] in _AUXILIARIES
    if stop < len(tokens) and tokens.gap[stop] == Gap.COMMA and tokens.key[stop] == "which":
        return True
    while passage.after(stop).endswith("ly"):
        stop += 1
    if not passage.after(stop):
        return False
    if passage.tokens.key[stop] in _AUXILIARIES:
        return True
    verb = passage.starting(Layer.CUE, stop) or passage.starting(Layer.STEM, stop)
    return verb is not None and any(isinstance(e, Term) and _finite(e) for e in verb.entries)


def _finite(term: Term) -> bool:
    """`strikes`, `shelled`, or an irregular form that stands in the lexicon as it is: `struck`."""
    return "number" not in term.data and term.data.get("form", "ed") in {"s", "ed"}


def _listed(passage: Passage, places: list[PlaceMention]) -> list[tuple[PlaceMention, PlaceMention]]:
    """Neighbours in a list: `the U.S., Russia, and Jordan`; walked both ways so that one actor makes all of them."""
    tokens = passage.tokens
    pairs = []
    for left, right in pairwise(places):
        near = " ".join(tokens.key[left.stop : right.first]) in {"", "and", "the", "and the"}
        if near and all(tokens.gap[i] <= Gap.COMMA for i in range(left.stop, right.first + 1)):
            pairs.append((left, right))
    return [*pairs, *reversed(pairs)]


def _hyphened(passage: Passage, places: list[PlaceMention]) -> set[int]:
    """First words of both countries of `UK-France talks`; what lies between two is a place."""
    tokens = passage.tokens
    pairs = [
        (left, right)
        for left, right in pairwise(places)
        if left.stop == right.first and tokens.gap[right.first] == Gap.HYPHEN
    ]
    pairs = [(left, right) for left, right in pairs if not _names_a_thing(passage, right.stop)]
    return {p.first for pair in pairs for p in pair if p.place and p.place.kind == "country"}


def _names_a_thing(passage: Passage, stop: int) -> bool:
    """`Iran-Iraq border`, `the UK-France Summit`: what lies between the two, or is called after them."""
    after = passage.after(stop)
    return after in _BETWEEN_THEM or (bool(after) and bool(passage.tokens.shape[stop] & Shape.CAPITAL))


def _state(passage: Passage, mention: PlaceMention) -> Identity | None:
    country = passage.lexicon.country(mention.place.country) if mention.place and mention.place.country else None
    actor = passage.lexicon.actor(country.state) if country else None
    return known(actor) if actor else None
