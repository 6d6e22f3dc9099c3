"""Where in the text each table of a list stands, so that mistakes are told by their line and edits stay local."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = r"\s*\[\[\s*[\"']?{}[\"']?\s*\]\]"
_ITS_OWN = r"\s*\[\[?\s*[\"']?{}[\"']?\s*\."
_TABLE = re.compile(r"\s*\[\[?[^\[\]]+\]\]?\s*(?:#.*)?$")
_NOTHING = re.compile(r"\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of one table, counted from 0: its head, and the one behind its last line that says something."""

    first: int
    end: int


def places(lines: Sequence[str], kind: str, count: int) -> list[Place] | None:
    """One for each of `count` tables `[[kind]]`; None where they are written in another way."""
    head, own = (re.compile(pattern.format(re.escape(kind))) for pattern in (_HEAD, _ITS_OWN))
    found = [_place(lines, n, own) for n, line in enumerate(lines) if head.match(line)]
    return found if len(found) == count else None


def line_of(lines: Sequence[str], place: Place, kind: str, name: str) -> int:
    """The number of the line, counted from 1, where a key of it is set; that of its head where none is found."""
    sets = re.compile(rf"\s*\[?(?:{re.escape(kind)}\.)?[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    own = lines[place.first : place.end]
    return place.first + next((n for n, line in enumerate(own) if sets.match(line)), 0) + 1


def _place(lines: Sequence[str], first: int, own: re.Pattern[str]) -> Place:
    after = range(first + 1, len(lines))
    end = next((n for n in after if _TABLE.match(lines[n]) and not own.match(lines[n])), len(lines))
    while _NOTHING.match(lines[end - 1]):
        end -= 1
    return Place(first, end)
