"""One address asked, with what is set for it, and what came looked at within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlsplit

from watchers.errors import UnreadableError
from watchers.sources.feeds.answers import Answer, Asked, Failed, Fetched, Tokens, Unchanged
from watchers.sources.feeds.discovery import Candidate
from watchers.sources.feeds.looking import Feed, Look, Page
from watchers.subscriptions import Subscription
from watchers.subscriptions.secrets import credentials

_TRIED = 8
"""Candidates of a page that are fetched before it is given up."""


class Fetching(Protocol):
    """Whoever asks servers."""

    async def fetch(self, asked: Asked) -> Answer:
        """Never raises for what a server does."""
        ...


class Asking(Protocol):
    """Who asks: `look` keeps bytes in bounds and is called in a thread, `environ` has the secrets."""

    @property
    def look(self) -> Callable[[bytes, str], Look]: ...
    @property
    def environ(self) -> Mapping[str, str]: ...
    def tell(self, line: str = "", /) -> None: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A feed, the address it was asked for at, what came, and other feeds that the page declares."""

    feed: Feed
    asked: str
    answer: Fetched
    others: tuple[Candidate, ...] = ()


def asked(desk: Asking, feed: Subscription, tokens: Tokens | None = None) -> Asked:
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


async def found(desk: Asking, fetching: Fetching, question: Asked) -> Found | str:
    """The feed at an address, or that of the page there; else a sentence why there is none."""
    answer = await fetching.fetch(question)
    if not isinstance(answer, Fetched):
        return unanswered(answer)
    try:
        seen = await asyncio.to_thread(desk.look, answer.content, answer.address)
    except UnreadableError as error:
        return f"{error.reason} {error.advice}"
    if isinstance(seen, Feed):
        return Found(seen, question.address, answer)
    return await _of_page(desk, fetching, question, seen)


async def sought(desk: Asking, fetching: Fetching, question: Asked, *, guessed: bool) -> Found | str:
    """The same; where nobody wrote https, it is `guessed`, and http is tried as well."""
    seen = await found(desk, fetching, question)
    if isinstance(seen, str) and guessed and not (question.user or question.headers):
        desk.tell(f"{seen} Trying http:// instead …")
        again = await found(desk, fetching, replace(question, address=f"http://{question.address[8:]}"))
        return seen if isinstance(again, str) else again
    return seen


def unanswered(answer: Unchanged | Failed) -> str:
    """Why nothing came."""
    if isinstance(answer, Unchanged):
        return "The server says that nothing has changed."
    return f"{answer.reason} Give --allow-private if it is yours." if answer.kind == "private" else answer.reason


async def _of_page(desk: Asking, fetching: Fetching, question: Asked, page: Page) -> Found | str:
    """Secrets, and the leave to fetch private addresses, are the page's own origin's and nobody else's."""
    desk.tell(f"This is a web page{f', “{page.title}”' if page.title else ''}; looking for its feed …")
    for candidate in page.feeds[:_TRIED]:
        own = same_origin(candidate.address, question.address)
        answer = await fetching.fetch(replace(question, address=candidate.address) if own else Asked(candidate.address))
        seen = await _looked(desk, answer) if isinstance(answer, Fetched) else None
        if isinstance(seen, Feed) and isinstance(answer, Fetched):
            others = tuple(each for each in page.feeds if each.how == "declared" and each != candidate)
            return Found(seen, candidate.address, answer, others)
        desk.tell(f"  no feed at {candidate.address}")
    return "No feed was found for this page. Look for one on it, and give its address."


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses are one server's, asked in the same way."""
    return urlsplit(one)[:2] == urlsplit(other)[:2]


async def _looked(desk: Asking, answer: Fetched) -> Look | None:
    try:
        return await asyncio.to_thread(desk.look, answer.content, answer.address)
    except UnreadableError:
        return None
