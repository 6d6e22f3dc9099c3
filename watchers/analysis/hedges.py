"""Words that say how sure it is, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.clauses import Clauses, first_term, value_of
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.probe import Match, Matches, longest
from watchers.analysis.tokens import Shape, Tokens
from watchers.document import Hedge, HedgeLevel

RULES = {"hedge:word": "words that say how sure it is: `allegedly`, `could not be verified`"}
_LEVELS: dict[str, HedgeLevel] = {
    "alleged": "alleged",
    "reported": "reported",
    "likely": "likely",
    "denied": "denied",
    "unconfirmed": "unconfirmed",
}
_STRONGEST: tuple[HedgeLevel, ...] = ("denied", "unconfirmed", "alleged", "reported", "likely")
_PHRASE = 4


def find(tokens: Tokens, matches: Matches) -> tuple[Hedge, ...]:
    """The hedges in reading order."""
    return tuple(_hedge(tokens, match) for match in _hedging(tokens, matches))


def scope(tokens: Tokens, matches: Matches, clauses: Clauses) -> list[HedgeLevel | None]:
    """For each word the level in force: a clause, the rest of the sentence or the few words behind the hedge."""
    level: list[HedgeLevel | None] = [None] * len(tokens)
    for match in _hedging(tokens, matches):
        told = _LEVELS[value_of(first_term(match))]
        for i in _reach(tokens, match, clauses):
            level[i] = _stronger(level[i], told)
    return level


def _hedging(tokens: Tokens, matches: Matches) -> list[Match]:
    return longest(m for m in matches.get(Layer.HEDGE, ()) if _holds(tokens, m, first_term(m)))


def _holds(tokens: Tokens, match: Match, term: Term) -> bool:
    if value_of(term) not in _LEVELS or (tokens.key[match.first] == "may" and _month(tokens, match.first)):
        return False
    before = tokens.key[match.first - 1] if match.first else ""
    after = tokens.key[match.stop] if match.stop < len(tokens) else ""
    return after not in term.data.get("not_after", ()) and before not in term.data.get("not_before", ())


def _month(tokens: Tokens, i: int) -> bool:
    """Whether this `May` is written as a name."""
    return bool(tokens.shape[i] & Shape.CAPITAL)


def _hedge(tokens: Tokens, match: Match) -> Hedge:
    start, end = tokens.span(match.first, match.stop)
    return Hedge(start, end, tokens.words(match.first, match.stop), _LEVELS[value_of(first_term(match))])


def _reach(tokens: Tokens, match: Match, clauses: Clauses) -> Iterable[int]:
    reach = first_term(match).data.get("scope", "clause")
    sentence = tokens.in_sentence(tokens.sentence[match.first])
    if reach == "phrase":
        return range(match.first, min(match.stop + _PHRASE, clauses.of(match.stop - 1).stop))
    if reach == "sentence":
        return range(clauses.of(match.first).first, sentence.stop)
    following = clauses.of(min(match.stop, sentence.stop - 1))
    return range(clauses.of(match.first).first, following.stop)


def _stronger(one: HedgeLevel | None, other: HedgeLevel) -> HedgeLevel:
    return other if one is None else min(one, other, key=_STRONGEST.index)
