"""What the board and its intake tell each other: one JSON object a line, each way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from watchers.analysis.own import Taken
from watchers.keeping import Keeping
from watchers.progress import Progress
from watchers.retagged import Retagged


class Begin(msgspec.Struct, tag=True):
    """The first line, and again nothing before it: the archive's lock is free for the intake to take."""


class Rescan(msgspec.Struct, tag=True):
    """Look at every source now, or at one."""

    source: str | None


class Retry(msgspec.Struct, tag=True):
    """Read again what was set aside of a source, one document or all."""

    number: int
    source: str
    uri: str | None


class FullText(msgspec.Struct, tag=True):
    """Fetch the page of a document."""

    number: int
    document: int


class Retag(msgspec.Struct, tag=True):
    """Tag the archive again."""

    number: int


class Ready(msgspec.Struct, tag=True):
    """The intake has been imported, and waits for the lock."""


class Rang(msgspec.Struct, tag=True):
    """There is something to look at in the archive."""


class State(msgspec.Struct, tag=True):
    """How it fares, as the board's `Service` has it; `alerting` is why no alerts can be given, "" where they can."""

    pending: int = 0
    retagging: tuple[int, int] | None = None
    catching_up: Progress | None = None
    taken: Taken | None = None
    keeping: Keeping = Keeping()
    alerting: str = ""


class Answered(msgspec.Struct, tag=True):
    """What came of the question of that number; `problem` is a sentence where nothing did, `unknown` its source is."""

    number: int
    said: str | None = None
    retagged: Retagged | None = None
    problem: str | None = None
    unknown: bool = False


class Ended(msgspec.Struct, tag=True):
    """It cannot go on, for this reason; `busy` where another process writes the archive."""

    problem: str
    busy: bool = False


Question = Retry | FullText | Retag
Request = Begin | Rescan | Question
Event = Ready | Rang | State | Answered | Ended


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value))


def _whole(kind: type, value: Any) -> object:
    if kind is Path:
        return Path(value)
    raise NotImplementedError(kind)


_encoder = msgspec.json.Encoder(enc_hook=_plain)
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event, dec_hook=_whole)


def line(message: Request | Event) -> bytes:
    """A message as a line."""
    return _encoder.encode(message) + b"\n"


def request(line: bytes) -> Request:
    """Raises msgspec.MsgspecError."""
    return _requests.decode(line)


def event(line: bytes) -> Event:
    """Raises msgspec.MsgspecError."""
    return _events.decode(line)
