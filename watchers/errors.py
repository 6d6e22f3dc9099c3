"""The one tree of errors: each carries the thing it is about, and a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path


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
