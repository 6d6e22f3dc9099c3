"""What a file is, by its content first and its name second; raises for what cannot be read, naming it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from watchers.errors import UnreadableError
from watchers.reading import charset
from watchers.reading.charset import Decoded

Kind = Literal["text", "markdown", "html"]

READABLE: dict[str, Kind] = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_SAVE_AS_TEXT = "Save its text as .txt or .html in the folder."
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "PDF files"),
    (0, b"{\\rtf", "Rich text files (.rtf)"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Old Office files (.doc, .xls, .msg)"),
    (0, b"\x89PNG\r\n", "Pictures"),
    (0, b"\xff\xd8\xff", "Pictures"),
    (0, b"GIF8", "Pictures"),
    (0, b"II*\0", "Pictures"),
    (0, b"MM\0*", "Pictures"),
    (8, b"WEBP", "Pictures"),
    (4, b"ftypavif", "Pictures"),
    (4, b"ftypheic", "Pictures"),
    (0, b"\x1f\x8b", "Compressed files (.gz)"),
    (0, b"BZh", "Compressed files (.bz2)"),
    (0, b"\xfd7zXZ\0", "Compressed files (.xz)"),
    (0, b"\x28\xb5\x2f\xfd", "Compressed files (.zst)"),
    (0, b"7z\xbc\xaf\x27\x1c", "Archives (.7z)"),
    (0, b"Rar!\x1a\x07", "Archives (.rar)"),
    (257, b"ustar", "Archives (.tar)"),
    (0, b"SQLite format 3\0", "Databases"),
    (0, b"\x7fELF", "Programs"),
    (0, b"ID3", "Sound recordings"),
    (0, b"OggS", "Sound recordings"),
    (0, b"fLaC", "Sound recordings"),
    (8, b"WAVE", "Sound recordings"),
    (4, b"ftyp", "Films"),
    (8, b"AVI ", "Films"),
    (0, b"\x1a\x45\xdf\xa3", "Films"),
    (0, b"PAR1", "Tables (.parquet)"),
)
_ZIPPED = (
    (b"word/", "Word documents (.docx)"),
    (b"xl/", "Excel tables (.xlsx)"),
    (b"ppt/", "Slides (.pptx)"),
    (b"mimetypeapplication/epub", "Books (.epub)"),
    (b"mimetypeapplication/vnd.oasis", "OpenDocument files (.odt, .ods)"),
)
_BY_NAME = {
    ".xml": "XML files (feeds, NITF, NewsML)",
    ".rss": "Feeds saved as files",
    ".atom": "Feeds saved as files",
    ".opml": "Feed lists (.opml)",
    ".nitf": "NITF files",
    ".json": "JSON files",
    ".jsonl": "JSON files",
    ".ndjson": "JSON files",
    ".csv": "Tables (.csv)",
    ".tsv": "Tables (.tsv)",
    ".eml": "Mails (.eml)",
    ".mbox": "Mailboxes (.mbox)",
    ".mht": "Web archives (.mhtml)",
    ".mhtml": "Web archives (.mhtml)",
}
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:<!--(?>.*?-->)\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\b|[\w:.-]+\s+xmlns|rss\b|feed\b|nitf\b|newsml\b|newsitem\b|rdf:)", re.I)
_MAIL_PAGE = re.compile(r"From: <?Saved by|MIME-Version: 1\.0\s*\r?\nContent-Type: multipart/related", re.I)
_TAG = re.compile(r"<(?:p|div|br|article|section|span|table|title|meta|h[1-6]|a)\b[^<>]{0,500}>", re.I)
_FRONT = re.compile(r"---[ \t]*\r?\n\s*[A-Za-z][\w-]*[ \t]*:")
_WORD_SUFFIX = re.compile(r"\.(?=[a-z0-9_+-]*[a-z])[a-z0-9_+-]{1,10}")


def sniff(content: bytes, name: str) -> tuple[Kind, Decoded]:
    """The kind of text and its characters. Raises UnreadableError."""
    if not content:
        raise UnreadableError(name, "The file is empty.", "It is read as soon as something is written to it.")
    _refuse_binary(content, name)
    decoded = charset.decode(content)
    if decoded is None:
        raise UnreadableError(name, "The encoding of its characters could not be told.", "Save it as UTF-8.")
    if not decoded.text.strip("\ufeff \t\r\n\f\v\0"):
        raise UnreadableError(
            name, "There is no text in the file.", "It is read as soon as something is written to it."
        )
    return _kind(decoded.text.lstrip("\ufeff"), name), decoded


def _kind(text: str, name: str) -> Kind:
    head, suffix = text[:4096], suffix_of(name)
    if _PAGE.match(head):
        return "html"
    if _XML.match(head):
        _refuse(name, "XML files (feeds, NITF, NewsML)")
    if _MAIL_PAGE.search(head):
        _refuse(name, "Web archives (.mhtml)")
    if suffix not in READABLE:
        _refuse(name, _BY_NAME.get(suffix) or f"Files that end in {suffix}")
    kind = READABLE[suffix]
    if kind == "html":
        return "html" if _TAG.search(text[:200_000]) else "text"
    return "markdown" if kind == "markdown" or _FRONT.match(head) else "text"


def suffix_of(name: str) -> str:
    """The ending that names a format, in lower case; "" for one like the `.30` of `note 12.30`."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _WORD_SUFFIX.fullmatch(suffix) else ""


def _refuse_binary(content: bytes, name: str) -> None:
    for offset, magic, what in _MAGIC:
        if content.startswith(magic, offset):
            _refuse(name, what)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head = content[:65536]
        _refuse(name, next((what for mark, what in _ZIPPED if mark in head), "Archives (.zip)"))
    head = content[:65536]
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or charset.wide(content):
        return
    controls = len(head) - len(head.translate(None, _CONTROL))
    if head.count(0) > max(3, len(head) * 0.002) or controls > max(3, len(head) * 0.05):
        raise UnreadableError(name, "It is a binary file, not text.", _SAVE_AS_TEXT)


def _refuse(name: str, what: str) -> None:
    raise UnreadableError(name, f"{what} are not readable yet.", _SAVE_AS_TEXT)
