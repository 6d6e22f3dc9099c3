"""What an empty wire says, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from tui.board import offering
from tui.board.reading import View
from watchers.archive.rows import Health


def advice(view: View, where: str, along: bool) -> Sequence[str]:
    """A heading and what to do; nothing where there are documents."""
    if len(view.numbers):
        return ()
    muted = ("M shows what is muted",) if view.hidden else ()
    if view.filter:
        return ("Nothing fits this filter.", "x clears it · backspace takes back a term · u undoes", *muted)
    if muted:
        return ("Everything that has come in is muted.", *muted)
    troubled = [health for health in view.sources if health.problem and health.source.kind != "file"]
    if along:
        return ("No documents yet.", "Another wirewatch takes them in; they appear here as they come.")
    if troubled:
        return (f"Waiting for {where}", *_reasons(troubled), "Documents appear here by themselves when it is there.")
    feeds = any(health.source.kind == "feed" for health in view.sources)
    first = () if feeds else (offering.line(),)
    return (
        f"Watching {where}",
        "Nothing has come in yet.",
        "Copy a text file there: it appears here by itself.",
        *first,
    )


def _reasons(troubled: Sequence[Health]) -> list[str]:
    return [health.problem for health in troubled[:3] if health.problem]
