"""What the terminal shows, by its environment: which letters, how many colours."""

from __future__ import annotations

import codecs
import locale
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Colours = Literal["all", "few", "none"]
_MANY = ("-256color", "-kitty", "-direct", "-truecolor")
_UNICODE = ("utf-8", "utf-16", "utf-32", "utf-7", "gb18030")


@dataclass(frozen=True, slots=True)
class Terminal:
    """`ascii`: every sign of ours is an ASCII character; text keeps the letters that `encoding` has.

    `colours`: `few` are the terminal's own sixteen, `none` leaves bold, underlined and reversed.
    """

    ascii: bool = False
    encoding: str = "utf-8"
    colours: Colours = "all"


USUAL = Terminal()


def terminal_of(environ: Mapping[str, str], wanted: bool | None, written: str | None) -> Terminal:
    """`wanted` is what a person has set for ASCII; `written` is the encoding in which bytes leave the program."""
    encoding = encoding_of(environ)
    if encoding != "utf-8" and codec(written or "") != encoding:
        encoding = "ascii"
    if wanted is False:
        encoding = "utf-8"
    return Terminal(encoding != "utf-8" if wanted is None else wanted, encoding, colours_of(environ))


def encoding_of(environ: Mapping[str, str]) -> str:
    """Of the locale that the person has set; where none is set it is UTF-8, as nearly every terminal of today is.

    Python makes LC_CTYPE `C.UTF-8` itself where LANG is C (PEP 538): that says nothing of the terminal.
    """
    own = environ.get("LANG", "")
    kind = environ.get("LC_CTYPE", "")
    if own in {"C", "POSIX"} and kind in {"C.UTF-8", "C.utf8", "UTF-8"}:
        kind = ""
    name = environ.get("LC_ALL") or kind or own
    if not name:
        return "utf-8"
    if name in {"C", "POSIX"}:
        return "ascii"
    whole = name if "." in name else locale.normalize(name)
    return codec(whole.partition(".")[2].partition("@")[0] or name)


def codec(name: str) -> str:
    """As Python calls an encoding, all of Unicode's as `utf-8`; `ascii` for one that it does not know."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return "ascii"
    return "utf-8" if found.startswith(_UNICODE) else found


def colours_of(environ: Mapping[str, str]) -> Colours:
    """By no-color.org, and by what the terminal is called."""
    term = environ.get("TERM", "").lower()
    if environ.get("NO_COLOR") or term in {"dumb", "unknown"}:
        return "none"
    many = environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or term.endswith(_MANY)
    return "all" if many else "few"
