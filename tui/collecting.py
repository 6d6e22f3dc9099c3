"""When Python looks for garbage on the board: seldom, and never through what stays, which would hold a key up."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_THRESHOLDS = (5_000, 10, 10)
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""M_ARENA_MAX and M_MMAP_THRESHOLD of mallopt(3)."""
_LARGE = 1 << 24
"""Bytes from which on memory has pages of its own: an index, but nothing that is counted with."""


def hold() -> None:
    """Not at all, until `spare`: while the board is loaded nearly all of it stays.

    All threads share one heap, where that is glibc's: each would keep some of its own, which is seldom given back.
    """
    gc.disable()
    with suppress(OSError, AttributeError, TypeError):  # another system's library
        library = ctypes.CDLL(None)
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)


def spare() -> None:
    """What is here now is not looked through again; said once there is the board, and again with another index."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
