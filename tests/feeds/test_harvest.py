"""From an answer's bytes to what is to be tagged."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.feeds.test_identity import NOON, PAIRS
from tests.reading.arriving import arrival
from watchers.document import Arrival
from watchers.reading import read
from watchers.reading.feeds import NoFeedError
from watchers.sources.feeds.harvest import harvest
from watchers.sources.feeds.health import sentence
from watchers.sources.feeds.schedule import FeedState, Hints, Outcome, after, decoded, due, encoded


def fetched(content: bytes) -> Arrival:
    """As it came from an address."""
    return replace(arrival(content, "gazette", NOON), uri="https://gazette.example/rss")


EXPECTED = {
    "fresh": (2, 0), "places-as-guids": (1, 0), "one-guid": (1, 0), "title-edits": (0, 2), "twice": (1, 0),
    "live-page": (2, 0), "only-titles": (1, 1), "tracking": (0, 0), "volatile-guids": (1, 0), "same-headline": (1, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_only_what_is_new_or_revised_is_handed_on(name: str) -> None:
    first = harvest(fetched((PAIRS / f"{name}-1.xml").read_bytes()), None, None)
    second = harvest(fetched((PAIRS / f"{name}-2.xml").read_bytes()), first.history, NOON)
    found = Counter(each.verdict for each in second.decisions)
    assert (found["new"], found["revised"]) == EXPECTED[name]
    assert harvest(fetched((PAIRS / f"{name}-2.xml").read_bytes()), second.history, NOON).decisions == ()


def test_the_wishes_of_a_feed_are_its_hints() -> None:
    content = b"<rss><channel><ttl>30</ttl><skipDays><day>Monday</day></skipDays></channel></rss>"
    assert harvest(fetched(content), None, None).hints(60) == Hints(60, 1800, (), (0,))


def test_a_feed_from_visit_to_visit() -> None:
    state, history, told = FeedState(), None, []
    now = NOON
    for content in ((PAIRS / "fresh-1.xml").read_bytes(), (PAIRS / "fresh-2.xml").read_bytes(), b"<html>no</html>"):
        try:
            brought = harvest(fetched(content), history, state.succeeded)
        except NoFeedError as error:
            state = after(state, Outcome("failed", 200, error.trouble, error.reason), now, 0.5)
        else:
            outcome = Outcome("new", 200, entries=brought.entries, hints=brought.hints(None), warning=brought.warning)
            state, history = after(state, outcome, now, 0.5), brought.history
        told.append(sentence(state, now).split(";")[0])
        state = decoded(encoded(state))
        assert timedelta(minutes=2) <= due(state) - now <= timedelta(days=1)
        now += timedelta(minutes=30)
    assert told == [
        "3 new entries at 12:00",
        "2 new entries at 12:30",
        "A web page answers instead of a feed since 13:00",
    ]


JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [
  {"id": "1", "title": "Boat in", "content_text": "It came in."}, {"id": "2", "title": "Boat out", "url": "https://q.example/2"}]}"""
ATOM = b"""<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Quay</a:title>
  <a:entry><a:id>urn:1</a:id><a:title>Boat &#8212; in</a:title><a:summary>It came in.</a:summary></a:entry></a:feed>"""


@pytest.mark.parametrize("content", [(PAIRS / "fresh-1.xml").read_bytes(), JSON, ATOM], ids=["rss", "json", "atom"])
def test_each_entry_is_kept_as_a_feed_of_its_own(content: bytes) -> None:
    brought = harvest(fetched(content), None, None)
    for each, original in zip(brought.decisions, brought.originals, strict=True):
        (found,) = read(arrival(original, "entry", NOON))
        told = (found.headline, found.text, found.guid, found.link, found.published)
        document = each.document
        assert told == (document.headline, document.text, document.guid, document.link, document.published)
