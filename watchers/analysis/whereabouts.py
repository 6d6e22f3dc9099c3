"""Where an event happens: the region that its own clause names, else the nearest one of the sentence."""

from __future__ import annotations

from watchers.analysis.clauses import Cast, Clause, Clauses, Named
from watchers.analysis.frames import Stem
from watchers.analysis.subjects import compounded, introduced
from watchers.analysis.tokens import Shape, Tokens

_LOCATIVE = frozenset("in at near inside outside around to from into across throughout on of off along over".split())
_OPENING = frozenset("in at near inside outside around across".split())
_THERE = frozenset(["there", "nearby"])


def find(tokens: Tokens, clauses: Clauses, cast: Cast, stem: Stem, sentence: range, actor: Named | None) -> str | None:
    """Words for what is of a country count only where no place is named, and those for who did it never."""
    clause = clauses.of(stem.first)
    regions = [n for n in cast.regions(sentence.start, sentence.stop) if _may_be_where(tokens, clause, n, actor)]
    if not regions:
        return _as_before(tokens, cast, stem, sentence)
    best = min(regions, key=lambda n: _far(tokens, clause, stem, n, sentence))
    return _inner(tokens, regions, best).id


def _may_be_where(tokens: Tokens, clause: Clause, named: Named, actor: Named | None) -> bool:
    """Whether a region is no state that only acts, nor part of the actor's name: `Russia said`, `Israeli troops`."""
    if named.role in {"place", None}:
        return True
    if not clause.first <= named.start < clause.stop or (actor and actor.start <= named.start < actor.end):
        return False
    return named.role == "demonym" or introduced(tokens, named, _LOCATIVE)


def _far(tokens: Tokens, clause: Clause, stem: Stem, named: Named, sentence: range) -> tuple[bool, int, int]:
    """The nearer the smaller: behind the words in their clause, before them in it, first in the sentence, elsewhere."""
    distance = abs(named.start - stem.first)
    inside = clause.first <= named.start < clause.stop
    located = introduced(tokens, named, _LOCATIVE)
    mere = named.role in {"demonym", "metonym"} or compounded(tokens, named)
    if clause.opener == "where" and named.start < clause.first:
        return mere, 0, distance
    if inside and named.start >= stem.first:
        return mere, 0, distance
    if inside:
        return mere, 1 if located else 2, distance
    if named.start < stem.first and named.start - 1 == sentence.start and introduced(tokens, named, _OPENING):
        return mere, 3, distance
    return mere, 4 if named.start < stem.first else 5, distance


def _inner(tokens: Tokens, regions: list[Named], best: Named) -> Named:
    """`Russia's Bryansk region`, `Adre in Chad`: the part, not the whole."""
    following = next((n for n in regions if best.end <= n.start <= best.end + 1 and n.role != "demonym"), None)
    if following and tokens.shape[best.end - 1] & Shape.POSSESSIVE:
        return following
    around = next((n for n in regions if n.end <= best.start <= n.end + 2 and n.role != "demonym"), None)
    between = tokens.key[around.end : best.start] if around else ["-"]
    return around if around and set(between) <= {"in", "of", "northern", "southern", "eastern", "western"} else best


def _as_before(tokens: Tokens, cast: Cast, stem: Stem, sentence: range) -> str | None:
    """`Seventeen people were killed there`: the last place of the sentence before."""
    near = tokens.key[stem.stop : min(stem.stop + 2, sentence.stop)]
    if _THERE.isdisjoint(near) or tokens.sentence[stem.first] == 0:
        return None
    before = tokens.in_sentence(tokens.sentence[stem.first] - 1)
    placed = [n for n in cast.regions(before.start, before.stop) if n.role != "demonym"]
    return placed[0].id if placed else None
