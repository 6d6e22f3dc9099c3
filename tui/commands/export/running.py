"""`wirewatch export`: what a filter lets through, as it is at one moment, in a form to hand on."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tui.commands.complaining import complain
from tui.commands.export import evidence, lines, pages
from tui.commands.export.asking import Asked, Plan, UsageError, plan
from tui.commands.export.placing import refuse
from tui.commands.export.under_way import Export, many
from tui.commands.progress import counted
from tui.commands.query import understood
from watchers.archive.originals import Snapshot
from watchers.bundle.sinks import TooLargeError
from watchers.filters import Filter, Term


def run(asked: Asked, archive: Path, lexicon: Path, own: Path) -> int:
    """0; 1 where something could not be read or written, which is named; 2 for what cannot be meant.

    Raises FilterError, ArchiveError, LexiconError.
    """
    try:
        planned = plan(asked)
        refuse(planned.target, force=asked.force, folder=planned.folder)
        with _cleaning_up():
            return _export(asked, planned, archive, lexicon, own)
    except UsageError as error:
        complain(error)
        return 2
    except TooLargeError as error:
        complain(f"{error}: too large for this packing; export into a folder.")
    except OSError as error:
        complain(f"{asked.to}: cannot be written: {error.strerror or error}.")
    return 1


@contextmanager
def _cleaning_up() -> Iterator[None]:
    """Asked to end, it leaves nothing half behind."""

    def end(*_: object) -> None:
        sys.exit(143)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _export(asked: Asked, planned: Plan, archive: Path, lexicon: Path, own: Path) -> int:
    now = datetime.now(UTC)
    wanted = understood(asked.expression, archive, lexicon, own)
    with closing(Snapshot(archive)) as snapshot, counted("Exporting") as progress:
        chosen, embargoed = _chosen(snapshot, wanted, now, asked)
        export = Export(asked, planned, snapshot, chosen, wanted, now, lexicon.name.rpartition("-")[2], progress)
        _FORMS[planned.form](export)
    if embargoed:
        complain(f"{many(embargoed, 'document')} kept out: embargoed until that lifts.")
    if export.held:
        complain(f"{many(export.held, 'version')} kept out: embargoed until that lifts.")
    if export.damaged:
        complain(f"{many(export.damaged, 'version')} damaged in the archive: each says so where it stands.")
    for said in [f"{planned.target}: {many(len(chosen), 'document')}.", *export.said]:
        complain(said)
    return 1 if export.damaged else 0


def _chosen(snapshot: Snapshot, wanted: Filter, now: datetime, asked: Asked) -> tuple[Sequence[int], int]:
    """Those to be written in their order, and how many are embargoed."""
    kept = Filter((*wanted.terms, Term("is", ("embargoed",), negated=True)))
    embargoed = len(snapshot.numbers(Filter((*wanted.terms, Term("is", ("embargoed",)))), now))
    found = snapshot.by_publication(kept, now) if asked.sort == "published" else snapshot.numbers(kept, now)
    ordered = found[::-1] if asked.sort == "oldest" else found
    return ordered[: asked.limit], embargoed


_FORMS: dict[str, Callable[[Export], None]] = {
    "markdown": pages.write,
    "html": pages.write,
    "jsonl": lines.write_json,
    "csv": lines.write_table,
    "bundle": evidence.write,
}
