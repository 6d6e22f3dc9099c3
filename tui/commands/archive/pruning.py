"""`wirewatch archive prune`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from tui.commands.archive.amounts import sized
from tui.commands.complaining import complain
from tui.commands.progress import counted
from watchers.archive.lock import Lock
from watchers.archive.pruning import GivenBack, Goal, Plan, Pruned, Pruning, plan
from watchers.errors import ArchiveError


def run(
    archive: Path,
    goal: Goal,
    now: datetime,
    stdout: TextIO,
    *,
    dry_run: bool,
    ask: Callable[[str], bool] | None,
) -> int:
    """0; 1 where it was not agreed to, 130 where it was broken off. `ask` is None for --yes. Raises ArchiveError."""
    found = plan(archive, goal, now)
    for line in planned(found, goal):
        print(line, file=stdout, flush=True)
    if dry_run or not found.documents:
        print("nothing was changed" if dry_run else "there is nothing to take out", file=stdout)
        return 0
    about = "about " if goal.size is not None else ""
    if ask is not None and not ask(f"Take {about}{len(found.documents):,} documents out for good? [y/N] "):
        print("nothing was changed", file=stdout)
        return 1
    with closing(Pruning(archive)) as pruning, _alone(archive) as alone:
        try:
            with counted("Pruning") as count:
                done = pruning.run(goal, now, lambda done, total: count(done, total, "documents"))
            given = pruning.give_back(alone=alone, room=shutil.disk_usage(archive.absolute().parent).free)
        except KeyboardInterrupt:
            complain("broken off. Each document is whole, there or gone; run it again for the others.")
            return 130
    for line in told(done, given, goal):
        print(line, file=stdout)
    return 0


def planned(found: Plan, goal: Goal) -> Iterator[str]:
    """What would go, and what stays though it is as old."""
    number = len(found.documents)
    if number and found.oldest and found.newest:
        span = f"received {found.oldest:%Y-%m-%d} to {found.newest:%Y-%m-%d} UTC"
        reckoned = "" if goal.size is None else "about "
        yield f"{reckoned}{number:,} documents, {span}, about {sized(found.frees)} of {sized(found.used)}"
        if reckoned:
            yield f"that is reckoned: the oldest go until no more than {sized(goal.size or 0)} is in use"
    if found.spared:
        yield f"kept though as old: {found.spared:,}, starred, noted or embargoed"
    if goal.size is not None and found.used - found.frees > goal.size:
        yield f"all that may go leaves about {sized(found.used - found.frees)}, more than {sized(goal.size)}"


def told(done: Pruned, given: GivenBack, goal: Goal) -> Iterator[str]:
    """What came of it."""
    yield f"{done.documents:,} documents taken out; {sized(done.used)} in use; the file is {sized(given.size)} smaller"
    if given.left:
        why = f": {given.why}" if given.why else ""
        yield f"{sized(given.left)} in the file are free for new documents{why}"
    if goal.size is not None and done.used > goal.size:
        yield f"{sized(done.used)} is more than {sized(goal.size)}: what is left may not go"


@contextmanager
def _alone(archive: Path) -> Iterator[bool]:
    """Whether nobody else writes it, nor can begin to meanwhile."""
    lock = Lock(archive)
    try:
        held = lock.acquire()
    except ArchiveError:
        held = False
    try:
        yield held
    finally:
        lock.release()
