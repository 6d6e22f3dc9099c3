"""What stands around a name and says whether it is a place: cues for, titles and longer names against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from watchers.analysis.lexicon.entries import Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places import features, resolve
from watchers.analysis.places.features import Feature
from watchers.analysis.places.mention import Candidate
from watchers.analysis.runs import begins_sentence
from watchers.analysis.spelling import is_article
from watchers.analysis.tokens import Gap, Shape

_COMPASS = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern upper lower greater downtown mid inner outer rural""".split()
)
_DATELINE_WORDS = 5
_PEOPLE = frozenset(
    "man woman resident residents police couple teen teenager native officials councillor boy girl officer".split()
)
_LOCAL = frozenset(
    """police fire mayor council councilman councilwoman councillor city town township village school schools high
    elementary middle public regional memorial community volunteer municipal chamber library""".split()
)
"""Words that begin the names of what a town has: `Athens Police Department`, `Winchester High School`."""
_SOMEBODY = frozenset(["he", "she"])
_PARTIES = frozenset(["d", "r", "dfl", "dem", "rep"])
_LINKED = frozenset(["and", "or"])
_LONGEST_LIST = 5


class Cue(IntEnum):
    """How strongly the words around ask for a place."""

    AGAINST = -1
    NONE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """`comma` is the wider place that follows after a comma; `in_name` that the words are part of a longer name.

    `heads` says that the longer name begins with these words, `county` that the name is one of several counties';
    `beside` is what it is said to lie in or near, `village` that it is called a village.
    """

    cue: Cue
    rule: str
    comma: tuple[PlaceName, ...] = ()
    in_name: bool = False
    common: bool = False
    heads: bool = False
    feature: Feature | None = None
    county: bool = False
    beside: tuple[PlaceName, ...] = ()
    village: bool = False


def weigh(passage: Passage, candidate: Candidate, counties: Mapping[int, int]) -> Evidence:
    """The evidence for one candidate; `counties` are the names in lists of counties, first word to stop."""
    common = passage.starting(Layer.COMMON, candidate.first)
    is_common = common is not None and common.stop >= candidate.stop
    if counties.get(candidate.first) == candidate.stop:
        return Evidence(Cue.STRONG, "place:county", county=True)
    if features.ends_as_county(passage, candidate.first, candidate.stop):
        return Evidence(Cue.STRONG, "place:county", _comma(passage, candidate.stop))
    feature = features.beside(passage, candidate.first, candidate.stop)
    if feature and feature.county:
        return Evidence(Cue.STRONG, "place:county", _comma(passage, feature.stop), feature=feature, county=True)
    if _person(passage, candidate) or features.is_street(passage, candidate.stop):
        return Evidence(Cue.AGAINST, "", common=is_common)
    stop = feature.stop if feature and feature.in_name else candidate.stop
    comma = _comma(passage, stop) or _within(passage, candidate, stop)
    in_name = not passage.shouted and _in_longer_name(passage, candidate) and not _of_office(passage, candidate)
    cue, rule = _cue(passage, candidate, feature)
    if comma:
        cue, rule = Cue.STRONG, "place:comma"
    heads = in_name and _heads(passage, candidate)
    longer = in_name and cue < Cue.STRONG
    whole = not longer and not in_name
    beside = features.beside_which(passage, stop) if whole else ()
    village = whole and features.is_village(passage, candidate.first, stop)
    return Evidence(cue, rule, comma, longer, is_common, heads, feature, beside=beside, village=village)


def _person(passage: Passage, candidate: Candidate) -> bool:
    """A title, first name or initial before (`J. Paris`); a first name that is the subject of `said he`."""
    first = candidate.first
    if passage.starting(Layer.FIRST_NAME, first) and passage.after(candidate.stop + 1) in _SOMEBODY:
        return True
    if first == 0 or not passage.tokens.joined(first) or _constituency(passage, first):
        return False
    before = passage.tokens.key[first - 1]
    initial = (
        len(before) == 1 and before.isalpha() and before != "a" and passage.tokens.shape[first - 1] & Shape.CAPITAL
    )
    title = passage.ending(Layer.TITLE, first)
    name = passage.ending(Layer.FIRST_NAME, first)
    called = name is not None and bool(passage.tokens.shape[first - 1] & Shape.CAPITAL)
    return bool(initial) or title is not None or (called and before not in _COMPASS)


