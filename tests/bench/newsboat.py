"""The same many articles in newsboat, where that is installed: its start, its search, its keys and its memory."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.measures import PATIENCE, WIDE, resident
from tests.bench.recorded import Recorder

FEEDS = 100
_LONG = 500.0
_CONFIG = "prepopulate-query-feeds yes\nreload-threads 2\nbind-key j down\nbind-key k up\n"
_ITEM = (
    "<item><title>Border post number {n} opens</title><link>https://bench.example/{n}</link><guid>{n}</guid>"
    "<pubDate>Mon, {day:02} Nov 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"
)
_TEXT = "Iraq opened it on Monday, officials said, and lorries began to cross. " * 6


def beside(count: int) -> None:
    """Says so where it is not."""
    program = shutil.which("newsboat")
    if program is None:
        print("newsboat is not installed; there is nothing to compare with")
        return
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as scratch:
        command = _filled(program, Path(scratch), count)
        started = []
        for _ in range(3):
            with Recorder(command, {"LC_ALL": "C.UTF-8"}, *WIDE) as terminal:
                started.append(terminal.until(lambda screen: "Everything" in screen, PATIENCE))
        with Recorder(command, {"LC_ALL": "C.UTF-8"}, *WIDE) as terminal:
            terminal.until(lambda screen: "Everything" in screen, PATIENCE)
            opened = _until(terminal, "\r", lambda screen: "Border post" in screen)
            waits = _walked(terminal)
            found = _until(terminal, "/number 4711 \r", _found)
            memory = resident(terminal.process.pid)
    middle, last = 1000 * statistics.median(waits), 1000 * sorted(waits)[int(0.99 * len(waits))]
    print(
        f"newsboat, {count:,}    start {statistics.median(started):.2f} s, all articles {opened:.2f} s,"
        f" search {found:.2f} s, keys p50 {middle:.0f} p99 {last:.0f} ms, {memory:.0f} MiB",
        flush=True,
    )


def _filled(program: str, home: Path, count: int) -> list[str]:
    """Its command, once its cache has all articles."""
    each = count // FEEDS
    for feed in range(FEEDS):
        items = "".join(_ITEM.format(n=n, day=1 + n % 20, text=_TEXT) for n in range(feed * each, (feed + 1) * each))
        home.joinpath(f"{feed}.xml").write_text(
            f'<rss version="2.0"><channel><title>Feed {feed}</title>{items}</channel></rss>', encoding="utf-8"
        )
    listed = [f"file://{home}/{feed}.xml" for feed in range(FEEDS)]
    query = '"query:Everything:title =~ \\"Border\\""'
    home.joinpath("urls").write_text("\n".join([query, *listed]) + "\n", encoding="utf-8")
    home.joinpath("config").write_text(_CONFIG, encoding="utf-8")
    files = [program, "-u", f"{home}/urls", "-C", f"{home}/config", "-c", f"{home}/cache.db"]
    subprocess.run([*files, "-x", "reload"], check=True, stdout=subprocess.DEVNULL, timeout=_LONG)
    return files


def _walked(terminal: Recorder, count: int = 200, every: float = 0.05) -> Sequence[float]:
    """Until what the screen shows is another than when the key was due: it has no frames to tell apart."""
    waits = []
    began = time.monotonic()
    for n in range(count):
        due = began + n * every
        while (left := due - time.monotonic()) > 0:
            terminal.read(left)
        before = _marked(terminal)
        terminal.type("jk"[n // 8 % 2])
        while _marked(terminal) == before and time.monotonic() - due < PATIENCE:
            terminal.read(0.05)
        waits.append(time.monotonic() - due)
    return waits


def _found(screen: str) -> bool:
    """But for the line in which it is asked for."""
    return any("number 4711 " in line for line in screen.splitlines()[1:-1])


def _marked(terminal: Recorder) -> int:
    """The line of another ground than those around it."""
    buffer = terminal.screen.buffer
    grounds = [(buffer[y][4].bg, buffer[y][4].reverse) for y in range(1, terminal.screen.lines - 2)]
    return min(range(len(grounds)), key=lambda y: grounds.count(grounds[y]))


def _until(terminal: Recorder, keys: str, seen: Callable[[str], bool]) -> float:
    terminal.type(keys)
    return terminal.until(seen, PATIENCE)
