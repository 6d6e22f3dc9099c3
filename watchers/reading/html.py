"""Web pages: the main text, and what the page says about itself. Nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from watchers.clean import clean, clean_line
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.dates import iso_instant, published_on
from watchers.reading.given import Given
from watchers.reading.maintext import main_text, without_date
from watchers.reading.page import Page, bare_words, lightened, parse, visible_text
from watchers.reading.text import Told, read_text

_DEEPEST = 200
_MOST_TAGS = 60_000
_LONGEST = 3_000_000
_CUT_AT = 2 * _LONGEST
_LONGEST_JSON = 200_000
_ABOVE = 5
_PUBLISHED = ("article:published_time", "og:published_time", "og:article:published_time", "datepublished")
_PUBLISHED_ELSE = (
    *("parsely-pub-date", "pubdate", "publishdate", "publish-date", "publication_date", "sailthru.date"),
    *("dc.date.issued", "dcterms.created", "dc.date", "date"),
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?(https?://[^\s>]+?)\s*-->")
_SUFFIX = re.compile(r"\s+(?:[|–—·»-]|::)\s+(?=[^|–—·»]{2,60}$)")


def read(given: Given) -> Iterator[Document]:
    """The document of a page."""
    yield read_html(given.text, given.received, given.name)


def read_html(text: str, received: datetime, name: str) -> Document:
    """The document of a page; all visible text where no main text stands out. Raises UnreadableError."""
    text = lightened(text)
    warnings: list[str] = []
    if len(text) > _CUT_AT:
        text, warnings = text[:_CUT_AT], ["Only the beginning of the page was read."]
    page = parse(text)
    main = None
    if page is None:
        raise UnreadableError(name, "The page holds no text.", "Save the page again, complete, from a browser.")
    facts: dict[str, Any] = {}
    if page.depth <= _DEEPEST and page.tags <= _MOST_TAGS and len(text) <= _LONGEST:
        main, facts = main_text(page, list(records_of(page)))
    else:
        warnings.append("The page is too deeply nested or too large for its main text to be told.")
    if main is None:
        main = visible_text(page) or bare_words(text)
        warnings.append("No main text stands out; all visible text was taken.")
    if not clean(main).strip():
        raise UnreadableError(name, "The page holds no text.", "Save the page again, complete, from a browser.")
    told = _told(page, facts, text, received, tuple(warnings))
    document = read_text(without_date(_below_headline(main, told.fields["title"])), received, "html", told)
    if document.published is None and (day := iso_instant(str(facts.get("date") or ""), received)):
        return replace(document, published=published_on(day.date(), received))
    return document


def _below_headline(text: str, title: str) -> str:
    """The text without the section names and the headline that pages repeat above it."""
    blocks = text.split("\n\n")
    for n, block in enumerate(blocks[:_ABOVE]):
        if n + 1 < len(blocks) and clean_line(block) == title:
            return "\n\n".join(blocks[n + 1 :])
    return text


def _told(page: Page, facts: dict[str, Any], text: str, received: datetime, warnings: tuple[str, ...]) -> Told:
    site = clean_line(page.meta.get("og:site_name") or str(facts.get("sitename") or ""), 100)
    saved = _SAVED_FROM.search(text[:3000])
    fields = {
        "title": _headline(page, site, str(facts.get("title") or "")),
        "author": "; ".join(_people(page)) or page.meta.get("author", "") or str(facts.get("author") or ""),
        "site": site,
        "url": page.canonical
        or page.meta.get("og:url", "")
        or (saved[1] if saved else "")
        or str(facts.get("url") or ""),
        "language": page.language,
    }
    published = next((i for value in _instants(page) if (i := iso_instant(value, received))), None)
    return Told(fields, published, warnings)


def _headline(page: Page, site: str, found: str) -> str:
    """og:title, the page's only h1, or the title, without the name of the site behind it."""
    heading = page.headings[0] if len(page.headings) == 1 else ""
    title = clean_line(page.meta.get("og:title", "") or heading or page.title or found)
    if heading and title.startswith(clean_line(heading)):
        return clean_line(heading)
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and (parts[-1].casefold() == site.casefold() or (not site and "|" in title)):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»:-")
    return title


def _instants(page: Page) -> Iterator[str]:
    for key in _PUBLISHED:
        if key in page.meta:
            yield page.meta[key]
    for record in records_of(page):
        if isinstance(published := record.get("datePublished"), str):
            yield published
    for key in _PUBLISHED_ELSE:
        if key in page.meta:
            yield page.meta[key]
    yield from page.times[:1]


def _people(page: Page) -> Iterator[str]:
    for record in records_of(page):
        authors = record.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str) and name.strip() and not name.startswith("http"):
                yield clean_line(name, 100)
        if authors:
            return


def records_of(page: Page) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page, those of a list or graph one by one."""
    for script in page.scripts:
        if len(script) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", data) if isinstance(data, dict) else data
        for record in graph if isinstance(graph, list) else [graph]:
            if isinstance(record, dict):
                yield record
