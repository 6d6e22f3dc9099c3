"""A version of a document as a bundle describes it: where and when it was captured, what it says, how it was tagged."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import msgspec

from watchers.archive.originals import Captured
from watchers.bundle import layout
from watchers.bundle.facts import instant
from watchers.clean import clean_line
from watchers.contract import Json, read_document, tagged
from watchers.document import Arrival, Report

HELD_BYTES = "The bytes it came in hold a document that was embargoed when this was exported, and are not here."
LOST_BYTES = "The bytes it came in were damaged in the archive when this was exported, and are not here."
LOST_READING = "What was read of it was damaged in the archive when this was exported. Its original says what it was."


class Original(msgspec.Struct, frozen=True):
    """The file with the bytes as they came in."""

    path: str
    sha256: str
    size: int


class Identity(msgspec.Struct, frozen=True):
    """Of the tagged JSON."""

    id: str


class Described(msgspec.Struct, frozen=True):
    """What is checked of a description."""

    sequence: int
    document: int
    version: int
    original: Original | None
    tagged: Identity | None
    digest: str


def told(one: Captured) -> Json | None:
    """The tagged document after the contract; None where it is damaged."""
    if one.read is None:
        return None
    document, analysis = one.read
    arrival = Arrival(one.source, one.uri, "", b"", one.received)
    return tagged(Report(arrival, document, one.title, analysis), one.digest)


def describe(one: Captured, kept: int | str) -> bytes:
    """`kept` is the size of its original, or why that is not there."""
    size = kept if isinstance(kept, int) else None
    original = {"path": layout.original(one.digest), "sha256": one.digest, "size": size}
    lacks = [kept] if isinstance(kept, str) else []
    description: Json = {
        "document": one.document,
        "version": one.version,
        "versions": one.versions,
        "sequence": one.sequence,
        "shown": one.shown,
        "captured": instant(one.received),
        "source": {"kind": one.source.kind, "name": one.source.name, "uri": one.source.uri},
        "uri": one.uri,
        "name": name(one.uri),
        "status": one.status,
        "notice": one.notice,
        "digest": one.digest,
        "original": None if size is None else original,
        "lacks": lacks if one.read else [*lacks, LOST_READING],
        "tagged": told(one),
        "reading": read_document(one.read[0]) if one.read else None,
    }
    return msgspec.json.format(msgspec.json.encode(description), indent=1) + b"\n"


def described(content: bytes) -> Described | None:
    """From such a description; None for what is none."""
    try:
        return msgspec.json.decode(content, type=Described)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def name(uri: str) -> str:
    """What the file was called, or the last part of an address, to be read and never to be opened."""
    try:
        path = urlsplit(uri).path
    except ValueError:
        path = uri
    return clean_line(unquote(path).rstrip("/").rpartition("/")[2], 255)
