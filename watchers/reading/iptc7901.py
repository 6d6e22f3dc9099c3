"""Telegrams after IPTC 7901 (rev. 5, 1995), and those of the telex that came before it, framed by ZCZC and NNNN.

A header `SOH bdt0123 4 pl 215 dpa 0456`, lines of keywords, `STX` text `ETX`, a date `221432 Nov 26`, `EOT`. `guid` is
service and number of the message, which begin anew every day or so: another story may bear the same one later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from watchers.document import Document, Subject
from watchers.errors import UnreadableError
from watchers.reading.dateline import dateline
from watchers.reading.dates import instant_in
from watchers.reading.embargo import embargo_in
from watchers.reading.given import Given
from watchers.reading.prose import Prose
from watchers.reading.story import Story, document
from watchers.reading.telegraph import decode
from watchers.reading.wire import (
    ETX,
    FAR,
    MOST_MESSAGES,
    SOH,
    STX,
    URGENCIES,
    byline_in,
    category,
    dateline_in,
    is_agency,
    is_note,
    paragraphs,
    status_in,
    take_heads,
    take_of,
    too_many,
)

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
_END = re.compile(r"(?:^|\s)N{4}(?:\s|$)")
_KEYED = {"$": "category", ":": "keyword", "=": "take", "^": "headline", "*": "format", "&": "level", "+": "subject"}
"""Lines of a header below ZCZC as newsrooms feed them in."""
_DATE = re.compile(
    r"(?:^|(?<=\s))(?:[A-Z]{2,5}[ -]?)?(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)[ ]?(?P<zone>[A-Z]{1,4})?[ ]"
    r"(?P<month>[^\W\d_]{3,4})\.?[ ](?P<year>(?:20)?\d\d)(?=\W|$)"
)
_DATE_DASHED = re.compile(
    r"(?P<day>\d\d)[-/.](?P<month>[A-Za-z]{3}|\d\d)[-/.](?P<year>(?:20)?\d\d)[ ,]+(?P<time>\d\d[:.]\d\d)"
)
_LONG_ID = re.compile(r"(?P<agency>[A-Za-z]{2,6})[ ](?P<id>\d{6}-\d+(?:-\d+)*)(?:#(?P<version>\d+))?")
_NOT_PUBLISHED = re.compile(
    r"(?:the following information is not (?:intended )?for publication|die folgenden informationen sind nicht zur"
    r" ver(?:ö|oe)ffentlichung|\W*notizblock\b|\W*notes? to editors\b|les informations suivantes ne sont pas destin)",
    re.I,
)
_SIGNATURE = re.compile(
    r"(?:[a-z]{2,5}(?:[ -/][a-z0-9]{1,6}){1,8}|\(?(?:end|ends|fin|ende|konec|КОНЕЦ)\)?\.?|[-*_=# ]{3,}"
    r"|ISSN[ \d-]+|\([\w-]{2,5}(?:[/-][\w-]{2,4})*/[A-Z]\w+\)|[A-Z]{2,4}(?:-[A-Z]{2,4})*(?:/\w{2,4})?)"
)
_LONGEST_HEADLINE = 400
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


def read(given: Given) -> Iterator[Document]:
    """The stories of a file, one a message. Raises UnreadableError where there is none."""
    found = False
    held = messages(decode(given).text)
    for raw in held[:MOST_MESSAGES]:
        story = _story(telegram(raw), given)
        if story.prose.text.strip() or story.headline.strip():
            yield document(story, given, "iptc7901", () if found else too_many(held))
            found = True
    if not found:
        raise UnreadableError(given.name, "There is no story in the message.", "Ask the agency to send it again.")


def messages(text: str) -> list[str]:
    """The messages of a file, each without what stands around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if text.count(SOH) > 0:
        starts = [at for at, c in enumerate(text) if c == SOH]
    else:
        starts = [found.start() for found in _FRAME.finditer(text)]
        starts = starts or [found.start() for found in HEADER.finditer(text)]
    if not starts:
        return [text]
    return [part for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if (part := text[a:b]).strip()]


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
    found = re.compile(r"(?:[A-Za-z]{1,6}[ /-]?)?\d{2,6}(?:[ /][\w/.-]{1,12}){0,6}[ \t]*$", re.M).match(raw, start)
    return (found.end(), Telegram(found[0].strip())) if found and "\n" in raw[found.end() :] else (start, Telegram())


