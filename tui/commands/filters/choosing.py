"""Which saved filter a person means."""

from __future__ import annotations

from collections.abc import Sequence

from tui.commands.complaining import complain
from tui.commands.filters.desk import Desk, UsageError
from watchers.saved import Saved, load
from watchers.saved.filter import key
from watchers.saved.naming import nearest


def saved_in(desk: Desk) -> tuple[Saved, ...]:
    """All of the file; what is wrong there is said. Raises SettingsError where nothing of it can be read."""
    found = load(desk.path)
    for mistake in found.mistakes:
        complain(mistake, desk.stderr)
    return found.filters


def one(desk: Desk, word: str) -> Saved:
    """By name, with or without @, else by its number in the list. Raises UsageError."""
    saved = saved_in(desk)
    sought = key(word.strip().removeprefix("@"))
    for each in saved:
        if each.key == sought:
            return each
    if sought.isdecimal() and 1 <= int(sought[:9]) <= len(saved):
        return saved[int(sought[:9]) - 1]
    raise UsageError(_none(word, saved))


def _none(word: str, saved: Sequence[Saved]) -> str:
    if not saved:
        return "there are no saved filters yet; wirewatch filters save NAME EXPRESSION makes one."
    near = " or ".join(f"“{each.name}”" for each in nearest(word, saved))
    more = f"did you mean {near}?" if near else "wirewatch filters list shows them all."
    return f"no saved filter is called “{word}”; {more}"
