"""States as actors: a country or capital that says, agrees, strikes, or stands where only somebody can stand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from watchers.analysis.actors import teams
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
    via versus vs including notably namely obliged forced asked invited persuaded pressed recognised recognized supplied
    armed represented represents representing convinced allowed committed bound joined sued accuse blame urge warn
    condemn criticise criticize sanction support back attack invade threaten help punish contain isolate deter arm
    recognise recognize persuade convince pressure supporting backing accusing blaming urging warning attacking
    invading threatening helping ally neighbour neighbor rival can will did does should would must""".split()
)
_PLACES_BEFORE = frozenset(
    """in inside within near outside across throughout from to into towards toward through around over off leaving left
    entered visiting visited reached of at on for southern northern eastern western central north south east west""".split()
)
_BOUND_TO = {
    "to": frozenset(
        """attributed loyal loyalty allied linked close sympathetic sold gave given owed belonging belonged according due
        opposed ceded cede allegiance surrendered appealed bowed yielded hostile
        subject answer answerable""".split()
    ),
    "for": frozenset("support supported sympathy vote voted fight fought fighting speaks spoke spying spied".split()),
    "on": frozenset("sanctions embargo tariffs war pressure imposed call called calls calling relies relied".split()),
    "from": frozenset(
        """permission backing support independence pressure help aid approval assurances guarantees criticism
        condemnation assistance threat threats orders warning warnings recognition approval concessions""".split()
    ),
    "of": frozenset("ally allies part independent critical government governments enemies".split()),
}
_BETWEEN_THEM = frozenset("border borders frontier highway road railway pipeline crossing".split())
_LYING_BETWEEN = _BETWEEN_THEM | frozenset(
    """lies lie lay lying located situated stretches runs flows island islands river strait sea valley flight flights
    trains ferries somewhere midway halfway distance corridor""".split()
)
_MEMBERS = frozenset("states nations countries members allies powers partners governments neighbours neighbors".split())
_DEALINGS = frozenset(
    """agreement agreements deal deals talks relations ties dispute negotiations tension tensions alliance treaty war pact
    contacts dialogue rift row cooperation standoff""".split()
)
_OWN_ACTS = frozenset(
    """response tactics talk talks cooperation quest demand demands decision policy offer refusal plan plans claim claims
    threat threats support role warning allies ally influence intentions interests position stance envoy ambassador
    approach strategy hopes insistence proposal reaction forces troops aid help""".split()
)
_MAKES = frozenset(
    """wants want wanted ordered orders prompting prompted allow allows allowing enabling expects expected leading led
    forcing pushing for asking asks urging calls inviting requires required requiring causing encouraged tells""".split()
)
_DETERMINERS = frozenset("the a an its their his her this that these those our all".split())
_LAND = frozenset(
    """river rivers coast coastline border borders north south east west capital capitals mountains lakes lake islands
    island desert shore shores waters climate wildlife countryside landscape soil forests port ports town towns
    village villages province provinces city cities interior airspace territory streets roads population centre center
    mainland peninsula bay far highlands lowlands largest longest highest deepest oldest tallest biggest smallest second
    busiest northernmost southernmost easternmost westernmost""".split()
)
_DEEDS = frozenset(
    """won lost gained signed sent withdrew became took fell gave sold bought sought fought held built made put set began
    led met spent chose broke cut kept sued beat came went joined left sees puts leads guards works keeps makes takes gives
    holds buys sells sends spends uses treats considers regards prefers doubts helps allows asks places provides plays
    enjoys persists doesn't don't won't issues knows thinks believes needs likes owes claims respond answer""".split()
)
_STATES_OF_LAND = frozenset(
    """based located situated named called experienced suffered bordered stretched covered received remained included
    owned populated measured ranked centred centered hundred""".split()
)
_OPENING = frozenset(
    [
        "",
        *"""and that while when but where after before because only as since if whether said says say
    suggests suggested believes believed thinks hopes claims added insists""".split(),
    ]
)
_ADVERBS = frozenset("always often once again soon now then thus".split())
_SPOKEN_TO = frozenset("told accused urged warned blamed denounced condemned criticised criticized asked sued".split())
_AUXILIARIES = frozenset(
    """has have had will would is was are were must should could can may might does did wants wanted seeks sought
    fears hopes plans remains became becomes never also still denies refuses agreed says said stands continues faces
    shares values welcomes needs insists intends rejects expects recognises recognizes""".split()
)


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
    free = [p for p in placed if p.place and _may_act(p.place) and taken.isdisjoint(range(p.first, p.stop))]
    candidates = [p for p in free if passage.tokens.sentence[p.first] not in sport]
    rules = _ruled(passage, candidates)
    found = []
    for mention in candidates:
        state = _state(passage, mention) if mention.first in rules else None
        if state:
            found.append(ActorMention(mention.first, mention.stop, state, rules[mention.first]))
    players = {
        p.first for p in playing if teams.stands(passage, p) or (p.place and _may_act(p.place) and _acts(passage, p))
    }
    return found, {m.first for m in found} | players


