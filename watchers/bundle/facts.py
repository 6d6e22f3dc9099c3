"""What a bundle says of itself, and the files that say so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from watchers.bundle.chain import Entry

BAG = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The export: `made` in UTC, `filter` as it was asked, `meaning` as it was understood.

    `lexicon` is the fingerprint of the one in use then. `damaged` counts the versions whose bytes or reading the
    archive had lost. `head` is the last hash of the chain.
    """

    format: int = 1
    made: str
    filter: str
    meaning: str
    software: str
    lexicon: str
    documents: int = 0
    versions: int = 0
    damaged: int = 0
    files: int = 0
    octets: int = 0
    head: str = ""


def instant(moment: datetime) -> str:
    """ISO 8601 in UTC with a Z, to the microsecond."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def info(facts: Facts) -> bytes:
    """`bag-info.txt` of a bag."""
    said = {
        "Bag-Software-Agent": facts.software,
        "Bagging-Date": facts.made[:10],
        "External-Description": f"Evidence bundle: {facts.documents} documents in {facts.versions} versions",
        "Payload-Oxum": f"{facts.octets}.{facts.files}",
    }
    return "".join(f"{label}: {value}\n" for label, value in said.items()).encode()


def manifest_head(facts: Facts) -> bytes:
    """The first line of `manifest.json`, which has a line for each file after it."""
    told: dict[str, Any] = msgspec.to_builtins(facts)
    return b'{"bundle":' + msgspec.json.encode(told) + b',"files":[\n'


def manifest_line(entry: Entry, *, last: bool) -> bytes:
    told = {"entry": entry.number, "path": entry.path, "sha256": entry.digest, "size": entry.size}
    return msgspec.json.encode(told) + (b"\n" if last else b",\n")


MANIFEST_END = b"]}\n"


def list_line(entry: Entry) -> bytes:
    """A line of `manifest-sha256.txt`, as `sha256sum` writes and checks it."""
    return f"{entry.digest}  {entry.path}\n".encode()


def facts_of(head: bytes) -> Facts | None:
    """From the first line of `manifest.json`; None where it is none."""
    body = head.removeprefix(b'{"bundle":').removesuffix(b',"files":[\n')
    try:
        facts = msgspec.json.decode(body, type=Facts)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return facts if manifest_head(facts) == head else None
