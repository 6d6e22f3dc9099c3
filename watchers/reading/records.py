"""JSON by its shape: a ninjs item, a JSON Feed, or records of any other kind."""

from __future__ import annotations

import json
import re
from itertools import islice

from watchers.reading.formats import Format
from watchers.reading.wrapped import items, parsed

_FEED = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/')
_NINJS = re.compile(
    r'"(?:body_text|body_xhtml|body_html|bodies|headlines?|versioncreated|versionCreated|pubstatus|pubStatus|slugline|uno'
    r'|description_text|descriptions|article_html)"\s*:'
)
_NINJS_ID = re.compile(r'"(?:uri|guid|altids|uno|itemid|urn)"\s*:')
_FIRST_LINES = 3
_LOOKED_AT = 2_000_000


def told_by(text: str, name: str) -> Format | None:
    """None where the text only begins like JSON; half a file that is called .json is still one."""
    head = text[:_LOOKED_AT]
    if _FEED.search(head):
        return "jsonfeed"
    if not (name.lower().endswith((".json", ".jsonl", ".ndjson")) or _is_json(text)):
        return None
    return "ninjs" if _NINJS.search(head) and _NINJS_ID.search(head) and _holds_news(text) else "json"


def _holds_news(text: str) -> bool:
    """Whether a news item is in it; a file that is cut off is taken for what its keys say."""
    held = list(islice(parsed(text), _FIRST_LINES))
    return any(True for value in held for _ in items(value)) if held else text.lstrip().startswith("{")


def _is_json(text: str) -> bool:
    """Whether the whole text, or its first line, is an object or list."""
    for part in (text.strip(), text.strip().split("\n", 1)[0]):
        try:
            if isinstance(json.loads(part), dict | list):
                return True
        except (ValueError, RecursionError):
            continue
    return False
