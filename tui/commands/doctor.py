"""`wirewatch doctor`: what is set, what is watched, what fails and why, in plain lines or as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TextIO

from tui.commands.diagnosed import as_json as facts_of
from tui.commands.diagnosis import (
    ArchiveFacts,
    Diagnosis,
    FilterFacts,
    LexiconFacts,
    LogFacts,
    OwnFacts,
    SettingsFacts,
    Slips,
    diagnose,
    no_slips,
)
from tui.paths import USUAL, Paths
from watchers.archive.rows import Health
from watchers.clean import clean_line
from watchers.document import Unreadable
from watchers.settings import Folder

_MARGIN = 13
"""Cells before what a line says."""
_WRITERS = {
    "nobody": "nobody writes it now",
    "a board": "a board writes it now",
    "not you": "cannot be written by you: a board would keep nothing",
}


def run(paths: Paths, stdout: TextIO, *, as_json: bool = False, slips: Slips = no_slips) -> int:
    """0 when nothing fails, else 1; `slips` tells what is wrong with the keys that are set."""
    found = diagnose(paths, slips)
    if as_json:
        print(json.dumps(facts_of(found)), file=stdout)
    else:
        for line in lines(found):
            print(f"{line[:_MARGIN]}{clean_line(line[_MARGIN:], 2000)}", file=stdout)
    return 0 if found.well else 1


def lines(found: Diagnosis) -> Iterator[str]:
    """What fails begins with a cross."""
    yield from _settings(found.settings)
    yield from _lexicon(found.lexicon)
    yield from _own(found.own, found.lexicon)
    yield from _filters(found.filters)
    yield from _archive(found.archive)
    yield _log(found.log)


def _log(found: LogFacts) -> str:
    if found.last is None:
        return f"● log        {found.path} (not there: nothing has gone wrong within the board)"
    return f"○ log        {found.path} · what went wrong within the board, last {_ago(found.last)}"


def _filters(found: FilterFacts) -> Iterator[str]:
    yield from (f"✖ filters    {mistake}" for mistake in found.mistakes)
    if not found.mistakes:
        yield f"● filters    {found.path} · {f'{found.saved:,} saved' if found.exists else 'not there'}"


def _settings(found: SettingsFacts) -> Iterator[str]:
    if found.problem:
        yield f"✖ settings   {found.problem}"
        return
    yield f"● settings   {found.path}{'' if found.exists else ' (not there: the defaults hold)'}"
    for folder in found.folders:
        yield f"             watches {_watched(folder, found.silent.get(folder.path))} where no other place is given"
        if folder.path != USUAL and not folder.path.is_dir():
            yield "○            it is not there now; it is taken up as soon as it appears"
    yield from (f"✖ home       {problem}" for problem in found.home_problems)
    yield from (f"✖ keys       {problem}" for problem in found.key_problems)
    if found.home and not found.home_problems:
        yield f"             documents report from {found.home}"


def _watched(folder: Folder, kind: str | None) -> str:
    """Its path and what is set for it: `/wire (“desk”, only **/*.xml, without drafts/**)`."""
    told = [f"“{folder.name}”"] if folder.name else []
    told += [f"only {', '.join(folder.include)}"] if folder.include else []
    told += [f"without {', '.join(folder.exclude)}"] if folder.exclude else []
    told += [f"documents report from {folder.home}"] if folder.home else []
    if folder.poll or (folder.poll is None and kind):
        told.append(f"looked through every few seconds{f', being {kind}' if kind else ''}")
    return f"{folder.path.absolute()} ({', '.join(told)})" if told else str(folder.path.absolute())


def _lexicon(found: LexiconFacts) -> Iterator[str]:
    yield f"● lexicon    {found.path}{'' if found.compiled else ' (compiled when first needed)'}"


def _own(found: OwnFacts, lexicon: LexiconFacts) -> Iterator[str]:
    if found.problem:
        yield f"✖ own        {found.problem}"
    for file in found.files:
        held = file.holds or ("" if lexicon.compiled else "not compiled yet")
        yield f"● own        {file.path} · {held if file.exists else 'not there'}"
    yield from (f"             {remark}" for remark in found.remarks)


def _archive(found: ArchiveFacts) -> Iterator[str]:
    if found.problem:
        yield f"✖ archive    {found.problem}"
    elif found.totals is None:
        yield f"● archive    {found.path} (made when the board first opens)"
    else:
        totals = found.totals
        held = f"{totals.documents:,} documents, {totals.unread:,} unread · {found.size / 2**20:.1f} MiB"
        yield f"● archive    {found.path} · {held} · {_WRITERS[found.writer]}"
    if found.remark:
        yield f"○            {found.remark}"
    for health in found.sources:
        yield _source(health)
    for unreadable in found.set_aside:
        yield from _set_aside(unreadable)


def _source(health: Health) -> str:
    seen = f"last success {_ago(health.last_success)}" if health.last_success else "no success yet"
    mark = "✖" if health.state == "failing" else "○" if health.problem else "●"
    told = f"{health.documents:,} documents · {health.set_aside:,} set aside · {seen}"
    problem = f" · {health.problem}" if health.problem else ""
    return f"{mark} source     {health.source.name} · {told}{problem}"


def _set_aside(unreadable: Unreadable) -> Iterator[str]:
    yield f"✖ set aside  {unreadable.name}: {unreadable.reason} ({_ago(unreadable.since)})"
    yield f"             {unreadable.advice}"


def _ago(moment: datetime) -> str:
    seconds = max(0, int((datetime.now(UTC) - moment).total_seconds()))
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"
