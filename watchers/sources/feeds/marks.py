"""What tells the entries of one visit apart: digests of guid, link, title, dates and words, pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import msgspec

from watchers.document import Document
from watchers.sources.feeds.links import canonical, fragment_of, is_front

_PASSING = re.compile(
    r"\b(?:(?:\d[\d.,]*|an?|one)\s+(?:sec(?:ond)?|min(?:ute)?|hour|hr|day)s?\s+ago"
    r"|\d[\d.,]*\s?k?\s+(?:comment|view|share|like|repl(?:y|ie)|vote)s?)\b",
    re.I,
)
"""Words in a text that change by themselves."""
_WEAK = re.compile(r"[\d\W]{0,7}|\w{0,3}")


class Known(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of an entry: digests of 64 bits, 0 where it has no such thing; seconds since 1970.

    `texts` are the digests of its versions, the present one first; `mark` is that of the entry as it stood in the feed.
    A guid is `weak` where it may be no more than a place in the feed.
    """

    key: str
    guid: int = 0
    link: int = 0
    title: int = 0
    published: int | None = None
    updated: int | None = None
    texts: tuple[int, ...] = ()
    mark: int = 0
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of this visit with the marks that tell it apart in it."""

    position: int
    document: Document
    marks: Known


@dataclass(frozen=True, slots=True)
class Visit:
    """The entries of a visit; `plain` where each has a guid or link of its own, so that none needs the others."""

    entries: tuple[Entry, ...]
    plain: bool


def visit_of(documents: Sequence[Document], marks: Sequence[int]) -> Visit:
    """With the marks that tell them apart: guids and links that entries share which differ otherwise are left out."""
    vague = _vague(guid_of(each) for each in documents) | _vague(each.link or "" for each in documents)
    marked = [_marks(each, vague) for each in documents]
    guids = _shared((each.guid, each.link or each.title) for each in marked)
    links = _shared((each.link, each.guid or each.title) for each in marked)
    at_once = is_at_once(marked)
    entries = tuple(
        Entry(
            n,
            document,
            msgspec.structs.replace(
                told,
                guid=0 if told.guid in guids else told.guid,
                link=0 if told.link in links else told.link,
                published=None if at_once else told.published,
                mark=marks[n] if marks else 0,
            ),
        )
        for n, (document, told) in enumerate(zip(documents, marked, strict=True))
    )
    plain = not (vague or guids or links or at_once) and all(each.guid or each.link for each in marked)
    return Visit(entries, plain)


def is_at_once(entries: Sequence[Known]) -> bool:
    """Whether all bear one date, which is then that of the visit and no entry's own."""
    return len(entries) > 2 and len({each.published for each in entries}) == 1


def _vague(addresses: Iterable[str]) -> frozenset[str]:
    """Those that stand for several entries, which only what is behind # tells apart."""
    pairs = {(canonical(each), fragment_of(each)) for each in addresses if _is_address(each)}
    counts = Counter(plain for plain, _ in pairs)
    return frozenset(plain for plain, count in counts.items() if count > 1)


def _marks(document: Document, vague: frozenset[str]) -> Known:
    """All that may tell an entry apart, without a key."""
    front = canonical((document.feed.link if document.feed else None) or "")
    guid, link = guid_of(document), document.link or ""
    return Known(
        key="",
        guid=0 if guid and _compared_as(guid, vague) == front else _digest(_compared_as(guid, vague)),
        link=0 if is_front(link) or canonical(link) == front else _digest(_compared_as(link, vague)),
        title=_digest(_line(document.headline or "")),
        published=_seconds(document.published),
        updated=_seconds(document.updated),
        weak=_WEAK.fullmatch(guid) is not None,
        texts=(_digest(f"{_line(document.headline or '')}\n{_line(_PASSING.sub('', document.text))}"),),
    )


def _compared_as(mark: str, vague: frozenset[str]) -> str:
    """Addresses as they are compared, what is behind # only where it is needed; other guids as they are."""
    if not _is_address(mark):
        return mark
    plain = canonical(mark)
    return f"{plain}#{fragment_of(mark)}" if plain in vague else plain


def _is_address(mark: str) -> bool:
    return mark[:8].lower().startswith(("http://", "https://"))


def _shared(pairs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The first of the pairs that come with more than one second."""
    counts = Counter(mark for mark, _ in set(pairs) if mark)
    return frozenset(mark for mark, count in counts.items() if count > 1)


def twins_of(entries: Sequence[Entry]) -> dict[int, int]:
    """The entries that a feed holds twice, by position, and which one stands for them: the one changed last."""
    groups: dict[tuple[int, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(sameness(entry.marks), []).append(entry)
    twins: dict[int, int] = {}
    for group in groups.values():
        best = max(group, key=lambda entry: (entry.marks.updated or entry.marks.published or 0, -entry.position))
        twins |= {entry.position: best.position for entry in group if entry is not best}
    return twins


def sameness(marks: Known) -> tuple[int, ...]:
    """The surest sign of an entry, by which those of one visit are the same."""
    if marks.guid:
        return (1, marks.guid)
    if marks.link:
        return (2, marks.link)
    return (3, marks.title, marks.published or 0, 0 if marks.title and marks.published else marks.texts[0])


def guid_of(document: Document) -> str:
    return (document.guid or "").strip()


def _line(text: str) -> str:
    return " ".join(text.split())


def _seconds(instant: datetime | None) -> int | None:
    return int(instant.timestamp()) if instant else None


def _digest(text: str) -> int:
    """63 bits, so that every store holds it; 0 for nothing."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 1 if text else 0
