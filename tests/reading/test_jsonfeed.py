"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.reading.arriving import DOCUMENTS, arrival
from watchers.document import FeedFacts, Link
from watchers.errors import UnreadableError
from watchers.reading import read

FEED = (DOCUMENTS / "feeds" / "jsonfeed.json").read_bytes()


def test_its_items_are_documents() -> None:
    ferry, note = read(arrival(FEED, "feed.json"))
    assert ferry.format == "jsonfeed"
    assert (ferry.headline, ferry.text, ferry.abstract) == (
        "Ferry aground",
        "The ferry ran & stuck.\n\nMap",
        "It stuck.",
    )
    assert ferry.byline == "Bo Li; Ann Lee"
    assert ferry.published == datetime(2026, 11, 17, 9, tzinfo=UTC)
    assert ferry.updated == datetime(2026, 11, 17, 12, tzinfo=UTC)
    assert ferry.guid == ferry.link == "https://quay.example/1"
    assert ferry.keywords == ("ferries", "sea")
    assert ferry.links == (
        Link("https://quay.example/1", "alternate"),
        Link("https://wire.example/x", "related"),
        Link("https://quay.example/map", title="Map"),
    )
    assert ferry.media == (
        Link("https://quay.example/1.jpg"),
        Link("https://quay.example/1.mp3", "enclosure", "audio/mpeg", "Listen"),
    )
    assert ferry.feed == FeedFacts("Quay", "https://quay.example/", "en-GB")
    assert (note.headline, note.text) == (None, "A note without a headline.\n\nAnd more.")
    assert (note.byline, note.guid, note.language) == ("Kit Moss", "2", "en")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (FEED[:300], "The feed's JSON is broken"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "The feed holds no entries."),
        (b'{"version": "https://jsonfeed.org/version/1"}', "It is no feed: it has no list of items."),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000, "The feed's JSON is broken"),
    ],
)
def test_what_is_no_feed_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(arrival(content, "feed.json"))
    assert error.value.reason.startswith(reason)
