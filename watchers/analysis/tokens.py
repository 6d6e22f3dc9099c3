"""Text as one array of words: offsets, keys, shapes and the gaps between them. Every later step reads this array."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from watchers.analysis.spelling import key

Span = tuple[int, int]

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:]\d+)*"  # 1,200.5
    r"|[^\W_][\w\u0300-\u036f\u064b-\u0652]*(?:['’‘ʼʻʿʾ`´][^\W\d_][\w\u0300-\u036f]*)*"
)
_REMEMBERED = 1 << 15
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_ABBREVIATED = frozenset(
    """st mt ft dr mr mrs ms gen col maj capt lt sgt sen rep gov pres prof rev sheikh no vs brig adm cmdr cpl pvt insp
    supt det msgr atty""".split()
)


class Shape(IntEnum):
    """How a word is written, to be or-ed. Scripts without case count as capitalised: any word there may be a name.

    Plain integers when combined: flags of `enum` are slow, and every rule asks.
    """

    LOWER = 0
    CAPITAL = 1
    ALL_CAPS = 2
    NUMBER = 4
    UNCASED = 8
    POSSESSIVE = 16


class Gap(IntEnum):
    """What stands before a word. Names run across SPACE and HYPHEN only."""

    SPACE = 0
    HYPHEN = 1
    COMMA = 2
    OTHER = 3
    STOP = 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one item a word; `sentence` is the index into `sentences` (spans of the text)."""

    text: str
    start: list[int]
    end: list[int]
    key: list[str]
    shape: list[int]
    gap: list[Gap]
    sentence: list[int]
    sentences: list[Span]

    def __len__(self) -> int:
        return len(self.start)

    def words(self, first: int, stop: int) -> str:
        """The text from word `first` up to and without word `stop`, as it stands."""
        return self.text[self.start[first] : self.end[stop - 1]]

    def name(self, first: int, stop: int) -> str:
        """The same on one line, as a name is shown."""
        return " ".join(self.words(first, stop).split())

    def span(self, first: int, stop: int) -> Span:
        """The offsets of the same."""
        return self.start[first], self.end[stop - 1]

    def joined(self, i: int) -> bool:
        """Whether word i may stand in one name with the word before it."""
        return i > 0 and self.gap[i] <= Gap.HYPHEN and self.sentence[i] == self.sentence[i - 1]

    def at(self, offset: int) -> int:
        """The last word that begins at or before an offset; -1 before the first."""
        return bisect_right(self.start, offset) - 1

    def in_sentence(self, index: int) -> range:
        """The words of a sentence."""
        return range(bisect_right(self.sentence, index - 1), bisect_right(self.sentence, index))


def tokenise(text: str, sentences: list[Span]) -> Tokens:
    """The words of a text. `sentences` are in order, without overlap; a word outside them joins the last before it."""
    start: list[int] = []
    end: list[int] = []
    keys: list[str] = []
    shapes: list[int] = []
    gaps: list[Gap] = []
    owners: list[int] = []
    borders = [s for s, _ in sentences[1:]]
    last = 0
    owner = 0
    before = ""
    for match in _WORD.finditer(text):
        a, b = match.span()
        while owner < len(borders) and a >= borders[owner]:
            owner += 1
        gaps.append(Gap.SPACE if a - last == 1 and text[last] == " " else _gap(text, last, a, before))
        before, shape, length = _written(match[0])
        start.append(a)
        end.append(a + length)
        keys.append(before)
        shapes.append(shape)
        owners.append(owner)
        last = b
    return Tokens(text, start, end, keys, shapes, gaps, owners, sentences)


@lru_cache(_REMEMBERED)
def _written(word: str) -> tuple[str, int, int]:
    """The key of a word, its shape, and its length without a possessive."""
    possessive = _POSSESSIVE.search(word)
    bare = word[:-2] if possessive else word
    return key(bare), shape_of(bare) | (Shape.POSSESSIVE if possessive else 0), len(bare)


def shape_of(word: str) -> int:
    """How its letters are written, as flags of Shape."""
    first = word[0]
    if first.isdigit():
        return Shape.NUMBER
    if first.islower():
        return Shape.LOWER
    if not first.isupper():
        return Shape.UNCASED | Shape.CAPITAL
    return Shape.CAPITAL | Shape.ALL_CAPS if len(word) > 1 and word.isupper() else Shape.CAPITAL


def _gap(text: str, last: int, start: int, before: str) -> Gap:
    between = text[last:start]
    bare = between.strip(" \t\u00a0\u202f")
    if not bare or bare in {"\n", "&"} or (bare in {"'", "’"} and before.endswith("s")):
        return Gap.SPACE
    if bare in {"-", "‐", "‑", "–", "/"} and bare == between:
        return Gap.HYPHEN
    if bare == "." and (before in _ABBREVIATED or (len(before) == 1 and before.isalpha())):
        return Gap.SPACE
    if bare.rstrip("\n") == "," and "\n\n" not in between:
        return Gap.COMMA
    return Gap.STOP if bare[0] in ".!?…" or "\n\n" in between else Gap.OTHER
