"""`wirewatch feeds` as a person types it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from watchers.subscriptions.spans import LONGEST, SHORTEST, span_of, told

USAGE = "       wirewatch feeds add | list …  feeds: add, list, pause, mute, import, export, test"
_WHICH = "its name, its number in wirewatch feeds list, or its address"

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_feeds(verbs: Verbs, kept: argparse.ArgumentParser, home: Callable[[str], str]) -> None:
    """The verb with its deeds; `kept` are options of every command, `home` reads a code after ISO 3166."""
    feeds = verbs.add_parser(
        "feeds",
        help="add, list, pause, mute, test feeds; import and export lists of them",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Feeds stand in feeds.toml beside the settings, which may be edited by hand as well.",
        epilog="examples:\n  wirewatch feeds add www.example.org --tag Africa\n  wirewatch feeds list",
    )
    deeds = feeds.add_subparsers(dest="deed", metavar="DEED", required=True)
    _add_add(deeds, kept, home)
    _add_list(deeds, kept)
    _add_changes(deeds, kept)
    _add_lists(deeds, kept)
    _add_test(deeds, kept)


def _deed(deeds: Verbs, kept: argparse.ArgumentParser, name: str, what: str, *examples: str) -> argparse.ArgumentParser:
    return deeds.add_parser(
        name,
        parents=[kept],
        help=what,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog="\n".join(["examples:", *(f"  wirewatch feeds {example}" for example in examples)]),
    )


def _add_add(deeds: Verbs, kept: argparse.ArgumentParser, home: Callable[[str], str]) -> None:
    what = "subscribe to a feed, or to the one that a page tells of; its title and last entries are shown first"
    add = _deed(
        deeds, kept, "add", what, "add www.example.org",
        "add https://example.org/feed.xml --tag Africa --home SD --yes",
        'add https://example.org/paid --user desk --password-env PAID_FEED --header "X-Key=env:PAID_KEY"',
    )  # fmt: skip
    add.add_argument("address", metavar="ADDRESS", help="of a feed or of a page")
    add.add_argument("--yes", "-y", action="store_true", help="do not ask")
    add.add_argument("--name", metavar="NAME", help="what it is called here; else its own title")
    add.add_argument("--tag", action="append", default=[], metavar="TAG", help="give it for each")
    add.add_argument("--home", type=home, metavar="CODE", help="where it reports from: US, US-KY (ISO 3166)")
    add.add_argument("--agency", metavar="NAME", help="who publishes it")
    add.add_argument("--every", type=_every, metavar="SPAN", help='"30 min", "2 h"; else by its own rhythm')
    add.add_argument("--full-text", action="store_true", help="fetch the page of each entry for its full text")
    add.add_argument("--user", metavar="NAME", help="for feeds that want a password")
    secret = add.add_mutually_exclusive_group()
    secret.add_argument("--password-env", metavar="VARIABLE", help="the environment variable that holds the password")
    secret.add_argument("--keyring", metavar="SERVICE", help="the service under which the keyring holds it")
    add.add_argument("--header", action="append", default=[], metavar="NAME=env:VARIABLE", help="give it for each")
    add.add_argument("--allow-private", action="store_true", help="though it lies in a private network")


def _add_list(deeds: Verbs, kept: argparse.ArgumentParser) -> None:
    what = "list the feeds, how they fare, and when they are fetched next"
    listing = _deed(deeds, kept, "list", what, "list", "list --tag Africa", "list --json | jq -r .address")
    listing.add_argument("--json", action="store_true", help="one JSON object a line, as in a pipe")
    listing.add_argument("--tag", action="append", default=[], metavar="TAG", help="only those with all of these tags")


def _add_changes(deeds: Verbs, kept: argparse.ArgumentParser) -> None:
    changes = (
        ("remove", "unsubscribe from feeds; their documents stay", ("remove 7", 'remove "Gulf Courier"')),
        ("pause", "fetch feeds no more until they are resumed", ("pause 3 4", "pause example.org/feed.xml")),
        ("resume", "fetch paused feeds again", ("resume 3 4",)),
        ("unmute", "show documents of muted feeds again", ("unmute 3",)),
    )
    for name, what, examples in changes:
        deed = _deed(deeds, kept, name, what, *examples)
        deed.add_argument("feed", nargs="+", metavar="FEED", help=_WHICH)
    mute = _deed(
        deeds, kept, "mute", "keep what feeds bring, but show it only later", "mute 3 --until friday",
        "mute 3 4 --until \"3 days\"", 'mute "Gulf Courier" --until "6 h"',
    )  # fmt: skip
    mute.add_argument("feed", nargs="+", metavar="FEED", help=_WHICH)
    mute.add_argument("--until", required=True, metavar="WHEN", help='friday, tomorrow, 2026-12-01, "6 h"')
    rename = _deed(deeds, kept, "rename", "call a feed otherwise", 'rename 3 "Gulf Courier"', 'rename 3 ""')
    rename.add_argument("feed", metavar="FEED", help=_WHICH)
    rename.add_argument("name", metavar="NAME", help='the new name; "" is the feed\'s own title')
    tag = _deed(deeds, kept, "tag", "change the tags of feeds", "tag 3 4 --add Africa", "tag 3 --remove papers")
    tag.add_argument("feed", nargs="+", metavar="FEED", help=_WHICH)
    tag.add_argument("--add", action="append", default=[], metavar="TAG", help="give it for each")
    tag.add_argument("--remove", action="append", default=[], metavar="TAG", help="give it for each")


def _add_lists(deeds: Verbs, kept: argparse.ArgumentParser) -> None:
    what = "subscribe to the feeds of an OPML file; its folders become tags"
    importing = _deed(
        deeds, kept, "import", what, "import subscriptions.opml --dry-run", "import seeds/world-news.opml --only Africa"
    )
    importing.add_argument("file", metavar="FILE", help="an OPML file, or - for standard input")
    importing.add_argument("--dry-run", action="store_true", help="say what would come of it, and write nothing")
    importing.add_argument(
        "--only", action="append", default=[], metavar="TAG", help="only feeds with one of these tags or folders"
    )
    importing.add_argument("--tag", action="append", default=[], metavar="TAG", help="another tag for each of them")
    what = "write the feeds as OPML; their tags become folders"
    exporting = _deed(deeds, kept, "export", what, "export feeds.opml", "export > feeds.opml")
    exporting.add_argument("file", nargs="?", metavar="FILE", help="a new file; else standard output")
    exporting.add_argument("--force", action="store_true", help="write over a file that is there")


def _add_test(deeds: Verbs, kept: argparse.ArgumentParser) -> None:
    what = "fetch a feed and explain every step; nothing is kept"
    test = _deed(deeds, kept, "test", what, "test https://example.org/feed.xml", "test 3")
    test.add_argument("address", metavar="ADDRESS", help="of a feed or a page, or a feed that is subscribed to")
    test.add_argument("--allow-private", action="store_true", help="though it lies in a private network")


def _every(text: str) -> timedelta:
    span = span_of(text)
    if span is None or not SHORTEST <= span <= LONGEST:
        raise argparse.ArgumentTypeError(f"give a span from {told(SHORTEST)} to {told(LONGEST)}, such as “30 min”.")
    return span
