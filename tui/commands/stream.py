"""Documents of an archive as JSON lines into a pipe, from a thread of its own: a slow reader keeps nobody waiting."""

from __future__ import annotations

import heapq
import json
import os
import select
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from watchers.archive.following import Followed
from watchers.archive.matching import Matching
from watchers.contract import Json, tagged
from watchers.document import Arrival, Report
from watchers.errors import ArchiveError
from watchers.filters import Filter

_SOME = 50
"""Documents that are in memory at a time."""
_LOOK_SECONDS = 0.5
"""How often it is looked whether another process has kept something, an embargo has lifted, the reader has gone."""
_DAMAGED = "What the archive kept of it is damaged. Take it in again from where it came."

EVERYTHING = Filter()
Make = Callable[[Followed], Json]


class Stream:
    """What the archive keeps after a sequence and `wanted` lets through, until `end`; what is embargoed comes when that
    lifts.

    `ended` is called from its thread when it has stopped by itself: its reader has gone, or the archive fails, which
    `problem` then holds.
    """

    def __init__(
        self,
        archive: Path,
        after: int | None,
        number: int,
        ended: Callable[[], None],
        wanted: Filter = EVERYTHING,
    ) -> None:
        self.problem: ArchiveError | None = None
        self._archive, self._after, self._number, self._ended = archive, after, number, ended
        self._wanted = wanted
        self._bell, self._ending = threading.Event(), threading.Event()
        self._opened = threading.Event()
        self._held: list[tuple[datetime, int]] = []
        self._thread = threading.Thread(target=self._run, name="stream", daemon=True)

    def start(self) -> None:
        """Returns when it is settled what it begins after."""
        self._thread.start()
        self._opened.wait()

    def ring(self) -> None:
        """There may be something new."""
        self._bell.set()

    def end(self, patience: float) -> None:
        """After what is kept already, or so many seconds, should its reader not take it."""
        self._ending.set()
        self._bell.set()
        self._thread.join(patience)

    def _run(self) -> None:
        try:
            follower = Matching(self._archive, self._wanted)
            try:
                self._follow(follower, follower.newest() if self._after is None else self._after)
            finally:
                follower.close()
        except ArchiveError as error:
            self.problem = error
        except BrokenPipeError:
            pass
        finally:
            self._opened.set()
            self._ended()

    def _follow(self, follower: Matching, sequence: int) -> None:
        self._held = follower.embargoed(sequence, datetime.now(UTC))  # none of these has been told to anybody
        heapq.heapify(self._held)
        self._opened.set()
        while True:
            some = follower.after(sequence, _SOME)
            for one in [*self._lifted(follower), *some]:
                self._tell(follower, one)
            sequence = some[-1].sequence if some else sequence
            if not some:
                if self._ending.is_set():
                    return
                self._rest()

    def _rest(self) -> None:
        self._bell.wait(_LOOK_SECONDS)
        self._bell.clear()
        if _reader_has_gone(self._number):
            raise BrokenPipeError

    def _lifted(self, follower: Matching) -> Iterator[Followed]:
        """Those whose embargo is over and which nothing has superseded meanwhile."""
        now = datetime.now(UTC)
        while self._held and self._held[0][0] <= now:
            if one := follower.unless_superseded(heapq.heappop(self._held)[1]):
                yield one

    def _tell(self, follower: Matching, one: Followed) -> None:
        embargo = one.read[0].embargo if one.read else None
        if embargo is not None and embargo > datetime.now(UTC):
            heapq.heappush(self._held, (embargo, one.sequence))
        elif follower.lets_through(one, datetime.now(UTC)):
            _write(self._number, encoded(told(one)))


def told(one: Followed) -> Json:
    """After the contract, and where the archive has it."""
    stored = {
        "document": one.document,
        "version": one.version,
        "sequence": one.sequence,
        "uri": one.uri,
        "cluster": one.cluster,
        "copy_of": one.copy_of,
    }
    if one.read is None:
        return {"id": one.digest, "stored": stored, "error": f"“{one.title}” cannot be read. {_DAMAGED}"}
    document, analysis = one.read
    arrival = Arrival(one.source, one.uri, "", b"", one.received)
    return {**tagged(Report(arrival, document, one.title, analysis), one.digest), "stored": stored}


def encoded(answer: Json) -> bytes:
    """A line of UTF-8; where a lone surrogate does not fit into that, all that is not ASCII is escaped."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(answer).encode() + b"\n"


def _write(number: int, line: bytes) -> None:
    """Past Python's own buffer, whose lock a thread that waits for its reader would take along at the end."""
    left = memoryview(line)
    while left:
        left = left[os.write(number, left) :]


def _reader_has_gone(number: int) -> bool:
    if not hasattr(select, "poll"):
        return False
    asked = select.poll()
    asked.register(number, 0)
    return any(event & (select.POLLERR | select.POLLNVAL) for _, event in asked.poll(0))