def _constituency(passage: Passage, first: int) -> bool:
    """`D-Tulsa`: a party's letters and the place that a member of parliament sits for."""
    tokens = passage.tokens
    return (
        first > 0
        and tokens.gap[first] == Gap.HYPHEN
        and tokens.key[first - 1] in _PARTIES
        and bool(tokens.shape[first - 1] & Shape.CAPITAL)
    )


def _comma(passage: Passage, stop: int) -> tuple[PlaceName, ...]:
    tokens = passage.tokens
    if stop >= len(tokens) or tokens.gap[stop] != Gap.COMMA or tokens.sentence[stop] != tokens.sentence[stop - 1]:
        return ()
    wider = passage.starting(Layer.PLACE, stop)
    if wider is None or not tokens.shape[wider.stop - 1] & Shape.CAPITAL:
        return ()
    return tuple(e for e in wider.entries if isinstance(e, PlaceName) and e.place.kind in {"country", "first-level"})


def _within(passage: Passage, candidate: Candidate, stop: int) -> tuple[PlaceName, ...]:
    """The wider place behind `in`, if one of the candidate's lies in it: `to Nice in France`."""
    if passage.after(stop) != "in" or not passage.after(stop + 1):
        return ()
    if passage.ending(Layer.LOCATIVE, candidate.first) is None:
        return ()
    match = passage.starting(Layer.PLACE, stop + 1)
    wider = [e for e in match.entries if isinstance(e, PlaceName)] if match else []
    wide = [w for w in wider if w.place.kind in {"country", "first-level"}]
    return tuple(w for w in wide if any(resolve.inside(o.place, w.place) for o in candidate.options))


def _cue(passage: Passage, candidate: Candidate, feature: Feature | None) -> tuple[Cue, str]:
    """The first that holds, the surest first."""
    first, tokens = candidate.first, passage.tokens
    if feature and not feature.called_after:
        return Cue.STRONG, "place:feature"
    if _constituency(passage, first):
        return Cue.STRONG, "place:constituency"
    while first > 0 and tokens.joined(first) and tokens.key[first - 1] in (_COMPASS | {"the"}):
        first -= 1
    locative = passage.ending(Layer.LOCATIVE, first) if tokens.joined(first) else None
    if locative:
        strong = any(isinstance(e, Term) and e.value == "strong" for e in locative.entries)
        return (Cue.STRONG if strong else Cue.WEAK), "place:cue"
    if first < candidate.first and tokens.key[first] != "the":
        return Cue.WEAK, "place:compass"
    return _cue_of_sentence(passage, candidate)


def _cue_of_sentence(passage: Passage, candidate: Candidate) -> tuple[Cue, str]:
    """What does not stand directly before the name."""
    if _in_dateline(passage, candidate):
        return Cue.STRONG, "place:dateline"
    if _people(passage, candidate):
        return Cue.WEAK, "place:people"
    if passage.after(candidate.stop) in _LOCAL and passage.tokens.shape[candidate.stop] & Shape.CAPITAL:
        return Cue.WEAK, "place:office"
    return (Cue.WEAK, "place:list") if _listed(passage, candidate.first) else (Cue.NONE, "place:name")


def compass_before(passage: Passage, first: int) -> bool:
    """`central Washington` is in the state of that name: towns are seldom told apart so."""
    return passage.before(first) in _COMPASS and not passage.tokens.shape[first - 1] & Shape.CAPITAL


def _people(passage: Passage, candidate: Candidate) -> bool:
    """`a Medford man`, `Joan Ash of Medford`, `Joan Ash, 39, of Medford`."""
    tokens, first, stop = passage.tokens, candidate.first, candidate.stop
    own = not tokens.shape[stop - 1] & Shape.POSSESSIVE
    if own and passage.after(stop) in _PEOPLE and not tokens.shape[stop] & Shape.CAPITAL:
        return True
    if first < 2 or passage.before(first) != "of":
        return False
    aged = tokens.gap[first - 1] == Gap.COMMA and bool(tokens.shape[first - 2] & Shape.NUMBER)
    run = passage.run_of[first - 2]
    named = run is not None and tokens.joined(first - 1) and passage.starting(Layer.FIRST_NAME, run.first) is not None
    return aged or named


