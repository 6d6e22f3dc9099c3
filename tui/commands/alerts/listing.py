"""`wirewatch alerts list`: for a terminal to read, JSON in a pipe."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from tui.commands.alerts import wording
from tui.commands.complaining import complain
from tui.commands.filters.choosing import saved_in
from tui.commands.filters.desk import Desk
from tui.commands.filters.listing import meant
from tui.commands.rows import table
from watchers.alerts.reading import table_of
from watchers.alerts.telling import stamp
from watchers.archive.rows import KeptAlert
from watchers.errors import ArchiveError
from watchers.saved.filter import key
from watchers.saved.understanding import Understood


def run(given: Namespace, desk: Desk, archive: Path) -> int:
    """0, or 1 where one of the filters cannot be understood: it alerts nobody."""
    every = saved_in(desk)
    some = [saved for saved in every if saved.alert]
    if not some:
        desk.tell("No saved filter alerts. wirewatch alerts set NAME --bell has one alert; so does a on the board's f.")
    last = _last(archive)
    found = meant(desk, some, every)
    if given.json or not desk.stdout.isatty():
        for each in found:
            print(json.dumps(_told(each, last), ensure_ascii=False), file=desk.stdout)
    else:
        rows = [_row(each, last, desk) for each in found]
        for line in table(rows, shutil.get_terminal_size().columns):
            print(line, file=desk.stdout)
    return 1 if any(each.problem for each in found) else 0


def _last(archive: Path) -> Mapping[str, KeptAlert]:
    """The last alert of each filter, by its key; none where the archive cannot be read, which is said."""
    from watchers.archive.reader import Reader

    if not archive.exists():
        return {}
    try:
        with closing(Reader.open(archive)) as reader:
            return {key(kept.alert.filter): kept for kept in reversed(reader.alerts(1000))}
    except ArchiveError as error:
        complain(f"{error} When they last alerted cannot be told.")
        return {}


def _told(each: Understood, last: Mapping[str, KeptAlert]) -> Mapping[str, Any]:
    saved, kept = each.saved, last.get(each.saved.key)
    assert saved.alert
    return {
        "number": saved.order,
        "name": saved.name,
        "expression": saved.expression,
        "alert": {name: value for name, value in table_of(saved.alert).items() if value is not None},
        "last": stamp(kept.alert.at) if kept else None,
        "last_problem": kept.problem if kept else None,
        "problem": str(each.problem) if each.problem else None,
    }


def _row(each: Understood, last: Mapping[str, KeptAlert], desk: Desk) -> dict[str, str]:
    saved, kept = each.saved, last.get(each.saved.key)
    assert saved.alert
    zone = desk.now().tzinfo
    problem = each.problem or (kept.problem if kept else None)
    return {
        "#": str(saved.order),
        "filter": saved.name,
        "last": f"{kept.alert.at.astimezone(zone):%d %b %H:%M}" if kept else "never",
        "alert": f"✖ {problem}" if problem else wording.told(saved.alert),
    }
