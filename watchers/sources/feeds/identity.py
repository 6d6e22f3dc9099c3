"""Which entries of a feed are new, which are new versions, and which are the same as at the last visit, pure.

An entry is known again by its guid, then by its link, then by title and date, then by its words; each only where it
tells the feed's entries apart. Its key is made once, when it is first seen. `Report.part` is the key, so that
`feed address#key` is the same for every version of an entry. For feeds this decides: the `story` by which the archive
looks a document up must be this key, never the bare guid, for guids are shared, reused and made anew.

An entry changes when its title or its words do; other dates, addresses, counts of comments or pictures are no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Literal

import msgspec

from watchers.document import Document
from watchers.sources.feeds.marks import Entry, Known, is_at_once, sameness, twins_of, visit_of

Verdict = Literal["new", "revised", "unchanged"]

_FORMER = 4
"""Versions of an entry that are remembered: servers side by side show older ones by turns."""
_KEPT = 300
"""Entries that are remembered at least; else four times as many as the feed holds."""
_LATE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class History:
    """The entries seen so far, those of the last visit first; `plain` where they can be told apart one by one."""

    entries: tuple[Known, ...] = ()
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """`position` is that of the entry in the feed; `backlog` is what was there long before the visit."""

    position: int
    document: Document
    key: str
    verdict: Verdict
    backlog: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision for each entry, in the feed's order, and the history to keep.

    Where it is not `sure`, the feed is to be read again without skipping any entry.
    """

    decisions: tuple[Decision, ...]
    history: History
    sure: bool = True

    def of(self, verdict: Verdict) -> tuple[Decision, ...]:
        """Newest first, as they are to be taken in; an instant in the future counts as the newest."""
        wanted = [each for each in self.decisions if each.verdict == verdict]
        return tuple(sorted(wanted, key=_age))


def instants(judged: Judged, received: datetime) -> tuple[datetime, ...]:
    """When its new entries appeared, for the feed's rhythm: what is undated now, but not what was there before."""
    told = []
    for each in judged.of("new"):
        if each.document.published is not None:
            told.append(min(each.document.published, received))
        elif not each.backlog:
            told.append(received)
    return tuple(told)


def skippable(history: History | None) -> frozenset[int]:
    """The marks of entries that need not be read, for they are as they were; those that hang together have none."""
    return frozenset(each.mark for each in history.entries if each.mark) if history and history.plain else frozenset()


def judge(
    history: History | None,
    documents: Sequence[Document],
    since: datetime | None = None,
    marks: Sequence[int] = (),
    skipped: frozenset[int] = frozenset(),
) -> Judged:
    """What a visit brought; `since` is the last one that succeeded, `marks` are those of the documents.

    All entries of a first visit (history None) are backlog, later ones where they were published long before `since`.
    """
    known = history.entries if history else ()
    present = [each for each in known if each.mark in skipped]
    absent = [each for each in known if each.mark not in skipped]
    visit = visit_of(documents, marks)
    twins = twins_of(visit.entries)
    single = [entry for entry in visit.entries if entry.position not in twins]
    matched = _matched(absent, single, present)
    keys = {each.key for each in known}
    decided: dict[int, Decision] = {}
    seen: list[Known] = []
    for entry in single:
        verdict, now = _judged(matched.get(entry.position), entry, keys)
        keys.add(now.key)
        seen.append(now)
        backlog = verdict == "new" and (history is None or _is_late(entry.document, since))
        decided[entry.position] = Decision(entry.position, entry.document, now.key, verdict, backlog)
    for position, other in twins.items():
        decided[position] = Decision(position, documents[position], decided[other].key, "unchanged")
    if not visit.plain:
        seen = [msgspec.structs.replace(each, mark=0) for each in seen]
    remembered = replace(_remembered([*seen, *present], known), plain=visit.plain)
    sure = not present or (visit.plain and not _clash(seen, present) and not is_at_once([*seen, *present]))
    return Judged(tuple(decided[n] for n in range(len(documents))), remembered, sure)


def _clash(seen: Sequence[Known], present: Sequence[Known]) -> bool:
    """Whether an entry that was read shares its guid or link with one that was skipped."""
    guids, links = {each.guid for each in present}, {each.link for each in present}
    return any((each.guid and each.guid in guids) or (each.link and each.link in links) for each in seen)


def _remembered(seen: Sequence[Known], known: Sequence[Known]) -> History:
    here = {each.key for each in seen}
    former = [each for each in known if each.key not in here]
    return History((*seen, *former[: max(_KEPT, 4 * len(seen)) - len(seen)]))


