"""The arguments of `wirewatch export` and `wirewatch verify`."""

from __future__ import annotations

import argparse

from tui.commands.export.asking import FORMATS
from tui.options import Once, limit

USAGE = """       wirewatch export EXPRESSION  stored documents as files: Markdown, HTML, CSV, evidence
       wirewatch verify BUNDLE      whether evidence is as it was exported"""
EXPORTS = (
    "wirewatch export 'region:syria since:7d' --to syria.md",
    "wirewatch export 'event:assault since:24h' --to today.html --sort oldest",
    "wirewatch export 'is:starred' --to starred/ --format markdown",
    "wirewatch export 'actor:iran' --to iran.csv --limit 500 --force",
    "wirewatch export 'agency:reuters since:yesterday' --to reuters.jsonl",
    "wirewatch export 'region:golan has:attribution' --to case-12.zip",
)
CHECKS = (
    "wirewatch verify case-12.zip",
    "wirewatch verify case-12.zip --json | jq .seal",
)
"""Both are run by a test."""
_EXPORT = """Writes the stored documents that an expression lets through (see wirewatch query --help), as they are at
one moment, also while a board runs. The file or folder is there when it is whole, and not before. What is
embargoed is kept out until that lifts; what its provider killed says so.

the ending of --to says what is written
  .md .html .jsonl .csv   all documents in one file; .html holds everything it shows and nothing that runs
  .zip .tar, a folder     an evidence bundle: the original bytes of every version, what was read and told of them,
                          SHA-256 of everything, and a hash chain; wirewatch verify checks it, and so can anybody
                          with sha256sum (its README.txt says how)
  a folder with --format markdown or html: a page for each document, and an index"""
_VERIFY = """Checks an evidence bundle: that every file is as it was exported, that none is missing and none was added,
that the hash chain holds, that each description fits its original. Says what is wrong with which file. Nothing is
unpacked.

The seal stands for the whole bundle. Only one that you know from elsewhere shows that nobody made all of it anew.

Exit codes: 0 whole, 1 not whole, 2 no bundle."""


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser], kept: argparse.ArgumentParser) -> None:
    """The verbs; `kept` has the options of every command."""
    export = _verb(verbs, kept, "export", "stored documents as files: pages, tables, evidence", _EXPORT, EXPORTS)
    export.add_argument("expression", metavar="EXPRESSION", help="'' for every document")
    export.add_argument("--to", action=Once, required=True, metavar="FILE", help="the file or folder to be written")
    export.add_argument("--format", choices=FORMATS, help="whatever the ending")
    export.add_argument("--limit", type=limit, metavar="N", help="at most so many documents")
    export.add_argument(
        "--sort",
        choices=["newest", "oldest", "published"],
        default="newest",
        help="newest first by receipt, where nothing is said; a bundle is always in the order of capture",
    )
    export.add_argument("--force", action="store_true", help="write over a file, or over a folder of an earlier export")
    verify = _verb(verbs, kept, "verify", "whether an evidence bundle is as it was exported", _VERIFY, CHECKS)
    verify.add_argument("bundle", metavar="BUNDLE", help="a folder, a .zip or a .tar")
    verify.add_argument("--seal", type=_seal, metavar="SHA256", help="what its seal must be")
    verify.add_argument("--json", action="store_true", help="all of it as one JSON object")


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    kept: argparse.ArgumentParser,
    name: str,
    what: str,
    description: str,
    examples: tuple[str, ...],
) -> argparse.ArgumentParser:
    return verbs.add_parser(
        name,
        help=what,
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=description,
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
    )


def _seal(text: str) -> str:
    seal = text.strip().lower()
    if len(seal) != 64 or not set(seal) <= set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("a seal is a SHA-256, 64 digits and letters from a to f")
    return seal
