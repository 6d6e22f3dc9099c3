"""`wirewatch filters list` and `show`: for a terminal to read, JSON in a pipe."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tui.commands.filters.choosing import one, saved_in
from tui.commands.filters.desk import Desk
from tui.commands.rows import table
from watchers.clean import clean_line
from watchers.saved.ends import told
from watchers.saved.filter import FOR_GOOD, Saved
from watchers.saved.understanding import Understood, understood

_LONGEST = 2_000


def run(given: Namespace, desk: Desk) -> int:
    """0, or 1 where one of them cannot be understood or something is wrong in the file."""
    return _show(given, desk) if given.deed == "show" else _list(given, desk)


def _list(given: Namespace, desk: Desk) -> int:
    saved = saved_in(desk)
    if not saved:
        desk.tell("No saved filters yet. wirewatch filters save NAME EXPRESSION makes one; so does S on the board.")
    found = meant(desk, saved, saved)
    counts = desk.counts([each.filter for each in found])
    if given.json or not desk.stdout.isatty():
        for each, count in zip(found, counts, strict=True):
            print(json.dumps(_told(each, count), ensure_ascii=False), file=desk.stdout)
    else:
        rows = [_row(each, count, desk.now()) for each, count in zip(found, counts, strict=True)]
        for line in table(_said(rows), shutil.get_terminal_size().columns):
            print(line, file=desk.stdout)
    return 1 if any(each.problem for each in found) else 0


def _show(given: Namespace, desk: Desk) -> int:
    chosen = one(desk, given.name)
    (found,) = meant(desk, [chosen], saved_in(desk))
    (count,) = desk.counts([found.filter])
    if given.json or not desk.stdout.isatty():
        print(json.dumps(_told(found, count), ensure_ascii=False), file=desk.stdout)
        return 1 if found.problem else 0
    lines = {
        "name": chosen.name,
        "expression": chosen.expression,
        "colour": chosen.colour or "",
        "place": str(chosen.order),
        "documents": "" if count is None else f"{count:,}",
        "muted": _muted(chosen, desk.now()),
        "problem": str(found.problem or ""),
    }
    for label, text in lines.items():
        if text:
            print(f"{label:<11}{clean_line(text, _LONGEST)}", file=desk.stdout)
    return 1 if found.problem else 0


def meant(desk: Desk, some: Sequence[Saved], every: Sequence[Saved]) -> tuple[Understood, ...]:
    """What some of all of them ask for."""
    if not some:
        return ()
    with desk.names() as names:
        return understood(some, names, every)


def _told(each: Understood, count: int | None) -> Mapping[str, Any]:
    saved, until = each.saved, each.saved.muted_until
    return {
        "number": saved.order,
        "name": saved.name,
        "expression": saved.expression,
        "colour": saved.colour,
        "documents": count,
        "muted_until": _iso(until),
        "problem": str(each.problem) if each.problem else None,
    }


def _iso(until: datetime | None) -> str | None:
    if until is None or until == FOR_GOOD:
        return "further notice" if until else None
    return until.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _row(each: Understood, count: int | None, now: datetime) -> dict[str, str]:
    saved = each.saved
    return {
        "#": str(saved.order),
        "filter": saved.name,
        "documents": "" if count is None else f"{count:,}",
        "colour": saved.colour or "",
        "muted": _muted(saved, now),
        "expression": f"✖ {each.problem}" if each.problem else saved.expression,
    }


def _said(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Without columns that say nothing."""
    told_of = {name for row in rows for name, value in row.items() if value}
    return [{name: value for name, value in row.items() if name in told_of} for row in rows]


def _muted(saved: Saved, now: datetime) -> str:
    return told(saved.muted_until, now) if saved.muted_until and saved.muted(now) else ""
