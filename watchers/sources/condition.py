"""How a source fares, in the same words for folders and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["starting", "live", "waiting", "failing", "off"]


@dataclass(frozen=True, slots=True)
class Condition:
    """`problem` is a sentence or None; `last_success` is the last look at the whole of it, `next_try` the next one.

    `said` is what there is to say where nothing is wrong. Until `muted` its documents are kept, but not shown.
    """

    state: State = "starting"
    problem: str | None = None
    last_success: datetime | None = None
    next_try: datetime | None = None
    said: str | None = None
    muted: datetime | None = None
