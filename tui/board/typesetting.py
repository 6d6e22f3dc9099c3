"""A document's text as blocks to read: paragraphs, headings, lists, quotes and tables, as far as the text has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tui.board.strips import Run
from tui.board.wrapping import Block, Span
from tui.measure import cells, pieces

LONGEST = 10_000
"""Characters of a block: what is longer is painted in several."""
_ITEM = re.compile(r"(?P<sign>[-*•–▪◦·‣]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?P<signs>>(?:[ \t]?>){0,4})[ \t]*")
_HEADING = re.compile(r"[^\W_a-z][^\n]{1,78}[^\s.!?:;,…。！？”\"’)\]»]")
_SIGNED = re.compile(r"(?i)(?:reporting|writing|editing|additional|edited|written|compiled) (?:and|by|reporting)\b")
_CELLS = re.compile(r" *\| *|\t+|(?:(?<![.!?:;,\"”’) ])|(?<=[^.!?:;,\"”’ ]\))) {2,}")
_RULE = " │ "
"""Between the cells of a row that is too wide to be set in columns."""
_BLANKS = re.compile(r"[ \t]{2,}")
_NUMBER = re.compile(r"[-+−]?[\d.,  ]*\d[%\d]*|[-–—]?")
DEEPEST = 8
"""Cells, at most, by which a list within a list is indented."""
WIDEST = 160
"""Characters of a line that may be a row of a table."""
_BODY = 120
"""Characters of the paragraph that a heading stands above, at least."""
Kind = Literal["text", "heading", "item", "quote", "row"]


@dataclass(frozen=True, slots=True)
class _Part:
    kind: Kind
    start: int
    text: str
    lead: tuple[Run, ...] = ()


def paragraphs(text: str, spans: Sequence[Span], ink: str = "plain", width: int = 80) -> list[Block]:
    """The text as blocks, a blank one between those that do not belong together.

    Spans point into the whole text, sorted, apart. Tables are set where they fit in `width` cells.
    """
    blocks: list[Block] = []
    starts = [span.start for span in spans]
    before: _Part | None = None
    for part in _headed(list(_tabled(text, list(_parts(text))))):
        if before is not None and not _together(text, before, part):
            blocks.append(Block("", start=part.start))
        if part.kind == "row":
            blocks += _rows(part, spans, starts, width) or [
                _plain_row(part, line, spans, starts) for line in _lines(part)
            ]
        else:
            blocks += _blocks(part, spans, starts, "strong" if part.kind == "heading" else ink)
        before = part
    return blocks


# ------------------------------------------------------------------------------------------ what it is
def _parts(text: str) -> Iterator[_Part]:
    for start, body in pieces(text):
        raw = text[start : start + len(body)]
        if "\n" in raw and _is_table(raw):
            yield _Part("row", start, raw)
        elif quote := _QUOTE.match(body):
            depth = quote["signs"].count(">")
            yield _Part("quote", start + quote.end(), body[quote.end() :], (("│ " * depth, "faint"),))
        elif item := _ITEM.match(body):
            sign = "•" if item["sign"] in "-*•–·‣" else item["sign"]
            yield _Part("item", start + item.end(), body[item.end() :], ((f"{_indent(text, start)}{sign} ", "accent"),))
        else:
            yield _Part("text", start, body)


def _indent(text: str, start: int) -> str:
    """The blanks before an item of a list within a list."""
    before = text[max(0, start - DEEPEST) : start]
    return before[len(before.rstrip(" ")) :]


def _tabled(text: str, parts: Sequence[_Part]) -> Iterator[_Part]:
    """Lines of as many short cells each, one below the other, are a table."""
    counts = [len(_split(p.text)) if p.kind == "text" and len(p.text) <= WIDEST else 1 for p in parts]
    at = 0
    while at < len(parts):
        stop = at + 1
        while counts[at] > 1 and stop < len(parts) and counts[stop] == counts[at]:
            stop += 1
        first, last = parts[at], parts[stop - 1]
        end = last.start + len(last.text)
        yield first if stop == at + 1 else _Part("row", first.start, text[first.start : end])
        at = stop


def _headed(parts: list[_Part]) -> list[_Part]:
    """Short lines without a full stop above a long paragraph, or apart above a list or a table, are headings."""
    for at in range(len(parts) - 1):
        part, below = parts[at], parts[at + 1]
        above = at == 0 or parts[at - 1].kind != "text" or len(parts[at - 1].text) >= _BODY
        is_short = part.kind == "text" and above and _HEADING.fullmatch(part.text) and not _SIGNED.match(part.text)
        is_parted = below.kind in {"row", "item"} and below.start > part.start + len(part.text) + 1
        if is_short and (is_parted or (below.kind == "text" and len(below.text) >= _BODY)):
            parts[at] = replace(part, kind="heading")
    return parts


def _together(text: str, before: _Part, part: _Part) -> bool:
    """Items of a list, lines of a quote, and a list below the line that announces it."""
    if part.kind == before.kind == "item":
        return text.count("\n", before.start, part.start) - before.text.count("\n") < 3
    parted = re.search(r"\n[ \t]*\n", text[before.start + len(before.text) : part.start]) is not None
    if part.kind == before.kind == "quote" or part.kind == before.kind == "row":
        return not parted
    return (part.kind == "item" and not parted) or before.kind == "heading"


# ------------------------------------------------------------------------------------------- as blocks
def _blocks(part: _Part, spans: Sequence[Span], starts: Sequence[int], ink: str) -> Iterator[Block]:
    for begin in range(0, max(1, len(part.text)), LONGEST):
        text, first = part.text[begin : begin + LONGEST], part.start + begin
        kept, inside = _tightened(text, _near(spans, starts, first, first + len(text)))
        lead = part.lead if begin == 0 else tuple((" " * cells(said), each) for said, each in part.lead)
        yield Block(kept, inside, ink, lead=lead, start=first)


def _near(spans: Sequence[Span], starts: Sequence[int], begin: int, end: int) -> list[Span]:
    """Those of a stretch, as offsets in it."""
    near = spans[max(0, bisect_left(starts, begin) - 1) : bisect_left(starts, end)]
    moved = (Span(max(0, s.start - begin), min(end, s.end) - begin, s.ink) for s in near)
    return [span for span in moved if span.start < span.end]


def _tightened(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The text with single blanks, its spans moved along."""
    wide = list(_BLANKS.finditer(text))
    if not wide:
        return text, tuple(spans)
    ends = [found.end() for found in wide]
    lost = [0]
    for found in wide:
        lost.append(lost[-1] + found.end() - found.start() - 1)

    def to(at: int) -> int:
        number = bisect_left(ends, at)
        inside = max(0, at - wide[number].start() - 1) if number < len(wide) else 0
        return at - lost[number] - inside

    moved = (Span(to(span.start), to(span.end), span.ink) for span in spans)
    return _BLANKS.sub(" ", text), tuple(span for span in moved if span.start < span.end)


