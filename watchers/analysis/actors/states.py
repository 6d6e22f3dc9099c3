"""States as actors: a country or capital that says, agrees, strikes, or stands where only somebody can stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from watchers.analysis.actors import state_words as words
from watchers.analysis.actors import teams
from watchers.analysis.actors.mention import ActorMention, Identity, known
from watchers.analysis.lexicon.entries import KnownActor, Layer, Place, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.spelling import key
from watchers.analysis.tokens import Gap, Shape

RULES = {
    "actor:state-acts": "a country or capital as the subject of a verb: `Iran will provide`, `Damascus said`",
    "actor:state-party": "a country after by, with, against, between, told …, or listed beside one that acts",
    "actor:state-possesses": "a country's own act or property: `Iran's expanding influence`",
}


def find(
    passage: Passage, places: Iterable[PlaceMention], named: Iterable[ActorMention]
) -> tuple[list[ActorMention], set[int]]:
    """Mentions of states, in reading order, outside the words already `named`; and the first words of all metonyms.

    A team is a metonym and no state: `Germany beat Brazil` starts no war.
    """
    placed = list(places)
    taken = {i for m in named for i in range(m.first, m.stop)}
    sport = teams.sentences(passage, placed)
    playing = [p for p in placed if passage.tokens.sentence[p.first] in sport]
    free = [p for p in placed if p.place and _may_act(passage, p.place) and taken.isdisjoint(range(p.first, p.stop))]
    candidates = [p for p in free if passage.tokens.sentence[p.first] not in sport]
    rules = _ruled(passage, candidates, {m.first: m.stop for m in named})
    found = []
    for mention in candidates:
        state = _state(passage, mention) if mention.first in rules else None
        if state:
            found.append(ActorMention(mention.first, mention.stop, state, rules[mention.first]))
    players = {
        p.first
        for p in playing
        if teams.stands(passage, p) or (p.place and _may_act(passage, p.place) and _acts(passage, p))
    }
    return found, {m.first for m in found} | players


def _ruled(passage: Passage, candidates: list[PlaceMention], named: Mapping[int, int]) -> dict[int, str]:
    """The rule by which each state acts, by its first word; neighbours in a list act together."""
    rules = {p.first: rule for p in candidates if (rule := _acts(passage, p))}
    rules.update(_together(passage, candidates, named))
    rules.update(dict.fromkeys(_hyphened(passage, candidates), "actor:state-party"))
    located = {p.first for p in candidates if p.first not in rules and _located(passage, p.first)}
    for left, right in _listed(passage, candidates):
        if left.first in located and left.first < right.first:
            located.add(right.first)
            if passage.before(right.first) == "and" and passage.tokens.gap[right.first - 1] != Gap.COMMA:
                rules.pop(right.first, None)
        for one, other in ((left, right), (right, left)):
            if rules.get(other.first) == "actor:state-party" or (one is left and other.first in rules):
                rules.setdefault(one.first, "actor:state-party")
    return rules


def _together(passage: Passage, candidates: list[PlaceMention], named: Mapping[int, int]) -> dict[int, str]:
    """Two who do it at the head of a clause, by first word: `Seoul and Hanoi plan`, `Israel and Hamas resumed`."""
    ends = {**named, **{p.first: p.stop for p in candidates}}
    found: dict[int, str] = {}
    for place in candidates:
        other = place.stop + 2 if passage.after(place.stop + 1) == "the" else place.stop + 1
        if passage.after(place.stop) != "and" or other not in ends or not _opens(passage, place.first):
            continue
        if passage.after(ends[other]) in words.TOGETHER or _verb_follows(passage, ends[other], subject=True):
            found |= dict.fromkeys((place.first, other), "actor:state-acts")
    return found


def _opens(passage: Passage, first: int) -> bool:
    """Whether nothing stands before it in its clause that it could belong to."""
    first -= passage.before(first) == "the"
    if passage.tokens.gap[first] == Gap.COMMA and passage.ending(Layer.PLACE, first):
        return False
    return passage.before(first) in words.OPENING - {"and", "but"}


def _may_act(passage: Passage, place: Place) -> bool:
    if place.kind == "area":
        return _own_government(passage, place) is not None
    return place.country is not None and (place.kind == "country" or place.capital)


def _own_government(passage: Passage, place: Place) -> KnownActor | None:
    """Of a land that no state's government rules: `Somaliland`."""
    actor = passage.lexicon.actor(key(place.name).replace(" ", "-"))
    return actor if actor and actor.kind in {"state", "government"} else None


