"""Datelines in the habits of the wires: `GOMA, DR Congo, Nov 18 (Reuters) - `, `MOSCOW, May 5. /TASS/. `, `KYIV — `.

Of other habits `МОСКВА, 22 ноября. /ТАСС/. `, `ANKARA (Turquie), 22 nov 2026 (AFP) - `, `(ANSA) - ROMA, 22 NOV - `.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from watchers.reading.dates import DAY, day_of, instant_in

_LONGEST = 160
_LONGEST_NOTE = 400
_LONGEST_DAY = 48
_NOTES = 8
_AGENCY = frozenset(
    "reuters,afp,ap,associated press,the associated press,agence france-presse,xinhua,dpa,upi,"
    "united press international,tass,itar-tass,interfax,ria novosti,ria,efe,ansa,pa,pa media,"
    "press association,kyodo,kyodo news,yonhap,jiji,bernama,antara,pti,ani,ians,app,irna,isna,fars,"
    "tasnim,mehr,sana,anadolu,aa,anadolu agency,wafa,petra,spa,wam,qna,kuna,mena,nna,una,bna,apa,"
    "ats,belga,anp,ntb,tt,ritzau,stt,ctk,čtk,pap,mti,agerpres,bta,hina,tanjug,ukrinform,unian,"
    "belta,azertac,armenpress,interpress,montsame,kcna,vna,cna,aap,the canadian press,cp,ana,ana-mpa,"
    "lusa,telam,télam,notimex,agencia brasil,agência brasil,prensa latina,pl,pana,nan,gna,aps,map,"
    "tap,sunna,irin,globe newswire,globenewswire,"
    "business wire,businesswire,pr newswire,prnewswire,accesswire,awp,sda,irin,"
    "the new humanitarian,ocha,icrc,unhcr,unicef,who,bloomberg,rfe/rl,voa,ifx,dpa-"
    "afx,radio free asia,rfa,al jazeera,ips,bbc,cnn,npr,afrol,allafrica".split(",")
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'ʼ.\-]*"
_SMALL = r"(?:of|the|de|del|della|la|le|les|los|las|el|al|du|des|da|do|dos|and|et|y|in|on|near|sur|am|an|der|den|st)"
_NAME = rf"{_CAPITAL}(?:(?:[ ]|[ ]?/[ ]?)(?:{_CAPITAL}|{_SMALL}(?=[ ])))*"
_PLACE = re.compile(rf"{_NAME}(?:,[ ]{_NAME}){{0,3}}")
_CREDIT = re.compile(
    r"[ \t]*(?:\((?P<round>[^()\n]{2,40})\)[ \t]*(?:[.:]?[ \t]*[-–—]{1,3}|[.:])|/(?P<slash>[A-Za-z][\w \-]{1,20})/[.:]?"
    r"|(?P<bare>Kyodo|KYODO|Xinhua|XINHUA|Yonhap|SANA|AFP|AP|DPA|dpa)[ \t]*[-–—]{1,3})(?=\s|$|[^\W\d_a-zß-öø-ÿ])"
)
_DASH = re.compile(r"[ \t]*(?:[-–—]{2,3}|[–—]|[ \t]-)[ \t]*(?=[\s\"“‘'«„(]*\w)")
_NOTE = re.compile(
    r"\([^()\n]*(?:\n[^()\n]+)*\)|\[[^\[\]\n]*\]|(?:By|BY|Par|Von|Por)[ ][^\n:;!?]{2,90}"
    r"|[^\n]{0,20}\d{1,2}[:.]\d\d[^\n]{0,12}|[*•-][ ][^\n]{2,200}"
)
"""What editors put above a dateline: `(Updates with death toll)`, `* Key point`, `By A. Writer`, the hour."""
_RUSSIAN = re.compile(
    r"(?P<place>[А-ЯЁ][А-ЯЁа-яё -]{2,40}?)(?:,|\.)?\s+(?P<day>\d{1,2})\s+(?P<month>янв|фев|мар|апр|ма[йя]|июн"
    r"|июл|авг|сен|окт|ноя|дек)[а-я]*(?:\s+(?P<year>20\d\d))?\.?"
    r"\s*(?:[-–—]\s*)?[/(](?P<agency>[^/()\n]{2,24})[/)]\.?\s*[-–—]?"
)
"""`МОСКВА, 22 ноября. /ТАСС/. `, `КИЕВ, 22 ноя - (агентство). `"""
_RUSSIAN_MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10,
    "ноя": 11, "дек": 12,
}  # fmt: skip
_WITH_COUNTRY = re.compile(
    r"(?P<place>[^\W\d_a-z][^()\n.!?:;]{1,40}?)\s*\((?P<country>[^()\d\n]{2,40})\),?\s+"
    r"(?P<day>\d{1,2}\.?\s+[^\W\d_]{3,10}\.?(?:\s+20\d\d)?|[^\W\d_]{3,10}\.?\s+\d{1,2}(?:,\s+20\d\d)?)"
    r"\s*\((?P<agency>[^()\n]{2,24})\)\s*[.:]?\s*[-–—]"
)
"""`ANKARA (Turquie), 22 nov 2026 (AFP) - `."""
_AGENCY_FIRST = re.compile(
    r"\((?P<agency>[A-Z][A-Za-z]{1,12})\)\s*[-–—]\s*(?P<place>[A-ZÀ-Ý][A-ZÀ-Ýa-zà-ÿ' ./-]{1,40}?)"
    r"(?:,\s*(?P<day>\d{1,2}\s+[A-Za-z]{3,10}\.?|[A-Z][a-z]{2,9}\.?\s+\d{1,2}))?\s*[-–—]\s"
)
"""`(ANSA) - ROMA, 22 NOV - `, `(ANSA) - Rome, November 22 - `."""
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+[A-Z]$")
_NO_PLACE = frozenset(
    "BREAKING,URGENT,UPDATE,EXCLUSIVE,FACTBOX,ANALYSIS,EXPLAINER,CORRECTED,REFILE,WRAPUP,NEWSMAKER,TIMELINE,INSIGHT,FOCUS,FLASH,"
    "ALERT,OPINION,COMMENT,VIDEO,PHOTOS,WATCH,LIVE,NOTE,EDITORS,ADVISORY,CORRECTION,TOP,SUMMARY,BACKGROUND,ROUNDUP,SPECIAL,"
    "FEATURE,INTERVIEW,QUESTION,ANSWER,Q,A,I,KEY,PART,CHAPTER,SECTION,PRESS".split(",")
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`text` as it stands in the document; `stop` is where the report begins, in code points."""

    text: str
    place: str | None
    date: date | None
    credit: str | None
    stop: int


