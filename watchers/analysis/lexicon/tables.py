"""TOML read with its place kept: what is wrong is told with the file, the entry and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from watchers.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Table:
    """One entry of a TOML file; `label` is how an analyst finds it there."""

    path: Path
    label: str
    values: Mapping[str, Any]

    def error(self, problem: str) -> LexiconError:
        """An error that names this entry."""
        return LexiconError(self.path, f"[{self.label}] {problem}")

    def text(self, name: str) -> str:
        """A string that must be there."""
        value = self.text_or_none(name)
        if not value:
            raise self.error(f"has no {name}.")
        return value

    def text_or_none(self, name: str) -> str | None:
        """A string, or None where there is none."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value
        raise self.error(f"{name} must be text in quotes, not {value!r}.")

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings, empty where there is none; a single string is a list of one."""
        value = self.values.get(name, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.error(f"{name} must be a list of texts.")
        return tuple(value)

    def number(self, name: str) -> float | None:
        """A number, or None where there is none."""
        value = self.values.get(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        raise self.error(f"{name} must be a number, not {value!r}.")

    def flag(self, name: str) -> bool:
        """True or false, false where there is none."""
        value = self.values.get(name, False)
        if isinstance(value, bool):
            return value
        raise self.error(f"{name} must be true or false.")

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        """A string out of a fixed list."""
        value = self.text(name)
        if value not in allowed:
            raise self.error(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.")
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
        raise self.error(f"{name} must be a date such as 2024-12-08 or a year, not {value!r}.")

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of a list, such as offices = [{…}, …]."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(item, dict) for item in values):
            raise self.error(f"{name} must be a list of tables.")
        for item in values:
            yield Table(self.path, f"{self.label}: {name}", item)

    def only(self, *known: str) -> None:
        """Refuses keys that mean nothing here: they are mostly slips of the pen."""
        strange = sorted(set(self.values) - set(known))
        if strange:
            raise self.error(f"does not know {', '.join(strange)}; it may have {', '.join(known)}.")


def load(path: Path) -> dict[str, Any]:
    """A TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(path, f"is not valid TOML: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(path, f"cannot be read: {error}.") from error


def entries(path: Path, *sections: str, label: str = "id") -> Iterator[tuple[str, Table]]:
    """The [[section]] entries of a file, each with its section; any other section is refused."""
    for section, values in load(path).items():
        if section not in sections:
            raise LexiconError(path, f"does not know [[{section}]]; it may have {', '.join(sections)}.")
        if not isinstance(values, list):
            raise LexiconError(path, f"[{section}] must be written [[{section}]].")
        for number, item in enumerate(values, 1):
            yield section, Table(path, f"{section} {item.get(label) or f'number {number}'}", item)
