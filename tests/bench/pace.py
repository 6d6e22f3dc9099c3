"""How soon the board answers a key, typed by the clock into a real terminal whatever has become of the last one.

python -m tests.bench.pace [--million ARCHIVE] [--whole] [idle] [arriving] [million] [growing] [hours] [newsboat]
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from tests.bench import hours, keyed, newsboat, processes
from tests.bench.archived import archive_of, fingerprint
from tests.bench.measures import PATIENCE, WIDE, resident
from tests.bench.recorded import Recorder
from watchers.analysis.lexicon.compile import ensure

COUNT, MANY = 100_000, 1_000_000
PARTS = ("idle", "arriving", "million", "growing", "hours", "newsboat")
COUNTED = 300.0
"""Seconds within which an index is made, however busy the machine is."""
QUIET = 20
"""Seconds in which nobody types."""
_ALONE = (
    "INSERT OR IGNORE INTO cluster (id, documents, origins, first, last)"
    " SELECT id, 1, 1, at, at FROM document WHERE cluster IS NULL"
)


def pace(lexicon: Path, parts: Sequence[str] = PARTS, million: Path | None = None, *, whole: bool = False) -> None:
    """Each part on an archive of its own; `million` is one of that many, else that of the cache, where it is."""
    for part in parts:
        if part == "million":
            _million(million or _cached())
        elif part == "newsboat":
            newsboat.beside(COUNT)
        else:
            with _copied(archive_of(COUNT)) as archive:
                {"idle": _idle, "arriving": _arriving, "growing": _growing, "hours": hours.hours}[part](
                    archive, lexicon, whole
                )


def _idle(archive: Path, lexicon: Path, whole: bool) -> None:
    _say(f"first paint, {COUNT:,}", _painted(archive), 0.5)
    with _ready(archive) as terminal:
        board = terminal.process.pid
        before, began = processes.used(board), time.monotonic()
        terminal.type_on([], QUIET)
        after, took = processes.used(board), time.monotonic() - began
        shares = {each: 100 * (used - before.get(each, 0.0)) / took for each, used in after.items()}
        print(
            f"idle, {COUNT:,}        {sum(shares.values()):8.2f} % of a processor: {shares[board]:.2f} by the board's"
            " own process, the rest by its intake",
            flush=True,
        )
        _say(f"keys, {COUNT:,} idle", keyed.walk(terminal, keyed.steps(terminal), 30 if whole else 15), 0.016, 0.05)
        for key, waits in keyed.mix(terminal, 30 if whole else 12).items():
            _say(f"  {NAMES[key]}", waits, 0.016, 0.05)
        _say("  filter to repaint", keyed.refilter(terminal, ["1", "u", "2", "u", "3", "u"]), 0.1)
        terminal.type("/")
        keyed.settle(terminal)
        _say("  words searched", keyed.refilter(terminal, ["kroung"], 3.0))
        print(f"  memory             {resident(board):8.0f} MiB in the board's own process", flush=True)


def _arriving(archive: Path, lexicon: Path, whole: bool) -> None:
    for rate, seconds in ((200, 60 if whole else 20), (2000, 10)):
        with _writer(archive, lexicon, rate, seconds + 4) as (writer, begin), _ready(archive) as terminal:
            lines = keyed.steps(terminal)
            begin()
            terminal.type_on([], 1.0)
            waits = keyed.walk(terminal, lines, seconds - 5)
            mixed = keyed.mix(terminal, 5)
            assert writer.stdout
            stored = int(writer.stdout.readline()) / (seconds + 4)
            _say(f"keys, {rate:,}/s", waits, 0.016, 0.05, 0.15)
            _say("  other keys", [wait for each in mixed.values() for wait in each], 0.016, 0.05, 0.15)
            print(f"  stored             {stored:8.0f} documents a second, of {rate:,} that were due", flush=True)


def _painted(archive: Path, rounds: int = 5) -> list[float]:
    """From the start of the process to its panels."""
    painted = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as home, _board(archive, Path(home)) as terminal:
            painted.append(terminal.until(lambda screen: " Wire" in screen, PATIENCE))
    return painted


def _million(archive: Path | None) -> None:
    if archive is None:
        print(f"There is no archive of {MANY:,} documents; python -m tests.bench.archived makes it in half an hour.")
        return
    _tell_stories(archive)
    _say(f"first paint, {MANY:,}", _painted(archive), 0.5)
    with _ready(archive) as terminal:
        _say("  filter to repaint", keyed.refilter(terminal, [key for n in range(1, 10) for key in (str(n), "u")]), 0.1)
        _say("  keys", keyed.walk(terminal, keyed.steps(terminal), 15), 0.016, 0.05)
        print(f"  memory             {resident(terminal.process.pid):8.0f} MiB in the board's own process", flush=True)


def _growing(archive: Path, lexicon: Path, whole: bool) -> None:
    """As many as can be stored in the time, or until 200,000 have come."""
    seconds = 200 if whole else 20
    rate = 200_000 // seconds if whole else 2_000
    with _writer(archive, lexicon, rate, seconds) as (writer, begin), _ready(archive) as terminal:
        board, took = terminal.process.pid, []
        begin()
        for _ in range(4):
            took.append(resident(board))
            terminal.type_on([], seconds / 4)
        assert writer.stdout
        stored = int(writer.stdout.readline())
        keyed.settle(terminal, 2)
        took.append(resident(board))
    told = " → ".join(f"{each:.0f}" for each in took)
    print(f"memory, {stored:,} more   {told} MiB in the board's own process", flush=True)


NAMES = dict(zip(keyed.MIXED, ("tab", "shift+tab", "zoom", "zoom", "filter", "undo", "down", "up"), strict=True))


def _say(name: str, waits: Sequence[float], *goals: float) -> None:
    """`goals` are of p50, p99 and the longest, in seconds; of a single one, of the median."""
    ordered = sorted(waits)
    told = {"p50": ordered[len(ordered) // 2], "p99": ordered[int(0.99 * len(ordered))], "max": ordered[-1]}
    missed = [f"{part} over {1000 * goal:.0f}" for (part, at), goal in zip(told.items(), goals) if at > goal]  # noqa: B905
    parts = "  ".join(f"{part} {1000 * at:4.0f}" for part, at in told.items())
    print(f"{name:20} {parts} ms  ({len(waits)})  {', '.join(missed)}".rstrip(), flush=True)


@contextmanager
def _ready(archive: Path) -> Iterator[Recorder]:
    """A board that has counted everything, and is still."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as home, _board(archive, Path(home)) as terminal:
        terminal.until(lambda screen: " Wire" in screen, PATIENCE)
        terminal.until(lambda screen: "●" in screen or "◌" in screen, PATIENCE)
        for _ in range(2):  # before the first answer nothing says that it is counted yet
            keyed.settle(terminal, 2.0)
            terminal.until(lambda screen: "counting" not in screen, COUNTED)
        yield terminal


