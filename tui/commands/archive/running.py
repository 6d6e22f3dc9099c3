"""`wirewatch archive`: which deed is meant."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tui.commands.complaining import complain
from watchers.archive.network import remark


def run(given: Namespace, archive: Path) -> int:
    """0 done, 1 something is wrong with the archive or not agreed to, 130 broken off. Raises ArchiveError."""
    if told := remark(archive):
        complain(told)
    if given.deed == "backup":
        from tui.commands.archive import backing

        return backing.run(archive, given.to, datetime.now(UTC), sys.stdout)
    if given.deed == "check":
        from tui.commands.archive import checking

        return checking.run(archive, sys.stdout, quick=given.quick, as_json=given.json)
    if given.deed == "stats":
        from tui.commands.archive import counting

        return counting.run(archive, sys.stdout, as_json=given.json)
    from tui.commands.archive import pruning
    from watchers.archive.pruning import Goal

    goal = Goal(given.before, given.size)
    ask = None if given.yes else _ask_of(sys.stdin.isatty() and sys.stderr.isatty())
    return pruning.run(archive, goal, datetime.now(UTC), sys.stdout, dry_run=given.dry_run, ask=ask)


def _ask_of(terminal: bool) -> Callable[[str], bool]:
    return _asked if terminal else _nobody


def _asked(question: str) -> bool:
    """On stderr: stdout is for data."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _nobody(_: str) -> bool:
    complain("nobody is there to be asked; give --yes, or --dry-run to see what would go.")
    return False
