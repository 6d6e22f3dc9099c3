"""A summary is two or three whole sentences, in order, without what is no news."""

from __future__ import annotations

from watchers.analysis import sentences, summary
from watchers.analysis.tokens import tokenise

_LEAD = "The dam above the town of Tuta broke on Monday after two weeks of heavy rain in the hills."
_SECOND = "Engineers said the dam had been unsafe for years and that the rain only hastened its end."
_THIRD = "About four thousand people from Tuta were brought to schools on higher ground by the army."
_STORY = [
    _LEAD,
    _SECOND,
    _THIRD,
    "Shops stayed shut.",
    "The mayor thanked the army for bringing people to the schools on higher ground in time.",
    "Sign up for our newsletter to read more about dams and rain in the hills of the region.",
]


def chosen(text: str, title_stop: int = 0) -> list[str]:
    tokens = tokenise(text, sentences.split(text))
    return [q.text for q in summary.choose(tokens, [0.0] * len(tokens.sentences), title_stop)]


def test_whole_sentences_in_reading_order() -> None:
    told = chosen(" ".join(_STORY))
    assert 2 <= len(told) <= 3
    assert told == [s for s in _STORY if s in told]
    assert _LEAD in told


def test_promotions_and_scraps_stay_out() -> None:
    told = chosen(" ".join(_STORY))
    assert _STORY[3] not in told
    assert _STORY[5] not in told


def test_nothing_is_said_twice() -> None:
    assert chosen(" ".join([_LEAD, _LEAD, _SECOND])).count(_LEAD) == 1


def test_the_headline_is_not_part_of_it() -> None:
    headline = "Dam above Tuta breaks after two weeks of heavy rain in the hills."
    assert headline not in chosen(f"{headline}\n\n{' '.join(_STORY)}", len(headline) + 2)


def test_a_dateline_is_cut_off() -> None:
    assert chosen(f"TUTA, Chad (Example) - {_LEAD} {_SECOND}")[0] == _LEAD


def test_a_short_text_has_what_it_has() -> None:
    assert chosen("Dam breaks.") == ["Dam breaks."]
    assert chosen("") == []
