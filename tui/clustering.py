"""The arguments of `wirewatch cluster`."""

from __future__ import annotations

import argparse
from pathlib import Path

EXAMPLE = """printf '{"id": 1, "text": "A convoy reached Douma."}\\n' | wirewatch cluster -"""


def add_cluster(verbs: argparse._SubParsersAction[argparse.ArgumentParser], kept: argparse.ArgumentParser) -> None:
    """Adds the verb; `kept` has the options of every command."""
    cluster = verbs.add_parser(
        "cluster",
        help="which documents of JSON lines tell one story, and which repeat another",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Reads JSON lines {“text”: …}, with “id”, “title” and “published” where they are known, and\n"
        "prints one JSON object for each, in their order: “story” is the number of its story, “copy_of” the id of the\n"
        "document whose text it repeats, or null. An archive puts its documents together in the same way.",
        epilog=f"examples:\n  {EXAMPLE}",
    )
    cluster.add_argument(
        "file", nargs="?", default="-", type=Path, metavar="FILE", help="JSON lines; - for those on standard input"
    )
