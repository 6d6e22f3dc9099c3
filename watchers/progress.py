"""How far something long has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total`, so many `per_second` of late; `seconds_left` is None where that cannot be told yet."""

    done: int
    total: int
    per_second: float = 0.0
    seconds_left: float | None = None
