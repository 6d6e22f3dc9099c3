"""A world that was made up for measuring: words, actors, a tree of regions, and the desks that report from it.

How often each is named falls off as in news: the n-th most frequent about 1/n as often as the first (Zipf).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import cast, get_args

import numpy as np

from watchers.document import ActorKind, ActorNode, EventKind, RegionKind, RegionNode, Source

ACTORS, REGIONS, COUNTRIES, WIDEST = 3_000, 30_000, 200, 8
WORDS, COMMON = 60_000, 120
KINDS: tuple[EventKind, ...] = get_args(EventKind)
_CONSONANTS, _VOWELS = (
    "b c d f g h k l m n p r s t v w z br ch dr gr kr pl sh st tr th".split(),
    "a e i o u ai ea ou".split(),
)
_ENDINGS = "n r s t l nd st ng m d rs ce ly".split()
_BELOW: dict[RegionKind, RegionKind] = {
    "world region": "country",
    "country": "first-level",
    "first-level": "second-level",
    "second-level": "place",
}
_UNITS: tuple[tuple[str, ActorKind], ...] = (
    ("Ministry", "government"),
    ("Army", "military"),
    ("Police", "police"),
    ("Front", "armed group"),
    ("Party", "party"),
    ("Union", "organisation"),
    ("Works", "company"),
)


@dataclass(frozen=True, slots=True)
class Who:
    """An actor, nearest of what it belongs to first."""

    node: ActorNode
    country: str
    above: tuple[ActorNode, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A region; `path` runs from the widest to itself."""

    node: RegionNode
    country: str | None
    lat: float
    lon: float
    path: tuple[RegionNode, ...]


@dataclass(frozen=True, slots=True)
class World:
    """Countries in the order of how much is told of them; `actors` and `regions` by country, in the same order."""

    words: tuple[str, ...]
    countries: tuple[str, ...]
    actors: dict[str, tuple[Who, ...]]
    regions: dict[str, tuple[Where, ...]]
    feeds: tuple[Source, ...]
    wires: tuple[Source, ...]


def zipf(count: int, exponent: float = 1.0) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Cumulated chances of so many ranks, for `searchsorted` of numbers from 0 to 1."""
    chances = 1.0 / np.arange(1, count + 1) ** exponent
    return cast("np.ndarray[tuple[int], np.dtype[np.float64]]", np.cumsum(chances) / chances.sum())


def world(seed: int = 7) -> World:
    """The same for the same seed."""
    random = Random(seed)
    names = _names(random)
    regions = _regions(random, names)
    countries = tuple(regions)
    actors = _actors(random, names, regions)
    desks = [next(names) for _ in range(40)]
    feeds = tuple(Source("feed", f"{name} News", f"https://{name.lower()}.example/feed") for name in desks[:32])
    wires = tuple(Source("folder", f"{name} Wire", f"file:///wires/{name.lower()}") for name in desks[32:])
    return World(_vocabulary(random), countries, actors, regions, feeds, wires)


def _vocabulary(random: Random) -> tuple[str, ...]:
    """The most frequent words are the shortest."""
    found: dict[str, None] = {}
    while len(found) < WORDS:
        parts = 1 if len(found) < COMMON else random.choice((1, 2, 2, 3) if len(found) < 5_000 else (2, 2, 3, 3, 4))
        found[_word(random, parts)] = None
    return tuple(found)


def _word(random: Random, parts: int) -> str:
    ending = random.choice(_ENDINGS) if random.random() < 0.6 else ""
    return "".join(random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(parts)) + ending


def _names(random: Random) -> Iterator[str]:
    """Endless, each once."""
    known: set[str] = set()
    while True:
        name = _word(random, random.choice((2, 2, 3))).capitalize()
        while name in known:
            name += _word(random, 1)
        known.add(name)
        yield name


def _regions(random: Random, names: Iterator[str]) -> dict[str, tuple[Where, ...]]:
    """By country; larger countries hold more. The country itself comes first, places in the order of their fame."""
    widest = [_region(next(names), "world region", None, (), random) for _ in range(WIDEST)]
    countries = [_below(random.choice(widest), next(names), random) for _ in range(COUNTRIES)]
    shares = np.diff(zipf(COUNTRIES, 0.6), prepend=0.0)
    found: dict[str, tuple[Where, ...]] = {}
    for country, share in zip(countries, shares, strict=True):
        room = int(share * (REGIONS - COUNTRIES - WIDEST))
        first = [_below(country, next(names), random) for _ in range(max(1, room // 15))]
        second = [_below(random.choice(first), next(names), random) for _ in range(max(1, room // 4))]
        places = [_below(random.choice(second), next(names), random) for _ in range(room - len(first) - len(second))]
        rest = [*first, *second, *places]
        random.shuffle(rest)
        found[country.node.id] = (country, *rest)
    return found


def _region(name: str, kind: RegionKind, country: str | None, above: Sequence[RegionNode], random: Random) -> Where:
    node = RegionNode("-".join((*(each.id for each in above[-1:]), name.lower())), name, kind)
    lat, lon = round(random.uniform(-55, 70), 3), round(random.uniform(-180, 180), 3)
    return Where(node, country, lat, lon, (*above, node))


def _below(parent: Where, name: str, random: Random) -> Where:
    kind = _BELOW[parent.node.kind]
    node = RegionNode(name.lower() if kind == "country" else f"{parent.node.id[:24]}-{name.lower()}", name, kind)
    country = name[:2].upper() if kind == "country" else parent.country
    if kind == "country":
        return _region(name, kind, country, parent.path, random)
    lat, lon = (round(around + random.gauss(0, 2), 3) for around in (parent.lat, parent.lon))
    return Where(node, country, lat, lon, (*parent.path, node))


def _actors(random: Random, names: Iterator[str], regions: dict[str, tuple[Where, ...]]) -> dict[str, tuple[Who, ...]]:
    """A state for each country, what belongs to it below, and what belongs to that."""
    shares = np.diff(zipf(COUNTRIES, 0.5), prepend=0.0)
    found: dict[str, tuple[Who, ...]] = {}
    for (country, (place, *_)), share in zip(regions.items(), shares, strict=True):
        state = Who(ActorNode(f"{country}-state", place.node.name, "state"), place.country or "", ())
        known = [state]
        for _ in range(max(2, int(share * ACTORS)) - 1):
            above = random.choice(known[:6])
            name = next(names)
            unit, kind = random.choice(_UNITS)
            person = random.random() < 0.35
            node = ActorNode(
                f"{name.lower()}-{unit.lower()}",
                f"{name} {next(names)}" if person else f"{name} {unit}",
                "person" if person else kind,
            )
            known.append(Who(node, state.country, (above.node, *above.above)[:3]))
        found[country] = tuple(known)
    return found
