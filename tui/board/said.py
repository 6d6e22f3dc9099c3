"""What the board has said: the footer shows it for a moment, here the last of it stays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

MOST = 50


@dataclass(frozen=True, slots=True)
class Message:
    """`ink` is by what it was shown: accent, bad, warn."""

    when: datetime
    text: str
    ink: str


class Said:
    """The newest first."""

    def __init__(self) -> None:
        self._kept: deque[Message] = deque(maxlen=MOST)

    def keep(self, when: datetime, text: str, ink: str) -> None:
        """The same again counts once, now."""
        if self._kept and (self._kept[0].text, self._kept[0].ink) == (text, ink):
            self._kept.popleft()
        self._kept.appendleft(Message(when, text, ink))

    def __iter__(self) -> Iterator[Message]:
        return iter(self._kept)
