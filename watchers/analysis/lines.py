"""Which line ends are borders of sentences: blank lines, short lines and bullets are, a hard wrap is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

WIDEST_WRAP = 120
"""Characters of a line beyond which a text is not hard-wrapped but has a paragraph a line."""

_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(r"\s*(?:[•·▪‣◦*●■–—]|-(?= )|\d{1,2}[.)](?= )|\(?[a-z]\)(?= ))\s*")
_ENDED = re.compile(r"[.!?…:;。！？؟۔।][\"'”’»)\]]*\s*$")


def line_borders(text: str) -> Iterator[int]:
    """Offsets just behind the line ends at which a sentence ends, in order."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text.replace("\r", " ").replace("\u2028", "\n").replace("\u2029", "\n")):
        if match[0].strip():
            block.append(match.span())
            continue
        yield from _within(text, block)
        if block:
            yield block[-1][1]
        block = []
    yield from _within(text, block)


def _within(text: str, block: list[tuple[int, int]]) -> Iterator[int]:
    """The borders inside a run of lines that no blank line parts."""
    if len(block) < 2:
        return
    width = max(end - start for start, end in block)
    for (start, end), (following, stop) in pairwise(block):
        line = text[max(start, end - 200) : end]
        if not _runs_on(line, end - start, width, text[following : min(stop, following + 80)]):
            yield end


def _runs_on(line: str, length: int, width: int, following: str) -> bool:
    """Whether a sentence goes over the end of this line into the next."""
    if _BULLET.match(following):
        return False
    if _ENDED.search(line):
        return False
    first_word = following.split(maxsplit=1)[0]
    if following.lstrip()[0].islower() or line.rstrip()[-1] in ",-–":
        return True
    return width <= WIDEST_WRAP and length + len(first_word) >= 0.85 * width
