"""`wirewatch filters remove`, `rename`, `move`, `mute` and `unmute`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime

from tui.commands.filters.choosing import one, saved_in
from tui.commands.filters.desk import Desk, UsageError
from watchers.saved.editing import moved, muted, removed, renamed
from watchers.saved.ends import EndError, coming_end, told
from watchers.saved.filter import FOR_GOOD, Saved, key
from watchers.saved.loading import load
from watchers.saved.naming import named
from watchers.saved.reading import no_name
from watchers.saved.writing import write

Change = Callable[[str], str]


def run(given: Namespace, desk: Desk) -> int:
    """0; raises UsageError for a name that none has, or what else must be given otherwise."""
    saved = one(desk, given.name)
    change, said = _DEEDS[given.deed](given, desk, saved)
    write(desk.path, change)
    desk.tell(f"“{saved.name}”: {said}")
    return 0


def _remove(given: Namespace, desk: Desk, saved: Saved) -> tuple[Change, str]:
    return lambda text: removed(text, saved.name), f"removed. It was {saved.expression}{_left(desk, saved)}"


def _rename(given: Namespace, desk: Desk, saved: Saved) -> tuple[Change, str]:
    name = " ".join(given.to.split())
    if problem := no_name(name):
        raise UsageError(problem)
    taken = next((each for each in saved_in(desk) if each.key == key(name) != saved.key), None)
    if taken:
        raise UsageError(f"the name “{taken.name}” is taken: {taken.expression}. Give another.")
    left = _left(desk, saved) if key(name) != saved.key else ""
    return lambda text: renamed(text, saved.name, name), f"is called “{name}” now.{left}"


def _left(desk: Desk, saved: Saved) -> str:
    """Who names it by the name that is gone."""
    users = [f"“{each.name}”" for each in load(desk.path).filters if saved.key in named(each.expression)]
    if not users:
        return ""
    name = "names" if len(users) == 1 else "name"
    return f" ({', '.join(users)} {name} it still: mend that by wirewatch filters save … --replace)"


def _move(given: Namespace, desk: Desk, saved: Saved) -> tuple[Change, str]:
    count, word = len(saved_in(desk)), given.place.strip().lower()
    places = {"first": 1, "last": count, "up": saved.order - 1, "down": saved.order + 1}
    if word not in places and not (word.isdecimal() and int(word[:9]) > 0):
        raise UsageError(f"“{given.place}” is no place; give a number from 1 on, or first, last, up, down.")
    place = max(1, min(places.get(word) or int(word[:9] if word.isdecimal() else 1), count))
    return lambda text: moved(text, saved.name, place), f"is number {place} of {count} now."


def _mute(given: Namespace, desk: Desk, saved: Saved) -> tuple[Change, str]:
    now, typed = desk.now(), " ".join(given.until)
    until = _end(typed, now) if typed else FOR_GOOD
    said = f"muted {told(until, now)}. The board does not show what it matches, and says how many that are."
    return lambda text: muted(text, saved.name, until), said


def _unmute(given: Namespace, desk: Desk, saved: Saved) -> tuple[Change, str]:
    return lambda text: muted(text, saved.name, None), "shown again."


def _end(typed: str, now: datetime) -> datetime:
    try:
        return coming_end(typed, now)
    except EndError as error:
        raise UsageError(str(error)) from error


_DEEDS: dict[str, Callable[[Namespace, Desk, Saved], tuple[Change, str]]] = {
    "remove": _remove,
    "rename": _rename,
    "move": _move,
    "mute": _mute,
    "unmute": _unmute,
}
