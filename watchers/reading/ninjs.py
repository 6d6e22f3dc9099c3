"""News in JSON after IPTC ninjs 1.0–1.8, 2.0–2.4 and 3.0–3.3, and what agencies and newsrooms wrap around or add to it.

AP's Media API (`data.item`, `nitf.body_html`), AFP's core API (`response.docs`), Superdesk (`guid`, `body_html`,
`extra`), lists, packages, JSON lines. Keys are taken in any case: 3.0 writes `versionCreated`, 1.x `versioncreated`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from watchers.document import Document, Link, Subject
from watchers.errors import UnreadableError
from watchers.reading import stamps
from watchers.reading.embargo import embargo_in
from watchers.reading.given import Given
from watchers.reading.jsonfields import first, listed, named, names, role_of, word
from watchers.reading.prose import Prose, line_of, of_markup, of_text, web_link
from watchers.reading.story import Story, document
from watchers.reading.topics import scheme_of
from watchers.reading.wrapped import Item, associated, items, lowered, values

_BODIES = (
    "body_html",
    "article_html",
    "body_xhtml",
    "body_html5",
    "body_nitf",
    "body_xml",
    "body_richtext",
    "body_text",
    "body_plain",
    "body",
)
_CAPTIONS = (
    "description_caption",
    "description_text",
    "description_plain",
    "caption",
    "description_html",
    "description",
    "alt_text",
)
_ABSTRACTS = (
    "abstract", "description_summary", "description_abstract", "description_text", "summary", "teaser",
    "description_lead", "description_html", "description", "headline_extended",
)  # fmt: skip
_RENDITIONS = ("main", "original", "highres", "hires", "baseimage", "16-9", "viewimage", "web", "preview", "thumbnail")
_MOST = 5000
_SHOWN = frozenset(["picture", "image", "photo", "graphic", "video", "audio"])
_SPLIT = "; "


def read(given: Given) -> Iterator[Document]:
    """The items of a file, and the stories packed in them. Raises UnreadableError where there is none."""
    found = 0
    held, warnings = values(given)
    for item in (each for value in held for each in items(value)):
        for each in (item, *_packed(item)):
            found += 1
            if found <= _MOST:
                yield document(_story(each), given, "ninjs", () if found > 1 else warnings)
    if not found:
        raise UnreadableError(given.name, "There is no news item in the JSON.", "Save the item itself, as ninjs.")


def _packed(item: Item) -> Iterator[Item]:
    """The stories among what an item is associated with; an association that is only named is none."""
    for each in associated(item):
        if _kind(each) in {"text", "composite", ""} and _prose(each).text.strip():
            yield each


def _kind(item: Item) -> str:
    return word(item, "type").lower()


def _story(item: Item) -> Story:
    headline = _headline(item)
    prose = _prose(item)
    place = _place(item)
    ednote = word(item, "ednote", "editorialnote", "ed_note")
    guid = word(item, "guid") or _altid(item) or word(item, "uri", "urn", "uno", "itemid", "_id")
    version = item.get("version")
    return Story(
        headline=headline,
        abstract=_abstract(item, prose),
        prose=prose,
        byline=_byline(item),
        dateline=_dateline(item),
        place=place,
        slugline=word(item, "slugline") or _slug(item),
        credit=word(item, "creditline", "description_creditline", "credit", "source", "provider"),
        agency=_SPLIT.join(names(item, "infosource", "infosources")) or word(item, "copyrightholder", "creator"),
        copyright=word(item, "copyrightnotice", "copyright", "copyrightholder", "rightsinfo"),
        ednote=ednote,
        genre=", ".join(names(item, "genre", "genres")) or word(item, "genre", "genreid"),
        language=word(item, "language", "lang"),
        guid=guid,
        uri=word(item, "uri"),
        version="" if version is None or isinstance(version, dict | list) else str(version),
        status=word(item, "pubstatus", "status"),
        urgency=word(item, "urgency"),
        word_count=word(item, "wordcount", "word_count") or _count(item),
        subjects=tuple(_subjects(item)),
        keywords=tuple(_keywords(item)),
        places=tuple(names(item, "place", "places"))
        or tuple(filter(None, [word(item, "located", "city"), word(item, "country")])),
        links=tuple(_links(item)),
        media=tuple(_media(item)),
        first_created=_when(item, "firstcreated", "first_created", "created"),
        version_created=_when(item, "versioncreated", "version_created", "published", "updated"),
        issued=_when(item, "firstpublished"),
        embargo=_when(item, "embargoed", "embargo", "embargountil", "embargo_until") or _embargo_words(item, ednote),
    )


def _headline(item: Item) -> str:
    """Of several the main one, else the first."""
    told = role_of(item.get("headlines"), ("main", "headline", "hl1", "", "title"))
    return word(item, "headline") or told or first(item, "headline_") or word(item, "title", "name")


def _prose(item: Item) -> Prose:
    """The body, marked up rather than bare; a picture's is its caption, an event's what is said of it."""
    bodies = [lowered(each) for each in listed(item.get("bodies")) if isinstance(each, dict)]
    bodies.sort(key=lambda each: 0 if "htm" in word(each, "contenttype") else 1)
    texts = [word(each, "value") for each in bodies]
    texts += [word(item, key) for key in _BODIES]
    texts += [str(value) for key, value in item.items() if key.startswith("body_") and isinstance(value, str)]
    text = next((text for text in texts if text.strip()), "")
    if not text and isinstance(news := item.get("news"), list):
        text = "\n\n".join(part for part in news if isinstance(part, str))
    if not text and _kind(item) not in {"text", "composite"}:
        text = next((told for key in _CAPTIONS if (told := word(item, key))), "")
        text = text or role_of(item.get("descriptions"), ("caption", "main", "", "description", "summary"))
    if re.search(r"<(?:pre|PRE)\b", text):
        text = re.sub(r"<pre\b[^>]*>.*?</pre>", lambda m: m[0].replace("\n", "<br/>"), text, flags=re.S | re.I)
    return of_markup(text) if re.search(r"<[a-zA-Z/!][^<>]*>", text) else of_text(text)


def _abstract(item: Item, prose: Prose) -> str:
    told = next((told for key in _ABSTRACTS if (told := word(item, key).strip())), "")
    told = told or role_of(
        item.get("descriptions"), ("summary", "abstract", "lead", "drop-head", "main", "", "caption")
    )
    plain = of_markup(told).text if "<" in told else told
    return "" if plain.strip() == prose.text.strip() else plain


def _byline(item: Item) -> str:
    told = word(item, "byline", "by")
    if not told:
        told = _SPLIT.join(filter(None, (named(each, "name", "by", "byline") for each in listed(item.get("bylines")))))
        told = told or _SPLIT.join(names(item, "authors", "author"))
        writers = [
            each
            for each in listed(item.get("people"))
            if isinstance(each, dict) and word(lowered(each), "rel") in {"author", "creator", "byline"}
        ]
        told = told or _SPLIT.join(filter(None, (named(each, "name") for each in writers)))
        told = told or named(item.get("photographer"), "name")
    return line_of(told).strip()


def _dateline(item: Item) -> str:
    told = item.get("dateline")
    return told if isinstance(told, str) else named(told, "text")


def _place(item: Item) -> str:
    located = item.get("located")
    if isinstance(located, str):
        return located
    dateline = item.get("dateline")
    inner = dateline.get("located") if isinstance(dateline, dict) else None
    return named(located, "name", "city") or named(inner, "city") or named(item.get("datelinelocation"), "city")


def _slug(item: Item) -> str:
    slug = item.get("slug", item.get("sluglines"))
    return (
        "-".join(part for part in slug if isinstance(part, str))
        if isinstance(slug, list)
        else slug
        if isinstance(slug, str)
        else ""
    )


def _altid(item: Item) -> str:
    """AP's own id of the item, since its `uri` is an address that changes with the request."""
    altids = item.get("altids")
    return named(altids, "itemid") if isinstance(altids, dict) else ""


