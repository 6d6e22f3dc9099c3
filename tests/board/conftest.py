"""A board on a real terminal, for the tests that type into one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from tests.board.news import news
from tests.terminal import Terminal
from watchers.archive.writing import Archive

SECONDS = 40.0


@pytest.fixture
def arguments(tmp_path: Path, lexicon_folder: Path) -> list[str]:
    """Of a board on an archive of a few documents, which watches an empty folder."""
    (tmp_path / "in").mkdir()
    with closing(Archive.open(tmp_path / "a.sqlite")) as archive:
        for report in news():
            archive.store(report)
    (tmp_path / "settings.toml").write_text("workers = 1\n", encoding="utf-8")
    kept = ["--archive", str(tmp_path / "a.sqlite"), "--settings", str(tmp_path / "settings.toml")]
    return [*kept, str(tmp_path / "in")]


@pytest.fixture
def board(arguments: list[str]) -> Iterator[Terminal]:
    """Once its documents are there."""
    environment = {"XDG_CACHE_HOME": str(platformdirs.user_cache_path())}
    with Terminal([sys.executable, "-m", "tui", *arguments], environment, columns=160, lines=45) as terminal:
        terminal.until(lambda screen: "Golan" in screen, SECONDS)
        yield terminal