def _listed(passage: Passage, first: int) -> bool:
    """`in Homs, Hama and Idlib`: the cue before the first place of a list is for all of them."""
    tokens = passage.tokens
    for _ in range(_LONGEST_LIST):
        linked = first > 1 and tokens.joined(first) and tokens.key[first - 1] in _LINKED
        stop = first - 1 if linked else first
        if (
            stop < 1
            or (not linked and tokens.gap[stop] != Gap.COMMA)
            or tokens.sentence[stop - 1] != tokens.sentence[stop]
        ):
            return False
        place = passage.ending(Layer.PLACE, stop)
        if place is None or not tokens.shape[place.first] & Shape.CAPITAL:
            return False
        first = place.first
        if tokens.joined(first) and passage.ending(Layer.LOCATIVE, first):
            return True
    return False


def _in_dateline(passage: Passage, candidate: Candidate) -> bool:
    """`GOMA, DR Congo, Nov 18 (AFP) - …`: capitals at the start of the text or of a line, before a dash or bracket."""
    tokens = passage.tokens
    if not tokens.shape[candidate.first] & Shape.ALL_CAPS or passage.shouted:
        return False
    start = tokens.start[candidate.first]
    if start < passage.title_stop or passage.before(candidate.first) == "by":
        return False
    line = passage.tokens.text.rfind("\n", 0, start) + 1
    if tokens.at(start) - tokens.at(line) > _DATELINE_WORDS:
        return False
    behind = passage.tokens.text[start : start + 80]
    return any(mark in behind for mark in (" - ", " — ", " – ", "(", "--"))


def _in_longer_name(passage: Passage, candidate: Candidate) -> bool:
    """Whether capitalised words that are no feature, compass or demonym join the name on either side."""
    tokens, run = passage.tokens, passage.run_of[candidate.first]
    if run is None:
        return False
    after = candidate.stop < run.stop and tokens.joined(candidate.stop) and tokens.key[candidate.stop] != "as"
    before = candidate.first > run.first and tokens.joined(candidate.first)
    return (after and not _followed(passage, candidate)) or (before and not _explained_before(passage, candidate))


def _heads(passage: Passage, candidate: Candidate) -> bool:
    """Whether the longer name begins with the candidate and is none of a person: `Oregon Lottery`."""
    run = passage.run_of[candidate.first]
    return run is not None and run.first == candidate.first and not passage.starting(Layer.FIRST_NAME, run.first)


def _of_office(passage: Passage, candidate: Candidate) -> bool:
    """`Lyon Police Department`: the name heads that of an office, which is mostly there."""
    run = passage.run_of[candidate.first]
    return (
        run is not None
        and _heads(passage, candidate)
        and any(passage.starting(Layer.ORGANISATION_HEAD, i) for i in range(candidate.stop, run.stop))
    )


def _followed(passage: Passage, candidate: Candidate) -> bool:
    """What follows is no part of the name; a place may be: a surname, or any behind a first name."""
    layers = (Layer.FEATURE, Layer.TITLE, Layer.ROLE, Layer.AGENT, Layer.DEMONYM)
    if any(passage.starting(layer, candidate.stop) for layer in layers):
        return True
    match = passage.starting(Layer.PLACE, candidate.stop)
    if match is None or passage.tokens.gap[candidate.stop] != Gap.SPACE:
        return match is not None
    behind = [e.place for e in match.entries if isinstance(e, PlaceName)]
    common = passage.starting(Layer.COMMON, candidate.stop)
    surname = common is not None and any(isinstance(e, Term) and e.value == "surname" for e in common.entries)
    called = passage.starting(Layer.FIRST_NAME, candidate.first) is not None
    lies = any(resolve.inside(o.place, p) for o in candidate.options for p in behind)
    return lies or not (surname or called)


def _explained_before(passage: Passage, candidate: Candidate) -> bool:
    before = candidate.first - 1
    return not is_article(passage.tokens.key[before]) and (
        passage.tokens.key[before] in _COMPASS
        or begins_sentence(passage.tokens, before)
        or any(passage.ending(layer, candidate.first) for layer in (Layer.FEATURE, Layer.PLACE, Layer.DEMONYM))
    )
