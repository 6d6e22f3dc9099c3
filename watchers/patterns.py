"""Patterns over the paths below a folder: `*` and `?` within a name, `**` over folders, case-sensitive. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

_ANY = "**"
_DRIVE = re.compile(r"[A-Za-z]:")


def mistake(pattern: str) -> str | None:
    """Why a pattern can match nothing, and what to write instead; None where it can."""
    parts = pattern.rstrip("/").split("/")
    if not pattern.strip():
        return "it is empty. Write “**” for everything."
    if pattern.startswith(("/", "~")) or _DRIVE.match(pattern):
        return "it is not below the folder. Write the path below it, “drafts/**”."
    if "\\" in pattern:
        return f"folders are parted by “/”. Write “{pattern.replace(chr(92), '/')}”."
    if any(part in {"", ".", ".."} for part in parts):
        return "a path below the folder has no “.”, “..” or empty name in it."
    if any(_ANY in part and part != _ANY for part in parts):
        return "“**” stands for folders, alone between slashes, as in “**/*.txt”; within a name write one “*”."
    return None


def hidden(pattern: str) -> str | None:
    """The first name in it that begins with a dot: such are never looked at."""
    return next((part for part in pattern.split("/") if part.startswith(".")), None)


class Patterns:
    """Which files are wanted: those that `include` matches, everything where it is empty, but not what `exclude` does.

    A folder that `exclude` matches is left out with all that is below it.
    """

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self._include, self._exclude = [_Glob.of(p) for p in include], [_Glob.of(p) for p in exclude]
        self.everything = not include and not exclude

    def wants(self, below: str) -> bool:
        """A file, by its path below the folder."""
        if self.everything:
            return True
        parts = below.split("/")
        if any(glob.matches("/".join(parts[:end])) for glob in self._exclude for end in range(1, len(parts) + 1)):
            return False
        return not self._include or any(glob.matches(below) for glob in self._include)

    def enters(self, below: str) -> bool:
        """A folder in which there may be files that are wanted, once those above it have been entered."""
        if self.everything:
            return True
        if any(glob.matches(below) or glob.covers(below) for glob in self._exclude):
            return False
        return not self._include or any(glob.reaches(below.split("/")) for glob in self._include)


@dataclass(frozen=True, slots=True)
class _Glob:
    """`names` are the parts before the first `**`, which `deep` says is there; `above` is what a last `**` is below."""

    whole: re.Pattern[str]
    names: tuple[re.Pattern[str], ...]
    deep: bool
    above: re.Pattern[str] | None

    @classmethod
    def of(cls, pattern: str) -> _Glob:
        parts = (pattern + _ANY if pattern.endswith("/") else pattern).split("/")
        deep = _ANY in parts
        first = parts[: parts.index(_ANY)] if deep else parts
        above = re.compile(_joined(parts[:-1]), re.S) if parts[-1] == _ANY and parts[:-1] else None
        return cls(re.compile(_joined(parts), re.S), tuple(re.compile(_name(p), re.S) for p in first), deep, above)

    def matches(self, below: str) -> bool:
        return self.whole.fullmatch(below) is not None

    def covers(self, folder: str) -> bool:
        """Whether it matches everything in the folder."""
        return self.above is not None and self.above.fullmatch(folder) is not None

    def reaches(self, folder: Sequence[str]) -> bool:
        """Whether it may match something in the folder."""
        if not self.deep and len(folder) >= len(self.names):
            return False
        pairs = zip_longest(self.names, folder)
        return all(name is None or part is None or name.fullmatch(part) for name, part in pairs)


def _joined(parts: Sequence[str]) -> str:
    """`a/**/b` matches `a/b` too; a `**` at the end matches what is below, not the folder itself."""
    told = ""
    for n, part in enumerate(parts):
        last = n == len(parts) - 1
        if part == _ANY:
            told += ".+" if last else "(?:[^/]+/)*"
        else:
            told += _name(part) + ("" if last else "/")
    return told


def _name(part: str) -> str:
    """The expression of one name."""
    return "".join(_pieces(part))


def _pieces(part: str) -> Iterable[str]:
    at = 0
    while at < len(part):
        letter, at = part[at], at + 1
        end = part.find("]", at + 1 + part.startswith("!", at)) if letter == "[" else -1
        if letter == "*":
            yield "[^/]*"
        elif letter == "?":
            yield "[^/]"
        elif end >= 0:
            yield _one_of(part[at:end])
            at = end + 1
        else:
            yield re.escape(letter)


def _one_of(letters: str) -> str:
    """`[abc]`, `[a-z]`, `[!abc]`; a range that runs backwards is taken letter by letter."""
    sign, letters = ("^/", letters[1:]) if letters.startswith("!") else ("", letters)
    inner = re.sub(r"([\[\]\\^&~|])", r"\\\1", letters)
    try:
        re.compile(f"[{inner}]")
    except re.error:
        inner = re.escape(letters)
    return f"[{sign}{inner}]"
