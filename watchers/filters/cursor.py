"""What stands at the cursor in an expression, finished or not; nothing that is typed makes it fail."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import pairwise

from watchers.filters.tokens import ALIASES, KEY, KEYS, OPERATORS, QUOTED, QUOTES
from watchers.filters.vocabulary import TIMES

LONGEST = 50_000
"""Characters of an expression in which a cursor is looked for."""
_BLANK = re.compile(r"\s*")
_BARE = re.compile(rf"[^\s(),{QUOTES}]*")
_WORD = re.compile(rf"[^\s(){QUOTES}]+")
_KEYED = re.compile(r"[^\W\d_][\w-]*:[\s=]*")
_ESCAPED = re.compile(r"\\(.)", re.S)
_SIGNS = frozenset("()-−–|&")
_WORDS_OF_A_TIME = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A word, or a value of `key`, from `start` until before `end`; `typed` is what stands before the cursor.

    `whole` is all of it, `others` the values beside it. An unknown key is left as it was written.
    """

    start: int
    end: int
    typed: str
    whole: str
    key: str = ""
    others: tuple[str, ...] = ()
    quoted: bool = False

    @property
    def known(self) -> bool:
        """Whether its key is one of the language's."""
        return self.key in KEYS


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, a phrase or one of the values of a key."""

    start: int
    end: int
    text: str
    term: int
    key: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """A stretch of an expression and what it is: key, value, operator, word, phrase."""

    start: int
    end: int
    kind: str


def spot(expression: str, cursor: int) -> Spot:
    """The word or value that the cursor stands in or right behind; one of no characters where there is none."""
    cursor = max(0, min(cursor, len(expression)))
    nothing = Spot(cursor, cursor, "", "")
    if len(expression) > LONGEST:
        return nothing
    parts = list(_parts(expression, cursor))
    here = next((part for part in parts if part.start <= cursor <= part.end), None)
    if here is None:
        return nothing
    others = tuple(part.text for part in parts if part.term == here.term and part is not here)
    typed = expression[here.start : cursor]
    bare = _unquoted(typed) if here.quoted else typed
    return Spot(here.start, here.end, bare, here.text, here.key, others, here.quoted)


def inks(expression: str) -> list[Ink]:
    """What each stretch of an expression is, blanks and commas left out."""
    if len(expression) > LONGEST:
        return []
    return [*_inked(expression)]


def _inked(expression: str) -> Iterator[Ink]:
    parts = list(_parts(expression, len(expression)))
    for before, part in pairwise([None, *parts]):
        begins = before.end if before else 0
        assert part
        if part.key and (before is None or before.term != part.term):
            yield Ink(_keyed_from(expression, begins, part), part.start, "key")
        if part.end > part.start:
            yield Ink(part.start, part.end, _kind(part))


def _kind(part: _Part) -> str:
    if part.key:
        return "value"
    if part.quoted:
        return "phrase"
    return "operator" if part.text in OPERATORS else "word"


def _keyed_from(expression: str, begins: int, part: _Part) -> int:
    """Where the key of a value begins."""
    found = list(_KEYED.finditer(expression, begins, part.start))
    return found[-1].start() if found else part.start


def _parts(expression: str, cursor: int) -> Iterator[_Part]:
    at, term = 0, 0
    while at < len(expression):
        at = _past(_BLANK, expression, at)
        if at >= len(expression):
            return
        term += 1
        if expression[at] in _SIGNS:
            at += 1
        elif expression[at] in QUOTES:
            part = _phrase(expression, at, term, cursor)
            yield part
            at = part.end
        elif key := KEY.match(expression, at):
            at = yield from _values(expression, key.end(), term, key[1], cursor)
        else:
            end = _past(_WORD, expression, at)
            yield _Part(at, end, expression[at:end], term)
            at = end


def _values(expression: str, at: int, term: int, name: str, cursor: int) -> Generator[_Part, None, int]:
    """Hands back where the term ends."""
    key = ALIASES.get(name.lower(), name.lower())
    while True:
        at = _begun(expression, at, cursor)
        if expression[at : at + 1] and expression[at] in QUOTES:
            part = _phrase(expression, at, term, cursor, key)
        else:
            end = _past(_BARE, expression, at)
            end = _longer(expression, at, end) if key in TIMES else end
            part = _Part(at, end, expression[at:end], term, key)
        yield part
        after = _past(_BLANK, expression, part.end)
        if expression[after : after + 1] != ",":
            return part.end
        at = after + 1


def _begun(expression: str, at: int, cursor: int) -> int:
    """Where a value begins, behind blanks and `=`; at the cursor where nothing follows."""
    behind = _past(_BLANK, expression, at)
    while expression[behind : behind + 1] == "=":
        at = behind + 1
        behind = _past(_BLANK, expression, at)
    return cursor if behind == len(expression) and at <= cursor else behind


def _longer(expression: str, start: int, end: int) -> int:
    """A time of several words, as far as one that is offered begins so."""
    at = end
    for _ in range(_WORDS_OF_A_TIME):
        behind = _past(_BARE, expression, _past(_BLANK, expression, at))
        said = " ".join(expression[start:behind].casefold().split())
        if behind == at or not any(each.startswith(said) and " " in each for each in TIMES["since"]):
            break
        at = end = behind
    return end


def _phrase(expression: str, at: int, term: int, cursor: int, key: str = "") -> _Part:
    """One that is not closed ends at the cursor where that stands in it, else with the expression."""
    found = QUOTED.match(expression, at)
    if found and found[2]:
        return _Part(at, found.end(), _ESCAPED.sub(r"\1", found[1]), term, key, quoted=True)
    end = cursor if cursor > at else len(expression)
    return _Part(at, end, _unquoted(expression[at:end]), term, key, quoted=True)


def _unquoted(text: str) -> str:
    return _ESCAPED.sub(r"\1", text.strip(QUOTES))


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
