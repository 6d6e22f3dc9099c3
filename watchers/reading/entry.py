"""An entry as feedparser tells it to a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from watchers.clean import clean_body, clean_line
from watchers.document import Document, FeedFacts, Link, Subject
from watchers.reading.dates import believed, iso_instant
from watchers.reading.formats import Format
from watchers.reading.fragment import Fragment, line_of, of_markup, of_plain, unique, web_address
from watchers.reading.text import Told, read_text

FAR = datetime(9990, 1, 1, tzinfo=UTC)
"""Feeds may date into the future: shown as given, and put in order by the receipt."""
_MAIL = re.compile(r"[^\s@<>()]{1,100}@[^\s@<>()]{1,100}")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_NO_YEAR = re.compile(r"(?:^|\D)-?000[01]\b")
_YEAR = re.compile(r"\b\d{4}\b")
_PICTURED = ("image", "video", "audio")
_MEANT = re.compile(
    r"</[a-zA-Z][a-zA-Z0-9]{0,10}\s*>|<(?:br|p|hr|img)\b[^<>]{0,500}>|&(?:#\d{1,7}|#x[\da-f]{1,6}|\w{2,20});", re.I
)
_IPTC = ("iptc.org", "medtop", "subjectcode")


def document_of(
    entry: Any, feed: FeedFacts, base: str, form: Format, received: datetime, warnings: tuple[str, ...] = ()
) -> Document:
    """The document; its text is the content, else the summary, which is the abstract where there is both."""
    entry = dict(entry)
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
        places=tuple(dict.fromkeys(_places(entry))),
        keywords=tuple(dict.fromkeys(name for tag in entry.get("tags") or () if (name := _name(tag)))),
        subjects=tuple(_subjects(entry)),
        first_created=instant_of(entry, "created", received),
        updated=instant_of(entry, "updated", received),
        links=unique(_with_own(link, [*_links(entry, base), *body.links])),
        media=unique([*_media(entry, base), *body.media]),
        feed=feed,
    )


def line_in(table: Any, key: str) -> str | None:
    """A title in one line, of HTML where it is told to be HTML."""
    value = str(table.get(key) or "")
    plain = (table.get(f"{key}_detail") or {}).get("type") == "text/plain"
    return (clean_line(value) if plain and not is_meant(value) else line_of(value)) or None


def is_meant(value: str) -> bool:
    """Whether a text that is told to be plain holds markup all the same: a tag that is closed, or a letter's name."""
    return _MEANT.search(value) is not None


def instant_of(table: Any, key: str, received: datetime) -> datetime | None:
    """The instant that feedparser read, else our own reading of its words; None where it is not to be believed."""
    parsed = dict.get(table, f"{key}_parsed")
    told = str(dict.get(table, key) or "")[:100]
    if parsed is None or _EPOCH.fullmatch(told.strip()):
        return told_instant(told, received)
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return believed(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), FAR)
    except (ValueError, TypeError, OverflowError):
        return None


def told_instant(text: str, received: datetime) -> datetime | None:
    """An instant as a feed gives it, one in the future too; seconds since 1970 as well."""
    text = text.strip()
    if _EPOCH.fullmatch(text):
        return believed(datetime.fromtimestamp(int(text[:10]), UTC), received)
    if _NO_YEAR.search(text):
        return None
    return iso_instant(text, received) or (iso_instant(text, FAR) if _YEAR.search(text) else None)


def _content(entry: Any, base: str) -> Fragment:
    return max(
        (_fragment(each, base) for each in entry.get("content") or ()), key=lambda f: len(f.text), default=Fragment()
    )


def _fragment(detail: Any, base: str) -> Fragment:
    value = str(detail.get("value") or "")
    if detail.get("type") == "text/plain" and not is_meant(value):
        return of_plain(value)
    return of_markup(value, str(detail.get("base") or "") or base)


def _abstract(summary: str, text: str) -> str | None:
    return clean_body(summary)[0] if summary and " ".join(summary.split()) != " ".join(text.split()) else None


def _language(entry: Any, feed: FeedFacts) -> str:
    detail = (entry.get("content") or [{}])[0].get("language") or (entry.get("title_detail") or {}).get("language")
    return str(entry.get("language") or detail or feed.language or "")


def _places(entry: Any) -> Iterator[str]:
    """Names as GeoRSS gives them, then points as latitude and longitude."""
    for key in ("featurename", "georss_featurename"):
        if name := clean_line(str(entry.get(key) or ""), 200):
            yield name
    where = entry.get("where") or {}
    if isinstance(where, dict) and where.get("type") == "Point":
        longitude, latitude = where["coordinates"][:2]
        yield f"{latitude:g}, {longitude:g}"
    elif entry.get("geo_lat") and entry.get("geo_long"):
        yield clean_line(f"{entry['geo_lat']}, {entry['geo_long']}", 50)


def _people(entry: Any) -> str | None:
    """The authors' names, in their order; an address only where no name is given."""
    names = [str(each.get("name") or "") for each in entry.get("authors") or () if isinstance(each, dict)]
    told = str(entry.get("author") or "").strip()
    if _MAIL.fullmatch(told):
        return clean_line(told, 200) or None
    names = [clean_line(name, 200) for name in names or [told] if "@" not in name]
    return "; ".join(dict.fromkeys(name for name in names if name))[:500] or clean_line(told, 200) or None


def _name(tag: Any) -> str:
    return clean_line(str(tag.get("label") or tag.get("term") or ""), 200)


def _subjects(entry: Any) -> Iterator[Subject]:
    for tag in entry.get("tags") or ():
        scheme, code = str(tag.get("scheme") or ""), clean_line(str(tag.get("term") or ""), 200)
        if code and any(mark in scheme.lower() or code.lower().startswith(mark) for mark in _IPTC):
            label = clean_line(str(tag.get("label") or ""), 200)
            yield Subject(code, clean_line(scheme, 500) or None, label or None)


def _with_own(link: str | None, links: list[Link]) -> list[Link]:
    """The entry's own link is the first, unless the feed tells it in another place."""
    return [Link(link, "alternate"), *links] if link and all(each.href != link for each in links) else links


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
