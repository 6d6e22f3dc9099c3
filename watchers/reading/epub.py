"""Books (EPUB 2.0.1, 3.3), their chapters in the order of the spine; periodicals, a document for each article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from watchers.clean import LONGEST_TEXT, clean_line
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import charset
from watchers.reading.blocks import joined
from watchers.reading.given import Given
from watchers.reading.hearing import Leaves, leaves
from watchers.reading.html import read_html
from watchers.reading.packed import DAMAGED, Packed, opened
from watchers.reading.page import parse, visible_text
from watchers.reading.properties import Properties, document_of, when

_LONGEST = 3_000_000
_PAGES = frozenset(["application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"])
_MOST_PAGES = 2000
_MOST_MARKUP = 6_000_000
_LOCKED = ("It is protected by its seller (DRM).", "Ask for a copy without protection.")
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Scrambled fonts are no protection of the text."""


@dataclass(slots=True)
class _Book:
    """What the package document says: facts, and the spine as paths."""

    facts: Leaves
    spine: list[str] = field(default_factory=list)
    periodical: bool = False


def read(given: Given) -> Iterator[Document]:
    """The document of a book, chapters with their headings; of a periodical one for each article."""
    packed = opened(given)
    _refuse_locked(packed, given)
    book = _book(packed, given)
    if book.periodical:
        yield from _articles(packed, given, book)
        return
    chapters, failed, left = _chapters(packed, book)
    if not chapters:
        raise UnreadableError(given.name, "The book holds no text.", "Save its text as .txt.")
    warnings = [f"{failed} of its chapters could not be read."] if failed else []
    warnings += [f"Its last {left} chapters were left out: it is too large."] if left else []
    yield _published(document_of(given, joined(chapters), "epub", _said(book, given), (), tuple(warnings)), book, given)


def _refuse_locked(packed: Packed, given: Given) -> None:
    locks = leaves(packed.part("META-INF/encryption.xml"), given.name).attributes
    used = [a.get("Algorithm", "") for name, a in locks if name == "EncryptionMethod"]
    if any(algorithm not in _FONTS for algorithm in used):
        raise UnreadableError(given.name, *_LOCKED)


def _book(packed: Packed, given: Given) -> _Book:
    root = leaves(packed.part("META-INF/container.xml"), given.name)
    path = next((a["full-path"] for name, a in root.attributes if name == "rootfile" and "full-path" in a), "")
    facts = leaves(packed.part(path), given.name)
    if not facts.attributes:
        raise UnreadableError(given.name, *DAMAGED)
    held = {a.get("id", ""): a for name, a in facts.attributes if name == "item"}
    book = _Book(facts)
    for name, attributes in facts.attributes:
        item = held.get(attributes.get("idref", "")) if name == "itemref" else None
        if item and item.get("media-type") in _PAGES and "nav" not in item.get("properties", "").split():
            book.spine.append(
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href", ""))))
            )
        if name == "meta" and attributes.get("name") == "calibre:publication_type":
            book.periodical = attributes.get("content", "").startswith("periodical")
    book.spine = list(dict.fromkeys(book.spine))[:_MOST_PAGES]
    return book


def _chapters(packed: Packed, book: _Book) -> tuple[list[str], int, int]:
    """The texts of the chapters until they are more than is kept, how many could not be read, and were left out."""
    chapters: list[str] = []
    size = failed = markup = 0
    for number, path in enumerate(book.spine):
        try:
            characters = _characters(packed, path)
            markup += len(characters)
            if markup > _MOST_MARKUP:
                return chapters, failed, len(book.spine) - number
            page = parse(characters)
        except UnreadableError:
            failed += 1
            continue
        if page and (text := visible_text(replace(page, articles=[]))):
            chapters.append(text)
            size += len(text)
        if size > LONGEST_TEXT:
            break
    return chapters, failed, 0


def _articles(packed: Packed, given: Given, book: _Book) -> Iterator[Document]:
    said = _said(book, given)
    credit = clean_line(said.title or book.facts.first("publisher"), 100) or None
    language = said.language[:2].lower() or None
    markup = 0
    for path in book.spine:
        try:
            characters = _characters(packed, path)
            markup += len(characters)
            if markup > _MOST_MARKUP:
                return
            article = read_html(characters, given.received, path)
        except UnreadableError:
            continue  # covers, lists of contents and pages that hold a picture only
        article = replace(article, format="epub", language=article.language or language)
        yield _published(replace(article, credit=article.credit or credit), book, given)


def _characters(packed: Packed, path: str) -> str:
    """Raises UnreadableError where the part is missing."""
    content = packed.part(path, _LONGEST)
    decoded = charset.decode(content)
    if not content or decoded is None:
        raise UnreadableError(path, *DAMAGED)
    return decoded.text


def _said(book: _Book, given: Given) -> Properties:
    facts = book.facts
    return Properties(
        title=facts.first("title"),
        author="; ".join(facts.texts.get("creator", [])[:5]),
        language=facts.first("language"),
        keywords=", ".join(facts.texts.get("subject", [])),
        copyright=facts.first("rights"),
    )


def _published(document: Document, book: _Book, given: Given) -> Document:
    """With the date, identifier and publisher of the package document where the text tells none."""
    guid = clean_line(book.facts.first("identifier"), 300) or None
    publisher = clean_line(book.facts.first("publisher"), 100) or None
    return replace(
        document,
        published=document.published or when(book.facts.first("date"), given),
        guid=document.guid or (None if book.periodical else guid),
        credit=document.credit or publisher,
    )
