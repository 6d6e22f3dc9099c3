"""An entry as feedparser tells it to a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from watchers.document import Document, FeedFacts, Link, Subject
from watchers.reading.clean import clean_body, clean_line
from watchers.reading.dates import believed, iso_instant
from watchers.reading.formats import Format
from watchers.reading.fragment import Fragment, is_markup, line_of, of_markup, of_plain, unique, web_address
from watchers.reading.text import Told, read_text

_PICTURED = ("image", "video", "audio")
_IPTC = ("iptc.org", "medtop", "subjectcode")


def document_of(
    entry: Any, feed: FeedFacts, form: Format, received: datetime, warnings: tuple[str, ...] = ()
) -> Document:
    """The document; its text is the content, else the summary, which is the abstract where there is both."""
    base = feed.link or ""
    content = _content(entry, base)
    summary = _fragment(entry.get("summary_detail") or {"value": entry.get("summary")}, base)
    body = content if content.text else summary
    permanent = bool(entry.get("guidislink")) and entry.get("link") == entry.get("id")
    link = web_address(entry.get("link"), "" if permanent else base)
    told = Told(
        {"title": line_in(entry, "title") or "", "url": link or "", "language": _language(entry, feed)},
        instant_of(entry, "published", received) or instant_of(entry, "updated", received),
        warnings,
        titled=True,
    )
    document = read_text(body.text, received, form, told)
    return replace(
        document,
        byline=_people(entry) or document.byline,
        credit=document.credit or line_in(entry.get("source") or {}, "title"),
        copyright=clean_line(str(entry.get("rights") or "")) or None,
        guid=clean_line(str(entry.get("id") or ""), 2000) or None,
        abstract=_abstract(summary.text, body.text),
        keywords=tuple(dict.fromkeys(name for tag in entry.get("tags") or () if (name := _name(tag)))),
        subjects=tuple(_subjects(entry)),
        first_created=instant_of(entry, "created", received),
        updated=instant_of(entry, "updated", received),
        links=unique([*_links(entry, base), *body.links]),
        media=unique([*_media(entry, base), *body.media]),
        feed=feed,
    )


def line_in(table: Any, key: str) -> str | None:
    """A title in one line, of HTML where it is told to be HTML."""
    value = str(table.get(key) or "")
    plain = (table.get(f"{key}_detail") or {}).get("type") == "text/plain"
    return (clean_line(value) if plain and not is_markup(value) and "&" not in value else line_of(value)) or None


def instant_of(table: Any, key: str, received: datetime) -> datetime | None:
    """The instant that feedparser read, else our own reading of its words; None where it is not to be believed."""
    parsed = dict.get(table, f"{key}_parsed")
    if parsed is not None:
        try:
            year, month, day, hour, minute, second = parsed[:6]
            return believed(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), received)
        except (ValueError, TypeError, OverflowError):
            return None
    return iso_instant(str(dict.get(table, key) or "")[:100], received)


def _content(entry: Any, base: str) -> Fragment:
    return max(
        (_fragment(each, base) for each in entry.get("content") or ()), key=lambda f: len(f.text), default=Fragment()
    )


def _fragment(detail: Any, base: str) -> Fragment:
    value = str(detail.get("value") or "")
    if detail.get("type") == "text/plain" and not is_markup(value) and "&" not in value:
        return of_plain(value)
    return of_markup(value, str(detail.get("base") or "") or base)


def _abstract(summary: str, text: str) -> str | None:
    return clean_body(summary)[0] if summary and " ".join(summary.split()) != " ".join(text.split()) else None


def _language(entry: Any, feed: FeedFacts) -> str:
    detail = (entry.get("content") or [{}])[0].get("language") or (entry.get("title_detail") or {}).get("language")
    return str(entry.get("language") or detail or feed.language or "")


def _people(entry: Any) -> str | None:
    """The authors' names, in their order; addresses are no names."""
    names = [str(each.get("name") or "") for each in entry.get("authors") or () if isinstance(each, dict)]
    names = [clean_line(name, 200) for name in names or [str(entry.get("author") or "")] if "@" not in name]
    return "; ".join(dict.fromkeys(name for name in names if name))[:500] or None


def _name(tag: Any) -> str:
    return clean_line(str(tag.get("label") or tag.get("term") or ""), 200)


def _subjects(entry: Any) -> Iterator[Subject]:
    for tag in entry.get("tags") or ():
        scheme, code = str(tag.get("scheme") or ""), clean_line(str(tag.get("term") or ""), 200)
        if code and any(mark in scheme.lower() or code.lower().startswith(mark) for mark in _IPTC):
            label = clean_line(str(tag.get("label") or ""), 200)
            yield Subject(code, clean_line(scheme, 500) or None, label or None)


def _links(entry: Any, base: str) -> Iterator[Link]:
    for each in entry.get("links") or ():
        href = web_address(each.get("href"), base)
        if href and not (each.get("rel") == "enclosure" and _is_media(each)):
            rel = clean_line(str(each.get("rel") or ""), 50)
            yield Link(href, rel or None, _type(each), clean_line(str(each.get("title") or ""), 200) or None)


def _media(entry: Any, base: str) -> Iterator[Link]:
    for each in entry.get("links") or ():
        if each.get("rel") == "enclosure" and _is_media(each) and (href := web_address(each.get("href"), base)):
            yield Link(href, "enclosure", _type(each), clean_line(str(each.get("title") or ""), 500) or None)
    for each in (*(entry.get("media_content") or ()), *(entry.get("media_thumbnail") or ())):
        if href := web_address(each.get("url"), base):
            caption = clean_line(str(each.get("caption") or each.get("title") or ""), 500)
            yield Link(href, None, _type(each), caption or None)


def _is_media(link: Any) -> bool:
    return str(link.get("type") or "").lower().startswith(_PICTURED)


def _type(link: Any) -> str | None:
    return clean_line(str(link.get("type") or ""), 100).lower() or None