def _ruled(passage: Passage, candidates: list[PlaceMention]) -> dict[int, str]:
    """The rule by which each state acts, by its first word; neighbours in a list act together."""
    rules = {p.first: rule for p in candidates if (rule := _acts(passage, p))}
    rules.update(dict.fromkeys(_hyphened(passage, candidates), "actor:state-party"))
    located = {p.first for p in candidates if p.first not in rules and _located(passage, p.first)}
    for left, right in _listed(passage, candidates):
        if left.first in located and left.first < right.first:
            located.add(right.first)
            if passage.before(right.first) == "and":
                rules.pop(right.first, None)
        for one, other in ((left, right), (right, left)):
            if rules.get(other.first) == "actor:state-party" or (one is left and other.first in rules):
                rules.setdefault(one.first, "actor:state-party")
    return rules


def _may_act(place: Place) -> bool:
    return place.country is not None and (place.kind == "country" or place.capital)


def _acts(passage: Passage, mention: PlaceMention) -> str | None:
    first = mention.first - 1 if passage.before(mention.first) == "the" else mention.first
    before, country = passage.before(first), mention.place is None or mention.place.kind == "country"
    if passage.before(first - 1) in _BOUND_TO.get(before, ()):
        return "actor:state-party"
    if before == "as" and passage.before(first - 1) == "such":
        return "actor:state-party" if passage.before(first - 2) in _MEMBERS else None
    if before in _MAKES and _infinitive(passage, mention.stop):
        return "actor:state-party"
    if before in _PLACES_BEFORE or _lies_between(passage, first, before):
        return None
    if before in _PARTY - {"and"} and (country or before in _SPOKEN_TO or passage.before(first - 1) in _DEALINGS):
        return "actor:state-party"
    if passage.tokens.shape[mention.stop - 1] & Shape.POSSESSIVE:
        thing = passage.after(mention.stop)
        owned = thing not in _LAND if country else thing in _OWN_ACTS
        return "actor:state-possesses" if owned else None
    return (
        "actor:state-acts" if _verb_follows(passage, mention.stop, subject=country and _opens(passage, first)) else None
    )


def _located(passage: Passage, first: int) -> bool:
    before = passage.before(first)
    return before in _PLACES_BEFORE or _lies_between(passage, first, before)


def _lies_between(passage: Passage, first: int, before: str) -> bool:
    """`the border with Iran`, `an island between Iran and Oman`."""
    if before == "with":
        return passage.before(first - 1) in _BETWEEN_THEM
    words = passage.tokens.key[max(0, first - 5) : first - 1]
    return before == "between" and not _LYING_BETWEEN.isdisjoint(words)


def _infinitive(passage: Passage, stop: int) -> bool:
    """`wants Britain to answer`, not `flights for Rome to the south`."""
    if passage.after(stop) != "to" or stop + 1 >= len(passage.tokens):
        return False
    return passage.after(stop + 1) not in _DETERMINERS and passage.tokens.shape[stop + 1] == Shape.LOWER


def _opens(passage: Passage, first: int) -> bool:
    """Whether a clause begins with the name, so that it is the subject of the verb behind it."""
    return passage.before(first) in _OPENING


def _verb_follows(passage: Passage, stop: int, *, subject: bool) -> bool:
    tokens = passage.tokens
    if stop < len(tokens) and tokens.gap[stop] == Gap.COMMA and tokens.key[stop] == "which":
        return True
    while passage.after(stop).endswith("ly") or passage.after(stop) in _ADVERBS:
        stop += 1
    word = passage.after(stop)
    if not word:
        return False
    if word in _AUXILIARIES:
        return True
    if subject and (word in _DEEDS or (word.endswith("ed") and word not in _STATES_OF_LAND)):
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
    pairs = [(left, right) for left, right in pairs if passage.after(right.stop) not in _BETWEEN_THEM]
    return {p.first for pair in pairs for p in pair if p.place and p.place.kind == "country"}


def _state(passage: Passage, mention: PlaceMention) -> Identity | None:
    country = passage.lexicon.country(mention.place.country) if mention.place and mention.place.country else None
    actor = passage.lexicon.actor(country.state) if country else None
    return known(actor) if actor else None
