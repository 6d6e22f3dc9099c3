"""Paragraphs put together again from printed lines, words from their halves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from watchers.reading.pdflines import Line, Page, without_furniture

_APART = 1.3
"""Times the usual distance of lines beyond which a new paragraph begins."""
_INDENT = 0.8
"""Times the size of its letters by which a paragraph's first line is moved in."""
_SHORT = 0.75
"""Share of the usual length below which a line that ends a sentence ends its paragraph."""
_OTHER_SIZE = 0.08
_ENDED = re.compile(r"[.!?…:;。！？؟][\"”’»)\]]*$")
_LONGEST_WORD = 60
_ITEM = re.compile(r"(?:[•▪■●◦‣–—*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_BROKEN_WORD = re.compile(r"(?P<head>[^\W\d_]+)[-\u00ad\u2010]$")
_REST = re.compile(r"(?P<rest>[^\W\d_]+)")
_WHOLE_PREFIXES = frozenset(
    "anti non pro ex self cross well mid half semi all long short high low vice then so two three four five six ten "
    "north south east west counter pre post multi third second first far hard large small ill newly".split()
)
_WHOLE_SUFFIXES = frozenset(
    "backed led based linked aligned allied held controlled run related level year old wide affiliated occupied made "
    "sponsored called general president elect in off out up to the and time term range scale fire government born "
    "speaking style owned funded loyal friendly day month hour long ranking armed trained affected".split()
)


def paragraphs(pages: Sequence[Page]) -> str:
    """The text of the pages with an empty line between paragraphs, furniture left out."""
    kept = without_furniture(pages)
    pages = kept if any(kept) else pages
    words = _Words(pages)
    blocks: list[str] = []
    for parts in _grouped(pages):
        blocks.append(words.joined([line.text for line in parts]).replace("\u00ad", ""))
    return "\n\n".join(blocks)


def _grouped(pages: Sequence[Page]) -> Iterator[list[Line]]:
    """The lines of each paragraph, over the ends of columns and pages."""
    usual = _usual(pages)
    group: list[Line] = []
    for page in pages:
        left = _left(page)
        for number, line in enumerate(page):
            if group and _begins(group, line, usual, left, on_top=number == 0):
                yield group
                group = []
            group.append(line)
    if group:
        yield group


class _Usual:
    """What is usual in a document: the distance of lines in times of their size, and their length in letters."""

    def __init__(self, distance: float, length: float) -> None:
        self.distance, self.length = distance, length


def _usual(pages: Sequence[Page]) -> _Usual:
    steps, lengths = [], []
    for page in pages:
        for before, line in pairwise(page):
            step = before.y - line.y
            if before.size == line.size and 0 < step < 4 * (line.size or 1):
                steps.append(step / (line.size or 1))
        lengths += [len(line.text) for line in page]
    lengths.sort()
    long = lengths[len(lengths) * 3 // 4] if lengths else 0
    return _Usual(median(steps) if steps else 1.2, long)


def _left(page: Page) -> float:
    """Where most lines of a page begin."""
    places = sorted(line.x for line in page)
    return places[len(places) // 4] if places else 0.0


def _begins(group: Sequence[Line], line: Line, usual: _Usual, left: float, *, on_top: bool) -> bool:
    """Whether a line begins a new paragraph."""
    before = group[-1]
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return True
    if _ITEM.match(line.text):
        return True
    step = before.y - line.y
    ended = _ENDED.search(before.text) is not None
    if on_top or step < 0:
        return ended or not line.text[:1].islower()
    if step > _APART * usual.distance * (line.size or 1):
        return True
    moved_in = line.x - before.x > _INDENT * (line.size or 1)
    if moved_in and (len(group) > 1 or ended) and line.x - left < 6 * (line.size or 1):
        return ended
    return ended and len(before.text) < _SHORT * usual.length


class _Words:
    """Joins lines; the document itself shows which words it writes with a hyphen and which without."""

    def __init__(self, pages: Sequence[Page]) -> None:
        whole = " ".join(line.text for page in pages for line in page).lower()
        self._seen = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", whole))

    def joined(self, lines: Sequence[str]) -> str:
        """The lines as one; a word that was broken at the end of a line is whole again."""
        parts: list[str] = []
        for before, line in zip(["", *lines], lines, strict=False):
            head, rest = _BROKEN_WORD.search(before[-_LONGEST_WORD:]), _REST.match(line)
            if head and rest:
                parts[-1] = before[:-1] if self._was_one(before, head["head"], rest["rest"]) else before
            elif before and not before.endswith("-"):
                parts.append(" ")
            parts.append(line)
        return "".join(parts)

    def _was_one(self, text: str, head: str, rest: str) -> bool:
        if text.endswith("\u00ad"):
            return True
        one, two = f"{head}{rest}".lower(), f"{head}-{rest}".lower()
        if (one in self._seen) != (two in self._seen):
            return one in self._seen
        if rest[0].isupper() or head.lower() in _WHOLE_PREFIXES or rest.lower() in _WHOLE_SUFFIXES:
            return False
        return not (head[0].isupper() and len(head) < 3)
