"""What the text formats of the wires share: control characters, paragraphs, take numbers, kills, editors' notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from watchers.document import Subject
from watchers.reading.dateline import dateline
from watchers.reading.dates import instant_in
from watchers.reading.topics import name_of

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"
MOST_MESSAGES = 5000
_COUNTED = 50_000
_LONGEST_MESSAGE = 1_000_000
FAR = datetime(2199, 12, 31, tzinfo=UTC)
_TAKE = re.compile(
    r"(?<![\w.])(?P<lead>\d{1,2})\s?(?:st|nd|rd|th|\.)?[\s-]*(?:(?:ld|lead|zusammenfassung|zf)\b(?:[\s-]*writethru)?|writethru)"
    r"|\bupdate\s+(?P<update>\d{1,2})\b|\bzf\s?(?P<zf>\d)\b|(?<![\w.])(?P<bare>(?:ld[\s-]*)?writethru)\b",
    re.I,
)
_KILLS = (
    r"(?:(?:mandatory|bulletin|urgent|story)[\s-]+)?(?:kill(?:ed)?|withdrawal|withdrawn|elim(?:ination|inated)?|cancellation|storno"
    r"|stornierung|annulation|annul[ée]e?|anulaci[óo]n|anulad[oa]|annullat[oa]|annullamento|r[üu]ckzug|zur(?:ü|ue)ckgezogen"
    r"|аннулиров\w+|отзыв|отозван\w*)"
)
_KILLED_SLUG = re.compile(rf"(?:^|[,(;]\s*){_KILLS}(?=$|[\s,:).-])", re.I)
_KILLED_HEAD = re.compile(
    rf"\W*(?:(?:achtung\s*[:!,–-]\s*)?{_KILLS}\s*[:,–—-]|(?-i:KILL|WITHDRAWAL|ELIMINATION)\s+(?-i:[ABP][MC]-))|.*\bmandatory\s+kill\b",
    re.I,
)
_KILLED_NOTE = re.compile(
    rf"\W*{_KILLS}\s*[:,.–—-]|.*(?:\bmandatory\s+kill\b|\bkill\s+is\s+mandatory\b|\bstory\s+(?:\w+\s+){{0,6}}(?:has\s+been|is|was)"
    rf"\s+(?:killed|withdrawn|retracted)\b|\bdo\s+not\s+use\s+(?:this|the|our)\s+(?:story|item|report)|zur(?:ü|ue)ckgezogen"
    rf"|\bnicht\s+(?:zu\s+)?verwenden\b|\bne\s+pas\s+utiliser\b)",
    re.I | re.S,
)
_HELD_HEAD = re.compile(r"\W*(?:withhold|withheld|hold)(?:\s*[:–—]|\s+[-–—]|\W*$)", re.I)
_HELD = re.compile(r"(?:^|,\s*|\(\s*)(?:withhold|withheld|hold)(?=$|[,:).-]|\s+(?!for\b))", re.I)
_NOTE = re.compile(
    r"\(?\s*(?:eds?|editors?|editor['’]s?\s+note|note\s+to\s+(?:editors?|eds)|editors['’]\s+note|attention\s+editors"
    r"|update|achtung(?:\s+redaktionen)?|redaktioneller\s+hinweis|avis\s+aux\s+r[ée]dactions|advisory|nota\s+a\s+los\s+editores)"
    r"\s?[:._,–—-]",
    re.I,
)
_ROUND_NOTE = re.compile(
    r"\W*(?:strictly\s+)?(?:embargoed[\s:-]+(?:until|till|to|for)\b|embargo\b\s*(?:[:–-]|until|till|bis|jusqu)|sperrfrist\b"
    r"|hold\s+for\s+release|not\s+for\s+(?:publication|release)\s+(?:before|until)).*"
    r"|\(\s*(?:adds?|updates?|updating|recasts?|corrects?|correcting|subs?|incorporates?|eds|with|new\b|neu\b|zusammenfassung"
    r"|wiederholung|berichtig|aktualisier|pictures?|photos?|grafi[ck]|actuali[sz]|repeats?|refil|moving|for use|embargo"
    r"|sperrfrist|note|changes?|clarif|more|ersetzt|ajoute|corrige)[^()]*\)\.?",
    re.I,
)
_BYLINE = re.compile(
    r"(?:By|BY|Par|PAR|Von|VON|Por|POR|Di)[ \t]+(?P<who>(?:[^\W\d_a-z]|(?:our|dpa|ap|afp)\b)[^\n:;!?]{2,120}?)\.?"
)
_WRITER = re.compile(
    r"(?:the\s+)?(?:associated|canadian|australian\s+associated|united)\s+press(?:\s+[\w.]+){0,4}|(?:the\s+)?ap(?:(?:\s+\w+){0,4}\s+(?:writers?|correspondents?|editors?|reporters?|columnists?))?"
    r"|agence\s+france[- ]presse|(?:the\s+)?press\s+association|reuters|deutsche\s+presse-agentur",
    re.I,
)
_AGENCY_LINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^()\n.!?:;]{1,60}?)\s*\((?P<agency>[A-Za-zÄÖÜ][\w/. -]{1,24})\)\s*(?:[-–—.:=]+\s*)?(?=\S)"
)
_ANPA = {
    "a": "domestic news", "b": "special events", "c": "features", "d": "food", "e": "entertainment", "f": "financial",
    "i": "international", "j": "lottery", "k": "commentary", "l": "lifestyle", "n": "state and regional",
    "o": "weather", "p": "politics", "q": "sports scores", "r": "racing", "s": "sports", "t": "travel",
    "v": "advisories", "w": "Washington",
}  # fmt: skip
"""ANPA 1312, table of categories."""
_DESKS = {
    "pl": "politics", "wi": "economy", "sp": "sport", "ku": "culture", "vm": "miscellany", "rs": "editorial service",
    "pol": "politics", "eco": "economy", "est": "foreign news", "cro": "domestic news", "spr": "sport", "spo": "sport",
    "spe": "entertainment", "int": "international", "eko": "economy", "spt": "sport", "fin": "financial",
}  # fmt: skip
"""Desks as the agencies that write IPTC 7901 abbreviate them."""
URGENCIES = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "w": 6, "h": 6, "a": 7, "s": 8}
"""ANPA 1312: flash, bulletin, urgent, regular, deferred, release at will or hold, weekday and weekend advance."""
_LINE_END = re.compile(r"\r*\n\r*|\r+")
_TABLE = re.compile(r"\S\s{3,}\S+\s{3,}\S|\t\S+\t")
_MIN_WIDTH = 45


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above a report."""

    byline: str = ""
    ednote: str = ""
    agency: str = ""


