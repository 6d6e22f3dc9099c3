"""A text broken into numbered lines, and under each line the tags of its words: nested ones stand below each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.measure import pieces, wrapped

Run = tuple[str, str]
"""Text safe to show, and the name of its ink."""
Row = list[Run]
_BLANKS = str.maketrans("\t\u00a0\u3000", "   ")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch of the text, with the label and ink of the tag that it earned."""

    start: int
    end: int
    label: str
    ink: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`lines` are stretches of the text in `width` cells each; those numbered in `opening` begin a paragraph."""

    text: str
    width: int
    lines: tuple[tuple[int, int], ...]
    opening: frozenset[int]

    def number(self, start: int) -> int:
        """The line that holds the character, counted from 1."""
        return max(1, bisect_right(self.lines, start, key=lambda line: line[0]))


def lay(text: str, width: int) -> Sheet:
    """Paragraphs and lines of the text; its offsets stay as they are."""
    text = text.translate(_BLANKS)
    lines: list[tuple[int, int]] = []
    opening = set()
    for start, piece in pieces(text):
        opening.add(len(lines) + 1)
        lines += [(start + a, start + b) for a, b in wrapped(piece, width)]
    return Sheet(text, width, tuple(lines), frozenset(opening))


def rows(
    sheet: Sheet, tagged: Sequence[Tagged], gutter: int, ink: str = "plain", *, numbered: bool = True
) -> list[Row]:
    """Every line behind its number, in a gutter of so many cells, and the tags under it."""
    by_line = _by_line(sheet, tagged)
    found: list[Row] = []
    for at, (start, end) in enumerate(sheet.lines, 1):
        here = by_line[at - 1]
        number = f"{at:>{gutter - 1}} " if numbered else " " * gutter
        found += [[]] if at > 1 and at in sheet.opening else []
        found.append([(number, "dim"), *_inked(sheet.text, start, end, here, ink)])
        found += [[(" " * gutter, "plain"), *row] for row in _under(sheet, start, here)]
    return found


def _by_line(sheet: Sheet, tagged: Iterable[Tagged]) -> list[list[Tagged]]:
    """For each line what stands in it, cut to it, in reading order, the longer ones first."""
    found: list[list[Tagged]] = [[] for _ in sheet.lines]
    for one in sorted(tagged, key=lambda t: (t.start, -t.end)):
        for at in range(sheet.number(one.start) - 1, len(sheet.lines)):
            start, end = sheet.lines[at]
            if one.end <= start:
                break
            if one.start < end:
                found[at].append(Tagged(max(one.start, start), min(one.end, end), one.label, one.ink))
    return [sorted(here, key=lambda t: (t.start, -t.end)) for here in found]


def _inked(text: str, start: int, end: int, here: Iterable[Tagged], ink: str) -> Iterator[Run]:
    """The line's runs; of tags over each other the longer colours the words."""
    taken: list[Tagged] = []
    for one in sorted(here, key=lambda t: t.start - t.end):
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    at = start
    for one in sorted(taken, key=lambda t: t.start):
        yield _line(text[at : one.start]), ink
        yield _line(text[one.start : one.end]), f"in-{one.ink}"
        at = one.end
    yield _line(text[at:end]), ink


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _under(sheet: Sheet, start: int, here: Sequence[Tagged]) -> list[Row]:
    """Rows of labels, each drawn out as far as its words; tags of the very same words share one: `A3·R2`."""
    same: dict[tuple[int, int], list[Tagged]] = {}
    for one in here:
        same.setdefault((one.start, one.end), []).append(one)
    under: list[Row] = []
    used: list[int] = []
    for (begin, end), tags in same.items():
        size = cell_len(sheet.text[begin:end])
        label = _labels(tags)
        cells = sum(len(text) for text, _ in label)
        column = max(0, min(cell_len(sheet.text[start:begin]), sheet.width - cells))
        row = next((at for at, stop in enumerate(used) if stop < column or stop == 0), len(used))
        if row == len(used):
            under.append([])
            used.append(0)
        under[row] += [(" " * (column - used[row]), "plain"), *label, ("─" * (size - cells), tags[0].ink)]
        used[row] = column + max(size, cells)
    return under


def _labels(tags: Sequence[Tagged]) -> list[Run]:
    runs: list[Run] = []
    for tag in tags:
        runs += [("·", "dim")] if runs else []
        runs.append((tag.label, tag.ink))
    return runs
