"""What stands around a name and says whether it is a place: cues for, titles and longer names against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from watchers.analysis.lexicon.entries import Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import Candidate
from watchers.analysis.probe import Match
from watchers.analysis.runs import begins_sentence
from watchers.analysis.spelling import is_article
from watchers.analysis.tokens import Gap, Shape

_COMPASS = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern upper lower greater downtown mid inner outer rural""".split()
)
_DATELINE_WORDS = 12


class Cue(IntEnum):
    """How strongly the words around ask for a place."""

    AGAINST = -1
    NONE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """`comma` is the wider place that follows after a comma; `in_name` that the words are part of a longer name."""

    cue: Cue
    rule: str
    comma: tuple[PlaceName, ...] = ()
    in_name: bool = False
    common: bool = False
    opens: bool = False


def weigh(passage: Passage, candidate: Candidate) -> Evidence:
    """The evidence for one candidate."""
    common = passage.starting(Layer.COMMON, candidate.first)
    is_common = common is not None and common.stop >= candidate.stop
    opens = begins_sentence(passage.tokens, candidate.first)
    if _person(passage, candidate) or _street(passage, candidate.stop):
        return Evidence(Cue.AGAINST, "", common=is_common, opens=opens)
    comma = _comma(passage, candidate)
    in_name = not passage.shouted and _in_longer_name(passage, candidate)
    cue, rule = _cue(passage, candidate)
    if comma:
        cue, rule = Cue.STRONG, "place:comma"
    return Evidence(cue, rule, comma, in_name and cue < Cue.STRONG, is_common, opens)


def _person(passage: Passage, candidate: Candidate) -> bool:
    """A title or first name before, a verb of saying's subject in initials (`J. Paris`), a middle initial."""
    first = candidate.first
    if first == 0 or not passage.tokens.joined(first):
        return False
    before = passage.tokens.key[first - 1]
    initial = (
        len(before) == 1 and before.isalpha() and before != "a" and passage.tokens.shape[first - 1] & Shape.CAPITAL
    )
    title = passage.ending(Layer.TITLE, first)
    name = passage.ending(Layer.FIRST_NAME, first)
    called = name is not None and bool(passage.tokens.shape[first - 1] & Shape.CAPITAL)
    return bool(initial) or title is not None or (called and before not in _COMPASS)


def _feature(passage: Passage, stop: int) -> Match | None:
    return passage.starting(Layer.FEATURE, stop) if stop < len(passage.tokens) and passage.tokens.joined(stop) else None


def _street(passage: Passage, stop: int) -> bool:
    """`Washington Street`, `Route 128`: a way, not the place that it is called after; a house number follows no town."""
    feature = _feature(passage, stop)
    if feature and any(isinstance(e, Term) and e.data.get("site") for e in feature.entries):
        return True
    return (
        stop < len(passage.tokens) and passage.tokens.joined(stop) and bool(passage.tokens.shape[stop] & Shape.NUMBER)
    )


def _comma(passage: Passage, candidate: Candidate) -> tuple[PlaceName, ...]:
    tokens, stop = passage.tokens, candidate.stop
    if stop >= len(tokens) or tokens.gap[stop] != Gap.COMMA or tokens.sentence[stop] != tokens.sentence[stop - 1]:
        return ()
    wider = passage.starting(Layer.PLACE, stop)
    if wider is None or not tokens.shape[wider.stop - 1] & Shape.CAPITAL:
        return ()
    return tuple(e for e in wider.entries if isinstance(e, PlaceName) and e.place.kind in {"country", "first-level"})


def _cue(passage: Passage, candidate: Candidate) -> tuple[Cue, str]:
    first, stop, tokens = candidate.first, candidate.stop, passage.tokens
    feature = _feature(passage, stop)
    if feature and _side(feature.entries) == "after":
        return Cue.STRONG, "place:feature"
    before = passage.ending(Layer.FEATURE, first) if tokens.joined(first) else None
    if before and _side(before.entries) == "before":
        return Cue.STRONG, "place:feature"
    while first > 0 and tokens.joined(first) and tokens.key[first - 1] in (_COMPASS | {"the"}):
        first -= 1
    locative = passage.ending(Layer.LOCATIVE, first) if tokens.joined(first) else None
    if locative:
        strong = any(isinstance(e, Term) and e.value == "strong" for e in locative.entries)
        return (Cue.STRONG if strong else Cue.WEAK), "place:cue"
    if first < candidate.first and tokens.key[first] != "the":
        return Cue.WEAK, "place:compass"
    if _in_dateline(passage, candidate):
        return Cue.STRONG, "place:dateline"
    return Cue.NONE, "place:name"


def _side(entries: object) -> str:
    return (
        next((str(e.data.get("position")) for e in entries if isinstance(e, Term)), "")
        if isinstance(entries, tuple)
        else ""
    )


def _in_dateline(passage: Passage, candidate: Candidate) -> bool:
    """`GOMA, DR Congo, Nov 18 (AFP) - …`: capitals at the start of the text or of a line, before a dash or bracket."""
    tokens = passage.tokens
    if not tokens.shape[candidate.first] & Shape.ALL_CAPS or passage.shouted:
        return False
    start = tokens.start[candidate.first]
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
    after = candidate.stop < run.stop and tokens.joined(candidate.stop)
    before = candidate.first > run.first and tokens.joined(candidate.first)
    return (after and not _explained(passage, candidate.stop)) or (before and not _explained_before(passage, candidate))


def _explained(passage: Passage, i: int) -> bool:
    return any(
        passage.starting(layer, i) for layer in (Layer.FEATURE, Layer.TITLE, Layer.ROLE, Layer.AGENT, Layer.PLACE)
    )


def _explained_before(passage: Passage, candidate: Candidate) -> bool:
    before = candidate.first - 1
    return not is_article(passage.tokens.key[before]) and (
        passage.tokens.key[before] in _COMPASS
        or begins_sentence(passage.tokens, before)
        or any(passage.ending(layer, candidate.first) for layer in (Layer.FEATURE, Layer.PLACE, Layer.DEMONYM))
    )
