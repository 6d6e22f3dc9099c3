"""What an office document says of itself apart from its text, as far as a person has written it and no program."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from watchers.clean import clean_line
from watchers.document import Document, Link
from watchers.reading.dates import iso_instant
from watchers.reading.given import Given
from watchers.reading.text import Told, read_text

_FIRST_YEAR = 1985
"""Programs write 1601, 1970 and 1980 for no date at all."""
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\s*[-–]|(?:untitled|unbenannt|sans titre|sin título|без имени)\b)"
    r"|(?:word |new )?(?:document|dokument|documento|presentation|powerpoint presentation|slide|layout|page|title)"
    r"\s?\d*$"
    r"|\S*\.(?:docx?|dotx?|odt|rtf|pdf|indd|qxd|pages|tex|dvi|ps|html?|txt|xlsx?|pptx?|eps|ai)$",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"(?:admin(?:istrator)?|user\s?\d*|windows user|microsoft office[ \w]*|microsoft|office|python-docx|unknown|author|"
    r"owner|default|root|guest|test|pc|home|none|n/?a|anonymous)$",
    re.I,
)
_BETWEEN_KEYWORDS = re.compile(r"\s*[,;]\s*")
_MOST_KEYWORDS = 50
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][\w-]*)?$", re.I)
_MOST_LINKS = 200
_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+$", re.I)


@dataclass(frozen=True, slots=True)
class Properties:
    """As the document holds them; "" and None for what it does not."""

    title: str = ""
    author: str = ""
    language: str = ""
    keywords: str = ""
    copyright: str = ""
    created: datetime | None = None
    modified: datetime | None = None


def document_of(
    given: Given, text: str, form: str, said: Properties, links: tuple[Link, ...] = (), warnings: tuple[str, ...] = ()
) -> Document:
    """The document of an office document's text; a byline, date and language in the text go before its properties."""
    told = Told({"title": titled(said.title)}, None, warnings)
    document = read_text(text, given.received, form, told)
    language = _LANGUAGE.match(said.language.strip())
    return replace(
        document,
        byline=document.byline or _author(said.author),
        language=document.language or (language[1].lower() if language else None),
        keywords=_keywords(said.keywords),
        copyright=clean_line(said.copyright) or None,
        first_created=said.created,
        updated=said.modified,
        links=links,
    )


def titled(title: str) -> str:
    """The title without those that programs give: file names, “Document1”, “Microsoft Word - …”."""
    title = clean_line(title)
    return "" if _NO_TITLE.match(title) or not any(c.isalpha() for c in title) else title


def when(text: str, given: Given) -> datetime | None:
    """The instant that a property names, if it can be one."""
    instant = iso_instant(text, given.received) if text else None
    return instant if instant and instant.year >= _FIRST_YEAR else None


def web_links(pairs: list[tuple[str, str]]) -> tuple[Link, ...]:
    """Addresses with the words they lie under, each once, http and https only."""
    found: dict[str, Link] = {}
    for address, words in pairs:
        href = clean_line(address, 2000)
        if _WEB.match(href) and href not in found and len(found) < _MOST_LINKS:
            found[href] = Link(href, title=clean_line(words, 200) or None)
    return tuple(found.values())


def _author(name: str) -> str | None:
    name = clean_line(name, 200)
    return None if not any(c.isalpha() for c in name) or _NO_AUTHOR.match(name) else name


def _keywords(text: str) -> tuple[str, ...]:
    words = [clean_line(word, 100) for word in _BETWEEN_KEYWORDS.split(text[:5000])]
    return tuple(dict.fromkeys(word for word in words if word))[:_MOST_KEYWORDS]
