"""`wirewatch archive` as a person types it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from tui.commands.archive.amounts import before, size_of

USAGE = "       wirewatch archive DEED       back up, check, count, prune what is kept"
EXAMPLES = (
    "wirewatch archive backup",
    "wirewatch archive backup copy.sqlite",
    "wirewatch archive check",
    "wirewatch archive check --quick --json | jq .findings",
    "wirewatch archive stats",
    "wirewatch archive stats --json | jq .by_month",
    "wirewatch archive prune --older-than 90d --dry-run",
    'wirewatch archive prune --older-than "6 months" --yes',
    "wirewatch archive prune --keep-size 2GB --yes",
)
"""Run by a test."""

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_archive(verbs: Verbs, kept: argparse.ArgumentParser) -> None:
    """The verb with its deeds; `kept` are options of every command."""
    archive = verbs.add_parser(
        "archive",
        parents=[kept],
        help="back up, check, count, prune what is kept",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Looks after the archive. Each works beside a board or wirewatch watch that writes it.",
        epilog=_examples(""),
    )
    deeds = archive.add_subparsers(dest="deed", metavar="backup | check | stats | prune", required=True)
    backup = _deed(
        deeds, kept, "backup", "copy the archive whole, as it is at this moment, and look the copy through",
        "The copy is one file that opens like the archive: wirewatch --archive COPY. Nothing is written over.",
    )  # fmt: skip
    backup.add_argument(
        "to", nargs="?", type=Path, metavar="TO", help="file or folder; else beside the archive, with the time in UTC"
    )
    check = _deed(
        deeds, kept, "check", "look the archive through: the file, what refers to what, search, each document",
        "Exit code 1 where something is wrong. It changes nothing.",
    )  # fmt: skip
    check.add_argument("--quick", action="store_true", help="the file and its references, not what lies in documents")
    check.add_argument("--json", action="store_true", help="all of it as one JSON object")
    stats = _deed(
        deeds, kept, "stats", "how much is kept, of what, from whom and when", "It reads the whole file once."
    )
    stats.add_argument("--json", action="store_true", help="all of it as one JSON object")
    _add_prune(deeds, kept)


def _add_prune(deeds: Verbs, kept: argparse.ArgumentParser) -> None:
    prune = _deed(
        deeds, kept, "prune", "take old documents out",
        "What is starred, has a note or is embargoed stays. Files in watched folders are not touched, and what was\n"
        "taken out is not taken in again. The age is that of the last receipt.",
    )  # fmt: skip
    which = prune.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--older-than",
        type=_before,
        dest="before",
        metavar="AGE",
        help='90d, "6 months", or a day: 2026-01-31',
    )
    which.add_argument(
        "--keep-size", type=_size, dest="size", metavar="SIZE", help="the oldest, until it uses no more: 2GB, 500MB"
    )
    prune.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    prune.add_argument("--yes", "-y", action="store_true", help="do not ask")


def _deed(deeds: Verbs, kept: argparse.ArgumentParser, name: str, what: str, more: str) -> argparse.ArgumentParser:
    return deeds.add_parser(
        name,
        parents=[kept],
        help=what,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"{what[0].upper()}{what[1:]}.\n{more}",
        epilog=_examples(f" {name}"),
    )


def _examples(deed: str) -> str:
    fitting = [each for each in EXAMPLES if each.startswith(f"wirewatch archive{deed}")]
    return "\n".join(["examples:", *(f"  {each}" for each in fitting)])


def _before(text: str) -> datetime:
    found = before(text, datetime.now(UTC))
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is no age; give one such as 90d, “6 months”, or a day: 2026-01-31")
    return found


def _size(text: str) -> int:
    found = size_of(text)
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}” is no size; give one such as 2GB or 500MB")
    return found
