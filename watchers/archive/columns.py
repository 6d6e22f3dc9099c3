"""How values lie in the archive's columns."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import msgspec

from watchers.archive.rows import Tag
from watchers.document import Analysis, Document, EventKind, Report

FORMAT = 1
"""The shape of `version.reading` and `version.analysis`; raised whenever a stored value would no longer decode."""

UNREADABLE = (msgspec.MsgspecError, zlib.error, ValueError, TypeError, OverflowError, IndexError)
"""What decoding a damaged value raises."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN, _ZLIB = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True)
class Shown:
    """The tags that a list row shows, stored ready."""

    actors: tuple[Tag, ...] = ()
    regions: tuple[Tag, ...] = ()
    event: EventKind | None = None
    mode: str | None = None
    hedged: bool = False


_shown = msgspec.json.Decoder(Shown)
_analysis = msgspec.json.Decoder(Analysis)
_reading = msgspec.json.Decoder(Document)


def micros(instant: datetime) -> int:
    """Microseconds since 1970 of an aware datetime."""
    return (instant - EPOCH) // timedelta(microseconds=1)


def maybe_micros(instant: datetime | None) -> int | None:
    return None if instant is None else micros(instant)


def instant(value: int) -> datetime:
    return EPOCH + timedelta(microseconds=value)


def maybe_instant(value: int | None) -> datetime | None:
    return None if value is None else instant(value)


def plain(text: str) -> str:
    """Text that SQLite can hold: a lone surrogate, as of an undecodable file name, becomes its escape."""
    return text.encode("utf-8", "backslashreplace").decode()


def packed(content: bytes) -> bytes:
    """Bytes behind one that says whether they are compressed, which they are where that is shorter."""
    small = zlib.compress(content, 6)
    return _ZLIB + small if len(small) < len(content) else _PLAIN + content


def unpacked(value: bytes) -> bytes:
    """Raises one of `UNREADABLE`."""
    if value[:1] == _ZLIB:
        return zlib.decompress(value[1:])
    if value[:1] == _PLAIN:
        return value[1:]
    raise ValueError("neither plain nor compressed")


def shown_of(analysis: Analysis) -> bytes:
    """Three actors, two regions and the first event that is neither denied nor only supposed."""
    first = next((e for e in analysis.events if not e.negated and e.modality != "conditional"), None)
    shown = Shown(
        tuple(Tag(actor.id, actor.name) for actor in analysis.actors[:3]),
        tuple(Tag(region.id, region.name) for region in analysis.regions[:2]),
        first.kind if first else None,
        first.mode if first else None,
        bool(first and first.hedged),
    )
    return msgspec.json.encode(shown)


def read_shown(value: bytes) -> Shown:
    return _shown.decode(value)


def body_of(report: Report) -> tuple[bytes, bytes, bytes]:
    """The columns `text`, `reading` and `analysis`; `reading` is the document without its text."""
    reading = replace(report.document, text="")
    return packed(report.document.text.encode()), msgspec.json.encode(reading), packed_analysis(report.analysis)


def packed_analysis(analysis: Analysis) -> bytes:
    """The column `analysis`, without what the document is compared with others by."""
    return packed(msgspec.json.encode(replace(analysis, trace=None)))


def read_text(value: bytes) -> str:
    return unpacked(value).decode()


def read_reading(value: bytes, text: str) -> Document:
    return replace(_reading.decode(value), text=text)


def read_analysis(value: bytes) -> Analysis:
    return _analysis.decode(unpacked(value))
