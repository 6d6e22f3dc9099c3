"""What a file is, by its content first and its name second; raises for what cannot be read, naming it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from watchers.errors import UnreadableError
from watchers.reading import charset
from watchers.reading.apfeed import is_feed
from watchers.reading.formats import Format
from watchers.reading.given import Given
from watchers.reading.otherxml import holds_stories
from watchers.reading.tabular import is_table

_BY_NAME: dict[str, Format] = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".eml": "email",
    ".mbox": "mbox",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".anpa": "anpa",
    ".iptc": "iptc7901",
}
_NEVER_PLAIN = frozenset(".pdf .docx .dotx .odt .rtf .epub .zip .gz .tgz .tar .xml .nitf .rss .rdf .atom".split())
"""Endings of formats that are read, and are told by their marks."""
_SAVE_AS_TEXT = "Save its text as .txt or .html in the folder."
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Old Office files (.doc, .xls, .msg)"),
    (0, b"\x89PNG\r\n", "Pictures"),
    (0, b"\xff\xd8\xff", "Pictures"),
    (0, b"GIF8", "Pictures"),
    (0, b"II*\0", "Pictures"),
    (0, b"MM\0*", "Pictures"),
    (8, b"WEBP", "Pictures"),
    (4, b"ftypavif", "Pictures"),
    (4, b"ftypheic", "Pictures"),
    (0, b"BZh", "Compressed files (.bz2)"),
    (0, b"\xfd7zXZ\0", "Compressed files (.xz)"),
    (0, b"\x28\xb5\x2f\xfd", "Compressed files (.zst)"),
    (0, b"7z\xbc\xaf\x27\x1c", "Archives (.7z)"),
    (0, b"Rar!\x1a\x07", "Archives (.rar)"),
    (0, b"SQLite format 3\0", "Databases"),
    (0, b"\x7fELF", "Programs"),
    (0, b"MZ\x90\0", "Programs"),
    (0, b"ID3", "Sound recordings"),
    (0, b"OggS", "Sound recordings"),
    (0, b"fLaC", "Sound recordings"),
    (8, b"WAVE", "Sound recordings"),
    (4, b"ftyp", "Films"),
    (8, b"AVI ", "Films"),
    (0, b"\x1a\x45\xdf\xa3", "Films"),
    (0, b"PAR1", "Tables (.parquet)"),
)
_READ_BY_MAGIC: tuple[tuple[int, bytes, Format], ...] = (
    (0, b"%PDF-", "pdf"),
    (0, b"{\\rtf", "rtf"),
    (0, b"\x1f\x8b", "gzip"),
    (257, b"ustar", "tar"),
)
_ZIPPED_TYPES: tuple[tuple[bytes, Format], ...] = (
    (b"application/epub", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)
"""What the file `mimetype` in it begins with."""
_ZIPPED_REFUSED = (
    ("xl/", "Excel tables (.xlsx)"),
    ("ppt/", "Slides (.pptx)"),
    ("visio/", "Drawings (.vsdx)"),
    ("META-INF/MANIFEST.MF", "Programs"),
    ("classes.dex", "Programs"),
    ("Index/Document.iwa", "Pages, Numbers and Keynote files"),
)
_OFFICE = "[Content_Types].xml"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b\x01\x02\x03\x04\x16\x7f")
"""Without those that frame the messages of the wires."""
_PDF_FROM = 1024
"""Bytes of rubbish that PDF readers allow before the first mark."""
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:<!--(?>.*?-->)\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_ROOT = re.compile(r"<(?:(?P<prefix>[\w.-]+):)?(?P<name>[A-Za-z][\w.-]*)(?=[\s/>])(?P<rest>[^<>]{0,3000})")
_BEFORE_ROOT = re.compile(r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[]|\[.*?\])*>)\s*)*", re.S | re.I)
_XML = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\b|[\w:.-]+\s+xmlns|rss\b|feed\b|nitf\b|newsml\b|newsitem\b|rdf:)", re.I)
_ROOTS: dict[str, Format] = {
    "nitf": "nitf",
    "newsml": "newsml1",
    "newsitem": "newsml-g2",
    "packageitem": "newsml-g2",
    "newsmessage": "newsml-g2",
    "rss": "rss",
    "rdf": "rss",
    "channel": "rss",
    "feed": "atom",
    "entry": "atom",
    "html": "html",
}
_WIRE_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>nitf|NewsML|NewsItem|newsItem|packageItem|newsMessage)(?=[\s/>])")
_G2 = re.compile(r"<(?:[\w.-]+:)?(?:itemMeta|contentMeta|contentSet)\b|\bguid\s*=", re.I)
_DECLARED = re.compile(r"<\?xml\b")
_BEFORE_WIRE = 600
"""Characters that transmissions put before the XML of a story."""
_REFUSED_ROOTS = {
    "svg": "Pictures",
    "urlset": "Site maps",
    "conceptitem": "NewsML-G2 concepts",
    "knowledgeitem": "NewsML-G2 vocabularies",
}
_SAVED_PAGE = re.compile(r"From: <?Saved by|Content-Type:\s*multipart/related", re.I)
_MAIL_HEADER = re.compile(
    r"(?:(?:from|to|subject|date|received(?:-spf)?|message-id|return-path|mime-version|delivered-to|reply-to|cc|sender"
    r"|in-reply-to|references|organization|keywords|archived-at|user-agent|authentication-results|dkim-signature"
    r"|snapshot-content-location|(?:content|list|arc|thread|x)-[\w-]+)[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*)",
    re.I,
)
_TELLING_HEADERS = frozenset(["received", "message-id", "mime-version", "return-path", "delivered-to"])
_MBOX = re.compile(r"From [^\n]{1,300}(?:19|20)\d\d[^\n]{0,10}\r?\n(?=[A-Za-z-]+:)")
_WIRE_7901 = re.compile(
    r"[\s\x00-\x08\x0e\x0f\x7f]*(?:\x01[ \t]*[A-Za-z0-9]{1,5}[ \t]?\d{2,6}\b"
    r"|(?:\x01?\s*ZCZC[ \t]*(?:\r?\n|(?=[A-Z]{0,4}[ \t]?\d{2,6}\b)))"
    r"|(?:[A-Za-z]{2,4}\d{3,5}|[A-Z]{2,4} \d{4}) [1-9] [A-Za-z]{1,3} +\d{1,5}(?: [^\r\n]{0,60})?\r?\n)"
)
"""With its frame of control characters, in the frame of the telex, or a header that has lost both."""
_WIRE_ANPA = re.compile(
    r"[\s\x00]*(?:\x16{1,4}\x01|\x01?[A-Za-z]\d{4}\x1f|\x01[a-z]\d{4}[^\n]{0,30}\r?\n[a-z] [a-z][\x11-\x14]"
    r"|(?:[A-Za-z]\d{3,4}[^\r\n]{0,30}\r?\n)?[a-zA-Z] [a-z][\x11-\x14]{0,2} {0,2}(?:am|pm|bc|ap)-[^\r\n]{2,80}"
    r" \d{1,2}-\d{1,2} \d{0,5}\s*[\x02\r\n])",
    re.I,
)
_TAG = re.compile(r"<(?:p|div|br|article|section|span|table|title|meta|h[1-6]|a)\b[^<>]{0,500}>", re.I)
_FRONT = re.compile(r"---[ \t]*\r?\n\s*[A-Za-z][\w-]*[ \t]*:")
_WORD_SUFFIX = re.compile(r"\.(?=[a-z0-9_+-]*[a-z])[a-z0-9_+-]{1,10}")
_HEAD = 16_384


def sniff(given: Given) -> Format:
    """The format of a file. Raises UnreadableError."""
    told = _of_bytes(given)
    return told or _of_text(given.text, given.name)


def suffix_of(name: str) -> str:
    """The ending that names a format, in lower case; "" for one like the `.30` of `note 12.30`."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _WORD_SUFFIX.fullmatch(suffix) else ""


