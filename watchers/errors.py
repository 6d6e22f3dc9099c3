"""The one tree of errors: each carries the thing it is about, and a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category, east_asian_width


class WirewatchError(Exception):
    """Anything wirewatch can name; `str()` is a sentence fit for a person."""


class SettingsError(WirewatchError):
    """Settings that do not parse or hold what is not known."""

    def __init__(self, path: Path, problem: str, line: int | None = None) -> None:
        self.path, self.problem, self.line = path, problem, line
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {problem}")


class UnreadableError(WirewatchError):
    """Bytes that no reader makes a document of."""

    def __init__(self, name: str, reason: str, advice: str) -> None:
        self.name, self.reason, self.advice = name, reason, advice
        super().__init__(f"{name}: {reason} {advice}")

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str, str]]:
        return type(self), (self.name, self.reason, self.advice)


class LexiconError(WirewatchError):
    """A lexicon that cannot be compiled or opened; `entry` is how an analyst calls what is wrong there."""

    def __init__(self, path: Path, problem: str, line: int | None = None, entry: str | None = None) -> None:
        self.path, self.problem, self.line, self.entry = path, problem, line, entry
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}, “{entry}”: {problem}" if entry else f"{where}: {problem}")


class EntryError(LexiconError):
    """An entry that is not written into the analyst's own lexicon; nothing is wrong there."""


class ArchiveError(WirewatchError):
    """The archive cannot be opened, read or written; a `transient` one may pass without anything being changed."""

    def __init__(self, path: Path, problem: str, *, transient: bool = False) -> None:
        self.path, self.problem, self.transient = path, problem, transient
        super().__init__(f"{path}: {problem}")


class ArchiveCorruptError(ArchiveError):
    """The file is no archive, or is damaged."""


class ArchiveBusyError(ArchiveError):
    """Another process writes this archive."""


class IntakeError(WirewatchError):
    """What takes documents in beside the board has failed at something."""


class FilterError(WirewatchError):
    """An expression of the filter language that asks for nothing that is known.

    `column` counts characters from 1; `choices` are what may be meant, as they would be written.
    """

    def __init__(self, expression: str, at: int, problem: str, choices: tuple[str, ...] = ()) -> None:
        self.expression, self.column, self.problem, self.choices = expression, at + 1, problem, choices
        super().__init__(f"column {self.column}: {problem}")

    @property
    def pointed(self) -> tuple[str, str]:
        """The expression in one line, cut around the column where it is long, and a caret that stands under it."""
        at, first = self.column - 1, max(0, self.column - 1 - _AROUND)
        line = "".join(c if c.isprintable() else " " for c in self.expression[first : at + _AROUND])
        ahead = line[: at - first]
        wide = sum(2 if east_asian_width(c) in "WF" else category(c) not in {"Mn", "Me"} for c in ahead)
        start, end = "…" if first else "", "…" if at + _AROUND < len(self.expression) else ""
        return f"{start}{line}{end}", f"{' ' * (len(start) + wide)}^"


_AROUND = 60
