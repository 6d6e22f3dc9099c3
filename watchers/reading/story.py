"""A story as the XML of the wires tells it, in raw words; made into a document, cleaned last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from watchers.document import Document, Link, Status, Subject
from watchers.reading.clean import clean, clean_body, clean_line
from watchers.reading.dateline import Dateline, dateline
from watchers.reading.dates import believed
from watchers.reading.given import Given
from watchers.reading.prose import Prose, line_of
from watchers.reading.topics import name_of

_STATUS: dict[str, Status] = {
    "usable": "usable", "normal": "usable", "released": "usable", "published": "usable", "live": "usable",
    "withheld": "withheld", "embargoed": "withheld", "withhold": "withheld", "hold": "withheld",
    "canceled": "cancelled", "cancelled": "cancelled", "cancel": "cancelled", "killed": "cancelled",
    "kill": "cancelled", "deleted": "cancelled", "delete": "cancelled", "withdrawn": "cancelled",
    "retracted": "cancelled", "annulled": "cancelled",
}  # fmt: skip
_KILLED = re.compile(r"\W*(?:(?:mandatory|bulletin|urgent)[\s-]+)?(?:kill|withdrawal|cancellation)\b", re.I)
_LANGUAGES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt", "ita": "it", "ara": "ar",
    "rus": "ru", "ukr": "uk", "nld": "nl", "dut": "nl", "pol": "pl", "tur": "tr", "zho": "zh", "chi": "zh", "jpn": "ja",
    "kor": "ko", "heb": "he", "fas": "fa", "per": "fa", "swe": "sv", "nor": "no", "dan": "da", "fin": "fi", "ces": "cs",
    "cze": "cs", "slk": "sk", "hun": "hu", "ron": "ro", "rum": "ro", "bul": "bg", "ell": "el", "gre": "el", "hrv": "hr",
    "srp": "sr", "slv": "sl", "cat": "ca", "eus": "eu", "glg": "gl", "hin": "hi", "urd": "ur", "ind": "id", "msa": "ms",
    "english": "en", "french": "fr", "français": "fr", "francais": "fr", "german": "de", "deutsch": "de",
    "spanish": "es", "español": "es", "espanol": "es", "portuguese": "pt", "português": "pt", "italian": "it",
    "italiano": "it", "arabic": "ar", "russian": "ru", "ukrainian": "uk", "dutch": "nl", "chinese": "zh",
}  # fmt: skip
"""ISO 639-2 and the names that agencies write instead of a tag, to ISO 639-1."""
_BYLINE = re.compile(r"(?:By|BY|Por|Par|Von)[ \t]+(?P<who>[^\W\d_a-z][^\n:;!?]{2,90}[^\n.:;!?])")
_HEADS = 4
_MOST = 200
_AHEAD = re.compile(r"^(?:by|por|par|von)\s+")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Story:
    """Words are as the file holds them; None is what it does not say. `place` and `day` are those of the dateline.

    `agency` is whose story it is where there is no line that says so; `issued` is when this version was.
    """

    headline: str = ""
    subheadline: str = ""
    abstract: str = ""
    prose: Prose = field(default_factory=Prose)
    byline: str = ""
    dateline: str = ""
    place: str = ""
    day: date | None = None
    slugline: str = ""
    credit: str = ""
    agency: str = ""
    copyright: str = ""
    ednote: str = ""
    genre: str = ""
    language: str = ""
    guid: str = ""
    uri: str = ""
    version: str = ""
    status: str = ""
    urgency: str = ""
    word_count: str = ""
    subjects: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    media: tuple[Link, ...] = ()
    first_created: datetime | None = None
    version_created: datetime | None = None
    issued: datetime | None = None
    updated: datetime | None = None
    embargo: datetime | None = None


def filled(story: Story, other: Story) -> Story:
    """The story with what only the other one tells: what was wrapped around it, or is wrapped in it."""
    missing = {key: getattr(other, key) for key in Story.__slots__ if getattr(story, key) in ("", None, (), Prose())}
    return replace(story, **missing)


def document(story: Story, given: Given, form: str, warnings: tuple[str, ...] = ()) -> Document:
    """The document of a story; the text tells the byline and dateline that have no element of their own."""
    headline = clean_line(line_of(story.headline)) or None
    text, repairs = clean_body(_without_repeated(story))
    byline, text = _byline(clean_line(line_of(story.byline), 300), text)
    published = story.issued or story.version_created or story.first_created
    published = believed(published, given.received) if published else None
    told = clean_line(line_of(story.dateline), 300)
    found = _dateline(told, text, published or given.received)
    return Document(
        text=text,
        format=form,
        headline=headline,
        published=published,
        language=language_of(story.language),
        byline=byline or None,
        dateline=told or (found.text if found else None),
        dateline_place=clean_line(story.place, 200) or (found.place if found else None),
        dateline_date=story.day or (found.date if found else None),
        credit=_line(story.credit, 200) or (found.credit if found else None) or _line(story.agency, 200),
        link=next((link.href for link in story.links if link.rel in {"alternate", "canonical"}), None),
        warnings=(*warnings, *repairs),
        guid=_line(story.guid, 1000),
        uri=_line(story.uri, 1000),
        version=_line(story.version, 100),
        status=_status(story),
        abstract=clean(line_of(story.abstract), 20_000).strip() or None,
        slugline=_line(story.slugline),
        copyright=_line(story.copyright),
        ednote=clean(line_of(story.ednote), 5000).strip() or None,
        genre=_line(story.genre, 100),
        urgency=_number(story.urgency, 1, 9),
        subjects=_subjects(story.subjects),
        keywords=_lines(part for keyword in story.keywords for part in _listed(keyword, story.keywords)),
        places=_lines(story.places),
        first_created=story.first_created,
        version_created=story.version_created,
        updated=story.updated,
        embargo=story.embargo,
        word_count=_number(story.word_count, 0, 10_000_000),
        links=_links((*story.links, *story.prose.links)),
        media=_links((*story.media, *story.prose.media)),
    )


def status_of(words: str) -> Status | None:
    """`stat:canceled`, `Usable`, an address of the IPTC's: the last part counts, in any spelling."""
    return _STATUS.get(re.split(r"[:/#]", words.strip().lower())[-1].strip())


