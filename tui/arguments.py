"""The command line as a person types it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tui.asking import add_query
from tui.clustering import add_cluster
from tui.commands.alerts.arguments import USAGE as ALERTS
from tui.commands.alerts.arguments import add_alerts
from tui.commands.archive.arguments import USAGE as ARCHIVE
from tui.commands.archive.arguments import add_archive
from tui.commands.completion.arguments import add_completion
from tui.commands.export import arguments as exporting
from tui.commands.feeds.arguments import USAGE, add_feeds
from tui.commands.filters.arguments import USAGE as FILTERS
from tui.commands.filters.arguments import add_filters
from tui.examples import illustrated
from tui.watching import add_watch
from tui.web.arguments import USAGE as SERVE
from tui.web.arguments import add_serve
from watchers.settings import is_home, no_home

_VERBS = (
    "tag", "read", "watch", "serve", "query", "export", "verify", "retag", "cluster", "actors", "regions", "feeds",
    "filters", "alerts", "archive", "completion", "complete", "keys", "doctor",
)  # fmt: skip
_LEFT_OUT = re.compile(r'-(?:[(@"“]|[^\W\d]\w)')
"""How an expression begins that leaves something out; no option is longer that begins with one dash."""
_USAGE = f"""wirewatch [WHERE …]          the board, on folders and feeds given, those set, or ./seeds
       wirewatch tag [FILE … | -]   tag and summarise; one JSON object a line
       wirewatch read [FILE … | -]  how documents are read, before any tagging; JSON as well
       wirewatch watch [WHERE …]    the same stream as the board, as JSON lines
{SERVE}
       wirewatch query EXPRESSION   stored documents that match: a table, or JSON lines in a pipe
{exporting.USAGE}
       wirewatch retag              tag the archive again with the present lexicon
       wirewatch cluster [FILE | -] which documents of JSON lines tell one story
       wirewatch actors add | find  actors of your own lexicon, and those that are known
       wirewatch regions add | find the same for regions
{USAGE}
{FILTERS}
{ALERTS}
       wirewatch completion SHELL   the script by which bash, zsh or fish completes all of this
{ARCHIVE}
       wirewatch keys               what each key of the board does, and the name by which you bind it
       wirewatch doctor             what is set, what is watched, what fails and why"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments, `command` one of board and the verbs. Wrong usage exits with 2 and a sentence on stderr."""
    given = list(arguments)
    if _verb(given) in {"query", "watch", "export", "filters"}:
        return _bared(whole_parser().parse_args([f" {each}" if _LEFT_OUT.match(each) else each for each in given]))
    if given[:1] == ["complete"]:
        return whole_parser(told=False).parse_args(given)
    if _verb(given) in _VERBS or not {"-h", "--help", "--version"}.isdisjoint(given):
        return whole_parser().parse_args(given)
    return _board_parser().parse_args(given, argparse.Namespace(command="board"))


def _bared(given: argparse.Namespace) -> argparse.Namespace:
    """Without the blank that keeps an expression from being taken for an option: columns are counted in what it was."""
    for name, value in vars(given).items():
        if isinstance(value, str) and _LEFT_OUT.match(value[1:]) and value.startswith(" "):
            setattr(given, name, value[1:])
    return given


def _verb(given: Sequence[str]) -> str | None:
    """The first word that is neither an option nor an option's value."""
    valued = {"--settings", "--archive"}
    return next((w for before, w in pairwise(["", *given]) if not w.startswith("-") and before not in valued), None)


def _kept(missing: str | None = None) -> argparse.ArgumentParser:
    """Options of every command; `missing` SUPPRESS keeps what was given before the verb."""
    kept = argparse.ArgumentParser(add_help=False, argument_default=missing)
    kept.add_argument("--settings", type=Path, metavar="PATH", help="another settings file")
    kept.add_argument("--archive", type=Path, metavar="PATH", help="another archive")
    return kept


def _home(text: str) -> str:
    if not is_home(text):
        raise argparse.ArgumentTypeError(no_home(text))
    return text


def _add_own(noun: argparse.ArgumentParser, what: str) -> None:
    """`add` and `find`, for actors or for regions; `deed` tells which."""
    deeds = noun.add_subparsers(dest="deed", metavar="add | find", required=True)
    add = deeds.add_parser("add", parents=[_kept(argparse.SUPPRESS)], help=f"write an {what} into your own lexicon")
    add.add_argument("name", metavar="NAME", help="as documents write it")
    add.add_argument("--kind", metavar="KIND", help=f"what kind of {what} it is; needed for a new one")
    add.add_argument("--country", metavar="CODE", help="ISO code, such as SY")
    if what == "actor":
        add.add_argument("--part-of", metavar="ACTOR", help="the id or a name of what it belongs to")
    else:
        add.add_argument("--lat", type=float, metavar="DEGREES")
        add.add_argument("--lon", type=float, metavar="DEGREES")
        add.add_argument("--parent", action="append", default=[], metavar="REGION", help="id, ISO code or name")
    add.add_argument("--alias", action="append", default=[], metavar="NAME", help="another name; give it for each")
    add.add_argument("--id", metavar="ID", help="that of a known one adds NAME to it; else one of your own")
    add.add_argument("--anyway", action="store_true", help="though another is called so")
    find = deeds.add_parser(
        "find", parents=[_kept(argparse.SUPPRESS)], help="list those that a word or name is part of"
    )
    find.add_argument("words", nargs="+", metavar="WORD")


