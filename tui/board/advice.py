"""What an empty wire says, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from tui.board import offering
from tui.board.keys import USUAL, Keyring
from tui.board.view import View
from watchers.archive.rows import Health


def advice(view: View, where: str, along: bool, keyring: Keyring = USUAL) -> Sequence[str]:
    """A heading and what to do; nothing where there are documents."""
    told = keyring.told
    if len(view.numbers):
        return ()
    muted = (told("{muted} shows what is muted"),) if view.hidden else ()
    if view.filter:
        return (
            "Nothing fits this filter.",
            told("{clear} clears it · {take-back} takes back its last term · {undo} undoes"),
            *muted,
        )
    if muted:
        return ("Everything that has come in is muted.", *muted)
    troubled = [health for health in view.sources if health.problem and health.source.kind != "file"]
    if along:
        return ("No documents yet.", "Another wirewatch takes them in; they appear here as they come.")
    if troubled:
        return (f"Waiting for {where}", *_reasons(troubled), "Documents appear here by themselves when it is there.")
    feeds = any(health.source.kind == "feed" for health in view.sources)
    first = () if feeds else (offering.line(keyring),)
    return (
        f"Watching {where}",
        "Nothing has come in yet.",
        "Copy a text file there: it appears here by itself.",
        *first,
    )


def _reasons(troubled: Sequence[Health]) -> list[str]:
    return [health.problem for health in troubled[:3] if health.problem]
