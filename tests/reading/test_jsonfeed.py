"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.reading.arriving import DOCUMENTS, arrival
from watchers.document import Document, FeedFacts, Link
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


def only(item: str, feed: str = '"title": "Quay"') -> Document:
    """The only item of a feed."""
    content = f'{{"version": "https://jsonfeed.org/version/1.1", {feed}, "items": [{item}]}}'
    (found,) = read(arrival(content.encode(), "feed.json"))
    return found


@pytest.mark.parametrize(
    ("told", "guid"),
    [('"a"', "a"), ("17", "17"), ("17.0", "17"), ("1.5", "1.5"), ("null", None), ('""', None), ("{}", None)],
)
def test_ids_of_all_kinds(told: str, guid: str | None) -> None:
    assert only(f'{{"id": {told}, "content_text": "x"}}').guid == guid


@pytest.mark.parametrize(
    ("told", "byline"),
    [
        ('"authors": [{"name": "Ann"}, {"name": "Bo"}]', "Ann; Bo"),
        ('"author": {"name": "Ann", "url": "https://q.example/"}', "Ann"),
        ('"author": "Ann"', "Ann"),
        ('"authors": ["Ann", "Bo"]', "Ann; Bo"),
        ('"authors": []', None),
    ],
)
def test_authors_of_both_versions(told: str, byline: str | None) -> None:
    assert only(f'{{"id": "1", "content_text": "x", {told}}}').byline == byline


@pytest.mark.parametrize(
    ("told", "instant"),
    [
        ("2026-11-18T08:00:00Z", datetime(2026, 11, 18, 8, tzinfo=UTC)),
        ("2026-11-18T08:00:00.123456-05:00", datetime(2026, 11, 18, 13, 0, 0, 123456, tzinfo=UTC)),
        ("2026-11-18T08:00:00", datetime(2026, 11, 18, 8, tzinfo=UTC)),
        ("2026-11-18", datetime(2026, 11, 18, tzinfo=UTC)),
        ("Wed, 18 Nov 2026 08:00:00 +0100", datetime(2026, 11, 18, 7, tzinfo=UTC)),
        ("2041-01-01T00:00:00Z", datetime(2041, 1, 1, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_dates_as_feeds_write_them(told: str, instant: datetime | None) -> None:
    assert only(f'{{"id": "1", "content_text": "x", "date_published": "{told}"}}').published == instant


def test_titles_are_plain() -> None:
    assert only('{"id": "1", "title": "The <blink> tag, 3 < 4"}').headline == "The <blink> tag, 3 < 4"
    assert only('{"id": "1", "title": "<b>Boat</b> in"}').headline == "Boat in"


def test_a_hub_and_its_own_address() -> None:
    feed = '"hubs": [{"type": "WebSub", "url": "https://hub.example/"}], "feed_url": "https://q.example/feed.json"'
    facts = only('{"id": "1", "title": "x"}', feed).feed
    assert facts is not None
    assert (facts.hub, facts.address) == ("https://hub.example/", "https://q.example/feed.json")
