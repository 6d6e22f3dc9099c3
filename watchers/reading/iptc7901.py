"""Telegrams after IPTC 7901 (rev. 5, 1995), and those of the telex that came before it, framed by ZCZC and NNNN.

A header `SOH bdt0123 4 pl 215 dpa 0456`, lines of keywords, `STX` text `ETX`, a date `221432 Nov 26`, `EOT`. `guid` is
service and number of the message, which begin anew every day or so: another story may bear the same one later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from watchers.document import Document, Subject
from watchers.errors import UnreadableError
from watchers.reading.dateline import dateline
from watchers.reading.embargo import embargo_in
from watchers.reading.given import Given
from watchers.reading.prose import Prose
from watchers.reading.story import Story, document
from watchers.reading.telegram import Telegram, messages, telegram
from watchers.reading.telegraph import decode
from watchers.reading.wire import (
    MOST_MESSAGES,
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

_LONG_ID = re.compile(r"(?P<agency>[A-Za-z]{2,6})[ ](?P<id>\d{6}-\d+(?:-\d+)*)(?:#(?P<version>\d+))?")
_NOT_PUBLISHED = re.compile(
    r"(?:the following information is not (?:intended )?for publication|die folgenden informationen sind nicht zur"
    r" ver(?:ö|oe)ffentlichung|\W*notizblock\b"
    r"|\W*notebook\s*$|\W*notes? to editors\b|les informations suivantes ne sont pas destin)",
    re.I,
)
_SIGNATURE = re.compile(
    r"dpa(?:-\w+)?(?: [a-z0-9/]{1,8}){1,8}|[a-z]{2,5}(?:[/-][a-z]{1,5}){1,6}|\(?(?:end|ends|fin|ende|konec)\)?\.?"
    r"|[-*_=# ]{3,}|ISSN[ \d-]+|\([\w-]{2,5}(?:[/-][\w-]{2,4})*/[A-Z]\w+\)|REUTERS"
    r"|[A-Z]{2,4}(?:-[A-Z]{2,4})*(?:/\w{2,4})?"
    r"|\([A-Z]{2,5}(?:[\\/-]{1,2}[A-Za-z]{2,5})?(?: [a-z]{2,5}){1,3}\)|==[A-Z][\w ]{1,20}"
    r"|\((?:Schluss|Forts?\.?)\)[ \w/]{0,40}"
)
"""Lines below the last sentence: who wrote and edited it, the end."""
_TAKEN = re.compile(
    r"(?:REFILE|EXTRA|ROUNDUP|CORRECTION|BACKGROUND|PREVIEW|FEATURE|URGENT|UPDATE \d+|ADVISORY"
    r"|(?:\d\w{2} |FINAL )?(?:LEAD|NET))(?: (?:\d\w{2} )?LEAD)?"
)
"""Lines in capitals above a headline that say what of the story it is."""
_RUBRIC = re.compile(r"[A-Z][A-Z ]{2,24} ?: ?\S")
"""`RACING : Fields for Thursday`."""
_LONGEST_HEADLINE = 400
_FULL = 45


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


def _story(told: Telegram, given: Given) -> Story:
    keyed = dict(told.keyed)
    slug = keyed.get("keyword") or " ".join(told.above).strip().strip("/ ")
    lines, notes = _notes_off(list(told.lines))
    above, lines = take_heads(lines)
    taken = next(
        (line.strip() for line in lines[:5] if re.search(r"LEAD", line) and _TAKEN.fullmatch(line.strip())), ""
    )
    headline, lines = _headline(lines, given.received, told.parted)
    headline = keyed.get("headline") or headline
    below, lines = take_heads(lines)
    subtitle, lines = _subtitle(lines)
    body = paragraphs(lines, keyed.get("format", "") == "T")
    said = "\n".join(part for part in (above.ednote, below.ednote) if part)
    ednote = "\n\n".join(part for part in (said, notes) if part)
    whole, place, agency, day = dateline_in(body, given.received)
    source = _LONG_ID.search(told.more)
    ends = "\n\n".join((*body[:2], *body[-1:]))
    return Story(
        headline=headline,
        abstract=subtitle,
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
        version=take_of(keyed.get("take", ""), taken, slug, headline, said) or (source and source["version"]) or "",
        status=status_in(f"{slug}, {keyed.get('take', '')}".rstrip(", "), headline, said),
        urgency=told.priority,
        word_count=told.words.strip("0") and told.words,
        subjects=_subjects(told),
        keywords=tuple(_words(told.above)),
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
            told = [each.strip().rstrip("= ") for each in lines[: n + 1]]
            heads = [each for each in told if each and not _TAKEN.fullmatch(each)]
            by = len(heads) > 1 and bool(byline_in(heads[-1]))
            rest = [heads[-1], *lines[n + 1 :]] if by else lines[n + 1 :]
            return " ".join(heads[:-1] if by else heads), rest
    taken: list[str] = []
    if len(lines) > 1 and not parted and _RUBRIC.match(lines[0]) and len(lines[0]) < _LONGEST_HEADLINE // 3:
        return lines[0].strip(), lines[1:]
    if parted and (wrapped := _wrapped(lines, received)):
        return " ".join(line.strip() for line in lines[:wrapped]), lines[wrapped:]
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


def _wrapped(lines: list[str], received: datetime) -> int:
    """How many full lines, all but the last, a headline takes that stands above an empty line and a dateline; or 0."""
    ends = next((n for n, line in enumerate(lines[:5]) if not line.strip()), 0)
    first = next((line for line in lines[ends : ends + 3] if line.strip()), "")
    full = all(len(line) >= _FULL for line in lines[: ends - 1]) and not any(
        line[:1].isspace() for line in lines[:ends]
    )
    heads = any(is_note(line) or byline_in(line) or _begins(line, received) for line in lines[:ends])
    return ends if ends > 1 and full and not heads and _begins(first, received) else 0


def _words(above: tuple[str, ...]) -> Iterator[str]:
    """The keywords, without the lead and its like in brackets."""
    for line in above:
        for part in re.split(r"[/,]", re.sub(r"\([^()]*\)", "", line)):
            if part.strip() and not take_of(part):
                yield part


def _subtitle(lines: list[str]) -> tuple[str, list[str]]:
    """`Utl.: … =`, below the headline, and the lines below it."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or not lines[start].startswith("Utl"):
        return "", lines
    end = next((n for n in range(start, min(start + 4, len(lines))) if lines[n].rstrip().endswith("=")), start)
    told = " ".join(line.strip() for line in lines[start : end + 1])
    return re.sub(r"^Utl\.?:?\s*|\s*=$", "", told), lines[end + 1 :]


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
    """`dpa 0456`, `ADN EST NAZ` and `TUR /AFX-AB12` say whose story it is."""
    found = re.search(r"/(?P<agency>[A-Z]{2,5})(?=[ -]|$)", more) or re.match(
        r"(?:[a-z]{5}[ ]|/)?(?P<agency>[A-Za-z]{2,6})(?=[ /-]|$)", more
    )
    return found["agency"] if found else ""
