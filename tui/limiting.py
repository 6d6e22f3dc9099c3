"""The `--limit` of commands that hand documents over."""

from __future__ import annotations

import argparse

_DIGITS = 18
"""SQLite counts no further than 19 of them."""


def limit(text: str) -> int:
    """So many at most. Raises ArgumentTypeError."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is no number; give one, such as 20")
    if len(text) > _DIGITS:
        raise argparse.ArgumentTypeError("that is more than there can be; leave it out for all, or give fewer")
    return int(text)
