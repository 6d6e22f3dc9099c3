"""Text into the clipboard: by the desktop's own program where there is one, else by the terminal (OSC 52).

Whether a terminal has obeyed OSC 52 cannot be known; those that are known not to are not asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

LARGEST = 74_994
"""Bytes of base64 that terminals take in one OSC 52: xterm's limit, which others have taken over."""
PATIENCE = 2.0
_WAYLAND = ("wl-copy", "--type", "text/plain;charset=utf-8")
_X11 = (("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"))
_TMUX = ("tmux", "load-buffer", "-w", "-")


@dataclass(frozen=True, slots=True)
class Way:
    """How text gets into the clipboard: a program that takes it on its standard input, or the terminal for none."""

    command: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As it is told: `xclip`, `the terminal`."""
        return self.command[0] if self.command else "the terminal"


def ways(
    environment: Mapping[str, str] = os.environ,
    installed: Callable[[str], str | None] = which,
    platform: str = sys.platform,
) -> list[Way]:
    """Those that may work here, the surest first; over ssh the other machine's programs are none of them."""
    found: list[tuple[str, ...]] = []
    away = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
    if not away:
        found += [("pbcopy",)] if platform == "darwin" else []
        found += [_WAYLAND] if environment.get("WAYLAND_DISPLAY") else []
        found += _X11 if environment.get("DISPLAY") else []
    found += [_TMUX] if environment.get("TMUX") else []
    told = [Way(command) for command in found if installed(command[0])]
    return [*told, *([] if is_deaf(environment) else [Way()])]


def is_deaf(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is known not to take OSC 52: VTE's, Apple's, the console of Linux; within tmux tmux does."""
    if environment.get("TMUX"):
        return False
    apple = environment.get("TERM_PROGRAM") == "Apple_Terminal"
    return apple or "VTE_VERSION" in environment or environment.get("TERM") in {"linux", "dumb"}


def fits(text: str) -> bool:
    """Whether a terminal takes it."""
    return len(b64encode(text.encode("utf-8", "replace"))) <= LARGEST


def given(command: Sequence[str], text: str) -> bool:
    """Hands the text to a program; whether that took it."""
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def filed(text: str) -> Path:
    """Writes the text into a file of its own that nobody else can read. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix="wirewatch-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(f"{text}\n")
    return Path(name)
