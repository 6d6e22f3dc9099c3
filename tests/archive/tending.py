"""Does one thing to an archive as a whole, and says on stdout how it comes along, so that it can be killed in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.build import NOON, minutes
from watchers.archive import backing
from watchers.archive.backing import back_up
from watchers.archive.pruning import Goal, Pruning
from watchers.archive.writing import Archive


def backup(path: Path) -> None:
    backing._PAGES = 1
    back_up(path, path.with_name("copy.db"), lambda done, total: say(done))


def prune(path: Path) -> None:
    """All that is older than noon, then the file made smaller."""
    with closing(Pruning(path, lambda _: say(0))) as pruning:
        pruning.run(Goal(before=NOON - minutes(1)), NOON)
        pruning.give_back(alone=True, room=2**40)


def migrate(path: Path) -> None:
    say(0)
    Archive.open(path).close()


def say(what: object) -> None:
    print(what, flush=True)


DEEDS: dict[str, Callable[[Path], None]] = {"backup": backup, "prune": prune, "migrate": migrate}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](Path(sys.argv[2]))
    say("done")
