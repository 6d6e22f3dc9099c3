"""Entries out of a feed whose root is so damaged that no parser finds them in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from watchers.reading.given import Given
from watchers.reading.prefixes import PREFIXES

_START = re.compile(r"<(?P<name>item|entry)(?=[\s>])", re.I)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>[^<>]{0,500}</title>", re.I)
SALVAGED = "The feed's beginning is damaged; only its entries were read."


def salvaged(given: Given) -> Given | None:
    """The entries in a root of ours; None where there are none."""
    text = given.text
    first = _START.search(text)
    found = list(_pieces(text)) if first else []
    if first is None or not found:
        return None
    names = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in PREFIXES.items())
    title = _TITLE.search(text, 0, first.start())
    inner = (title[0] if title else "") + "".join(found)
    atom = first["name"].lower() == "entry"
    whole = f'<feed xmlns="{PREFIXES["atom"]}" {names}>{inner}</feed>' if atom else _rss(names, inner)
    return replace(given, content=whole.encode("utf-8", "replace"))


def _rss(names: str, inner: str) -> str:
    return f'<rss version="2.0" {names}><channel>{inner}</channel></rss>'


def _pieces(text: str) -> Iterator[str]:
    """Each from its start to the end that comes next."""
    lower, at = text.lower(), 0
    while found := _START.search(text, at):
        end = f"</{found['name'].lower()}>"
        stop = lower.find(end, found.end())
        if stop < 0:
            return
        at = stop + len(end)
        yield text[found.start() : at]
