"""An alert in a real terminal: its bell, its title and its notification, and nothing of a document beyond those."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.terminal import Terminal
from watchers.saved import FILE

SECONDS = 60.0
LISTED = """\
[[filter]]
name = "Goma"
expression = "goma"
alert = { bell = true, title = true, desktop = true }
"""
HOSTILE = (
    "Rebels near Goma \x1b]52;c;eA==\x07 \x9b2J; [@click=app.quit]here[/]\n\nRebels attacked soldiers near Goma.\n"
)


@pytest.mark.usefixtures("lexicon_folder")
def test_a_terminal_is_rung_marked_and_notified_and_gets_its_title_back(tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (tmp_path / "settings.toml").write_text("quiet_seconds = 0.2\nworkers = 1\n", encoding="utf-8")
    (tmp_path / FILE).write_text(LISTED, encoding="utf-8")
    kept = ["--archive", str(tmp_path / "a.sqlite"), "--settings", str(tmp_path / "settings.toml")]
    cache = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    with Terminal([sys.executable, "-m", "tui", *kept, str(folder)], cache, columns=120, lines=36) as board:
        board.until(lambda screen: "● live" in screen, SECONDS)
        (folder / "raid.txt").write_text(HOSTILE, encoding="utf-8")
        board.until(lambda screen: "⚑ 1 alert" in screen and "Goma: Rebels near Goma" in screen, SECONDS)
        board.type("A")
        board.until(lambda screen: "1 document" in screen and "dismiss all" in screen, SECONDS)
        board.type("x")
        board.until(lambda screen: "⚑" not in screen.splitlines()[0], SECONDS)
        board.type("\x1b")
        board.until(lambda screen: "dismiss all" not in screen, SECONDS)
        board.type("Q")
        assert board.exit_code(SECONDS) == 0
        printed = bytes(board.printed).decode("utf-8", "replace")
    assert "\x1b[22;2t\x1b]2;⚑ 1 wirewatch\x1b\\" in printed
    assert "\x1b]2;wirewatch\x1b\\" in printed
    assert printed.rindex("\x1b[23;2t") > printed.rindex("\x1b]2;")
    (notified,) = re.findall("\x1b\\]9;([^\x1b\x07]*)\x1b\\\\", printed)
    assert notified.startswith("wirewatch: Goma: Rebels near Goma")
    assert "52;c" not in printed
    bells = re.sub("\x1b\\]22;[a-z]+\x07", "", printed)  # the shape of the pointer, which Textual asks for
    assert bells.count("\x07") == 1
