"""The wire: ranges of documents, the story of one, and how times are told."""

from __future__ import annotations

from tui.board.keys.key import Key

RANGE = "Select from here on: moving extends it, then any verb goes for all; v or esc leaves"
EXPORT = "Write the selected documents, or the one under the cursor, as Markdown among your documents"
KEYS: tuple[Key, ...] = (
    Key("range", "v", "range(False)", RANGE, "board", "select", 19),
    Key("range-all", "V", "range(True)", "Select all that the wire shows", "board"),
    Key("story", "C", "story", "All that tell its story, copies too, or back", "board", "story", 16),
    Key("export", "E", "export", EXPORT, "board"),
    Key("times", "full_stop", "times", "Times of the wire: how long ago, or UTC", "board", "ago", 23),
)
