"""Paragraphs that a mail program broke into lines for sending (RFC 3676, format=flowed), joined again."""

from __future__ import annotations

import re

_QUOTED = re.compile(r">*")
SIGNATURE = "-- "


def joined(text: str, delete_space: bool = False) -> str:
    """The text with its soft breaks taken out; quoted lines keep their depth as `> `."""
    lines: list[str] = []
    depth, open_line = 0, False
    for raw in text.replace("\r\n", "\n").split("\n"):
        marks = _QUOTED.match(raw)
        level = marks.end() if marks else 0
        line = raw[level:].removeprefix(" ")
        soft = line.endswith(" ") and line != SIGNATURE
        shown = line[:-1] if soft and delete_space else line
        if open_line and level == depth and line != SIGNATURE:
            lines[-1] += shown  # in place: CPython grows a string that nobody else holds
        else:
            lines.append(("> " if level == 1 else ">" * level + " " if level else "") + shown)
        depth, open_line = level, soft
    return "\n".join(lines)
