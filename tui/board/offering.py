"""The list of feeds that comes with wirewatch, where it lies at hand: offered, never forced."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tui.board.keys import Keyring

WORLD = Path("seeds") / "world-news.opml"


@cache
def offered() -> int:
    """How many feeds it has; 0 where it is not there."""
    try:
        return WORLD.read_bytes().count(b"xmlUrl=")
    except OSError:
        return 0


def typed() -> str:
    """What stands in the line for the address of an OPML file at first."""
    return str(WORLD) if offered() else ""


def line(keyring: Keyring) -> str:
    """`+ adds feeds; wirewatch feeds import seeds/world-news.opml offers 211`."""
    more = f"; wirewatch feeds import {WORLD} offers {offered()}" if offered() else ""
    return f"{keyring.face('add-source')} adds feeds{more}"