def _subjects(item: Item) -> Iterator[Subject]:
    for each in [*listed(item.get("subject")), *listed(item.get("subjects"))]:
        if isinstance(each, str):
            yield _subject("", each, "")
        elif isinstance(each, dict):
            told = lowered(each)
            code = word(told, "code", "qcode", "literal", "uri", "id")
            if code or word(told, "name"):
                yield _subject(word(told, "scheme"), code, word(told, "name"))
    for each in _categories(item, "subject"):
        yield _subject("", word(each, "qcode", "code", "id"), word(each, "name"))
    for key, scheme in (("iptc", "subj"), ("medtop", "medtop"), ("mediatopic", "medtop")):
        for each in listed(item.get(key)):
            if isinstance(each, str | int):
                yield _subject(scheme, f"{each:08}" if isinstance(each, int) else each, "")


def _subject(scheme: str, code: str, name: str) -> Subject:
    """IPTC's codes as `20000065` in scheme `medtop`, `11006000` in `subj`; others as they are given."""
    kind = scheme_of(scheme or None, code)
    if kind is not None and (local := re.search(r"[\w-]+$", code.rstrip("/"))) and kind != "genre":
        return Subject(local[0], kind, name or None)
    prefix, colon, rest = code.partition(":")
    if not scheme and colon and rest and re.fullmatch(r"[A-Za-z][\w-]{0,20}", prefix) and not rest.startswith("/"):
        return Subject(rest, prefix, name or None)
    return Subject(code, scheme or None, name or None)


