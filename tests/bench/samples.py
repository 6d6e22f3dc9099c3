"""What is measured on: documents of 400 words made of the sample dispatches, and archives full of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchers.analysis.tagger import Tagger
from watchers.archive.writing import Archive
from watchers.document import Arrival, Document, Report, Source
from watchers.reading import read
from watchers.reading.title import title_of
from watchers.sources.names import is_skipped

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
WORDS = 400


def dispatches() -> list[Document]:
    """Every sample dispatch, as read."""
    source = Source("folder", "seeds", SEEDS.as_uri())
    files = sorted(path for path in SEEDS.rglob("*") if path.is_file() and not is_skipped(path.name))
    now = datetime.now(UTC)
    return [
        document
        for path in files
        for document in read(Arrival(source, path.as_uri(), path.name, path.read_bytes(), now))
    ]


def documents(count: int) -> list[Document]:
    """Documents of 400 words: paragraphs of the dispatches in order, one dispatch after the other."""
    paragraphs = itertools.cycle(p for d in dispatches() for p in d.text.split("\n\n"))
    return [Document(filled(paragraphs, WORDS), "text") for _ in range(count)]


def filled(paragraphs: Iterator[str], count: int) -> str:
    """So many words of the paragraphs."""
    words: list[str] = []
    while len(words) < count:
        words += [*next(paragraphs).split(" "), "\n\n"]
    return " ".join(words[:count])


def reports(tagger: Tagger) -> Iterator[Report]:
    """An endless stream of different documents, each with the tags of a real dispatch."""
    source = Source("folder", "bench", "file:///bench")
    now = datetime.now(UTC)
    tagged = [(document, tagger.tag(document, now)) for document in dispatches()]
    for number in itertools.count():
        document, analysis = tagged[number % len(tagged)]
        title = f"{title_of(document, 'x')} ({number})"
        received = now - timedelta(days=7) + timedelta(seconds=number * 60)
        uri = f"file:///bench/{number}.txt"
        arrival = Arrival(source, uri, f"{number}.txt", title.encode(), min(received, now))
        yield Report(arrival, replace(document, headline=title, published=None), title, analysis)


def fill(path: Path, tagger: Tagger, count: int) -> None:
    """An archive of so many documents."""
    archive = Archive.open(path)
    for report in itertools.islice(reports(tagger), count):
        archive.store(report)
    archive.close()
