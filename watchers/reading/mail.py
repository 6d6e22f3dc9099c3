"""Mails (RFC 5322, MIME): the text is a document, a forwarded story is itself, attachments are documents too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import Message

from watchers import reading
from watchers.clean import clean_body, clean_line
from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading import mailheaders as headers
from watchers.reading.formats import Format
from watchers.reading.forwarded import Forwarded, forwarded_in
from watchers.reading.fragment import Fragment, unique, web_address
from watchers.reading.given import Given
from watchers.reading.mailparts import attached_bytes, attachment_name, parsed, parts_of, together
from watchers.reading.text import Told, read_text

DEEPEST = 4
"""Archives and mails that a document may come out of."""
_LONG_NOTE = 500
"""Letters above a forwarded story from which they are a document and no remark."""


def read(given: Given) -> Iterator[Document]:
    """The mail, then what is attached to it. Raises UnreadableError."""
    message = parsed(given)
    parts = parts_of(message, given.name)
    attached, unread = _attached(parts.attached, given)
    body = together(parts.texts)
    if body.text or not any(document.format == "email" for document in attached):
        yield from _mail(message, body, given.received, (*parts.warnings, *unread))
    yield from attached


def _mail(message: Message, body: Fragment, received: datetime, warnings: tuple[str, ...]) -> Iterator[Document]:
    subject, said = headers.subject(message)
    found = forwarded_in(body.text, said)
    mail = _document(message, found.note if found else body.text, subject, received, warnings)
    mail = replace(mail, links=unique(body.links), media=unique(body.media))
    if found is None:
        yield mail
    elif len(found.note) > _LONG_NOTE:
        yield mail
        yield replace(_passed_on(mail, found, received), guid=None)
    else:
        yield _passed_on(mail, found, received)


def _document(
    message: Message, text: str, subject: str, received: datetime, warnings: tuple[str, ...] = ()
) -> Document:
    """A byline in the text goes before the sender's name."""
    fields = {
        "title": subject,
        "language": headers.header(message, "content-language").split(",")[0],
        "source": headers.header(message, "organization"),
    }
    published = headers.instant(headers.raw_header(message, "date"), received) or _arrived(message, received)
    document = read_text(text, received, "email", Told(fields, published, warnings, titled=True))
    return replace(
        document,
        byline=document.byline or headers.person(headers.raw_header(message, "from")) or None,
        guid=headers.message_id(message),
        link=document.link or web_address(headers.header(message, "archived-at")),
        keywords=tuple(word for each in headers.header(message, "keywords").split(",") if (word := each.strip())),
    )


def _arrived(message: Message, received: datetime) -> datetime | None:
    """When the last server took it, for a mail that does not say when it was written."""
    return headers.instant(headers.raw_header(message, "received").rpartition(";")[2], received)


def _passed_on(mail: Document, found: Forwarded, received: datetime) -> Document:
    """The story as its own head tells it; who passed it on, with which words, stands in the note."""
    told = Told(
        {"title": _plain_subject(found.subject) or mail.headline or ""},
        headers.instant(found.sent, received) or mail.published,
        mail.warnings,
        titled=True,
    )
    story = read_text(found.text, received, "email", told)
    by = f"Forwarded by {mail.byline}" if mail.byline else "Forwarded"
    note = clean_body(found.note)[0] if len(found.note) <= _LONG_NOTE else ""
    return replace(
        story,
        byline=story.byline or headers.person(found.sender) or None,
        guid=mail.guid,
        keywords=mail.keywords,
        links=mail.links,
        media=mail.media,
        ednote=f"{by}: {note}" if note else f"{by}.",
    )


def _plain_subject(line: str) -> str:
    message = Message()
    message["subject"] = clean_line(line)
    return headers.subject(message)[0]


def _attached(parts: list[Message], given: Given) -> tuple[list[Document], list[str]]:
    """The documents of the attachments, and which of them could not be read, in words."""
    documents: list[Document] = []
    unread: list[str] = []
    for number, part in enumerate(parts, 1):
        name = attachment_name(part, number)
        if given.depth >= DEEPEST:
            unread.append(f"The attachment “{name}” was not read: it lies too deep.")
            continue
        inner = Given(attached_bytes(part), name, given.received, given.columns, given.depth + 1)
        form: Format | None = "email" if part.get_content_type() == "message/rfc822" else None
        try:
            documents += reading.documents(inner, form)
        except UnreadableError as error:
            unread.append(f"The attachment “{name}” was not read: {error.reason}")
    return documents, unread
