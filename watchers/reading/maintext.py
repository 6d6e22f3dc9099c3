"""The report on a page: what trafilatura takes for it, put right where the page's own data say that it is not all."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from watchers.reading.dates import DAY
from watchers.reading.fragment import of_markup
from watchers.reading.furniture import without_furniture
from watchers.reading.page import Page, pruned

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FACTS = ("title", "author", "date", "sitename", "url", "language")
_BROKEN = (ValueError, TypeError, AttributeError, RecursionError, IndexError, KeyError, OverflowError)
"""What trafilatura lets through where a page is odd."""
_FEW = 250
"""Letters below which another try is made that takes more."""
_ROW = re.compile(r"\|.*\|[ ]?")
_CELLS = re.compile(r"(?<!\\)\|")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?", re.I)
_TIMED = 60
_LIVE = "LiveBlogPosting"


def main_text(page: Page, records: Sequence[dict[str, Any]]) -> tuple[str | None, dict[str, Any]]:
    """The main text with empty lines between its blocks, and the title, author, date … that trafilatura finds."""
    root = without_furniture(pruned(page))
    text, facts = _extracted(root)
    if len(text) < _FEW:
        more, other = _extracted(root, favor_recall=True)
        text, facts = (more, facts or other) if len(more) > len(text) else (text, facts)
    return _completed("\n\n".join(filter(None, _blocks(text))), records) or None, facts


def _extracted(root: HtmlElement, *, favor_recall: bool = False) -> tuple[str, dict[str, Any]]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(root, include_comments=False, with_metadata=True, favor_recall=favor_recall)
    except _BROKEN:
        return "", {}  # as the page is told not to hold main text
    if found is None or isinstance(found, dict):
        return "", {}
    return str(found.text or "").strip(), {key: getattr(found, key, None) for key in _FACTS}


def _blocks(text: str) -> Iterator[str]:
    """The lines that trafilatura gives, table rows without the marks it draws around their cells."""
    for line in text.split("\n"):
        if _ROW.fullmatch(line):
            cells = [cell.replace("\\|", "|").strip() for cell in _CELLS.split(line)]
            yield "  ".join(cell for cell in cells if cell.strip("-: "))
        elif line.strip():
            yield line


def without_date(text: str) -> str:
    """Without a first block that holds nothing but the day and the hour; the page tells them elsewhere."""
    first, _, rest = text.partition("\n\n")
    if not rest or len(first) > _TIMED or not (day := DAY.search(first)):
        return text
    left = _CLOCK.sub("", first[: day.start()] + first[day.end() :])
    return rest if sum(map(str.isalpha, left)) <= 12 else text


def _completed(text: str, records: Sequence[dict[str, Any]]) -> str:
    """The text as the page's JSON-LD holds it, where that goes on and holds nearly all of what was found."""
    told = max((_told(record) for record in records), key=len, default="")
    if len(told) < 1.3 * len(text) or len(told) < _FEW:
        return text
    ours = _words(text)
    return told if len(ours & _words(told)) >= 0.8 * len(ours) else text


def _told(record: dict[str, Any]) -> str:
    updates = record.get("liveBlogUpdate")
    if _LIVE in str(record.get("@type")) and isinstance(updates, list):
        posts = [each for each in updates[:500] if isinstance(each, dict)]
        parts = [record.get("description"), *(each.get(key) for each in posts for key in ("headline", "articleBody"))]
        return "\n\n".join(_plain(part) for part in parts if isinstance(part, str) and part.strip())
    body = record.get("articleBody")
    return _plain(body) if isinstance(body, str) else ""


def _plain(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n\n", of_markup(text).text)


def _words(text: str) -> set[tuple[str, ...]]:
    """Runs of three words, by which one text is found in another."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))
