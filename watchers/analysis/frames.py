"""The words of a text that tell of events: stems whose frame holds where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, cast, get_args

from watchers.analysis.clauses import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, Clauses, value_of, words_of
from watchers.analysis.lexicon.entries import Layer, Term
from watchers.analysis.probe import Match, Matches
from watchers.analysis.tokens import Gap, Shape, Tokens
from watchers.document import EventKind

_KINDS = frozenset(get_args(EventKind))
_WINDOW = 16
_OBJECT = 9
_NOUN_BEFORE = DETERMINERS | PREPOSITIONS
_VERB_BEFORE = (AUXILIARIES - BE) | frozenset(
    """to not they we who i you also then which that cannot and or he she it again now reportedly allegedly police
    people men women military youth militia""".split()
)
_AFTER_NOUN = frozenset("from of by".split())
IRREGULAR = frozenset(
    """withdrew shot fought struck hit held met gave sent flew fled broke froze took overran retook broken beaten shot
    cut left withheld sought swore sworn stopped let overthrew overthrown forbade undertook begged brought blown built
    withdrawn driven frozen slain given taken struck burned beat""".split()
)


@dataclass(frozen=True, slots=True)
class Stem:
    """A word or phrase that tells of an event, and what the lexicon says of it.

    `form` is a verb's ("base", "s", "ed", "ing"), None where the words stand as they are; `done` tells of nothing where
    it is negated; `person` is a noun for those who do it.
    """

    first: int
    stop: int
    kind: EventKind
    mode: str | None
    noun: bool
    passive: bool
    operator: bool
    weak: bool
    vow: bool
    form: str | None = None
    done: bool = False
    person: bool = False


def find(tokens: Tokens, matches: Matches, clauses: Clauses) -> list[Stem]:
    """The stems in reading order, at each word the longest one that holds; they do not overlap."""
    found: list[Stem] = []
    taken = 0
    calendar = words_of(matches, Layer.CALENDAR).keys()
    for match in matches.get(Layer.STEM, ()):
        if match.first < taken:
            continue
        stem = _stem(tokens, match, clauses, calendar)
        if stem:
            found.append(stem)
            taken = match.stop
    return found


def _stem(tokens: Tokens, match: Match, clauses: Clauses, calendar: Set[int]) -> Stem | None:
    fitting = [term for term in match.entries if isinstance(term, Term) and _fits(tokens, match, term)]
    if not fitting:
        return None
    follow = _follower(tokens, match, calendar)
    near = frozenset(tokens.key[slice(*_window(tokens, match))])
    holding = [term for term in fitting if _holds(tokens, match, term, near, clauses, follow)]
    if not holding:
        return None
    as_noun = follow in _AFTER_NOUN
    term = (
        holding[0]
        if len(holding) == 1
        else min(
            holding, key=lambda t: (as_noun and "number" not in t.data, bool(t.data.get("weak")), not _framed(t.data))
        )
    )
    kind, _, mode = value_of(term).partition(".")
    if kind.upper() not in _KINDS:
        return None
    noun = "number" in term.data
    return Stem(
        match.first,
        match.stop,
        cast("EventKind", kind.upper()),
        mode or None,
        noun,
        not noun and _passive(tokens, match),
        bool(term.data.get("operator")),
        bool(term.data.get("weak")),
        term.value == "threaten/vow",
        term.data.get("form"),
        bool(term.data.get("done")),
        bool(term.data.get("person")),
    )


def _framed(data: Mapping[str, Any]) -> bool:
    return "object" in data or "near" in data or "after" in data or "names" in data


def _window(tokens: Tokens, match: Match) -> tuple[int, int]:
    """The words of the sentence near a match."""
    own = tokens.in_sentence(tokens.sentence[match.first])
    return max(own.start, match.first - _WINDOW), min(own.stop, match.stop + _WINDOW)


def _follower(tokens: Tokens, match: Match, calendar: Set[int]) -> str:
    """The next word of the clause, "" where there is none; `on Tuesday` is passed over."""
    i = match.stop
    while i < len(tokens) and tokens.gap[i] <= Gap.HYPHEN:
        if i in calendar or (tokens.key[i] == "on" and i + 1 in calendar):
            i += 1
        else:
            return tokens.key[i]
    return ""


def _holds(tokens: Tokens, match: Match, term: Term, near: Set[str], clauses: Clauses, after: str) -> bool:
    """Whether the term's frame agrees with the words around."""
    data = term.data
    before = tokens.key[match.first - 1] if match.first and tokens.gap[match.first] <= Gap.HYPHEN else ""
    return (
        ("after" not in data or after in data["after"])
        and after not in data.get("not_after", ())
        and ("before" not in data or before in data["before"])
        and before not in data.get("not_before", ())
        and near.isdisjoint(data.get("not_near", ()))
        and ("near" not in data or not near.isdisjoint(data["near"]))
        and ("names" not in data or _between_names(tokens, match))
        and ("object" not in data or _has_object(tokens, match, data["object"], clauses))
    )


