"""The headers of a mail (RFC 5322) as characters: encoded words (RFC 2047), and bytes that should not be there."""

from __future__ import annotations

import binascii
import re
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from watchers.clean import clean_line
from watchers.reading import charset
from watchers.reading.dates import believed, iso_instant

_WORD = re.compile(r"=\?([\w.:+-]{1,60})(?:\*[\w-]{0,20})?\?([bqBQ])\?([^?]{0,2000})\?=")
_BETWEEN = re.compile(r"[ \t\r\n]*")
_LONGEST = 20_000
_PREFIX = re.compile(
    r"\s*(?P<word>re|fwd?|aw|wg|antw(?:ort)?|weitergeleitet|tr|rép|rv|res|rif|enc|sv|vs|vl|odp|pd|ynt|ilt|ответ|отв|на"
    r"|回复|答复|转发|轉寄|回覆)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]",
    re.I,
)
_PASSED_ON = frozenset("fw fwd wg weitergeleitet tr rv enc i vs vl pd ilt 转发 轉寄".split())
_NAMED = re.compile(r'\s{0,20}(?P<name>"(?:[^"\\]|\\.){0,300}"|[^"<>]{0,300})\s{0,20}<[^<>]*>')
_COMMENT = re.compile(r"[^()<>@]*@[^()<>@]*\((?P<name>[^()]{1,200})\)\s*$")
_ID = re.compile(r"<([^<>\s]{1,998})>")


def header(message: Message, name: str) -> str:
    """The first header of that name in one clean line; "" where there is none."""
    return clean_line(decoded(raw_header(message, name)), 2000)


def raw_header(message: Message, name: str) -> str:
    """As it stands there, bytes above ASCII as surrogates; "" where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return str(value)[:_LONGEST]
    return ""


def decoded(raw: str) -> str:
    """The characters of a header's value."""
    if not raw.isascii():
        found = charset.decode(raw.encode("utf-8", "surrogateescape"))
        raw = found.text if found else raw.encode("ascii", "ignore").decode()
    parts: list[tuple[bytes, str] | str] = []
    at = 0
    for word in _WORD.finditer(raw):
        gap = raw[at : word.start()]
        if not (parts and _BETWEEN.fullmatch(gap)) and gap:
            parts.append(gap)
        content = _word_bytes(word[2].lower(), word[3])
        last = parts[-1] if parts else ""
        if isinstance(last, tuple) and last[1] == word[1].lower():
            parts[-1] = (last[0] + content, last[1])  # a character may be cut between two words
        else:
            parts.append((content, word[1].lower()))
        at = word.end()
    return "".join(part if isinstance(part, str) else _characters(*part) for part in [*parts, raw[at:]])


def subject(message: Message) -> tuple[str, bool]:
    """The subject without what answering and forwarding put before it, and whether it was forwarded."""
    line, forwarded = header(message, "subject"), False
    while found := _PREFIX.match(line):
        forwarded = forwarded or found["word"].lower() in _PASSED_ON
        line = line[found.end() :].lstrip()
    return line, forwarded


def person(raw: str) -> str:
    """The name in `A. Writer <a@b.example>` or `a@b.example (A. Writer)`; "" for an address alone."""
    found = _NAMED.match(raw) or _COMMENT.match(raw)
    name = found["name"] if found else "" if "@" in raw else raw
    name = re.sub(r"\\(.)", r"\1", name.strip().strip('"'))
    line = clean_line(decoded(name), 200).strip("'\" ")
    return "" if "@" in line else line


def instant(raw: str, received: datetime) -> datetime | None:
    """A mail's date in UTC, also one that is written as no standard has it."""
    text = clean_line(decoded(raw), 200)
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_instant(text, received) if text else None
    return believed(found if found.tzinfo else found.replace(tzinfo=UTC), received)


def message_id(message: Message) -> str | None:
    """Without its angle brackets, which are no part of it (RFC 5322, 3.6.4)."""
    raw = header(message, "message-id")
    found = _ID.search(raw)
    return (found[1] if found else raw) or None


def _word_bytes(kind: str, text: str) -> bytes:
    content = text.encode("ascii", "ignore")
    if kind == "q":
        return binascii.a2b_qp(content.replace(b"_", b" "))
    content = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    try:
        return binascii.a2b_base64(content[: len(content) - (len(content) % 4 == 1)] + b"==")
    except binascii.Error:
        return b""


def _characters(content: bytes, name: str) -> str:
    found = charset.decode(content, name)
    return found.text if found else content.decode("ascii", "ignore")
