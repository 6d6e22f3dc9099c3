"""`wirewatch archive backup`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TextIO

from tui.commands.archive.amounts import sized
from tui.commands.complaining import complain
from tui.commands.progress import counted
from watchers.archive.backing import back_up, place_for


def run(archive: Path, to: Path | None, now: datetime, stdout: TextIO) -> int:
    """Prints where the copy lies. Raises ArchiveError."""
    with counted("Backing up") as count:
        made = back_up(archive, place_for(archive, to, now), lambda done, total: count(done, total, "pages"))
    complain(f"{made.documents:,} documents, {sized(made.size)}, looked through and whole.")
    print(made.path, file=stdout)
    return 0
