"""From the bytes of an answer to what is to be tagged: read, told apart, the unchanged left out; runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from watchers.document import Arrival, FeedFacts
from watchers.reading.feeds import ReadFeed, read_feed
from watchers.sources.feeds.identity import Decision, History, Judged, instants, judge, skippable
from watchers.sources.feeds.state import Hints

_EMPTY = "The feed holds no entries."


@dataclass(frozen=True, slots=True)
class Harvest:
    """New entries and new versions, each newest first; the history to keep, the instants for the rhythm.

    `originals` are the bytes to be kept for each: the entry as a feed of its own, for a feed whole would be kept again
    with each visit.
    """

    decisions: tuple[Decision, ...]
    originals: tuple[bytes, ...]
    history: History
    entries: tuple[datetime, ...]
    facts: FeedFacts
    warning: str = ""

    def hints(self, fresh: int | None) -> Hints:
        """What the feed asks for, with the seconds for which HTTP calls it fresh."""
        return Hints(fresh, self.facts.every, self.facts.skip_hours, self.facts.skip_days)


def harvest(arrival: Arrival, history: History | None, since: datetime | None) -> Harvest:
    """What a visit brought; `since` is the last one that succeeded. Raises NoFeedError only."""
    feed = read_feed(arrival, skippable(history))
    judged = _judge(feed, history, since)
    if not judged.sure:
        feed = read_feed(arrival)
        judged = _judge(feed, history, since)
    decisions = (*judged.of("new"), *judged.of("revised"))
    empty = not feed.documents and not feed.skipped
    warning = next(iter(feed.warnings), _EMPTY if empty else "")
    originals = tuple(feed.originals[each.position] or arrival.content for each in decisions)
    return Harvest(decisions, originals, judged.history, instants(judged, arrival.received), feed.facts, warning)


def _judge(feed: ReadFeed, history: History | None, since: datetime | None) -> Judged:
    return judge(history, feed.documents, since, feed.marks, feed.skipped)
