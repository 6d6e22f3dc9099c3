"""The arguments of `wirewatch query`."""

from __future__ import annotations

import argparse

from tui.options import limit

FACETS = ("actor", "region", "event", "source")
EXAMPLES = (
    "wirewatch query 'region:syria event:assault since:7d'",
    "wirewatch query 'actor:iran,israel -actor:=israel \"cease fire\"' --limit 20",
    "wirewatch query '(shelling OR airstrike*) agency:reuters before:2026-11-20' --sort oldest",
    "wirewatch query 'ceasefire truce* talks' --sort relevance --limit 10 --format markdown",
    "wirewatch query 'is:starred' --format csv --fields when,title,source,uri",
    "wirewatch query 'lang:ar is:unread' --count",
    "wirewatch query 'region:sudan origins:2 since:24h'",
    "wirewatch query 'since:yesterday' --facets actor,region --limit 10",
    "wirewatch query 'has:attribution -has:hedge' | jq -r .title",
)
"""Run by a test."""
_LANGUAGE = """Prints the stored documents that an expression lets through: a table on a terminal, JSON lines in a pipe.
It reads along while a board runs. What is embargoed is kept out until that lifts; documents of muted sources are
printed as well. In CSV and Markdown a cell that a spreadsheet would take for a formula (=, +, -, @ in front) has an
apostrophe before it; JSON has every text as it is.

terms (joined by AND; OR, brackets; - before a term or bracket leaves out; commas: any of them)
  word "a phrase" begin*    title and text
  actor:iran                an actor and all that belong to it, by any name; actor:=iran: itself only
  region:golan              a place and all that lies in it; region:=syria: itself only
  event:assault             a kind of event, after PLOVER or ACLED: event:airstrike
  source:reuters            where it came from
  kind:feed,pdf             kind of source (folder, feed, file) or format
  lang:ar  agency:afp  slug:sudan*  subject:conflict  story:GUID  text:raid,strike
  is:unread                 or read, starred, new, killed, withheld, embargoed, urgent, advisory, corrected, gone,
                            backlog
  has:media                 or actor, region, event, attribution, hedge, link, versions, note
  origins:3                 at least so many sources tell the story; origins:=1, origins:<3, origins:2..4
  story:#1204               all that tell the story of document 1204
  since:24h before:monday on:2026-11-20   90 min, yesterday, "last week", nov 20, 2026-11-20T14:00; times are UTC
  since:last                since the last look

A name that may mean several is taken for the likeliest, which is said; region:"Georgia (United States)" tells apart.
Tab completes all of this: wirewatch completion --help."""


def add_query(verbs: argparse._SubParsersAction[argparse.ArgumentParser], kept: argparse.ArgumentParser) -> None:
    """Adds the verb; `kept` has the options of every command."""
    query = verbs.add_parser(
        "query",
        help="stored documents that match: a table on a terminal, JSON lines in a pipe",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_LANGUAGE,
        epilog="examples:\n" + "\n".join(f"  {example}" for example in EXAMPLES),
    )
    query.add_argument("expression", metavar="EXPRESSION", help="'' for every document")
    query.add_argument("--limit", type=limit, metavar="N", help="at most so many; of a facet, so many of each")
    query.add_argument(
        "--sort",
        choices=["newest", "oldest", "published", "relevance"],
        default="newest",
        help="newest: by receipt, where nothing is said; relevance: by the words asked for, those of headlines first",
    )
    query.add_argument("--fields", type=_listed, default=(), metavar="A,B", help="these alone")
    query.add_argument("--format", choices=["json", "jsonl", "csv", "markdown", "table"])
    what = query.add_mutually_exclusive_group()
    what.add_argument("--count", action="store_true", help="how many they are")
    what.add_argument("--facets", type=_facets, default=(), metavar="A,B", help=f"counts by {', '.join(FACETS)}")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def _facets(text: str) -> tuple[str, ...]:
    found = _listed(text)
    for facet in found:
        if facet not in FACETS:
            raise argparse.ArgumentTypeError(f"there is no “{facet}”; known: {', '.join(FACETS)}")
    return found