def _of_bytes(given: Given) -> Format | None:
    content = given.content
    for offset, magic, form in _READ_BY_MAGIC:
        if content.startswith(magic, offset):
            return form
    for offset, magic, what in _MAGIC:
        if content.startswith(magic, offset):
            if _LOCKED_OFFICE in content:
                raise UnreadableError(given.name, "It is protected by a password.", "Save a copy without one.")
            raise _refused(given.name, what)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK")):
        return _zipped(given)
    if b"%PDF-" in content[:_PDF_FROM]:
        return "pdf"
    _refuse_binary(given)
    return None


def _zipped(given: Given) -> Format:
    """Told by the names of the files in it, and by the file `mimetype`. Raises UnreadableError for a damaged one."""
    from watchers.reading.packed import opened

    packed = opened(given)
    names, mimetype = packed.names(), packed.part("mimetype", 1000).strip()
    for mark, form in _ZIPPED_TYPES:
        if mimetype.startswith(mark):
            return form
    if mimetype.startswith(b"application/vnd.oasis"):
        raise _refused(given.name, "OpenDocument tables and slides (.ods, .odp)")
    if "META-INF/container.xml" in names and any(name.endswith(".opf") for name in names):
        return "epub"
    if _OFFICE in names and any(name.startswith("word/") for name in names):
        return "docx"
    for start, what in _ZIPPED_REFUSED:
        if any(name.startswith(start) for name in names):
            raise _refused(given.name, what)
    return "zip"


