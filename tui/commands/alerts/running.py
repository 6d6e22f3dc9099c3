"""`wirewatch alerts`: which deed is meant."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from tui.commands.alerts import listing, setting, testing
from tui.commands.complaining import complain
from tui.commands.filters.desk import Desk, UsageError

_DEEDS: dict[str, Callable[[Namespace, Desk, Path], int]] = {
    "list": listing.run,
    "set": setting.run,
    "off": setting.run,
    "test": testing.run,
}


def run(given: Namespace, desk: Desk, archive: Path) -> int:
    """0 done, 1 something could not be understood, 2 wrong usage. Raises WirewatchError."""
    try:
        return _DEEDS[given.deed](given, desk, archive)
    except UsageError as error:
        complain(error, desk.stderr)
        return 2
