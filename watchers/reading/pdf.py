"""PDF (ISO 32000): its text layer, page by page, with the properties that a person has written."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from watchers.clean import LONGEST_TEXT
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.given import Given
from watchers.reading.packed import DAMAGED
from watchers.reading.pdflines import Line, title_of
from watchers.reading.pdfparagraphs import paragraphs
from watchers.reading.properties import Properties, document_of, titled, when

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 2000
_MOST_OPERATORS = 250_000
"""Of all pages: about 400,000 letters with an operator for every second one, and ten seconds."""
_PER_PAGE = 40_000
_LARGEST_PAGE = 1_500_000
_FAILED = 20_000
"""Operators that a page is counted as that could not be read."""
_BYTES_UNREAD, _BYTES_READ = 200, 15
"""Bytes of a page that take the time of an operator, when it shows no text and when it does."""
_MOST_OBJECTS = 200_000
_LARGEST_STREAM = 20_000_000
_LOOKED_AT = 30
"""Pages without a word after which a file is taken for a scan."""
_LOCKED = ("It is encrypted.", "Open it with its password and print it to a new PDF.")
_SCANNED = (
    "It holds only pictures of pages, no text.",
    "Run text recognition (OCR) over it, such as ocrmypdf, and save it again.",
)
_NO_LETTERS = ("Its letters cannot be told: it names none for its shapes.", "Run text recognition (OCR) over it.")
_BAD_SHARE = 0.3
_SHOWS_TEXT = re.compile(rb"T[jJ]|['\"]|\bDo\b")
_TOO_MUCH = ("It holds more than is followed in a PDF file.", "Split it, or print it to a new PDF.")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?\s*(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?")


def read(given: Given) -> Iterator[Document]:
    """The document of a PDF file."""
    from pypdf import apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    with apply_configuration(
        zlib_maximum_output_length=_LARGEST_STREAM,
        lzw_maximum_output_length=_LARGEST_STREAM,
        run_length_maximum_output_length=_LARGEST_STREAM,
        array_based_stream_maximum_output_length=_LARGEST_STREAM,
        stream_decoding_work_maximum_length=2 * _LARGEST_STREAM,
        stream_parsing_work_maximum_count=5 * _PER_PAGE,
        page_tree_maximum_entries=20_000,
        jbig2dec_binary=None,
        disable_legacy_handling=True,
    ):
        document = _document(given)
    yield document


def _document(given: Given) -> Document:
    try:
        reader = _opened(given)
        pages = _pages(reader)
        said = _properties(reader, given)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # damaged objects bring pypdf to almost any exception
        raise UnreadableError(given.name, *DAMAGED) from error
    lines = [line for page in pages.lines for line in page]
    if not lines:
        raise UnreadableError(given.name, *(_SCANNED if pages.read else _TOO_MUCH if pages.large else DAMAGED))
    text = paragraphs(pages.lines)
    if text.count("\ufffd") > _BAD_SHARE * len(text):
        raise UnreadableError(given.name, *_NO_LETTERS)
    return document_of(given, text, "pdf", said(title_of(pages.lines)), (), pages.warnings())


@dataclass(slots=True)
class _Pages:
    """What was read of the pages: their lines; how many there are, were read, are damaged, are too large."""

    count: int
    lines: list[list[Line]] = field(default_factory=list)
    read: int = 0
    failed: int = 0
    large: int = 0

    def warnings(self) -> tuple[str, ...]:
        """In words."""
        told = []
        empty = sum(not page for page in self.lines)
        if len(self.lines) < self.count:
            told.append(f"Only the first {len(self.lines):,} of {self.count:,} pages were read.")
        if self.failed:
            told.append(f"{self.failed:,} of {self.count:,} pages are damaged and were read in part or not at all.")
        if self.large:
            told.append(f"{self.large:,} of {self.count:,} pages are too large and were read in part or not at all.")
        if empty > 1 and empty > self.read // 4:
            told.append(f"{empty:,} of {self.count:,} pages hold no text; they may be pictures.")
        return tuple(told)


class _Enough(Exception):  # noqa: N818
    """A page draws more than is followed."""


def _opened(given: Given) -> PdfReader:
    """Raises UnreadableError where it cannot be read without a password, and what pypdf raises."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    if given.content.count(b" obj") > _MOST_OBJECTS:
        raise UnreadableError(given.name, *_TOO_MUCH)
    try:
        reader = PdfReader(BytesIO(given.content), root_object_recovery_limit=2000)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(given.name, *_LOCKED)
        len(reader.pages)
    except (DependencyError, FileNotDecryptedError, NotImplementedError) as error:
        raise UnreadableError(given.name, *_LOCKED) from error
    except LimitReachedError as error:
        raise UnreadableError(given.name, *_TOO_MUCH) from error
    return reader


