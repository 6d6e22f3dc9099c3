"""What a feed asks of its readers: how often to come and when not to, and where its hub is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from watchers.document import FeedFacts
from watchers.reading import xml
from watchers.reading.fragment import web_address

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DAY = 86_400
_PERIODS = {"hourly": 3_600, "daily": _DAY, "weekly": 7 * _DAY, "monthly": 30 * _DAY, "yearly": 365 * _DAY}
_LONGEST = 365 * _DAY
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def with_wishes(facts: FeedFacts, root: Element, base: str) -> FeedFacts:
    """With the channel's own ttl, skipHours, skipDays, syndication module and links."""
    channel = _channel(root)
    return replace(
        facts,
        every=_every(channel),
        skip_hours=tuple(sorted(set(_hours(channel)))),
        skip_days=tuple(sorted(set(_days(channel)))),
        address=_linked(channel, "self", base),
        hub=_linked(channel, "hub", base),
    )


def _channel(root: Element) -> Element:
    return root if xml.local(root) in {"feed", "channel"} else next(xml.all_of(root, "channel"), root)


def _every(channel: Element) -> int | None:
    """Seconds; of several wishes the longest."""
    wishes = []
    if (minutes := _number(xml.child(channel, "ttl"))) is not None:
        wishes.append(minutes * 60)
    period = xml.words(xml.child(channel, "updateperiod")).lower()
    if period in _PERIODS:
        wishes.append(_PERIODS[period] // max(_number(xml.child(channel, "updatefrequency")) or 1, 1))
    return min(max(wishes), _LONGEST) if wishes and max(wishes) > 0 else None


def _hours(channel: Element) -> Iterator[int]:
    """0 to 23 in GMT; some write 24 for midnight."""
    for element in xml.children(channel, "skiphours"):
        for each in xml.children(element, "hour"):
            if (hour := _number(each)) is not None and hour <= 24:
                yield hour % 24


def _days(channel: Element) -> Iterator[int]:
    for element in xml.children(channel, "skipdays"):
        for each in xml.children(element, "day"):
            if (day := xml.words(each).lower()[:3]) in _DAYS:
                yield _DAYS.index(day)


def _linked(channel: Element, rel: str, base: str) -> str | None:
    for each in xml.children(channel, "link", "link10"):
        if rel in xml.attribute(each, "rel").lower().split() and (href := xml.attribute(each, "href")):
            return web_address(href, base)
    return None


def _number(element: Element | None) -> int | None:
    told = xml.words(element)
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None
