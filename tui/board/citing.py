"""A document as an editor cites it, and where its original is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui.board import life
from tui.board.addresses import is_web
from tui.board.content import safe
from watchers.archive.rows import StoredDocument

if TYPE_CHECKING:
    from tui.board.app import Board

VIEWER = "wirewatch-viewer"
"""The thread that waits for a viewer to end, so that no dead process is left over."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def citation(stored: StoredDocument, digest: str | None = None) -> str:
    """`“Title”, Reuters, 22 Nov 2030, 14:31 UTC. https://… [wirewatch 12, version 1, captured 22 Nov 2030, …]`.

    Its own address where it has no link. A killed or withheld story says so. `digest` is the SHA-256 of the bytes that
    it was captured in, in hexadecimal.
    """
    row = stored.row
    who = stored.document.credit or stored.document.byline or stored.source.name
    wrong = life.usage(row)
    where = link(stored) or safe(stored.uri)
    captured = f"captured {dated(row.received, seconds=True)}"
    kept = f"wirewatch {row.document}, version {row.version}, {captured}" + (f", SHA-256 {digest}" if digest else "")
    return f"“{safe(row.title)}”, {safe(who)}, {dated(row.when)}. {where}{f' [{wrong}]' if wrong else ''} [{kept}]"


def dated(when: datetime, seconds: bool = False) -> str:
    """`22 Nov 2030, 14:31 UTC`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when:{'%Y, %H:%M:%S' if seconds else '%Y, %H:%M'}} UTC"


def link(stored: StoredDocument) -> str | None:
    """The original's address, if it is one that a browser may be given."""
    return next((each for each in (stored.document.link, stored.uri) if each and is_web(each)), None)


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
    return handed(target) or (f"Opened at {urlsplit(address).hostname}" if address else f"Opened {safe(target)}")


def open_address(address: str, board: Board | None = None) -> str:
    """Hands an address of the web to the browser, nothing else, and says in a sentence what happened."""
    if not is_web(address):
        return f"Not opened: {safe(address)} is no address of the web."
    if board is not None and board.is_web:
        return _open_there(address, address, board)
    return handed(address) or f"Opened at {urlsplit(address).hostname}"


def handed(target: str) -> str | None:
    """Starts the desktop's viewer on a path or address, never through a shell; why that cannot be, None where it is."""
    opener = viewer()
    if opener is None:
        return f"No viewer is installed here. The address is {safe(target)}"
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
    return None


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
