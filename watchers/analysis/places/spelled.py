"""Names that the gazetteer has in another spelling or not at all: transliterations, and unresolved places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from watchers.analysis.actors.mention import slug
from watchers.analysis.lexicon.entries import Layer, PlaceName, Spelling, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places import resolve
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.runs import Run
from watchers.document import Mention, Region, RegionNode

RULES = {
    "place:spelling": "another spelling of a place in a country that the document names",
    "place:unresolved": "an unknown name after near, outside, town of …; taken to lie in the country named nearest",
}
_LONGEST = 4


def find(
    passage: Passage, placed: list[PlaceMention], named: Iterable[int], countries: Counter[str]
) -> list[PlaceMention]:
    """Mentions in reading order, in capital runs that hold neither a known place nor an actor."""
    taken = {*named, *(i for m in placed for i in range(m.first, m.stop))}
    support = resolve.support_of((m.place for m in placed if m.place), dict.fromkeys(countries, 1))
    known: dict[str, PlaceMention | None] = {}
    found = []
    for run in passage.runs:
        if len(run) > _LONGEST or not taken.isdisjoint(range(run.first, run.stop)) or passage.shouted:
            continue
        name = " ".join(passage.tokens.key[run.first : run.stop])
        mention = _spelled(passage, run, name, countries, support) or _unresolved(passage, run)
        if mention or known.get(name):
            mention = mention or known[name]
            assert mention is not None
            known[name] = mention
            found.append(PlaceMention(run.first, run.stop, mention.name, mention.place, mention.rule))
    return found


def _spelled(
    passage: Passage, run: Run, name: str, countries: Counter[str], support: resolve.Support
) -> PlaceMention | None:
    if not _cued(passage, run, strong=False) or any(passage.starting(Layer.ORGANISATION_HEAD, i) for i in _words(run)):
        return None
    options = [o for o in passage.lexicon.spelled(name) if o.place.country in countries and _sure(o, name)]
    place = resolve.choose(options, (), support)
    return PlaceMention(run.first, run.stop, place.name, place, "place:spelling") if place else None


def _sure(option: PlaceName, name: str) -> bool:
    """Short folded names meet by chance."""
    return option.spelling < Spelling.FOLDED or len(name) > 4


def _unresolved(passage: Passage, run: Run) -> PlaceMention | None:
    if not _cued(passage, run, strong=True):
        return None
    if any(passage.starting(layer, i) for layer in (Layer.COMMON, Layer.ORGANISATION_HEAD) for i in _words(run)):
        return None
    return PlaceMention(run.first, run.stop, passage.tokens.name(run.first, run.stop), None, "place:unresolved")


def _words(run: Run) -> range:
    return range(run.first, run.stop)


def _cued(passage: Passage, run: Run, *, strong: bool) -> bool:
    locative = passage.ending(Layer.LOCATIVE, run.first)
    if locative is None or not passage.tokens.joined(run.first):
        return False
    return not strong or any(isinstance(e, Term) and e.value == "strong" for e in locative.entries)


def unresolved_region(
    mention: PlaceMention, country: tuple[str, tuple[RegionNode, ...]] | None, told: tuple[Mention, ...]
) -> Region:
    """A region of its own without a point; `country` is the code and path of the one it is taken to lie in."""
    identity = f"unresolved:{slug(mention.name)}"
    node = RegionNode(identity, mention.name, "unresolved")
    iso, path = country or (None, ())
    return Region(identity, mention.name, "unresolved", iso, None, None, (*path, node), path[::-1], told)
