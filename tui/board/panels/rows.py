"""A document in the wire: in two lines, or in one as columns; every part begins where it begins in all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tui.board import life, words
from tui.board.strips import Run, fitted, span
from watchers.archive.rows import Row, Tag
from watchers.filters.passages import Sought, parted, passages

START = 11
"""Cells before the headline, behind the edge: unread, starred, the time, and what parts them."""
TIME = 7
UNTAGGED, WITHHELD = "no tags", "tags withheld"
"""The second is said of a document that is embargoed: its tags tell what its text does."""
COPIES = 56
"""Cells of a line that has room to say how many copies there are."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How rows are looked at: in so many cells, at an instant, with times counted back from it or in UTC.

    `sought` are the words that a search asked for.
    """

    width: int
    now: datetime
    relative: bool = False
    sought: tuple[Sought, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of the columns behind the headline, 0 for one that gives way to it."""

    place: int = 0
    actors: int = 0
    event: int = 0
    copies: int = 0
    agency: int = 0


_COLUMNS = (
    (150, Columns(20, 24, 13, 9, 16)),
    (130, Columns(18, 20, 13, 0, 16)),
    (110, Columns(16, 0, 13, 0, 14)),
    (88, Columns(16, 0, 0, 0, 14)),
    (76, Columns(place=11)),
    (0, Columns()),
)


def lines(row: Row, sight: Sight, tall: int, day: datetime | None = None) -> Sequence[list[Run]]:
    """One or two lines of a document; `day` is the one it is listed under, None for today."""
    held = life.held_back(row, sight.now)
    row = replace(row, regions=(), actors=(), event=None) if held else row
    if tall == 1:
        return [compact(row, sight, day)]
    return [headline(row, sight, sight.width, day), foot(row, sight.width, WITHHELD if held else UNTAGGED)]


def headline(row: Row, sight: Sight, width: int, day: datetime | None) -> list[Run]:
    """Marks, time, headline; what is unusual at the right end."""
    signs = life.signs(row, sight.now, width)  # each begins with a blank
    when = words.past(row.when, sight.now) if sight.relative else words.moment(row.when, day or sight.now).strip()
    start: list[Run] = [*marks(row), (f"{when:>{TIME}}  ", "dim"), *life.urgent(row)]
    room = width - span(start) - span(signs)
    return [*start, *cell(title(row, sight.sought), room), *signs]


def foot(row: Row, width: int, untagged: str = UNTAGGED) -> list[Run]:
    """Places, actors, event, or why there is none; how many copies there are, and who reports it."""
    agency = max(10, min(20, width // 5))
    many = copies(row) if width >= COPIES else ""
    room = width - START - agency - 2
    spare = room - len(many) - 2
    told = cell(fitted(tags(row, spare) or [(untagged, "faint")], spare), room - len(many))
    said = cell([(row.credit or row.source, "dim")], agency)
    return [(" " * START, ""), *told, (many, "faint"), ("  ", ""), *said]


def compact(row: Row, sight: Sight, day: datetime | None) -> list[Run]:
    """All in one line, in as many columns as leave the headline its room."""
    columns = next(found for width, found in _COLUMNS if sight.width >= width)
    cells = list(_cells(row, columns))
    taken = sum(2 + width for _, width in cells)
    first = headline(row, sight, sight.width - taken, day)
    return [*first, *(run for runs, width in cells for run in [("  ", ""), *cell(runs, width)])]


def _cells(row: Row, columns: Columns) -> Iterator[tuple[list[Run], int]]:
    """What stands in each column that there is, and its width."""
    told: tuple[tuple[int, list[Run]], ...] = (
        (columns.place, _names(row.regions[:1], "region")),
        (columns.actors, _first(row.actors, columns.actors)),
        (columns.event, event(row)),
        (columns.copies, [(copies(row).rjust(columns.copies), "faint")]),
        (columns.agency, [(row.credit or row.source, "dim")]),
    )
    yield from ((runs, width) for width, runs in told if width)


def _first(actors: Sequence[Tag], width: int) -> list[Run]:
    """As many of the names as are whole, at least one."""
    names = [_names(actors[:count], "actor") for count in (3, 2)]
    return next((runs for runs in names if span(runs) <= width), _names(actors[:1], "actor"))


def cell(runs: Sequence[Run], width: int) -> list[Run]:
    """Runs in exactly so many cells."""
    shown = fitted(runs, width)
    return [*shown, (" " * max(0, width - span(shown)), "")]


def marks(row: Row) -> list[Run]:
    """Two cells: unread or not, starred or not."""
    return [(" " if row.read else "●", "accent"), ("★" if row.starred else " ", "star")]


def title(row: Row, sought: tuple[Sought, ...] = ()) -> list[Run]:
    """The headline, bright while it is unread, struck through once killed; why it is not there where it is damaged.

    Words that a search asked for stand out.
    """
    if row.damaged is not None:
        return [(f"cannot be read: {row.damaged}", "bad")]
    ink = "killed" if row.status == "cancelled" else "read" if row.read else "title"
    found = passages(row.title, sought) if sought else ()
    return [(text, "found" if hit else ink) for text, hit in parted(row.title, found)]


def copies(row: Row) -> str:
    """`1 copy`, `3 copies`, "" for none."""
    return words.many(row.copies, "copy", "copies") if row.copies else ""


def event(row: Row) -> list[Run]:
    """`attack?`."""
    return [(words.event(row.event, None, row.hedged), "event")] if row.event else []


def tags(row: Row, room: int) -> list[Run]:
    """`Beit Jin, Idlib · Free Syrian Army, Iran · attack?`; in less room actors and places give way to the event."""
    shown: list[Run] = []
    for places, actors in ((2, 3), (2, 2), (1, 2), (1, 1)):
        groups = [_names(row.regions[:places], "region"), _names(row.actors[:actors], "actor"), event(row)]
        shown = _parted([group for group in groups if group])
        if span(shown) <= room:
            break
    return shown


def _names(tags: Sequence[Tag], ink: str) -> list[Run]:
    return [run for tag in tags for run in ((", ", "faint"), (tag.name, ink))][1:]


def _parted(groups: Sequence[Sequence[Run]]) -> list[Run]:
    return [run for group in groups for run in ((" · ", "faint"), *group)][1:]
