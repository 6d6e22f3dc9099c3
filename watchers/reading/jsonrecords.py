"""JSON of any kind that holds texts: an object, a list of them at any place near the top, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.columns import guessed
from watchers.reading.given import Columns, Given
from watchers.reading.record import document_of

_MOST = 50_000
_DEEP = 4
_MOST_FIELDS = 300
_UNTOLD = Columns()
_ADVICE = "Give the folder's columns in the settings, or save its texts as .txt."


def read(given: Given) -> Iterator[Document]:
    """The documents of the records that hold text. Raises UnreadableError."""
    records, warnings = _records(given)
    if len(records) > _MOST:
        raise UnreadableError(given.name, f"It holds more than {_MOST:,} records.", "Split the file.")
    rows = [dict(_flat(record)) for record in records]
    names = list(dict.fromkeys(name for row in rows[:200] for name in row))
    chosen, words = guessed(names, rows, given.columns)
    if "text" not in chosen and "title" not in chosen:
        raise UnreadableError(given.name, "No field of its records reads like a text.", _ADVICE)
    skipped = 0
    noted = (*words, *warnings)
    for row in rows:
        document = document_of(row, chosen, "json", given.received, noted)
        if document is None:
            skipped += 1
            continue
        noted = ()
        yield replace(document, warnings=(*document.warnings, *without_text(skipped, "record")))
        skipped = 0


def without_text(skipped: int, what: str) -> tuple[str, ...]:
    """Says how many stand above a document that gave none."""
    if not skipped:
        return ()
    return (
        (f"A {what} above this one holds no text.",)
        if skipped == 1
        else (f"{skipped:,} {what}s above this one hold no text.",)
    )


def _records(given: Given) -> tuple[list[dict[str, Any]], list[str]]:
    """The objects, and what is wrong with the file. Raises UnreadableError."""
    try:
        whole = json.loads(given.text)
    except RecursionError:
        raise UnreadableError(given.name, "Its JSON is nested too deeply.", _ADVICE) from None
    except ValueError as error:
        return _lines(given, str(error))
    found = _list_in(whole)
    if not found:
        raise UnreadableError(given.name, "There is no object in its JSON.", _ADVICE)
    return found, []


def _lines(given: Given, problem: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Objects one a line; lines that are none are counted."""
    records: list[dict[str, Any]] = []
    bad = 0
    for line in given.text.splitlines():
        if not line.strip():
            continue
        try:
            record = json.loads(line.strip().strip("\x1e").rstrip(","))
        except (ValueError, RecursionError):
            bad += 1
            continue
        if isinstance(record, dict):
            records.append(record)
    if not records or bad > len(records):
        raise UnreadableError(given.name, f"It is not JSON ({problem[:100]}).", "Save the file again.")
    many = "A line is" if bad == 1 else f"{bad:,} lines are"
    return records, [f"{many} not JSON and left out."] if bad else []


def _list_in(whole: object) -> list[dict[str, Any]]:
    """The largest list of objects near the top, else the object itself."""
    best: list[dict[str, Any]] = []
    level: list[object] = [whole]
    for _ in range(_DEEP):
        for held in level:
            objects = [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []
            if len(objects) > len(best) and (held is whole or _telling(objects)):
                best = objects
        if best:
            return best
        level = [each for held in level if isinstance(held, dict) for each in list(held.values())[:_MOST_FIELDS]]
        if isinstance(whole, dict) and _is_record(whole):
            break
    return [whole] if isinstance(whole, dict) else []


def _is_record(whole: Mapping[str, Any]) -> bool:
    """Whether an object holds a text itself: then its lists are its tags and pictures, not documents."""
    row = {key: value for key, value in whole.items() if isinstance(value, str)}
    return "text" in guessed(list(row), [row], _UNTOLD)[0]


def _telling(objects: list[dict[str, Any]]) -> bool:
    rows = [dict(_flat(each)) for each in objects[:50]]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return not {"text", "title"}.isdisjoint(guessed(names, rows, _UNTOLD)[0])


def _flat(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields as words; those of an object inside as `outer.inner`."""
    for key, value in list(record.items())[:_MOST_FIELDS]:
        if isinstance(value, dict):
            for inner, words in list(value.items())[:_MOST_FIELDS]:
                if not isinstance(words, dict):
                    yield f"{key}.{inner}", _words(words)
        else:
            yield key, _words(value)


def _words(value: object) -> str:
    """A list of words is one text, as chats are exported: `["see ", {"type": "link", "text": …}]`."""
    match value:
        case str():
            return value
        case None | bool():
            return ""
        case list():
            return _listed(value)
        case int() if abs(value) >= 10**300:
            return ""
    return str(value)


def _listed(values: list[object]) -> str:
    words = []
    for each in values[:1000]:
        held = each.get("text") or each.get("name") or each.get("content") if isinstance(each, dict) else each
        if isinstance(held, str | int | float):
            words.append(str(held) if not isinstance(held, int) or abs(held) < 10**300 else "")
    pieces = any(word != word.strip() or "\n" in word for word in words) or any(
        isinstance(each, dict) and "text" in each for each in values
    )
    prose = any(len(word) > 80 for word in words)
    return "".join(words) if pieces else "\n\n".join(words) if prose else ", ".join(words)
