"""How values lie in the archive's columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from watchers.archive.packing import ERRORS
from watchers.archive.packing import unpacked as unpacked  # noqa: PLC0414 (for who reads a packed column)
from watchers.archive.rows import Tag
from watchers.archive.slimming import slim, whole
from watchers.document import Analysis, Document, EventKind

FORMAT = 2
"""The shape of `version.reading` and `version.analysis`; raised whenever a stored value would no longer decode.

1: whole as JSON, the text by itself. 2: the text behind its original, the analysis slimmed, the reading bare.
"""

FORMATS = frozenset({1, FORMAT})
"""Those that are read. A version stays in the format in which it was written until it is written again."""

BODY = "CASE WHEN substr(v.text, 1, 1) = X'03' THEN o.content END, v.text, v.reading, v.analysis, v.format"
"""What `read_body` reads, of a version `v` and its original `o`."""

UNREADABLE = (*ERRORS, msgspec.MsgspecError, ValueError, TypeError, KeyError, OverflowError, IndexError, StopIteration)
"""What decoding a damaged value raises."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
_DEFAULTS = {each.name: MISSING if each.default is MISSING else each.default for each in fields(Document)}


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


def shown_of(analysis: Analysis) -> bytes:
    """The column `shown`, to be packed: three actors, two regions, the first event neither denied nor supposed."""
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
    return _shown.decode(_unpacked(value))


def reading_of(document: Document) -> bytes:
    """The column `reading`, to be packed: the document without its text."""
    return msgspec.json.encode(bare(replace(document, text="")))


def analysis_of(analysis: Analysis, title: str, text: str) -> bytes:
    """The column `analysis`, to be packed, without what the document is compared with others by."""
    return msgspec.msgpack.encode(slim(replace(analysis, trace=None), title, text))


def read_body(title: str, columns: Sequence[Any]) -> tuple[Document, Analysis]:
    """From the columns of `BODY`. Raises one of `UNREADABLE`."""
    original, text, reading, analysis, form = columns
    said = read_text(text, original)
    return read_reading(reading, said, form), read_analysis(analysis, title, said, form)


def read_text(value: bytes, original: bytes | None) -> str:
    """`original` is the column `content` of its original, as `BODY` selects it."""
    return unpacked(value, original).decode()


def read_reading(value: bytes, text: str, form: int) -> Document:
    _known(form)
    return replace(_reading.decode(_unpacked(value)), text=text)


def read_analysis(value: bytes, title: str, text: str, form: int) -> Analysis:
    """Of a version with this title and text, without which its quotes are not what they were."""
    _known(form)
    if form == 1:
        return _analysis.decode(unpacked(value))
    return whole(msgspec.msgpack.decode(unpacked(value)), title, text)


def bare(document: Document) -> dict[str, Any]:
    """Without what is absent."""
    held = {each.name: getattr(document, each.name) for each in fields(document)}
    return {name: value for name, value in held.items() if value != _DEFAULTS[name]}


def _unpacked(value: bytes) -> bytes:
    """JSON that is not packed begins with its brace."""
    return value if value[:1] == b"{" else unpacked(value)


def _known(form: int) -> None:
    if form not in FORMATS:
        raise ValueError(form)
