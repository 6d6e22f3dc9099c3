"""Cells of a table that a spreadsheet opens: text, never a formula."""

from __future__ import annotations

from typing import Any

_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula, after OWASP's page on CSV injection."""


def defused(cell: Any) -> Any:
    """Text that would be a formula gets an apostrophe before it, which spreadsheets hide; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_BEGINS) else cell
