"""The marks that a wire's editors put on slugline, headline and note: leads, takes, kills, corrections, advisories."""

from __future__ import annotations

import re

from watchers.document import Document

_ORDINAL = r"\d{1,2}\s?(?:st|nd|rd|th|er|[èe]re|[èe]me|e|ª|º|\.)?"
_LEAD = (
    rf"(?:{_ORDINAL}[\s-]*)?(?:ld|lead|lede)(?:[\s-]*writethru)?(?:[\s-]?\d{{1,2}})?|(?:{_ORDINAL}[\s-]*)?writethru"
    rf"|(?:{_ORDINAL}[\s-]*)?updates?(?:[\s-]?\d{{1,2}})?|(?:{_ORDINAL}[\s-]*)?subs?"
    rf"|(?:{_ORDINAL}\s*)?(?:tages)?zusammenfassung|zs?f\s?\d?|\d{{1,2}}(?:st|nd|rd|th)|optional|recasts?"
    r"|ampl(?:\.|[ií]a(?:ci[oó]n)?)?|act(?:\.|ualiza(?:ci[oó]n)?)?|neufassung|neu|erg[äa]nz(?:t|ung)|aktualisier(?:t|ung)"
    r"|refile|repeat(?:s|ing)?|wiederholung|wdh\.?|versi[oó]n\s\d{1,2}"
)
_URGENT = r"urgent[e]?|flash|bulletin|(?:news[\s-]?)?alert[ea]?|eil(?:meldung)?|snap|blitz|breaking"
_CORRECTED = (
    r"correct(?:s|ed|ion|ing)|corr|korr(?:ektur)?|berichtigung|berichtigt|correcti(?:f|ve)|rectifi(?:catif|caci[oó]n)|corrig[ée]?"
    r"|correcci[oó]n|corregid[oa]|correzione|rettifica|erratum|поправка|уточнение|исправлен(?:о|ие)|تصحيح"
)
_KILLED = (
    r"(?:(?:mandatory|bulletin|urgent|story)[\s-]+)?(?:kill(?:ed)?|withdrawal|withdrawn|elimination|cancellation|storno"
    r"|stornierung|annulation|annul[ée]e?|anulad[oa]|annullat[oa]|r[üu]ckzug)|withhold|withheld|hold|embargo(?:ed)?"
)
_PICTURES = r"(?:with\s+)?(?:pictures?|photos?|pix|graphics?|video|tv)"
_ANY = rf"(?:{_LEAD}|{_URGENT}|{_CORRECTED}|{_KILLED}|{_PICTURES})"
_ONE = rf"(?>{_ANY}(?!\w))"
_PIECE = re.compile(rf"[\W_]*+{_ONE}(?:[\s:.=@-]++{_ONE})*+[\W_]*+", re.I)
"""Between commas or slashes: nothing but marks."""
_WITHIN = re.compile(
    rf"(?:^|(?<=[\s,/;(-]))(?:{_ORDINAL}[\s-]*(?:ld|lead|lede|writethru|zusammenfassung|updates?|subs?)(?:[\s-]*writethru)?"
    r"|(?:ld[\s-]*)?writethru|update\s\d{1,2}|lead\s\d{1,2}|(?-i:LEAD|URGENT|UPDATE|SUB|FLASH|KILL))(?=$|[\s,/;:).=@])",
    re.I,
)
"""Anywhere in a slugline: what can be nothing but a mark."""
_AHEAD = re.compile(
    rf"^\W*(?:{_URGENT}|{_CORRECTED}|{_KILLED}|lead(?:\s+\d+)?|update(?:\s+\d+)?|(?-i:EIL|URGENT))\s*(?:[:–—]|-+(?=[\s\w]))\s*(?=\S)"
    r"|^\W*(?-i:URGENT|FLASH|ALERTE|KILL)\s+(?=\w)",
    re.I,
)
"""At the front of a slugline or headline."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_COUNT = re.compile(r",\s*\d{2,5}\b")
_ADD = re.compile(
    r"(?:^|[\s,/;(-])(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:adds?|takes?)|(?:adds?|take|folge|suite)[\s-]*(?P<after>\d{1,2})"
    r"|(?P<bare>add))(?=$|[\s,/;:).-])",
    re.I,
)
_ADVISORY = re.compile(
    r"\W*(?:(?:media|news|photo|coverage|editorial|schedule|budget|press)\s+)?(?:advisory|advisories)\b(?=\s*(?:[:,)–—-]|$))"
    r"|\W*(?:notes?|notice|attention|advisory)\s+(?:to\s+)?(?:all\s+)?(?:eds|editors|subscribers|clients)\b"
    r"|\W*editors?['’]?s?\s+notes?\s*[:–—-]|\W*(?:achtung[,:]?\s+redaktionen|hinweis\s+an\s+(?:die\s+)?redaktionen|redaktionshinweis)"
    r"|\W*(?:avis|note)\s+aux\s+(?:r[ée]dactions|abonn[ée]s)|\W*(?:aviso|nota)\s+a\s+(?:los\s+)?(?:editores|abonados)",
    re.I,
)
_IN_SLUG = re.compile(r"(?:^|[\s,/;(-])(?:advisor(?:y|ies)|avis|aviso|redaktionshinweis)(?=$|[\s,/;:)-])", re.I)
_CORRECTED_SLUG = re.compile(rf"(?:^|[\s,/;(])(?:{_CORRECTED})(?=$|[\s,/;:)-])", re.I)
_CORRECTED_HEAD = re.compile(
    rf"[\s(\[*<-]*(?:(?:{_CORRECTED})\s*(?:[:)\]–—|]|-\s|\.\.\.|$)|(?-i:CORRECTED|CORRECTION|KORREKTUR|BERICHTIGUNG)[\s-])",
    re.I,
)
_CORRECTED_NOTE = re.compile(
    r"\b(?:correct(?:s|ed|ion|ing)|berichtig(?:t|ung)|korrigier(?:t|e)|korrektur|corrige|rectifi(?:e|catif)|rectifica|corrección"
    r"|corregid[oa]|corregge|поправка|исправлен[оа])\b(?!\s+officers?)",
    re.I,
)
_LOOKED_AT = 240
_LONGEST = 300
_NOT_USED = re.compile(
    r"\b(?:kill|withdraw|withh[eo]ld|do\s+not\s+(?:use|publish)|cancel|annul|retract|anula|storn|zur(?:ü|ue)ck)", re.I
)


def bare(slug: str) -> str:
    """A slugline or headline in lower case without what says which version of it this is, or how long it is."""
    told, before = _COUNT.sub("", _BRACKETS.sub(" ", slug)), ""
    while told != before:
        before, told = told, _AHEAD.sub("", told)
    told = _ADD.sub(" ", _WITHIN.sub(" ", told))
    pieces = [piece for piece in re.split(r"(?<=[,/;])", told) if not _PIECE.fullmatch(piece)]
    told = re.sub(r"\s*([,/;])(?:\s*[,/;])*\s*", r"\1", " ".join("".join(pieces).split()))
    return told.strip(" ,/;:=@-–—").casefold()


def added(slug: str) -> str:
    """`add 1` for a part that is sent after its story, a document of its own; "" where it is none."""
    found = _ADD.search(slug)
    return f"add {int(found['before'] or found['after'] or 1)}" if found else ""


def is_marked(slug: str, headline: str) -> bool:
    """Whether slugline or headline say that this is another version of something, or the first word of it."""
    if _AHEAD.match(headline) or _AHEAD.match(slug) or _WITHIN.search(slug):
        return True
    pieces = re.split(r"[,/;()\[\]]", slug) + _BRACKETS.findall(headline)
    return any(_PIECE.fullmatch(piece) for piece in pieces)


def is_advisory(document: Document) -> bool:
    """Whether it tells editors what is coming, and no reader what has happened."""
    if re.search(r"\badvisor(?:y|ies)\b|\bnotes? to editors\b", document.genre or "", re.I):
        return True
    if any((each.name or "").lower() == "advisories" for each in document.subjects):
        return True
    return bool(_ADVISORY.match(document.headline or "") or _IN_SLUG.search(document.slugline or ""))


def is_correction(document: Document) -> bool:
    """Whether headline, slugline, note or genre say that it corrects what was sent before."""
    return bool(
        _CORRECTED_HEAD.match(document.headline or "")
        or _CORRECTED_SLUG.search(document.slugline or "")
        or _CORRECTED_NOTE.search((document.ednote or "")[:_LOOKED_AT])
        or re.search(r"\bcorrect(?:ion|ed|ive)\b|berichtigung|korrektur|correctif", document.genre or "", re.I)
    )


def notice_of(document: Document) -> str | None:
    """What its provider says of a kill, a hold or a correction, in one line; None where nothing is said."""
    killed = document.status in {"cancelled", "withheld"}
    if not killed and not is_correction(document):
        return None
    lines = [document.ednote or ""]
    if killed:
        short = document.text.strip().partition("\n\n")[0]
        lines += [told for told in (short, document.headline or "") if _NOT_USED.search(told)]
    told = next((line for each in lines if (line := " ".join(each.split()))), "")
    return f"{told[: _LONGEST - 1].rstrip()}…" if len(told) > _LONGEST else told or None
