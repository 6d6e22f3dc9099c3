"""Names that the gazetteer has in another spelling or not at all: transliterations, and unresolved places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from watchers.analysis.actors.mention import slug
from watchers.analysis.lexicon.entries import Layer, PlaceName, Spelling, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places import features, resolve
from watchers.analysis.places.features import Feature
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.runs import Run
from watchers.analysis.tokens import Shape
from watchers.document import Mention, Region, RegionNode

RULES = {
    "place:spelling": "another spelling of a place in a country that the document names",
    "place:unresolved": "an unknown name after near, town of …, before River, County; told as of the nearest country",
}
_LONGEST = 4
_BESIDE = frozenset(["near", "outside"])
_DIVISIONS = frozenset("province governorate oblast prefecture".split())
_KINDS = frozenset(
    """neighbourhood neighborhood neighbourhoods district subdistrict village town area suburb municipality commune
    countryside crossing governorate province""".split()
)
_RELIEF = frozenset("valley island islands mountains".split())


def find(
    passage: Passage, placed: list[PlaceMention], named: Iterable[int], countries: Counter[str]
) -> list[PlaceMention]:
    """Mentions in reading order, in capital runs that hold neither a known place nor an actor."""
    taken = {*named, *(i for m in placed for i in range(m.first, m.stop))}
    waters = _described(passage, {i for m in placed for i in range(m.first, m.stop)})
    taken.update(i for m in waters for i in range(m.first, m.stop))
    support = resolve.support_of((m.place for m in placed if m.place), dict.fromkeys(countries, 1))
    known: dict[str, PlaceMention | None] = {}
    found = waters
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
    if passage.starting(Layer.DEMONYM, run.first):
        return None
    if not _cued(passage, run, strong=False) or any(passage.starting(Layer.ORGANISATION_HEAD, i) for i in _words(run)):
        return None
    options = [o for o in passage.lexicon.spelled(name) if o.place.country in countries and _sure(o, name)]
    place = resolve.choose(options, (), support)
    return PlaceMention(run.first, run.stop, place.name, place, "place:spelling") if place else None


def _sure(option: PlaceName, name: str) -> bool:
    """Short folded names meet by chance."""
    return option.spelling < Spelling.FOLDED or len(name) > 4


def _unresolved(passage: Passage, run: Run) -> PlaceMention | None:
    if not _cued(passage, run, strong=True) and not _kind_behind(passage, run):
        return None
    if run.stop < len(passage.tokens) and passage.tokens.shape[run.stop] & Shape.NUMBER:
        return None
    never = (Layer.COMMON, Layer.ORGANISATION_HEAD, Layer.DEMONYM)
    if any(passage.starting(layer, i) for layer in never for i in _words(run)):
        return None
    return PlaceMention(run.first, run.stop, passage.tokens.name(run.first, run.stop), None, "place:unresolved")


def _described(passage: Passage, taken: set[int]) -> list[PlaceMention]:
    """Unknown names with a feature word of their own: `Okaw River`, `Ibex County`."""
    found = []
    for run in () if passage.shouted else passage.runs:
        if _lake(passage, run) and taken.isdisjoint(_words(run)):
            name = passage.tokens.name(run.first, run.stop)
            found.append(PlaceMention(run.first, run.stop, name, None, "place:unresolved"))
            continue
        for i in range(run.first + 1, run.stop):
            feature = features.beside(passage, run.first, i)
            own = feature and feature.stop > i and feature.in_name and _of_nature(passage, feature, i)
            if feature and own and i - run.first < _LONGEST and taken.isdisjoint(range(run.first, feature.stop)):
                if not any(passage.starting(layer, run.first) for layer in (Layer.COMMON, Layer.DEMONYM)):
                    name = passage.tokens.name(run.first, feature.stop)
                    found.append(PlaceMention(run.first, feature.stop, name, None, "place:unresolved"))
                break
    return found


def _lake(passage: Passage, run: Run) -> bool:
    """`Lake Ibex`: two words, the first of which says what it is."""
    feature = features.beside(passage, run.first + 1, run.stop) if len(run) == 2 else None
    return feature is not None and feature.value == "water before" and feature.first == run.first


def _of_nature(passage: Passage, feature: Feature, i: int) -> bool:
    """A county or a water, hardly ever the end of a person's name as a Hill may be."""
    key = passage.tokens.key[i]
    division = feature.value == "province" and key in _DIVISIONS
    return (feature.county and key == "county") or feature.value == "water" or key in _RELIEF or division


def _kind_behind(passage: Passage, run: Run) -> bool:
    """`the Pacot neighbourhood`: a small word says what the name is; a person's or party's camp is no place."""
    if passage.after(run.stop) not in _KINDS or passage.before(run.first) not in {"the", "in"}:
        return False
    if passage.tokens.shape[run.stop] & Shape.CAPITAL:
        return False
    never = (Layer.FIRST_NAME, Layer.TITLE, Layer.ROLE, Layer.AGENT, Layer.ACTOR)
    return not any(passage.starting(layer, i) for layer in never for i in _words(run))


def _words(run: Run) -> range:
    return range(run.first, run.stop)


def _cued(passage: Passage, run: Run, *, strong: bool) -> bool:
    locative = passage.ending(Layer.LOCATIVE, run.first)
    if locative is None or not passage.tokens.joined(run.first):
        return False
    return (
        not strong
        or passage.before(run.first) in _BESIDE
        or any(isinstance(e, Term) and e.value == "strong" for e in locative.entries)
    )


def unresolved_id(name: str) -> str:
    """The id of a place that is not known, however its name is written."""
    return f"unresolved:{slug(name)}"


def unresolved_region(
    mention: PlaceMention, country: tuple[str, tuple[RegionNode, ...]] | None, told: tuple[Mention, ...]
) -> Region:
    """A region of its own without a point; `country` is the code and path of the one it is taken to lie in."""
    identity = unresolved_id(mention.name)
    node = RegionNode(identity, mention.name, "unresolved")
    iso, path = country or (None, ())
    return Region(identity, mention.name, "unresolved", iso, None, None, (*path, node), path[::-1], told)
