"""Settings: one frozen dataclass, read from a TOML file whose every mistake is named with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from os.path import realpath
from pathlib import Path
from typing import Any

import msgspec

from watchers import patterns
from watchers.errors import SettingsError
from watchers.mistakes import in_words, line_of, place, unknown


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
class Folder:
    """A watched folder with what is set for it alone; the keys of a `[[folder]]` table are these names.

    `name` is shown in place of its own. `include` and `exclude` are patterns over the paths below it, see `patterns`.
    `poll` True looks through it every few seconds, False relies on the system telling of changes, None finds out.
    `home` and `columns` go before those of the settings.
    """

    path: Path
    name: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    poll: bool | None = None
    home: str = ""
    columns: Columns = field(default_factory=Columns)

    @property
    def place(self) -> str:
        """The same for each way to write its path."""
        return realpath(self.path)

    def columns_over(self, usual: Columns) -> Columns:
        """Its columns, and the usual ones where it says nothing."""
        return replace(usual, **{f.name: own for f in fields(Columns) if (own := getattr(self.columns, f.name))})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set; the keys of `settings.toml` are these names.

    `folders`, and `folder` with what is set for each, are watched when no place is named on the command line. A file
    is read after resting `quiet_seconds`; each folder is looked through every `rescan_seconds`; `max_bytes` is the
    largest file that is read.
    `workers` 0 means one for each core; `read_seconds` and `worker_megabytes` bound one document.
    `proxy` is an http:// address through which feeds and pages are fetched, or `env:NAME`, the variable of the
    environment that holds it; "" goes straight.
    `home` is the region that the documents report from, `US` or `US-KY` after ISO 3166; "" says nothing.
    `ascii` true draws the board with ASCII signs, false with Unicode's, None by the locale.
    `columns` overrules what is guessed of tables and JSON records.
    `keys` has `preset` and, by what a key does, the key or keys that are to do it on the board.
    """

    folders: tuple[Path, ...] = ()
    quiet_seconds: float = 2.0
    rescan_seconds: float = 30.0
    max_bytes: int = 20 * 2**20
    proxy: str = ""
    home: str = ""
    workers: int = 0
    read_seconds: float = 20.0
    worker_megabytes: int = 1024
    theme: str = "wirewatch-dark"
    ascii: bool | None = None
    columns: Columns = field(default_factory=Columns)
    folder: tuple[Folder, ...] = ()
    keys: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    @property
    def watched(self) -> tuple[Folder, ...]:
        """All folders, in the order of the file."""
        return (*map(Folder, self.folders), *self.folder)


_AT_LEAST: dict[str, float] = {
    "quiet_seconds": 0.05,
    "rescan_seconds": 0.5,
    "max_bytes": 1,
    "workers": 0,
    "read_seconds": 0.5,
    "worker_megabytes": 256,
}
_HOME = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_PROXY = re.compile(r"http://[^\s/@]+/?|env:[A-Za-z_][A-Za-z0-9_]*")
_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


