"""Messages on stderr: one line, named, with nothing in it that a terminal would obey."""

from __future__ import annotations

import sys
from typing import TextIO


def complain(problem: object, stream: TextIO | None = None) -> None:
    """`wirewatch: …`; `stream` is stderr where it is not given."""
    from watchers.reading.clean import clean_line  # reading brings lxml along, for which no first paint should wait

    print(f"wirewatch: {clean_line(str(problem), 2000)}", file=stream or sys.stderr)
