"""How the whole fares, from what takes documents in and what the archive answered."""

from __future__ import annotations

from tui.board import unkept as keeping
from tui.board.panels.title import Pulse, Standing
from tui.board.serving import Serving
from watchers.archive.rows import Totals


def standing(serving: Serving, problem: str, answered: bool, totals: Totals | None, unkept: str = "") -> Standing:
    """`problem` is what went wrong, "" for nothing; `answered` is whether the archive has answered once.

    `unkept` is why nothing is kept in this run, "" where it is.
    """
    now = serving.keeping
    if not problem and not unkept and now and now.problem:
        problem = keeping.brief(now.problem, now.waiting)
    return Standing(
        pulse(serving, problem, answered),
        problem,
        serving.pending,
        serving.retagging,
        serving.catching_up,
        totals.documents if totals else None,
        totals.unread if totals else 0,
        keeping.brief(unkept) if unkept else "",
    )


def pulse(serving: Serving, problem: str, answered: bool) -> Pulse:
    """What goes wrong is told before all else."""
    if problem:
        return "problem"
    if answered and serving.along:
        return "along"
    return "live" if answered and serving.service else "starting"
