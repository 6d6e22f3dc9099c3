"""`make bench`: the figures of the README, each from a real process on a real terminal."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from tests.bench import measures, samples
from watchers.analysis.lexicon.compile import ensure
from watchers.analysis.tagger import Tagger


def main() -> None:
    """Everything in a folder that goes afterwards; about two minutes."""
    lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    tagger = Tagger.open(lexicon)
    print("make bench           (python -m tests.bench)")
    measures.tagging(tagger)
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch:
        home = Path(scratch)
        settings, archive, folder = home / "settings.toml", home / "archive.sqlite", home / "drop"
        settings.write_text("", encoding="utf-8")
        folder.mkdir()
        samples.fill(archive, tagger, 10_000)
        kept = ["--settings", str(settings), "--archive"]
        board = [sys.executable, "-m", "tui", *kept, str(archive), str(folder)]
        measures.first_paint(board)
        measures.dropping([*board[:-2], str(home / "small.sqlite"), str(folder)], folder)
        measures.typing(board, archive, lexicon)


if __name__ == "__main__":
    main()
