"""The formats by name, the words for them, and the room that reads each; a room is imported when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, cast

from watchers.reading.given import Reader

Format = Literal[
    "text", "markdown", "html", "mhtml", "nitf", "newsml1", "newsml-g2", "ninjs", "iptc7901", "anpa", "rss", "atom",
    "jsonfeed", "xml", "email", "mbox", "pdf", "docx", "odt", "rtf", "epub", "json", "csv", "zip", "gzip", "tar",
]  # fmt: skip
"""Those of `Document.format`, and `mbox`, `zip`, `gzip`, `tar`, which hold documents of others."""

ROOMS: dict[Format, str] = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "ninjs": "ninjs",
    "iptc7901": "iptc7901",
    "anpa": "anpa",
    "nitf": "nitf",
    "newsml1": "newsml1",
    "newsml-g2": "newsmlg2",
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "epub": "epub",
    "zip": "zipped",
    "gzip": "gzipped",
    "tar": "tarred",
    "xml": "otherxml",
    "mhtml": "mhtml",
    "rss": "feed",
    "atom": "feed",
    "jsonfeed": "jsonfeed",
    "email": "mail",
    "mbox": "mbox",
    "json": "jsonrecords",
    "csv": "table",
}
"""Format to the module of `watchers.reading` whose `read` reads it."""

WORDS: dict[Format, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "a web page",
    "mhtml": "a web archive (.mhtml)",
    "nitf": "NITF",
    "newsml1": "NewsML 1",
    "newsml-g2": "NewsML-G2",
    "ninjs": "ninjs",
    "iptc7901": "an IPTC 7901 message",
    "anpa": "an ANPA 1312 message",
    "rss": "an RSS feed",
    "atom": "an Atom feed",
    "jsonfeed": "a JSON Feed",
    "xml": "XML of an agency's own",
    "email": "a mail",
    "mbox": "a mailbox",
    "pdf": "a PDF file",
    "docx": "a Word document (.docx)",
    "odt": "an OpenDocument text (.odt)",
    "rtf": "rich text (.rtf)",
    "epub": "a book (.epub)",
    "json": "JSON",
    "csv": "a table (.csv, .tsv)",
    "zip": "an archive (.zip)",
    "gzip": "a compressed file (.gz)",
    "tar": "an archive (.tar)",
}


def reader(form: Format) -> Reader:
    """The reader of a format."""
    return cast("Reader", import_module(f"watchers.reading.{ROOMS[form]}").read)
