"""`wirewatch archive stats`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from tui.commands.archive.amounts import sized
from watchers.archive.statistics import Statistics, statistics
from watchers.clean import clean_line

_SOURCES = 20
_BAR = 30


def run(archive: Path, stdout: TextIO, *, as_json: bool) -> int:
    """0. Raises ArchiveError."""
    found = statistics(archive)
    if as_json:
        print(json.dumps({"archive": str(archive), **asdict(found)}), file=stdout)
        return 0
    for line in lines(found):
        print(line, file=stdout)
    return 0


def lines(found: Statistics) -> Iterator[str]:
    """The whole, then what its bytes are for, the months, and the sources with most documents."""
    each = f", {found.file / found.documents:,.0f} bytes a document" if found.documents else ""
    yield f"documents  {found.documents:,} ({found.starred:,} starred, {found.noted:,} with a note)"
    yield f"versions   {found.versions:,}; {found.stories:,} stories told by several"
    yield f"originals  {found.originals:,}, {sized(found.came)} as they came"
    yield f"file       {sized(found.file)}{each}; {sized(found.free)} of it free for more; log {sized(found.log)}"
    for use, size in found.by_use.items():
        yield f"           {sized(size):>12}  {use}"
    if found.by_month:
        yield "received"
        most = max(found.by_month.values())
        for month, number in found.by_month.items():
            yield f"  {month}  {number:>10,}  {'▇' * max(1, round(_BAR * number / most))}"
    if found.by_source:
        yield "sources"
    for source in found.by_source[:_SOURCES]:
        yield f"  {source.documents:>10,} documents  {sized(source.size):>12}  {clean_line(source.name, 80)}"
    if len(found.by_source) > _SOURCES:
        yield f"  and {len(found.by_source) - _SOURCES:,} more; --json has all"
