"""How several commands take the values of their options."""

from __future__ import annotations

import argparse
from typing import Any

_DIGITS = 18
"""SQLite counts no further than 19 of them."""


class Once(argparse.Action):
    """An option that is wrong usage when it is given twice, where the first would be dropped without a word."""

    def __call__(self, parser: argparse.ArgumentParser, given: argparse.Namespace, value: Any, *_: object) -> None:
        if getattr(given, self.dest) is not None:
            parser.error(f"argument {'/'.join(self.option_strings)}: give it once")
        setattr(given, self.dest, value)


def limit(text: str) -> int:
    """So many at most. Raises ArgumentTypeError."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is no number; give one, such as 20")
    if len(text) > _DIGITS:
        raise argparse.ArgumentTypeError("that is more than there can be; leave it out for all, or give fewer")
    return int(text)
