"""The index of the archive, made beside the reader's thread when it is due, so that the screen waits for neither."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from watchers.archive.index.answers import Made


class Making(Protocol):
    """One making of an index, in a thread that may wait."""

    def make(self) -> Made: ...
    def stop(self) -> None: ...


class Indexing:
    """`begin` is told whether what is there is outdated; `take` gets what was made, None where that failed."""

    def __init__(self, begin: Callable[[bool], Making], take: Callable[[Made | None], None]) -> None:
        self._begin, self._take = begin, take
        self._making: Making | None = None
        self._thread: Thread | None = None
        self._closed = False

    def start(self, anew: bool) -> None:
        """Has one made, unless that is under way."""
        if not self._closed and (self._thread is None or not self._thread.is_alive()):
            self._thread = Thread(target=self._make, args=(anew,), name="wirewatch-index")
            self._thread.start()

    def _make(self, anew: bool) -> None:
        made: Made | None = None
        with suppress(WirewatchError):
            self._making = self._begin(anew)
            if not self._closed:
                made = self._making.make()
        if not self._closed:
            self._take(made)

    def close(self) -> None:
        """Ends what is under way; waits for it."""
        self._closed = True
        if self._making is not None:
            self._making.stop()
        if self._thread is not None:
            self._thread.join()
