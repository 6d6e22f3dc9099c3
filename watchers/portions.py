"""How a worker answers: what it has tagged after about a second, or so many documents, then what comes next."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import msgspec

from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Arrival, Document
from watchers.errors import UnreadableError
from watchers.reading import documents, given_of
from watchers.reading.parts import Parts
from watchers.reading.title import title_of

_MOST = 64
"""Documents of a portion."""
_LARGEST = 2**20
"""Bytes, of which a portion has as many and one document more."""

Said = bytes | str | UnreadableError | None
"""A document as `packed`, a remark on the whole for its last, why there are no more, or None after the last."""


@dataclass(frozen=True, slots=True)
class Given:
    """An arrival under a number of its own; of its documents the first `skipped` were told before.

    No more than the first `most` are wanted.
    """

    number: int
    arrival: Arrival
    skipped: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """What was said, under the numbers of the arrivals; `unbegun` are those that are to be given again."""

    said: tuple[tuple[int, Said], ...]
    unbegun: frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """A document, its title, what is told about it, and what tells it apart in its arrival."""

    document: Document
    title: str
    analysis: Analysis
    part: str


class Reached(Protocol):
    """Memory that outlives a worker: the number of the arrival in hand, and which of its documents, from 1."""

    def __setitem__(self, place: int, value: int, /) -> None: ...
    def __getitem__(self, place: int, /) -> int: ...


class Portions:
    """The arrivals that a worker has in hand.

    `tagger` is asked for at each arrival, and `within_bounds` entered for each document, both by the arrival's name;
    what the latter raises is an UnreadableError.
    """

    def __init__(
        self,
        tagger: Callable[[str], Tagger],
        within_bounds: Callable[[str], AbstractContextManager[None]],
        reached: Reached,
        seconds: float,
    ) -> None:
        self._tagger, self._within_bounds = tagger, within_bounds
        self._reached, self._seconds = reached, seconds
        self._in_hand: dict[int, tuple[str, Iterator[bytes | str]]] = {}

    def next(self, given: Sequence[Given], more: int, kept: Collection[int]) -> Portion:
        """What could be said within a second: at least a step of one of them. Raises nothing of a document's."""
        self._in_hand = {number: hand for number, hand in self._in_hand.items() if number in kept}
        waiting = {one.number: one for one in given}
        said: list[tuple[int, Said]] = []
        steps = self._steps([*([more] if more in self._in_hand else []), *waiting], waiting)
        until, size = time.monotonic() + self._seconds, 0
        for number, answer in steps:
            if answer != b"":
                said.append((number, answer))
                size += len(answer) if isinstance(answer, bytes) else 0
            if len(said) >= _MOST or size >= _LARGEST or time.monotonic() >= until:
                break
        self._reached[0] = 0
        return Portion(tuple(said), frozenset(waiting))

    def _steps(self, numbers: Sequence[int], waiting: dict[int, Given]) -> Iterator[tuple[int, Said]]:
        """Takes what it begins out of those that wait."""
        for number in numbers:
            if begun := waiting.pop(number, None):
                self._in_hand[number] = begun.arrival.name, self._documents(begun)
            while number in self._in_hand:
                yield number, self._step(number)

    def _step(self, number: int) -> Said:
        """b"" for a document that was told before."""
        name, documents = self._in_hand[number]
        self._reached[0] = number
        try:
            with self._within_bounds(name):
                answer = next(documents, None)
        except UnreadableError as error:
            del self._in_hand[number]
            return error
        if answer is None:
            del self._in_hand[number]
        return answer

    def _documents(self, given: Given) -> Iterator[bytes | str]:
        arrival = given.arrival
        readable = given_of(arrival)
        tagger, parts = self._tagger(arrival.name), Parts()
        self._reached[1] = 1
        for number, document in enumerate(islice(documents(readable), given.most), 1):
            part = parts.name(document.guid)
            if number <= given.skipped:
                told = b""
            else:
                analysis = tagger.tag(document, arrival.received, arrival.home)
                told = packed(Told(document, title_of(document, arrival.name), analysis, part))
            yield told
            self._reached[1] = number + 1
        yield from readable.spare.remarks


def packed(told: Told) -> bytes:
    return _encoder.encode(told)


def unpacked(told: bytes) -> Told:
    return _decoder.decode(told)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Told)
