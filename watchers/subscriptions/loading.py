"""`feeds.toml` to subscriptions: one mistake costs one feed, and is told with its line and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchers.errors import SettingsError
from watchers.subscriptions.addresses import key
from watchers.subscriptions.places import Place, line_of, places
from watchers.subscriptions.reading import Mistake, subscription_of
from watchers.subscriptions.subscription import Subscription

FILE = "feeds.toml"
_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """The feeds in the file's order, each address once, and what is wrong with the others."""

    feeds: tuple[Subscription, ...] = ()
    mistakes: tuple[SettingsError, ...] = ()


def load(path: Path) -> Subscriptions:
    """Those of a file; none where there is no file. Raises SettingsError where nothing of it can be read."""
    return parse(text_of(path), path)


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
        raise SettingsError(path, f"cannot be read: {error.strerror or error}. Give it read permission.") from error


def parse(text: str, path: Path) -> Subscriptions:
    """The same of its text; `path` is told in mistakes. Raises SettingsError."""
    tables = tables_of(text, path)
    written = text.split("\n")
    standing = places(written, len(tables))
    feeds: dict[str, Subscription] = {}
    mistakes = [*_strange(text, path)]
    lines: dict[str, int] = {}
    for number, table in enumerate(tables):
        place = standing[number] if standing else None
        try:
            feed = subscription_of(table)
            if (same := key(feed.address)) in feeds:
                where = f"in line {lines[same]}" if same in lines else f"as “{feeds[same].address}”"
                raise Mistake(f"“{feed.address}” is subscribed to already, {where}. Remove one of the two.", "url")
        except Mistake as mistake:
            mistakes.append(_told(mistake, number, written, place, path))
            continue
        feeds[same] = feed
        if place:
            lines[same] = line_of(written, place, "url")
    return Subscriptions(tuple(feeds.values()), tuple(mistakes))


def tables_of(text: str, path: Path) -> Sequence[Mapping[str, Any]]:
    """The `[[feed]]` tables as they stand there. Raises SettingsError where it is no TOML, or another kind."""
    try:
        tables = tomllib.loads(text).get("feed", [])
    except RecursionError:
        raise SettingsError(path, "this is not TOML: it is nested too deeply.") from None
    except ValueError as error:  # TOML's own, and that of a number with thousands of digits
        where = _POSITION.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        raise SettingsError(path, f"this is not TOML: {_POSITION.sub('', str(error))}.", line) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingsError(path, "each feed must begin with a line [[feed]], in two brackets.", _line_of(text, "feed"))
    return tables


def _strange(text: str, path: Path) -> Iterator[SettingsError]:
    for name in tomllib.loads(text):
        if name != "feed":
            problem = f"“{name}” is not known here; write each feed below a line [[feed]]."
            yield SettingsError(path, problem, _line_of(text, name))


def _line_of(text: str, name: str) -> int | None:
    sets = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}\b")
    return next((n for n, line in enumerate(text.split("\n"), 1) if sets.match(line)), None)


def _told(mistake: Mistake, number: int, written: Sequence[str], place: Place | None, path: Path) -> SettingsError:
    if place is None:
        return SettingsError(path, f"feed number {number + 1}: {mistake}")
    line = line_of(written, place, mistake.name) if mistake.name else place.first + 1
    return SettingsError(path, str(mistake), line)
