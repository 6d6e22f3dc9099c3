"""Compiles the lexicon once, into a folder named for what went in.

A kill leaves nothing half, and two processes may compile at once.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from watchers.analysis.lexicon.book import gather
from watchers.analysis.lexicon.facts import FACTS, NAMES
from watchers.analysis.lexicon.inputs import Inputs
from watchers.analysis.lexicon.towns import Progress
from watchers.analysis.lexicon.writing import write_lexicon
from watchers.errors import LexiconError

_ELSEWHERE = "Make room and give yourself the right to write there, or set XDG_CACHE_HOME to another folder."
_UNUSED_SECONDS = 7 * 86400.0
"""After so long unused a lexicon goes; another wirewatch may still be using a younger one."""


def compile_lexicon(folder: Path, progress: Progress, inputs: Inputs | None = None) -> None:
    """Compiles into `folder`, which is there whole or not at all; raises LexiconError."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="compiling-", dir=folder.parent, ignore_cleanup_errors=True) as scratch:
            whole = Path(scratch) / "lexicon"
            whole.mkdir()
            write_lexicon(whole, gather(inputs or Inputs(), progress), progress)
            _put(whole, folder)
    except OSError as error:
        raise LexiconError(folder, f"cannot be written: {error.strerror or error}. {_ELSEWHERE}") from error


def fingerprint(inputs: Inputs | None = None) -> str:
    """Twelve hex digits for what would be compiled now."""
    return (inputs or Inputs()).fingerprint()


def ensure(cache: Path, progress: Progress) -> Path:
    """The folder of the lexicon that fits the inputs, compiled if need be; those long unused are removed."""
    inputs = Inputs()
    folder = cache / f"lexicon-{inputs.fingerprint()}"
    if not is_whole(folder):
        compile_lexicon(folder, progress, inputs)
        _remove_unused(cache, folder)
    mark_used(folder)
    return folder


def mark_used(folder: Path) -> None:
    """Another version's compilation lets it stand then; where nothing may be written, nothing is compiled either."""
    with suppress(OSError):
        folder.touch()


def is_whole(folder: Path) -> bool:
    """Whether a compiled lexicon is there."""
    return (folder / NAMES).is_file() and (folder / FACTS).is_file()


def _put(whole: Path, folder: Path) -> None:
    try:
        whole.rename(folder)
    except OSError:
        if is_whole(folder):  # another process was first
            return
        shutil.rmtree(folder, ignore_errors=True)
        whole.rename(folder)


def _remove_unused(cache: Path, kept: Path) -> None:
    """Removes other lexicons, and what broken-off compilations left, when nobody has used them for long."""
    newest = kept.stat().st_mtime
    for folder in cache.iterdir():
        ours = folder != kept and folder.name.startswith(("compiling-", "lexicon-"))
        if ours and newest - folder.stat().st_mtime > _UNUSED_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
