"""What has a terminal show a notification on its person's desktop, wherever this runs: OSC 9 and OSC 777.

The terminal is where the person sits, be it over ssh or in a container, where no bus of a desktop can be reached.
One that knows neither sequence passes over it. tmux and screen keep both for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from watchers.clean import clean_line

LONGEST = 200
_NEVER = frozenset({"", "dumb", "linux", "unknown"})
_OTHERWISE = re.compile(r"rxvt|foot", re.I)
_ALLOWED = re.compile(r"[^\w\s.,:!?'’“”\"()/&%+\-–—…#@*=|·⚑]")
BELL = "\x07"


def notification(title: str, text: str, environment: Mapping[str, str]) -> str:
    """Neither title nor text can end the sequence or begin another; "" where the terminal would show it as letters."""
    term = environment.get("TERM", "")
    if term in _NEVER:
        return ""
    heading, said = _safe(title), _safe(text)
    if _OTHERWISE.search(term) or environment.get("VTE_VERSION"):
        return f"\x1b]777;notify;{heading};{said}\x1b\\"
    return f"\x1b]9;{heading}: {said}\x1b\\"


def _safe(text: str) -> str:
    """Letters, figures and plain signs: what parts the fields of a sequence is none of them."""
    return " ".join(_ALLOWED.sub(" ", clean_line(text, LONGEST)).split())
