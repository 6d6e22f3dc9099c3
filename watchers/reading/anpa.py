"""Messages after ANPA 1312 (1989), as the agencies of North America and their customers send them.

`SYN SYN SOH a0432 US selector`, `r i DC3 DC1 am-quake 1stld-writethru 11-22 0432`, `STX` `^AM-Quake, 1st Ld-Writethru<`
… `ETX` `AP-NY-11-22-26 1432EST<` `EOT`. `guid` is the letter of the service and the number of the message, which begin
anew every day: another story may bear the same one later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from watchers.document import Document
from watchers.errors import UnreadableError
from watchers.reading.dateline import dateline
from watchers.reading.dates import instant_in, published_on
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
    framed,
    is_agency,
    is_note,
    paragraphs,
    status_in,
    take_of,
    too_many,
    with_newlines,
)

_FIRST = re.compile(
    r"[\x00\x16\x01\s]*(?P<id>[A-Za-z]\d{3,4})(?P<upi>[^\x1f\n^_-]{0,15})[\x1f^_-]*[ \t]*(?P<selector>[\w-]{0,12})"
    r"[-\s]*?\n"
)
SECOND = re.compile(
    r"[ \t]*(?P<priority>[A-Za-z])[ \t]?(?P<category>[A-Za-z])(?P<format>[\x11-\x14]{0,2})[ \t]*"
    r"(?P<slug>(?:[ABP][MC]-|[ap]p-)?[^\s\x02]{2,40})(?P<version>[^\n\x02]*?)[ \t]*"
    r"(?P<first>\d{1,2})-(?P<second>\d{1,2})[ \t]*(?P<words>\d{0,5})[ \t]*(?=\n|\x02|$)",
    re.I,
)
_SENT = re.compile(
    r"(?P<agency>[A-Z]{2,4})-[A-Z]{2,3}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)[ ]+"
    r"(?P<hour>\d\d):?(?P<minute>\d\d)[ ]?(?P<zone>[A-Z]{1,4})?",
)
_SENT_DAY_FIRST = re.compile(
    r"(?:[A-Z]{2,4}-)?(?P<hour>\d\d):(?P<minute>\d\d)[ ]?(?P<zone>[A-Z]{1,4})?"
    r"[- ](?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d\d)"
)
_SLUG = re.compile(r"(?:[ABP][MC]-|[A-Z]{2}-[A-Z]{2}--)\S|.{2,60},\s?\d{3,5}$", re.I)
_KEYED = re.compile(
    r"(?P<key>HL|HEADLINE|HEAD|INDEX|SYMBOL|CODE|UPDATE|EDITORS?|EDS|BYLINE|KEYWORDS?|SUBJECT):\s*(?P<value>.*)",
    re.I | re.S,
)
_SIGNS = str.maketrans(
    {"\x08": " ", "\x10": " ", "\x0e": None, "\x0f": None, "\x1c": "\u00bc", "\x1d": "½", "\x1e": "¾"}
)
"""Tab-line indicator, space band, upper and lower rail; the fractions of the standard's table."""
_DASH = re.compile(r"(?<=\s)_(?=\s)|(?<=\w)__(?=\w)|^_(?=\s)")
_CAPTION = re.compile(r"\(?(?:AP|CP|UPI|Getty)\s+(?:photos?|graphics?|video|picture)\b.*", re.I | re.S)
_NO_HEADLINE = re.compile(
    r"(?:[A-Z]{2,4}\s?Photo|With\s|For\s+use|Eds\b|Bulletin$|Urgent$|Flash$|NewsAlert$|___)", re.I
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message taken apart; `units` are its logical lines, those of the head with `^` before them."""

    id: str = ""
    priority: str = ""
    category: str = ""
    slug: str = ""
    take: str = ""
    words: str = ""
    filed: tuple[int, int] | None = None
    kept: bool = False
    """Whether it is a table, whose lines stay as they are."""
    units: tuple[str, ...] = ()
    tail: str = ""


def read(given: Given) -> Iterator[Document]:
    """The stories of a file, one a message. Raises UnreadableError where there is none."""
    found = False
    held = messages(decode(given).text)
    for raw in held[:MOST_MESSAGES]:
        told = message(raw)
        story = _story(told, given)
        if story.prose.text.strip() or story.headline.strip():
            read_one = document(story, given, "anpa", () if found else too_many(held))
            found = True
            day = _filed(told, given.received) if read_one.published is None else None
            yield replace(read_one, published=published_on(day, given.received)) if day else read_one
    if not found:
        raise UnreadableError(given.name, "There is no story in the message.", "Ask the agency to send it again.")


def messages(text: str) -> list[str]:
    """The messages of a file; a header that has lost its SOH begins one too."""
    text = with_newlines(text)
    starts: Iterable[int] = (found.start() for found in re.finditer(SOH, text))
    if SOH not in text:
        starts = [
            m.start()
            for m in re.finditer(r"^[ \t\x16]*[A-Za-z]\d{3,4}[^\n]{0,30}\n", text, re.M)
            if SECOND.match(text, m.end())
        ]
        starts = starts or [found.start() for found in re.finditer(rf"^(?={SECOND.pattern})", text, re.M | re.I)]
    return framed(text, starts or [0])


def message(raw: str) -> Message:
    """A message taken apart, whatever of its frame has been lost on the way."""
    first = _FIRST.match(raw)
    at = first.end() if first else len(raw) - len(raw.lstrip("\x01\x16 \n"))
    second = SECOND.match(raw, at)
    at = second.end() if second else at
    above, stx, text = raw[at:].partition(STX)
    text = text if stx else above
    text, _, tail = text.partition(ETX)
    if not tail and (found := _SENT.search(text[-200:]) or _SENT_DAY_FIRST.search(text[-200:])):
        cut = max(0, len(text) - 200) + found.start()
        text, tail = text[:cut], text[cut:]
    told = Message(first["id"] if first else "", units=tuple(_units(text)), tail=tail)
    if second is None:
        return told
    filed = (int(second["first"]), int(second["second"]))
    kept = "\x12" in second["format"]
    return replace(
        told, priority=second["priority"].lower(), category=second["category"].lower(), slug=second["slug"],
        take=second["version"].strip(), words=second["words"].strip("0") and second["words"], filed=filed, kept=kept,
    )  # fmt: skip


def _units(text: str) -> Iterator[str]:
    """Lines joined up to the `<` that ends them; `^`, a tab or an empty line begin a new one."""
    joined = text.count("<\n") + text.endswith("<") > 1
    held: list[str] = []
    for line in text.split("\n"):
        begins = line[:1] in {"^", "\t", "\x08"} or line.startswith("   ") or not line.strip()
        if held and begins:
            yield "\n".join(held)
            held = []
        if line.strip():
            held.append(line)
        if held and (line.rstrip().endswith("<") or (not joined and held[0].startswith("^") and len(line) < 55)):
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


def _story(told: Message, given: Given) -> Story:
    head, body = _parted(told, given.received)
    slug = next((unit for unit in head[:2] if _SLUG.match(unit) or _is_slug(unit, told)), "")
    keyed = {found["key"].lower(): found["value"] for unit in head if (found := _KEYED.fullmatch(unit))}
    byline = next((who for unit in head if (who := byline_in(unit))), "")
    headline = keyed.get("hl") or keyed.get("headline") or keyed.get("head") or _headline(head, slug)
    notes = [unit for unit in head if is_note(unit) and unit not in {slug, headline}]
    take = " ".join((slug.partition(",")[2], told.take))
    whole, place, agency, day = dateline_in(body, given.received)
    note = "\n".join(re.sub(r"^\(|\)\.?$", "", unit) for unit in notes)
    return Story(
        headline=headline,
        prose=Prose("\n\n".join(body) or note),
        byline=byline,
        dateline=whole,
        place=place,
        day=day,
        slugline=slug.partition(",")[0].strip() or told.slug,
        credit=agency,
        agency=next((unit for unit in head if is_agency(unit)), "") or _agency(told.tail),
        ednote=note,
        guid=told.id,
        version=take_of(slug, told.take) or "",
        status=status_in(f"{slug or told.slug}, {take}", headline, note or (body[0] if body else "")),
        urgency=str(URGENCIES.get(told.priority, "")),
        word_count=told.words,
        subjects=category(told.category),
        version_created=_sent(told.tail),
        embargo=embargo_in("\n\n".join((*head, *body[:2])), given.received),
    )


def _parted(told: Message, received: datetime) -> tuple[list[str], list[str]]:
    """The logical lines above the report, and the report in paragraphs."""
    units = list(told.units)
    ends = next((n for n, unit in enumerate(units) if not _is_head(unit, n)), len(units))
    if not ends and units:
        units, ends = _bare_heads(units, received)
    head = [_plain(unit) for unit in units[:ends]]
    if told.kept:
        return head, [text] if (text := "\n".join(_plain(unit, kept=True) for unit in units[ends:])) else []
    body = [part for unit in units[ends:] for part in paragraphs(_plain(unit, kept=True).split("\n"))]
    return head, [part for part in body if part]


def _bare_heads(units: list[str], received: datetime) -> tuple[list[str], int]:
    """The same where the `^` of the head is lost: short lines above the dateline or the first full sentence."""
    head: list[str] = []
    for n, unit in enumerate(units[:6]):
        lines = unit.split("\n")
        for at, line in enumerate(lines):
            plain = _plain(line)
            reports = dateline(plain + " X", received) or len(plain) > 100 or plain.endswith(".")
            if line[:1].isspace() or (reports and not is_note(plain) and not _SLUG.match(plain)):
                return [*head, "\n".join(lines[at:]), *units[n + 1 :]], len(head)
            head.append(line)
    return units, 0


def _is_head(unit: str, n: int) -> bool:
    """A line of typesetting (`^…`) or of a newsroom's keys (`code:2`) above the first paragraph."""
    return unit.startswith("^") or (n > 0 and unit[:1] not in {"\t", " "} and bool(_KEYED.match(unit)))


def _is_slug(unit: str, told: Message) -> bool:
    key = re.sub(r"\W", "", told.slug.lower())
    return len(key) > 2 and re.sub(r"\W", "", unit.lower()).startswith(key)


def _headline(head: list[str], slug: str) -> str:
    """The first line of the head that is nothing else."""
    for unit in head:
        note = is_note(unit) and not unit.lower().startswith("advisory")
        other = unit == slug or note or byline_in(unit) or is_agency(unit) or _KEYED.fullmatch(unit)
        if (
            not other
            and not _CAPTION.fullmatch(unit)
            and not _NO_HEADLINE.match(unit)
            and any(c.isalpha() for c in unit)
        ):
            return unit
    return ""


def _plain(unit: str, kept: bool = False) -> str:
    """Words without the codes of typesetting: quotes, dashes and spaces are what readers see."""
    lines = [_unmarked(line.rstrip()) for line in unit.translate(_SIGNS).split("\n")]
    text = "\n".join(lines) if kept else " ".join(line.strip() for line in lines)
    text = re.sub(r"^[\t ]*\^+", "", text, flags=re.M)
    text = _DASH.sub("—", text.replace("``", "“").replace("''", "”").replace("`", "‘"))
    return text.rstrip() if kept else text.strip()


def _unmarked(line: str) -> str:
    """Without the signs that end a line for the typesetter."""
    bare = line.rstrip("<@=^")
    return bare[:-1] if bare.endswith("+") and bare[-2:-1].isalnum() else bare.rstrip() if bare != line else line


def _sent(tail: str) -> datetime | None:
    found = _SENT.search(tail) or _SENT_DAY_FIRST.search(tail)
    if found is None:
        return None
    day, month = found["day"], found["month"]
    if int(month) > 12:
        day, month = month, day
    return instant_in(f"20{found['year']}-{month}-{day} {found['hour']}:{found['minute']} {found['zone'] or ''}", FAR)


def _agency(tail: str) -> str:
    found = _SENT.search(tail)
    return found["agency"] if found else ""


def _filed(told: Message, received: datetime) -> date | None:
    """The day of the header, month first unless it cannot be; the last one that the receipt allows."""
    month, day = told.filed or (0, 0)
    month, day = (day, month) if month > 12 else (month, day)
    for year in (received.year, received.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found <= received.date():
            return found
    return None
