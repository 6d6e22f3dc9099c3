"""A telegram taken apart: header, keywords, text and date of an IPTC 7901 message, or of a telex framed by ZCZC."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from watchers.reading.dates import instant_in
from watchers.reading.wire import ETX, FAR, SOH, STX, URGENCIES, framed, with_newlines

HEADER = re.compile(
    r"(?P<id>[A-Za-z]{1,5}[ \t]?\d{2,6}|\d[A-Z]{2}\d{3,5})[ \t]+(?P<priority>\d)[ \t]+(?P<category>[\w-]{1,8})"
    r"[ \t]+(?P<words>\d{1,5})(?![\d:.,])(?:[ \t]+(?P<more>[^\r\n]*))?[ \t]*$",
    re.M,
)
_ANSA = re.compile(
    r"[ \t]*(?P<number>\d{3,6})/(?P<service>[A-Z]{2,4})\s*\n(?P<id>[A-Z]{2,4}\d{4,12})_\w+\s*\n"
    r"(?P<priority>[A-Z])[ ](?P<category>[A-Z]{2,4})[ ][^\n]*$",
    re.M,
)
"""`ZCZC0458/SXA`, `XCI36902_SXA_QBXB`, `U CRO S0A QBXB`."""
_FRAME = re.compile(r"^[ \t]*ZCZC(?![A-Za-z])(?:[ \t]*(?=\r?\n)|[ \t]?)", re.M)
_SOH = re.compile(SOH)
_END = re.compile(r"(?:^|\s)N{4}(?:\s|$)")
_KEYED = {"$": "category", ":": "keyword", "=": "take", "^": "headline", "*": "format", "&": "level", "+": "subject"}
"""Lines of a header below ZCZC as newsrooms feed them in."""
_KEYED_ELSE = {**_KEYED, "#": "keyword", "@": "take", ":": "headline", "%": "level"}
"""The same in feeds of results and racing, told by `#` or `%`."""
_DATE = re.compile(
    r"(?:^|(?<=\s))(?:[A-Z]{2,5}[ -]?)?(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)[ ]?(?P<zone>[A-Z]{1,4})?[ ]"
    r"(?P<month>[^\W\d_]{3,4})\.?[ ](?P<year>(?:20)?\d\d)(?=\W|$)"
)
_DATE_DASHED = re.compile(
    r"(?P<day>\d\d)[-/.](?P<month>[A-Za-z]{3}|\d\d)[-/.](?P<year>(?:20)?\d\d)[ ,]+(?P<time>\d\d[:.]\d\d)"
)
_TAIL = 300
_LATEST = 12
"""Lines from the end among which the date stands."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """One message taken apart; `lines` are those of the text, `above` those between header and text."""

    id: str = ""
    priority: str = ""
    category: str = ""
    words: str = ""
    more: str = ""
    above: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    keyed: tuple[tuple[str, str], ...] = ()
    sent: datetime | None = None
    parted: bool = False
    """Whether a sign, and not our reading, parts header and text."""


def messages(text: str) -> list[str]:
    """The messages of a file, each without what stands around it."""
    text = with_newlines(text)
    for mark in (_SOH, _FRAME, HEADER):
        if mark.search(text):
            return framed(text, (found.start() for found in mark.finditer(text)))
    return framed(text, [0])


def telegram(raw: str) -> Telegram:
    """A message taken apart, whatever of its frame has been lost on the way."""
    raw = _FRAME.sub("", raw.lstrip("\x01\n\t \x7f\x0f\x0e"), count=1).lstrip("\n\x01 ")
    sent, raw = _sent(raw)
    head, told = _header(raw)
    rest = _ended(raw[head:].lstrip(" \t"))
    above, stx, text = rest.partition(STX)
    if not stx:
        keyed, below = _keyed(rest.split("\n"))
        above_lines, lines = _keywords(below) if told.priority and not keyed else ([], below)
        return replace(told, above=tuple(above_lines), lines=tuple(lines), keyed=tuple(keyed), sent=sent)
    text = text.partition(ETX)[0].rstrip("\x04\x00\x0c\x1a")
    return replace(told, above=_full(above.split("\n")), lines=tuple(text.split("\n")), sent=sent, parted=True)


def _header(raw: str) -> tuple[int, Telegram]:
    """Where the header ends, and what it says."""
    start = len(raw) - len(raw.lstrip())
    if found := _ANSA.match(raw, start):
        urgency = str(URGENCIES.get(found["priority"].lower(), "") or "")
        return found.end(), Telegram(found["id"], urgency, found["category"], "", found["service"])
    if found := HEADER.match(raw, start):
        more = (found["more"] or "").strip()
        return found.end(), Telegram(found["id"], found["priority"], found["category"], found["words"], more)
    found = re.compile(
        r"(?:[A-Za-z]{1,6}[ /-]?)?\d{2,6}(?:[ /][\w/.-]{1,12}){0,6}[ \t]*$(?:\n[A-Z]{2} [A-Z]{3}[ \t]*$)?", re.M
    ).match(raw, start)
    return (
        (found.end(), Telegram(found[0].strip().partition("\n")[0]))
        if found and "\n" in raw[found.end() :]
        else (start, Telegram())
    )


def _keyed(lines: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The lines with a sign before them that a newsroom's header has, and those below."""
    told: list[tuple[str, str]] = []
    lines = list(_full(lines)) and lines[next(n for n, line in enumerate(lines) if line.strip()) :]
    signs = _KEYED_ELSE if any(line[:1] in {"#", "%"} for line in lines[:8]) else _KEYED
    for n, line in enumerate(lines):
        if line[:1] not in signs or not line[1:2].strip():
            return (told, lines[n:]) if len(told) > 1 else ([], lines)
        told.append((signs[line[0]], line[1:].strip()))
    return told, []


