"""What takes documents in, run beside the screen; without the writer's lock the board reads along until it is free."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from tui.board.content import safe
from watchers.errors import WirewatchError


class Service(Protocol):
    """`rescan` has every source looked at; `pending` are documents taken but not stored yet."""

    async def run(self) -> None: ...
    def rescan(self) -> None: ...
    @property
    def pending(self) -> int: ...


Doorbell = Callable[[], None]
ServiceMaker = Callable[[Doorbell], Service]
TakeOver = Callable[[], ServiceMaker | None]


class Serving:
    """`make` builds the service in a thread, its imports are heavy; `take_over` gives a maker once the lock is ours."""

    def __init__(self, make: ServiceMaker | None, take_over: TakeOver | None, ring: Doorbell) -> None:
        self._make, self._take_over, self._ring = make, take_over, ring
        self.service: Service | None = None
        self.problem = ""

    @property
    def along(self) -> bool:
        """Whether somebody else takes documents in."""
        return self._make is None

    @property
    def pending(self) -> int:
        """Documents taken but not stored yet."""
        return self.service.pending if self.service else 0

    async def run(self) -> None:
        """Until cancelled, or until taking over or the service fails, which `problem` then tells."""
        try:
            while self._make is None:
                await asyncio.sleep(1)
                self._make = await asyncio.to_thread(self._take_over) if self._take_over else None
            self.service = await asyncio.to_thread(self._make, self._ring)
            await self.service.run()
        except (WirewatchError, OSError) as error:
            self.problem = safe(str(error))
        except Exception as error:  # nobody else waits for this task: unsaid, the board would seem to start for ever
            self.problem = safe(f"nothing is taken in: {type(error).__name__}: {error}")
        finally:
            self.service = None

    def rescan(self) -> str:
        """Has every source looked at now, and says so."""
        if self.service is None:
            return "reading along: another wirewatch looks at the sources" if self.along else "not ready yet"
        self.service.rescan()
        return "looking at every source now"
