"""A command line as a shell cuts it into words, up to the cursor; and a word as it is written back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

PROGRAM = "wirewatch"
_ENDS = frozenset(";|&(\n")
_ESCAPED_IN_QUOTES = re.compile(r'([\\"$`])')
_ESCAPED = re.compile(r"([^\w@%+=:,./~-])")


@dataclass(frozen=True, slots=True)
class Line:
    """The words behind the program, the one at the cursor apart, without its quotes.

    `quote` is the one that is open there; `bare` says of each of its characters whether no quote holds it.
    """

    words: tuple[str, ...]
    current: str
    quote: str = ""
    bare: tuple[bool, ...] = ()


class _Cutter:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.word: list[str] = []
        self.bare: list[bool] = []
        self.begun = False
        self.quote = ""

    def take(self, char: str, *, bare: bool) -> None:
        self.word.append(char)
        self.bare.append(bare)
        self.begun = True

    def end(self) -> None:
        if self.begun:
            self.words.append("".join(self.word))
        self.word, self.bare, self.begun = [], [], False


def cut(text: str) -> Line:
    """Of several commands in a line, the last."""
    cutter = _Cutter()
    at = 0
    while at < len(text):
        at += _step(cutter, text, at)
    words = cutter.words
    begins = next((n for n, word in enumerate(words) if PurePath(word).name == PROGRAM), 0) + 1
    return Line(tuple(words[begins:]), "".join(cutter.word), cutter.quote, tuple(cutter.bare))


def _step(cutter: _Cutter, text: str, at: int) -> int:
    """Takes what stands there; how many characters that were."""
    char, following = text[at], text[at + 1 : at + 2]
    if cutter.quote:
        if char == cutter.quote:
            cutter.quote = ""
            return 1
        if char == "\\" and cutter.quote == '"' and following and following in '\\"$`':
            cutter.take(following, bare=False)
            return 2
        cutter.take(char, bare=False)
    elif char in "'\"":
        cutter.quote, cutter.begun = char, True
    elif char == "\\" and following:
        cutter.take(following, bare=False)
        return 2
    elif char in _ENDS:
        cutter.end()
        cutter.words.clear()
    elif char.isspace():
        cutter.end()
    else:
        cutter.take(char, bare=True)
    return 1


def escaped(text: str, quote: str) -> str:
    """As it stands within an open quote, or within none."""
    if quote == "'":
        return text.replace("'", "'\\''")
    return (_ESCAPED_IN_QUOTES if quote else _ESCAPED).sub(r"\\\1", text)


def behind_break(line: Line, breaks: str) -> int:
    """How many characters of the current word stand before the part that bash replaces."""
    if line.quote:
        return 0
    ends = [at + 1 for at, char in enumerate(line.current) if char in breaks and line.bare[at]]
    return max(ends, default=0)
