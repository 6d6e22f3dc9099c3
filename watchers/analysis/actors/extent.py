"""How far the words that name an actor reach: the title before a person, the crowd behind a group."""

from __future__ import annotations

from watchers.analysis.actors import casing
from watchers.analysis.actors.mention import ActorMention
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.passage import Passage
from watchers.analysis.tokens import Gap, Shape

_GROUPS = frozenset(
    """group groups movement network organisation organization operatives operative members unit units cell cells
    affiliates affiliate""".split()
)
_SORTS = frozenset("tactical sleeper terror terrorist militant rebel armed extremist jihadist".split())


def names_only(passage: Passage, mention: ActorMention) -> list[int]:
    """The mention's words without the country that only says whose or where it is: `Chad's army`, `mission in Chad`."""
    words = range(mention.first, mention.stop)
    if mention.actor.kind == "person":
        return list(words)
    return [i for i in words if not _whose(passage, i, mention.stop)]


def _whose(passage: Passage, i: int, stop: int) -> bool:
    """Whether word i is one of a place's that is possessive inside the name or stands at its end behind `in`."""
    for place in (m for m in (passage.starting(Layer.PLACE, k) for k in range(max(0, i - 2), i + 1)) if m):
        if place.first <= i < place.stop <= stop:
            owner = place.stop < stop and bool(passage.tokens.shape[place.stop - 1] & Shape.POSSESSIVE)
            if owner or (place.stop == stop and passage.before(place.first) == "in"):
                return True
    return False


def with_title(passage: Passage, first: int) -> int:
    """The first word of the titles written with a capital that stand before a name: `Prime Minister Kamara`."""
    while title := passage.ending(Layer.TITLE, first):
        if not _adjoins(passage, first) or not passage.tokens.shape[title.first] & Shape.CAPITAL:
            break
        first = title.first
    return first


def _adjoins(passage: Passage, i: int) -> bool:
    """Whether word i follows the word before it in one name, `Gen.` or not."""
    tokens = passage.tokens
    return tokens.joined(i) and tokens.gap[i] == Gap.SPACE


def with_crowd(passage: Passage, stop: int) -> int:
    """Behind the noun for the group's people or for what it is: `M23 rebels`, `Free Syrian Army fighters`."""
    if not _adjoins_after(passage, stop):
        return stop
    agent = passage.starting(Layer.AGENT, stop)
    if agent and any(isinstance(e, Term) and _crowd(e, passage.tokens.key[agent.stop - 1]) for e in agent.entries):
        return agent.stop
    key = passage.tokens.key
    noun = stop + 1 if key[stop] in _SORTS and passage.after(stop + 1) in _GROUPS else stop
    return noun + 1 if key[noun] in _GROUPS else stop


def _adjoins_after(passage: Passage, stop: int) -> bool:
    tokens = passage.tokens
    if stop >= len(tokens) or not _adjoins(passage, stop) or tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return False
    return not tokens.shape[stop] & Shape.CAPITAL or not casing.tells(passage, stop)


def _crowd(term: Term, word: str) -> bool:
    """Fighters of any number, soldiers in the plural; not what they drive or what they are as a whole (`military`)."""
    kind = term.value.partition("/")[0]
    several = word.endswith("s") and term.data.get("name") not in {"air force", "navy", "intelligence"}
    return kind == "armed group" or (kind == "military" and several)


def initials(passage: Passage, stop: int) -> int:
    """Past `T. Bexley` when a run of capitals broke off at a middle initial: the stop of the longer name."""
    tokens = passage.tokens
    while (
        stop < len(tokens)
        and len(tokens.key[stop - 1]) == 1
        and tokens.text[tokens.end[stop - 1] : tokens.start[stop]] == ". "
        and tokens.shape[stop] & Shape.CAPITAL
        and tokens.sentence[stop] == tokens.sentence[stop - 1]
    ):
        run = passage.run_of[stop]
        if run is None:
            break
        stop = run.stop
    return stop
