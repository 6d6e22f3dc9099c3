"""What changed between two texts, word by word: lines are aligned first, then the words between lines that stayed.

Patience alignment (Bram Cohen's): what stands once in each text holds the two together; between such anchors the words
are compared as difflib does, as long as that is cheap, so that no text takes more than a second or two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import Literal

Change = Literal["kept", "removed", "inserted"]
Anchor = tuple[int, int]

_MARKS = re.escape('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~“”„«»‹›…–—،؛؟。、，：；！？「」『』（）《》')
_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_IN_WORD = rf"[^\s{_MARKS}{_HAN}]+"
_TOKEN = re.compile(rf"(?:[{_HAN}]|{_IN_WORD}(?:[-.,:/@]{_IN_WORD})*|\S)\s*|^\s+")
"""A word, a mark or a Han or kana sign, with the blanks behind it; before the first one only blanks."""
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
_SHINGLE = 3
"""So many words in a row are anchors; single common words would tie together what does not belong."""
_STOPS = frozenset(".!?。؟！？…")
_DEEPEST = 12
_EFFORT = 6_000_000
"""Steps of difflib for one pair of texts, about a second; what would need more is told as replaced."""
_ISLAND = 2
"""So few words that stayed between words that did not are told as replaced: “the”, “and a” hold nothing together."""
_LEAST = 0.2
"""A smaller share of the words that stayed is chance: the one stands in place of the other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch as each of two texts has it: "" in the one that lacks it; what is kept may differ in its blanks."""

    change: Change
    old: str
    new: str

    @property
    def text(self) -> str:
        """As it is shown: what is kept in its new form."""
        return self.new or self.old


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    word: str


@dataclass(slots=True)
class _Run:
    """A piece while its tokens are known."""

    change: Change
    old: list[_Token]
    new: list[_Token]


def compared(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order; all `old` joined give the old text, all `new` the new one.

    Texts that differ in blanks and line ends only are one kept piece.
    """
    runs = _slid(_merged(_Comparing().lines(_lines(old), _lines(new))))
    return tuple(Piece(run.change, _text(run.old), _text(run.new)) for run in _merged(runs))


