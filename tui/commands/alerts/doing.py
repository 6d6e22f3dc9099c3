"""Tells an alert outside: a command is run with it, a line is added to a file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from threading import Event

from tui.commands.job import run
from tui.commands.stream import encoded, told
from watchers.alerts import Rule
from watchers.alerts.telling import as_json
from watchers.archive.following import Followed
from watchers.archive.rows import KeptAlert
from watchers.clean import clean_line
from watchers.contract import Json

SECONDS = 30.0
"""How long a command may take."""


class Doing:
    """`folder` is where the paths of files begin that are not absolute: that of the file of filters."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._cut = folder, Event()

    def cut(self) -> None:
        """Ends the command that runs, and begins no other."""
        self._cut.set()

    def __call__(self, rule: Rule, kept: KeptAlert, one: Followed | None) -> str | None:
        """Why it was not told, in a sentence, None where it was; what it says of itself is of no interest."""
        wrong = []
        if rule.command:
            wrong.append(self._run(rule.command, given(kept, one)))
        if rule.file:
            wrong.append(self._add(rule.file, kept))
        return " ".join(filter(None, wrong)) or None

    def _run(self, command: tuple[str, ...], document: Json) -> str | None:
        name = clean_line(Path(command[0]).name, 80)
        found = shutil.which(os.path.expanduser(command[0]))  # noqa: PTH111 - a name, not always a path
        if found is None:
            return f"There is no program “{name}” that you may run."
        program = str(Path(found).absolute())
        outcome = run((program, *command[1:]), encoded(document), SECONDS, self._cut, lambda _: None)
        if outcome.well:
            return None
        return f"{name}: {outcome.problem}{f': {outcome.said}' if outcome.said else ''}."

    def _add(self, file: str, kept: KeptAlert) -> str | None:
        """In one write, so that lines of several processes do not mix."""
        try:
            path = self._folder / Path(file).expanduser()
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            number = os.open(path, flags, 0o600)
            try:
                os.write(number, encoded({"alert": kept.number, **as_json(kept.alert)}))
            finally:
                os.close(number)
        except (OSError, RuntimeError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return f"{clean_line(file, 200)} cannot be written: {why}."
        return None


def given(kept: KeptAlert, one: Followed | None) -> Json:
    """The newest document as `wirewatch watch` tells it, and the alert with all of them."""
    alert = {"number": kept.number, **as_json(kept.alert)}
    return {**(told(one) if one else {}), "alert": alert}