def _board(archive: Path, home: Path) -> Recorder:
    home.joinpath("settings.toml").write_text("", encoding="utf-8")
    home.joinpath("drop").mkdir()
    kept = ["--settings", str(home / "settings.toml"), "--archive", str(archive)]
    return Recorder([sys.executable, "-m", "tui", *kept, str(home / "drop")], {}, *WIDE)


@contextmanager
def _writer(
    archive: Path, lexicon: Path, rate: int, seconds: int
) -> Iterator[tuple[subprocess.Popen[str], Callable[[], None]]]:
    """Holds the archive's lock, so that a board reads along; begins when it is told to."""
    call = [sys.executable, "-m", "tests.bench.writer", str(archive), str(lexicon), str(rate), str(seconds)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin
        assert writer.stdout
        writer.stdout.readline()
        told = writer.stdin

        def begin() -> None:
            told.write("go\n")
            told.flush()

        yield writer, begin


@contextmanager
def _copied(archive: Path) -> Iterator[Path]:
    """To be written in, where copying takes no more than the room."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-", dir=archive.parent) as scratch:
        copy = Path(scratch) / "archive.sqlite"
        shutil.copyfile(archive, copy)
        _tell_stories(copy)
        yield copy


def _tell_stories(archive: Path) -> None:
    """Has each document that tells no story with others tell its own; the intake would be at that for long."""
    with closing(sqlite3.connect(archive)) as connection:
        if not connection.execute("SELECT 1 FROM document WHERE cluster IS NULL LIMIT 1").fetchone():
            return
        archive.with_name(f"{archive.name}.index").unlink(missing_ok=True)
        connection.execute(_ALONE)
        connection.execute("UPDATE document SET cluster = id WHERE cluster IS NULL")
        connection.commit()


def _cached() -> Path | None:
    path = user_cache_path("wirewatch-bench") / f"archive-{MANY}-{fingerprint()}.sqlite"
    return path if path.exists() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--million", type=Path, metavar="ARCHIVE", help="another than that of the cache")
    parser.add_argument("--whole", action="store_true", help="200,000 documents, eight hours, longer typing")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}")
    lexicon = ensure(user_cache_path("wirewatch"), lambda step, done, total: None)
    pace(lexicon, asked.parts or PARTS, asked.million, whole=asked.whole)


if __name__ == "__main__":
    main()
