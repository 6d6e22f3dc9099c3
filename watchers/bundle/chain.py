"""The hash chain: a line for each file of evidence, whose hash is over the one before and over itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

START = "0" * 64
"""What the first entry follows."""
_LINE = re.compile(rb"([0-9a-f]{64}) ([1-9]\d{0,11}) ([0-9a-f]{64}) (0|[1-9]\d{0,14}) ([!-~]{1,90})\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """The `number`th file, counted from 1: `digest` is its SHA-256, `hash` the chain's up to here."""

    hash: str
    number: int
    digest: str
    size: int
    path: str


def follow(previous: str, number: int, digest: str, size: int, path: str) -> Entry:
    """The entry behind the one whose hash is `previous`."""
    said = f"{previous} {number} {digest} {size} {path}\n".encode()
    return Entry(sha256(said).hexdigest(), number, digest, size, path)


def line(entry: Entry) -> bytes:
    """As it stands in `chain.txt`."""
    return f"{entry.hash} {entry.number} {entry.digest} {entry.size} {entry.path}\n".encode()


def parsed(said: bytes) -> Entry | None:
    """None for a line that no chain holds."""
    found = _LINE.fullmatch(said)
    if found is None:
        return None
    hash_, number, digest, size, path = (each.decode() for each in found.groups())
    return Entry(hash_, int(number), digest, int(size), path)
