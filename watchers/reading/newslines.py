"""What NewsML 1 says around a text: the news lines and metadata of its components, the management of its item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from watchers.document import Subject
from watchers.reading.stamps import day, instant
from watchers.reading.story import Story
from watchers.reading.xml import all_of, attribute, child, children, first_of, phrase, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEAD = re.compile(
    r"lead|lede|abstract|summary|teaser|chapeau|chap[oô]|intro(?:duction)?|standfirst|r[ée]sum[ée]|resumen|entradilla"
    r"|description|vorspann|inleiding",
    re.I,
)
"""The roles and lines of what stands above a story."""
_MOST = 500
_NOTE = re.compile(r"advisory|ed(?:itor)?(?:ial|s|ors?)?.?note|correct|instruction|note", re.I)
_SLUG = re.compile(r"slug|catch.?(?:word|line)", re.I)
_CODES = ("subject", "subjectmatter", "subjectdetail", "subjectqualifier")
_IPTC = re.compile(r"\d{8}")
_THESAURUS = frozenset(["tesauro", "thesaurus"])
_KEYWORD = frozenset(["keyword", "keywords", "palabraclave", "motcle", "stichwort"])
_WORD_COUNT = frozenset(["words", "wordcount", "word count", "numwords", "numberofwords"])
_PLACE = ("city", "sublocation", "countryarea", "region", "state", "country", "countryname", "worldregion", "location")


def of_components(around: tuple[Element, ...], contents: list[Element], topics: dict[str, Subject]) -> Story:
    """The news lines and the metadata of the components, the innermost first; `contents` are their texts."""
    lines = [each for component in around for each in children(component, "newslines")]
    described = [
        each for component in around for each in children(component, "descriptivemetadata", "descriptivemetada")
    ]
    other = _other_lines(lines)
    line = _line(lines, "dateline")
    stamped = next((words(each) for block in described for each in children(block, "datelinedate")), "")
    under = _line(lines, "subheadline")
    return Story(
        headline=_line(lines, "headline"),
        subheadline=under,
        abstract=other.get("abstract", "") or under,
        byline="; ".join(_all_lines(lines, "byline")),
        dateline=line,
        day=day(stamped) if line else None,
        slugline=_line(lines, "slugline") or other.get("slugline", ""),
        credit=_line(lines, "creditline"),
        agency=_agency(around),
        copyright=_line(lines, "copyrightline") or _copyright(around),
        ednote=" ".join(filter(None, (other.get("ednote", ""), *_comments(around)))),
        genre=next((attribute(each, "FormalName") for each in _below(described, "genre")), ""),
        language=_language(described, around, lines),
        word_count=_word_count([*contents, *around]),
        subjects=tuple(islice(_subjects(described, topics), _MOST)),
        keywords=tuple(islice(_keywords(lines, described), _MOST)),
        places=tuple(islice(_places(described), _MOST)),
    )


def _all_lines(lines: list[Element], name: str) -> list[str]:
    """Those of the innermost component that has such a line."""
    for block in lines:
        if found := [told for each in children(block, name) if (told := words(each))]:
            return list(dict.fromkeys(found))
    return []


def _line(lines: list[Element], name: str) -> str:
    return next(iter(_all_lines(lines, name)), "")


def _other_lines(lines: list[Element]) -> dict[str, str]:
    """The lines of a type that the agency names itself."""
    found: dict[str, str] = {}
    for each in _below(lines, "newsline"):
        kind, told = attribute(child(each, "newslinetype"), "FormalName"), words(child(each, "newslinetext"))
        meant = "ednote" if _NOTE.search(kind) else "slugline" if _SLUG.search(kind) else ""
        meant = meant or ("abstract" if LEAD.fullmatch(kind) else "")
        if meant and told:
            found[meant] = f"{found.get(meant, '')} {told}".strip() if meant == "ednote" else found.get(meant, told)
    return found


def _comments(around: tuple[Element, ...]) -> Iterator[str]:
    """What is said to editors beside the text; a comment of a kind of its own speaks to machines."""
    for component in around:
        yield from (words(each) for each in children(component, "comment") if not attribute(each, "FormalName"))


def _below(elements: Iterable[Element], *names: str) -> Iterator[Element]:
    return (each for element in elements for each in all_of(element, *names))


def _agency(around: tuple[Element, ...]) -> str:
    for block in (each for component in around for each in children(component, "administrativemetadata")):
        for who in ("provider", "source", "creator"):
            if told := attribute(child(block, who, "party"), "FormalName").removeprefix("#"):
                return told
    return ""


def _copyright(around: tuple[Element, ...]) -> str:
    blocks = [each for component in around for each in children(component, "rightsmetadata")]
    return next((words(each) for each in _below(blocks, "copyrightholder") if words(each)), "")


def _language(described: list[Element], around: tuple[Element, ...], lines: list[Element]) -> str:
    told = [attribute(each, "FormalName") or words(each) for block in described for each in children(block, "language")]
    told += [attribute(each, "lang") for each in around]
    told += [attribute(each, "lang") for block in lines for each in children(block, "headline")]
    return next((each for each in told if each), "")


def _word_count(elements: Iterable[Element]) -> str:
    for each in _below((c for element in elements for c in children(element, "characteristics")), "property"):
        if attribute(each, "FormalName").lower() in _WORD_COUNT and (told := attribute(each, "Value") or words(each)):
            return told
    return ""


def _subjects(described: list[Element], topics: dict[str, Subject]) -> Iterator[Subject]:
    """The codes of every level, and the topics that the file itself describes."""
    for each in _below(described, *_CODES):
        code = attribute(each, "FormalName")
        scheme = attribute(each, "Scheme", "Vocabulary")
        yield Subject(code, "iptc" if _IPTC.fullmatch(code) else scheme or None, words(each) or None)
    for each in _below(described, "property"):
        if attribute(each, "FormalName").lower() in _THESAURUS and (code := attribute(each, "Value")):
            yield Subject(code, attribute(each, "FormalName"))
    for each in _below(described, "topicoccurrence"):
        if (topic := topics.get(attribute(each, "Topic").removeprefix("#"))) is not None:
            yield topic


def topics_of(item: Element) -> dict[str, Subject]:
    """The topics that an item describes, by the id that its components call them by."""
    found: dict[str, Subject] = {}
    for each in all_of(item, "topic"):
        name = child(each, "formalname")
        code = words(name) or attribute(name, "FormalName")
        if (duid := attribute(each, "Duid")) and code:
            found[duid] = Subject(code, attribute(name, "Scheme") or None, words(child(each, "description")) or None)
    return found


def _keywords(lines: list[Element], described: list[Element]) -> Iterator[str]:
    yield from (words(each) for block in lines for each in children(block, "keywordline"))
    for each in _below(described, "property"):
        if attribute(each, "FormalName").lower() in _KEYWORD:
            yield attribute(each, "Value") or words(each)


def _places(described: list[Element]) -> Iterator[str]:
    for each in _below(described, "location"):
        told = {attribute(p, "FormalName").lower(): attribute(p, "Value") for p in all_of(each, "property")}
        yield from (told[name] for name in _PLACE if name in told)
        yield attribute(each, "FormalName") or ("" if told else phrase(each))


def of_item(item: Element, envelope: Element | None) -> Story:
    """What the news item and the envelope that it came in say."""
    name, management = first_of(item, "newsidentifier"), child(item, "newsmanagement")
    management = management if management is not None else item.makeelement("newsmanagement")
    envelope = envelope if envelope is not None else item.makeelement("newsenvelope")
    provider, dated, told = (
        words(child(name, part)) if name is not None else "" for part in ("providerid", "dateid", "newsitemid")
    )
    public, revision = words(first_of(item, "publicidentifier")), words(first_of(item, "revisionid"))
    named = f"urn:newsml:{provider}:{dated[:8]}:{told}" if provider and told else ""
    uri = re.sub(rf":{re.escape(revision)}[A-Z]?$", "", public) if revision and public.count(":") > 4 else ""
    uri = uri if uri != public else ""
    duid = attribute(first_of(item, "newscomponent"), "Duid")
    status = attribute(child(management, "status"), "FormalName")
    orders = [attribute(each, "FormalName") for each in children(management, "instruction")]
    created = instant(words(child(management, "firstcreated")))
    revised = instant(words(child(management, "thisrevisioncreated")))
    return Story(
        guid=public or named or told or words(first_of(item, "guid")) or duid,
        uri=uri or named,
        version=revision,
        status="cancelled" if any(each.lower() in {"delete", "kill", "cancel"} for each in orders) else status,
        urgency=attribute(child(management, "urgency"), "FormalName")
        or words(child(management, "urgency"))
        or attribute(child(envelope, "priority"), "FormalName")
        or words(child(envelope, "priority")),
        slugline=words(first_of(item, "namelabel")),
        agency=provider,
        language=attribute(item, "lang"),
        first_created=created,
        version_created=revised,
        issued=revised or created or instant(words(child(envelope, "dateandtime"))),
        embargo=_embargo(management, status),
    )  # fmt: skip


def _embargo(management: Element, status: str) -> datetime | None:
    """When the story may be used, where it may not yet."""
    change = child(management, "statuswillchange")
    if change is None or "usable" not in attribute(child(change, "futurestatus"), "FormalName").lower():
        return None
    return None if status.lower() == "usable" else instant(words(child(change, "dateandtime")))
