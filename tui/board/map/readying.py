"""Has the land made where a lexicon has none yet: in a process of its own, which ends with the board."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

FILE = "land-1.npz"
"""Beside the lexicon's own files. Its number rises when its shape or its making changes."""
FACTS = "facts.sqlite"
LONG = 120.0
"""Seconds after which the making is given up."""


async def ready(lexicon: Path) -> Path | None:
    """The file of the land; None where it cannot be made, and the spots are shown without."""
    path = lexicon / FILE
    if not path.is_file():
        with suppress(OSError, TimeoutError):
            await _make(lexicon / FACTS, path)
    return path if path.is_file() else None


async def _make(facts: Path, land: Path) -> None:
    nowhere = asyncio.subprocess.DEVNULL
    program = (sys.executable, "-m", "tui.board.map.making", str(facts), str(land))
    making = await asyncio.create_subprocess_exec(*program, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    try:
        await asyncio.wait_for(making.wait(), LONG)
    finally:
        if making.returncode is None:
            making.kill()
