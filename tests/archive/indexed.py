"""Two readers of one archive, one by its tables, the other by an index, asked the same."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from tests.archive.filtering import LAST
from tests.build import NOON
from watchers.archive.index.building import Making
from watchers.archive.reader import Reader
from watchers.archive.rows import Points
from watchers.filters import Filter

SPAN = timedelta(days=2)
NOW = NOON + timedelta(minutes=10)


class Both:
    """Used from one thread; the index is made at once, in this process."""

    def __init__(self, path: Path) -> None:
        self.tables, self.indexed = Reader.open(path), Reader.open(path)
        self.tables.last_look = self.indexed.last_look = LAST
        self.index_anew()

    def close(self) -> None:
        self.tables.close()
        self.indexed.close()

    def index_anew(self) -> None:
        self.indexed.take(Making(self.indexed.path).make())

    def agree(self, wanted: Filter) -> None:
        """Raises AssertionError at the first question that they answer otherwise."""
        told, asked = answers(self.tables, wanted), answers(self.indexed, wanted)
        assert self.indexed.indexed
        for question, answer in told.items():
            assert asked[question] == answer, (question, wanted)


def answers(reader: Reader, wanted: Filter) -> dict[str, object]:
    """What a reader says of a filter, in plain values."""
    with reader.moment():
        return {
            "numbers": list(reader.numbers(wanted, NOW)),
            "placed": reader.placed([*reader.numbers(wanted, NOW), 999_999]),
            "by publication": list(reader.by_publication(wanted, NOW)),
            "newest": list(reader.newest(wanted, NOW, 3)),
            "count": reader.count(wanted, NOW),
            "clusters": reader.clusters(wanted, NOW),
            "actors": reader.actor_counts(wanted, NOW, limit=2, buckets=3, span=SPAN),
            "regions": list(reader.region_counts(wanted, NOW)),
            "events": reader.event_counts(wanted, NOW),
            "sources": reader.source_counts(wanted, NOW),
            "histogram": reader.histogram(wanted, NOW, SPAN, 7),
            "histograms": reader.histograms(wanted, NOW, SPAN, 5),
            "trends of regions": reader.trends(wanted, NOW, "region", ("syria", "africa", "atlantis"), 3, SPAN),
            "trends of events": reader.trends(wanted, NOW, "event", ("AID", "ASSAULT", "SANCTION"), 4, SPAN),
            "unusual": reader.unusual(NOW, wanted),
            "points": placed(reader.points(wanted, NOW)),
            "actors by actors": asdict(reader.matrix(wanted, NOW, "actor", 3)),
            "actors by regions": asdict(reader.matrix(wanted, NOW, "region", 3)),
            "totals": reader.totals(),
            "health": reader.sources(),
        }


def placed(points: Points) -> list[tuple[str, int, float, float]]:
    """Id, documents, latitude and longitude of each."""
    return [
        (region.id, region.count, latitude, longitude)
        for region, latitude, longitude in zip(points.regions, points.latitudes, points.longitudes, strict=True)
    ]
