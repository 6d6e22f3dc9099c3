"""Standard output and error as a command finds them: closed, full, or no longer read."""

from __future__ import annotations

import os
import sys


def stand_in() -> None:
    """Where either was closed before the command began, what goes there goes nowhere, and not into the other."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open until the end


def give_up() -> None:
    """What is left to be written goes nowhere, so that Python does not try again at its end and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
