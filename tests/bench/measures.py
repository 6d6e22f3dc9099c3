"""What is measured, each as a function that prints its lines."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from tests.bench import samples
from tests.terminal import Terminal
from watchers.analysis.tagger import Tagger

QUIET = 2.0
PATIENCE = 60.0
WIDE = (160, 45)
LINES = 2
"""Of a document in the wire."""


def tagging(tagger: Tagger, count: int = 300) -> None:
    """Documents a second on one core."""
    documents = samples.documents(count)
    for document in documents[:20]:
        tagger.tag(document)
    started = time.perf_counter()
    for document in documents:
        tagger.tag(document)
    rate = count / (time.perf_counter() - started)
    print(f"tagging              {rate:8.0f} documents of 400 words a second on one core")


def first_paint(command: Sequence[str], rounds: int = 5) -> None:
    """From the start of the process to the panels, and to the first rows, with an archive of 10,000 documents."""
    painted, filled, memory = [], [], []
    for _ in range(rounds):
        with Terminal(command, {}, *WIDE) as terminal:
            painted.append(terminal.until(lambda screen: "Wire" in screen, PATIENCE))
            filled.append(painted[-1] + terminal.until(lambda screen: "10,0" in screen, PATIENCE))
            memory.append(resident(terminal.process.pid))
    print(f"first paint          {_middle(painted)}")
    print(f"first rows           {_middle(filled)}")
    print(f"memory               {max(memory):8.0f} MiB resident in the board's own process")


def dropping(command: Sequence[str], folder: Path, rounds: int = 8) -> None:
    """From the last byte of a file to its headline on the screen, less the quiet period."""
    waits = []
    with Terminal(command, {}, *WIDE) as terminal:
        terminal.until(lambda screen: "live" in screen, PATIENCE)
        for number in range(rounds + 1):
            title = f"Border post number {number} opens"
            text = f"{title}\n\nIraq opened it, Reuters said.\n"
            (folder / f"dropped-{number}.txt").write_text(text, encoding="utf-8")
            waits.append(terminal.until(partial(_shows, title), PATIENCE) - QUIET)
    print(f"drop to screen       {_middle(waits[1:])} beyond the quiet period")


def typing(command: Sequence[str], archive: Path, lexicon: Path, seconds: int = 20) -> None:
    """Keys sent on a clock while another process stores 200 documents a second; each until its row is painted."""
    call = [sys.executable, "-m", "tests.bench.writer", str(archive), str(lexicon), "200", str(seconds)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        assert writer.stdin
        writer.stdout.readline()
        with Terminal(command, {}, *WIDE) as terminal:
            terminal.until(lambda screen: "10,0" in screen, PATIENCE)
            writer.stdin.write("go\n")
            writer.stdin.flush()
            waits = list(_keys(terminal, seconds - 1))
            memory = resident(terminal.process.pid)
        stored = int(writer.stdout.read())
    print(f"key to paint         {_spread(waits)}  ({len(waits)} keys while {stored} documents came in {seconds} s)")
    print(f"memory after that    {memory:8.0f} MiB")


def polling(command: Sequence[str], begun: Callable[[], int], seconds: int = 20) -> None:
    """Keys sent on a clock while the board's own process visits feeds; `begun` tells how many it has asked for."""
    with Terminal(command, {}, *WIDE) as terminal:
        terminal.until(lambda screen: "documents" in screen, PATIENCE)
        terminal.until(lambda screen: begun() > 0, PATIENCE)
        waits = list(_keys(terminal, seconds))
        memory = resident(terminal.process.pid)
    print(f"key to paint, polling {_spread(waits)}  ({len(waits)} keys while {begun()} feeds were read in {seconds} s)")
    print(f"memory after that    {memory:8.0f} MiB")


def _spread(waits: Sequence[float]) -> str:
    ordered = sorted(waits)
    parts = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    at = {name: ordered[min(len(ordered) - 1, int(part * len(ordered)))] for name, part in parts.items()}
    return "  ".join(f"{name} {1000 * wait:.0f} ms" for name, wait in at.items())


def _keys(terminal: Terminal, seconds: float, every: float = 0.083) -> Iterable[float]:
    """Moves up and down; the time from when a key was due until the highlight stands elsewhere."""
    terminal.type("jjjj")
    _settle(terminal)
    started, number = time.monotonic(), 0
    while (due := started + number * every) < started + seconds:
        while time.monotonic() < due:
            terminal.read(due - time.monotonic())
        before = _highlighted(terminal)
        terminal.type("jk"[number % 2])
        while not _stands(_highlighted(terminal), before) and time.monotonic() - due < PATIENCE:
            terminal.read(0.05)
        yield time.monotonic() - due
        number += 1


def _stands(now: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether the highlight stands elsewhere, whole: the first piece of a frame is no answer yet."""
    return now != before and len(now) == LINES and now[-1] - now[0] == LINES - 1


def _shows(title: str, screen: str) -> bool:
    return title in screen


def _settle(terminal: Terminal) -> None:
    while terminal.read(0.5):
        pass


def _highlighted(terminal: Terminal) -> tuple[int, ...]:
    """The lines whose background in the wire's column is that of few lines."""
    grounds = [terminal.screen.buffer[y][60].bg for y in range(3, 30)]
    rare = min(set(grounds), key=grounds.count)
    return tuple(y for y, ground in enumerate(grounds) if ground == rare)


def _middle(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds):8.2f} s (median of {len(seconds)}; {min(seconds):.2f} to {max(seconds):.2f})"


def resident(process: int) -> float:
    """MiB of resident memory, from the proc file system."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
