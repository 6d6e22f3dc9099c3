"""`wirewatch retag`: the archive's documents tagged again with the present lexicon, and what that changes counted."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from tui.commands.complaining import complain
from tui.commands.progress import Counted, counted
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.archive.lock import Lock
from watchers.archive.reader import Reader
from watchers.archive.rows import Tag
from watchers.clean import clean_line
from watchers.errors import ArchiveBusyError
from watchers.retagged import Count, Retagged
from watchers.retagging import alone
from watchers.settings import Settings
from watchers.workers import Workers

_FEW = 6
_BOARDS = "another wirewatch writes it. Let its board do it: ^p, “Re-tag the archive”; or end it first."


def run(
    archive: Path,
    lexicon: Callable[[], Path],
    settings: Settings,
    stdout: TextIO,
    *,
    dry_run: bool,
    own: Path | None = None,
) -> int:
    """0; 1 where a document could not be tagged; 130 when broken off. Raises ArchiveError, LexiconError.

    A slip in the folder `own` is one: without what it holds, its tags would go from all documents.
    """
    Reader.open(archive).close()
    with _lock(archive, needed=not dry_run):
        compiled = lexicon()
        Lexicon.open(compiled, own).close()
        bounds = (settings.workers, settings.read_seconds, settings.worker_megabytes)
        workers = Workers(compiled, *bounds, own=own, home=settings.home or None)
        count = Count()
        try:
            with counted("Counting what would change" if dry_run else "Re-tagging") as progress:
                told = asyncio.run(_round(archive, workers, count, progress, dry_run=dry_run))
        except (KeyboardInterrupt, asyncio.CancelledError):
            complain(_broken_off(count, dry_run=dry_run))
            return 130
    for line in lines(told, dry_run=dry_run):
        print(line, file=stdout)
    return 1 if told.failed else 0


@contextmanager
def _lock(archive: Path, *, needed: bool) -> Iterator[None]:
    """Counting writes nothing, so a board may go on meanwhile."""
    lock = Lock(archive)
    if needed and not lock.acquire():
        raise ArchiveBusyError(archive, _BOARDS)
    try:
        yield
    finally:
        lock.release()


async def _round(archive: Path, workers: Workers, count: Count, progress: Counted, *, dry_run: bool) -> Retagged:
    task = asyncio.current_task()
    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: task and task.cancel())

    def told() -> None:
        progress(count.done, count.total, _changes(count.changed, dry_run=dry_run))

    async with alone(archive, workers, count, told, dry=dry_run) as retagging:
        return await retagging.run()


def _broken_off(count: Count, *, dry_run: bool) -> str:
    so_far = f"broken off at {count.done:,} of {count.total:,} documents, {_changes(count.changed, dry_run=dry_run)}."
    return so_far if dry_run else f"{so_far} Each is whole, as it was or as it is now; run it again for the others."


def _changes(number: int, *, dry_run: bool) -> str:
    return f"{number:,} would change" if dry_run else f"{number:,} changed"


def lines(told: Retagged, *, dry_run: bool) -> Iterator[str]:
    """What came of it, a kind a line; the names of a few, those of most documents first."""
    written = "; nothing was written" if dry_run else ""
    yield f"documents  {told.done:,} looked at, {_changes(told.changed, dry_run=dry_run)}{written}"
    yield f"actors     gained {_tags(told.actors_gained)}"
    yield f"           lost {_tags(told.actors_lost)}"
    yield f"regions    gained {_tags(told.regions_gained)}"
    yield f"           lost {_tags(told.regions_lost)}"
    yield f"events     {_changes(told.events, dry_run=dry_run)}"
    if told.failed:
        yield f"failed     {told.failed:,}, left as they were"
        yield from (f"           {clean_line(f'{each.title}: {each.problem}', 500)}" for each in told.failures)
        if told.failed > len(told.failures):
            yield f"           and {told.failed - len(told.failures):,} more"


def _tags(ranked: Sequence[tuple[Tag, int]]) -> str:
    """`12: Free Idlib Front 8, Ibex Brigade 4`; a tag counts once for each document."""
    if not ranked:
        return "0"
    named = ", ".join(f"{clean_line(tag.name, 80)} {number:,}" for tag, number in ranked[:_FEW])
    more = f" and {len(ranked) - _FEW:,} more" if len(ranked) > _FEW else ""
    return f"{sum(number for _, number in ranked):,}: {named}{more}"
