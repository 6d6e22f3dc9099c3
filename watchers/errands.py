"""What is asked of the workers, and how each thing stands: waiting, in a worker's hand, answered."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from watchers.document import Arrival
from watchers.errors import UnreadableError
from watchers.portions import Given, Said, Told, unpacked

_TOGETHER = 16
_SMALL = 2**16
"""Bytes of all the arrivals that a worker is given at once."""
_AHEAD = 64
"""Documents that may wait to be taken away before a worker is asked for more of the same arrival."""


class Errand:
    """An arrival to be read and tagged; `said` by a worker, taken away by `next`."""

    def __init__(self, number: int, arrival: Arrival, taken: Callable[[], None]) -> None:
        self.number, self.arrival = number, arrival
        self.told = self.deaths = 0
        self.ended = False
        self.remarks: list[str] = []
        self._most: int | None = None
        self._problem: UnreadableError | None = None
        self._taken = taken
        self._said: deque[Said] = deque()
        self._news = asyncio.Event()

    @property
    def given(self) -> Given:
        return Given(self.number, self.arrival, self.told, self._most)

    @property
    def has_room(self) -> bool:
        return len(self._said) < _AHEAD

    def say(self, said: Said) -> None:
        if self.ended:
            return
        if isinstance(said, str):
            self.remarks.append(said)
            return
        self.told += isinstance(said, bytes)
        self.ended = not isinstance(said, bytes)
        self._said.append(self._problem if said is None else said)
        self._news.set()

    def refuse(self, problem: UnreadableError, reached: int) -> None:
        """It ends with a problem in its document `reached`, from 1; those before that are still asked for."""
        if self._problem is None and reached - 1 > self.told:
            self._problem, self._most = problem, reached - 1
        else:
            self.say(problem)

    def drop(self) -> None:
        """Nobody waits for it any more."""
        self.ended = True
        self._said.clear()
        self._news.set()
        self._taken()

    async def next(self) -> Told | None:
        """None after the last. Raises UnreadableError, and CancelledError where it was dropped."""
        while not self._said:
            if self.ended:
                raise asyncio.CancelledError
            self._news.clear()
            await self._news.wait()
        said = self._said.popleft()
        if isinstance(said, UnreadableError):
            raise said
        if not self._said:
            self._taken()
        return unpacked(said) if isinstance(said, bytes) else None


class Call:
    """A function of the worker's to be called, and its answer."""

    def __init__(self, name: str, work: Callable[..., Any], arguments: Sequence[object]) -> None:
        self.name, self.work, self.arguments = name, work, tuple(arguments)
        self.deaths = 0
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    @property
    def ended(self) -> bool:
        return self.answer.done()


class Waiting:
    """What no worker has in hand, in the order in which it came."""

    def __init__(self) -> None:
        self._queue: deque[Errand | Call] = deque()

    def __bool__(self) -> bool:
        return bool(self._queue)

    def put(self, asked: Errand | Call) -> None:
        self._queue.append(asked)

    def put_back(self, asked: Sequence[Errand | Call]) -> None:
        """Before all others, in their order."""
        self._queue.extendleft(reversed(asked))

    def take(self, workers: int) -> list[Errand] | Call | None:
        """A call, or arrivals: several small ones at once where there are more of them than workers.

        One that a worker has died of goes alone.
        """
        most = max(1, min(_TOGETHER, len(self._queue) // workers))
        taken: list[Errand] = []
        size = 0
        while self._queue and len(taken) < most:
            first = self._queue[0]
            if first.ended:
                self._queue.popleft()
                continue
            if isinstance(first, Call):
                return taken or self._pop_call()
            size += len(first.arrival.content)
            if taken and (size > _SMALL or first.deaths):
                break
            taken.append(first)
            self._queue.popleft()
            if first.deaths:
                break
        return taken or None

    def _pop_call(self) -> Call | None:
        call = self._queue.popleft()
        return call if isinstance(call, Call) else None

    def drop(self) -> list[Errand | Call]:
        """Everything."""
        dropped, self._queue = list(self._queue), deque()
        return dropped
