"""What `wirewatch watch` does of an alert: a line on stderr, and where that is a terminal its bell."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tui.commands.complaining import complain
from tui.notifying import BELL, notification
from watchers.alerts import Alert, Rule
from watchers.alerts.telling import headline


def complained(alerts: Sequence[tuple[Rule, Alert]]) -> None:
    """From another thread; who closes stderr hears nothing, and ends nothing."""
    with suppress(OSError, ValueError):
        for rule, alert in alerts:
            complain(f"⚑ {headline(alert)}")
            if sys.stderr.isatty():
                sys.stderr.write(BELL * rule.bell)
                sys.stderr.write(notification("wirewatch", headline(alert), os.environ) * rule.desktop)
        sys.stderr.flush()


def lamented(problem: str) -> None:
    """Why no alerts can be given; "" says nothing."""
    if problem:
        with suppress(OSError, ValueError):
            complain(f"no alerts are given: {problem}")
