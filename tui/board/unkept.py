"""What is not kept, and why: in the title in a few words, among the sources in full."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.board.content import safe
from tui.unkept import later, waits
from watchers.archive.rows import Health
from watchers.document import Source

if TYPE_CHECKING:
    from watchers.keeping import Keeping


@dataclass(frozen=True, slots=True)
class Safekeeping:
    """Where things are kept: the archive that was meant, and why nothing is kept there in this run, "" where it is.

    `notices` are sentences about it that are to be said once.
    """

    archive: Path | None = None
    unkept: str = ""
    notices: tuple[str, ...] = ()


def brief(problem: str, waiting: int = 0) -> str:
    """`not kept, 16 documents wait: the disk is full`: a long reason is cut off, the number never."""
    reason = problem.partition(". ")[0].rstrip(".")
    return f"not kept{f', {waits(waiting)}' if waiting else ''}: {safe(reason, 200)}"


def row(where: Safekeeping, keeping: Keeping | None) -> Health | None:
    """Among the sources, while something is not kept."""
    archive = where.archive or Path("archive")
    source = Source("file", archive.name, archive.absolute().as_uri())
    if where.unkept:
        return Health(source, "failing", f"Nothing is kept: {where.unkept} What comes in is shown until you leave.")
    if keeping is None or keeping.problem is None:
        return None
    return Health(source, "failing", f"Not kept at present: {keeping.problem} {later(keeping.waiting)}")
