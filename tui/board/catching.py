"""How far a long backlog has come, as a bar that never changes its width while it grows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta

from tui.board import words
from watchers.progress import Progress

FULL, HALF, EMPTY = "━", "╸", "─"
WIDE, NARROW = 20, 8


def told(progress: Progress, room: int) -> str:
    """`━━━━━╸──── 12,345 of 100,000 · 210/s · 6 min left`, in less room less of it; "" where there is none for it."""
    return next((said for said in _shorter(progress) if len(said) <= room), "")


def _shorter(progress: Progress) -> Iterator[str]:
    total = words.count(progress.total)
    done = words.count(progress.done).rjust(len(total))
    rate = f" · {speed(progress.per_second)}"
    left = f" · {time_left(progress)}"
    yield f"{bar(progress, WIDE)} {done} of {total}{rate}{left}"
    yield f"{bar(progress, NARROW)} {done} of {total}{rate}{left}"
    yield f"{bar(progress, NARROW)} {done} of {total}{left}"
    yield f"{bar(progress, NARROW)} {done} of {total}"
    yield f"{bar(progress, NARROW)} {percent(progress)}"
    yield percent(progress)


def bar(progress: Progress, cells: int) -> str:
    """Full only at the end."""
    halves = math.floor(2 * cells * _share(progress))
    line = FULL * (halves // 2) + HALF * (halves % 2)
    return line.ljust(cells, EMPTY)


def percent(progress: Progress) -> str:
    """` 12 %`; 100 only at the end."""
    return f"{math.floor(100 * _share(progress)):>3} %"


def speed(per_second: float) -> str:
    """`  210/s`, `  0.4/s`: always as wide."""
    return (f"{per_second:,.0f}/s" if per_second >= 10 else f"{per_second:.1f}/s").rjust(7)


def time_left(progress: Progress) -> str:
    """`  6 min left`, always as wide; `time not known` while it cannot be told."""
    seconds = progress.seconds_left
    known = "" if seconds is None or not math.isfinite(seconds) else f"{words.left(timedelta(seconds=seconds))} left"
    return (known or "time not known").rjust(14)


def _share(progress: Progress) -> float:
    return min(1.0, max(0.0, progress.done / progress.total)) if progress.total > 0 else 0.0
