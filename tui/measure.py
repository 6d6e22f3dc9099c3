"""Text broken into paragraphs and lines of a measure, as offsets into what is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from rich.cells import cell_len

_KEPT = "\xa0\u202f\u2007"
"""Blanks at which no line ends."""
_WORD = re.compile(
    rf"[^\S{_KEPT}]*"
    rf"(?:[«„‹]\ )?(?:\S|[{_KEPT}])+"
    r"(?:\ (?:[!?:;»›%]|\.\.\.|…)+(?=\s|$))*"
)
"""A word with the blanks before it, and with the signs that French sets apart from it."""
_CJK = "\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u3100-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_CJK += "\U00020000-\U0003ffff"
_OPENING = "(\\[{「『（《〈【〔〖“‘"
_CLOSING = (
    "、。，．！？：；」』）》〉】〕〗”’…‥・)\\]},.!?:;%"
    "\u3005\u30fc\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7"
)
"""What begins no line of Chinese or Japanese: signs that close, and small kana."""
_HAS_CJK = re.compile(f"[{_CJK}]")
_SIGN = re.compile(f"[{_OPENING}]*[{_CJK}][{_CLOSING}]*|[^{_CJK}{_OPENING}]+[{_CLOSING}]*|[{_OPENING}]+[^{_CJK}]*")
_PART = re.compile(r"[^/?&=_\-—–.,#+~@|\\]*[/?&=_\-—–.,#+~@|\\]+|[^/?&=_\-—–.,#+~@|\\]+")
"""Of a word wider than a line, above all an address: a line ends behind its signs."""
_LINE_END = re.compile(r"\n")
_PARTING = re.compile(r"\n[ \t]*(?=\n)|\n(?=[ \t]*(?:[-*•–>|]|\d+[.)]) )")
_JOINER = "\u200d"


def wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Offsets of the lines: broken at blanks, between signs of Chinese and Japanese, behind the signs of an address.

    Only what is still wider than the measure is cut, and no letter is parted from its marks.
    """
    if not text:
        yield 0, 0
        return
    size: Callable[[str], int] = len if text.isascii() else cells
    begin, end, used = 0, 0, 0
    for start, stop, blanks in _unbroken(text, width, size):
        wide = size(text[start:stop])
        if end > begin and used + wide > width:
            yield begin, end
            begin, used = start + blanks, 0
            wide = size(text[begin:stop])
        end, used = stop, used + wide
        while used > width:
            cut = _cut(text, begin, end, width)
            yield begin, cut
            begin, used = cut, size(text[cut:end])
    if end > begin:
        yield begin, end


def cells(text: str) -> int:
    """The cells of a text; short ones are remembered."""
    return len(text) if text.isascii() else _cells(text) if len(text) < 40 else cell_len(text)


@lru_cache(1 << 14)
def _cells(text: str) -> int:
    return cell_len(text)


def _unbroken(text: str, width: int, size: Callable[[str], int]) -> Iterator[tuple[int, int, int]]:
    """What no line end parts, as offsets, and how many blanks stand before it."""
    for word in _WORD.finditer(text):
        start, stop = word.span()
        blanks = stop - start - len(word.group().lstrip())
        parting = _parting(word.group(), width, size)
        if parting is None:
            yield start, stop, blanks
            continue
        at = start + blanks
        for part in parting.finditer(text, at, stop):
            yield (start if part.start() == at else part.start()), part.end(), blanks if part.start() == at else 0


def _parting(word: str, width: int, size: Callable[[str], int]) -> re.Pattern[str] | None:
    if not word.isascii() and _HAS_CJK.search(word):
        return _SIGN
    return _PART if size(word) > width else None


def _cut(text: str, begin: int, end: int, width: int) -> int:
    """Where the first `width` cells end, before a whole letter; at least one character on."""
    low, high = begin + 1, min(end, begin + 4 * width)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cell_len(text[begin:middle]) <= width else (low, middle - 1)
    at = low
    while at > begin + 1 and at < end and _joined(text, at):
        at -= 1
    return at if at > begin + 1 or not _joined(text, at) else low


def _joined(text: str, at: int) -> bool:
    """Whether the character at an offset belongs to the one before it."""
    return at < len(text) and (
        cell_len(text[at]) == 0 or text[at - 1] == _JOINER or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
    )


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs and where each begins; a line end within one is a blank, so that offsets hold."""
    parting = _PARTING if "\n\n" in text else _LINE_END
    at = 0
    for match in [*parting.finditer(text), None]:
        piece = text[at : match.start() if match else len(text)]
        if body := piece.strip():
            yield at + piece.index(body[0]), body.replace("\n", " ")
        at = match.end() if match else at
