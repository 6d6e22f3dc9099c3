"""What changed between two versions as blocks to read: words in brackets, inked, long unchanged parts folded away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tui.board import words
from tui.board.wrapping import Block, Span
from watchers.comparing import Piece, compared

SIGNS = {"removed": "[−", "inserted": "[+"}
END = "]"
SHORT = 240
"""Characters of an unchanged paragraph that stays beside a change, for what it is about."""
SMALL = 400
"""Characters of unchanged paragraphs that are not worth folding."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Compared:
    """The pieces of two titles and of two texts."""

    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Blocks to show, and where each change begins: its block and the place in that block's text."""

    blocks: tuple[Block, ...]
    changes: tuple[tuple[int, int], ...]

    def marked(self, change: int) -> Sequence[Block]:
        """The blocks with the sign of a change standing out."""
        block, at = self.changes[change]
        spans = sorted((Span(at, at + len(SIGNS["removed"]), "marked"), *self.blocks[block].spans), key=_begin)
        return [*self.blocks[:block], replace(self.blocks[block], spans=tuple(spans)), *self.blocks[block + 1 :]]

    def start(self, change: int) -> int:
        """Where a change stands in all that is shown."""
        block, at = self.changes[change]
        return self.blocks[block].start + at


@dataclass
class _Paragraph:
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)
    changed: bool = False


def between(old: tuple[str, str], new: tuple[str, str]) -> Compared:
    """Of two titles with their texts."""
    return Compared(compared(old[0], new[0]), compared(old[1], new[1]))


def told(found: Compared, folded: bool) -> Told:
    """The title, then the text; `folded` leaves out long parts that did not change."""
    blocks: list[Block] = []
    changes: list[tuple[int, int]] = []
    start = 0
    lines = [*_titled(found.title), *_folded(paragraphs(found.text), folded)]
    for at, (paragraph, ink) in enumerate(lines):
        if at:
            blocks.append(Block("", start=start))
        changes.extend((len(blocks), place) for place in paragraph.changes)
        blocks.append(Block(paragraph.text, tuple(paragraph.spans), ink, start=start))
        start += len(paragraph.text) + 1
    return Told(tuple(blocks), tuple(changes))


def paragraphs(pieces: Sequence[Piece]) -> list[_Paragraph]:
    """Pieces as paragraphs; what was removed and what came in its place are one change."""
    parting = _BLANK_LINE if any(_BLANK_LINE.search(piece.text) for piece in pieces) else _LINE_END
    found = [_Paragraph()]
    before = "kept"
    for at, piece in enumerate(pieces):
        follows = pieces[at + 1].change if at + 1 < len(pieces) else "kept"
        parts = parting.split(piece.text)
        if piece.change == "removed" and follows == "inserted" and found[-1].text and len(parts) == 2 and not parts[1]:
            parts = [f"{parts[0]} "]
        for number, part in enumerate(parts):
            found += [_Paragraph()] if number else []
            _add(found[-1], piece.change, part, counts=number == 0 and before == "kept")
        before = piece.change
    return [paragraph for paragraph in found if paragraph.text.strip()]


def _add(paragraph: _Paragraph, change: str, part: str, counts: bool) -> None:
    text = part.replace("\n", " ") if paragraph.text else part.replace("\n", " ").lstrip()
    if change == "kept":
        paragraph.text += text
        return
    paragraph.changed = True
    if counts:
        paragraph.changes.append(len(paragraph.text))
    if not (core := text.strip()):
        return
    start = len(paragraph.text)
    ends = (start, start + 2, start + 2 + len(core), start + 3 + len(core))
    sign = f"{change}-sign"
    inks = (sign, change, sign)
    paragraph.spans.extend(Span(a, b, ink) for a, b, ink in zip(ends, ends[1:], inks, strict=False))
    paragraph.text += f"{SIGNS[change]}{core}{END}{text[len(text.rstrip()) :]}"


def _titled(pieces: Sequence[Piece]) -> Iterator[tuple[_Paragraph, str]]:
    yield from ((paragraph, "title") for paragraph in paragraphs(pieces))


def _folded(found: Sequence[_Paragraph], folded: bool) -> Iterator[tuple[_Paragraph, str]]:
    """Paragraphs with their ink; a count in place of a long run of unchanged ones."""
    run: list[_Paragraph] = []
    changed = False
    for paragraph in found:
        if not paragraph.changed:
            run.append(paragraph)
            continue
        yield from _run(run, folded, before=changed, behind=True)
        yield paragraph, "plain"
        run, changed = [], True
    yield from _run(run, folded, before=changed, behind=False)


def _run(run: Sequence[_Paragraph], folded: bool, before: bool, behind: bool) -> Iterator[tuple[_Paragraph, str]]:
    """Unchanged paragraphs: the short one next to a change stays."""
    head = 1 if before and run and len(run[0].text) <= SHORT else 0
    tail = 1 if behind and len(run) > head and len(run[-1].text) <= SHORT else 0
    middle = run[head : len(run) - tail]
    if not folded or sum(len(paragraph.text) for paragraph in middle) <= SMALL:
        yield from ((paragraph, "dim") for paragraph in run)
        return
    yield from ((paragraph, "dim") for paragraph in run[:head])
    yield _Paragraph(_counted(middle)), "faint"
    yield from ((paragraph, "dim") for paragraph in run[len(run) - tail :])


def _counted(folded: Iterable[_Paragraph]) -> str:
    counts = [len(paragraph.text.split()) for paragraph in folded]
    return f"⋯ {words.many(len(counts), 'paragraph')} unchanged, {words.many(sum(counts), 'word')} ⋯"


def _begin(span: Span) -> int:
    return span.start
