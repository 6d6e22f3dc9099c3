"""An entry of the analyst's own lexicon while it is being written: what is known of it as text, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from tui.board.matching import key
from watchers.analysis.lexicon.own.entry import OwnActor, OwnRegion
from watchers.archive.rows import ActorFacts, RegionFacts
from watchers.document import ActorKind, RegionKind
from watchers.errors import WirewatchError

_DISCOVERED = ("found:", "unresolved:")
_NATURE: dict[str, RegionKind] = {
    **dict.fromkeys(("river", "lake", "sea", "bay", "gulf", "strait", "creek", "lagoon"), "water"),
    **dict.fromkeys(("valley", "mountains", "island", "islands", "hills", "forest", "desert"), "area"),
    **dict.fromkeys(("county", "district"), "second-level"),
    **dict.fromkeys(("province", "governorate", "oblast"), "first-level"),
}  # fmt: skip


class DraftError(WirewatchError):
    """What was typed into one of the lines means nothing; `line` is its name in a Draft."""

    def __init__(self, line: str, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Draft:
    """Each line as text, "" where nothing is known; `within` is what it is part of, or lies in."""

    name: str
    kind: str
    country: str = ""
    within: str = ""
    point: str = field(default="", kw_only=True)
    aliases: str = ""


def of_actor(facts: ActorFacts, texts: Iterable[str]) -> Draft:
    """`texts` are the words by which documents name it."""
    others = ", ".join(aliases(facts.name, texts))
    return Draft(facts.name, facts.kind, facts.country or "", _known(facts.part_of), others)


def of_region(facts: RegionFacts, texts: Iterable[str]) -> Draft:
    """It lies in its country where nothing nearer is given, so that is left out."""
    ends = [_NATURE.get(word) for word in (facts.name.casefold().split() or [""])]
    kind = next((kind for kind in (ends[-1], ends[0]) if kind), "place")
    return Draft(facts.name, kind, facts.country or "", aliases=", ".join(aliases(facts.name, texts)))


def aliases(name: str, texts: Iterable[str]) -> list[str]:
    """Other names among the words of documents: abbreviations and what has two words; one word may mean anybody."""
    found: dict[str, str] = {}
    for text in texts:
        words = " ".join(text.split())
        if len(words.split()) > 1 or (words.isupper() and len(words) > 1):
            found.setdefault(key(words), words)
    found.pop(key(name), None)
    return [words for words in found.values() if "," not in words]


def actor(draft: Draft, id_: str) -> OwnActor:
    """Raises DraftError."""
    kind, names = cast("ActorKind", draft.kind), _parted(draft.aliases)
    return OwnActor(id_, _named(draft), kind, _country(draft), draft.within.strip() or None, names)


def region(draft: Draft, id_: str) -> OwnRegion:
    """Raises DraftError."""
    lat, lon = _point(draft.point)
    kind, parents = cast("RegionKind", draft.kind), (draft.within.strip(),) if draft.within.strip() else ()
    return OwnRegion(id_, _named(draft), kind, _country(draft), parents, lat, lon, _parted(draft.aliases))


def _known(part_of: str | None) -> str:
    return "" if part_of is None or part_of.startswith(_DISCOVERED) else part_of


def _named(draft: Draft) -> str:
    name = " ".join(draft.name.split())
    if not key(name):
        raise DraftError("name", "It needs a name.")
    return name


def _country(draft: Draft) -> str | None:
    return draft.country.strip() or None


def _parted(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(",") if part.strip()))


def _point(text: str) -> tuple[float | None, float | None]:
    parts = text.replace(",", " ").split()
    if not parts:
        return None, None
    try:
        lat, lon = map(float, parts)
    except ValueError:
        raise DraftError("point", "A point is two numbers, latitude first: 15.6, 32.5") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DraftError("point", "Latitude goes from -90 to 90, longitude from -180 to 180.")
    return lat, lon
