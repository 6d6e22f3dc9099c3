"""Seconds by length for awkward texts, and what a tagging process takes: memory, and time to open its lexicon."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.awkward import KINDS

LENGTHS = (10_000, 100_000, 1_000_000, 5_000_000)
PATIENCE = 300.0
_NAMES = {10_000: "10 k", 100_000: "100 k", 1_000_000: "1 M", 5_000_000: "5 M"}


def curve(lexicon: Path, kinds: list[str], lengths: tuple[int, ...] = LENGTHS) -> None:
    """One line a kind; the last column says how much dearer a character is in the longest text than in one of 100 k."""
    print(f"{'seconds by length':21}" + "".join(f"{_NAMES[n]:>9}" for n in lengths) + "  a character  memory")
    for kind in kinds:
        told = list(_measured(lexicon, kind, lengths))
        seconds = "".join(f"{second:9.2f}" for second, _ in told) + " " * 9 * (len(lengths) - len(told))
        rates = [second / length for (second, _), length in zip(told, lengths, strict=False)]
        dearer = f"× {rates[-1] / rates[1]:.1f}" if len(rates) > 2 else "over time"
        print(f"  {kind:19}{seconds}  {dearer:>11}  {told[-1][1] if told else 0:.0f} MiB", flush=True)


def opening(lexicon: Path) -> None:
    """A process of its own that opens the lexicon and tags one dispatch."""
    opened, memory = _process(lexicon, "news prose", 400)
    print(f"a tagging process    {opened['open']:8.2f} s to open the lexicon, {memory:.0f} MiB after a short document")


def _measured(lexicon: Path, kind: str, lengths: tuple[int, ...]) -> Iterator[tuple[float, float]]:
    for length in lengths:
        try:
            told, memory = _process(lexicon, kind, length)
        except subprocess.TimeoutExpired:
            return
        yield told["seconds"], memory


def _process(lexicon: Path, kind: str, length: int) -> tuple[dict[str, float], float]:
    """A fresh process each, so that memory is that text's; raises TimeoutExpired."""
    call = [sys.executable, "-m", "tests.bench.curve", str(lexicon), kind, str(length)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=PATIENCE)
    told: dict[str, float] = json.loads(done.stdout)
    return told, told["memory"]


def _tag(lexicon: str, kind: str, length: str) -> None:
    """What the process does: opens, tags once to warm up, tags, and says how long and how large it became."""
    import resource
    import time

    started = time.perf_counter()
    from watchers.analysis.tagger import Tagger
    from watchers.document import Document

    tagger = Tagger.open(Path(lexicon))
    opened = time.perf_counter() - started
    document = Document(KINDS[kind](int(length)), "text")
    tagger.tag(Document(KINDS["news prose"](1000), "text"))
    started = time.perf_counter()
    tagger.tag(document)
    seconds = time.perf_counter() - started
    unit = 2**20 if sys.platform == "darwin" else 2**10
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(json.dumps({"open": opened, "seconds": seconds, "memory": memory}))


if __name__ == "__main__":
    _tag(*sys.argv[1:])