def _between_names(tokens: Tokens, match: Match) -> bool:
    """`Israel strikes Damascus`."""
    first, stop = match.first - 1, match.stop
    if first < 0 or stop >= len(tokens) or not (tokens.joined(match.first) and tokens.joined(stop)):
        return False
    return bool(tokens.shape[first] & tokens.shape[stop] & Shape.CAPITAL)


def _has_object(tokens: Tokens, match: Match, wanted: list[str], clauses: Clauses) -> bool:
    """Whether one of the words follows, or stands before a passive."""
    clause = clauses.of(match.stop - 1)
    stop = min(match.stop + _OBJECT, len(tokens))
    if any(
        tokens.key[i] in wanted for i in range(match.stop, stop) if tokens.sentence[i] == tokens.sentence[match.first]
    ):
        return True
    return _passive(tokens, match) and any(tokens.key[i] in wanted for i in range(clause.first, match.first))


def _fits(tokens: Tokens, match: Match, term: Term) -> bool:
    """Whether the word is used as the verb or noun that the term is."""
    if len(match) > 1:
        return True
    before = tokens.key[match.first - 1] if match.first and tokens.joined(match.first) else ""
    form = term.data.get("form")
    if "number" in term.data:
        return before not in _VERB_BEFORE or before in {"that", "and", "or", "which"}
    if form in {"base", "s"}:
        return _finite(tokens, match, before, form)
    if form == "ed" or (form is None and tokens.key[match.first] in IRREGULAR):
        return not _adjectival(tokens, match, before)
    return form != "ing" or before not in DETERMINERS or "number" in term.data


def _finite(tokens: Tokens, match: Match, before: str, form: str) -> bool:
    if before in _NOUN_BEFORE or (match.first and tokens.shape[match.first - 1] & Shape.POSSESSIVE):
        return False
    if form == "base":
        plural = before in _VERB_BEFORE or (before.endswith("s") and len(before) > 4) or not before
        return plural or _two_names(tokens, match.first)
    return match.stop < len(tokens) and tokens.joined(match.stop)


def _two_names(tokens: Tokens, i: int) -> bool:
    """`Chad, Sudan agree`, `Chad and Sudan agree`: two names before a verb."""
    if i < 2 or not tokens.shape[i - 1] & Shape.CAPITAL or tokens.shape[i] & Shape.CAPITAL:
        return False
    if tokens.key[i - 2] == "and":
        return tokens.joined(i - 1) and i > 2 and bool(tokens.shape[i - 3] & Shape.CAPITAL)
    return tokens.gap[i - 1] == Gap.COMMA and bool(tokens.shape[i - 2] & Shape.CAPITAL)


def _adjectival(tokens: Tokens, match: Match, before: str) -> bool:
    """`a besieged town`, `of suspected militants`: a state, no event."""
    after = tokens.key[match.stop] if match.stop < len(tokens) and tokens.joined(match.stop) else ""
    if before not in _NOUN_BEFORE or not after or after in PREPOSITIONS or after in DETERMINERS:
        return False
    return not before.isdigit()


def _passive(tokens: Tokens, match: Match) -> bool:
    word = tokens.key[match.first]
    if word in BE and len(match) > 1:
        return True
    if not (word.endswith(("ed", "en", "wn", "in")) or word in IRREGULAR):
        return False
    after = tokens.key[match.stop] if match.stop < len(tokens) and tokens.joined(match.stop) else ""
    if after == "by" or (after == "since" and tokens.gap[match.first] == Gap.COMMA):
        return True
    i = match.first - 1
    while i >= 0 and i >= match.first - 3 and tokens.joined(i + 1):
        if tokens.key[i] in BE:
            return True
        if tokens.key[i] in _NOUN_BEFORE:
            return False
        i -= 1
    return False
