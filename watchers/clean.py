"""The one cleaner: what leaves here is safe to show in a terminal. Entities are decoded before it, never after."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONGEST_TITLE = 500
LONGEST_LINE = 10_000
LONGEST_TEXT = 400_000
_LOOKED_AT = 4 * LONGEST_TEXT
MARKS = 4
"""Combining marks that may stand on one letter."""

_BREAKS = re.compile("\r{1,3}\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,40}[ -/]{0,8}[@-~]"  # CSI
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,500}(?:\x07|\x1b\\\\|\x9c)"  # OSC, DCS, SOS, PM, APC
)
"""Whole control sequences, so that their letters do not stay; broken ones lose their control characters only."""
_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # soft hyphen, zero-width, bidi controls
    "\ud800-\udfff\ue000-\uf8ff"  # surrogates, private use
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"  # non-characters, BOM, interlinear marks
    "\U000e0000-\U000e0fff"  # tag characters, further variation selectors
    "\U000f0000-\U0010ffff"  # private planes
    "]"
)
_JOINERS = re.compile(
    "(?<![\u0590-\u1fff\ufb50-\ufdff\ufe70-\ufeff])\u200c+|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d+"
)
"""A non-joiner is part of the spelling in some scripts; a joiner only of pictures: it hides a letter's width."""
_EMPTY_LINES = re.compile(r"\n{3,}")
_SPACE = re.compile(r"\s+")
_GOOD_BREAK = re.compile(r"[.!?。！？]\s*|\s+")


def clean(text: str, limit: int | None = None) -> str:
    """Safe text with `\\n` between lines, NFC, at most one empty line in a row; cut at `limit` characters."""
    text = _safe(text)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _EMPTY_LINES.sub("\n\n", lines).strip("\n")
    return text if limit is None else text[:limit].rstrip()


def clean_line(text: str, limit: int = LONGEST_TITLE) -> str:
    """Safe text in one line; what is longer ends with an ellipsis."""
    line = _SPACE.sub(" ", _safe(text[: limit * 20])).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def clean_body(text: str) -> tuple[str, tuple[str, ...]]:
    """Clean text of bounded length with lines of bounded length, and what had to be done for it in words."""
    warnings = []
    whole = len(text) <= _LOOKED_AT
    text = clean(text[:_LOOKED_AT])
    if len(text) > LONGEST_TEXT or not whole:
        text = text[:LONGEST_TEXT].rstrip()
        warnings.append(f"Only the first {LONGEST_TEXT:,} characters were read.")
    lines = text.split("\n")
    if any(len(line) > LONGEST_LINE for line in lines):
        text = "\n".join(part for line in lines for part in _broken(line))
        warnings.append(f"Lines of more than {LONGEST_LINE:,} characters were broken.")
    return text, tuple(warnings)


def _safe(text: str) -> str:
    text = _UNSAFE.sub("", _BREAKS.sub("\n", _SEQUENCE.sub("", text)))
    if text.isascii():
        return text
    text = _JOINERS.sub("", text)
    return _few_marks(unicodedata.normalize("NFC", _few_marks(text)))


def _few_marks(text: str) -> str:
    """Done before NFC too, which takes quadratic time over a long run of marks."""
    return _marks().sub(r"\1", text)


@cache
def _marks() -> re.Pattern[str]:
    marks = [chr(c) for c in range(0x300, 0x1F000) if unicodedata.category(chr(c))[0] == "M"] + ["\u200c", "\u200d"]
    ranges: list[list[str]] = []
    for mark in sorted(marks):
        if ranges and ord(mark) == ord(ranges[-1][1]) + 1:
            ranges[-1][1] = mark
        else:
            ranges.append([mark, mark])
    kind = "[" + "".join(f"{first}-{last}" for first, last in ranges) + "]"
    return re.compile(f"({kind}{{{MARKS}}}){kind}+")


def _broken(line: str) -> list[str]:
    """A line in pieces, each ending at a sentence or a blank where there is one in its last fifth."""
    pieces = []
    while len(line) > LONGEST_LINE:
        at = max(
            (m.end() for m in _GOOD_BREAK.finditer(line, LONGEST_LINE * 4 // 5, LONGEST_LINE)), default=LONGEST_LINE
        )
        pieces.append(line[:at].rstrip())
        line = line[at:].lstrip()
    return [*pieces, line]