def _status(story: Story) -> Status | None:
    """An embargo with an end lifts by itself, so a story under one is usable; one without is withheld."""
    if story.embargo and re.search(r"embargo", story.status, re.I):
        return "usable"
    return status_of(story.status) or ("cancelled" if _KILLED.match(story.ednote) else None)


def language_of(tag: str) -> str | None:
    """ISO 639-1 for a tag of any kind."""
    told = tag.strip().lower()
    code = re.split(r"[-_]", told)[0]
    code = _LANGUAGES.get(told, _LANGUAGES.get(code, code))
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _without_repeated(story: Story) -> str:
    """The body without the headline, byline and dateline that stand above it once more."""
    heads = {_bare(each) for each in (story.headline, story.subheadline, story.byline, story.dateline) if each}
    blocks = story.prose.text.split("\n\n")
    kept = [n for n, block in enumerate(blocks) if n >= _HEADS or _bare(block) not in heads]
    return "\n\n".join(blocks[n] for n in kept) if kept else ""


def _bare(words: str) -> str:
    return _NOT_LETTERS.sub("", _AHEAD.sub("", line_of(words[:2000]).strip().casefold()))


def _byline(told: str, text: str) -> tuple[str, str]:
    """The byline, and the text without the line that says it."""
    blocks = text.split("\n\n", 2)
    for n, block in enumerate(blocks[:2] if not told else ()):
        if len(blocks) > n + 1 and (found := _BYLINE.fullmatch(block)):
            return found["who"], "\n\n".join([*blocks[:n], *blocks[n + 1 :]])
    return told, text


def _dateline(told: str, text: str, when: datetime) -> Dateline | None:
    """The dateline taken apart; where there is none, the one that the text begins with."""
    if not told:
        return dateline(text, when)
    bare = told.rstrip(" .-–—:")
    found = dateline(f"{bare} - X", when) or dateline(f"{bare}\n\nX", when)
    if found is None and not any(c.isdigit() for c in bare) and "(" not in bare:
        return Dateline(told, bare or None, None, None, 0)
    return found


def _subjects(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    held: dict[tuple[str | None, str], Subject] = {}
    for each in subjects:
        code, scheme = clean_line(each.code, 200), clean_line(each.scheme or "", 100) or None
        name = _line(each.name or "", 300) or name_of(scheme, code)
        if code or name:
            held.setdefault((scheme, code or name or ""), Subject(code, scheme, name))
    return tuple(held.values())[:_MOST]


def _listed(keyword: str, keywords: tuple[str, ...]) -> list[str]:
    """One keyword, or the several that stand in the only one."""
    return re.split(r"[,;]", keyword) if len(keywords) == 1 else [keyword]


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told for line in lines if (told := _line(line, 200))))[:_MOST]


def _line(words: str, limit: int = 500) -> str | None:
    return clean_line(line_of(words), limit) or None


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    held: dict[str, Link] = {}
    for link in links:
        href = clean_line(link.href, 2000)
        held.setdefault(
            href, Link(href, _line(link.rel or "", 100), _line(link.type or "", 100), _line(link.title or ""))
        )
    return tuple(held.values())[:_MOST]


def _number(words: str, least: int, most: int) -> int | None:
    found = re.search(r"\d{1,9}", words)
    return int(found[0]) if found and least <= int(found[0]) <= most else None
