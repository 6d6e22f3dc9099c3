"""Opens the board: folders, archive and its lock, lexicon, service, screen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.complaining import complain
from tui.paths import Paths
from tui.where import Where, polling, where_of
from watchers.errors import ArchiveCorruptError, LexiconError, SettingsError
from watchers.settings import Settings, load

if TYPE_CHECKING:
    from tui.board.feedlist import FeedList
    from tui.board.indexing import Making
    from tui.board.own import Own
    from tui.board.serving import Service, ServiceMaker
    from watchers.archive import Lock


def open_board(places: Sequence[str], paths: Paths, *, reset: bool) -> int:
    """Runs the board until it is left; returns the exit code. Raises WirewatchError where it cannot open."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        seen = sys.stderr if sys.stderr.isatty() or not sys.stdout.isatty() else sys.stdout
        complain("the board needs a terminal for input, output and errors. For a pipe: wirewatch watch.", seen)
        return 2
    settings = load(paths.settings)
    _check_theme(settings.theme, paths.settings)
    where = where_of(places, settings)
    lexicon = compiled_lexicon(paths.cache)
    with _writing(paths.archive, reset=reset) as lock:
        return _run(where, paths, lexicon, settings, lock)


def _run(where: Where, paths: Paths, lexicon: Path, settings: Settings, lock: Lock | None) -> int:
    from tui.board.app import Board
    from tui.board.reading import Reading
    from watchers.archive import Lock, Marks, Reader

    archive = paths.archive

    def own() -> Own:
        from tui.board.own import Own  # brings the lexicon along, for which no first paint should wait

        return Own(paths.own, lexicon)

    def feeds() -> FeedList:
        import os

        from tui.board.feedlist import FeedList  # the same of what adds feeds
        from tui.feeds.reaching import client
        from watchers.subscriptions import FILE

        return FeedList(paths.settings.parent / FILE, paths.settings, os.environ, client(settings, os.environ))

    def index(anew: bool) -> Making:
        from watchers.archive.index.building import Making  # brings numpy along

        return Making(archive, anew=anew)

    def serve(held: Lock) -> ServiceMaker:
        return _service_maker(paths, where, lexicon, settings, held)

    def take_over() -> ServiceMaker | None:
        freed = Lock(archive)
        return serve(freed) if freed.acquire() else None

    board = Board(
        Reading(lambda: Reader.open(archive), lambda: Marks.open(archive), index),
        where=where.folders_told,
        service=serve(lock) if lock else None,
        take_over=None if lock else take_over,
        own=own,
        feeds=feeds,
        theme=settings.theme,
    )
    board.run()
    return board.return_code or 0


def compiled_lexicon(cache: Path) -> Path:
    """The folder of the compiled lexicon; compiled first, with progress on stderr, where it is not there.

    In a process of its own: compiling takes 600 MiB, which this one would keep.
    """
    from watchers.analysis.lexicon.compile import fingerprint, is_whole

    folder = cache / f"lexicon-{fingerprint()}"
    if is_whole(folder):
        folder.touch()  # in use: another version's compilation lets it stand
        return folder
    with subprocess.Popen([sys.executable, "-m", "tui.commands.lexicon", str(cache)]) as compiling:  # noqa: S603
        try:
            code = compiling.wait()
        except BaseException:
            compiling.terminate()
            raise
    if code:
        raise LexiconError(folder, "could not be compiled; the reason stands above.")
    return folder


def _check_theme(theme: str, path: Path) -> None:
    from textual.theme import BUILTIN_THEMES

    from tui.board.themes import OURS

    known = [*(ours.name for ours in OURS), *BUILTIN_THEMES]
    if theme not in known:
        near = get_close_matches(theme, known, n=1)
        meant = f"Did you mean “{near[0]}”?" if near else f"Known themes: {', '.join(known)}."
        raise SettingsError(path, f"“theme”: there is no “{theme}”. {meant}")


@contextmanager
def _writing(archive: Path, *, reset: bool) -> Iterator[Lock | None]:
    """The archive, made or migrated, and its lock; None where another board writes it already."""
    from watchers.archive import Lock

    lock = Lock(archive)
    if not lock.acquire():
        yield None
        return
    try:
        _prepare(archive, reset=reset)
        yield lock
    finally:
        lock.release()


def _prepare(archive: Path, *, reset: bool) -> None:
    from watchers.archive import Archive

    try:
        Archive.open(archive).close()
    except ArchiveCorruptError as error:
        if not reset:
            complain(error)
            if not _agreed(f"Keep {archive.name} under another name and begin a new archive? [y/N] "):
                raise SystemExit(1) from error
        kept = Archive.reset(archive)
        complain(f"the damaged archive is kept as {kept}.")
        Archive.open(archive).close()


def _agreed(question: str, ask: Callable[[str], str] = input) -> bool:
    try:
        return ask(question).strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _service_maker(paths: Paths, where: Where, lexicon: Path, settings: Settings, lock: Lock) -> ServiceMaker:
    """Imports what takes documents in only when it is asked for, after the first paint."""

    def make(doorbell: Callable[[], None]) -> Service:
        from multiprocessing import resource_tracker

        from watchers import service

        # Worker processes need the tracker, and it inherits stderr, for which the screen stands in without a number.
        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
        feeds, own = polling(where, paths, settings), paths.own
        at = (paths.archive, where.folders, lexicon, settings, doorbell)
        return service.Service(*at, lock=lock, own=own, feeds=feeds)

    return make
