"""`wirewatch serve`: takes documents in once for all, and shows the board to visitors, until it is ended."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tui.commands.complaining import complain
from tui.opening import checked, compiled_lexicon, opened
from tui.paths import Paths
from tui.web import page
from tui.web.door import SHORTEST, door, is_local, new_token
from watchers.settings import load

VARIABLE = "WIREWATCH_TOKEN"
TICK = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says; `token` is "" where none is given."""

    places: Sequence[str]
    host: str
    port: int
    token: str = ""
    token_file: Path | None = None
    names: Sequence[str] = ()
    visitors: int = 8
    read_only: bool = False


def run(asked: Asked, paths: Paths) -> int:
    """0 after SIGTERM, 130 after SIGINT. Raises WirewatchError."""
    page.check()
    token = token_of(asked)
    settings = load(paths.settings)
    checked(settings, paths.settings)
    lexicon = compiled_lexicon(paths.cache)
    with opened(paths.archive, reset=False) as kept:
        for notice in kept.notices:
            complain(notice)
        serving = _Serving(asked, paths, lexicon, door(asked.host, token, frozenset(asked.names)))
        return asyncio.run(serving.until_ended(kept))


def token_of(asked: Asked) -> str:
    """As given, from the file, or from the environment; a new one where others than this machine come in.

    Raises ServeError for one that can be guessed.
    """
    token = asked.token or (_from_file(asked.token_file) if asked.token_file else os.environ.get(VARIABLE, ""))
    if not token:
        return "" if is_local(asked.host) else new_token()
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable():
        raise page.ServeError(f"a token has at least {SHORTEST} plain characters; --token-file PATH makes a good one.")
    return token


def _from_file(path: Path) -> str:
    """Made with a new one, for its owner alone, where it is not there."""
    try:
        with suppress(FileExistsError), path.open("x", encoding="ascii", opener=_own) as file:
            file.write(f"{new_token()}\n")
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise page.ServeError(f"{path}: the token cannot be read: {error}") from error


def _own(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
