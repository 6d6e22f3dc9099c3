"""`wirewatch regions`: regions added to a person's own lexicon, and those that are known found."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TextIO, cast

from tui.commands.complaining import complain
from tui.commands.own import UsageError, country_of, named, others, refuse_namesakes, write
from tui.commands.rows import show
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.entries import Place, PlaceName
from watchers.analysis.lexicon.own.desk import Desk
from watchers.analysis.lexicon.own.entry import OwnRegion, free_id
from watchers.analysis.lexicon.own.kinds import REGION_KINDS, REGION_WORDS
from watchers.analysis.lexicon.own.regions import choices, known_id
from watchers.analysis.lexicon.phrases import phrase
from watchers.analysis.lexicon.tables import unknown
from watchers.document import RegionKind

_MOST = 200


def add(given: Namespace, lexicon: Path, own: Path, stdout: TextIO) -> int:
    """0 when it is written, 2 when something must be given otherwise. Raises LexiconError."""
    return write(partial(_region, given), lexicon, own, stdout)


def find(given: Namespace, lexicon: Path, own: Path, stdout: TextIO) -> int:
    """0, or 1 when nothing is called so: just that name first, then what begins so, then looser spellings of it.

    Among equals the weightiest first; of many only those.
    """
    name = " ".join(given.words)
    words = phrase(name) or ""
    with closing(Lexicon.open(lexicon, own)) as known:
        begin = {e.place.id: e.place for e in known.beginning(words) if isinstance(e, PlaceName)} if words else {}
        places = {entry.place.id: entry.place for entry in known.spelled(words)} | begin

        def rank(place: Place) -> tuple[bool, bool, float, str]:
            return phrase(place.name) != words, place.id not in begin, -place.weight, place.id

        ranked = sorted(places.values(), key=rank)
        rows = [_row(place, known) for place in ranked[:_MOST]]
    if not rows:
        complain(f"no region is called “{name}”.")
        return 1
    show(rows, stdout)
    if len(ranked) > _MOST:
        complain(f"{len(ranked) - _MOST:,} more begin so; give more of the name.")
    return 0


def _region(given: Namespace, known: Lexicon) -> OwnRegion:
    name, country = named(given), country_of(given.country, known)
    parents = tuple(_parent(text, country, known) for text in given.parent)
    at, more = (given.lat, given.lon), others(given)
    if (given.lat is None) != (given.lon is None):
        raise UsageError("give both --lat and --lon, or neither.")
    existing = known_id(Desk(known), given.id) if given.id else None
    if existing:
        return OwnRegion(existing, None, _kind(given.kind), country, parents, *at, (name, *more))
    if not given.kind:
        raise UsageError(f"give --kind: {', '.join(REGION_KINDS)}.")
    kind = _kind(given.kind)
    namesakes = [place for place in choices(Desk(known), name, {}) if country in (None, place.country)]
    refuse_namesakes(given, [_named(place, known) for place in namesakes])
    id_ = given.id or free_id(name, _Taken(known))
    return OwnRegion(id_, name, kind, country, parents, *at, more)


class _Taken:
    """The ids that regions have."""

    def __init__(self, known: Lexicon) -> None:
        self._known = known

    def __contains__(self, id_: object) -> bool:
        return known_id(Desk(self._known), str(id_)) is not None


def _kind(text: str | None) -> RegionKind | None:
    if text is not None and text not in REGION_KINDS:
        raise UsageError(unknown("kind", text, REGION_KINDS, REGION_WORDS))
    return cast("RegionKind | None", text)


def _parent(text: str, country: str | None, known: Lexicon) -> str:
    id_ = known_id(Desk(known), text)
    if id_ is not None:
        return id_
    found = choices(Desk(known), text, {})
    found = [place for place in found if country and place.country == country] or found
    if len(found) == 1:
        return found[0].id
    if not found:
        raise UsageError(f"--parent: no region is called “{text}”; wirewatch regions find lists what is.")
    told_ = "; ".join(_named(place, known) for place in found[:5])
    raise UsageError(f"--parent: “{text}” may mean several, give the id: {told_}.")


def _named(place: Place, known: Lexicon) -> str:
    return f"{place.id} ({' › '.join(node.name for node in known.path(place.id)[-3:])}, {place.kind})"


def _row(place: Place, known: Lexicon) -> dict[str, object]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "path": [node.name for node in known.path(place.id)[:-1]],
        "lat": place.lat,
        "lon": place.lon,
    }
