"""How long work shows itself on stderr: a bar on a terminal, a line a step in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Step = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


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
