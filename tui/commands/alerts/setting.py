"""`wirewatch alerts set` and `off`."""

from __future__ import annotations

import shlex
import shutil
from argparse import Namespace
from collections.abc import Iterator
from os.path import expanduser
from pathlib import Path
from typing import Any

from tui.commands.alerts.wording import told
from tui.commands.filters.choosing import one
from tui.commands.filters.desk import Desk, UsageError
from watchers.alerts import Rule
from watchers.alerts.reading import rule_of, table_of
from watchers.saved.editing import alerting
from watchers.saved.filter import Saved
from watchers.saved.writing import write
from watchers.tables.loading import Mistake


def run(given: Namespace, desk: Desk, archive: Path) -> int:
    """0; raises UsageError for what must be given otherwise."""
    saved = one(desk, given.name)
    if given.deed == "off":
        return _off(desk, saved)
    rule = changed(saved.alert, _values(given))
    write(desk.path, lambda text: alerting(text, saved.name, rule))
    desk.tell(f"“{saved.name}” alerts: {told(rule)}. wirewatch alerts test “{saved.name}” says when it would have.")
    for lack in lacking(rule, desk.path.parent):
        desk.tell(lack)
    return 0


def lacking(rule: Rule, folder: Path) -> Iterator[str]:
    """What must be there when it alerts, and is not now; files that are not absolute begin at `folder`."""
    if rule.command and shutil.which(expanduser(rule.command[0])) is None:  # noqa: PTH111 - a name, not always a path
        yield f"There is no program “{rule.command[0]}” that you may run; until there is, its command fails."
    if rule.file and not (folder / expanduser(rule.file)).parent.is_dir():  # noqa: PTH111 - of one who is not known, as it is
        yield f"There is no folder for “{rule.file}”; until there is, nothing is written into it."


def changed(rule: Rule | None, values: dict[str, Any]) -> Rule:
    """A rule with other values, in the words of the file; None takes one out. Raises UsageError."""
    table = {**table_of(rule or Rule()), **values}
    try:
        return rule_of({name: value for name, value in table.items() if value is not None})
    except Mistake as mistake:
        raise UsageError(str(mistake)) from None


def _off(desk: Desk, saved: Saved) -> int:
    if saved.alert is None:
        desk.tell(f"“{saved.name}” does not alert.")
        return 0
    write(desk.path, lambda text: alerting(text, saved.name, None))
    desk.tell(f"“{saved.name}” alerts no more.")
    return 0


def _values(given: Namespace) -> dict[str, Any]:
    """What was given; "" and `--no-…` take a value out."""
    values: dict[str, Any] = {
        name: getattr(given, name)
        for name in ("bell", "title", "desktop", "at_least", "origins", "file", "every", "quiet", "within")
        if getattr(given, name) is not None
    }
    if given.order is not None:
        values["command"] = arguments(given.order)
    return {name: None if value == "" else value for name, value in values.items()}


def arguments(text: str) -> list[str] | None:
    """A command line parted as a shell parts it; None for an empty one. Raises UsageError."""
    try:
        return shlex.split(text) or None
    except ValueError:
        raise UsageError("--command: a quotation mark in it is never closed.") from None
