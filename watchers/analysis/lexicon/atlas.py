"""All regions under compilation, and the names by which each is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import log10

from watchers.analysis.lexicon.entries import Case, Place, Spelling
from watchers.analysis.lexicon.facts import ARTICLE, FOLDED, HEADLESS, OWN
from watchers.analysis.lexicon.phrases import case_of, phrase
from watchers.analysis.spelling import article_key, folded_key, headless_key
from watchers.document import RegionKind

_WEIGHTS = {"country": 3.0, "world region": 4.0, "area": 4.0, "water": 4.0, "first-level": 1.5, "second-level": 3.0}
_CODE = re.compile(r"[A-Z]{2}\.\w+")


def weight_of(kind: RegionKind, population: int, *, capital: bool = False) -> float:
    """How likely a name means this place, before the document is read."""
    return round(log10(max(population, 10)) + _WEIGHTS.get(kind, 0.0) + (1.0 if capital else 0.0), 2)


@dataclass(slots=True)
class Atlas:
    """Places by id, and for each phrase the packed (number, spelling, case) of what it may mean."""

    places: dict[str, Place] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    names: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    first_levels: dict[str, str] = field(default_factory=dict)
    """`SY.08` to id."""
    countries: dict[str, str] = field(default_factory=dict)
    """ISO code to id."""
    transliterated: set[str] = field(default_factory=set)
    """ISO codes of countries whose names come in many Latin spellings."""
    skipped: list[str] = field(default_factory=list)
    _named: dict[str, str] = field(default_factory=dict)
    _own: int = OWN

    def add(self, place: Place, *, resolvable: bool = True) -> None:
        """Takes a place in, and its name; `resolvable`: others may name it as their parent."""
        self.places[place.id] = place
        self.numbers[place.id] = self._number(place.id)
        self.call(place.id, place.name)
        key = phrase(place.name)
        if resolvable and key:
            self._named.setdefault(key, place.id)

    def _number(self, id_: str) -> int:
        source, _, rest = id_.partition(":")
        if source == "geonames":
            return int(rest)
        self._own += 1
        return self._own

    def call(
        self, id_: str, name: str, spelling: Spelling = Spelling.EXACT, case: Case | None = None, key: str | None = None
    ) -> None:
        """Says that a name means a place; without a case, that of the name as it stands."""
        key = key or phrase(name)
        if key is None:
            self.skipped.append(name)
            return
        if case is None:
            case = case_of(name)
        self.names[key].append(self.numbers[id_] << 6 | spelling << 3 | case)

    def change(self, id_: str, parents: Iterable[str] = (), name: str | None = None, **facts: object) -> None:
        """Adds parents behind those a place has, and sets what is given."""
        place = self.places[id_]
        merged = tuple(dict.fromkeys((*place.parents, *parents)))
        self.places[id_] = replace(place, parents=merged, name=name or place.name, **facts)  # type: ignore[arg-type]

    def means(self, name: str, id_: str) -> bool:
        """Whether a name may mean a place."""
        number = self.numbers[id_]
        return any(packed >> 6 == number for packed in self.names.get(phrase(name) or "", ()))

    def resolve(self, text: str) -> str | None:
        """The id meant by an id, an ISO code, `SY.08`, a kebab id without its source, or a name."""
        if text in self.places:
            return text
        if text in self.countries:
            return self.countries[text]
        if _CODE.fullmatch(text):
            return self.first_levels.get(text)
        own = f"wirewatch:{text}"
        return own if own in self.places else self._named.get(phrase(text) or "")


def unpack(packed: int) -> tuple[int, int, int]:
    """Number, spelling, case."""
    return packed >> 6, packed >> 3 & 7, packed & 7


def loose_keys(name_key: str) -> Iterator[str]:
    """The keys of the looser spellings of a name, each with the mark of its kind; too short ones are left out."""
    words = name_key.split(" ")
    if not name_key.isascii() or len(words) > 5:
        return
    yield ARTICLE + article_key(name_key)
    folded = folded_key(name_key)
    if len(folded) > 2:
        yield FOLDED + folded
    headless = headless_key(name_key)
    if headless:
        folded = folded_key(headless)
        if len(folded) > 3:
            yield HEADLESS + folded