def _acts(passage: Passage, mention: PlaceMention) -> str | None:
    first = mention.first - 1 if passage.before(mention.first) == "the" else mention.first
    country = mention.place is None or mention.place.kind in {"country", "area"}
    if _bound(passage, first, mention.stop):
        return "actor:state-party"
    if _located(passage, first):
        return None
    before = passage.before(first)
    if before in words.PARTY and (country or before in words.SPOKEN_TO or passage.before(first - 1) in words.DEALINGS):
        return "actor:state-party"
    if _possesses(passage, mention.stop):
        thing = passage.after(mention.stop)
        owned = (thing not in words.LAND and not _named(passage, mention.stop)) if country else thing in words.OWN_ACTS
        return "actor:state-possesses" if owned else None
    subject = passage.before(first) in (words.OPENING if country else words.CONDITIONS)
    return "actor:state-acts" if _verb_follows(passage, mention.stop, subject=subject) else None


def _possesses(passage: Passage, stop: int) -> bool:
    """`Iran's`, `the United States' message`."""
    tokens = passage.tokens
    if tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return True
    mark = tokens.text[tokens.end[stop - 1] : tokens.end[stop - 1] + 2]
    return tokens.key[stop - 1].endswith("s") and mark in {"' ", "’ "} and bool(passage.after(stop))


def _named(passage: Passage, i: int) -> bool:
    """What belongs to a country and has a name of its own acts for itself: `Chad's National Library`."""
    run = passage.run_of[i] if i < len(passage.tokens) and passage.tokens.joined(i) else None
    return run is not None and any(passage.starting(Layer.ORGANISATION_HEAD, k) for k in range(run.first, run.stop))


def _bound(passage: Passage, first: int, stop: int) -> bool:
    """`sanctions on Iran`, `loyal to Spain`, `states such as Iran`, `wants Iran to answer`."""
    before, verb = passage.before(first), passage.before(first - 1)
    if before == "as" and verb == "such":
        return passage.before(first - 2) in words.MEMBERS
    return verb in words.BOUND_TO.get(before, ()) or (before in words.MAKES and _infinitive(passage, stop))


def _located(passage: Passage, first: int) -> bool:
    before = passage.before(first)
    such = before == "as" and passage.before(first - 1) == "such"
    return such or before in words.PLACES_BEFORE or _lies_between(passage, first, before)


def _lies_between(passage: Passage, first: int, before: str) -> bool:
    """`the border with Iran`, `an island between Iran and Oman`."""
    if before == "with":
        return passage.before(first - 1) in words.BETWEEN_THEM
    ahead = passage.tokens.key[max(0, first - 5) : first - 1]
    return before == "between" and not words.LYING_BETWEEN.isdisjoint(ahead)


def _infinitive(passage: Passage, stop: int) -> bool:
    """`wants Britain to answer`, not `flights for Rome to the south`."""
    if passage.after(stop) != "to" or stop + 1 >= len(passage.tokens):
        return False
    return passage.after(stop + 1) not in words.DETERMINERS and passage.tokens.shape[stop + 1] == Shape.LOWER


def _aside(passage: Passage, stop: int) -> int:
    """Behind an aside between commas: `The UK, as part of the pact, is …`; `stop` where there is none."""
    tokens = passage.tokens
    if stop + 2 >= len(tokens) or tokens.gap[stop] != Gap.COMMA or tokens.key[stop] not in words.ASIDES:
        return stop
    for i in range(stop + 1, min(stop + 10, len(tokens))):
        if tokens.gap[i] >= Gap.COMMA or tokens.sentence[i] != tokens.sentence[stop]:
            return i if tokens.gap[i] == Gap.COMMA else stop
    return stop


def _verb_follows(passage: Passage, stop: int, *, subject: bool) -> bool:
    tokens = passage.tokens
    aside = _aside(passage, stop)
    if aside != stop:
        return tokens.key[aside] in words.AUXILIARIES
    if stop < len(tokens) and tokens.gap[stop] == Gap.COMMA and tokens.key[stop] == "which":
        return True
    while passage.after(stop).endswith("ly") or passage.after(stop) in words.ADVERBS:
        stop += 1
    word = passage.after(stop)
    if not word:
        return False
    if word in words.AUXILIARIES:
        return True
    if subject and (word in words.DEEDS or (word.endswith("ed") and word not in words.STATES_OF_LAND)):
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
    return after in words.BETWEEN_THEM or (bool(after) and bool(passage.tokens.shape[stop] & Shape.CAPITAL))


def _state(passage: Passage, mention: PlaceMention) -> Identity | None:
    land = _own_government(passage, mention.place) if mention.place and mention.place.kind == "area" else None
    if land:
        return known(land)
    country = passage.lexicon.country(mention.place.country) if mention.place and mention.place.country else None
    actor = passage.lexicon.actor(country.state) if country else None
    return known(actor) if actor else None
