"""Where a place may be named: the longest known names, not inside the name of a person or of something else."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.lexicon.entries import Demonym, Layer, Place, PlaceName, Spelling, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import Candidate
from watchers.analysis.probe import Match
from watchers.analysis.runs import NEVER_A_NAME
from watchers.analysis.spelling import is_article
from watchers.analysis.tokens import Gap, Shape

_WIDE = frozenset(["world region", "country", "first-level", "area", "water"])
_LANDS = frozenset(["country", "area"])
_DIRECTIONS = frozenset("north south east west northern southern eastern western central upper lower".split())
_ALSO_WORDS = frozenset("miss me la id de or oh hi ok pa ma in mass wash ore ill ind del cal col co mo mon".split())
_GOVERNMENT = frozenset("council hall manager attorney police schools commission mayor clerk court".split())


def find(passage: Passage, named: Iterable[int]) -> list[Candidate]:
    """Candidates in reading order. `named` are the words of persons and organisations, which hold none."""
    blocked = frozenset(named)
    found = []
    for match in _longest(passage):
        options = tuple(e for e in match.entries if isinstance(e, PlaceName))
        if not blocked.isdisjoint(range(match.first, match.stop)):
            continue
        options = tuple(o for o in options if _may_be(passage, match, o))
        if options:
            name = " ".join(passage.tokens.key[match.first : match.stop])
            found.append(Candidate(match.first, match.stop, name, options))
    return found


def _longest(passage: Passage) -> list[Match]:
    """Every word of the name that is not a small one must have a capital: `Of Texas`, not `Nice weather`."""
    return [
        _without_city(passage, _without_article(passage, m))
        for m in passage.longest(Layer.PLACE)
        if _written_as_name(passage, m)
    ]


def _without_article(passage: Passage, match: Match) -> Match:
    """`The Ukraine`, but `The Hague`: the article belongs to towns only."""
    the = len(match) > 1 and passage.tokens.key[match.first] == "the"
    towns = any(
        isinstance(e, PlaceName) and e.place.kind == "place" and e.spelling == Spelling.EXACT for e in match.entries
    )
    return Match(match.first + 1, match.stop, match.entries) if the and not towns else match


def _without_city(passage: Passage, match: Match) -> Match:
    """`Galway City Council` is the council of Galway, unless the place is mainly known as a City."""
    if len(match) < 2 or passage.tokens.key[match.stop - 1] != "city" or passage.after(match.stop) not in _GOVERNMENT:
        return match
    if any(isinstance(e, PlaceName) and e.spelling == Spelling.EXACT for e in match.entries):
        return match
    shorter = [m for m in passage.matches.get(Layer.PLACE, ()) if (m.first, m.stop) == (match.first, match.stop - 1)]
    return shorter[0] if shorter else match


def _written_as_name(passage: Passage, match: Match) -> bool:
    """And it is no bare article (`El` of `El-Kiswah`), no small word that opens a sentence (`An`), no day or month."""
    word = passage.tokens.key[match.first]
    dated = passage.starting(Layer.CALENDAR, match.first)
    people = None if as_place(passage, match) else passage.starting(Layer.DEMONYM, match.first)
    small = len(match) == 1 and (
        is_article(word) or word in NEVER_A_NAME or word in _DIRECTIONS or dated is not None or people is not None
    )
    last = match.stop - 1
    featured = len(match) > 1 and passage.starting(Layer.FEATURE, last) is not None  # `Kurdistan region`
    return (bool(passage.tokens.shape[last] & Shape.CAPITAL) or featured) and not small


def as_place(passage: Passage, match: Match) -> bool:
    """Whether a word for a people too is the land: `in Myanmar's west`, `the Amhara region`, `Somaliland renewed`."""
    stop, shape = match.stop, passage.tokens.shape[match.stop - 1]
    people = passage.starting(Layer.DEMONYM, match.first)
    if people is None:
        return False
    regions = {e.region for e in people.entries if isinstance(e, Demonym)}
    if not any(isinstance(e, PlaceName) and e.place.id in regions for e in match.entries):
        return False
    after = passage.after(stop)
    if shape & Shape.POSSESSIVE or (after and passage.starting(Layer.FEATURE, stop)):
        return True
    if passage.starting(Layer.AGENT, stop) or passage.starting(Layer.ROLE, stop):
        return False
    if not after:
        return passage.ending(Layer.LOCATIVE, match.first) is not None
    verb = passage.starting(Layer.STEM, stop) or passage.starting(Layer.CUE, stop)
    told = verb is not None and any(isinstance(e, Term) and e.data.get("form") in {"s", "ed"} for e in verb.entries)
    located = after in NEVER_A_NAME and passage.ending(Layer.LOCATIVE, match.first) is not None
    return located or (told and any(isinstance(e, PlaceName) and e.place.kind in _LANDS for e in match.entries))


def _may_be(passage: Passage, match: Match, option: PlaceName) -> bool:
    """`Va.` and `KY` stand after a comma; capitals of three letters and less mean no town."""
    if option.spelling == Spelling.ABBREVIATED:
        initials = "." in passage.tokens.words(match.first, match.stop)
        usual = _after_name(passage, match.first) or _stopped(passage, match)
        return usual and not (initials and " " not in option.place.name)
    short = passage.tokens.shape[match.first] & Shape.ALL_CAPS and match.stop - match.first == 1
    short = short and len(passage.tokens.key[match.first]) <= 3
    return not short or passage.shouted or option.place.kind in _WIDE


def is_acronym(passage: Passage, candidate: Candidate) -> bool:
    """Four capitals and less: `SWAT`, though a dateline may be so short."""
    tokens, first = passage.tokens, candidate.first
    short = candidate.stop == first + 1 and len(tokens.key[first]) <= 4
    return short and bool(tokens.shape[first] & Shape.ALL_CAPS) and not passage.shouted


def _stopped(passage: Passage, match: Match) -> bool:
    """`Ga. governor`: written short, with a stop, and no word besides."""
    tokens, last = passage.tokens, match.stop - 1
    end = tokens.end[last]
    shortened = tokens.text[end : end + 1] == "." and tokens.text[end - 1 : end].islower()
    return shortened and tokens.key[last] not in _ALSO_WORDS


def _after_name(passage: Passage, first: int) -> bool:
    """Whether a capitalised word and a comma stand before."""
    tokens = passage.tokens
    return tokens.gap[first] == Gap.COMMA and bool(tokens.shape[first - 1] & Shape.CAPITAL)


def final_stop(passage: Passage, candidate: Candidate, place: Place | None) -> int | None:
    """The offset behind the final stop of an abbreviated name, `Pa.`; None where there is none."""
    abbreviated = any(o.spelling == Spelling.ABBREVIATED and o.place == place for o in candidate.options)
    end = passage.tokens.end[candidate.stop - 1]
    lower = passage.tokens.text[end - 1 : end].islower()
    return end + 1 if abbreviated and lower and passage.tokens.text[end : end + 1] == "." else None


def demonyms(passage: Passage) -> list[tuple[Match, Demonym]]:
    """Demonyms with their match; a people without a region of its own is left out."""
    found = []
    inside = {i for m in passage.longest(Layer.PLACE) if len(m) > 1 for i in range(m.first, m.stop)}
    for match in passage.longest(Layer.DEMONYM):
        place = passage.starting(Layer.PLACE, match.first)
        if match.first in inside or (place and place.stop == match.stop and as_place(passage, place)):
            continue
        entry = next((e for e in match.entries if isinstance(e, Demonym) and e.region), None)
        if entry:
            found.append((match, entry))
    return found
