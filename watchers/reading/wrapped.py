"""News items in JSON, out of the lists, answers of APIs and packages that are wrapped around them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from watchers.errors import UnreadableError
from watchers.reading.given import Given

Item = Mapping[str, Any]
"""An item with its keys in small letters, since ninjs 3.0 writes them otherwise than 1.x and 2.x."""
_WRAPS = (
    "item", "items", "_items", "docs", "data", "response", "documents", "results", "hits", "_source", "content", "news",
)  # fmt: skip
_IDS = frozenset("uri guid altids uno itemid urn".split())
_TELLING = frozenset(
    "headlines body_text body_html body_xhtml body_xml bodies versioncreated firstcreated pubstatus description_text "
    "descriptions slugline representationtype associations article_html version_created".split()
)
DAMAGED = object()
"""A line that is no JSON."""
_DEEPEST = 8
_MOST_PACKED = 500
_LONGEST = 20_000_000


def values(given: Given) -> tuple[list[object], tuple[str, ...]]:
    """The one value of a file, or one a line, and a warning where lines are damaged. Raises UnreadableError."""
    text = given.text.strip("\ufeff\x00 \t\r\n")
    if len(text) > _LONGEST:
        raise UnreadableError(given.name, "The JSON is too large to be news.", "Split it into files of a few items.")
    found = list(parsed(text))
    held = [value for value in found if value is not DAMAGED]
    if not held:
        raise UnreadableError(given.name, "The JSON is damaged or cut off.", "Save it again, whole.")
    lost = len(found) - len(held)
    return held, (f"{lost:,} of {len(found):,} lines were damaged and left out.",) if lost else ()


def parsed(text: str) -> Iterator[object]:
    """The value of JSON, or those of JSON lines, with DAMAGED for a bad line; nothing where it is neither."""
    try:
        yield _json(text)
    except (ValueError, RecursionError):
        lines = [line for line in text.split("\n") if line.strip()]
        if not lines:
            return
        if _of_line(lines[0]) is not DAMAGED or _of_line(lines[-1]) is not DAMAGED:
            yield from map(_of_line, lines)


def _of_line(line: str) -> object:
    """An object or list; DAMAGED for all else."""
    try:
        value = _json(line.strip().rstrip(","))
    except (ValueError, RecursionError):
        return DAMAGED
    return value if isinstance(value, dict | list) and value else DAMAGED


def items(value: object, depth: int = 0) -> Iterator[Item]:
    """The news items in a value, in its order."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from items(each, depth + 1)
    elif isinstance(value, dict):
        told = lowered(value)
        if is_item(told):
            yield told
        else:
            for key in _WRAPS:
                for item in items(told.get(key), depth + 1):
                    yield _with_around(item, told)


def _with_around(item: Item, around: Item) -> Item:
    """AP's Media API keeps body and associations beside the item."""
    nitf, packed = around.get("nitf"), around.get("associations")
    bodies = lowered(nitf) if isinstance(nitf, dict) else {}
    return {**bodies, **({"associations": packed} if packed else {}), **item} if bodies or packed else item


def is_item(told: Item) -> bool:
    """Whether an object with keys in small letters is a news item, and no wrapping and no record of another kind."""
    if "uno" in told and ("news" in told or "title" in told):  # AFP's core API
        return True
    if _IDS.isdisjoint(told):
        return "headline" in told and not {"versioncreated", "pubstatus", "bodies", "body_text"}.isdisjoint(told)
    return not _TELLING.isdisjoint(told) or {"headline", "uri"} <= told.keys() or {"headline", "type"} <= told.keys()


def associated(item: Item) -> list[Item]:
    """What an item is associated with, and what that is in its turn."""
    found: list[Item] = []
    waiting = [item]
    while waiting and len(found) < _MOST_PACKED:
        told = waiting.pop(0).get("associations")
        inner = list(told.values()) if isinstance(told, dict) else told if isinstance(told, list) else []
        flat = [each for value in inner for each in (value if isinstance(value, list) else [value])]
        here = [_opened(each) for each in flat if isinstance(each, dict)]
        found += here
        waiting += here
    return found[:_MOST_PACKED]


def _opened(value: Mapping[object, Any]) -> Item:
    told = lowered(value)
    return told if is_item(told) else next(items(value), told)


def lowered(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The record with its keys in small letters."""
    return {str(key).lower(): value for key, value in record.items()}


def _json(text: str) -> object:
    return json.loads(text, strict=False, parse_constant=lambda name: None)