def with_newlines(text: str) -> str:
    """The text with one `\\n` for each end of line: teleprinters are sent CR CR LF, some CR alone or LF CR."""
    text = text.replace("\x00", "")
    return _LINE_END.sub("\n", text) if "\n" in text else text.replace("\r", "\n")


def too_many(messages: list[str]) -> tuple[str, ...]:
    """The warning for a file of more messages than are read."""
    if len(messages) <= MOST_MESSAGES:
        return ()
    many = f"{_COUNTED:,} or more" if len(messages) >= _COUNTED else f"{len(messages):,}"
    return (f"Only the first {MOST_MESSAGES:,} of {many} messages were read.",)


def framed(text: str, starts: Iterable[int]) -> list[str]:
    """The messages that begin there, each of bounded length; of more than are counted, the first."""
    at = list(islice(starts, _COUNTED + 1))
    ends = [*at[1:], len(text)]
    parts = [text[a : min(b, a + _LONGEST_MESSAGE)] for a, b in zip(at[:_COUNTED], ends, strict=False)]
    return [part for part in parts if part.strip(f"{SOH}\x16 \n")]


def take_of(*told: str) -> str | None:
    """The number of the lead or writethru, `3` for `3rd Ld-Writethru`; `1` for one without a number."""
    for words in told:
        if found := _TAKE.search(words):
            return str(int(found["lead"] or found["update"] or found["zf"] or 1))
    return None