def load(path: Path) -> Settings:
    """The settings of a file; the defaults where there is no file. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(path, "this is no UTF-8 text. Save it as UTF-8, or remove it.", line) from error
    except OSError as error:
        said = f"cannot be read: {error.strerror or error}. {unread(error)}"
        raise SettingsError(path, said) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _POSITION.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        expected = _POSITION.sub("", str(error))
        raise SettingsError(path, f"this is not TOML: {expected}.", line) from error
    return _settings(path, text, table)


def unread(error: OSError) -> str:
    """What to do about a file of ours that cannot be read."""
    if isinstance(error, PermissionError):
        return "Give it read permission."
    return "Put a text file there, or give another place: --settings PATH."


def _settings(path: Path, text: str, table: dict[str, Any]) -> Settings:
    _known_keys(path, text, table)
    try:
        settings = msgspec.convert(table, Settings, dec_hook=_path)
    except msgspec.ValidationError as error:
        if slip := _key_slip(table.get("keys")):
            raise SettingsError(path, f"“{slip[0]}”: {slip[1]}", line_of(text, slip[0], "keys")) from error
        name, number = place(str(error))
        line = line_of(text, name) if number is None else line_of(text, name, "folder", number)
        hint = " Write [[folder]]." if isinstance(table.get("folder"), dict) and name == "folder" else ""
        raise SettingsError(path, f"“{name}”: {in_words(str(error))}.{hint}", line) from error
    for name, least in _AT_LEAST.items():
        if not getattr(settings, name) >= least:  # nor is nan
            raise SettingsError(path, f"“{name}” must be at least {least:g}.", line_of(text, name))
    if settings.home and not is_home(settings.home):
        raise SettingsError(path, f"“home”: {no_home(settings.home)}", line_of(text, "home"))
    if settings.proxy and not _PROXY.fullmatch(settings.proxy):
        advice = "Give http://host:port, or with user and password env:NAME, a variable that holds the whole address."
        raise SettingsError(path, f"“proxy” is no such address. {advice}", line_of(text, "proxy"))
    for number, folder in enumerate(settings.folder):
        if slip := _slip(settings, number, folder):
            raise SettingsError(path, f"“{slip[0]}”: {slip[1]}", line_of(text, slip[0], "folder", number))
    return settings


def _known_keys(path: Path, text: str, table: dict[str, Any]) -> None:
    """Raises SettingsError for the first key that nobody knows."""
    known = [each.name for each in fields(Settings)]
    for name in table:
        if name not in known:
            said = unknown(name, known, "is not a key of the settings.", "Known keys")
            raise SettingsError(path, said, line_of(text, name))
    _known_columns(path, text, table.get("columns"))
    folders = table.get("folder")
    known = [each.name for each in fields(Folder)]
    for number, folder in enumerate(folders if isinstance(folders, list) else ()):
        for name in folder if isinstance(folder, dict) else ():
            if name not in known:
                said = unknown(name, known, "is not a key of a folder.", "Known keys")
                raise SettingsError(path, said, line_of(text, name, "folder", number))
        _known_columns(path, text, folder.get("columns") if isinstance(folder, dict) else None, "folder", number)


def _known_columns(path: Path, text: str, columns: Any, table: str = "", number: int = 0) -> None:
    known = [each.name for each in fields(Columns)]
    for name in columns if isinstance(columns, dict) else ():
        if name not in known:
            said = unknown(name, known, "is nothing that a column can hold.")
            raise SettingsError(path, said, line_of(text, name, table, number))


def _key_slip(keys: Any) -> tuple[str, str] | None:
    """The first key of the board that is no text, where there is one."""
    for name, value in keys.items() if isinstance(keys, dict) else ():
        if not isinstance(value, str) and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            return name, 'expected a key as text in quotes, or several in brackets: "f5", ["f5", "="].'
    return None


def _slip(settings: Settings, number: int, folder: Folder) -> tuple[str, str] | None:
    """The key of a folder that says what cannot be, and what is wrong with it."""
    others = [*map(Folder, settings.folders), *settings.folder[:number]]
    if any(other.place == folder.place for other in others):
        return "path", "the same folder is set above. Keep one of the two."
    if folder.name and any(other.name == folder.name for other in others):
        return "name", f"another folder is called “{folder.name}” too. Give each a name of its own."
    if folder.home and not is_home(folder.home):
        return "home", no_home(folder.home)
    return _pattern_slip("include", folder.include, folder) or _pattern_slip("exclude", folder.exclude, folder)


def _pattern_slip(key: str, given: tuple[str, ...], folder: Folder) -> tuple[str, str] | None:
    for pattern in given:
        if wrong := patterns.mistake(pattern):
            return key, f"“{pattern}” can match nothing: {wrong}"
        if key == "include" and pattern in folder.exclude:
            return key, f"“{pattern}” can match nothing: it is excluded too."
        if key == "include" and (name := patterns.hidden(pattern)):
            return key, f"“{pattern}” can match nothing: “{name}” begins with a dot, and such names are not looked at."
    return None


def is_home(code: str) -> bool:
    """Whether a text has the form of a country's or a region's code after ISO 3166."""
    return _HOME.fullmatch(code) is not None


def no_home(text: str) -> str:
    """Says that a text has not."""
    near = text.upper().replace(".", "-").replace("_", "-")
    hint = f"Did you mean “{near}”?" if is_home(near) else "Give US for a country, US-KY for a region of it."
    return f"“{text}” is no code after ISO 3166. {hint}"


def _path(kind: type, value: Any) -> Any:
    if kind is not Path or not isinstance(value, str):
        raise TypeError(f"Expected a path as `str`, got `{type(value).__name__}`")
    if not value.strip() or "\0" in value:
        raise ValueError("Expected a path, got none")
    try:
        return Path(value).expanduser()
    except RuntimeError:  # of `~nobody`
        raise ValueError("Expected a path, got the home of a user who is not known") from None
