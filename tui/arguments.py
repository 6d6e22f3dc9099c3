"""The command line as a person types it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

_VERBS = ("tag", "doctor")
_USAGE = """wirewatch [WHERE …]          the board, on the folders given, those of the settings, or ./seeds
       wirewatch tag [FILE … | -]   tag and summarise; one JSON object a line
       wirewatch doctor             what is set, what is watched, what fails and why"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments with `command` one of board, tag, doctor. Wrong usage exits with 2 and a sentence on stderr."""
    given = list(arguments)
    if _verb(given) in _VERBS or not {"-h", "--help", "--version"}.isdisjoint(given):
        return _parser().parse_args(given)
    return _board_parser().parse_args(given, argparse.Namespace(command="board"))


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


def _board_parser() -> argparse.ArgumentParser:
    board = argparse.ArgumentParser(prog="wirewatch", usage=_USAGE, parents=[_kept()])
    board.add_argument("where", nargs="*", type=Path, metavar="WHERE", help="a folder to watch")
    board.add_argument("--reset", action="store_true", help="set a damaged archive aside under another name")
    return board


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wirewatch",
        usage=_USAGE,
        description="A terminal dashboard for monitoring news streams.",
        epilog="A folder that is called like a command is given as ./tag. Exit codes: 0 done, 1 something could not be "
        "read (named on stderr), 2 wrong usage.",
        parents=[_kept()],
    )
    parser.add_argument("--version", action="version", version=f"wirewatch {version('wirewatch')}")
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
    verbs.add_parser(
        "doctor",
        help="what is set, what is watched, what fails and why",
        parents=[_kept(argparse.SUPPRESS)],
    )
    return parser