def status_in(slug: str, headline: str, note: str) -> str:
    """`cancelled` where slug, headline or note say that the story is killed, `withheld` where it is held; else ""."""
    if _KILLED_SLUG.search(slug) or _KILLED_HEAD.match(headline) or _KILLED_NOTE.match(note):
        return "cancelled"
    held = _HELD.search(slug) or _HELD_HEAD.match(headline) or _HELD.match(note)
    return "withheld" if held else ""


def category(code: str, scheme: str = "anpa") -> tuple[Subject, ...]:
    """The subject of a category letter, a desk's abbreviation, or one of IPTC's eight digits."""
    code = code.strip()
    if not code or not any(c.isalnum() for c in code):
        return ()
    if re.fullmatch(r"\d{8}", code):
        return (Subject(code, "subj" if code[0] in "01" else "medtop", name_of(None, code)),)
    low = code.lower()
    return (Subject(code, scheme, _ANPA.get(low) if len(low) == 1 else _DESKS.get(low)),)


def is_note(block: str) -> bool:
    """Whether the words are for editors and not for readers."""
    return bool(_NOTE.match(block) or _ROUND_NOTE.fullmatch(block.strip()))


def byline_in(block: str) -> str:
    """The line that says who wrote it, `By A. Writer`; "" where it is none."""
    found = _BYLINE.fullmatch(" ".join(block.split()))
    return found[0].strip().rstrip(".") if found and len(block) < 160 else ""


def is_agency(block: str) -> bool:
    """`Associated Press Writer`, `THE CANADIAN PRESS` on a line of its own."""
    return bool(_WRITER.fullmatch(block.strip()))


def dateline_in(body: Iterable[str], received: datetime) -> tuple[str, str, str, date | None]:
    """Dateline, its place, its agency and day, in a form that only telegrams have: `Berlin (KNA) Die …`.

    Empty where there is none, and where it is of a form that is told from the text.
    """
    for block in list(body)[:3]:
        if dateline(block[:400], received):
            return "", "", "", None
        if (found := _AGENCY_LINE.match(block)) and len(found["place"].split()) <= 6:
            day = instant_in(f"{found['place']} {received.year}", FAR)
            place = re.split(r",\s*(?=\d)|,\s*[A-Z][a-z]{2,8}\.?\s\d", found["place"])[0]
            return block[: found.end()].rstrip(" -–—.:="), place, found["agency"], day.date() if day else None
    return "", "", "", None


def paragraphs(lines: list[str], kept: bool = False) -> list[str]:
    """Of lines broken for a teleprinter: parted by empty or indented ones; lines that are not full are kept apart."""
    lines = [line.rstrip() for line in lines]
    if kept:
        return ["\n".join(lines).strip("\n")] if any(lines) else []
    width = max((len(line) for line in lines), default=0)
    found: list[list[str]] = []
    before = ""
    for line in lines:
        words = line.strip()
        indented = line[:1] == "\t" or line.startswith("  ")
        if words and (not before or indented or not found):
            found.append([words])
        elif words and (_TABLE.search(line) or len(before) < max(_MIN_WIDTH, width * 0.6) or width > 120):
            found[-1].append("\n" + words)
        elif words:
            found[-1].append(" " + words)
        before = line if words else ""
    return ["".join(each) for each in found]


def take_heads(lines: list[str]) -> tuple[Heads, list[str]]:
    """Notes, byline and agency that stand above the report line by line, and the lines below them."""
    notes: list[str] = []
    byline = agency = ""
    at, done = 0, 0
    while at < min(len(lines), 12):
        line = lines[at].strip()
        if is_note(_whole(lines, at)):
            whole = _whole(lines, at)
            notes.append(whole)
            at += whole.count("\n")
        elif not byline and line and (who := byline_in(line)):
            byline = who
        elif is_agency(line):
            agency = line
        elif line:
            break
        at += 1
        done = at
    return Heads(byline, "\n".join(" ".join(note.split()) for note in notes), agency), lines[done:]


def _whole(lines: list[str], at: int) -> str:
    """The line, or the few up to the bracket that closes the one it opens."""
    line = lines[at].strip()
    if line.startswith("(") and ")" not in line:
        for more in range(at + 1, min(at + 5, len(lines))):
            if ")" in lines[more]:
                return "\n".join(lines[at : more + 1]) if lines[more].rstrip().endswith((")", ").")) else line
    return line
