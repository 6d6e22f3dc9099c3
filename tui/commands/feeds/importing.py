"""`wirewatch feeds import`: the feeds of an OPML file; what is refused or already there is said, one line each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tui.commands.complaining import complain
from tui.commands.feeds.choosing import subscribed
from tui.commands.feeds.desk import Desk
from tui.feeds.choosing import called
from tui.feeds.importing import LARGEST, bytes_of, subscribe_all, unknown
from watchers.clean import clean_line
from watchers.errors import UnreadableError
from watchers.sources.feeds.opml import Listed
from watchers.subscriptions import Subscription

_SHOWN = 50


def run(given: Namespace, desk: Desk) -> int:
    """0, or 1 where the file cannot be read or an address in it is refused."""
    try:
        listed = desk.read_list(*_content(given.file, desk))
    except OSError as error:
        complain(f"{given.file}: cannot be read: {error.strerror or error}.", desk.stderr)
        return 1
    except UnreadableError as error:
        complain(f"{given.file}: {error.reason} {error.advice}", desk.stderr)
        return 1
    wanted = [feed for feed in listed.feeds if _is_wanted(feed, given.only)]
    new = [_tagged(feed, given.tag) for feed in unknown(wanted, subscribed(desk))]
    _tell(desk, given, listed, wanted, new)
    if new and not given.dry_run:
        subscribe_all(desk.path, new)
    return 1 if listed.refused else 0


def _content(name: str, desk: Desk) -> tuple[bytes, str]:
    if name == "-":
        return desk.stdin.read(LARGEST + 1), "standard input"
    path = Path(name)
    return bytes_of(path), path.name


def _is_wanted(feed: Subscription, only: Sequence[str]) -> bool:
    tags = {tag.casefold() for tag in feed.tags}
    return not only or any(tag.casefold() in tags for tag in only)


def _tagged(feed: Subscription, more: Sequence[str]) -> Subscription:
    tags = dict.fromkeys([*feed.tags, *filter(None, map(clean_line, more))])
    return replace(feed, tags=tuple(tags))


def _tell(
    desk: Desk, given: Namespace, listed: Listed, wanted: Sequence[Subscription], new: Sequence[Subscription]
) -> None:
    for warning in listed.warnings:
        complain(f"{given.file}: {warning}", desk.stderr)
    for refused in listed.refused:
        complain(f"refused: “{refused.name}” {refused.address}: {refused.reason}", desk.stderr)
    for address in listed.merged[:_SHOWN]:
        desk.tell(f"twice in the list, taken once: {address}")
    if given.dry_run:
        for feed in new:
            desk.show(f"{called(feed)}{' · ' if feed.tags else ''}{', '.join(feed.tags)}")
    there = len(wanted) - len(new)
    parts = [f"{_counted(len(new))} {'would be added' if given.dry_run else 'added'}"]
    parts += [f"{there:,} subscribed to already"] if there else []
    parts += [f"{len(listed.merged):,} merged"] if listed.merged else []
    parts += [f"{len(listed.refused):,} refused"] if listed.refused else []
    desk.tell(f"{' · '.join(parts)}.")
    if given.only and not wanted:
        tags = sorted({tag for feed in listed.feeds for tag in feed.tags})
        desk.tell(f"No feed there has the tag {' or '.join(given.only)}; there are: {', '.join(tags[:_SHOWN])}.")


def _counted(number: int) -> str:
    return f"{number:,} feed{'' if number == 1 else 's'}"