# ---------------------------------------------------------------------------------------------- tables
def _is_table(raw: str) -> bool:
    """Lines of as many cells each, two at least."""
    counts = {len(_split(line)) for line in raw.split("\n") if line.strip()}
    return len(counts) == 1 and counts.pop() > 1


def _split(line: str) -> list[tuple[int, int]]:
    """The cells of a line as offsets in it."""
    found, at = [], 0
    for gap in [*_CELLS.finditer(line), None]:
        end = gap.start() if gap else len(line)
        if line[at:end].strip() or (gap and gap.group().strip() == "|" and at):
            found.append((at, end))
        at = gap.end() if gap else end
    return found


def _lines(part: _Part) -> Iterator[tuple[int, str]]:
    at = 0
    for line in part.text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _rows(part: _Part, spans: Sequence[Span], starts: Sequence[int], width: int) -> list[Block]:
    """Columns side by side, numbers to the right; nothing where they do not fit."""
    lines = list(_lines(part))
    table = [[line[a:b] for a, b in _split(line)] for _, line in lines]
    columns = list(zip(*table, strict=True))
    wide = [max(map(cells, column)) for column in columns]
    if sum(wide) + 2 * (len(wide) - 1) > width:
        return []
    right = [all(_NUMBER.fullmatch(cell) for cell in column[1:]) for column in columns]
    headed = not any(each.isdigit() for cell in table[0] for each in cell) and any(right)
    rows = []
    for number, (at, line) in enumerate(lines):
        text, inside = "", list[Span]()
        for column, (a, b) in enumerate(_split(line)):
            fill = wide[column] - cells(line[a:b])
            text += ("  " if column else "") + (" " * fill if right[column] else "")
            begin = part.start + at + a
            shift = len(text)
            near = _near(spans, starts, begin, begin + b - a)
            inside += [Span(s.start + shift, s.end + shift, s.ink) for s in near]
            text += line[a:b] + ("" if right[column] else " " * fill)
        ink = "strong" if headed and number == 0 else "plain"
        rows.append(Block(text.rstrip(), tuple(inside), ink, start=part.start + at))
    return rows


def _plain_row(part: _Part, line: tuple[int, str], spans: Sequence[Span], starts: Sequence[int]) -> Block:
    """A row too wide for its table, its cells one behind the other; one of two may be a sentence and stays as it is."""
    at, said = line
    parts = _split(said)
    text, inside = "", list[Span]()
    for a, b in parts if len(parts) > 2 else [(0, len(said))]:
        text += _RULE if text else ""
        begin, shift = part.start + at + a, len(text)
        cell, moved = _tightened(said[a:b], _near(spans, starts, begin, begin + b - a))
        inside += [Span(span.start + shift, span.end + shift, span.ink) for span in moved]
        text += cell
    return Block(text, tuple(inside), lead=(("· ", "faint"),), start=part.start + at)