def _pages(reader: PdfReader) -> _Pages:
    from pypdf.errors import LimitReachedError

    pages = _Pages(len(reader.pages))
    size = operators = 0
    for page in reader.pages:
        found = _Words(min(_PER_PAGE, _MOST_OPERATORS - operators))
        try:
            _hear(page, found)
            pages.read += 1
        except MemoryError:
            raise
        except (_Enough, LimitReachedError):
            pages.large += 1
            operators += _FAILED
        except Exception:  # one damaged page does not take the others along
            pages.failed += 1
            operators += _FAILED
        pages.lines.append(found.lines())
        operators += max(found.operators, found.weight)
        size += sum(len(line.text) for line in pages.lines[-1])
        blind = not size and pages.read >= _LOOKED_AT
        if size > LONGEST_TEXT or operators >= _MOST_OPERATORS or len(pages.lines) >= _MOST_PAGES or blind:
            break
    return pages


def _hear(page: PageObject, found: _Words) -> None:
    """Raises _Enough for a page that draws too much, and what pypdf raises; pages of nothing but lines are skipped."""
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    shows = _SHOWS_TEXT.search(drawn) and len(drawn) <= _LARGEST_PAGE
    found.weight = len(drawn) // (_BYTES_READ if shows else _BYTES_UNREAD)
    if len(drawn) > _LARGEST_PAGE and _SHOWS_TEXT.search(drawn):
        raise _Enough
    if not shows:
        return
    page.extract_text(visitor_text=found.hear, visitor_operand_before=found.count)


class _Words:
    """Hears the words of a page as they are drawn, and makes lines of them."""

    def __init__(self, most: int) -> None:
        self.operators = self.weight = 0
        self._most = most
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._at: tuple[float, float] | None = None
        self._size = 0.0
        self._longest = 0

    def count(self, *_: Any) -> None:
        """Raises _Enough."""
        self.operators += 1
        if self.operators > self._most:
            raise _Enough

    def hear(self, text: str, matrix: list[float], at: list[float], _font: Any, size: float) -> None:
        """The place of a line is that of its first letter, its size that of its longest part: marks of lists differ."""
        words = text.rstrip("\n")
        if words.strip() and self._at is None:
            x = at[4] * matrix[0] + at[5] * matrix[2] + matrix[4]
            y = at[4] * matrix[1] + at[5] * matrix[3] + matrix[5]
            self._at = (x, y)
        if len(words.strip()) > self._longest:
            scale = abs(at[3] * matrix[3] + at[2] * matrix[1]) or 1.0
            self._size, self._longest = round(abs(size) * scale, 1), len(words.strip())
        self._words.append(words)
        if text.endswith("\n"):
            self._end()

    def lines(self) -> list[Line]:
        """All of the page."""
        self._end()
        return self._lines

    def _end(self) -> None:
        text = " ".join("".join(self._words).split())
        if text and self._at:
            self._lines.append(Line(text, *self._at, self._size))
        self._words, self._at, self._longest = [], None, 0


def _properties(reader: PdfReader, given: Given) -> Callable[[str], Properties]:
    """Of the information dictionary: what takes the title that the first page shows, and gives the properties."""
    info: Mapping[str, Any] = reader.metadata or {}
    held = {key: str(info.get(key) or "") for key in ("/Title", "/Author", "/Keywords", "/CreationDate", "/ModDate")}
    language = str(reader.root_object.get("/Lang") or "")

    def said(shown: str) -> Properties:
        return Properties(
            title=titled(held["/Title"]) or shown,
            author=held["/Author"],
            language=language,
            keywords=held["/Keywords"],
            created=_instant(held["/CreationDate"], given),
            modified=_instant(held["/ModDate"], given),
        )

    return said


def _instant(text: str, given: Given) -> datetime | None:
    """`D:20261118093000+01'00'`."""
    found = _DATE.match(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, _, sign, hours, minutes = found.groups()
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "Z"
    return when(f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}", given)
