"""Where a place may be named: the longest known names, not inside the name of a person or of something else."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.lexicon.entries import Demonym, Layer, PlaceName, Spelling
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import Candidate
from watchers.analysis.probe import Match
from watchers.analysis.runs import NEVER_A_NAME
from watchers.analysis.spelling import is_article
from watchers.analysis.tokens import Gap, Shape

_WIDE = frozenset(["world region", "country", "first-level", "area", "water"])


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
    return [m for m in passage.longest(Layer.PLACE) if _written_as_name(passage, m)]


def _written_as_name(passage: Passage, match: Match) -> bool:
    """And it is no bare article (`El` of `El-Kiswah`), no small word that opens a sentence (`An`), no day or month."""
    word = passage.tokens.key[match.first]
    dated = passage.starting(Layer.CALENDAR, match.first)
    small = len(match) == 1 and (is_article(word) or word in NEVER_A_NAME or dated is not None)
    return bool(passage.tokens.shape[match.stop - 1] & Shape.CAPITAL) and not small


def _may_be(passage: Passage, match: Match, option: PlaceName) -> bool:
    """`Va.` and `KY` stand after a comma; capitals of three letters and less mean no town."""
    if option.spelling == Spelling.ABBREVIATED:
        return passage.tokens.gap[match.first] == Gap.COMMA
    short = passage.tokens.shape[match.first] & Shape.ALL_CAPS and len(passage.tokens.key[match.first]) <= 3
    return not short or passage.shouted or option.place.kind in _WIDE


def demonyms(passage: Passage) -> list[tuple[Match, Demonym]]:
    """Demonyms that stand for a country's region, with the match; peoples without a country are left out."""
    found = []
    for match in passage.longest(Layer.DEMONYM):
        entry = next((e for e in match.entries if isinstance(e, Demonym) and e.country), None)
        if entry:
            found.append((match, entry))
    return found
