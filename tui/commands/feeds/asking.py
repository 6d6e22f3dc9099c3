"""One address asked, with what is set for it, and what came looked at within bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tui.commands.feeds.desk import Desk, Fetching
from watchers.errors import UnreadableError
from watchers.sources.feeds.answers import Asked, Failed, Fetched, Tokens, Unchanged
from watchers.sources.feeds.looking import Feed, Look, Page
from watchers.subscriptions import Subscription
from watchers.subscriptions.secrets import credentials

_TRIED = 8
"""Candidates of a page that are fetched before it is given up."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed, the address it was asked for at, what came, and other feeds that the page declares."""

    feed: Feed
    asked: str
    answer: Fetched
    others: tuple[str, ...] = ()


def asked(desk: Desk, feed: Subscription, tokens: Tokens | None = None) -> Asked:
    """What is asked of its server. Raises SecretError where a secret is not to be had."""
    told = credentials(feed, desk.environ)
    return Asked(
        feed.address,
        tokens or Tokens(),
        user=told.user or "",
        password=told.password or "",
        headers=dict(told.headers),
        allow_private=feed.allow_private,
    )


async def found(desk: Desk, fetching: Fetching, question: Asked) -> Found | str:
    """The feed at an address, or that of the page there; else a sentence why there is none."""
    answer = await fetching.fetch(question)
    if not isinstance(answer, Fetched):
        return unanswered(answer)
    try:
        seen = desk.look(answer.content, answer.address)
    except UnreadableError as error:
        return f"{error.reason} {error.advice}"
    if isinstance(seen, Feed):
        return Found(seen, question.address, answer)
    return await _of_page(desk, fetching, question, seen)


def unanswered(answer: Unchanged | Failed) -> str:
    """Why nothing came."""
    if isinstance(answer, Unchanged):
        return "The server says that nothing has changed."
    return f"{answer.reason} Give --allow-private if it is yours." if answer.kind == "private" else answer.reason


async def _of_page(desk: Desk, fetching: Fetching, question: Asked, page: Page) -> Found | str:
    """Secrets, and the leave to fetch private addresses, are the page's own origin's and nobody else's."""
    desk.tell(f"This is a web page{f', “{page.title}”' if page.title else ''}; looking for its feed …")
    for candidate in page.feeds[:_TRIED]:
        own = same_origin(candidate.address, question.address)
        answer = await fetching.fetch(replace(question, address=candidate.address) if own else Asked(candidate.address))
        seen = _looked(desk, answer) if isinstance(answer, Fetched) else None
        if isinstance(seen, Feed) and isinstance(answer, Fetched):
            declared = [each for each in page.feeds if each.how == "declared" and each != candidate]
            others = tuple(f"{each.title or 'another feed'}: {each.address}" for each in declared)
            return Found(seen, candidate.address, answer, others)
        desk.tell(f"  no feed at {candidate.address}")
    return "No feed was found for this page. Look for one on it, and give its address."


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses are one server's, asked in the same way."""
    return urlsplit(one)[:2] == urlsplit(other)[:2]


def _looked(desk: Desk, answer: Fetched) -> Look | None:
    try:
        return desk.look(answer.content, answer.address)
    except UnreadableError:
        return None
