"""`wirewatch feeds test`: every step from the address to the next visit, in plain words; nothing is kept."""

from __future__ import annotations

import asyncio
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from tui.commands.feeds.choosing import one, subscribed
from tui.commands.feeds.desk import Desk, UsageError
from tui.feeds.asking import Fetching, asked
from tui.feeds.choosing import with_address
from tui.feeds.subscribing import last
from watchers.errors import UnreadableError
from watchers.sources.feeds.answers import Answer, Asked, Failed, Fetched, Tokens, Unchanged
from watchers.sources.feeds.looking import Entry, Feed, Look, Page
from watchers.sources.feeds.schedule import FeedState, Hints, Outcome, after, due
from watchers.subscriptions import Subscription
from watchers.subscriptions.addresses import AddressError, address_of
from watchers.subscriptions.secrets import SecretError

_CANDIDATES = 8
_LABEL = 8


class _Page:
    """Lines `● what   told`, the columns aligned; it knows whether any was a failure."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self.failed = desk, False

    def good(self, what: str, told: str) -> None:
        self._line("●", what, told)

    def note(self, what: str, told: str) -> None:
        self._line("▲", what, told)

    def bad(self, what: str, told: str) -> None:
        self.failed = True
        self._line("✖", what, told)

    def more(self, told: str, indent: int = 0) -> None:
        self._desk.show(told, " " * (len("● ") + _LABEL + 1 + indent))

    def _line(self, mark: str, what: str, told: str) -> None:
        self._desk.show(told, f"{mark} {what:<{_LABEL}} ")


def run(given: Namespace, desk: Desk) -> int:
    """0 where it is a feed that can be followed, 1 where not; raises UsageError."""
    feed = _meant(given, desk)
    page = _Page(desk)
    there = with_address(subscribed(desk), feed.address) is not None
    page.good("address", f"{feed.address}{' · subscribed to' if there else ''}")
    _resolve(desk, page, feed)
    try:
        question = asked(desk, feed)
    except SecretError as error:
        page.bad("secret", error.problem)
        return 1
    asyncio.run(_ask(desk, page, question))
    return 1 if page.failed else 0


def _meant(given: Namespace, desk: Desk) -> Subscription:
    """One that is subscribed to, with its secrets, else one at the address."""
    feeds = subscribed(desk)
    try:
        address = address_of(given.address)
    except AddressError as error:
        if ":" in given.address:
            raise UsageError(str(error)) from error
        feed = one(feeds, given.address)
    else:
        feed = with_address(feeds, address) or Subscription(address)
    return replace(feed, allow_private=True) if given.allow_private else feed


def _resolve(desk: Desk, page: _Page, feed: Subscription) -> None:
    host = urlsplit(feed.address).hostname or ""
    try:
        found = desk.resolve(host)
    except OSError as error:
        page.note("name", f"{host} is not found: {error.strerror or error}; a proxy may know it.")
        return
    private = [each for each in found if not ip_address(each.partition("%")[0]).is_global]
    page.good("name", f"{host} is {', '.join(found[:4])}{' …' if len(found) > 4 else ''}")
    if private and not feed.allow_private:
        page.note("private", f"{private[0]} is no public address; it is fetched only with allow_private = true.")


async def _ask(desk: Desk, page: _Page, question: Asked) -> None:
    async with desk.fetcher() as fetching:
        begun = time.perf_counter()
        answer = await fetching.fetch(question)
        took = time.perf_counter() - begun
        _tell_hops(page, answer)
        if not isinstance(answer, Fetched):
            reason = answer.reason if isinstance(answer, Failed) else "“Unchanged”, though nothing is known of it yet."
            page.bad("answer", f"{reason} ({took:.2f} s)")
            _tell_waiting(page, answer)
            return
        _tell_answer(page, answer, took)
        seen = _look(desk, page, answer)
        if isinstance(seen, Page):
            _tell_page(page, seen)
        elif isinstance(seen, Feed):
            _tell_feed(desk, page, seen)
            await _ask_again(page, fetching, question, answer.tokens)
            _tell_schedule(desk, page, seen, answer)


def _look(desk: Desk, page: _Page, answer: Fetched) -> Look | None:
    try:
        return desk.look(answer.content, answer.address)
    except UnreadableError as error:
        page.bad("format", f"{error.reason} {error.advice}")
        return None


def _tell_hops(page: _Page, answer: Answer) -> None:
    for hop in answer.hops:
        how = "moved for good" if hop.status in {301, 308} else "sent on"
        page.note("redirect", f"{how} (HTTP {hop.status}) to {hop.address}")


def _tell_answer(page: _Page, answer: Fetched, took: float) -> None:
    page.good("answer", f"HTTP {answer.status} by {answer.protocol} in {took:.2f} s, from {answer.address}")
    size, unpacked = answer.received or len(answer.content), len(answer.content)
    packed = f", {unpacked:,} unpacked" if unpacked != size else ", not compressed"
    page.good("size", f"{size:,} bytes{packed}")
    charset = f", charset {answer.charset}" if answer.charset else ", without a charset"
    if answer.media_type:
        page.good("type", f"{answer.media_type}{charset}")
    else:
        page.note("type", "the server tells no type; it is told by its content")


def _tell_page(page: _Page, seen: Page) -> None:
    page.bad("format", f"a web page{f', “{seen.title}”' if seen.title else ''}, no feed")
    how = {"declared": "the page declares", "linked": "the page links to", "guessed": "feeds often lie at"}
    for candidate in seen.feeds[:_CANDIDATES]:
        title = f" “{candidate.title}”" if candidate.title else ""
        page.more(f"{how[candidate.how]}{title} {candidate.address}")


def _tell_feed(desk: Desk, page: _Page, feed: Feed) -> None:
    language = f", language {feed.language}" if feed.language else ""
    page.good("format", f"{feed.form} in {feed.charset}{language}: “{feed.title or 'without a title'}”")
    for warning in feed.warnings:
        page.note("repaired", warning)
    if not feed.entries:
        page.note("entries", "none at present")
        return
    page.good("entries", f"{len(feed.entries):,}, the last of them:")
    zone = desk.now().tzinfo
    for entry in last(feed):
        when = f"{entry.published.astimezone(zone):%Y-%m-%d %H:%M}" if entry.published else "without a date"
        page.more(f"{when}  {entry.title}")
        page.more(f"{entry.by} {entry.identity}", 2)
    for told in _doubts(feed.entries, desk):
        page.note("entries", told)


def _doubts(entries: tuple[Entry, ...], desk: Desk) -> Iterator[str]:
    """What makes entries hard to tell apart or to put in order."""
    by = Counter(entry.by for entry in entries)
    if by["link"]:
        yield f"{by['link']:,} have no guid; they are told apart by their links"
    if by["title"]:
        yield f"{by['title']:,} have neither guid nor link; they are told apart by title and date"
    twice = sum(n - 1 for n in Counter(entry.identity for entry in entries).values() if n > 1)
    if twice:
        yield f"{twice:,} have the identity of another one; these do not multiply"
    undated = sum(entry.published is None for entry in entries)
    if undated:
        yield f"{undated:,} have no date that can be read; they are in order of receipt"
    ahead = sum(entry.published is not None and entry.published > desk.now() + timedelta(hours=1) for entry in entries)
    if ahead:
        yield f"{ahead:,} are dated in the future; they count as of their receipt"


async def _ask_again(page: _Page, fetching: Fetching, question: Asked, tokens: Tokens) -> None:
    """Whether the server knows that nothing has changed, which saves it and us the whole feed."""
    told = [name for name, value in (("ETag", tokens.etag), ("Last-Modified", tokens.modified)) if value]
    if not told:
        page.note("again", "the server gives neither ETag nor Last-Modified: each visit fetches the whole feed")
        return
    again = await fetching.fetch(replace(question, tokens=tokens))
    given = " and ".join(told)
    if isinstance(again, Unchanged):
        page.good("again", f"{given} work: asked again, the server says “unchanged” (HTTP 304)")
    elif isinstance(again, Fetched):
        page.note("again", f"it gives {given}, but sends the whole feed again (HTTP {again.status})")
    else:
        page.note("again", f"asked again at once: {again.reason}")


def _tell_waiting(page: _Page, answer: Answer) -> None:
    if answer.hints.retry_after:
        page.note("wait", f"the server asks to be left alone for {_span(answer.hints.retry_after)}")


def _tell_schedule(desk: Desk, page: _Page, feed: Feed, answer: Fetched) -> None:
    now = desk.now()
    instants = tuple(entry.published for entry in feed.entries if entry.published)
    fresh = answer.hints.max_age if answer.hints.max_age is not None else answer.hints.expires
    outcome = Outcome("new", answer.status, entries=instants, hints=Hints(fresh=fresh))
    wait = int((due(after(FeedState(), outcome, now, 0.5)) - now).total_seconds())
    wish = f"; the server calls it fresh for {_span(fresh)}" if fresh else ""
    a_day = _per_day(instants)
    rhythm = f"about {a_day:.1f} entries a day; " if a_day else ""
    page.good("schedule", f"{rhythm}the next visit would be in {_span(max(wait, 0))}{wish}")


def _per_day(instants: Iterable[datetime]) -> float | None:
    """None where they are too few or too close to tell."""
    moments = sorted(each.timestamp() for each in instants)
    if len(moments) < 2 or moments[-1] - moments[0] < 60:
        return None
    return (len(moments) - 1) * 86400 / (moments[-1] - moments[0])


def _span(seconds: int) -> str:
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
