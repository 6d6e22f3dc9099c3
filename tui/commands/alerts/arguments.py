"""`wirewatch alerts` as a person types it."""

from __future__ import annotations

import argparse
from typing import TypeAlias

USAGE = "       wirewatch alerts list | set … alerts of saved filters: list, set, off, and what they would have told"
EXAMPLES = (
    "wirewatch alerts set sport --bell --title",
    "wirewatch alerts set 'gulf shipping' --desktop --every '30 min' --quiet 22:00-06:00",
    "wirewatch alerts set 'gulf shipping' --at-least 3 --within '1 h' --origins 2",
    "wirewatch alerts set sport --file alerts.jsonl --no-bell",
    "wirewatch alerts set sport --command 'notify-send wirewatch'",
    "wirewatch alerts list",
    "wirewatch alerts list --json",
    "wirewatch alerts test sport --since 7d",
    "wirewatch alerts test sport --since 2d --json",
    "wirewatch alerts off sport",
)
"""Run by a test, one after the other, with two filters saved."""
_WHICH = "a saved filter, in any spelling, or its number in wirewatch filters list"
_ABOUT = """A saved filter may alert when documents that it matches come in. Alerts are given once, by the process that
takes documents in (the board's, or wirewatch watch), listed on the board (A), and kept with what earned them:
headlines, words that matched, source and time. What was there before anybody watched, is muted, killed or embargoed
alerts nobody. The settings stand in filters.toml beside the settings, in the table alert of the filter; comments stay.

A document alerts at once. Those that follow within the cooldown (--every, 15 min) come together as one alert when it
is over; those of quiet hours, in your own time zone, as one alert afterwards. With --at-least and --origins it takes so
many documents and sources within --within (1 h)."""

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_alerts(verbs: Verbs, kept: argparse.ArgumentParser) -> None:
    """The verb with its deeds; `kept` are options of every command."""
    alerts = verbs.add_parser(
        "alerts",
        help="alerts of saved filters: list, set, off, test",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_ABOUT,
        epilog="examples:\n" + "\n".join(f"  {example}" for example in EXAMPLES),
    )
    deeds = alerts.add_subparsers(dest="deed", metavar="DEED", required=True)
    listing = _deed(deeds, kept, "list", "list the filters that alert, how, and when they last did")
    listing.add_argument("--json", action="store_true", help="one JSON object a line, as in a pipe")
    _add_set(_deed(deeds, kept, "set", "have a saved filter alert, or change how; what is not given stays"))
    _deed(deeds, kept, "off", "let a saved filter alert no more").add_argument("name", metavar="NAME", help=_WHICH)
    test = _deed(deeds, kept, "test", "tell from the archive when a filter would have alerted, and with what")
    test.add_argument("name", metavar="NAME", help=_WHICH)
    test.add_argument("--since", default="7d", metavar="TIME", help="from when on: 7d, 24h, monday; 7d if not given")
    test.add_argument("--json", action="store_true", help="one JSON object an alert, as in a pipe")


def _add_set(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("name", metavar="NAME", help=_WHICH)
    yes = argparse.BooleanOptionalAction
    deed.add_argument("--bell", action=yes, default=None, help="ring the terminal's bell")
    deed.add_argument("--title", action=yes, default=None, help="mark the terminal's title")
    deed.add_argument("--desktop", action=yes, default=None, help="have the terminal notify (OSC 9 or 777)")
    deed.add_argument(
        "--command", dest="order", metavar="COMMAND",
        help="run it, no shell between, the newest document and the alert as JSON on its standard input; '' for none",
    )  # fmt: skip
    deed.add_argument("--file", metavar="PATH", help="append each alert as a JSON line; '' for none")
    deed.add_argument("--every", metavar="SPAN", help="the cooldown: '15 min', '2 h', '0 s'")
    deed.add_argument("--quiet", metavar="HOURS", help="when nobody is to be disturbed: 22:00-06:00; '' for never")
    deed.add_argument("--at-least", type=int, metavar="N", help="so many documents are needed")
    deed.add_argument("--within", metavar="SPAN", help="in so much time; '1 h' if not given")
    deed.add_argument("--origins", type=int, metavar="N", help="from so many agencies or sources")


def _deed(deeds: Verbs, kept: argparse.ArgumentParser, name: str, what: str) -> argparse.ArgumentParser:
    examples = [example for example in EXAMPLES if example.startswith(f"wirewatch alerts {name} ")]
    return deeds.add_parser(
        name,
        parents=[kept],
        help=what,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog="\n".join(["examples:", *(f"  {example}" for example in examples)]) if examples else None,
    )
