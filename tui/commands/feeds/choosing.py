"""Which feed a person means: its number in the list, its address, or its name as far as it tells it apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from tui.commands.complaining import complain
from tui.commands.feeds.desk import Desk, UsageError
from tui.feeds.choosing import called, with_address
from watchers.subscriptions import Subscription, load
from watchers.subscriptions.addresses import AddressError, address_of

_SHOWN = 10


def subscribed(desk: Desk) -> tuple[Subscription, ...]:
    """All that the file lists; what is wrong there is said. Raises SettingsError where nothing of it can be read."""
    found = load(desk.path)
    for mistake in found.mistakes:
        complain(mistake, desk.stderr)
    return found.feeds


def chosen(feeds: Sequence[Subscription], words: Iterable[str]) -> list[Subscription]:
    """One for each word, each once. Raises UsageError where one means none or several."""
    return list(dict.fromkeys(one(feeds, word) for word in words))


def one(feeds: Sequence[Subscription], word: str) -> Subscription:
    """The one that is meant. Raises UsageError."""
    found = _meant(feeds, word.strip())
    if len(found) == 1:
        return found[0]
    if found:
        told = "; ".join(f"{feeds.index(feed) + 1} {called(feed)}" for feed in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UsageError(f"“{word}” may mean several feeds, give the number: {told}{more}.")
    if not feeds:
        raise UsageError("there are no feeds yet; wirewatch feeds add ADDRESS subscribes to one.")
    if word.strip().isdecimal():
        raise UsageError(f"there is no feed number {word.strip()}; wirewatch feeds list has {len(feeds)}.")
    near = get_close_matches(word.lower(), [feed.name.lower() for feed in feeds if feed.name], n=1)
    more = f"did you mean “{near[0]}”?" if near else "wirewatch feeds list shows them all."
    raise UsageError(f"no feed is called “{word}”; {more}")


def _meant(feeds: Sequence[Subscription], word: str) -> list[Subscription]:
    """By the surest sign that means any."""
    if word.isdecimal() and len(word) < 7:
        number = int(word)
        if 1 <= number <= len(feeds):
            return [feeds[number - 1]]
    if (feed := _at(feeds, word)) is not None:
        return [feed]
    if "://" in word:
        return []
    low = word.casefold()
    names = [(feed, feed.name.casefold()) for feed in feeds]
    exact = [feed for feed, name in names if name == low]
    begins = [feed for feed, name in names if low and name.startswith(low)]
    within = [feed for feed, name in names if low and (low in name or low in feed.address.casefold())]
    return exact or begins or within


def _at(feeds: Sequence[Subscription], word: str) -> Subscription | None:
    try:
        return with_address(feeds, address_of(word))
    except AddressError:
        return None
