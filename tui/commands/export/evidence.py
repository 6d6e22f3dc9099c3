"""Documents as an evidence bundle: every version, with the bytes it came in."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from importlib.metadata import version

from tui.commands.export.placing import new_file, new_folder
from tui.commands.export.under_way import Export, many
from watchers.archive.originals import Captured
from watchers.bundle.facts import Facts, instant
from watchers.bundle.sinks import Folder, Packed, Sink
from watchers.bundle.tarred import Tar
from watchers.bundle.writing import Bundle, HeldBackError
from watchers.bundle.zipped import Zip
from watchers.clean import clean_line
from watchers.filters.writing import write as written


def write(export: Export) -> None:
    """Raises UsageError, ArchiveError, OSError, TooLargeError."""
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
        meaning=clean_line(written(export.meaning), 100_000),
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
    export.said.append(f"{many(facts.versions, 'version')} in {many(facts.files, 'file')}. Its seal is {seal}")
    export.said.append(
        "Note the seal where nobody can change it: only so does it prove that nothing was changed since."
    )


def _embargoed(one: Captured, now: datetime) -> bool:
    embargo = one.read[0].embargo if one.read else None
    return embargo is not None and embargo > now
