"""Who did it, to whom, where: the sides of an event by the clause it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from watchers.analysis import whereabouts
from watchers.analysis.clauses import PREPOSITIONS, Cast, Clauses, Named
from watchers.analysis.frames import Stem
from watchers.analysis.subjects import COORDINATING, Subjects, compounded, introduced, verbal
from watchers.analysis.tokens import Gap, Tokens

_FROM_ACTOR = frozenset("by from".split())
_TO_TARGET = frozenset("on against at to with for over of between into targeting toward towards".split())
_MUTUAL = frozenset(["AGREE", "CONSULT", "COOPERATE"])
_MUTUALLY = frozenset(["clash", "clashes", "clashed", "clashing", "exchanged", "traded", "fought", "battled"])
_BLAMED = frozenset(["attributed", "blamed", "claimed", "carried", "launched"])
_PLACED = frozenset(["in", "near", "inside"])
_BETWEEN = frozenset(["between"])
_REACH = 18
_BY = 7
"""Words that may stand between "by" and whose they are: `by gunmen of the Sinaloa Cartel`."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Ids, None where the text does not say."""

    actor: str | None = None
    target: str | None = None
    region: str | None = None


def find(tokens: Tokens, clauses: Clauses, cast: Cast, subjects: Subjects, stem: Stem) -> Sides:
    """The sides of one stem."""
    sentence = tokens.in_sentence(tokens.sentence[stem.first])
    actor, target = _sides(tokens, clauses, cast, subjects, stem)
    if actor and target and actor.id == target.id:
        target = None
    region = whereabouts.find(tokens, clauses, cast, stem, sentence, actor)
    if region is None and target and stem.kind == "ASSAULT":
        region = next((n.id for n in cast.regions(target.start, target.end)), None)
    return Sides(actor.id if actor else None, target.id if target else None, region)


def _sides(
    tokens: Tokens, clauses: Clauses, cast: Cast, subjects: Subjects, stem: Stem
) -> tuple[Named | None, Named | None]:
    after = _following(tokens, clauses, cast, stem)
    by = _agent(tokens, cast, stem, after)
    mutual = _two(tokens, stem, after)
    if mutual:
        return mutual
    if stem.person:
        return None, None
    if stem.noun:
        return _of_noun(tokens, stem, subjects.of_noun(stem.first), after, by)
    before = subjects.of(stem.first)
    others = [n for n in after if n is not by]
    pair = len(before) > 1 and _joined(tokens, before[-2], before[-1])
    if pair and (stem.kind in _MUTUAL or (tokens.key[stem.first] in _MUTUALLY and not others)):
        return before[-2], before[-1]
    if stem.passive:
        return by, before[-1] if before else None
    if stem.kind == "MOBILIZE":
        others = [n for n in others if introduced(tokens, n, _TO_TARGET)]
    return (before[-1] if before else by), (others[0] if others else None)


def _two(tokens: Tokens, stem: Stem, after: list[Named]) -> tuple[Named, Named] | None:
    """`talks between Chad and Sudan`, `fighting between rebels and soldiers`."""
    if "between" not in tokens.key[stem.stop : stem.stop + 2] or len(after) < 2:
        return None
    return (after[0], after[1]) if introduced(tokens, after[0], _BETWEEN) else None


def _agent(tokens: Tokens, cast: Cast, stem: Stem, after: list[Named]) -> Named | None:
    """Whom "by" names, of a passive behind a comma too: `shot dead, allegedly by gunmen of the cartel`."""
    by = next((n for n in after if introduced(tokens, n, _FROM_ACTOR)), None)
    if by or not stem.passive:
        return by
    stop = tokens.in_sentence(tokens.sentence[stem.first]).stop
    for i in range(stem.stop, min(stop, stem.stop + _REACH)):
        if verbal(tokens, i):
            return None
        if tokens.key[i] == "by":
            return _named_within(tokens, cast, i + 1, min(stop, i + _BY))
    return None


def _named_within(tokens: Tokens, cast: Cast, first: int, stop: int) -> Named | None:
    """The first actor of a phrase, over "of" and "from"."""
    for named in cast.actors(first, stop):
        between = range(first, named.start)
        if all(tokens.gap[i] <= Gap.HYPHEN and tokens.key[i] not in PREPOSITIONS - {"of", "from"} for i in between):
            return named
    return None


def _of_noun(
    tokens: Tokens, stem: Stem, before: list[Named], after: list[Named], by: Named | None
) -> tuple[Named | None, Named | None]:
    """`Syria's attack on Lebanon`, `a strike attributed to Israel`."""
    others = [n for n in after if n is not by]
    if stem.kind in _MUTUAL and len(before) > 1 and _joined(tokens, before[-2], before[-1]):
        return before[-2], before[-1]
    if stem.kind in _MUTUAL and len(others) > 1 and introduced(tokens, others[0], _BETWEEN):
        return others[0], others[1]
    blamed = next((n for n in others if set(tokens.key[max(0, n.start - 3) : n.start]) & _BLAMED), None)
    aimed = next((n for n in others if n is not blamed and introduced(tokens, n, _TO_TARGET)), None)
    return by or blamed or (before[-1] if before else None), aimed


def _following(tokens: Tokens, clauses: Clauses, cast: Cast, stem: Stem) -> list[Named]:
    """The actors behind a stem in its clause, up to the next verb that is joined to it."""
    stop = min(clauses.of(stem.stop - 1).stop, stem.stop + _REACH)
    if "between" not in tokens.key[stem.stop : stem.stop + 2]:
        joined = (i + 1 for i in range(stem.stop, stop - 1) if tokens.key[i] in COORDINATING)
        stop = next((i for i in joined if _goes_on(tokens, cast, i)), stop)
    found = cast.actors(stem.stop, stop)
    return [n for n in found if not introduced(tokens, n, _PLACED) and not compounded(tokens, n)]


def _goes_on(tokens: Tokens, cast: Cast, i: int) -> bool:
    """Whether a verb follows, or a subject of its own and its verb: `and Ankara vowed`."""
    return verbal(tokens, i) or any(n.end < len(tokens) and verbal(tokens, n.end) for n in cast.actors(i, i + 2))


def _joined(tokens: Tokens, one: Named, other: Named) -> bool:
    between = tokens.key[one.end : other.start]
    if not between:
        return tokens.gap[other.start] == Gap.COMMA
    return between[0] in {"and", "with"} and len(between) <= 3
