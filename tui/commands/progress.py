"""How long work shows itself on stderr: a bar on a terminal, a line a step in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Step = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""
Counted = Callable[[int, int, str], None]
"""Called with how much is done, how much there is, and what to say beside it."""
SECONDS = 5.0
"""Between two lines in a log."""


@contextmanager
def shown(title: str) -> Iterator[Step]:
    """Progress that appears with the first step; nothing is shown when there is none."""
    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    bar = Progress(*columns, TimeElapsedColumn(), console=console, transient=False)
    tasks: dict[str, object] = {}

    def step(what: str, done: int, total: int) -> None:
        if not tasks:
            console.print(title, markup=False)
            if console.is_terminal:
                bar.start()
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=total)
            if not console.is_terminal:
                console.print(f"  {what} …", markup=False)
        bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

    try:
        yield step
    finally:
        bar.stop() if tasks and console.is_terminal else None


@contextmanager
def counted(what: str, every: float = SECONDS) -> Iterator[Counted]:
    """One long piece of work that counts: in a log a line every so many seconds."""
    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    said = TextColumn("{task.fields[said]}", markup=False)
    bar = Progress(*columns, said, TimeElapsedColumn(), console=console, transient=True)
    task = bar.add_task(what, total=None, said="")
    last = monotonic()

    def count(done: int, total: int, aside: str) -> None:
        nonlocal last
        line = f"{done:,} of {total:,}{f', {aside}' if aside else ''}"
        if console.is_terminal:
            bar.update(task, completed=done, total=total, said=line)
        elif monotonic() - last >= every:
            last = monotonic()
            console.print(f"{what}: {line}", markup=False, soft_wrap=True)

    try:
        bar.start() if console.is_terminal else None
        yield count
    finally:
        bar.stop() if console.is_terminal else None


def lasting(seconds: float) -> str:
    """`40 s`, `12 min`, `3 h 20 min`."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