def _keywords(item: Item) -> Iterator[str]:
    yield from (word(each, "name") for each in _categories(item, "keyword"))
    told = item.get("keywords", item.get("keyword"))
    for each in told.split(",") if isinstance(told, str) else listed(told):
        if said := each if isinstance(each, str) else named(each, "name", "value"):
            yield said.strip()


def _categories(item: Item, kind: str) -> Iterator[Item]:
    """Categories of a type, `dnltype:keyword` or `dnltype:dpasubject`, as the feeds of dpa put them."""
    for each in listed(item.get("categories")):
        told = lowered(each) if isinstance(each, dict) else {}
        if word(told, "type").endswith(kind) and "geo" not in word(told, "type"):
            yield told


def _media(item: Item) -> Iterator[Link]:
    """The best rendition of each picture or film, with its caption."""
    own = [item] if _kind(item) in _SHOWN else []
    for each in [*own, *(one for one in associated(item) if _kind(one) in _SHOWN)]:
        caption = _prose(each).text or _headline(each)
        if best := _rendition(each):
            kind = word(best, "mimetype", "contenttype") or word(each, "mimetype") or _kind(each)
            yield from web_link(word(best, "href", "url", "media"), _kind(each), kind, line_of(caption))


def _rendition(item: Item) -> dict[str, Any] | None:
    told = item.get("renditions")
    if isinstance(told, dict):
        named = {str(key).lower(): lowered(value) for key, value in told.items() if isinstance(value, dict)}
    else:
        named = {
            word(low, "name").lower() or str(n): low
            for n, each in enumerate(listed(told))
            if isinstance(each, dict)
            for low in [lowered(each)]
        }
    held = {key: value for key, value in named.items() if word(value, "href", "url")}
    return next((held[key] for key in _RENDITIONS if key in held), next(iter(held.values()), None))


def _links(item: Item) -> Iterator[Link]:
    yield from web_link(word(item, "href", "url", "link"), "alternate")
    for each in listed(item.get("links")):
        if isinstance(each, dict):
            told = lowered(each)
            yield from web_link(
                word(told, "href", "url"), word(told, "rel"), word(told, "type", "mimetype"), word(told, "title")
            )


def _embargo_words(item: Item, ednote: str) -> datetime | None:
    """What the note to editors says of an embargo; the year it leaves out is that of the version."""
    when = _when(item, "versioncreated", "firstcreated")
    return embargo_in(ednote, when) if when and ednote else None


def _count(item: Item) -> str:
    return next(
        (
            count
            for each in listed(item.get("bodies"))
            if isinstance(each, dict) and (count := word(lowered(each), "wordcount"))
        ),
        "",
    )


def _when(item: Item, *keys: str) -> datetime | None:
    """The first instant of the keys; numbers are seconds, or milliseconds, since 1970."""
    return next((told for key in keys if (told := stamps.instant(word(item, key))) is not None), None)
