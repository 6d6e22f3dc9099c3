"""Counts as a filter gives them: `3` for at least three, `=3` for just three, `<3`, `<=3`, `>3`, `>=3`, `2..4`."""

from __future__ import annotations

import re

MOST = 999_999
_COUNT = re.compile(
    r"(?P<sign><=|>=|<|>)?(?P<count>\d{1,6})|(?P<from>\d{1,6})\.\.(?P<to>\d{1,6})?|\.\.(?P<until>\d{1,6})"
)


def bounds(text: str, *, exact: bool = False) -> tuple[int, int] | None:
    """The least and the most that is meant, both included; None where that is no count or range."""
    found = _COUNT.fullmatch(text) if text.isascii() else None
    if found is None:
        return None
    if found["count"] is None:
        return int(found["from"] or 0), int(found["to"] or found["until"] or MOST)
    number = int(found["count"])
    if exact and not found["sign"]:
        return number, number
    return {
        "<": (0, number - 1),
        "<=": (0, number),
        ">": (number + 1, MOST),
    }.get(found["sign"] or "", (number, MOST))


def numbered(text: str) -> int | None:
    """The number of a document, as `#1204` gives it; None for what is no such number."""
    digits = text[1:]
    if text[:1] == "#" and digits.isascii() and digits.isdecimal() and len(digits) <= 18:
        return int(digits)
    return None
