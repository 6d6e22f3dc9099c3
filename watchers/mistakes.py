"""Mistakes in a settings file: which line they stand in, and how they are said."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text in quotes",
    "bool": "true or false",
    "array": "a list in brackets",
    "object": "a table",
    "null": "nothing",
}
_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?")
_PLACE = re.compile(r"at `\$((?:\.[\w-]+|\[\d+\]|\[\.\.\.\])*)`")


def line_of(text: str, name: str, table: str = "", number: int = 0) -> int | None:
    """Where a key stands: at the top, or in a table, the `number`th of that name counted from 0."""
    begin, end = _stretch(text, table, number) if table else (0, len(text.splitlines()))
    pattern = re.compile(rf"^\s*\[*[\"']?{re.escape(name)}\b")
    lines = text.splitlines()
    return next((n + 1 for n in range(begin, end) if pattern.match(lines[n])), begin + 1 if table else None)


def _stretch(text: str, table: str, number: int) -> tuple[int, int]:
    """From its header to the next one that is not of a table in it; where it is written in one line, that line."""
    lines, begin = text.splitlines(), None
    for n, line in enumerate(lines):
        header = _HEADER.match(line)
        if header is None:
            continue
        if begin is not None and not header[1].startswith(f"{table}."):
            return begin, n
        if header[1] == table:
            begin, number = (n if number == 0 else begin), number - 1
    if begin is not None:
        return begin, len(lines)
    inline = line_of(text, table) or 1
    return inline - 1, inline


def unknown(name: str, known: Sequence[str], what: str, rest: str = "Known") -> str:
    """`“quiet_second” is not a key of the settings. Did you mean “quiet_seconds”?`."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"{rest}: {', '.join(known)}."
    return f"“{name}” {what} {hint}"


def place(error: str) -> tuple[str, int | None]:
    """The key that an error of msgspec is about, and the number of the table in a list of them."""
    found = _PLACE.search(error)
    steps = re.findall(r"\.([\w-]+)|\[(\d+)\]", found[1] if found else "")
    names, numbers = [name for name, _ in steps if name], [int(number) for _, number in steps if number]
    return names[-1] if names else "", numbers[0] if numbers and names[:1] == ["folder"] else None


def in_words(error: str) -> str:
    """`Expected `float`, got `str` - at `$.x`` → `expected a number, found text in quotes`."""
    told = error.partition(" - at")[0].replace("Expected", "expected").replace("got", "found")
    told = re.sub(r"`(\w+)(?: \| null)?`", lambda found: _KINDS.get(found[1], found[1]), told)
    return re.sub(r"Object missing required field `?(.*?)`?$", r"there is no “\1”", told)
