"""Mailboxes in one file (RFC 4155 and its relatives): mails below `From ` lines, read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import mail
from watchers.reading.given import Given

_FROM = re.compile(
    rb"(?:\A\s*|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,300}(?:19|20)\d\d[^\r\n]{0,12}\r?\n(?=[!-9;-~]+[ \t]*:)"
)
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_MOST = 20_000


def read(given: Given) -> Iterator[Document]:
    """Each mail and what is attached to it; one that cannot be read is told on the next. Raises UnreadableError."""
    unread = 0
    problem: UnreadableError | None = None
    told = False
    for number, content in enumerate(_mails(given.content)):
        if number >= _MOST:
            raise UnreadableError(given.name, f"The mailbox holds more than {_MOST:,} mails.", "Split it.")
        one = Given(content, given.name, given.received, given.columns, given.depth)
        try:
            for document in mail.read(one):
                told = True
                yield _telling(document, unread)
                unread = 0
        except UnreadableError as error:
            unread, problem = unread + 1, error
    if not told:
        raise problem or UnreadableError(given.name, "There is no mail in the mailbox.", "Save the mailbox again.")


def _telling(document: Document, unread: int) -> Document:
    if not unread:
        return document
    many = "A mail" if unread == 1 else f"{unread} mails"
    return replace(document, warnings=(*document.warnings, f"{many} above this one could not be read."))


def _mails(content: bytes) -> Iterator[bytes]:
    """The bytes of each mail, with the quoting of its `From ` lines undone."""
    start: int | None = None
    for found in _FROM.finditer(content):
        if start is not None:
            yield _QUOTED.sub(rb"\1", content[start : found.start()])
        start = found.end()
    if start is not None:
        yield _QUOTED.sub(rb"\1", content[start:])
    elif content.strip():
        yield content
