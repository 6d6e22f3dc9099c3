"""When Python looks for garbage on the board: seldom, and never through what stays, which would hold a key up."""

from __future__ import annotations

import gc

_THRESHOLDS = (5_000, 10, 10)


def hold() -> None:
    """Not at all, until `spare`: while the board is loaded nearly all of it stays."""
    gc.disable()


def spare() -> None:
    """What is here now is not looked through again; said once there is the board, and again with another index."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
