"""The regions of a filter as a tree of lines, opened as far as a newcomer needs to see countries at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from watchers.archive.rows import RegionCount
from watchers.document import RegionKind


class Nested(Protocol):
    """Regions that know what lies in which: of a long list only what is looked at is made."""

    def of_kind(self, kind: RegionKind, /) -> Sequence[RegionCount]: ...
    def within(self, parent: str | None, /) -> Sequence[RegionCount]: ...
    def holds(self, parent: str, /) -> bool: ...


class Children(Protocol):
    """Regions by the id of what they lie in, None for the root."""

    def below(self, parent: str | None, /) -> Sequence[RegionCount]: ...
    def holds(self, parent: str, /) -> bool: ...


Ordering = Callable[[Sequence[RegionCount]], Sequence[RegionCount]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree; `open` is None where nothing lies in the region."""

    region: RegionCount
    depth: int
    open: bool | None


def _children(regions: Sequence[RegionCount]) -> Children:
    """Most documents first.

    World regions all stand at the root, and one that only holds others is left out: countries are two steps away.
    """
    return _Nested(cast("Nested", regions)) if hasattr(regions, "within") else _Listed(_listed(regions))


def _listed(regions: Sequence[RegionCount]) -> dict[str | None, list[RegionCount]]:
    by_id = {region.id: region for region in regions}
    wide = {region.id for region in regions if region.kind == "world region"}
    holds = {region.parent for region in regions if region.id not in wide and region.parent}
    nested = {region.parent for region in regions if region.id in wide}
    found: defaultdict[str | None, list[RegionCount]] = defaultdict(list)
    for region in regions:
        if region.id in wide and region.id in nested and region.id not in holds:
            continue
        rooted = region.id in wide or region.parent not in by_id or region.parent == region.id
        found[None if rooted else region.parent].append(region)
    order = partial(_order, wide & holds)
    return {parent: sorted(those, key=order) for parent, those in found.items()}


@dataclass(frozen=True, slots=True)
class _Listed:
    """What was listed whole."""

    found: Mapping[str | None, Sequence[RegionCount]]

    def below(self, parent: str | None, /) -> Sequence[RegionCount]:
        return self.found.get(parent, ())

    def holds(self, parent: str, /) -> bool:
        return parent in self.found


class _Nested:
    """What is nested already: nothing is made of what a closed region holds."""

    def __init__(self, regions: Nested) -> None:
        self._regions = regions
        self._wide = {region.id: region for region in regions.of_kind("world region")}
        self._nested = {region.parent for region in self._wide.values()}
        self._holds = {id_ for id_ in self._wide if self._below(id_)}

    def holds(self, parent: str, /) -> bool:
        return parent in self._holds if parent in self._wide else self._regions.holds(parent)

    def below(self, parent: str | None, /) -> Sequence[RegionCount]:
        found = self._below(parent)
        if parent is None:
            found += [r for r in self._wide.values() if r.id in self._holds or r.id not in self._nested]
        return sorted(found, key=partial(_order, self._holds))

    def _below(self, parent: str | None) -> list[RegionCount]:
        return [region for region in self._regions.within(parent) if region.id not in self._wide]


def _order(holding: Set[str], region: RegionCount) -> tuple[bool, int, str]:
    """World regions that hold countries stand before those that only name a part of the world."""
    return region.kind == "world region" and region.id not in holding, -region.count, region.name


def branches(
    regions: Sequence[RegionCount],
    turned: Mapping[str, bool],
    picked: frozenset[str],
    order: Ordering = list,
    besides: Sequence[RegionCount] = (),
) -> list[Branch]:
    """The lines to show; `turned` is what a person opened or closed, world regions and picked ones open unasked.

    Those that lie in the same have the `order` that is asked for. What is there `besides`, and has no documents, stands
    in what it lies in, else above all.
    """
    children = _children(regions)
    found = list(_Walk(_Besides(children, besides) if besides else children, turned, picked, order).below(None))
    there = {branch.region.id for branch in found}
    return [*(Branch(region, 0, None) for region in besides if region.id not in there), *found]


@dataclass(frozen=True, slots=True)
class _Besides:
    """Children with some more."""

    children: Children
    more: Sequence[RegionCount]

    def holds(self, parent: str, /) -> bool:
        return self.children.holds(parent) or any(region.parent == parent for region in self.more)

    def below(self, parent: str | None, /) -> Sequence[RegionCount]:
        return [*(r for r in self.more if parent and r.parent == parent), *self.children.below(parent)]


@dataclass(frozen=True, slots=True)
class _Walk:
    """Down the tree, as far as it is open."""

    children: Children
    turned: Mapping[str, bool]
    picked: frozenset[str]
    order: Ordering

    def below(self, parent: str | None, seen: frozenset[str] = frozenset()) -> Iterator[Branch]:
        """The lines of what lies in a region; its depth is how many were seen on the way."""
        for region in self.order(self.children.below(parent)):
            if region.id in seen:
                continue
            inside = self.children.holds(region.id)
            opened = self.turned.get(region.id, region.kind == "world region" or region.id in self.picked)
            yield Branch(region, len(seen), opened if inside else None)
            if inside and opened:
                yield from self.below(region.id, seen | {region.id})


def wide(regions: Sequence[RegionCount]) -> Sequence[RegionCount]:
    """The parts of the world among them."""
    if hasattr(regions, "of_kind"):
        return cast("Nested", regions).of_kind("world region")
    return [region for region in regions if region.kind == "world region"]


def names(regions: Sequence[RegionCount]) -> dict[str, str]:
    """What each region lies in, by id: `Rif Dimashq › Syria`, without world regions."""
    by_id = {region.id: region for region in regions}
    return {region.id: " › ".join(_above(region, by_id)) for region in regions}


def _above(region: RegionCount, by_id: Mapping[str, RegionCount]) -> Iterator[str]:
    seen = {region.id}
    while region.parent and region.parent not in seen and (region := by_id.get(region.parent, region)).id not in seen:
        if region.kind == "world region" and len(seen) > 1:
            return
        seen.add(region.id)
        yield region.name