class _Comparing:
    """One comparison, and how much of its effort is left."""

    def __init__(self) -> None:
        self.effort = _EFFORT

    def lines(self, old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[_Run]:
        """Lines that stand once in each text, and the words of what lies between them."""
        for i, j, alike in _stretches(_anchors(_words(old), _words(new), 1), len(old), len(new)):
            if alike:
                yield from _kept(old[i.start : i.stop], new[j.start : j.stop])
            else:
                yield from self.words(_tokens(_text(old[i.start : i.stop])), _tokens(_text(new[j.start : j.stop])), 0)

    def words(self, old: Sequence[_Token], new: Sequence[_Token], depth: int) -> Iterator[_Run]:
        """What stands at both beginnings and both ends is kept; the rest is divided by its anchors, or compared."""
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        yield from _kept(old[:head], new[:head])
        yield from self.middle(old[head : len(old) - tail], new[head : len(new) - tail], depth)
        yield from _kept(old[len(old) - tail :], new[len(new) - tail :])

    def middle(self, old: Sequence[_Token], new: Sequence[_Token], depth: int) -> Iterator[_Run]:
        """Beginning and end differ here."""
        found = _anchors(_words(old), _words(new), _SHINGLE) if old and new and depth < _DEEPEST else []
        if not found:
            yield from self.leaf(old, new)
            return
        for i, j, alike in _stretches(found, len(old), len(new)):
            parts = old[i.start : i.stop], new[j.start : j.stop]
            yield from _kept(*parts) if alike else self.words(*parts, depth + 1)

    def leaf(self, old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[_Run]:
        """As difflib compares them, where that is affordable; else the one in place of the other."""
        a, b = _words(old), _words(new)
        often = Counter(b)
        cost = sum(often[word] for word in a) * min(len(a), len(b))
        if not cost or cost > self.effort:
            yield from _replaced(old, new)
            return
        self.effort -= cost
        blocks = [each for each in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if each.size]
        bridges = list(_bridges(blocks, a, b))
        kept = sum(size for _, _, size in bridges)
        if kept < min(len(a), len(b)) and kept < _LEAST * max(len(a), len(b)):
            yield from _replaced(old, new)
            return
        anchors = [(i + n, j + n) for i, j, size in bridges for n in range(size)]
        for i, j, alike in _stretches(anchors, len(a), len(b)):
            parts = old[i.start : i.stop], new[j.start : j.stop]
            yield from _kept(*parts) if alike else _replaced(*parts)


def _bridges(
    blocks: Sequence[tuple[int, int, int]], a: Sequence[str], b: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    """The matching blocks without islands: those of few words with more removed and more inserted around them.

    The end of a sentence holds.
    """
    edges = [(0, 0, 0), *blocks, (len(a), len(b), 0)]
    for (i, j, before), (k, m, size), (p, q, _) in zip(edges, edges[1:], edges[2:], strict=False):
        removed = (k - i - before, p - k - size)
        inserted = (m - j - before, q - m - size)
        least = min(sum(removed), sum(inserted), removed[0] + inserted[0], removed[1] + inserted[1])
        if size > _ISLAND or least <= size or not _STOPS.isdisjoint(a[k : k + size]):
            yield k, m, size


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], size: int) -> list[Anchor]:
    """Pairs of places, rising in both, where the same `size` items stand that stand once in each."""
    here, there = _once(old, size), _once(new, size)
    rising = _rising([(i, there[key]) for key, i in here.items() if key in there])
    return _spread(rising, size)


def _spread(found: Sequence[Anchor], size: int) -> list[Anchor]:
    """Every item of the shingles; where two of them overlap unevenly, only those of the first."""
    kept: list[Anchor] = []
    for i, j in found:
        for pair in ((i + n, j + n) for n in range(size)):
            if not kept or (pair[0] > kept[-1][0] and pair[1] > kept[-1][1]):
                kept.append(pair)
    return kept


def _once(items: Sequence[Hashable], size: int) -> dict[Hashable, int]:
    shingles: Iterable[Hashable] = items if size == 1 else zip(*(items[n:] for n in range(size)), strict=False)
    found: dict[Hashable, int] = {}
    several: set[Hashable] = set()
    for at, key in enumerate(shingles):
        if found.setdefault(key, at) != at:
            several.add(key)
    return {key: at for key, at in found.items() if key not in several}


def _rising(pairs: Sequence[Anchor]) -> list[Anchor]:
    """The longest run of pairs, sorted by the first, whose second rises too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        ends[place : place + 1] = [j]
        last[place : place + 1] = [at]
        before.append(last[place - 1] if place else -1)
    found: list[Anchor] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _stretches(anchors: Sequence[Anchor], a: int, b: int) -> Iterator[tuple[range, range, bool]]:
    """The anchors one by one and what lies between them, in order; nothing that is empty in both."""
    ends = [(-1, -1), *anchors, (a, b)]
    for (i, j), (k, m) in pairwise(ends):
        if k > i + 1 or m > j + 1:
            yield range(i + 1, k), range(j + 1, m), False
        if k < a or m < b:
            yield range(k, k + 1), range(m, m + 1), True


def _alike(old: Sequence[_Token], new: Sequence[_Token]) -> int:
    """How many words the two begin with in common."""
    unlike = (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one.word != other.word)
    return next(unlike, min(len(old), len(new)))


def _kept(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[_Run]:
    if old or new:
        yield _Run("kept", [*old], [*new])


def _replaced(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[_Run]:
    if old:
        yield _Run("removed", [*old], [])
    if new:
        yield _Run("inserted", [], [*new])


def _merged(runs: Iterable[_Run]) -> list[_Run]:
    """Neighbours of one kind as one; blanks that only one text has belong to what is kept."""
    found: list[_Run] = []
    for run in runs:
        change = run.change if any(token.word for token in (*run.old, *run.new)) else "kept"
        if found and found[-1].change == change:
            found[-1].old.extend(run.old)
            found[-1].new.extend(run.new)
        else:
            found.append(_Run(change, run.old, run.new))
    return found


def _slid(runs: list[_Run]) -> list[_Run]:
    """A lone insertion or removal moved to where a line or a sentence begins, as far as its words allow."""
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        if before.change == after.change == "kept" and run.change != "kept":
            _slide(before, run, after)
    return runs


def _slide(before: _Run, run: _Run, after: _Run) -> None:
    """Moves tokens from the front of a lone change to its end, those that also stand behind it."""
    lone, behind = (run.old, after.old) if run.old else (run.new, after.new)
    pairs = zip(lone, after.old, after.new, strict=False)
    alike = list(takewhile(lambda words: words[0] == words[1] == words[2], (tuple(t.word for t in p) for p in pairs)))
    scores = [_begins(before.new[-1] if before.new else None), *(_begins(token) for token in lone[: len(alike)])]
    many = scores.index(max(scores))
    moved = lone[:many]
    lone[:] = lone[many:] + behind[:many]
    before.old.extend(moved if run.old else after.old[:many])
    before.new.extend(moved if run.new else after.new[:many])
    del after.old[:many], after.new[:many]


def _begins(token: _Token | None) -> int:
    """How well something new begins behind a token: best at the very beginning or on a new line."""
    if token is None or token.text.endswith("\n"):
        return 2
    return int(token.word in _STOPS)


def _tokens(text: str) -> list[_Token]:
    return [_Token(each, each.strip()) for each in _TOKEN.findall(text)]


def _lines(text: str) -> list[_Token]:
    """A line with its end; what is compared of it are its words."""
    return [_Token(each, " ".join(each.split())) for each in _LINE.findall(text)]


def _words(tokens: Sequence[_Token]) -> list[str]:
    return [token.word for token in tokens]


def _text(tokens: Iterable[_Token]) -> str:
    return "".join(token.text for token in tokens)
