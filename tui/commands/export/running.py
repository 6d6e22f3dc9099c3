"""`wirewatch export`: what a filter lets through, as it is at one moment, in a form to hand on."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Protocol

from tui.commands.complaining import complain
from tui.commands.export import markdown, webpage
from tui.commands.export.asking import Asked, Plan, UsageError, plan
from tui.commands.export.heading import About, Listed, file_name, listed
from tui.commands.export.paper import Paper, paper
from tui.commands.export.placing import new_file, new_folder, refuse
from tui.commands.export.rows import json_line, table
from tui.commands.progress import Counted, counted
from tui.commands.query import understood
from watchers.archive.originals import Captured, Snapshot
from watchers.bundle.facts import Facts, instant
from watchers.bundle.sinks import Folder, Packed, Sink, TooLargeError
from watchers.bundle.tarred import Tar
from watchers.bundle.writing import Bundle, HeldBackError
from watchers.bundle.zipped import Zip
from watchers.filters import Filter, Term
from watchers.filters.writing import write
from watchers.reading.clean import clean_line


class Markup(Protocol):
    """How documents become pages."""

    ENDING: str

    def together(self, about: About, listed: Iterator[Listed], papers: Iterator[Paper]) -> Iterator[str]: ...

    def index(self, about: About, listed: Iterator[Listed]) -> Iterator[str]: ...

    def alone(self, about: About, one: Paper) -> Iterator[str]: ...


_PAGES: dict[str, Markup] = {"markdown": markdown, "html": webpage}


@dataclass(slots=True)
class Export:
    """One export under way, and what came of it."""

    asked: Asked
    plan: Plan
    snapshot: Snapshot
    chosen: Sequence[int]
    meaning: Filter
    now: datetime
    lexicon: str
    counted: Counted
    damaged: int = 0
    held: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def about(self) -> About:
        return About(self.asked.expression, self.now, len(self.chosen))

    def documents(self) -> Iterator[Captured]:
        """The shown version of each."""
        for done, one in enumerate(self.snapshot.shown(self.chosen), 1):
            self.damaged += one.read is None
            self.counted(done, len(self.chosen), "")
            yield one


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
        complain(f"{_many(embargoed, 'document')} kept out: embargoed until that lifts.")
    if export.held:
        complain(f"{_many(export.held, 'version')} kept out: embargoed until that lifts.")
    if export.damaged:
        complain(f"{_many(export.damaged, 'version')} damaged in the archive: each says so where it stands.")
    for said in [f"{planned.target}: {_many(len(chosen), 'document')}.", *export.said]:
        complain(said)
    return 1 if export.damaged else 0


def _chosen(snapshot: Snapshot, wanted: Filter, now: datetime, asked: Asked) -> tuple[Sequence[int], int]:
    """Those to be written in their order, and how many are embargoed."""
    kept = Filter((*wanted.terms, Term("is", ("embargoed",), negated=True)))
    embargoed = len(snapshot.numbers(Filter((*wanted.terms, Term("is", ("embargoed",)))), now))
    found = snapshot.by_publication(kept, now) if asked.sort == "published" else snapshot.numbers(kept, now)
    ordered = found[::-1] if asked.sort == "oldest" else found
    return ordered[: asked.limit], embargoed


def _pages(export: Export) -> None:
    markup, force = _PAGES[export.plan.form], export.asked.force
    contents = listed(export.snapshot.headings(export.chosen), markup.ENDING)
    papers = map(paper, export.documents())
    if not export.plan.folder:
        with new_file(export.plan.target, force=force) as file:
            _say(file, markup.together(export.about, contents, papers))
        return
    with new_folder(export.plan.target, force=force) as folder:
        with (folder / f"index{markup.ENDING}").open("wb") as file:
            _say(file, markup.index(export.about, contents))
        for one in papers:
            with (folder / file_name(one.number, markup.ENDING)).open("wb") as file:
                _say(file, markup.alone(About(one.title, export.now, 1), one))


def _lines(export: Export) -> None:
    with new_file(export.plan.target, force=export.asked.force) as file:
        for one in export.documents():
            file.write(json_line(one))


def _table(export: Export) -> None:
    with new_file(export.plan.target, force=export.asked.force) as file:
        _say(file, table(export.documents()))


def _bundle(export: Export) -> None:
    target, force = export.plan.target, export.asked.force
    if export.plan.folder:
        with new_folder(target, force=force) as folder:
            _fill(export, Folder(folder))
        return
    with new_file(target, force=force) as file:
        _fill(export, Packed(file, Tar() if target.suffix.lower() == ".tar" else Zip()))


def _fill(export: Export, sink: Sink) -> None:
    asked = Facts(
        made=instant(export.now),
        filter=clean_line(export.asked.expression, 100_000),
        meaning=clean_line(write(export.meaning), 100_000),
        software=f"wirewatch {version('wirewatch')}",
        lexicon=export.lexicon,
    )
    total, versions = export.snapshot.every(export.chosen)
    secret = export.snapshot.embargoed(export.now)

    def content(one: Captured) -> bytes | None:
        if one.original in secret:
            raise HeldBackError
        return export.snapshot.content(one)

    with closing(Bundle(sink, content)) as bundle:
        for done, one in enumerate(versions, 1):
            if _embargoed(one, export.now):
                export.held += 1
            else:
                bundle.add(one)
            export.counted(done, total, "")
        facts, seal = bundle.finish(asked)
    sink.close()
    export.damaged = facts.damaged
    export.said.append(f"{_many(facts.versions, 'version')} in {_many(facts.files, 'file')}. Its seal is {seal}")
    export.said.append(
        "Note the seal where nobody can change it: only so does it prove that nothing was changed since."
    )


def _embargoed(one: Captured, now: datetime) -> bool:
    embargo = one.read[0].embargo if one.read else None
    return embargo is not None and embargo > now


def _say(file: BinaryIO, parts: Iterator[str]) -> None:
    for part in parts:
        file.write(part.encode("utf-8", "replace"))


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


_FORMS: dict[str, Callable[[Export], None]] = {
    "markdown": _pages,
    "html": _pages,
    "jsonl": _lines,
    "csv": _table,
    "bundle": _bundle,
}
