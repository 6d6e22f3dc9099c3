"""Takes documents in for a board, which speaks to it through stdin and stdout: python -P -m tui.intake …"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from tui.intake.working import run
from tui.paths import Paths

_POLITE = 5
"""The screen's keys come first, whatever has to be caught up with."""


def main(settings: str, archive: str, cache: str, lexicon: str, *places: str) -> None:
    """Ends when its stdin does: whoever asked for it is gone then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_POLITE)
    out = _own_stdout()
    paths = Paths(Path(settings), Path(archive), Path(cache))
    asyncio.run(run(paths, Path(lexicon), places, sys.stdin.buffer, out))


def _own_stdout() -> int:
    """Kept for the messages alone; whatever else is printed goes nowhere."""
    sys.stdout.flush()
    own = os.dup(sys.stdout.fileno())
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
    return own


if __name__ == "__main__":
    main(*sys.argv[1:])
