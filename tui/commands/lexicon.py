"""Compiles the lexicon with progress on stderr: python -m tui.commands.lexicon CACHE"""

from __future__ import annotations

import sys
from pathlib import Path
from signal import SIGTERM, default_int_handler, signal

from tui.commands.complaining import complain
from tui.commands.progress import shown
from watchers.analysis.lexicon.compile import ensure
from watchers.errors import LexiconError


def main(cache: str) -> int:
    """0, or 1 with a sentence on stderr."""
    signal(SIGTERM, default_int_handler)
    try:
        with shown("Compiling the lexicon, once …") as step:
            ensure(Path(cache), step)
    except LexiconError as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        complain("compiling was broken off; it begins again next time.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
