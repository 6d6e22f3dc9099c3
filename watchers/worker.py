"""What runs in a worker process: it reads and tags one document after the other, and can be killed at any moment."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from watchers.clean import clean_line
from watchers.document import Analysis, Arrival, Document
from watchers.errors import UnreadableError
from watchers.portions import Given, Portion, Portions, Reached
from watchers.reading import reading
from watchers.reading.title import title_of
from watchers.sources.feeds.news import Asked, Visited, visited

if TYPE_CHECKING:
    from watchers.analysis.live import Live
    from watchers.analysis.own import Taken
    from watchers.analysis.tagger import Tagger

_GRACE = 5
"""Seconds past its time after which the kernel ends a worker that nobody ended."""
_POLITE = 5
"""Niceness: the board's keys come first."""
REPORT_IT = "Report this document, please; the others go on."


class _Desk:
    """What a worker process keeps between two arrivals."""

    live: Live | None = None
    problem: str | None = "the worker has not been prepared."
    seconds: float = 0
    home: str | None = None
    portions: Portions


def prepare(
    lexicon: Path, own: Path | None, home: str | None, megabytes: int, seconds: float, reached: Reached
) -> None:
    """Once in each worker: bounds it, ties it to its parent's life, and opens the lexicon.

    `own` is the folder of the analyst's files; `home` is where documents come from that were read before; `reached`
    is memory of the parent's.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    _silence()
    _bound(megabytes)
    open_tagger(lexicon, own)
    _Desk.seconds, _Desk.home = seconds, home
    _Desk.portions = Portions(_tagger, _within_bounds, reached, min(1.0, seconds / 2))
    gc.freeze()  # the lexicon stays; looking through it for garbage again and again takes a tenth of the time
    gc.set_threshold(20_000, 20, 50)


def open_tagger(lexicon: Path, own: Path | None = None) -> None:
    """Only this part of `prepare`, for a process that is no worker."""
    try:
        from watchers.analysis.live import Live

        _Desk.live, _Desk.problem = Live(lexicon, own), None
    except Exception as error:  # an exception here would end each new worker without a word
        _Desk.problem = getattr(error, "problem", f"{type(error).__name__}: {error}")


def ready() -> str | None:
    """Why this worker cannot tag, or None."""
    return _Desk.problem


def take_over() -> Taken:
    """What came of taking the analyst's files over, as they are now. Raises UnreadableError."""
    with _within_bounds("the analyst's own lexicon"):
        return _live("the analyst's own lexicon").follow()


def portion(given: Sequence[Given], more: int, kept: Collection[int]) -> Portion:
    """What comes next of arrivals just `given`, and of the one numbered `more` that is in hand (0 for none).

    Of what is in hand all but the `kept` are let go.
    """
    return _Desk.portions.next(given, more, kept)


def tag_document(document: Document, name: str, received: datetime) -> Analysis:
    """What is told about a document that was read before. Raises UnreadableError and nothing else."""
    with _within_bounds(name):
        return _tagger(name).tag(document, received, _Desk.home)


def visit(arrival: Arrival, history: bytes | None, since: datetime | None, again: frozenset[str]) -> Visited:
    """What is news in a feed. Raises UnreadableError and nothing else."""
    with _within_bounds(arrival.name):
        return visited(arrival, history, since, again)


def page(arrival: Arrival) -> Document:
    """The main text of a page. Raises UnreadableError and nothing else."""
    with _within_bounds(arrival.name):
        return next(reading(arrival))


def tag_news(news: Sequence[Asked]) -> list[tuple[str, Analysis]]:
    """The title of each document, and what is told about it. Raises UnreadableError and nothing else."""
    told = []
    for document, name, received, home in news:
        with _within_bounds(name):
            told.append((title_of(document, name), _tagger(name).tag(document, received, home or _Desk.home)))
    return told


@contextmanager
def _within_bounds(name: str) -> Iterator[None]:
    _alarm(_Desk.seconds)
    try:
        yield
    except UnreadableError:
        raise
    except MemoryError:
        raise unreadable(name, "It needs more memory than one document may take.", "Split the file.") from None
    except RecursionError:
        raise unreadable(name, "It is nested too deeply.", "Save its text as .txt in the folder.") from None
    except Exception as error:
        reason = f"It could not be tagged ({type(error).__name__}: {clean_line(str(error), 120)})."
        raise unreadable(name, reason, REPORT_IT) from None
    finally:
        _alarm(0)


def _tagger(name: str) -> Tagger:
    """With the analyst's files as they are now."""
    live = _live(name)
    live.follow()
    return live.tagger


def _live(name: str) -> Live:
    if _Desk.live is None:
        raise unreadable(name, f"The lexicon cannot be opened: {_Desk.problem}", "Start wirewatch again.")
    return _Desk.live


def unreadable(name: str, reason: str, advice: str) -> UnreadableError:
    """Its name cleaned, for nobody may have read it yet."""
    return UnreadableError(clean_line(name, 200), reason, advice)


def _alarm(seconds: float) -> None:
    """The kernel's own clock: it ends even a worker that never comes back to Python."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE if seconds else 0)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _silence() -> None:
    """A worker shares the terminal with the board, and never writes to it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def _bound(megabytes: int) -> None:
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    size = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (size if most == resource.RLIM_INFINITY else min(size, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    os.nice(_POLITE)
