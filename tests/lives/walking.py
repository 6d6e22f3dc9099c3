"""Walks the life of a story: its files one after the other, through real reading and a real archive.

`expected.toml` holds an `[[arrival]]` for each file, with the name `as` which it comes where that is not its own, the
instant `at` where it does not come half an hour after the last, and the `[[arrival.document]]`s that are kept then.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from watchers.archive.reader import Reader
from watchers.archive.writing import Archive
from watchers.document import Analysis, Arrival, Report, Source
from watchers.reading import read
from watchers.reading.parts import Parts
from watchers.reading.title import title_of

LIVES = Path(__file__).parent
STORIES = sorted(path.parent for path in LIVES.glob("*/expected.toml"))
DESK = Source("folder", "desk", "file:///desk")
FIRST = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
APART = timedelta(minutes=30)

Told = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a story's life, and what is to be kept when it has come."""

    name: str
    content: bytes
    at: datetime
    expected: Told


def steps(story: Path) -> Iterator[Step]:
    """In the order of their arrival."""
    told = tomllib.loads((story / "expected.toml").read_text(encoding="utf-8"))
    for n, each in enumerate(told["arrival"]):
        content = (story / each["file"]).read_bytes()
        yield Step(each.get("as", each["file"]), content, each.get("at", FIRST + n * APART), each.get("document", []))


def arrive(archive: Archive, step: Step) -> None:
    """Reads a file and keeps what is in it, untagged."""
    came = Arrival(DESK, f"{DESK.uri}/{step.name}", step.name, step.content, step.at)
    documents = read(came)
    parts = Parts()
    for document in documents:
        part = parts.name(document.guid) if len(documents) > 1 else ""
        archive.store(Report(came, document, title_of(document, step.name), Analysis(), part))


def kept(reader: Reader, expected: Told) -> Told:
    """The documents of the archive, oldest first, each with the facts that are expected of it."""
    found: Told = []
    for number in sorted(_numbers(reader)):
        document = reader.document(number)
        assert document is not None
        row = document.row
        embargo = row.embargo.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if row.embargo else ""
        facts: dict[str, Any] = {
            "title": row.title, "versions": row.versions, "version": row.version, "status": row.status,
            "embargo": embargo, "urgency": row.urgency, "advisory": row.advisory, "corrected": row.corrected,
            "notice": document.notice or "", "text": document.document.text,
        }  # fmt: skip
        wanted = expected[len(found)] if len(found) < len(expected) else facts
        found.append({key: facts[key] for key in wanted})
    return found


def _numbers(reader: Reader) -> list[int]:
    from watchers.filters import Filter

    return list(reader.numbers(Filter(), datetime(2026, 12, 1, tzinfo=UTC)))
