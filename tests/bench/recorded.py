"""A terminal that writes down what is printed and when, and looks at it later: reading a screen takes its own time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.terminal import Terminal

_ASKED, _ANSWER = b"\x1b[?2026$p", "\x1b[?2026;2$y"
_FRAME_ENDS = b"\x1b[?2026l"
"""Behind each frame, once the program has been told that the terminal shows frames whole."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`at` is when its last byte came; `seen` what was looked for on the screen then."""

    at: float
    seen: object


class Recorder(Terminal):
    """Keys go out at their instants, whatever has become of those before; frames are told apart by their ends."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], columns: int, lines: int) -> None:
        super().__init__(command, environment, columns, lines)
        self._pieces: list[tuple[float, bytes]] = []

    def read(self, seconds: float) -> bytes:
        """As any terminal; one that shows frames whole says so."""
        printed = super().read(seconds)
        if _ASKED in printed:
            self.type(_ANSWER)
        return printed

    def type_on(self, keys: Iterable[tuple[float, str]], rest: float) -> list[float]:
        """Types each key at its instant, from now on in seconds; the instants at which they were due."""
        self._pieces, began, dues = [], time.monotonic(), []
        for after, key in keys:
            dues.append(began + after)
            self._listen(dues[-1])
            self.type(key)
        self._listen(time.monotonic() + rest)
        return dues

    def _listen(self, until: float) -> None:
        """Only keeps what is printed."""
        while (left := until - time.monotonic()) > 0:
            if self._selector.select(left):
                self._pieces.append((time.monotonic(), os.read(self._master, 1 << 16)))

    def frames(self, look: Callable[[], object]) -> Iterator[Frame]:
        """What `look` finds on the screen after each frame since the typing began."""
        begun = b""
        for at, piece in self._pieces:
            *whole, begun = (begun + piece).split(_FRAME_ENDS)
            for frame in whole:
                self._stream.feed(frame + _FRAME_ENDS)
                yield Frame(at, look())
        self._stream.feed(begun)
        self._pieces = []
