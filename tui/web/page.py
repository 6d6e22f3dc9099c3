"""What a browser loads: the page and what belongs to it, all of it from here."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from importlib.util import find_spec

from watchers.errors import WirewatchError

MISSING = (
    "wirewatch serve needs two packages that are not installed: python -m pip install 'wirewatch[serve]' adds them."
)
NEEDED = ("aiohttp", "textual_serve")
SIZES = range(8, 41)
"""Pixels of a letter, asked for with ?fontsize=18."""
USUAL_SIZE = 16
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Server": "wirewatch",
}
"""No other host is asked for anything, and no other page shows this one or reads of it."""
_OURS = {"board.css": "text/css", "board.js": "text/javascript"}
_THEIRS = {
    "textual.js": ("js/textual.js", "text/javascript"),
    "xterm.css": ("css/xterm.css", "text/css"),
    "mono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": ("fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}


class ServeError(WirewatchError):
    """The board cannot be served."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    type: str


def check() -> None:
    """Raises ServeError where the packages are missing that it takes."""
    if any(find_spec(name) is None for name in NEEDED):
        raise ServeError(MISSING)


def assets() -> dict[str, Asset]:
    """By the last part of their path. Raises ServeError."""
    check()
    theirs = files("textual_serve") / "static"
    try:
        found = {name: Asset((theirs / path).read_bytes(), kind) for name, (path, kind) in _THEIRS.items()}
    except OSError as error:
        raise ServeError(f"textual-serve is not installed whole: {error}") from error
    ours = files("tui.web") / "assets"
    return found | {name: Asset((ours / name).read_bytes(), kind) for name, kind in _OURS.items()}


def headers(host: str, *, secure: bool) -> dict[str, str]:
    """For every answer; some browsers do not take a socket for a part of 'self'."""
    socket = f"{'wss' if secure else 'ws'}://{host}" if host and not set(host) & set(" ;,'\"") else ""
    return {name: value.format(socket=socket) for name, value in HEADERS.items()}


def board(title: str, size: int) -> str:
    """The page with the board on it."""
    return _page(
        title,
        '<div id="start"></div>'
        '<div class="told" id="told"><p></p><button type="button">Open the board again</button></div>'
        f'<div id="terminal" class="textual-terminal" data-font-size="{size}"></div>',
        '<link rel="stylesheet" href="/a/xterm.css">'
        '<script src="/a/board.js"></script><script src="/a/textual.js"></script>',
    )


def refusal(told: str) -> str:
    """A page with one sentence."""
    return _page("wirewatch", f'<div class="told shown"><p>{escape(told)}</p></div>')


def size(asked: str) -> int:
    """That of a letter."""
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked[:4]) in SIZES else USUAL_SIZE


def _page(title: str, body: str, head: str = "") -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="/a/board.css">{head}'
        f"</head><body>{body}</body></html>"
    )
