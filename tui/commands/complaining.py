"""Messages on stderr: one line, named, with nothing in it that a terminal would obey."""

from __future__ import annotations

import sys
from typing import TextIO

from watchers.clean import clean_line


def complain(problem: object, stream: TextIO | None = None) -> None:
    """`wirewatch: …`; `stream` is stderr where it is not given."""
    print(f"wirewatch: {clean_line(str(problem), 2000)}", file=stream or sys.stderr)
