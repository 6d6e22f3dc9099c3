"""A story as the XML of the wires tells it, in raw words; made into a document, cleaned last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from watchers.clean import clean, clean_body, clean_line
from watchers.document import Document, Link, Status, Subject
from watchers.reading.dateline import Dateline, dateline
from watchers.reading.dates import believed
from watchers.reading.embargo import embargo_in
from watchers.reading.given import Given
from watchers.reading.prose import Prose, line_of
from watchers.reading.stamps import UNTOLD, zone_of
from watchers.reading.topics import name_of, scheme_of
from watchers.reading.wire import status_in

_STATUS: dict[str, Status] = {
    "usable": "usable", "normal": "usable", "released": "usable", "published": "usable", "live": "usable",
    "withheld": "withheld", "embargoed": "withheld", "withhold": "withheld", "hold": "withheld",
    "canceled": "cancelled", "cancelled": "cancelled", "cancel": "cancelled", "killed": "cancelled",
    "kill": "cancelled", "deleted": "cancelled", "delete": "cancelled", "withdrawn": "cancelled",
    "retracted": "cancelled", "annulled": "cancelled",
}  # fmt: skip
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
_BLOCKS = 6
"""From the top, among which byline and dateline stand."""
_MOST = 200
_LONG = 200
"""Characters from which a paragraph is one of the report."""
_AHEAD = re.compile(r"^(?:by|por|par|von)\s+")
_IPTC = re.compile(r"(?:.{0,80}[:/#])?(?P<local>(?:[01]\d|20)\d{6})(?::[A-Z]{2,4})?")
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
    story, warned = _in_utc(story, given.received)
    warnings = (*warnings, *warned)
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


_STAMPS = ("issued", "version_created", "first_created", "updated", "embargo")


def _in_utc(story: Story, received: datetime) -> tuple[Story, tuple[str, ...]]:
    """The story with its stamps in UTC, the embargo that its words tell, and what was taken for the zone in words."""
    stamps = {name: stamp for name in _STAMPS if (stamp := getattr(story, name)) is not None}
    told = zone_of(stamps.values())
    untold = any(stamp.tzinfo is UNTOLD for stamp in stamps.values())
    zone = told or UTC
    told_in = {n: s.replace(tzinfo=zone) if s.tzinfo is UNTOLD else s for n, s in stamps.items()}
    story = replace(story, **{name: stamp.astimezone(UTC) for name, stamp in told_in.items()})
    if story.embargo is None:
        words = "\n\n".join((line_of(story.ednote), *story.prose.text[:2000].split("\n\n")[:2]))
        story = replace(story, embargo=embargo_in(words, story.issued or story.version_created or received, zone))
    taken = "UTC" if zone is UTC else "the zone that it names elsewhere"
    return story, (f"Times in it that name no zone were read as those of {taken}.",) if untold else ()


def status_of(words: str) -> Status | None:
    """`stat:canceled`, `Usable`, an address of the IPTC's: the last part counts, in any spelling."""
    return _STATUS.get(re.split(r"[:/#]", words.strip().lower())[-1].strip())


def _status(story: Story) -> Status | None:
    """An embargo with an end lifts by itself, so a story under one is usable; one without is withheld."""
    if story.embargo and re.search(r"embargo", story.status, re.I):
        return "usable"
    told = status_of(story.status)
    if told in {"usable", None} and status_in(story.slugline, story.headline, story.ednote) == "cancelled":
        return "cancelled"
    return told


def language_of(tag: str) -> str | None:
    """ISO 639-1 for a tag of any kind."""
    told = tag.strip().lower()
    code = re.split(r"[-_]", told)[0]
    code = _LANGUAGES.get(told, _LANGUAGES.get(code, code))
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _without_repeated(story: Story) -> str:
    """The body without the headline, byline and dateline that stand above it once more."""
    heads = {_bare(each) for each in (story.headline, story.subheadline, story.byline, story.dateline) if each}
    byline = _bare(story.byline) or None
    blocks = story.prose.text.split("\n\n")
    kept = [n for n, block in enumerate(blocks) if _bare(block) not in (heads if n < _HEADS else {byline})]
    return "\n\n".join(blocks[n] for n in kept) if kept else ""


