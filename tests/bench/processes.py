"""What a process and all that it has begun take, from the proc file system."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(process: int) -> Iterator[int]:
    """A process and its children's children."""
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in thread.joinpath("children").read_text(encoding="ascii").split():
                yield from family(int(child))


def seconds(process: int) -> float:
    """Of the processor, by a process and the children that it has waited for."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / _TICKS


def used(process: int) -> dict[int, float]:
    """The same of all of a family."""
    found = {}
    for each in family(process):
        with suppress(OSError):
            found[each] = seconds(each)
    return found
