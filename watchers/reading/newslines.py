"""What NewsML 1 says around a text: the news lines and metadata of its components, the management of its item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
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
_NOTE = re.compile(r"advisory|ed(?:itor)?(?:ial|s|ors?)?.?note|correct|instruction|note", re.I)
_CODES = ("subject", "subjectmatter", "subjectdetail", "subjectqualifier")
_IPTC = re.compile(r"\d{8}")
_KEYWORD = frozenset(["keyword", "keywords", "palabraclave", "motcle", "stichwort"])
_WORD_COUNT = frozenset(["words", "wordcount", "word count", "numwords", "numberofwords"])
_PLACE = ("city", "sublocation", "countryarea", "region", "state", "country", "countryname", "worldregion", "location")


def of_components(around: tuple[Element, ...], item: Element) -> Story:
    """The news lines and the metadata of the components, the innermost first."""
    lines = [each for component in around for each in children(component, "newslines")]
    described = [each for component in around for each in children(component, "descriptivemetadata")]
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
        ednote=other.get("ednote", ""),
        genre=next((attribute(each, "FormalName") for each in _below(described, "genre")), ""),
        language=_language(described, around, item),
        word_count=_property(around, _WORD_COUNT),
        subjects=tuple(_subjects(described, item)),
        keywords=tuple(_keywords(lines, described)),
        places=tuple(_places(described)),
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
        meant = "ednote" if _NOTE.search(kind) else "slugline" if "slug" in kind.lower() else ""
        meant = meant or ("abstract" if LEAD.fullmatch(kind) else "")
        if meant and told:
            found[meant] = f"{found.get(meant, '')} {told}".strip() if meant == "ednote" else found.get(meant, told)
    return found


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


def _language(described: list[Element], around: tuple[Element, ...], item: Element) -> str:
    told = [attribute(each, "FormalName") or words(each) for block in described for each in children(block, "language")]
    told += [attribute(each, "lang") for each in (*around, item)]
    told += [attribute(each, "lang") for each in _below(around, "headline", "datacontent")]
    return next((each for each in told if each), "")


def _property(elements: Iterable[Element], names: frozenset[str]) -> str:
    for each in _below(elements, "property"):
        if attribute(each, "FormalName").lower() in names and (told := attribute(each, "Value") or words(each)):
            return told
    return ""


def _subjects(described: list[Element], item: Element) -> Iterator[Subject]:
    """The codes of every level, and the topics that the file itself describes."""
    for each in _below(described, *_CODES):
        code = attribute(each, "FormalName")
        scheme = attribute(each, "Scheme", "Vocabulary")
        yield Subject(code, "iptc" if _IPTC.fullmatch(code) else scheme or None, words(each) or None)
    topics = {attribute(each, "Duid"): each for each in all_of(item, "topic") if attribute(each, "Duid")}
    for each in _below(described, "topicoccurrence"):
        topic = topics.get(attribute(each, "Topic").removeprefix("#"))
        if topic is not None:
            name = first_of(topic, "formalname")
            yield Subject(words(name), attribute(name, "Scheme") or None, words(first_of(topic, "description")) or None)


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


def of_item(item: Element, root: Element) -> Story:
    """What the news item and the envelope around it say."""
    name, management = first_of(item, "newsidentifier"), child(item, "newsmanagement")
    management = management if management is not None else item.makeelement("newsmanagement")
    above = next((each for each in item.iterancestors() if child(each, "newsenvelope") is not None), root)
    envelope = child(above, "newsenvelope")
    envelope = envelope if envelope is not None else item.makeelement("newsenvelope")
    provider, dated, told = (
        words(child(name, part)) if name is not None else "" for part in ("providerid", "dateid", "newsitemid")
    )
    uri = f"urn:newsml:{provider}:{dated}:{told}" if provider and told else ""
    status = attribute(child(management, "status"), "FormalName")
    orders = [attribute(each, "FormalName") for each in children(management, "instruction")]
    created = instant(words(child(management, "firstcreated")))
    revised = instant(words(child(management, "thisrevisioncreated")))
    return Story(
        guid=words(first_of(item, "publicidentifier")) or uri or told,
        uri=uri,
        version=words(first_of(item, "revisionid")),
        status="cancelled" if any(each.lower() in {"delete", "kill", "cancel"} for each in orders) else status,
        urgency=attribute(child(management, "urgency"), "FormalName")
        or words(child(management, "urgency"))
        or attribute(child(envelope, "priority"), "FormalName")
        or words(child(envelope, "priority")),
        slugline=words(first_of(item, "namelabel")),
        agency=provider,
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
