"""TOML read with its place kept: what is wrong is told with the file, the line, the entry and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any

from watchers.errors import LexiconError

_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


@dataclass(frozen=True, slots=True)
class Table:
    """One entry of a TOML file; `label` is how an analyst calls it, `lines` are its own from number `first` on."""

    path: Path
    label: str
    values: Mapping[str, Any]
    first: int | None = None
    lines: tuple[str, ...] = ()

    def error(self, problem: str, name: str | None = None) -> LexiconError:
        """An error that names this entry, and the line of a key of it or its first."""
        return LexiconError(self.path, problem, self.line(name), self.label)

    def line(self, name: str | None = None) -> int | None:
        """The number of the line where a key is set, else of the entry's first; None where that cannot be said."""
        if self.first is None or name is None:
            return self.first
        sets = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]|\s*\[.*\.{re.escape(name)}\]")
        return next((n for n, line in enumerate(self.lines, self.first) if sets.match(line)), self.first)

    def text(self, name: str) -> str:
        """A string that must be there."""
        value = self.text_or_none(name)
        if not value:
            raise self.error(f"has no {name}.", name)
        return value

    def text_or_none(self, name: str) -> str | None:
        """A string, or None where there is none."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value
        raise self.error(f"{name} must be text in quotes, not {value!r}.", name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings, empty where there is none; a single string is a list of one."""
        value = self.values.get(name, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.error(f"{name} must be a list of texts.", name)
        return tuple(value)

    def number(self, name: str) -> float | None:
        """A number, or None where there is none."""
        value = self.values.get(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)):
            return value
        raise self.error(f"{name} must be a number, not {value!r}.", name)

    def flag(self, name: str) -> bool:
        """True or false, false where there is none."""
        value = self.values.get(name, False)
        if isinstance(value, bool):
            return value
        raise self.error(f"{name} must be true or false.", name)

    def one_of(self, name: str, allowed: tuple[str, ...], meant: Mapping[str, str] | None = None) -> str:
        """A string out of a fixed list; `meant` are other words for what it holds."""
        value = self.text(name)
        if value not in allowed:
            raise self.error(unknown(name, value, allowed, meant), name)
        return value

    def day(self, name: str, *, last: bool = False) -> date | None:
        """A date; a bare year means its first day, or its last."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        if isinstance(value, int) and 1 <= value <= 9999:
            return date(value, 12, 31) if last else date(value, 1, 1)
        raise self.error(f"{name} must be a date such as 2024-12-08 or a year, not {value!r}.", name)

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of a list, such as offices = [{…}, …]."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(item, dict) for item in values):
            raise self.error(f"{name} must be a list of tables.", name)
        for item in values:
            yield Table(self.path, f"{self.label}: {name}", item, self.line(name))

    def only(self, *known: str) -> None:
        """Refuses keys that mean nothing here: they are mostly slips of the pen."""
        strange = sorted(set(self.values) - set(known))
        if strange:
            near = get_close_matches(strange[0], known, n=1)
            more = f"did you mean {near[0]}?" if near else f"it may have {', '.join(known)}."
            raise self.error(f"does not know {', '.join(strange)}; {more}", strange[0])


def unknown(name: str, value: str, allowed: tuple[str, ...], meant: Mapping[str, str] | None = None) -> str:
    """Says that a value is none of a fixed list, and which it may be."""
    near = (meant or {}).get(value.lower()) or next(
        iter(get_close_matches(value.lower(), allowed, n=1, cutoff=0.75)), None
    )
    more = f"did you mean “{near}”?" if near else f"it must be one of {', '.join(allowed)}."
    return f"{name} “{value}” is not known; {more}"


def load(path: Path) -> dict[str, Any]:
    """A TOML file."""
    return _loaded(path, _text(path))


def entries(path: Path, *sections: str) -> Iterator[tuple[str, Table]]:
    """The [[section]] entries of a file, each with its section; any other section is refused."""
    text = _text(path)
    for section, values in _loaded(path, text).items():
        if section not in sections:
            told = " and ".join(f"[[{known}]]" for known in sections)
            raise LexiconError(path, f"does not know “{section}”; it may have {told}.", _line_of(text, section))
        if not isinstance(values, list) or not all(isinstance(item, dict) for item in values):
            raise LexiconError(path, f"[{section}] must be written [[{section}]].", _line_of(text, section))
        places = _places(text, section, len(values))
        for number, (item, (first, lines)) in enumerate(zip(values, places, strict=True), 1):
            label = item.get("name") or item.get("id") or item.get("same_as") or f"{section} number {number}"
            yield section, Table(path, str(label), item, first, lines)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(path, f"cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LexiconError(path, "is no UTF-8 text. Save it as UTF-8.", line) from error


def _loaded(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise LexiconError(path, "is not valid TOML: it is nested too deeply.") from None
    except ValueError as error:  # TOML's own, and that of a number with thousands of digits
        where = _POSITION.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        raise LexiconError(path, f"is not valid TOML: {_POSITION.sub('', str(error))}.", line) from error


def _line_of(text: str, section: str) -> int | None:
    sets = re.compile(rf"\s*\[*\s*[\"']?{re.escape(section)}\b")
    return next((n for n, line in enumerate(text.split("\n"), 1) if sets.match(line)), None)


def _places(text: str, section: str, count: int) -> list[tuple[int | None, tuple[str, ...]]]:
    """The first line's number and the lines of each [[section]]; unknown where they are written in another way."""
    lines = text.split("\n")
    heads = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[", line)]
    ours = [n for n in heads if re.match(rf"\s*\[\[\s*[\"']?{re.escape(section)}[\"']?\s*\]\]", lines[n])]
    if len(ours) != count:
        return [(None, ())] * count
    ends = dict(zip(heads, [*heads[1:], len(lines)], strict=True))
    return [(n + 1, tuple(lines[n : ends[n]])) for n in ours]
