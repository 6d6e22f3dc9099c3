"""The arguments of `wirewatch serve`."""

from __future__ import annotations

import argparse
from pathlib import Path

PORT = 8417
VISITORS = 8
_MOST = 100
USAGE = "       wirewatch serve [WHERE …]    the board in a browser, on this machine or with a token on others"
_DESCRIPTION = """Takes documents in as the board does, and shows the board in a browser: at http://127.0.0.1:8417/ on
this machine. Each visitor has a board of their own, with its own filter, on the one archive; what is marked as read or
starred there is marked for all.

on other machines (--host)
  Only with a token. Without one given, wirewatch makes one for this run and prints the link that has it; once followed,
  the browser keeps it as a cookie. What is shown is not encrypted on its way: on a network that others share, put a
  proxy with TLS before it, and say by which name it is reached (--name).

for a wall screen
  --read-only shows the board and changes nothing: no marks, no lists, no feeds; its process writes no file.
  ?fontsize=22 at the end of the link makes the letters larger."""
_EXAMPLES = """examples:
  wirewatch serve ~/wire
  wirewatch serve --port 9000 --read-only
  wirewatch serve --host 0.0.0.0 --token-file ~/.config/wirewatch/token
  wirewatch serve --host 192.168.7.20 --name news.example.org --visitors 20"""


def add_serve(verbs: argparse._SubParsersAction[argparse.ArgumentParser], kept: argparse.ArgumentParser) -> None:
    """Adds the verb; `kept` has the options of every command."""
    serve = verbs.add_parser(
        "serve",
        help="the board in a browser",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    serve.add_argument("where", nargs="*", metavar="WHERE", help="a folder to watch, or the address of a feed")
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="127.0.0.1 where nothing is said")
    serve.add_argument("--port", type=_port, default=PORT, metavar="NUMBER", help=f"{PORT}; 0 for one that is free")
    secret = serve.add_mutually_exclusive_group()
    secret.add_argument("--token", default="", metavar="TOKEN", help="what visitors need; or in WIREWATCH_TOKEN")
    secret.add_argument("--token-file", type=Path, metavar="PATH", help="the same, from a file; made where it is not")
    serve.add_argument("--name", action="append", default=[], metavar="HOST", help="a name by which it is reached")
    serve.add_argument("--visitors", type=_visitors, default=VISITORS, metavar="N", help=f"at a time; {VISITORS}")
    serve.add_argument("--read-only", action="store_true", help="no marks, no changes of lists")


def _port(text: str) -> int:
    return _number(text, range(65_536), "a port is a number from 0 to 65535")


def _visitors(text: str) -> int:
    return _number(text, range(1, _MOST + 1), f"from 1 to {_MOST}")


def _number(text: str, fits: range, told: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) not in fits:
        raise argparse.ArgumentTypeError(f"“{text}”: {told}.")
    return int(text)