def dateline(text: str, received: datetime) -> Dateline | None:
    """The dateline that the text begins with, below editors' notes; `received` gives the year that it leaves out."""
    start = 0
    for _ in range(_NOTES + 1):
        start += len(text) - start - len(text[start:].lstrip()) if start < len(text) else 0
        if (found := _at(text, start, received)) is not None:
            return found
        note = _NOTE.match(text, start, start + _LONGEST_NOTE)
        if note is None or text[note.end() : note.end() + 1] not in {"\n", ""}:
            return None
        start = note.end()
    return None


def _at(text: str, start: int, received: datetime) -> Dateline | None:
    paragraph = text[start : start + _LONGEST].split("\n\n", maxsplit=1)[0]
    head = paragraph.replace("\n", " ")
    return (
        _of_other_habits(head, start, text, received)
        or _with_credit(head, start, text, received)
        or _without(head, start, text, received)
        or _alone(paragraph, start, text, received)
    )


def _of_other_habits(head: str, start: int, text: str, received: datetime) -> Dateline | None:
    if found := _RUSSIAN.match(head):
        when = f"{found['year'] or received.year}-{_RUSSIAN_MONTHS[found['month']]:02}-{int(found['day']):02}"
        stamped = instant_in(when, received) or instant_in(f"{received.year - 1}{when[4:]}", received)
        day = stamped.date() if stamped else None
    elif found := _WITH_COUNTRY.match(head) or _AGENCY_FIRST.match(head):
        matched = DAY.search(found["day"] or "")
        day = day_of(matched, received) if matched else None
        if found.re is _WITH_COUNTRY and day is None:
            return None
    else:
        return None
    end = len(found[0].rstrip(" .:-–—"))
    return _made(text, start, (end, found.end()), (found["place"], day, found["agency"]))


