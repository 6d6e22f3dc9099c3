"""What takes documents in, run beside the screen; without the writer's lock the board reads along until it is free."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from tui.board import lexicon, words
from tui.board.content import safe
from watchers.errors import ArchiveBusyError, WirewatchError

if TYPE_CHECKING:
    from watchers.analysis.own import Taken
    from watchers.archive.rows import Health
    from watchers.keeping import Keeping
    from watchers.progress import Progress
    from watchers.retagged import Retagged

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
"""Seconds before what takes documents in is begun again, twice as long each time."""
SETTLED = 5.0
"""Seconds after which it is taken to go well."""


class Service(Protocol):
    """`rescan` has every source looked at, or one; `pending` are documents taken but not stored yet.

    `retag` tags the archive again; `retagging` says how far that is, of how many, None where it is not going on.
    `full_text` fetches the page of a document, and says in a sentence what came of it.
    `retry` has what was set aside read again though unchanged, one document or, for None, all of a source; it raises
    KeyError for one that is not watched.
    `catching_up` says how far a long backlog has come, None while there is none.
    `keeping` says whether what comes in can be kept.
    `taken` is what came of taking the person's own lexicon over, None until that was looked at.
    """

    async def run(self) -> None: ...
    def rescan(self, source_uri: str | None = None) -> None: ...
    async def full_text(self, document: int) -> str: ...
    async def retry(self, source_uri: str, uri: str | None = None) -> None: ...
    async def retag(self) -> Retagged: ...
    @property
    def catching_up(self) -> Progress | None: ...
    @property
    def keeping(self) -> Keeping: ...
    @property
    def pending(self) -> int: ...
    @property
    def retagging(self) -> tuple[int, int] | None: ...
    @property
    def taken(self) -> Taken | None: ...


Doorbell = Callable[[], None]
ServiceMaker = Callable[[Doorbell], Service]
TakeOver = Callable[[], ServiceMaker | None]


class Serving:
    """`make` builds the service in a thread, its imports are heavy; `take_over` gives a maker once the lock is ours."""

    def __init__(self, make: ServiceMaker | None, take_over: TakeOver | None, ring: Doorbell) -> None:
        self._make, self._take_over, self._ring = make, take_over, ring
        self.service: Service | None = None
        self.problem = ""
        self._taken: Taken | None = None
        self._remark: str | None = None
        self._silent = ""

    @property
    def along(self) -> bool:
        """Whether somebody else takes documents in."""
        return self._make is None

    @property
    def pending(self) -> int:
        """Documents taken but not stored yet."""
        return self.service.pending if self.service else 0

    @property
    def retagging(self) -> tuple[int, int] | None:
        """How many documents have been tagged again, of how many; None where that is not going on."""
        return self.service.retagging if self.service else None

    @property
    def catching_up(self) -> Progress | None:
        """How far a long backlog has come; None while there is none."""
        return self.service.catching_up if self.service else None

    @property
    def keeping(self) -> Keeping | None:
        """Whether what comes in can be kept; None while nothing is taken in."""
        return self.service.keeping if self.service else None

    @property
    def lexicon(self) -> Health | None:
        """The person's own lexicon, while there is something wrong with it."""
        return lexicon.row(self.service.taken) if self.service else None

    def news(self) -> tuple[str, str]:
        """What has come of the archive or the person's own lexicon since this was last asked, and in which ink."""
        remark = self.keeping.remark if self.keeping else None
        if remark and remark != self._remark:
            self._remark = remark
            return safe(remark, 1000), "bad"
        silent, self._silent = self._silent, getattr(self.service, "alerting", "")
        if self._silent and self._silent != silent:
            return safe(f"no alerts are given: {self._silent}", 1000), "bad"
        before, self._taken = self._taken, self.service.taken if self.service else None
        said, ink = lexicon.news(before, self._taken)
        return safe(said), ink

    async def run(self) -> None:
        """Until cancelled; what fails begins again after a pause, and `problem` tells why until it goes well."""
        pause = FIRST_PAUSE
        while True:
            began = monotonic()
            await self._serve()
            pause = FIRST_PAUSE if monotonic() - began > LONGEST_PAUSE else pause
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _serve(self) -> None:
        """Until it fails."""
        well = asyncio.create_task(self._settle())
        try:
            while self._make is None:
                await asyncio.sleep(1)
                self._make = await asyncio.to_thread(self._take_over) if self._take_over else None
            self.service = await asyncio.to_thread(self._make, self._ring)
            await self.service.run()
        except ArchiveBusyError as error:  # another one was quicker to take the lock
            self.problem = "" if self._take_over else safe(str(error))
            self._make = None if self._take_over else self._make
        except (WirewatchError, OSError) as error:
            self.problem = safe(str(error))
        except Exception as error:  # nobody else waits for this task: unsaid, the board would seem to start for ever
            self.problem = safe(f"nothing is taken in: {type(error).__name__}: {error}")
        finally:
            well.cancel()
            self.service = None

    async def _settle(self) -> None:
        await asyncio.sleep(SETTLED)
        self.problem = ""

    def rescan(self, source_uri: str | None = None) -> str:
        """Has every source looked at now, or one, and says so."""
        if self.service is None:
            return "reading along: another wirewatch looks at the sources" if self.along else "not ready yet"
        self.service.rescan(source_uri)
        return "looking at every source now"

    async def retry(self, source_uri: str, uri: str | None = None) -> str | None:
        """Has what was set aside read again, one document or all of a source; why that cannot be, in a sentence."""
        if self.service is None:
            along = "reading along: the other wirewatch has to read it again"
            return along if self.along else self.problem or "not ready yet"
        try:
            await self.service.retry(source_uri, uri)
        except WirewatchError as error:
            return safe(f"not read again: {error}")
        except KeyError:  # of an earlier start, or given on another command line
            return "not read again: its source is not watched now"
        return None

    async def full_text(self, document: int) -> str:
        """Fetches the page of a document for its whole text, and says what came of it, or why it is not done."""
        if self.service is None:
            along = "reading along: the other wirewatch has to fetch it"
            return along if self.along else self.problem or "not ready yet"
        try:
            return safe(await self.service.full_text(document))
        except Exception as error:  # whatever it is, the document stays as it was
            return safe(f"no full text: {error}")

    async def retag(self) -> str:
        """Tags the archive again, to its end, and says what came of it, or why it is not done."""
        if self.service is None:
            along = "reading along: the other wirewatch has to re-tag the archive"
            return along if self.along else self.problem or "not ready yet"
        if self.service.retagging:
            return "re-tagging already"
        try:
            return said(await self.service.retag())
        except Exception as error:  # one round that fails ends nothing else; begun again it goes on
            return safe(f"re-tagging ended: {error}")


def said(told: Retagged) -> str:
    """`re-tagged 1,204 documents: 37 changed, 12 tags gained, 3 lost`; the first of those that could not be tagged."""
    gained = sum(number for _, number in (*told.actors_gained, *told.regions_gained))
    lost = sum(number for _, number in (*told.actors_lost, *told.regions_lost))
    what = f"{words.count(told.changed)} changed, {words.many(gained, 'tag')} gained, {words.count(lost)} lost"
    names = "".join(f": {safe(failure.title, 60)}" for failure in told.failures[:1])
    failed = f", {words.count(told.failed)} could not be tagged{names}" if told.failed else ""
    return f"re-tagged {words.many(told.done, 'document')}: {what}{failed}"