def _matched(known: Sequence[Known], entries: Sequence[Entry], present: Sequence[Known]) -> dict[int, Known]:
    """The entry known before for each that is; the surest signs have the first choice."""
    matched: dict[int, Known] = {}
    taken: set[str] = set()
    here = frozenset(entry.marks.guid for entry in entries if entry.marks.guid and not entry.marks.weak)
    here |= {each.guid for each in present if each.guid and not each.weak}
    for sign, may_be in _SIGNS:
        index: dict[Sign, list[Known]] = {}
        for each in known:
            index.setdefault(sign(each), []).append(each)
        index.pop((), None)
        for entry in entries:
            if entry.position not in matched:
                alike = index.get(sign(entry.marks), ())
                held = next((each for each in alike if each.key not in taken and may_be(each, entry, here)), None)
                if held is not None:
                    matched[entry.position] = held
                    taken.add(held.key)
    return matched


Sign = tuple[int, ...]
"""The digests by which an entry is known again; () where it has no such thing."""


def _by_guid(marks: Known) -> Sign:
    return (marks.guid,) if marks.guid else ()


def _by_link(marks: Known) -> Sign:
    return (marks.link,) if marks.link else ()


def _by_title(marks: Known) -> Sign:
    return (marks.title, marks.published) if marks.title and marks.published is not None else ()


def _by_words(marks: Known) -> Sign:
    return marks.texts[:1]


def _by_name(marks: Known) -> Sign:
    """Where there is nothing else."""
    return (marks.title,) if not marks.guid and not marks.link and marks.published is None and marks.title else ()


def _is_not_reused(held: Known, entry: Entry, here: frozenset[int]) -> bool:
    """A weak guid may have gone to another story."""
    marks = entry.marks
    if not marks.weak or held.title == marks.title:
        return True
    if held.link and marks.link:
        return held.link == marks.link or (held.published is not None and held.published == marks.published)
    return None in {held.published, marks.published} or held.published == marks.published


def _is_left(held: Known, entry: Entry, here: frozenset[int]) -> bool:
    """Not where the entry that was known by its guid stands beside this one."""
    return held.guid not in here


def _is_of_that_day(held: Known, entry: Entry, here: frozenset[int]) -> bool:
    """The same words at another time are another alarm."""
    return held.published == entry.marks.published and _is_left(held, entry, here)


_SIGNS: tuple[tuple[Callable[[Known], Sign], Callable[[Known, Entry, frozenset[int]], bool]], ...] = (
    (_by_guid, _is_not_reused),
    (_by_link, _is_left),
    (_by_title, _is_left),
    (_by_words, _is_of_that_day),
    (_by_name, _is_left),
)


def _judged(held: Known | None, entry: Entry, keys: set[str]) -> tuple[Verdict, Known]:
    """A version that was there before, or is dated before the present one, is none."""
    marks = entry.marks
    if held is None:
        return "new", _keyed(entry, keys)
    if held.updated is not None and marks.updated is not None and marks.updated < held.updated:
        return "unchanged", msgspec.structs.replace(held, mark=marks.mark)
    text = marks.texts[0]
    again = text in held.texts[1:] and (marks.updated or 0) <= (held.updated or 0)
    if text == held.texts[0] or again:
        return "unchanged", msgspec.structs.replace(marks, key=held.key, texts=held.texts)
    former = tuple(each for each in held.texts if each != text)
    return "revised", msgspec.structs.replace(marks, key=held.key, texts=(text, *former)[:_FORMER])


def _keyed(entry: Entry, keys: set[str]) -> Known:
    """With a key of 20 letters and digits, made of the surest sign, that no other entry of the feed has."""
    marks = entry.marks
    first = sameness(marks)
    key = next(key for key in _keys(first, marks) if key not in keys)
    return msgspec.structs.replace(marks, key=key)


def _keys(first: tuple[int, ...], marks: Known) -> Iterator[str]:
    yield _key(*first)
    yield _key(*first, marks.link, marks.title, marks.published or 0)
    number = 0
    while True:
        number += 1
        yield _key(*first, marks.link, marks.title, marks.published or 0, marks.texts[0], number)


def _key(*marks: int) -> str:
    return blake2b(repr(marks).encode(), digest_size=10).hexdigest()


def _is_late(document: Document, since: datetime | None) -> bool:
    return since is not None and document.published is not None and document.published < since - _LATE


def _age(decision: Decision) -> tuple[bool, float, int]:
    published = decision.document.published
    return (published is None, -published.timestamp() if published else 0.0, decision.position)
