"""One record of a table or a JSON file to a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from watchers.clean import clean_body, clean_line
from watchers.document import Document
from watchers.reading.dates import believed, iso_instant
from watchers.reading.formats import Format
from watchers.reading.fragment import line_of, of_markup, unique, web_address
from watchers.reading.text import Told, read_text

_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}|\d{15,16}")
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?)?Z?")
_SLASHED = re.compile(r"((?:19|20)\d\d)/([01]?\d)/([0-3]?\d)(.*)")
_DAY_LAST = re.compile(r"([0-3]?\d)/([0-3]?\d)/((?:19|20)\d\d)(.*)")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_].{0,20})?")


def document_of(
    record: Mapping[str, str],
    chosen: Mapping[str, str],
    form: Format,
    received: datetime,
    warnings: tuple[str, ...] = (),
) -> Document | None:
    """None for a record without text; one with a headline alone is its own text."""
    values = {field: record.get(name, "").strip() for field, name in chosen.items()}
    body = of_markup(values["text"]) if values.get("text") else None
    title = line_of(values.get("title", ""))
    text = body.text if body else ""
    if not text and not title:
        return None
    language = values.get("language", "")
    link = web_address(values.get("link"))
    fields = {"title": title, "url": link or "", "language": language if _LANGUAGE.fullmatch(language) else ""}
    instant = instant_in(values.get("published", ""), received)
    document = read_text(text, received, form, Told(fields, instant, warnings, titled=True))
    abstract = of_markup(values.get("abstract", "")).text
    return replace(
        document,
        byline=line_of(values.get("byline", "")) or document.byline,
        credit=document.credit or line_of(values.get("source", ""))[:100] or None,
        guid=clean_line(values.get("guid", ""), 2000) or None,
        abstract=clean_body(abstract)[0] or None,
        keywords=tuple(
            word for each in re.split(r"[;,|]", values.get("keywords", "")) if (word := clean_line(each, 200))
        ),
        links=unique(body.links) if body else (),
        media=unique(body.media) if body else (),
    )


def instant_in(text: str, received: datetime) -> datetime | None:
    """A moment as records hold it: also seconds, milliseconds or microseconds since 1970, and days without hyphens."""
    text = text.strip()[:60]
    if _EPOCH.fullmatch(text):
        number = float(text)
        return believed(
            datetime.fromtimestamp(number / (1e6 if number > 1e14 else 1e3 if number > 1e11 else 1), UTC), received
        )
    if found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        try:
            return believed(datetime(year, month, day, hour, minute, second, tzinfo=UTC), received)
        except ValueError:
            return None
    return iso_instant(_dashed(text), received) if text else None


def _dashed(text: str) -> str:
    """`2026/11/18` and `18/11/2026` as `2026-11-18`; `5/6/2026` may be two days, and stays."""
    if found := _SLASHED.match(text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}{found[4]}"
    if (found := _DAY_LAST.match(text)) and max(int(found[1]), int(found[2])) > 12:
        day, month = (found[1], found[2]) if int(found[1]) > 12 else (found[2], found[1])
        return f"{found[3]}-{int(month):02}-{int(day):02}{found[4]}"
    return text
