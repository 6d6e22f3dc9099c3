"""`wirewatch filters` as a person types it."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from watchers.saved.colours import COLOURS

USAGE = "       wirewatch filters list | save …  saved filters: list, show, save, rename, move, mute, remove"
EXAMPLES = (
    "wirewatch filters save Sport 'subject:sport OR football' --colour grey",
    "wirewatch filters save 'Gulf shipping' 'region:oman,yemen (ship* OR tanker*)' --order 1",
    "wirewatch filters list",
    "wirewatch filters list --json",
    "wirewatch filters show sport",
    "wirewatch filters mute sport until friday",
    "wirewatch filters mute sport 3 days",
    "wirewatch filters mute sport",
    "wirewatch filters unmute sport",
    "wirewatch filters move sport first",
    "wirewatch filters rename sport Athletics",
    "wirewatch query '@athletics OR @\"gulf shipping\"' --count",
    "wirewatch filters remove athletics",
)
"""Run by a test, one after the other."""
_WHICH = "its name in any spelling, or its number in wirewatch filters list"
_ABOUT = """Saved filters stand in filters.toml beside the settings, which may be edited by hand as well. In every
expression @NAME stands for one, @"A NAME" where it has blanks. What a muted one matches is not shown on the board until
then, but counted there and kept; wirewatch query and watch show it."""

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_filters(verbs: Verbs, kept: argparse.ArgumentParser) -> None:
    """The verb with its deeds; `kept` are options of every command."""
    filters = verbs.add_parser(
        "filters",
        help="saved filters: list, show, save, remove, rename, move, mute, unmute",
        parents=[kept],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_ABOUT,
        epilog="examples:\n" + "\n".join(f"  {example}" for example in EXAMPLES),
    )
    deeds = filters.add_subparsers(dest="deed", metavar="DEED", required=True)
    listing = _deed(deeds, kept, "list", "list them, and how many documents each lets through")
    listing.add_argument("--json", action="store_true", help="one JSON object a line, as in a pipe")
    show = _deed(deeds, kept, "show", "tell all of one of them")
    _name(show)
    show.add_argument("--json", action="store_true", help="as a JSON object, as in a pipe")
    _add_save(deeds, kept)
    _name(_deed(deeds, kept, "remove", "remove one of them; documents stay"))
    rename = _deed(deeds, kept, "rename", "give one of them another name")
    _name(rename)
    rename.add_argument("to", metavar="NEW", help="the name it is to have")
    move = _deed(deeds, kept, "move", "put one of them at another place of the list")
    _name(move)
    move.add_argument("place", metavar="PLACE", help="from 1 on, or first, last, up, down")
    mute = _deed(deeds, kept, "mute", "show on the board nothing of what it matches, until then")
    _name(mute)
    mute.add_argument("until", metavar="UNTIL", nargs="*", help="friday, 3 days, 1 dec; else until further notice")
    _name(_deed(deeds, kept, "unmute", "show again what it matches"))


def _add_save(deeds: Verbs, kept: argparse.ArgumentParser) -> None:
    save = _deed(deeds, kept, "save", "save an expression under a name")
    save.add_argument("name", metavar="NAME", help="what it is to be called")
    save.add_argument("expression", metavar="EXPRESSION", help="see wirewatch query --help")
    save.add_argument("--colour", "--color", metavar="COLOUR", help=f"{', '.join(COLOURS)}")
    save.add_argument("--order", type=int, metavar="PLACE", help="its place in the list, from 1; else the last")
    save.add_argument("--replace", action="store_true", help="where the name is taken, put it in the place of that one")


def _deed(deeds: Verbs, kept: argparse.ArgumentParser, name: str, what: str) -> argparse.ArgumentParser:
    examples = [example for example in EXAMPLES if example.startswith(f"wirewatch filters {name} ")]
    return deeds.add_parser(
        name,
        parents=[kept],
        help=what,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog="\n".join(["examples:", *(f"  {example}" for example in examples)]) if examples else None,
    )


def _name(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("name", metavar="NAME", help=_WHICH)
