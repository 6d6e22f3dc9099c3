"""`wirewatch doctor`: what is set, what is watched, what fails and why, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tui.paths import USUAL, Paths
from watchers.analysis.lexicon import compile as lexicon
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.own.reading import read_own
from watchers.analysis.own import ACTORS, REGIONS
from watchers.archive import Lock, Reader
from watchers.archive.rows import Health
from watchers.document import Unreadable
from watchers.errors import ArchiveError, LexiconError, SettingsError
from watchers.reading.clean import clean_line
from watchers.settings import Folder, load
from watchers.sources.mounts import silent


def run(paths: Paths, stdout: TextIO) -> int:
    """0 when nothing fails, else 1."""
    problems = 0
    for line in _lines(paths):
        problems += line.startswith("✖")
        print(line, file=stdout)
    return 1 if problems else 0


def _lines(paths: Paths) -> Iterator[str]:
    yield from _settings(paths.settings, paths.cache)
    yield from _lexicon(paths.cache)
    yield from _own(paths)
    yield from _archive(paths.archive)


def _settings(path: Path, cache: Path) -> Iterator[str]:
    try:
        settings = load(path)
    except SettingsError as error:
        yield f"✖ settings   {clean_line(str(error))}"
        return
    yield f"● settings   {clean_line(str(path))}{'' if path.exists() else ' (not there: the defaults hold)'}"
    for folder in settings.watched or (Folder(USUAL),):
        yield f"             watches {clean_line(_watched(folder))} where no other place is given"
    for home in dict.fromkeys([settings.home, *(folder.home for folder in settings.watched)]):
        if home:
            yield from _home(home, path, cache, settings.home)


def _watched(folder: Folder) -> str:
    """Its path and what is set for it: `/wire (“desk”, only **/*.xml, without drafts/**)`."""
    told = [f"“{folder.name}”"] if folder.name else []
    told += [f"only {', '.join(folder.include)}"] if folder.include else []
    told += [f"without {', '.join(folder.exclude)}"] if folder.exclude else []
    told += [f"documents report from {folder.home}"] if folder.home else []
    kind = silent(str(folder.path.absolute()))
    if folder.poll or (folder.poll is None and kind):
        told.append(f"looked through every few seconds{f', being {kind}' if kind else ''}")
    return f"{folder.path.absolute()} ({', '.join(told)})" if told else str(folder.path.absolute())


def _home(home: str, path: Path, cache: Path, usual: str) -> Iterator[str]:
    """Its country is looked up where the lexicon is compiled."""
    folder = _compiled(cache)
    if lexicon.is_whole(folder):
        with closing(Lexicon.open(folder)) as known:
            if not known.is_home(home):
                yield f"✖ home       {clean_line(str(path))}: “home”: “{home}” begins with no country that is known."
                return
    if home == usual:
        yield f"             documents report from {home}"


def _compiled(cache: Path) -> Path:
    return cache / f"lexicon-{lexicon.fingerprint()}"


def _lexicon(cache: Path) -> Iterator[str]:
    folder = _compiled(cache)
    yield f"● lexicon    {clean_line(str(folder))}{'' if lexicon.is_whole(folder) else ' (compiled when first needed)'}"


def _own(paths: Paths) -> Iterator[str]:
    """Both files of a person's own; what they refer to is looked up where the lexicon is compiled."""
    told: dict[str, str] = dict.fromkeys((ACTORS, REGIONS), "not compiled yet")
    remarks: list[str] = []
    try:
        read_own(paths.own)
        folder = _compiled(paths.cache)
        if lexicon.is_whole(folder):
            with closing(Lexicon.open(folder, paths.own)) as known:
                told.update(known.overlay.told)
                remarks = list(known.overlay.remarks)
    except LexiconError as error:
        yield f"✖ own        {clean_line(str(error))}"
        return
    for name, held in told.items():
        there = (paths.own / name).exists()
        yield f"● own        {clean_line(str(paths.own / name))} · {held if there else 'not there'}"
    yield from (f"             {clean_line(remark)}" for remark in remarks)


def _archive(path: Path) -> Iterator[str]:
    if not path.exists():
        yield f"● archive    {clean_line(str(path))} (made when the board first opens)"
        return
    try:
        reader = Reader.open(path)
    except ArchiveError as error:
        yield f"✖ archive    {clean_line(str(error))}"
        return
    try:
        totals = reader.totals()
        held = f"{totals.documents:,} documents, {totals.unread:,} unread · {path.stat().st_size / 2**20:.1f} MiB"
        yield f"● archive    {clean_line(str(path))} · {held} · {_writer(path)}"
        for health in reader.sources():
            yield _source(health)
        for unreadable in reader.set_aside(None):
            yield from _set_aside(unreadable)
    finally:
        reader.close()


def _writer(path: Path) -> str:
    lock = Lock(path)
    try:
        if not lock.acquire():
            return "a board writes it now"
    except ArchiveError:
        return "cannot be written by you: a board would read along"
    lock.release()
    return "nobody writes it now"


def _source(health: Health) -> str:
    seen = f"last success {_ago(health.last_success)}" if health.last_success else "no success yet"
    mark = "✖" if health.state == "failing" else "●"
    told = f"{health.documents:,} documents · {health.set_aside:,} set aside · {seen}"
    problem = f" · {clean_line(health.problem)}" if health.problem else ""
    return f"{mark} source     {clean_line(health.source.name)} · {told}{problem}"


def _set_aside(unreadable: Unreadable) -> Iterator[str]:
    yield f"✖ set aside  {clean_line(unreadable.name)}: {clean_line(unreadable.reason)} ({_ago(unreadable.since)})"
    yield f"             {clean_line(unreadable.advice)}"


def _ago(moment: datetime) -> str:
    seconds = max(0, int((datetime.now(UTC) - moment).total_seconds()))
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"