def _keyed(lines: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The lines with a sign before them that a newsroom's header has, and those below."""
    told: list[tuple[str, str]] = []
    lines = list(_full(lines)) and lines[next(n for n, line in enumerate(lines) if line.strip()) :]
    for n, line in enumerate(lines):
        if line[:1] not in _KEYED or not line[1:2].strip():
            return (told, lines[n:]) if len(told) > 1 else ([], lines)
        told.append((_KEYED[line[0]], line[1:].strip()))
    return told, []


def _keywords(lines: list[str]) -> tuple[list[str], list[str]]:
    """The keyword line where no STX parts it from the text: `Konflikte/Ukraine/`, or one word above a headline."""
    full = [n for n, line in enumerate(lines[:8]) if line.strip()]
    first = lines[full[0]].strip() if len(full) > 1 else ""
    if 2 <= len(first) <= 80 and ("/" in first or " " not in first) and not first.endswith((".", "=")):
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


def _story(told: Telegram, given: Given) -> Story:
    keyed = dict(told.keyed)
    slug = keyed.get("keyword") or " ".join(told.above).strip().strip("/ ")
    lines, notes = _notes_off(list(told.lines))
    above, lines = take_heads(lines)
    headline, lines = _headline(lines, given.received, told.parted)
    headline = keyed.get("headline") or headline
    below, lines = take_heads(lines)
    body = paragraphs(lines, keyed.get("format", "") == "T")
    said = "\n".join(part for part in (above.ednote, below.ednote) if part)
    ednote = "\n\n".join(part for part in (said, notes) if part)
    whole, place, agency, day = dateline_in(body, given.received)
    source = _LONG_ID.search(told.more)
    ends = "\n\n".join((*body[:2], *body[-1:]))
    return Story(
        headline=headline,
        prose=Prose("\n\n".join(body)),
        byline=above.byline or below.byline,
        dateline=whole,
        place=place,
        day=day,
        slugline=slug,
        credit=agency,
        agency=source["agency"] if source else _agency(told.more) or above.agency or below.agency,
        ednote=ednote,
        guid=f"{source['agency']} {source['id']}" if source else told.id.replace(" ", ""),
        version=take_of(keyed.get("take", ""), slug, headline, said) or (source and source["version"]) or "",
        status=status_in(f"{slug}, {keyed.get('take', '')}".rstrip(", "), headline, said),
        urgency=told.priority,
        word_count=told.words.strip("0") and told.words,
        subjects=_subjects(told),
        keywords=tuple(part for line in told.above for part in re.split(r"[/,]", line) if not take_of(part)),
        version_created=told.sent,
        embargo=embargo_in("\n\n".join((slug, headline, ednote, ends)), given.received),
    )


def _subjects(told: Telegram) -> tuple[Subject, ...]:
    named = [value for key, value in told.keyed if key == "subject"]
    letters = [value[:1] for key, value in told.keyed if key == "category"]
    found = [*category(told.category, "iptc7901"), *(s for each in [*named, *letters] for s in category(each))]
    return tuple(found)


def _notes_off(lines: list[str]) -> tuple[list[str], str]:
    """The text without the agency's signature, and the notes that are not to be published."""
    notes = ""
    for n, line in enumerate(lines):
        if _NOT_PUBLISHED.match(line.strip()):
            notes = "\n".join(each.strip() for each in lines[n:]).strip()
            lines = lines[:n]
            break
    end = len(lines)
    while end and (not lines[end - 1].strip() or _SIGNATURE.fullmatch(lines[end - 1].strip())):
        end -= 1
    return lines[:end], notes


def _headline(lines: list[str], received: datetime, parted: bool) -> tuple[str, list[str]]:
    """The headline, which `=` ends, or an empty line, an indent or a dateline; and the lines below it."""
    lines = lines[next((n for n, line in enumerate(lines) if line.strip()), len(lines)) :]
    for n, line in enumerate(lines[:5]):
        if line.rstrip().endswith("=") and not any(_begins(each, received) for each in lines[1 : n + 1]):
            return " ".join(each.strip() for each in lines[: n + 1]).rstrip("= "), lines[n + 1 :]
    taken: list[str] = []
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else ""
        if _begins(line, received) or (n and line[:2].isspace()) or not line.strip():
            break
        if taken and (is_note(line) or byline_in(line) or is_agency(line)):
            break
        taken.append(line.strip())
        if parted and below.strip() and len(line) < _LONGEST_HEADLINE and not _unfinished(line, below):
            break
    headline = " ".join(taken)
    rest = lines[len(taken) :]
    if (
        not any(line.strip() for line in rest)
        or len(headline) > _LONGEST_HEADLINE
        or (headline.endswith(".") and len(taken) > 1)
    ):
        return "", lines
    return headline, rest


def _unfinished(line: str, below: str) -> bool:
    """Whether a headline runs on: both lines are in capitals, or the line breaks where a word would not fit."""
    capitals = line.upper() == line and below.upper() == below
    return capitals or (55 <= len(line) <= 80 and not below[:1].isspace() and len(below.strip()) < 40)


def _begins(line: str, received: datetime) -> bool:
    """Whether the report begins with the line."""
    if status_in("", line, ""):
        return False  # KILL - Minister resigns
    return bool(dateline(line.strip() + " X", received) or dateline_in([line.strip()], received)[0])


def _agency(more: str) -> str:
    """`dpa 0456` and `ADN EST NAZ` are whose story it is."""
    found = re.match(r"(?:[a-z]{5}[ ]|/)?(?P<agency>[A-Za-z]{2,6})(?=[ /-]|$)", more)
    return found["agency"] if found else ""


def _full(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())