def _bare(words: str) -> str:
    return _NOT_LETTERS.sub("", _AHEAD.sub("", line_of(words[:2000]).strip().casefold()))


def _byline(told: str, text: str) -> tuple[str, str]:
    """The byline, and the text without the line that says it."""
    blocks = text.split("\n\n", _BLOCKS)
    for n, block in enumerate(blocks[: _BLOCKS - 1] if not told else ()):
        if len(blocks) > n + 1 and _BYLINE.fullmatch(block):
            return block, "\n\n".join([*blocks[:n], *blocks[n + 1 :]])
        if len(block) > _LONG:
            break
    return told, text


def _dateline(told: str, text: str, when: datetime) -> Dateline | None:
    """The dateline taken apart; the text begins with what is missing of it, or with all of it."""
    if not told:
        return _dateline_in(text, when)
    bare = told.rstrip(" .-–—:")
    found = dateline(f"{bare} - X", when) or dateline(f"{bare}\n\nX", when)
    if found is None and not any(c.isdigit() for c in bare) and "(" not in bare:
        found = Dateline(told, bare or None, None, None, 0)
    again = _dateline_in(text, when) if found and not (found.place and found.date and found.credit) else None
    if found and again and again.place and _bare(again.place).startswith(_bare((found.place or "").split(",")[0])):
        return replace(
            found,
            place=found.place or again.place,
            date=found.date or again.date,
            credit=found.credit or again.credit,
        )
    return found


def _dateline_in(text: str, when: datetime) -> Dateline | None:
    """The dateline of one of the first paragraphs: what stands above it is short and no sentence."""
    for block in text.split("\n\n", _BLOCKS)[: _BLOCKS - 1]:
        if (found := dateline(block, when)) is not None:
            return found
        if len(block) > _LONG or block.rstrip().endswith((".", "!", "?")):
            break
    return dateline(text, when)


def _subjects(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    held: dict[tuple[str | None, str], Subject] = {}
    for each in subjects:
        code, scheme = _coded(clean_line(each.code, 200), clean_line(each.scheme or "", 100) or None)
        name = _line(each.name or "", 300) or name_of(scheme, code)
        if code or name:
            held.setdefault((scheme, code or name or ""), Subject(code, scheme, name))
    return tuple(held.values())[:_MOST]


def _coded(code: str, scheme: str | None) -> tuple[str, str | None]:
    """IPTC's codes as `20000065` of `medtop` and `11006000` of `subj`, whatever an agency calls the scheme."""
    if found := _IPTC.fullmatch(code):
        kind = scheme_of(scheme, code[: found.end("local")])
        return (found["local"], kind) if kind in {"medtop", "subj"} else (code, scheme)
    return code, scheme


def _listed(keyword: str, keywords: tuple[str, ...]) -> list[str]:
    """One keyword, or the several that stand in it: a comma parts them where it is the only one."""
    return re.split(r"[,;]" if len(keywords) == 1 else r";", keyword)


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told for line in lines if (told := _line(line, 200))))[:_MOST]


def _line(words: str, limit: int = 500) -> str | None:
    return clean_line(line_of(words), limit) or None


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    held: dict[str, Link] = {}
    for link in links:
        href = clean_line(link.href, 2000)
        title = _line(link.title or "")
        told = Link(href, _line(link.rel or "", 100), _line(link.type or "", 100), title)
        held.setdefault(href or title or "", told)
    return tuple(held.values())[:_MOST]


def _number(words: str, least: int, most: int) -> int | None:
    found = re.search(r"\d{1,9}", words)
    return int(found[0]) if found and least <= int(found[0]) <= most else None
