"""From text to the tree. No depth of brackets takes more than a list's growth."""

from __future__ import annotations

from dataclasses import dataclass, field

from watchers.errors import FilterError
from watchers.filters.calling import Names
from watchers.filters.meaning import term
from watchers.filters.tokens import Piece, pieces
from watchers.filters.tree import Filter, Term, filter_of, joined

LONGEST = 1_000_000
"""Characters of an expression."""
MOST_TERMS = 1_000
DEEPEST = 8
"""Brackets within brackets: some more, and the archive could not be asked."""


@dataclass(slots=True)
class _Open:
    """A bracket that is not closed yet, or the whole expression: what stands between its ORs."""

    column: int
    begins: int
    negated: bool = False
    branches: list[list[Term]] = field(default_factory=lambda: [[]])
    operator: Piece | None = None
    """OR, AND or NOT that still waits for what it is about."""


def parse(expression: str, names: Names | None = None) -> Filter:
    """The filter that an expression means, none for blanks only. Raises FilterError, which points at the column."""
    text = expression.encode("utf-8", "replace").decode().replace("\x00", " ")
    if len(text) > LONGEST:
        raise FilterError(text, LONGEST, f"this is longer than {LONGEST:,} characters; make filters of its parts.")
    reader = _Reader(text, names)
    for piece in pieces(text):
        reader.take(piece)
    return reader.whole()


class _Reader:
    def __init__(self, expression: str, names: Names | None) -> None:
        self._expression, self._names = expression, names
        self._open = [_Open(0, 0)]
        self._terms = 0
        self._not: Piece | None = None

    def take(self, piece: Piece) -> None:
        match piece.kind:
            case "(":
                self._begin(piece)
            case ")":
                self._end(piece)
            case "not":
                self._not = None if self._not else piece
            case "or" | "and":
                self._operate(piece)
            case "term":
                self._add(self._term(piece))

    def whole(self) -> Filter:
        here = self._open[-1]
        if self._not:
            raise self._error(self._not.column, "nothing follows that could be left out.")
        if len(self._open) > 1:
            raise self._error(here.column, "this bracket is not closed; put “)” where its part ends.")
        if here.operator:
            raise self._error(here.operator.column, f"nothing follows this {here.operator.kind.upper()}.")
        if here.branches == [[]]:
            return Filter()
        return filter_of(self._made(here, len(self._expression)))

    def _begin(self, piece: Piece) -> None:
        if len(self._open) > DEEPEST:
            raise self._error(piece.column, f"brackets are more than {DEEPEST} deep here; take some away.")
        begins = self._not.column if self._not else piece.column
        self._open.append(_Open(piece.column, begins, negated=self._not is not None))
        self._not = None

    def _end(self, piece: Piece) -> None:
        here = self._open[-1]
        if len(self._open) == 1:
            raise self._error(piece.column, "this bracket closes none; take it away, or open one before.")
        if self._not or here.operator:
            raise self._error(piece.column, f"something is missing before this bracket, after {self._last(here)}.")
        if here.branches == [[]]:
            raise self._error(here.column, "there is nothing between these brackets.")
        self._open.pop()
        self._add(self._made(here, piece.end))

    def _operate(self, piece: Piece) -> None:
        here, word = self._open[-1], piece.kind.upper()
        if self._not or here.operator or not here.branches[-1]:
            raise self._error(piece.column, f'{word} stands between two terms; to search the word, write "{word}".')
        here.operator = piece
        if piece.kind == "or":
            here.branches.append([])

    def _term(self, piece: Piece) -> Term:
        self._terms += 1
        if self._terms > MOST_TERMS:
            said = f"there are more than {MOST_TERMS:,} terms; values of one key can be joined by commas."
            raise self._error(piece.column, said)
        found = term(self._expression, piece, self._names)
        negated, self._not = self._not is not None, None
        return joined("all", [found], negated=negated)

    def _add(self, found: Term) -> None:
        here = self._open[-1]
        here.branches[-1].append(found)
        here.operator = None

    def _made(self, here: _Open, end: int) -> Term:
        label = " ".join(self._expression[here.begins : end].split())[:200]
        parts = [joined("all", branch) for branch in here.branches]
        return joined("any", parts, negated=here.negated, label=label)

    def _last(self, here: _Open) -> str:
        return "-" if self._not or not here.operator else here.operator.kind.upper()

    def _error(self, at: int, problem: str) -> FilterError:
        return FilterError(self._expression, at, problem)
