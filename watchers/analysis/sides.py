"""Who did it, to whom, where: the sides of an event by the clause it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watchers.analysis.clauses import PREPOSITIONS, RELATIVES, Cast, Clause, Clauses, Named
from watchers.analysis.frames import Stem
from watchers.analysis.tokens import Tokens

_FROM_ACTOR = frozenset("by from".split())
_TO_TARGET = frozenset("on against at to with for over of between into targeting toward towards".split())
_PRONOUNS = frozenset("it they he she we which who that".split())
_MUTUAL = frozenset(["AGREE", "CONSULT", "COOPERATE"])
_BLAMED = frozenset(["attributed", "blamed", "claimed", "carried", "launched"])
_LOCATIVE = frozenset("in at near inside outside around to from into across throughout on of".split())
_REACH = 18


@dataclass(frozen=True, slots=True)
class Sides:
    """Ids, None where the text does not say."""

    actor: str | None = None
    target: str | None = None
    region: str | None = None


def find(tokens: Tokens, clauses: Clauses, cast: Cast, stem: Stem) -> Sides:
    """The sides of one stem."""
    sentence = tokens.in_sentence(tokens.sentence[stem.first])
    actor, target = _sides(tokens, clauses, cast, stem, sentence)
    if actor and target and actor.id == target.id:
        target = None
    region = _region(tokens, clauses.of(stem.first), cast, stem, sentence)
    return Sides(actor.id if actor else None, target.id if target else None, region)


def _sides(
    tokens: Tokens, clauses: Clauses, cast: Cast, stem: Stem, sentence: range
) -> tuple[Named | None, Named | None]:
    before = _subjects(tokens, clauses, cast, stem.first, sentence)
    after = _following(tokens, clauses, cast, stem)
    by = next((n for n in after if _introduced(tokens, n, _FROM_ACTOR)), None)
    if stem.kind in _MUTUAL and len(before) > 1 and _joined(tokens, before[-2], before[-1]):
        return before[-2], before[-1]
    if stem.noun:
        return _of_noun(tokens, stem, before, after, by)
    if stem.passive:
        return by, before[-1] if before else None
    others = [n for n in after if n is not by]
    return (before[-1] if before else by), (others[0] if others else None)


def _of_noun(
    tokens: Tokens, stem: Stem, before: list[Named], after: list[Named], by: Named | None
) -> tuple[Named | None, Named | None]:
    """`Syria's attack on Lebanon`, `talks between Chad and Sudan`, `a strike attributed to Israel`."""
    others = [n for n in after if n is not by]
    if stem.kind in _MUTUAL and len(others) > 1 and _introduced(tokens, others[0], frozenset(["between"])):
        return others[0], others[1]
    blamed = next((n for n in others if set(tokens.key[max(0, n.start - 3) : n.start]) & _BLAMED), None)
    aimed = next((n for n in others if n is not blamed and _introduced(tokens, n, _TO_TARGET)), None)
    return by or blamed or (before[-1] if before else None), aimed


def _subjects(tokens: Tokens, clauses: Clauses, cast: Cast, i: int, sentence: range) -> list[Named]:
    """The actors before word i that may be its subject, the likeliest last."""
    clause = clauses.of(i)
    own = _heads(tokens, cast.actors(clause.first, i), clause.first)
    if own:
        return own
    if clause.opener in RELATIVES or clause.opener == "that":
        return cast.actors(max(sentence.start, clause.first - 8), clause.first)[-1:]
    index = clauses.owner[i] - 1
    while index >= 0 and clauses.every[index].first >= sentence.start:
        earlier = clauses.every[index]
        heads = _heads(tokens, cast.actors(earlier.first, earlier.stop), earlier.first)
        if heads and (not earlier.subordinate or index == 0):
            return heads[:1] if _pronoun(tokens, clause, i) else heads[-1:]
        index -= 1
    return cast.actors(clause.first, i)[-1:]


def _heads(tokens: Tokens, actors: list[Named], first: int) -> list[Named]:
    """Without those behind a preposition, which belong to another noun."""
    return [n for n in actors if n.start == first or not _introduced(tokens, n, PREPOSITIONS)]


def _pronoun(tokens: Tokens, clause: Clause, i: int) -> bool:
    return any(tokens.key[k] in _PRONOUNS for k in range(clause.first, min(i, clause.first + 3)))


def _following(tokens: Tokens, clauses: Clauses, cast: Cast, stem: Stem) -> list[Named]:
    """The actors behind a stem in its clause."""
    stop = min(clauses.of(stem.stop - 1).stop, stem.stop + _REACH)
    return [n for n in cast.actors(stem.stop, stop) if not _introduced(tokens, n, frozenset(["in", "near", "inside"]))]


def _introduced(tokens: Tokens, named: Named, words: Iterable[str]) -> bool:
    """Whether one of the words stands before a name, articles aside."""
    i = named.start - 1
    while i >= 0 and tokens.joined(i + 1) and tokens.key[i] in {"the", "a", "an", "its", "suspected", "alleged"}:
        i -= 1
    return i >= 0 and tokens.joined(i + 1) and tokens.key[i] in words


def _joined(tokens: Tokens, one: Named, other: Named) -> bool:
    between = tokens.key[one.end : other.start]
    return bool(between) and between[0] in {"and", "with"} and len(between) <= 3


def _region(tokens: Tokens, clause: Clause, cast: Cast, stem: Stem, sentence: range) -> str | None:
    """The nearest region of the clause, one behind a word of place first; else of the sentence."""
    regions = cast.regions(sentence.start, sentence.stop)
    if not regions:
        return None

    def far(named: Named) -> tuple[bool, bool, int]:
        outside = not clause.first <= named.start < clause.stop
        return outside, not _introduced(tokens, named, _LOCATIVE), abs(named.start - stem.first)

    return min(regions, key=far).id
