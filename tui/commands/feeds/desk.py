"""What the deeds on feeds have at hand; one wiring function fills it, tests fill it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TextIO

from tui.feeds.asking import Fetching
from watchers.clean import clean_line
from watchers.errors import WirewatchError
from watchers.sources.feeds.looking import Look
from watchers.sources.feeds.opml import Listed
from watchers.subscriptions import Subscription

_LONGEST = 2_000


class UsageError(WirewatchError):
    """What must be given otherwise."""


@dataclass(frozen=True, slots=True)
class Fare:
    """How a feed fares: a sentence, and what is reckoned of it; None where nothing is known yet."""

    sentence: str = "not fetched yet"
    last_success: datetime | None = None
    next_try: datetime | None = None
    a_day: float | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """`path` is `feeds.toml`; `now` is in the person's time zone; `look` and `read_list` keep bytes in bounds."""

    path: Path
    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    ask: Callable[[str], str] | None
    fetcher: Callable[[], AbstractAsyncContextManager[Fetching]]
    fares: Callable[[tuple[Subscription, ...]], Mapping[str, Fare]]
    look: Callable[[bytes, str], Look]
    read_list: Callable[[bytes, str], Listed]
    resolve: Callable[[str], list[str]]
    now: Callable[[], datetime]
    environ: Mapping[str, str]

    def tell(self, line: str = "") -> None:
        """A line for a person, on stderr."""
        print(clean_line(line, _LONGEST), file=self.stderr)

    def show(self, told: str, label: str = "") -> None:
        """A line that was asked for, on stdout, behind a label of our own."""
        print(f"{label}{clean_line(told, _LONGEST)}", file=self.stdout)
