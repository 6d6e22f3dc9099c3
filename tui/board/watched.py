"""What is watched, as the title bar says it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.board import words
from watchers.archive.rows import Health


def watched(folders: str, sources: Sequence[Health]) -> str:
    """`seeds/ + 14 feeds`: those that are visited now; `folders` is "" where there is none."""
    feeds = sum(one.source.kind == "feed" and one.state != "off" for one in sources)
    return " + ".join(filter(None, [folders, words.many(feeds, "feed") if feeds else ""]))
