"""What its provider says of a document's use: killed, withheld, corrected, to be held back until a time, urgent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tui.board import words
from tui.board.strips import Run, span
from watchers.archive.rows import Row, StoredDocument

URGENCY = {1: ("!!!", "bad", "flash"), 2: ("!!", "bad", "bulletin"), 3: ("!", "warn", "urgent")}
"""Sign, ink and word by urgency; what is less urgent has none."""
TICK = 1.0
"""Seconds between two looks at the clock."""
NARROW = 84
"""Cells of a line below which its signs are told in short."""


def held_back(row: Row, now: datetime) -> bool:
    """Whether it is embargoed still: then only its row is shown."""
    return row.embargo is not None and row.embargo > now


def until(stored: StoredDocument, now: datetime) -> datetime | None:
    """When the embargo lifts; None once it has, and where there is none."""
    embargo = stored.row.embargo or stored.document.embargo
    return embargo if embargo is not None and embargo > now else None


def waiting(embargo: datetime, now: datetime) -> str:
    """`embargoed until 16:45 UTC, in 2 h 13 min`."""
    return f"embargoed until {words.date_and_time(embargo, now)}, in {words.left(embargo - now)}"


def refusal(stored: StoredDocument, now: datetime, what: str) -> str | None:
    """Why an embargoed document is not `copied`, `opened`, `compared`; None where it may be."""
    embargo = until(stored, now)
    return None if embargo is None else f"not {what}: {waiting(embargo, now)}"


def usage(row: Row) -> str | None:
    """What a killed or withheld story must not be used for, in a sentence."""
    said = {
        "cancelled": "killed by its provider: not to be used",
        "withheld": "withheld by its provider: not to be used yet",
    }
    return said.get(row.status or "usable")


def banner(stored: StoredDocument, now: datetime) -> Iterator[tuple[str, str]]:
    """Lines to stand above everything else, with their inks: what it is, then what the provider said."""
    row = stored.row
    if wrong := usage(row):
        yield f" ✖ {wrong} ", "banner"
    elif row.corrected:
        yield "corrected by its provider", "warn"
    if stored.notice:
        yield stored.notice, "bad" if wrong else "warn"
    if embargo := until(stored, now):
        yield f"⧗ {waiting(embargo, now)}", "bad"


def edition(row: Row) -> tuple[object, ...]:
    """What changes with what a document says and what is told about it, not with its marks."""
    provided = (row.status, row.embargo, row.urgency, row.advisory, row.corrected, row.versions)
    return row.version, row.received, row.gone, *provided, row.actors, row.regions, row.event, row.mode, row.hedged


def flags(row: Row) -> Iterator[str]:
    """What else is unusual about a document, in words."""
    if row.urgency in URGENCY:
        yield URGENCY[row.urgency][2]
    if row.advisory:
        yield "advisory: a note to editors"
    if several(row) > 1:
        yield f"version {row.version} of {several(row)} · c tells what changed"
    if row.gone:
        yield "file is gone"


def several(row: Row) -> int:
    """How many versions are kept."""
    return max(row.versions, row.version)


def urgent(row: Row) -> list[Run]:
    """`!!! ` before the headline of a flash."""
    sign, ink, _ = URGENCY.get(row.urgency or 0, ("", "", ""))
    return [(f"{sign} ", ink)] if sign else []


def signs(row: Row, now: datetime, width: int) -> list[Run]:
    """What stands behind a headline in a line of `width` cells; the least important gives way to the headline."""
    room, shown = width // 3, list[Run]()
    for run in _signs(row, now, short=width < NARROW):
        if span([*shown, run]) <= room or not shown:
            shown.append(run)
    return shown


def _signs(row: Row, now: datetime, short: bool) -> Iterator[Run]:
    if row.status == "cancelled":
        yield " ✖ killed", "bad"
    if row.status == "withheld":
        yield " ✖ withheld", "bad"
    if row.embargo is not None and row.embargo > now:
        yield f" ⧗ {words.left(row.embargo - now)}", "warn"
    if several(row) > 1:
        yield f" ↻{several(row)}", "warn"
    if row.corrected:
        yield " corr" if short else " corrected", "warn"
    if row.advisory:
        yield " adv" if short else " advisory", "dim"
    if row.gone:
        yield " ✝gone", "faint"
