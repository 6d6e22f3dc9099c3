"""What is said of documents that cannot be kept yet, on the board and on standard error."""

from __future__ import annotations


def waits(number: int) -> str:
    """`16 documents wait`."""
    return "1 document waits" if number == 1 else f"{number:,} documents wait"


def later(number: int) -> str:
    """How many do, and what becomes of others."""
    return f"{waits(number)} in memory; what has not come in yet is asked for later."
