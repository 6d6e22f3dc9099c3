"""What of a document `wirewatch query` prints: keys of its JSON, and what lies deeper by a short name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from watchers.clean import clean_line
from watchers.contract import Json
from watchers.document import Document

USUAL = ("document", "when", "source", "title", "actors", "regions", "events")
"""The columns of a table."""
_WHOLE = (
    "id", "source", "title", "text", "published", "received", "guid", "version", "status", "urgency", "embargo",
    "language", "coverage", "summary", "actors", "regions", "events", "attributions", "hedges", "stored",
)  # fmt: skip
_STORED = ("document", "sequence", "uri")
_READ = ("credit", "format", "slugline", "byline", "dateline", "link")
FIELDS = (*_WHOLE, *_STORED, "when", *_READ)
_NAMED = {"actors": "name", "regions": "name", "events": "kind", "summary": "text", "hedges": "text"}


def unknown(fields: Sequence[str]) -> str | None:
    """A sentence about the first that is none."""
    for field in fields:
        if field not in FIELDS:
            near = get_close_matches(field, FIELDS, n=1)
            meant = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(FIELDS)}."
            return f"--fields: there is no “{field}”; {meant}"
    return None


def picked(told: Json, fields: Sequence[str]) -> Json:
    """The object that is printed: after the contract, or of the fields alone."""
    read: Document | None = told.pop("read")
    if "error" in told:
        return {**told, "document": told["stored"]["document"], "title": told["error"]} if fields else told
    flat_ones = {name: told["stored"][name] for name in _STORED}
    flat_ones |= {name: getattr(read, name, None) for name in _READ}
    if not fields:
        return {**told, "document": flat_ones["document"]}
    return {field: flat_ones[field] if field in flat_ones else told.get(field) for field in fields}


def flat(row: Json, fields: Sequence[str]) -> dict[str, Any]:
    """For a cell each: names for lists of objects, one line for everything."""
    return {field: _cell(field, row.get(field)) for field in fields}


def _cell(field: str, value: Any) -> Any:
    if isinstance(value, list):
        key = _NAMED.get(field)
        said = [str(each.get(key) if key and isinstance(each, dict) else each) for each in value]
        return clean_line("; ".join(dict.fromkeys(said)), 2000)
    if isinstance(value, dict):
        return clean_line(str(value.get("name", value)), 2000)
    return "" if value is None else value if isinstance(value, int) else clean_line(str(value), 100_000)
