"""How far a long backlog has come, as a bar that never changes its width while it grows."""

from __future__ import annotations

import math
from collections.abc import Iterator

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
    """` 6 min left`, ` 2.2 h left`, always as wide; `     … left` while it cannot be told."""
    seconds = progress.seconds_left
    return f"{'…' if seconds is None or not math.isfinite(seconds) else _round(max(1.0, seconds))} left".rjust(11)


def _round(seconds: float) -> str:
    """One unit is enough of a guess."""
    if seconds < 60:
        return f"{math.floor(seconds)} s"
    if seconds < 3600:
        return f"{math.floor(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h" if seconds < 99 * 3600 else f"{seconds / 86400:.0f} d"


def _share(progress: Progress) -> float:
    return min(1.0, max(0.0, progress.done / progress.total)) if progress.total > 0 else 0.0
