"""Words that say how sure it is, and how far they reach."""

from __future__ import annotations

from watchers.analysis.clauses import AUXILIARIES, DETERMINERS, PREPOSITIONS, Clauses, first_term, value_of
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.probe import Match, Matches, longest
from watchers.analysis.tokens import Gap, Shape, Tokens
from watchers.document import Hedge, HedgeLevel

RULES = {
    "hedge:word": "words that say how sure it is, over their clause: `allegedly`, `could not be verified`",
    "hedge:phrase": "an adjective or noun that reaches over its phrase only: `suspected militants`",
    "hedge:sentence": "words that reach over all that follows: `it was reported that`, `many believe`",
}
_LEVELS: dict[str, HedgeLevel] = {
    "alleged": "alleged",
    "reported": "reported",
    "likely": "likely",
    "denied": "denied",
    "unconfirmed": "unconfirmed",
}
_STRONGEST: tuple[HedgeLevel, ...] = ("denied", "unconfirmed", "alleged", "reported", "likely")
_RULES = {"clause": "hedge:word", "phrase": "hedge:phrase", "sentence": "hedge:sentence"}
_ABILITY = frozenset("not only no hear see read write speak afford reach swim feel smell hardly barely never".split())
_NOT_BEFORE = {
    "could": _ABILITY,
    "possible": frozenset(["to", "for"]),
    "believe": frozenset(["in"]),
    "believes": frozenset(["in"]),
}
_WON = frozenset("title lives victims championship crown medal".split())
_NOTHING = frozenset(["no", "none", "nothing"])
_NEAR = 4
_PHRASE = 4
_CLOSING = 5
"""Words of a clause that only names who is not sure."""


def find(tokens: Tokens, matches: Matches, clauses: Clauses) -> tuple[Hedge, ...]:
    """The hedges in reading order."""
    return tuple(_hedge(tokens, match, clauses) for match in _hedging(tokens, matches))


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
    word = tokens.key[match.first]
    if value_of(term) not in _LEVELS or (word == "may" and _month(tokens, match.first)):
        return False
    before = tokens.key[match.first - 1] if match.first else ""
    after = tokens.key[match.stop] if match.stop < len(tokens) else ""
    if word == "would" and tokens.gap[match.first + 1] != Gap.HYPHEN:
        return False
    if tokens.key[match.stop - 1] == "reported" and not _NOTHING.isdisjoint(tokens.key[match.first - 3 : match.first]):
        return False
    if len(match) == 1 and not _single(tokens, match, word, before, after):
        return False
    return after not in term.data.get("not_after", ()) and before not in term.data.get("not_before", ())


def _single(tokens: Tokens, match: Match, word: str, before: str, after: str) -> bool:
    """Whether a single word is a hedge here: no ability, no title won, no person who is suspected."""
    if word in _NOT_BEFORE:
        return after not in _NOT_BEFORE[word]
    if word == "likely":
        return before != "the"
    if word == "suspect":
        return before not in DETERMINERS and before not in PREPOSITIONS and after in DETERMINERS | {"that", "he", "she"}
    if word.startswith("claim"):
        numbered = match.stop < len(tokens) and bool(tokens.shape[match.stop] & Shape.NUMBER)
        won = any(key in _WON for key in tokens.key[match.stop : match.stop + _NEAR])
        return not numbered and not won
    return True


def _month(tokens: Tokens, i: int) -> bool:
    """Whether this `May` is written as a name."""
    return bool(tokens.shape[i] & Shape.CAPITAL)


def _hedge(tokens: Tokens, match: Match, clauses: Clauses) -> Hedge:
    start, end = tokens.span(match.first, match.stop)
    words, term = _reach(tokens, match, clauses), first_term(match)
    reach = tokens.span(words.start, words.stop)
    rule = _RULES[term.data.get("scope", "clause")]
    return Hedge(start, end, tokens.words(match.first, match.stop), _LEVELS[value_of(term)], "text", rule, reach)


def _reach(tokens: Tokens, match: Match, clauses: Clauses) -> range:
    """The words that a hedge is about; one at the end of its sentence (`…, officials claimed`) is about all of it."""
    reach = first_term(match).data.get("scope", "clause")
    sentence = tokens.in_sentence(tokens.sentence[match.first])
    if reach == "phrase":
        return range(match.first, _end_of_phrase(tokens, match, min(clauses.of(match.stop - 1).stop, sentence.stop)))
    own = clauses.of(match.first)
    first = max(own.first, sentence.start)
    if match.stop >= sentence.stop and match.stop - first <= _CLOSING:
        return range(sentence.start, sentence.stop)
    if reach == "sentence":
        return range(first, sentence.stop)
    following = clauses.of(min(match.stop, sentence.stop - 1))
    return range(first, min(following.stop, sentence.stop))


def _end_of_phrase(tokens: Tokens, match: Match, limit: int) -> int:
    """`allegations of torture by the police`: over one `of`, up to the next preposition or verb."""
    i = match.stop
    if i < limit and tokens.key[i] in {"of", "that"}:
        i += 1
    while i < min(limit, match.stop + _PHRASE) and tokens.key[i] not in PREPOSITIONS | AUXILIARIES:
        i += 1
    return max(i, match.stop)


def _stronger(one: HedgeLevel | None, other: HedgeLevel) -> HedgeLevel:
    return other if one is None else min(one, other, key=_STRONGEST.index)
