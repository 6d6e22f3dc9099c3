"""Several dispatches in one plain text, parted by marks that only wires set: `ZCZC`, `NNNN`, `-0-`, `###`, `ENDS`."""

from __future__ import annotations

import re
from datetime import datetime

from watchers.reading.dateline import dateline

_FRAME = re.compile(r"^[ \t]*(?:ZCZC(?![a-z])[^\n]{0,40}|N{4})[ \t]*$", re.M)
"""The telex frames a message with these, and no text stands on such a line."""
_END = re.compile(
    r"^[ \t]*(?:-+ ?0 ?-+|-+ ?30 ?-+|#{3}|# # #|[-(/*]{0,2} ?(?:ENDS?|FIN|ENDE|END ITEM|END OF STORY) ?"
    r"[-)/*]{0,2})[ \t]*$",
    re.M,
)
"""Ends of stories; press releases and notes have them too, so each part has to have a dateline."""
_HEAD = 4
_MOST = 5000


def split(text: str, received: datetime) -> list[str]:
    """The dispatches without their marks; the whole text where it is one, or where the marks may be anything else."""
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n")
    if len(framed := _parts(text, _FRAME)) > 1:
        return framed
    ended = _parts(text, _END)
    if len(ended) > 1 and _is_dispatch(ended[0], received):
        joined: list[str] = []
        for part in ended:
            if not joined or _is_dispatch(part, received):
                joined.append(part)
            elif part is ended[-1]:
                joined[-1] += f"\n\n{part}"  # the desk's address, notes to editors
            else:
                return [text]
        if len(joined) > 1:
            return joined
    return framed if framed and _FRAME.search(text) else [text]


def _parts(text: str, mark: re.Pattern[str]) -> list[str]:
    return [part.strip("\n") for part in mark.split(text, maxsplit=_MOST) if part.strip()]


def _is_dispatch(part: str, received: datetime) -> bool:
    """Whether a dateline stands in the first blocks or lines, below a headline, a byline, notes."""
    blocks = [block for block in re.split(r"\n\s*\n", part.strip()) if block.strip()][:_HEAD]
    lines = part.strip().split("\n")[:_HEAD]
    below = ["\n".join(lines[n:]) for n in range(1, len(lines))]
    return len(part.split()) > 8 and any(dateline(each.strip(), received) for each in (*blocks, *below))