def _keywords(lines: list[str]) -> tuple[list[str], list[str]]:
    """The keyword line where no STX parts it from the text: `Konflikte/Ukraine/`, or one word above a headline."""
    full = [n for n, line in enumerate(lines[:8]) if line.strip()]
    first = lines[full[0]].strip() if len(full) > 1 else ""
    bare = re.sub(r"\s*\([^()]*\)", "", first)
    apart = (
        len(full) > 1
        and full[1] > full[0] + 1
        and any(line.rstrip().endswith("=") for line in lines[full[1] : full[1] + 5])
    )
    if apart and len(first) <= 60 and not first.endswith("="):
        return [first], lines[full[0] + 1 :]
    if 2 <= len(first) <= 80 and ("/" in first or " " not in bare) and not first.endswith((".", "=")):
        return [first], lines[full[0] + 1 :]
    return [], lines


def _ended(text: str) -> str:
    """The text up to the NNNN of the telex."""
    found = _END.search(text, max(0, len(text) - _TAIL))
    return text[: found.start()] if found else text


def _sent(raw: str) -> tuple[datetime | None, str]:
    """The instant behind the text, and the message without the line that names it."""
    lines = raw.split("\n")
    for n in range(len(lines) - 1, max(-1, len(lines) - 1 - _LATEST), -1):
        line = lines[n].replace(ETX, " ").replace("\x04", " ")
        found = _DATE.search(line)
        if found and len(line) < 60:
            clock = f"{found['hour']}:{found['minute']} {found['zone'] or ''}"
            month = {"mrz": "mar", "mär": "mar"}.get(found["month"].lower(), found["month"])
        elif (found := _DATE_DASHED.search(line)) and len(line) < 40:
            clock, month = found["time"].replace(".", ":"), found["month"]
        else:
            continue
        year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
        day = f"{year}-{month}-{found['day']}" if month.isdigit() else f"{found['day']} {month} {year}"
        if told := instant_in(f"{day} {clock}", FAR):
            return told, "\n".join([*lines[:n], ETX if ETX in lines[n] else ""])
    return None, raw


def _full(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())
