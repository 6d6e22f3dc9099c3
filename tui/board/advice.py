"""What an empty wire says, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from tui.board.reading import View
from watchers.archive.rows import Health


def advice(view: View, where: str, along: bool) -> Sequence[str]:
    """A heading and what to do; nothing where there are documents."""
    if len(view.numbers):
        return ()
    if view.filter:
        return ("Nothing fits this filter.", "x clears it · backspace takes back its last term · u undoes")
    troubled = [health for health in view.sources if health.problem and health.source.kind != "file"]
    if along:
        return ("No documents yet.", "Another wirewatch takes them in; they appear here as they come.")
    if troubled:
        return (f"Waiting for {where}", *_reasons(troubled), "Documents appear here by themselves when it is there.")
    return (f"Watching {where}", "Nothing has come in yet.", "Copy a text file there: it appears here by itself.")


def _reasons(troubled: Sequence[Health]) -> list[str]:
    return [health.problem for health in troubled[:3] if health.problem]
