"""What a worker makes of a feed is the same, whether or not it reads again what it knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import arrival
from watchers.document import Arrival
from watchers.sources.feeds.identity import History
from watchers.sources.feeds.news import Visited, visited

PAIRS = Path(__file__).parent / "documents" / "pairs"
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def came(content: bytes) -> Arrival:
    return replace(arrival(content, "feed"), uri="https://gazette.example/rss")


def history_of(visit: Visited) -> History:
    return msgspec.msgpack.decode(visit.history, type=History)


def forgetful(history: bytes) -> bytes:
    """Without the marks by which entries are skipped."""
    known = msgspec.msgpack.decode(history, type=History)
    entries = tuple(msgspec.structs.replace(each, mark=0) for each in known.entries)
    return msgspec.msgpack.encode(replace(known, entries=entries))


def told(visit: Visited) -> list[tuple[str | None, str, str, str, bool]]:
    return [
        (each.document.headline, each.document.text, each.key, each.verdict, each.backlog) for each, _ in visit.news
    ]


def assert_the_same(contents: list[bytes]) -> None:
    """Visits one after the other bring the same news, and leave the same to be known."""
    history = None
    for content in contents:
        since = NOON if history else None
        less = visited(came(content), history, since)
        whole = visited(came(content), forgetful(history) if history else None, since)
        assert told(less) == told(whole)
        assert (less.title, less.hints, less.warning) == (whole.title, whole.hints, whole.warning)
        left, right = history_of(less), history_of(whole)
        assert {each.key: each for each in left.entries} == {each.key: each for each in right.entries} or (
            {each.key: msgspec.structs.replace(each, mark=0) for each in left.entries}
            == {each.key: msgspec.structs.replace(each, mark=0) for each in right.entries}
        )
        history = less.history


@pytest.mark.parametrize("name", sorted({path.stem[:-2] for path in PAIRS.iterdir()}))
def test_skipping_never_changes_what_a_snapshot_brings(name: str) -> None:
    first, second = ((PAIRS / f"{name}-{n}.xml").read_bytes() for n in (1, 2))
    assert_the_same([first, second, first, second, second, first])


def item(guid: str, link: str, title: str, hours: int, text: str) -> str:
    parts = {"guid": guid, "link": link, "title": title, "description": text}
    if hours:
        parts["pubDate"] = f"{NOON - timedelta(hours=hours):%a, %d %b %Y %H:%M:%S} GMT"
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in parts.items() if value)}</item>"


HEAD = "<rss version='2.0'><channel><title>Gazette</title><link>https://gazette.example/</link>"
ITEMS = st.builds(
    item,
    st.sampled_from(["", "1", "2", "urn:x:1", "urn:x:2", "urn:x:3", "urn:x:4", "https://gazette.example/a#1"]),
    st.sampled_from(
        ["", "https://gazette.example/a", "http://gazette.example/a?utm_id=1", "https://gazette.example/b"]
    ),
    st.sampled_from(["", "A", "B"]),
    st.integers(0, 3),
    st.sampled_from(["", "one", "two"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ITEMS, min_size=2, max_size=6), st.data())
def test_skipping_never_changes_what_visits_bring(pool: list[str], data: st.DataObject) -> None:
    visits = data.draw(st.lists(st.lists(st.sampled_from(pool), max_size=5), min_size=2, max_size=5))
    assert_the_same([f"{HEAD}{''.join(items)}</channel></rss>".encode() for items in visits])


def test_what_was_set_aside_is_news_again_when_it_is_asked_for() -> None:
    content = (PAIRS / "fresh-1.xml").read_bytes()
    first = visited(came(content), None, None)
    assert all(each.backlog for each, _ in first.news)
    key = first.news[1][0].key
    assert visited(came(content), first.history, NOON).news == ()
    ((again, _),) = visited(came(content), first.history, NOON, frozenset([key])).news
    assert (again.key, again.verdict, again.document) == (key, "new", first.news[1][0].document)


def test_a_history_that_cannot_be_read_is_not_a_first_visit() -> None:
    ((news, _), *_) = visited(came((PAIRS / "fresh-1.xml").read_bytes()), b"\xc1", NOON - timedelta(days=9)).news
    assert not news.backlog
