"""Documents as JSON lines, or as a table."""

from __future__ import annotations

from tui.commands.export.placing import new_file
from tui.commands.export.rows import json_line, table
from tui.commands.export.under_way import Export


def write_json(export: Export) -> None:
    """Raises UsageError, ArchiveError, OSError."""
    with new_file(export.plan.target, force=export.asked.force) as file:
        for one in export.documents():
            file.write(json_line(one))


def write_table(export: Export) -> None:
    """Raises UsageError, ArchiveError, OSError."""
    with new_file(export.plan.target, force=export.asked.force) as file:
        for row in table(export.documents()):
            file.write(row.encode("utf-8", "replace"))
