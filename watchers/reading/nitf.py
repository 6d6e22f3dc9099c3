"""NITF, the News Industry Text Format of the IPTC, versions 3.0 to 3.6, with or without its namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from watchers.document import Document, Subject
from watchers.errors import UnreadableError
from watchers.reading.apfeed import around
from watchers.reading.given import Given
from watchers.reading.prose import Prose, of_element, of_text
from watchers.reading.stamps import day, instant
from watchers.reading.story import Story, document, filled
from watchers.reading.xml import (
    all_of,
    attribute,
    child,
    children,
    first_of,
    local,
    parse,
    phrase,
    spaced,
    within,
    words,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SLUGS = (
    "slugline",
    "ntbstikkord",
    "slug",
    "slug-line",
    "anpa-keyword",
    "ap-slug",
    "slugword",
    "headslug",
    "keyword-line",
)
_WORD_COUNTS = ("anpa-wordcount", "wordcount", "word-count", "word_count", "words")
_GENRES = ("genre", "ap-genre", "story-type")
_SLUG = re.compile(r"(?:\d+[\s.]+)?(?:[A-Z]{2,}[-/].*|[A-Z][A-Z\d&]{2,}(?:\s+\S+){0,3})")
"""How titles look that are slugs: `12 POLITICS Budget`, `BC-Senate-Vote, 1st Ld`."""
_TAKE = re.compile(r"^\d+[\s.]+")
"""The number of the take before a slug: `3 COURTS Ferry`."""
_MOST = 500
_NITF = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<(?:\w+:)?nitf\b", re.I)
_NO_MATTER = datetime(1970, 1, 1, tzinfo=UTC)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)?\s*[-–—]*\s*$")
_IPTC = re.compile(r"\d{8}")


def read(given: Given) -> Iterator[Document]:
    """The stories of a file, one for each `nitf` in it."""
    root, warnings = parse(given)
    stories = list(within(root, "nitf")) or ([root] if first_of(root, "body.content", "hedline") is not None else [])
    if not stories:
        raise UnreadableError(given.name, "There is no NITF story in it.", "Save its text as .txt.")
    for each in stories:
        yield document(filled(story_of(each), around(each)), given, "nitf", warnings)


def story_of(nitf: Element) -> Story:
    """What one `nitf` element tells; also of one that another format holds."""
    head, body = child(nitf, "head"), child(nitf, "body")
    body = body if body is not None else nitf
    top = first_of(body, "body.head")
    top = top if top is not None else body
    facts = first_of(nitf, "docdata")
    facts = facts if facts is not None else head if head is not None else nitf.makeelement("docdata")
    above = head if head is not None else nitf
    meta = _meta(above)
    headline, under = _headline(top, head)
    issued = _stamp(facts, "date.issue") or instant(attribute(first_of(above, "pubdata"), "date.publication"))
    status = attribute(facts, "management-status") or ("usable" if local(facts) == "docdata" and len(facts) else "")
    line = first_of(body, "dateline")
    abstract = first_of(top, "abstract")
    return Story(
        headline=headline,
        subheadline=under,
        abstract=(of_element(abstract).text if abstract is not None else "") or under,
        prose=_prose(body),
        byline=_byline(top),
        dateline=_dateline(line),
        place=_IN_BRACKETS.sub("", phrase(first_of(line, "location"))) if line is not None else "",
        day=day(attribute(first_of(line, "story.date"), "norm")) if line is not None else None,
        slugline=_slug(above, top, facts, meta, headline),
        credit=words(first_of(top, "distributor")),
        agency=_agency(above, facts, top),
        copyright=_copyright(facts, top),
        ednote=" ".join(_notes(facts, top)),
        genre=_genre(above, meta),
        language=_language(nitf, body, meta),
        guid=attribute(first_of(facts, "doc-id"), "id-string") or attribute(nitf, "uno") or meta.get("guid", ""),
        uri=meta.get("uri", ""),
        version=attribute(first_of(facts, "du-key"), "version") or meta.get("version", ""),
        status=status,
        urgency=_told(facts, "urgency", "ed-urg") or meta.get("urgency", ""),
        word_count=_word_count(above, meta),
        subjects=tuple(islice(_subjects(above), _MOST)),
        keywords=tuple(islice(_keywords(facts, meta), _MOST)),
        places=tuple(islice(_places(facts), _MOST)),
        first_created=_first(facts),
        version_created=issued,
        issued=issued or (instant(attribute(first_of(line, "story.date"), "norm")) if line is not None else None),
        embargo=_embargo(facts, issued, status),
    )  # fmt: skip


def of_characters(text: str) -> Story:
    """NITF that was put there as characters, else the text."""
    if _NITF.match(text):
        try:
            return story_of(parse(Given(text.encode("utf-8", "replace"), "", _NO_MATTER))[0])
        except UnreadableError:
            return Story(prose=of_text(text))
    return Story(prose=of_text(text))


def _meta(head: Element) -> dict[str, str]:
    """What the `meta` elements say, by name in lower case."""
    found: dict[str, str] = {}
    for each in all_of(head, "meta"):
        if (name := attribute(each, "name", "http-equiv").lower()) and (told := attribute(each, "content")):
            found.setdefault(name, told)
    return found


def _headline(top: Element, head: Element | None) -> tuple[str, str]:
    """The headline and the line under it."""
    line = first_of(top, "hedline", "headline")
    if line is None:
        line = next((each for each in top if local(each) == "hl1"), None)
        found, under = words(line), words(next(children(top, "hl2"), None))
    else:
        found, under = words(first_of(line, "hl1")), words(first_of(line, "hl2"))
        found = found or (under if first_of(line, "hl1") is not None else words(line))
    if not found and head is not None:
        found = words(child(head, "title"))
    return found, under if under != found else ""


def _byline(top: Element) -> str:
    """The first of each kind: some repeat it with the family name in front."""
    found: list[str] = []
    kinds: set[str] = set()
    for each in children(top, "byline"):
        kind = attribute(each, "class")
        if kinds and kind and kind not in kinds:
            continue
        kinds.add(kind)
        title = words(first_of(each, "byttl"))
        told = spaced(each)
        alone = told.removesuffix(title).rstrip(" ,;|-") if title else told
        found.append(alone or told)
    return "; ".join(dict.fromkeys(each for each in found if each))


def _told(element: Element, name: str, *attributes: str) -> str:
    """What an element below says in one of its attributes, else in words."""
    each = first_of(element, name)
    return attribute(each, *attributes) or words(each)


def _dateline(line: Element | None) -> str:
    """Without a date that is only a stamp."""
    date = first_of(line, "story.date") if line is not None else None
    told, stamp = phrase(line), words(date)
    bare = (
        stamp and instant(stamp) is not None and not any(c.isalpha() for c in stamp.replace("T", "").replace("Z", ""))
    )
    return told.replace(stamp, "").strip(" ,") if bare else told


def _word_count(head: Element, meta: dict[str, str]) -> str:
    length = first_of(head, "pubdata")
    counted = attribute(length, "item-length") if "word" in attribute(length, "unit-of-measure").lower() else ""
    return next((meta[name] for name in _WORD_COUNTS if name in meta), counted)


def _slug(head: Element, top: Element, facts: Element, meta: dict[str, str], headline: str) -> str:
    told = next((meta[name] for name in _SLUGS if name in meta), "") or words(
        next(children(top, "slugline", "slug"), None)
    )
    title = words(child(head, "title"))
    if not told and title != headline and len(title) < 80 and _SLUG.fullmatch(title):
        told = _TAKE.sub("", title)
    return told or attribute(first_of(facts, "du-key"), "key")


def _agency(head: Element, facts: Element, top: Element) -> str:
    return (
        attribute(first_of(facts, "doc.rights"), "provider", "owner", "agent")
        or attribute(first_of(facts, "doc-id"), "regsrc")
        or attribute(first_of(facts, "doc.copyright"), "holder")
        or words(first_of(top, "rights.owner", "rights.agent"))
        or attribute(first_of(head, "pubdata"), "name")
    )


def _copyright(facts: Element, top: Element) -> str:
    holder = first_of(facts, "doc.copyright")
    return words(first_of(top, "rights", "copyrite")) or attribute(holder, "holder") or words(holder)


def _notes(facts: Element, top: Element) -> Iterator[str]:
    for each in all_of(facts, "ed-msg"):
        yield attribute(each, "info") or words(each)
    for each in children(top, "note"):
        yield words(each)


def _genre(head: Element, meta: dict[str, str]) -> str:
    told = (attribute(each, "tobject.property.type") for each in all_of(head, "tobject.property"))
    return next((each for each in told if each), "") or next((meta[name] for name in _GENRES if name in meta), "")


def _language(nitf: Element, body: Element, meta: dict[str, str]) -> str:
    return (
        attribute(body, "lang")
        or attribute(nitf, "lang", "baselang")
        or attribute(first_of(body, "body.content"), "lang")
        or next((meta[name] for name in ("language", "lang", "dc.language", "content-language") if name in meta), "")
    )


def _stamp(facts: Element, name: str) -> datetime | None:
    return instant(_told(facts, name, "norm"))


def _first(facts: Element) -> datetime | None:
    told = (instant(attribute(each, "norm")) for each in all_of(facts, "revision-history"))
    return min((each for each in told if each), default=None)


def _embargo(facts: Element, issued: datetime | None, status: str) -> datetime | None:
    """The date of release, where it lies behind that of issue: most repeat the one in the other."""
    release = _stamp(facts, "date.release")
    held = release is not None and (issued is None or release > issued)
    return release if "embargo" in status.lower() or (held and issued is not None) else None


def _subjects(head: Element) -> Iterator[Subject]:
    """A subject is named by as much of it as its code reaches: eight digits, two for the type, five for the matter."""
    for each in all_of(head, "tobject.subject"):
        code = attribute(each, "tobject.subject.refnum", "tobject.subject.code")
        whole, matter, detail = (attribute(each, f"tobject.subject.{part}") for part in ("type", "matter", "detail"))
        names: tuple[str, ...] = (detail, matter, whole)
        if _IPTC.fullmatch(code):
            names = (whole,) if code.endswith("000000") else (matter,) if code.endswith("000") else names
        scheme = attribute(each, "tobject.subject.ipr")
        iptc = scheme.upper() == "IPTC" or (not scheme and _IPTC.fullmatch(code))
        yield Subject(code, "iptc" if iptc else scheme or None, next((name for name in names if name), None))
    for each in all_of(head, "classifier"):
        code, told = attribute(each, "value", "code"), words(each)
        if code or told:
            yield Subject(code or told, attribute(each, "idsrc", "type") or None, told or None)


def _keywords(facts: Element, meta: dict[str, str]) -> Iterator[str]:
    for each in all_of(facts, "keyword"):
        yield attribute(each, "key") or words(each)
    if told := meta.get("keywords"):
        yield from re.split(r"[,;]", told)


def _places(facts: Element) -> Iterator[str]:
    for each in all_of(facts, "evloc", "location"):
        if local(each) == "evloc":
            for name in ("city", "county-dist", "state-prov", "iso-cc"):
                yield from attribute(each, name).split(";")
        yield phrase(each) or attribute(each, "value", "location-code")


def _prose(body: Element) -> Prose:
    content = list(all_of(body, "body.content"))
    if not content:
        content = [each for each in children(body) if local(each) not in {"head", "body.head", "body.end"}]
    ends = (each for end in all_of(body, "body.end") for each in all_of(end, "tagline", "media"))
    return of_element(*content, *(each for each in ends if local(each) == "media" or " " in words(each)))
