"""The sample dispatches as the reader reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from watchers.document import Arrival, Document, Source
from watchers.reading import read
from watchers.sources.names import is_skipped

SEEDS = Path(__file__).parents[2] / "seeds"


def documents() -> Iterator[Document]:
    """All of them, in the order of their paths."""
    for path in sorted(path for path in SEEDS.rglob("*.*") if not is_skipped(path.name)):
        source, now = Source("folder", "seeds", SEEDS.as_uri()), datetime.now(UTC)
        yield from read(Arrival(source, path.as_uri(), path.name, path.read_bytes(), now))
