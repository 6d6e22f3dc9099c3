"""Plain text as the wires and analysts write it: headline, head lines, byline, dateline, then the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from watchers.clean import clean_body, clean_line
from watchers.document import Document
from watchers.reading.dateline import dateline
from watchers.reading.dates import instant_in, iso_instant, published_on
from watchers.reading.dispatches import split
from watchers.reading.embargo import embargo_of
from watchers.reading.given import Given

_LONGEST_HEADLINE = 180
_HEAD = 3
"""Lines among which an embargo is looked for."""
_FINAL = (".", ":", ";", ",", "。", "…")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
_FIELD = re.compile(
    r"(?P<key>title|headline|date|published|posted|updated|source|author|byline|by|url|link)[ \t]*:"
    r"[ \t]*(?P<value>\S.*)",
    re.I,
)
_SAME = {"headline": "title", "posted": "published", "byline": "author", "by": "author", "link": "url"}
_BYLINE = re.compile(
    r"(?:By|BY|Por|Par|Von)[ \t]+(?P<who>[^\W\d_a-z][^\n.:;!?]{2,90}|[^\W\d_a-z][^\n:;!?]{2,90}[^.\n])"
)
_PUBLISHED = re.compile(
    r"(?:(?:first )?published|posted|issued|updated|last updated|date)\b[: \t]*(?:on[ \t]+|at[ \t]+)?(?=[\w(])", re.I
)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """What a format says of its text, by key: title, date, published, source, author, url, language, site.

    With `titled` the format has a place for the headline, and none is looked for in the text.
    """

    fields: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    published: datetime | None = None
    warnings: tuple[str, ...] = ()
    titled: bool = False


def read(given: Given) -> Iterator[Document]:
    """The documents of a plain text: one, or the dispatches that the wires' own marks part."""
    for part in split(given.text, given.received):
        yield read_text(part, given.received)


def read_text(text: str, received: datetime, form: str = "text", told: Told | None = None) -> Document:
    """The document of a text; what its format has told goes before what the text says."""
    told = told or Told()
    body, repairs = clean_body(text)
    note, embargo, body = _embargoed(body, received)
    head, body = _split(body, received, told.titled or bool(told.fields.get("title")))
    fields = {**head, **{k: v for k, v in told.fields.items() if v}}
    body = _without_first(body, fields.get("title"))
    body = _without_first(body, told.fields.get("author"))
    byline = None
    if (found := _BYLINE.fullmatch(body.split("\n", 1)[0])) and "\n" in body:
        byline, body = found[0], body.split("\n", 1)[1].lstrip("\n")
    line = dateline(body, received)
    day = line.date if line else None
    published = told.published or _published(fields, body, received)
    return Document(
        text=body,
        format=form,
        headline=clean_line(fields.get("title", "")) or None,
        published=published or (published_on(day, received) if day else None),
        language=_language(fields.get("language", "")),
        byline=clean_line(fields.get("author") or byline or "", 200) or None,
        dateline=line.text if line else None,
        dateline_place=line.place if line else None,
        dateline_date=day,
        credit=clean_line((line.credit if line else None) or fields.get("source") or fields.get("site") or "", 100)
        or None,
        link=_link(fields.get("url", "")),
        ednote=note,
        embargo=embargo,
        warnings=(*told.warnings, *repairs),
    )


def _embargoed(text: str, received: datetime) -> tuple[str | None, datetime | None, str]:
    """The line among the first that says until when, that instant, and the text without the line."""
    lines = text.split("\n")
    filled = (at for at, line in enumerate(lines) if line.strip())
    for at in islice(filled, _HEAD):
        if until := embargo_of(lines[at].strip(), received):
            return lines[at].strip(), until, "\n".join([*lines[:at], *lines[at + 1 :]]).strip("\n")
    return None, None, text


def _split(text: str, received: datetime, titled: bool) -> tuple[dict[str, str], str]:
    """The head lines by key, and the text below them; a headline is one of them."""
    fields, text = _head_lines(text)
    if "title" not in fields and not titled:
        first, _, rest = text.partition("\n")
        if rest.strip() and _is_headline(first, rest, received):
            more, text = _head_lines(rest.lstrip("\n"))
            fields = {"title": first.strip(), **fields, **more}
    return fields, text


def _head_lines(text: str) -> tuple[dict[str, str], str]:
    """`Date: …`, `Source: …` and their like at the very top; one line alone needs an empty line below it."""
    fields: dict[str, str] = {}
    rest = text
    while found := _FIELD.match(rest):
        key = found["key"].lower()
        fields.setdefault(_SAME.get(key, key), found["value"].strip())
        rest = rest[found.end() :].removeprefix("\n")
    if not rest.strip() or not (len(fields) > 1 or rest.startswith("\n")):
        return {}, text
    return fields, rest.lstrip("\n")


def _is_headline(line: str, rest: str, received: datetime) -> bool:
    line = line.strip()
    if not line or len(line) > _LONGEST_HEADLINE or (line.endswith(_FINAL) and not _ABBREVIATED.search(line)):
        return False
    if not any(c.isalpha() for c in line) or _BYLINE.fullmatch(line) or dateline(line + " ", received):
        return False
    if rest.startswith("\n"):
        return dateline(f"{line}\n{rest}", received) is None
    return dateline(rest, received) is not None or _BYLINE.fullmatch(rest.split("\n", 1)[0]) is not None


def _without_first(text: str, told: str | None) -> str:
    """Some formats repeat as the first line what they have told."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if told and rest.strip() and first.strip() == clean_line(told) else text


def _published(fields: Mapping[str, str], body: str, received: datetime) -> datetime | None:
    for key in ("published", "date", "updated"):
        if (value := fields.get(key)) and (instant := iso_instant(value, received)):
            return instant
    lines = [line for line in body[:2000].split("\n")[:6] + body[-600:].split("\n")[-3:] if len(line) < 100]
    for line in lines:
        if (found := _PUBLISHED.match(line)) and (instant := instant_in(line[found.end() :], received)):
            return instant
    return None


def _language(tag: str) -> str | None:
    code = re.split(r"[-_]", tag.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _link(address: str) -> str | None:
    address = clean_line(address, 2000)
    return address if re.match(r"https?://[^\s/]+\.[^\s]+$", address, re.I) else None
