"""An expression of the filter language cut into its pieces, each with the column it begins at (from 0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from watchers.errors import FilterError
from watchers.filters import times

KEYS = (
    "actor", "region", "event", "source", "kind", "lang", "agency", "slug", "subject", "story", "is", "has", "since",
    "before", "on", "origins", "text",
)  # fmt: skip
ALIASES = {
    "actors": "actor", "regions": "region", "place": "region", "in": "region", "events": "event", "sources": "source",
    "feed": "source", "type": "kind", "format": "kind", "language": "lang", "credit": "agency", "slugline": "slug",
    "topic": "subject", "after": "since", "from": "since", "until": "before", "date": "on", "words": "text",
    "word": "text", "origin": "origins",
}  # fmt: skip
Kind = Literal["(", ")", "not", "or", "and", "term"]

_BLANK = re.compile(r"\s+")
KEY = re.compile(r"([^\W\d_][\w-]*):")
QUOTES = '"“”„'
QUOTED = re.compile(rf"[{QUOTES}]((?:[^{QUOTES}\\]|\\.|\\$)*)([{QUOTES}]?)(\*?)", re.S)
_BARE = re.compile(rf"[^\s(),{QUOTES}]+")
_WORD = re.compile(rf"[^\s(){QUOTES}]+")
_MORE = re.compile(rf"\s+[^\s(),{QUOTES}]+")
_TIMES = frozenset({"since", "before", "on"})
_WORDS_OF_A_TIME = 4
_ESCAPED = re.compile(r"\\(.)", re.S)
_SIGNS: dict[str, Kind] = {"(": "(", ")": ")", "-": "not", "−": "not", "–": "not"}
OPERATORS: dict[str, Kind] = {"OR": "or", "|": "or", "AND": "and", "&": "and", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class Value:
    """As it was written; `quoted` ones are phrases, a `begun` one is only the beginning of what is meant."""

    text: str
    column: int
    quoted: bool = False
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A bracket, an operator, or a term: `key` is one of KEYS, `end` the column behind it."""

    kind: Kind
    column: int
    end: int
    key: str = ""
    values: tuple[Value, ...] = ()
    exact: bool = False


def pieces(expression: str) -> Iterator[Piece]:
    """Raises FilterError for an unknown key, and a value that is missing or whose quote is not closed."""
    at = 0
    while at < len(expression):
        if blank := _BLANK.match(expression, at):
            at = blank.end()
            continue
        piece = _next(expression, at)
        yield piece
        at = piece.end


def _next(expression: str, at: int) -> Piece:
    if sign := _SIGNS.get(expression[at]):
        return Piece(sign, at, at + 1)
    if expression[at] in QUOTES:
        value, end = _quoted(expression, at)
        return Piece("term", at, end, "text", (value,))
    if key := KEY.match(expression, at):
        return _keyed(expression, at, key[1], key.end())
    word = _WORD.match(expression, at)
    assert word
    if operator := OPERATORS.get(word[0]):
        return Piece(operator, at, word.end())
    return Piece("term", at, word.end(), "text", (_bare(word[0], at),))


def _keyed(expression: str, at: int, name: str, behind: int) -> Piece:
    key = ALIASES.get(name.lower(), name.lower())
    if key not in KEYS:
        raise FilterError(expression, at, _unknown(name), choices=_near(name))
    values, exact, end = [], False, _past_blanks(expression, behind)
    if expression[end : end + 1] == "=":
        exact, end = True, _past_blanks(expression, end + 1)
    while True:
        value, end = _value(expression, end, name)
        if key in _TIMES and not value.quoted:
            value, end = _longer(expression, value, end)
        values.append(value)
        after = _past_blanks(expression, end)
        if expression[after : after + 1] != ",":
            return Piece("term", at, end, key, tuple(values), exact)
        end = _past_blanks(expression, after + 1)


def _longer(expression: str, value: Value, end: int) -> tuple[Value, int]:
    """A time of several words, `90 min`, `last week`, `nov 20 2026`, as far as they are one."""
    at = end
    longest = value, end
    for _ in range(_WORDS_OF_A_TIME):
        more = _MORE.match(expression, at)
        if not more:
            break
        at = more.end()
        text = expression[value.column : at]
        if times.kept(text) is not None:
            longest = Value(text, value.column), at
    return longest


def _value(expression: str, at: int, name: str) -> tuple[Value, int]:
    if at >= len(expression) or expression[at] in "),":
        raise FilterError(expression, min(at, len(expression)), f"a value is missing here, as in {name}:VALUE.")
    if expression[at] == "(":
        said = f"{name}: takes values, no brackets: {name}:one,other means either of them."
        raise FilterError(expression, at, said)
    if expression[at] in QUOTES:
        return _quoted(expression, at)
    bare = _BARE.match(expression, at)
    text = bare[0].lstrip("=") if bare else ""
    if not bare or not text:
        raise FilterError(expression, at, f"a value is missing here, as in {name}:VALUE.")
    return _bare(text, bare.end() - len(text)), bare.end()


def _quoted(expression: str, at: int) -> tuple[Value, int]:
    found = QUOTED.match(expression, at)
    if not found or not found[2]:
        raise FilterError(expression, at, 'this quote is not closed; put another “"” behind its last word.')
    return Value(_ESCAPED.sub(r"\1", found[1]), at, quoted=True, begun=bool(found[3])), found.end()


def _bare(text: str, at: int) -> Value:
    return Value(text.rstrip("*") if len(text) > 1 else text, at, begun=len(text) > 1 and text.endswith("*"))


def _past_blanks(expression: str, at: int) -> int:
    blank = _BLANK.match(expression, at)
    return blank.end() if blank else at


def _near(name: str) -> tuple[str, ...]:
    return tuple(get_close_matches(name.lower(), KEYS, n=2, cutoff=0.6))


def _unknown(name: str) -> str:
    near = _near(name)
    meant = f"did you mean {' or '.join(f'{each}:' for each in near)}?" if near else f"known: {', '.join(KEYS)}."
    return f"there is no key “{name[:60]}”; {meant} To search the words, put them between quotes."
