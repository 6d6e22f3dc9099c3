"""Wire files with the fields that are expected of them in a JSON file of the same name: a list, one object a story."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.reading.arriving import DOCUMENTS, arrival
from watchers.document import Document, Link, Subject
from watchers.reading import read

WIRE = DOCUMENTS / "wire"


def files(folder: str) -> list[Path]:
    """The files of a format that have expectations beside them."""
    return sorted(path for path in (WIRE / folder).iterdir() if path.suffix != ".json")


def expected(path: Path) -> list[dict[str, Any]]:
    """What each story of a file is to say."""
    found: list[dict[str, Any]] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def told(path: Path) -> list[dict[str, Any]]:
    """What each story of a file says of the fields that are expected of it."""
    documents = read(arrival(path.read_bytes(), path.name))
    fields = expected(path)
    return [_told(each, fields[n]) if n < len(fields) else {"extra": each} for n, each in enumerate(documents)]


def _told(document: Document, fields: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(getattr(document, key)) for key in fields}


def _plain(value: Any) -> Any:
    match value:
        case Subject():
            return f"{value.scheme} {value.code} {value.name}"
        case Link():
            return f"{value.href} {value.title}"
        case tuple():
            return [_plain(each) for each in value]
        case date():
            return value.isoformat()
    return value
