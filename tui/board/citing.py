"""A document as an editor cites it, and where its original is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui.board import life
from tui.board.content import safe
from watchers.archive.rows import StoredDocument

if TYPE_CHECKING:
    from tui.board.app import Board

VIEWER = "wirewatch-viewer"
"""The thread that waits for a viewer to end, so that no dead process is left over."""


def citation(stored: StoredDocument) -> str:
    """`“Title”, Reuters, 22 Nov 2030, 14:31 UTC. https://…`; the document's own address where it has no link.

    A killed or withheld story says so.
    """
    when = stored.row.when
    who = stored.document.credit or stored.document.byline or stored.source.name
    dated = f"{when.day} {when:%b %Y, %H:%M} UTC"
    wrong = life.usage(stored.row)
    where = link(stored) or safe(stored.uri)
    return f"“{safe(stored.row.title)}”, {safe(who)}, {dated}. {where}{f' [{wrong}]' if wrong else ''}"


def copied(stored: StoredDocument, board: Board) -> str:
    """Puts the citation into the clipboard, an embargoed one not; says in a sentence which."""
    if refusal := life.refusal(stored, board.clock(), "copied"):
        return refusal
    text = citation(stored)
    board.copy_to_clipboard(text)
    return f"copied: {text}"


def link(stored: StoredDocument) -> str | None:
    """The original's address, if it is one that a browser may be given."""
    for address in (stored.document.link, stored.uri):
        if address and _is_web(address):
            return address
    return None


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and safe(address, 4000) == address


def file(stored: StoredDocument) -> Path | None:
    """The original's file, if it is still there."""
    from watchers.sources.names import file_path  # only here: the first paint waits for no reader's libraries

    path = Path(file_path(stored.uri) if stored.uri.startswith("file://") else stored.uri)
    try:
        return path.resolve() if path.is_absolute() and path.is_file() else None
    except (OSError, ValueError):
        return None


def open_original(stored: StoredDocument, board: Board | None = None) -> str:
    """Hands the original to the browser or viewer of whoever looks, and says in a sentence what happened."""
    address, path = link(stored), file(stored)
    target = address or (str(path) if path else None)
    if target is None:
        return "The original is no longer there; the archive keeps its text."
    if board is not None and board.is_web:
        return _open_there(address, target, board)
    opener = viewer()
    if opener is None:
        return f"No viewer is installed here. The original is {safe(target)}"
    try:
        process = subprocess.Popen(  # noqa: S603
            [*opener, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"{opener[0]} could not be started: {safe(str(error))}"
    Thread(target=process.wait, name=VIEWER, daemon=True).start()
    return f"Opened at {urlsplit(address).hostname}" if address else f"Opened {safe(target)}"


def _open_there(address: str | None, target: str, board: Board) -> str:
    """In the browser in which the board is shown: nothing is opened on the machine that shows it."""
    if address is None:
        return f"The original lies on the machine that shows this board: {safe(target)}"
    board.open_url(address)
    return f"Opened at {urlsplit(address).hostname}"


def viewer() -> Sequence[str] | None:
    """The desktop's own way to open a file or address."""
    names = ["open"] if sys.platform == "darwin" else ["xdg-open", "wslview"]
    return next(([found] for name in names if (found := which(name))), None)