def _refuse_binary(given: Given) -> None:
    head = given.content[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or charset.wide(given.content):
        return
    controls = len(head) - len(head.translate(None, _CONTROL))
    if head.count(0) > max(3, len(head) * 0.002) or controls > max(3, len(head) * 0.05):
        raise UnreadableError(given.name, "It is a binary file, not text.", _SAVE_AS_TEXT)


def _of_text(text: str, name: str) -> Format:
    if not text.strip("\ufeff \t\r\n\f\v\0"):
        raise UnreadableError(
            name, "There is no text in the file.", "It is read as soon as something is written to it."
        )
    head = text[:_HEAD]
    if _WIRE_ANPA.match(head):
        return "anpa"
    if _WIRE_7901.match(head) and not _WIRE_ROOT.search(head[:_BEFORE_WIRE]):  # XML may travel in its envelope
        return "iptc7901"
    return _marked_up(text, head, name) or _structured(text, head, name) or _plain(text, head, name)


def _marked_up(text: str, head: str, name: str) -> Format | None:
    if _PAGE.match(head):
        return "html"
    start = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, start.end() if start else 0)
    known = root["name"].lower() if root else ""
    if known == "opml":
        raise UnreadableError(name, "It is a list of feeds, no document.", "Import it: wirewatch feeds import FILE.")
    if known in _REFUSED_ROOTS:
        raise _refused(name, _REFUSED_ROOTS[known])
    if root and known in _ROOTS:
        return _rooted(root["name"], head)
    if root is None and (_MAIL_HEADER.match(head) or _MBOX.match(head)):
        return None
    declared = _XML.match(head) if root else _DECLARED.search(head[:_BEFORE_WIRE])
    wrapped = _WIRE_ROOT.search(head if declared or root else head[:_BEFORE_WIRE])
    if wrapped:
        return "newsml1" if wrapped["name"] == "NewsItem" else _ROOTS[wrapped["name"].lower()]
    if declared and root:
        if holds_stories(text):
            return "xml"
        raise UnreadableError(name, f"It is XML of a kind that is not known (<{known or '?'}>).", _SAVE_AS_TEXT)
    return None


def _rooted(name: str, head: str) -> Format:
    """NewsML 1 and G2 write `newsItem` with capitals of their own, an old format of Reuters with none."""
    if name == "NewsItem":
        return "newsml1"
    if name == "newsitem" and not _G2.search(head):
        return "xml"
    return "nitf" if name.lower() == "feed" and is_feed(head) else _ROOTS[name.lower()]


def _structured(text: str, head: str, name: str) -> Format | None:
    """Mail by its headers, records by their brackets."""
    if _MBOX.match(head):
        return "mbox"
    headers = list(_headers(head))
    if len(headers) > 1 and not _TELLING_HEADERS.isdisjoint(headers):
        return "mhtml" if _SAVED_PAGE.search(head) else "email"
    if text.lstrip()[:1] in {"{", "["}:
        from watchers.reading.records import told_by

        return told_by(text, name)
    return None


def _headers(head: str) -> list[str]:
    """The names of the mail headers that the text begins with, in lower case."""
    head = head.lstrip().replace("\r\n", "\n")
    names, at = [], 0
    while found := _MAIL_HEADER.match(head, at):
        names.append(found[0].partition(":")[0].strip().lower())
        at = found.end()
    return names


def _plain(text: str, head: str, name: str) -> Format:
    suffix = suffix_of(name)
    form = _BY_NAME.get(suffix)
    if form in {None, "text"} and is_table(head):
        return "csv"
    if suffix in _NEVER_PLAIN and form is None:
        raise UnreadableError(name, f"It ends in {suffix}, but is plain text.", "Name it .txt, or fetch it again.")
    if form is None:
        raise _refused(name, f"Files that end in {suffix}")
    if form == "html":
        return "html" if _TAG.search(text[:200_000]) else "text"
    if form == "text" and _FRONT.match(head):
        return "markdown"
    return form


def _refused(name: str, what: str) -> UnreadableError:
    return UnreadableError(name, f"{what} are not read.", _SAVE_AS_TEXT)
