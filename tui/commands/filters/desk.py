"""What the deeds on saved filters have at hand; one wiring function fills it, tests fill it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from watchers.clean import clean_line
from watchers.errors import WirewatchError
from watchers.filters import Filter
from watchers.filters.calling import Names

_LONGEST = 2_000


class UsageError(WirewatchError):
    """What must be given otherwise."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`path` is `filters.toml`; `now` is in the person's time zone.

    `names` are those of lexicon and archive, None while there is no archive; `counts` of documents likewise.
    """

    path: Path
    stdout: TextIO
    stderr: TextIO
    names: Callable[[], AbstractContextManager[Names | None]]
    counts: Callable[[Sequence[Filter | None]], Sequence[int | None]]
    now: Callable[[], datetime]

    def tell(self, line: str) -> None:
        """A line for a person, on stderr."""
        print(clean_line(line, _LONGEST), file=self.stderr)
