"""Documents of an archive told one after the other, from a thread of its own: who takes them slowly keeps nobody
waiting."""

from __future__ import annotations

import heapq
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from watchers.archive.following import Followed
from watchers.archive.matching import Matching
from watchers.contract import Json, tagged
from watchers.document import Arrival, Report
from watchers.errors import WirewatchError
from watchers.filters import Filter

_SOME = 50
"""Documents that are in memory at a time."""
_LOOK_SECONDS = 0.5
"""How often it is looked whether another process has kept something, an embargo has lifted, the reader has gone."""
_DAMAGED = "What the archive kept of it is damaged. Take it in again from where it came."

EVERYTHING = Filter()
Tell = Callable[[Followed], bool]
"""Takes a document, however long that takes; False where no more is wanted. Raises BrokenPipeError, OSError."""


class OutputError(WirewatchError):
    """Standard output takes nothing more."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"standard output cannot be written: {error.strerror or error}.")


class Stream:
    """What the archive keeps after a sequence and `wanted` lets through, until `end`; what is embargoed comes when that
    lifts.

    `ended` is called from its thread when it has stopped by itself: its reader has gone, or the archive or the output
    fails, which `problem` then holds. `reached` is the sequence up to which everything was told or left out.
    """

    def __init__(
        self,
        archive: Path,
        after: int | None,
        tell: Tell,
        ended: Callable[[], None],
        wanted: Filter = EVERYTHING,
        abandoned: Callable[[], bool] = lambda: False,
    ) -> None:
        self.problem: WirewatchError | None = None
        self.reached = after or 0
        self._archive, self._after, self._tell, self._ended = archive, after, tell, ended
        self._wanted, self._abandoned = wanted, abandoned
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
                self.reached = follower.newest() if self._after is None else self._after
                self._follow(follower)
            finally:
                follower.close()
        except WirewatchError as error:
            self.problem = error
        except BrokenPipeError:
            pass
        except OSError as error:
            self.problem = OutputError(error)
        finally:
            self._opened.set()
            self._ended()

    def _follow(self, follower: Matching) -> None:
        self._held = follower.embargoed(self.reached, self._begun(follower))
        heapq.heapify(self._held)
        self._opened.set()
        while True:
            if not all(self._pass_on(follower, one) for one in self._lifted(follower)):
                return
            some = follower.after(self.reached, _SOME)
            for one in some:
                if not self._pass_on(follower, one):
                    return
                self.reached = one.sequence
            if not some:
                if self._ending.is_set():
                    return
                self._rest()

    def _begun(self, follower: Matching) -> datetime:
        """From when on an embargo that lifts is told of; rather twice than never where a run goes on behind another."""
        now = datetime.now(UTC)
        return now if self._after is None else min(now, follower.received(self.reached) or now)

    def _rest(self) -> None:
        self._bell.wait(_LOOK_SECONDS)
        self._bell.clear()
        if self._abandoned():
            raise BrokenPipeError

    def _lifted(self, follower: Matching) -> Iterator[Followed]:
        """Those whose embargo is over and which nothing has superseded meanwhile."""
        now = datetime.now(UTC)
        while self._held and self._held[0][0] <= now:
            if one := follower.unless_superseded(heapq.heappop(self._held)[1]):
                yield one

    def _pass_on(self, follower: Matching, one: Followed) -> bool:
        """Whether more is wanted."""
        embargo = one.read[0].embargo if one.read else None
        if embargo is not None and embargo > datetime.now(UTC):
            heapq.heappush(self._held, (embargo, one.sequence))
        elif follower.lets_through(one, datetime.now(UTC)):
            return self._tell(one)
        return True


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
