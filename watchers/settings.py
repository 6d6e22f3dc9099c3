"""Settings: one frozen dataclass, read from a TOML file whose every mistake is named with its place."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import msgspec

from watchers.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the folders' tables hold what, by their headings; "" leaves it to the file."""

    text: str = ""
    title: str = ""
    published: str = ""
    link: str = ""
    language: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set; the keys of `settings.toml` are these names.

    `folders` are watched when no place is named on the command line. A file is read after resting `quiet_seconds`;
    each folder is looked through every `rescan_seconds`; `max_bytes` is the largest file that is read.
    `workers` 0 means one for each core; `read_seconds` and `worker_megabytes` bound one document.
    `home` is the region that the documents report from, `US` or `US-KY` after ISO 3166; "" says nothing.
    `columns` overrules what is guessed of tables and JSON records.
    """

    folders: tuple[Path, ...] = ()
    quiet_seconds: float = 2.0
    rescan_seconds: float = 30.0
    max_bytes: int = 20 * 2**20
    home: str = ""
    workers: int = 0
    read_seconds: float = 20.0
    worker_megabytes: int = 1024
    theme: str = "wirewatch-dark"
    columns: Columns = field(default_factory=Columns)


_AT_LEAST: dict[str, float] = {
    "quiet_seconds": 0.05,
    "rescan_seconds": 0.5,
    "max_bytes": 1,
    "workers": 0,
    "read_seconds": 0.5,
    "worker_megabytes": 256,
}
_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text in quotes",
    "bool": "true or false",
    "array": "a list in brackets",
    "object": "a table",
}
_HOME = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


def load(path: Path) -> Settings:
    """The settings of a file; the defaults where there is no file. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(path, f"cannot be read ({error}). Give it readable UTF-8 text, or remove it.") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _POSITION.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        expected = _POSITION.sub("", str(error))
        raise SettingsError(path, f"this is not TOML: {expected}.", line) from error
    return _settings(path, text, table)


def _settings(path: Path, text: str, table: dict[str, Any]) -> Settings:
    known = [f.name for f in fields(Settings)]
    for name in table:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(known)}."
            raise SettingsError(path, f"“{name}” is not a key of the settings. {hint}", _line_of(text, name))
    _known_columns(path, text, table.get("columns"))
    try:
        settings = msgspec.convert(table, Settings, dec_hook=_path)
    except msgspec.ValidationError as error:
        name = str(error).partition("$.")[2].strip("`").partition("[")[0].rpartition(".")[2]
        raise SettingsError(path, f"“{name}”: {_in_words(str(error))}.", _line_of(text, name)) from error
    for name, least in _AT_LEAST.items():
        if not getattr(settings, name) >= least:  # nor is nan
            raise SettingsError(path, f"“{name}” must be at least {least:g}.", _line_of(text, name))
    if settings.home and not is_home(settings.home):
        raise SettingsError(path, f"“home”: {no_home(settings.home)}", _line_of(text, "home"))
    return settings


def _known_columns(path: Path, text: str, columns: Any) -> None:
    known = [each.name for each in fields(Columns)]
    for name in columns if isinstance(columns, dict) else ():
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known)}."
            raise SettingsError(path, f"“{name}” is nothing that a column can hold. {hint}", _line_of(text, name))


def is_home(code: str) -> bool:
    """Whether a text has the form of a country's or a region's code after ISO 3166."""
    return _HOME.fullmatch(code) is not None


def no_home(text: str) -> str:
    """Says that a text has not."""
    near = text.upper().replace(".", "-").replace("_", "-")
    hint = f"Did you mean “{near}”?" if is_home(near) else "Give US for a country, US-KY for a region of it."
    return f"“{text}” is no code after ISO 3166. {hint}"


def _in_words(error: str) -> str:
    """`Expected `float`, got `str` - at `$.x`` → `expected a number, found text in quotes`."""
    told = error.partition(" - at")[0].replace("Expected", "expected").replace("got", "found")
    return re.sub(r"`(\w+)`", lambda found: _KINDS.get(found[1], found[1]), told)


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value).expanduser()
    raise TypeError(f"Expected a path as `str`, got `{type(value).__name__}`")


def _line_of(text: str, name: str) -> int | None:
    pattern = re.compile(rf"^\s*\[*[\"']?{re.escape(name)}\b")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)
