"""What a terminal may be sent: the sequences that Textual's renderer makes, and printable text; nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MODES = "25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048|2031|7"
_ALLOWED = re.compile(
    rb"\x1b\[(?:0?|(?:(?:[1-9]|[34]8;2;[0-9]+;[0-9]+;[0-9]+|[34]9);?)+)m"  # true colours and the like, no others
    rb"|\x1b\[[0-9]+;[0-9]+H"  # the cursor
    rb"|\x1b\]22;[a-z-]+\x07"  # the shape of the mouse's pointer
    rb"|\x1b\[\?(?:" + _MODES.encode() + rb")[hl]|\x1b\[\?(?:" + _MODES.encode() + rb")\$p"  # modes, and what they are
    rb"|\x1b\[>[0-9]+u|\x1b\[<u|\x1b\[=[0-9;]+u|\x1b\[\?u"  # the protocol of keys
    rb"|\x1b\[[0-9;]*t|\x1b\[c|\x1b\[\?996n"  # sizes and colours asked for
    rb"|\x07"  # the bell
    rb"|\r?\n|\r"
)
_COPIED = re.compile(rb"\x1b\]52;c;4oCc[A-Za-z0-9+/=]*\x07")  # what begins with “, as every citation does
JOINERS = "\u200c\u200d"


def strays(printed: bytes) -> list[str]:
    """All that is neither; each with what stands around it."""
    rest = _ALLOWED.sub(b"\n", _COPIED.sub(b"\n", printed))
    return list(_strays(rest.decode("utf-8", "surrogateescape")))


def _strays(text: str) -> Iterator[str]:
    for at, letter in enumerate(text):
        if letter != "\n" and not letter.isprintable() and letter not in JOINERS:
            yield repr(text[max(0, at - 20) : at + 30])