def _with_credit(head: str, start: int, text: str, received: datetime) -> Dateline | None:
    found = _CREDIT.search(head)
    if found is None:
        return None
    place, day, plain = _place_and_day(head[: found.start()], received)
    if not plain:
        return None
    credit: str | None = (found["round"] or found["slash"] or found["bare"]).strip()
    inner = DAY.fullmatch(credit or "")
    if inner and day is None:
        credit, day = None, day_of(inner, received)
    known = credit is not None and any(c.strip().casefold() in _AGENCY for c in re.split(r"[/,]|\band\b", credit))
    known = known or (credit is not None and credit.casefold() in _AGENCY)
    if not known and not (day or (place and _city_in_capitals(place))):
        return None
    end = found.end("round") + 1 if found["round"] else found.end("slash") + 1 if found["slash"] else found.end("bare")
    return _made(text, start, (end, found.end()), (place, day, credit))


def _without(head: str, start: int, text: str, received: datetime) -> Dateline | None:
    """`KYIV, Ukraine — `: the city in capitals, or a day after it."""
    found = _DASH.search(head)
    if found is None or found.start() == 0:
        return None
    place, day, plain = _place_and_day(head[: found.start()], received)
    if not plain or not (day or (place and _city_in_capitals(place) and ("," in place or len(place) > 3))):
        return None
    return _made(text, start, (found.start(), found.end()), (place, day, None))


def _alone(paragraph: str, start: int, text: str, received: datetime) -> Dateline | None:
    """`Pemba, 19 November 2026` on a line of its own."""
    line = paragraph.split("\n", maxsplit=1)[0]
    if line.rstrip().endswith(".") or not any(c.isdigit() for c in line):
        return None
    place, day, plain = _place_and_day(line, received)
    if not plain or place is None or day is None:
        return None
    return _made(text, start, (len(line), len(line)), (place, day, None))


def _made(text: str, start: int, ends: tuple[int, int], told: tuple[str | None, date | None, str | None]) -> Dateline:
    """`ends` are those of the dateline and of the dash behind it, counted from `start`."""
    stop = start + ends[1]
    while stop < len(text) and text[stop].isspace():
        stop += 1
    return Dateline(" ".join(text[start : start + ends[0]].split()), *told, stop)


def _place_and_day(before: str, received: datetime) -> tuple[str | None, date | None, bool]:
    """The place, the day, and whether the words are nothing else than these."""
    before = before.strip(" \t,;:")
    undotted = before.rstrip(".")
    begins = max(0, len(before) - _LONGEST_DAY)
    dated = any(c.isdigit() for c in before[begins:])
    found = next((m for m in DAY.finditer(before, begins) if m.end() >= len(undotted)), None) if dated else None
    day = day_of(found, received) if found else None
    place = before[: found.start()].strip(" \t,.;:(") if found else before
    place += "." if found and _INITIALS.search(place) else ""
    if not place:
        return None, day, True
    fits = _PLACE.fullmatch(place) is not None and len(place.split()) <= 12
    first = re.split(r"[\s,]", place)[0]
    return place, day, fits and first.rstrip(".") not in _NO_PLACE


def _city_in_capitals(place: str) -> bool:
    letters = [c for c in place.split(",", maxsplit=1)[0] if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)
