"""The arguments of `wirewatch watch`."""

from __future__ import annotations

import argparse

from tui.options import Once

FORMS = ("json", "text", "table")
_MOST_JOBS = 64
_LONGEST = 86_400.0
_DESCRIPTION = """Takes documents in as the board does and prints each new document or version, until interrupted. Where
a board takes them in already, it follows what that keeps. What is embargoed comes when its embargo lifts. Documents
of muted sources are printed as well: what is not wanted here, a filter leaves out (-source:NAME).

forms (--format)
  json     one JSON object a line; “stored” says its “sequence”, which --after takes
  text     two lines a document: time and headline; place, actors and source. Coloured on a terminal without NO_COLOR
  table    a line a document, cut to the width of the terminal, or to 160 cells in a pipe
Times are UTC.

a command for each document (--exec)
  Its words are parted as a shell parts them, but no shell runs it: no variables, no pipes. It finds the document as
  JSON on its standard input. What it prints on standard output goes line by line to standard error here. One that
  fails, or takes longer than --exec-seconds, is named there with the last line of its own standard error, and at the
  end stands an account. Asked to end (SIGTERM, ^c), none is begun any more, those that run get five seconds, and it is
  said behind which sequence to go on (--after)."""
_EXAMPLES = """examples:
  wirewatch watch ~/wire | jq -r .title
  wirewatch watch --format text
  wirewatch watch --filter 'region:sudan is:urgent' --format table
  wirewatch watch --after 17 >> stream.jsonl    # go on behind the highest “sequence” that was printed
  wirewatch watch --after 0 --filter 'event:assault' --exec 'jq -r .title' --quiet
  wirewatch watch --exec 'tee -a alerts.jsonl' --exec-jobs 1 --exec-seconds 10"""


def add_watch(verbs: argparse._SubParsersAction[argparse.ArgumentParser], kept: argparse.ArgumentParser) -> None:
    """Adds the verb; `kept` has the options of every command."""
    watch = verbs.add_parser(
        "watch",
        help="the same stream as the board, as JSON lines, text or a table; a command for each document",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    watch.add_argument("where", nargs="*", metavar="WHERE", help="a folder to watch, or the address of a feed")
    watch.add_argument(
        "--after", type=_sequence, metavar="SEQUENCE", help="also what the archive kept since; 0 for all of it"
    )
    watch.add_argument(
        "--filter", action=Once, metavar="EXPRESSION", help="only what it lets through; see wirewatch query --help"
    )
    watch.add_argument("--format", choices=FORMS, default="json", help="json where nothing is said")
    watch.add_argument(
        "--exec", action=Once, metavar="COMMAND", help="run for each document, the document on its standard input"
    )
    watch.add_argument("--exec-jobs", type=_jobs, default=4, metavar="N", help="so many at a time; 4 if not given")
    watch.add_argument(
        "--exec-seconds", type=_seconds, default=60.0, metavar="S", help="how long each may take; 60 if not given"
    )
    watch.add_argument("--quiet", action="store_true", help="print no documents; they are kept, and --exec gets them")


def _sequence(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise argparse.ArgumentTypeError(f"“{text}” is no sequence; give the number that “stored” has, or 0 for all")
    return int(text)


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= _MOST_JOBS):
        raise argparse.ArgumentTypeError(f"“{text}”: give a number from 1 to {_MOST_JOBS}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST:
        raise argparse.ArgumentTypeError(f"“{text}”: give seconds, at most a day")
    return seconds
