"""`make bench`: the figures of the README, each from a real process on a real terminal.

python -m tests.bench [tagging] [curve [KIND ...]] [board] [catchup] [feeds] [million] [map] [pace]

Without a name, everything; `make bench MEASURE="curve 'news prose'"` chooses.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from tests.bench import catchup, curve, mapped, measures, million, pace, polled, samples
from tests.bench.awkward import KINDS
from watchers.analysis.lexicon.compile import ensure
from watchers.analysis.tagger import Tagger

MEASURES = ("tagging", "board", "catchup", "feeds", "million", "map", "pace", "curve")


def main(arguments: list[str]) -> None:
    """Everything in a folder that goes afterwards; about eight minutes, and the curve's ten.

    The archives of a hundred thousand and of a million documents stay in the cache; making them, at 600 to 1,000
    documents a second on two idle cores, takes twenty minutes to half an hour.
    """
    unknown = set(arguments) - {*MEASURES, *KINDS}
    if unknown:
        sys.exit(f"There is no measure {', '.join(unknown)}. There are {', '.join(MEASURES)}; and {', '.join(KINDS)}.")
    kinds = [a for a in arguments if a in KINDS]
    chosen = {a for a in arguments if a in MEASURES} | ({"curve"} if kinds else set()) or set(MEASURES)
    lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    print("make bench           (python -m tests.bench)")
    if "tagging" in chosen:
        measures.tagging(Tagger.open(lexicon))
        curve.opening(lexicon)
    if "board" in chosen:
        _board(lexicon)
    if "catchup" in chosen:
        catchup.catchup(lexicon)
    if "feeds" in chosen:
        polled.feeds(lexicon)
        polled.board(lexicon)
    if "million" in chosen:
        million.million()
    if "map" in chosen:
        mapped.frames(lexicon)
    if "pace" in chosen:
        pace.pace(lexicon)
    if "curve" in chosen:
        curve.curve(lexicon, kinds or list(KINDS))


def _board(lexicon: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch:
        home = Path(scratch)
        settings, archive, folder = home / "settings.toml", home / "archive.sqlite", home / "drop"
        settings.write_text("", encoding="utf-8")
        folder.mkdir()
        samples.fill(archive, Tagger.open(lexicon), 10_000)
        kept = ["--settings", str(settings), "--archive"]
        board = [sys.executable, "-m", "tui", *kept, str(archive), str(folder)]
        measures.first_paint(board)
        measures.dropping([*board[:-2], str(home / "small.sqlite"), str(folder)], folder)
        measures.typing(board, archive, lexicon)


if __name__ == "__main__":
    main(sys.argv[1:])
