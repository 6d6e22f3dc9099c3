"""Changes of `filters.toml`, pure: its text in, its text out, with comments and all that is not changed as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from watchers.alerts.reading import table_of as rule_table
from watchers.alerts.rule import Rule
from watchers.errors import SettingsError
from watchers.saved.filter import Saved, key
from watchers.saved.loading import FILE, KIND, parse
from watchers.saved.reading import table_of, written
from watchers.tables.editing import Editing

HEADER = """\
# Saved filters, one [[filter]] each; wirewatch filters and the board change this file, and so may you. A filter has
# name and expression, and may have colour (blue, amber, teal, coral, violet, green, red, grey), order (its place in the
# list), muted_until (an instant, a day, or "until further notice") and a table alert: bell, title, desktop, command,
# file, every, quiet, at_least, within, origins (wirewatch alerts --help tells each).
"""
_HERE = Path(FILE)
_EDITING = Editing(_HERE, KIND, HEADER, "wirewatch filters list")
_OWN = ("name", "expression", "colour")


def added(text: str, saved: Saved, place: int | None = None) -> str:
    """With a filter more, at a place counted from 1, else at its end. Raises SettingsError where the name is taken."""
    _free(text, saved.name)
    after = _EDITING.added(text, [table_of(replace(saved, order=0))])
    return after if place is None else moved(after, saved.name, place)


def restored(text: str, table: Mapping[str, Any]) -> str:
    """With a table as `table_in` gave it. Raises SettingsError where its name is taken."""
    _free(text, str(table.get("name", "")))
    return _EDITING.added(text, [table])


def removed(text: str, name: str) -> str:
    """Without a filter; comments around it stay."""
    return _EDITING.removed(text, _found(text, name))


def renamed(text: str, name: str, other: str) -> str:
    """Raises SettingsError where the other name is taken."""
    if key(other) != key(name):
        _free(text, other)
    return _EDITING.changed(text, _found(text, name), {"name": other})


def overwritten(text: str, name: str, saved: Saved) -> str:
    """With name, expression and colour of one filter replaced; its place, its mute and all else stay."""
    if saved.key != key(name):
        _free(text, saved.name)
    values = table_of(saved)
    return _EDITING.changed(text, _found(text, name), {each: values.get(each) for each in _OWN})


def muted(text: str, name: str, until: datetime | None) -> str:
    """None lets it be shown again."""
    return _EDITING.changed(text, _found(text, name), {"muted_until": written(until)})


def alerting(text: str, name: str, rule: Rule | None) -> str:
    """With a rule in place of the one it has, comments within it kept; None takes the whole table out."""
    return _EDITING.changed_within(text, _found(text, name), "alert", rule_table(rule) if rule else None)


def moved(text: str, name: str, place: int) -> str:
    """With a filter at a place counted from 1, the others closed up; places beyond the ends mean the ends."""
    number = _found(text, name)
    others = [saved.name for saved in parse(text, _HERE).filters if saved.key != key(name)]
    at = max(0, min(place - 1, len(others)))
    named = str(_EDITING.tables(text)[number]["name"])
    for order, each in enumerate([*others[:at], named, *others[at:]], 1):
        text = _EDITING.changed(text, _found(text, each), {"order": order})
    return text


def table_in(text: str, name: str) -> Mapping[str, Any]:
    """All that the file says of a filter. Raises SettingsError where there is none."""
    return _EDITING.tables(text)[_found(text, name)]


def _found(text: str, name: str) -> int:
    return _EDITING.found(text, name, lambda table: key(str(table.get("name", ""))) == key(name))


def _free(text: str, name: str) -> None:
    for saved in parse(text, _HERE).filters:
        if saved.key == key(name):
            raise SettingsError(_HERE, f"the name “{saved.name}” is taken already. Give it another.")
