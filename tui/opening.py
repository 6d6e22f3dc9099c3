"""Opens the board: folders, archive and its lock, lexicon, service, screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tui import collecting
from tui.commands.complaining import complain
from tui.paths import Paths
from tui.shelving import Opened, opened
from tui.where import Where, where_of
from watchers.errors import LexiconError, SettingsError
from watchers.settings import Settings, load

if TYPE_CHECKING:
    from tui.board.app import Board
    from tui.board.feedlist import FeedList
    from tui.board.indexing import Making
    from tui.board.keys import Keyring
    from tui.board.own import Own
    from tui.board.reader import Marks as Pen
    from tui.board.reading import Reading
    from tui.board.serving import Service, ServiceMaker
    from watchers.archive.lock import Lock
    from watchers.archive.naming import KnownNames

FRAMES = "120"
"""A second at most, as Textual reads it: after a frame that took long it lets up to two of that length pass."""


def open_board(places: Sequence[str], paths: Paths, *, reset: bool, ascii_signs: bool | None = None) -> int:
    """Runs the board until it is left; returns the exit code. Raises WirewatchError where it cannot open."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        seen = sys.stderr if sys.stderr.isatty() or not sys.stdout.isatty() else sys.stdout
        complain("the board needs a terminal for input, output and errors. For a pipe: wirewatch watch.", seen)
        return 2
    collecting.hold()
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    from tui.keying import keyring

    settings = load(paths.settings)
    if ascii_signs is not None:
        settings = replace(settings, ascii=ascii_signs)
    check_theme(settings.theme, paths.settings)
    keys = keyring(settings, paths.settings)
    where = where_of(places, settings)
    lexicon = compiled_lexicon(paths.cache)
    with opened(paths.archive, reset=reset) as kept:
        return _run(places, where, paths, lexicon, settings, kept, keys=keys)


def _run(
    places: Sequence[str], where: Where, paths: Paths, lexicon: Path, settings: Settings, kept: Opened, *, keys: Keyring
) -> int:
    from tui.board.app import Board
    from tui.board.terminal import terminal_of
    from tui.board.unkept import Safekeeping
    from watchers.archive.lock import Lock

    def serve(held: Lock) -> ServiceMaker:
        return service_maker(replace(paths, archive=kept.path), lexicon, places, held)

    def take_over() -> ServiceMaker | None:
        freed = Lock(kept.path)
        return serve(freed) if freed.acquire() else None

    offered = offer(paths, lexicon, settings, kept.path)
    board = Board(
        offered.reading,
        where=where.folders_told,
        service=serve(kept.lock) if kept.lock else None,
        take_over=take_over,
        own=offered.own,
        feeds=offered.feeds,
        filters=paths.filters,
        layouts=paths.layouts,
        safekeeping=Safekeeping(paths.archive, kept.unkept, kept.notices),
        theme=settings.theme,
        terminal=terminal_of(os.environ, settings.ascii, getattr(sys.__stderr__, "encoding", None)),
        keys=keys,
        tour=paths.state and paths.state / "tour-offered",
        log=paths.log,
    )
    board.home.map.lexicon = lexicon
    return run(board)


@dataclass(frozen=True, slots=True)
class Offered:
    """What any board is given, whoever takes documents in."""

    reading: Reading
    own: Callable[[], Own]
    feeds: Callable[[], FeedList]


def offer(
    paths: Paths, lexicon: Path, settings: Settings, archive: Path, marks: Callable[[], Pen] | None = None
) -> Offered:
    """All of it opened when it is first needed: no first paint waits for what it brings along.

    `marks` makes another pen than the archive's own.
    """
    from tui.board.reading import Reading
    from watchers.archive.marks import Marks
    from watchers.archive.presence import there
    from watchers.archive.reader import Reader

    def own() -> Own:
        from tui.board.own import Own

        return Own(paths.own, lexicon)

    def feeds() -> FeedList:
        from tui.board.feedlist import FeedList  # the same of what adds feeds
        from tui.feeds.reaching import client
        from watchers.subscriptions import FILE

        return FeedList(paths.settings.parent / FILE, paths.settings, os.environ, client(settings, os.environ))

    def index(anew: bool) -> Making:
        from watchers.archive.index.building import Making

        return Making(archive, anew=anew)

    def names() -> KnownNames:
        from watchers.archive.naming import KnownNames

        return KnownNames.open(archive, lexicon, paths.own)

    reading = Reading(
        lambda: Reader.open(archive),
        marks or (lambda: Marks.open(archive)),
        place=lambda: there(archive),
        open_names=names,
        index=index,
    )
    return Offered(reading, own, feeds)


def run(board: Board) -> int:
    """Until it is left, by whatever way; what went wrong is a sentence, its traceback stands in the board's log."""
    ended_by: BaseException | None = None
    board.spare = collecting.spare
    try:
        board.run()
    except Exception as error:
        ended_by = error
        board.journal.write(error, "the whole board")
    if ended_by := ended_by or board.ended_by:
        told = f"{ended_by} ({type(ended_by).__name__})"
        complain(f"the board has ended by a mistake of its own: {told}. What happened stands in {board.journal.path}.")
        return 1
    return board.return_code or 0


def compiled_lexicon(cache: Path) -> Path:
    """The folder of the compiled lexicon; compiled first, with progress on stderr, where it is not there.

    In a process of its own: compiling takes 600 MiB, which this one would keep.
    """
    from watchers.analysis.lexicon.compile import fingerprint, is_whole, mark_used

    folder = cache / f"lexicon-{fingerprint()}"
    if is_whole(folder):
        mark_used(folder)
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


def check_theme(theme: str, path: Path) -> None:
    from textual.theme import BUILTIN_THEMES

    from tui.board.themes import OURS

    known = [*(ours.name for ours in OURS), *BUILTIN_THEMES]
    if theme not in known:
        near = get_close_matches(theme, known, n=1)
        meant = f"Did you mean “{near[0]}”?" if near else f"Known themes: {', '.join(known)}."
        raise SettingsError(path, f"“theme”: there is no “{theme}”. {meant}")


def service_maker(paths: Paths, lexicon: Path, places: Sequence[str], lock: Lock) -> ServiceMaker:
    """The lock goes over to the process that takes documents in, once that is there to take it."""

    def make(doorbell: Callable[[], None]) -> Service:
        from tui.intake.beside import Beside, given

        return Beside(given(paths, lexicon, places), paths.archive, doorbell, lock.release)

    return make
