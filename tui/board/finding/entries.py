"""The lines of the palette: put in order, group by group, from several who answer at different times."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from watchers.filters.ranking import IN_ORDER, fit, key

Group = Literal["document", "actor", "region", "filter", "source", "action", "panel", "layout", "theme"]
GROUPS: tuple[Group, ...] = ("actor", "region", "filter", "source", "action", "document", "panel", "layout", "theme")
"""In the order in which groups of equal fit stand."""
FIRST: tuple[Group, ...] = ("document", "filter", "action", "source", "panel", "layout", "theme")
"""The order while nothing is typed; the names of an archive come with the letters."""
INKS: dict[Group, str] = {"actor": "actor", "region": "region", "document": "plain"}
MOST = 8
"""Lines of a group while something is typed."""
Deed = Callable[[], Awaitable[object] | object]


@dataclass(frozen=True, slots=True)
class Entry:
    """`id` is the same for the same thing, whoever answers; `fit` is how well it fits the letters, 0 best.

    `aside` stands dimly beside the name, `right` at the end of the line. `also` are other words by which it is found.
    """

    group: Group
    id: str
    name: str
    deed: Deed
    aside: str = ""
    right: str = ""
    also: tuple[str, ...] = ()
    fit: int = 0


def fitting(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Those that the letters can mean, each with its fit; all of them while there are none."""
    sought, exact = key(typed), typed.strip()
    if not sought:
        return [each for each in entries if not exact or exact in each.right.split()]
    ranked = [(0 if exact in each.right.split() else _fit(each, sought), each) for each in entries]
    return [replace(entry, fit=how) for how, entry in ranked if how is not None]


def _fit(entry: Entry, sought: str) -> int | None:
    """Of deeds, letters strewn over a sentence are not meant: the beginnings of its words are, in any order."""
    name, also = key(entry.name), [key(each) for each in entry.also]
    how = fit(name, also, sought)
    if how is not None and how < IN_ORDER:
        return how
    begins = [word for text in (name, *also) for word in text.split()]
    if all(any(word.startswith(part) for word in begins) for part in sought.split()):
        return IN_ORDER - 1
    return None if entry.group in {"action", "panel", "theme", "layout"} else how


def grouped(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Each thing once, group after group, the group of the best fit first; documents after all names that fit well."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        found.setdefault((entry.group, entry.id), entry)
    order = GROUPS if typed.strip() else FIRST
    groups = [(group, [e for e in found.values() if e.group == group]) for group in order]
    ranked = [(group, _best(each, bool(typed.strip()))) for group, each in groups if each]
    if typed.strip():
        ranked.sort(key=lambda pair: pair[1][0].fit)
    return [entry for _, several in ranked for entry in several]


def _best(entries: Sequence[Entry], typed: bool) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.fit)[:MOST] if typed else list(entries)