def _add_read(verbs: argparse._SubParsersAction[argparse.ArgumentParser], *, told: bool) -> None:
    forms = ""
    if told:
        from watchers.reading.formats import WORDS

        forms = ", ".join(WORDS)
    read = verbs.add_parser(
        "read",
        help="how documents are read, before any tagging",
        parents=[_kept(argparse.SUPPRESS)],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Prints what is read of files, or of one document on standard input: one JSON object a document.",
        epilog="examples:\n"
        "  wirewatch read report.pdf | jq -r .text\n"
        "  wirewatch read inbox/*.docx > read.jsonl\n"
        "  curl -s https://example.org/feed.xml | wirewatch read -\n"
        "  wirewatch read --as text page.html",
    )
    read.add_argument("files", nargs="*", metavar="FILE", help="a document, or - for one on standard input")
    read.add_argument("--as", dest="form", metavar="FORMAT", help=f"whatever it looks like: {forms}")


def _board_parser() -> argparse.ArgumentParser:
    board = argparse.ArgumentParser(prog="wirewatch", usage=_USAGE, parents=[_kept()])
    board.add_argument("where", nargs="*", metavar="WHERE", help="a folder to watch, or the address of a feed")
    _add_ascii(board)
    board.add_argument("--reset", action="store_true", help="set a damaged archive aside under another name")
    return board


def _add_ascii(parser: argparse.ArgumentParser) -> None:
    said = "draw the board with ASCII signs, or with Unicode's; without it the locale decides"
    parser.add_argument("--ascii", action=argparse.BooleanOptionalAction, default=None, help=said)


def whole_parser(*, told: bool = True) -> argparse.ArgumentParser:
    """Of all commands, with their examples; what is not told needs no reader's libraries."""
    from importlib.metadata import version

    parser = argparse.ArgumentParser(
        prog="wirewatch",
        usage=_USAGE,
        description="A terminal dashboard for monitoring news streams.",
        epilog="A folder that is called like a command is given as ./tag. Exit codes: 0 done, 1 something could not be "
        "read (named on stderr), 2 wrong usage.",
        parents=[_kept()],
    )
    parser.add_argument("--version", action="version", version=f"wirewatch {version('wirewatch')}")
    _add_ascii(parser)
    parser.add_argument("--reset", action="store_true", help="set a damaged archive aside under another name")
    verbs = parser.add_subparsers(prog="wirewatch", dest="command", metavar="COMMAND")
    tag = verbs.add_parser(
        "tag",
        help="tag and summarise; one JSON object a line",
        parents=[_kept(argparse.SUPPRESS)],
        description="Reads files, or with - JSON lines {“text”: …} on standard input; prints one JSON object a line, "
        "or with --why the text with its tags and the rule of each.",
    )
    tag.add_argument("files", nargs="*", metavar="FILE", help="a document, or - for JSON lines on standard input")
    how = tag.add_mutually_exclusive_group()
    how.add_argument("--sentences", action="store_true", help="also print where each sentence begins and ends")
    how.add_argument("--why", action="store_true", help="print the text with its tags and the rule of each, to read")
    tag.add_argument("--home", type=_home, metavar="CODE", help="where they report from: US, US-KY (ISO 3166)")
    tag.add_argument("--embargoed", action="store_true", help="also what is embargoed still")
    _add_read(verbs, told=told)
    add_watch(verbs, _kept(argparse.SUPPRESS))
    add_serve(verbs, _kept(argparse.SUPPRESS))
    add_query(verbs, _kept(argparse.SUPPRESS))
    exporting.add(verbs, _kept(argparse.SUPPRESS))
    retag = verbs.add_parser(
        "retag",
        help="tag the archive again with the present lexicon",
        parents=[_kept(argparse.SUPPRESS)],
        description="Tags every document of the archive again, newest first, and counts what that changes. Broken off, "
        "it leaves each document whole. Where a board is open on the archive, the board does it: ^p there.",
    )
    retag.add_argument("--dry-run", action="store_true", help="count what would change, and write nothing")
    add_cluster(verbs, _kept(argparse.SUPPRESS))
    _add_own(verbs.add_parser("actors", help="add actors of your own, and find those that are known"), "actor")
    _add_own(verbs.add_parser("regions", help="the same for regions"), "region")
    add_feeds(verbs, _kept(argparse.SUPPRESS), _home)
    add_filters(verbs, _kept(argparse.SUPPRESS))
    add_alerts(verbs, _kept(argparse.SUPPRESS))
    add_completion(verbs, _kept(argparse.SUPPRESS))
    add_archive(verbs, _kept(argparse.SUPPRESS))
    keys = verbs.add_parser(
        "keys",
        help="what each key of the board does, and the name by which you bind it",
        parents=[_kept(argparse.SUPPRESS)],
        description="Lists what keys do on the board: the name under which settings bind it, its keys now, and words.",
    )
    keys.add_argument("--preset", metavar="NAME", help="those of a preset alone: wirewatch, newsboat or vim-like")
    keys.add_argument("--json", action="store_true", help="all of it as one JSON object")
    doctor = verbs.add_parser(
        "doctor",
        help="what is set, what is watched, what fails and why",
        parents=[_kept(argparse.SUPPRESS)],
    )
    doctor.add_argument("--json", action="store_true", help="all of it as one JSON object")
    return illustrated(parser)
