"""JSON by its shape: a ninjs item, a JSON Feed, or records of any other kind."""

from __future__ import annotations

import json
import re

from watchers.reading.formats import Format

_FEED = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/')
_NINJS = re.compile(
    r'"(?:body_text|body_xhtml|body_html|bodies|headlines|versioncreated|versionCreated|pubstatus|pubStatus)"\s*:'
)
_NINJS_URI = re.compile(r'"uri"\s*:')
_LOOKED_AT = 2_000_000


def told_by(text: str, name: str) -> Format | None:
    """None where the text only begins like JSON; half a file that is called .json is still one."""
    head = text[:_LOOKED_AT]
    if _FEED.search(head):
        return "jsonfeed"
    if not (name.lower().endswith((".json", ".jsonl", ".ndjson")) or _is_json(text)):
        return None
    if head.lstrip().startswith("{") and _NINJS.search(head) and _NINJS_URI.search(head):
        return "ninjs"
    return "json"


def _is_json(text: str) -> bool:
    """Whether the whole text, or its first line, is an object or list."""
    for part in (text.strip(), text.strip().split("\n", 1)[0]):
        try:
            if isinstance(json.loads(part), dict | list):
                return True
        except (ValueError, RecursionError):
            continue
    return False
