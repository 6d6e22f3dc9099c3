"""The text of such a file, and its tables; what is wrong is told with its line and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from watchers.errors import SettingsError
from watchers.settings import unread
from watchers.tables.places import Place, line_of

_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


class Mistake(Exception):  # noqa: N818 - a person's, told with its line by who knows the file
    """What is wrong with a table, as a sentence, and the key that is meant."""

    def __init__(self, problem: str, name: str | None = None) -> None:
        self.name = name
        super().__init__(problem)


def stamp(path: Path) -> tuple[int, ...]:
    """What tells one state of a file from another; () where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino


def text_of(path: Path) -> str:
    """The characters of the file; "" where there is none. Raises SettingsError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(path, "this is no UTF-8 text. Save it as UTF-8.", line) from error
    except OSError as error:
        raise SettingsError(path, f"cannot be read: {error.strerror or error}. {unread(error)}") from error


def tables_of(text: str, path: Path, kind: str) -> Sequence[Mapping[str, Any]]:
    """The `[[kind]]` tables as they stand there. Raises SettingsError where it is no TOML, or another kind."""
    try:
        tables = tomllib.loads(text).get(kind, [])
    except RecursionError:
        raise SettingsError(path, "this is not TOML: it is nested too deeply.") from None
    except ValueError as error:  # TOML's own, and that of a number with thousands of digits
        where = _POSITION.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        raise SettingsError(path, f"this is not TOML: {_POSITION.sub('', str(error))}.", line) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problem = f"each {kind} must begin with a line [[{kind}]], in two brackets."
        raise SettingsError(path, problem, _line_of(text, kind))
    return tables


def strange(text: str, path: Path, kind: str) -> Iterator[SettingsError]:
    """What else stands there beside the tables."""
    for name in tomllib.loads(text):
        if name != kind:
            problem = f"“{name}” is not known here; write each {kind} below a line [[{kind}]]."
            yield SettingsError(path, problem, _line_of(text, name))


def _line_of(text: str, name: str) -> int | None:
    sets = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}\b")
    return next((n for n, line in enumerate(text.split("\n"), 1) if sets.match(line)), None)


def told(
    mistake: Mistake, kind: str, number: int, written: Sequence[str], place: Place | None, path: Path
) -> SettingsError:
    """A mistake in table `number`, counted from 0, with its line where that can be told."""
    if place is None:
        return SettingsError(path, f"{kind} number {number + 1}: {mistake}")
    line = line_of(written, place, kind, mistake.name) if mistake.name else place.first + 1
    return SettingsError(path, str(mistake), line)
