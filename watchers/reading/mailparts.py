"""The parts of a mail (RFC 2045 to 2049): those that are its text, and those that are documents of their own."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.generator import BytesGenerator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from io import BytesIO

from watchers.clean import clean_line
from watchers.errors import UnreadableError
from watchers.reading import charset
from watchers.reading.flowed import joined
from watchers.reading.fragment import Fragment, of_markup, of_plain
from watchers.reading.given import Given
from watchers.reading.mailheaders import decoded

MOST_PARTS = 200
_DEEPEST = 30
_MOST_MULTIPARTS = 400
_MOST_LINES = 500_000
_MOST_LOOKS = 20_000_000
"""The standard parser looks for the end of each open part in each line, and keeps each line for itself."""
_STUB = 4
"""How many times longer than the plain text a mail's HTML is where the plain text only says that there is HTML."""
_NO_DOCUMENTS = frozenset(
    "application/pgp-signature application/pkcs7-signature application/x-pkcs7-signature application/ics "
    "application/pgp-keys text/calendar text/vcard text/x-vcard text/directory".split()
)
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, LookupError)
"""What the standard parser lets through where a mail is odd."""


@dataclass(slots=True)
class Parts:
    """`texts` in their order, `attached` the parts that are documents of their own."""

    texts: list[Fragment] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    count: int = 0


def parsed(given: Given) -> Message:
    """The mail. Raises UnreadableError."""
    multiparts, lines = given.content.lower().count(b"boundary="), given.content.count(b"\n")
    if multiparts > _MOST_MULTIPARTS or lines > _MOST_LINES or multiparts * lines > _MOST_LOOKS:
        raise UnreadableError(given.name, "The mail has too many parts or lines.", "Save its text as .txt.")
    try:
        return BytesParser(policy=compat32).parsebytes(given.content.lstrip())
    except (*_BROKEN, RecursionError):
        raise UnreadableError(given.name, "The mail's parts cannot be told apart.", "Save its text as .txt.") from None


def parts_of(message: Message, name: str) -> Parts:
    """The parts. Raises UnreadableError for a mail that is encrypted."""
    parts = Parts()
    _take(message, parts, name, 0)
    if parts.count > MOST_PARTS:
        parts.warnings.append(f"Only the first {MOST_PARTS} parts of the mail were read.")
    return parts


def _take(part: Message, parts: Parts, name: str, depth: int) -> None:
    parts.count += 1
    if parts.count > MOST_PARTS or depth > _DEEPEST:
        return
    kind = part.get_content_type()
    if kind == "multipart/encrypted" or (kind.endswith("pkcs7-mime") and "signed" not in str(part.get("content-type"))):
        raise UnreadableError(name, "The mail is encrypted.", "Save it decrypted, or save its text as .txt.")
    if kind == "multipart/alternative":
        _take_alternative(part, parts, name, depth)
    elif kind == "message/rfc822" or not part.is_multipart():
        _take_leaf(part, parts, kind)
    else:
        for each in children(part):
            _take(each, parts, name, depth + 1)


def _take_alternative(part: Message, parts: Parts, name: str, depth: int) -> None:
    """Of the same in several forms the plain text, unless it only says that there is another."""
    forms: list[Fragment] = []
    for each in children(part):
        form = Parts(count=parts.count)
        _take(each, form, name, depth + 1)
        parts.count = form.count
        parts.attached += form.attached
        parts.warnings += form.warnings
        if form.texts:
            forms.append(together(form.texts))
    if forms:
        longest = max(forms, key=lambda form: len(form.text))
        plain = forms[0] if _STUB * (len(forms[0].text) + 100) >= len(longest.text) and forms[0].text else longest
        richest = together(forms[::-1])
        parts.texts.append(Fragment(plain.text, richest.links, richest.media))


def together(texts: list[Fragment]) -> Fragment:
    """Several texts as one."""
    return Fragment(
        "\n\n".join(each.text for each in texts if each.text),
        tuple(link for each in texts for link in each.links),
        tuple(link for each in texts for link in each.media),
    )


def _take_leaf(part: Message, parts: Parts, kind: str) -> None:
    disposition = str(part.get("content-disposition") or "").strip().lower()
    shown = kind in {"text/plain", "text/html", "text/enriched"} and not disposition.startswith("attachment")
    if shown and not filename(part):
        text, warnings = characters(part)
        parts.warnings += [each for each in warnings if each not in parts.warnings]
        parts.texts.append(of_markup(text) if kind == "text/html" else of_plain(_lines(part, text)))
    elif kind.partition("/")[0] not in {"image", "audio", "video", "font"} and kind not in _NO_DOCUMENTS:
        parts.attached.append(part)


def _lines(part: Message, text: str) -> str:
    text = text.replace("\r\n", "\n")
    if parameter(part, "format") != "flowed":
        return text
    return joined(text, delete_space=parameter(part, "delsp") == "yes")


def characters(part: Message) -> tuple[str, tuple[str, ...]]:
    """The characters of a text part, and what was repaired."""
    found = charset.decode(payload(part), parameter(part, "charset"))
    return (found.text.removeprefix("\ufeff"), found.warnings) if found else ("", ("Its encoding could not be told.",))


def payload(part: Message) -> bytes:
    """The bytes of a part that has none of its own, its transfer encoding undone; b"" where they are damaged."""
    try:
        content = part.get_payload(decode=True)
    except (*_BROKEN, RecursionError):
        return b""
    return content if isinstance(content, bytes) else b""


def children(part: Message) -> Iterator[Message]:
    """The parts directly below."""
    held = part.get_payload()
    return (each for each in held if isinstance(each, Message)) if isinstance(held, list) else iter(())


def parameter(part: Message, name: str) -> str | None:
    """A parameter of the content type in lower case."""
    try:
        value = part.get_param(name)
    except _BROKEN:
        return None
    value = value[2] if isinstance(value, tuple) else value
    return str(value).strip(" \"'").lower() or None if value else None


def filename(part: Message) -> str:
    """The name that the mail gives to an attachment, in one clean line; "" where it gives none."""
    try:
        name = part.get_filename()
    except _BROKEN:
        return ""
    return clean_line(decoded(str(name or "")), 200)


def attachment_name(part: Message, number: int) -> str:
    """Its name, or one made of its number and type."""
    kind = part.get_content_type()
    suffix = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind, strict=False) or ""
    return filename(part) or f"attachment {number}{suffix}"


def attached_bytes(part: Message) -> bytes:
    """The bytes of an attachment; a text is handed on as UTF-8, for what follows does not know its header."""
    if part.get_content_type() == "message/rfc822":
        return _mail_bytes(part)
    if part.get_content_maintype() == "text" and parameter(part, "charset"):
        return characters(part)[0].encode("utf-8", "replace")
    return payload(part)


def _mail_bytes(part: Message) -> bytes:
    inner = next(children(part), None)
    if inner is None:
        return payload(part)
    if not inner.keys() and str(part.get("content-transfer-encoding")).strip().lower() == "base64":
        inner["content-transfer-encoding"] = "base64"
        return payload(inner)
    written = BytesIO()
    try:
        BytesGenerator(written, mangle_from_=False, policy=compat32).flatten(inner)
    except (*_BROKEN, RecursionError):
        return b""
    return written.getvalue()
