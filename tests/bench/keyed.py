"""Which keys are typed at what instants, and how the screen shows that a key has had its effect."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Sequence

from tests.bench.recorded import Frame, Recorder

DEEP = 8
"""Rows that the cursor goes down, and up again."""
_MARK = "▌"
MIXED = ("\t", "\x1b[Z", "z", "z", "1", "u", "j", "k")
"""Next panel and back, zoom and back, the first actor and all again, down and up."""


def steps(terminal: Recorder) -> list[int]:
    """The lines on which the cursor stands on its way down; nothing may come in meanwhile."""
    terminal.type("g" + "j" * 4)
    settle(terminal)
    lines = [_line(terminal)]
    for _ in range(DEEP):
        terminal.type("j")
        settle(terminal, 0.3)
        lines.append(_line(terminal))
    terminal.type("k" * DEEP)
    settle(terminal)
    return lines


def walk(terminal: Recorder, lines: Sequence[int], seconds: float, every: float = 0.05) -> list[float]:
    """Moves down and up the wire by the clock; the wait of each key, from when it was due until its frame was whole."""
    places = [*range(DEEP), *range(DEEP, 0, -1)]
    count = int(seconds / every)
    dues = terminal.type_on(((n * every, _way(n)) for n in range(count)), 1.0)
    wanted = [lines[places[(n + 1) % len(places)]] for n in range(count)]
    return _waits(dues, wanted, terminal.frames(lambda: _line(terminal)))


def _way(number: int) -> str:
    return "j" if number % (2 * DEEP) < DEEP else "k"


def _waits(dues: Sequence[float], wanted: Sequence[int], frames: Iterable[Frame]) -> list[float]:
    """A frame that stands where a later key leads answers those before it too; one never answered waits for ever."""
    waits: list[float] = []
    for frame in frames:
        due = range(len(waits), len(dues))
        sent = itertools.takewhile(lambda n: dues[n] <= frame.at, due)  # noqa: B023 - used at once
        if (answered := next((n for n in sent if wanted[n] == frame.seen), None)) is not None:
            waits += [frame.at - dues[n] for n in range(len(waits), answered + 1)]
    return [*waits, *[float("inf")] * (len(dues) - len(waits))]


def mix(terminal: Recorder, seconds: float, every: float = 0.25) -> dict[str, list[float]]:
    """Other keys by the clock; the waits by key, until what the key changes is another than when it was due."""
    terminal.type("g")
    settle(terminal, most=1.0)
    before = _signs(terminal)
    count = int(seconds / every)
    keys = list(itertools.islice(itertools.cycle(MIXED), count))
    dues = terminal.type_on(((n * every, key) for n, key in enumerate(keys)), 1.0)
    waits: dict[str, list[float]] = {key: [] for key in dict.fromkeys(keys)}
    frames = [Frame(dues[0] - 1, before), *terminal.frames(lambda: _signs(terminal))]
    for key, due in zip(keys, dues, strict=True):
        then = [frame.seen[key] for frame in frames if frame.at < due][-1]  # type: ignore[index]
        changed = (f.at for f in frames if f.at >= due and f.seen[key] != then)  # type: ignore[index]
        waits[key].append(next(changed, float("inf")) - due)
    return waits


def refilter(terminal: Recorder, keys: Sequence[str], every: float = 1.5) -> list[float]:
    """Changes of the filter; until the last byte that changes anything on the screen but the first and last line."""
    body = _body(terminal)
    dues = terminal.type_on(((n * every, key) for n, key in enumerate(keys)), every)
    changed = []
    for frame in terminal.frames(lambda: _body(terminal)):
        if frame.seen != body:
            body = frame.seen  # type: ignore[assignment]
            changed.append(frame.at)
    ends = [*dues[1:], dues[-1] + every]
    return [
        max((at - due for at in changed if due <= at < end), default=float("inf"))
        for due, end in zip(dues, ends, strict=True)
    ]


def settle(terminal: Recorder, seconds: float = 0.7, most: float = 5.0) -> None:
    """Until nothing but the clock changes for so long, and no longer than that."""
    body, since = _body(terminal), time.monotonic()
    end = since + most
    while time.monotonic() < min(since + seconds, end):
        if terminal.read(0.1) and (now := _body(terminal)) != body:
            body, since = now, time.monotonic()


def _line(terminal: Recorder) -> int:
    """Where the cursor of the wire stands; -1 for nowhere, or in pieces."""
    display = terminal.screen.display
    left = next((line.index(" Wire") for line in display if " Wire" in line), 0)
    buffer = terminal.screen.buffer
    marked = [
        y for y in range(terminal.screen.lines) for x in range(max(0, left - 2), left + 2) if buffer[y][x].data == _MARK
    ]
    return marked[0] if marked and marked[-1] - marked[0] == len(marked) - 1 else -1


def _signs(terminal: Recorder) -> dict[str, object]:
    """By key, that part of the screen which it changes."""
    display = terminal.screen.display
    top = next((line[line.index(" Wire") - 2 :] for line in display if " Wire" in line), "")
    corner, focus = min(map(top.find, "╮┓")) + max(map(top.find, "╮┓")), top[:1]
    filters, cursor = display[1], _line(terminal)
    return dict(zip(MIXED, (focus, focus, corner, corner, filters, filters, cursor, cursor), strict=True))


def _body(terminal: Recorder) -> str:
    return "\n".join(terminal.screen.display[1:-1])
