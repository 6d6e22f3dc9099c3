"""How a gold document is read, and what a person sees when the tagger tells something else."""

from __future__ import annotations

import pytest

from tests.gold import show
from tests.gold.compare import compare, known, unknown
from tests.gold.form import FormError, Mark, parse
from watchers.document import Actor, Analysis, Mention, Region

WRITTEN = """# A capital twice
headline: Talks in Homs

A bomb fell in Homs,
and Homs said nothing.

PLACES
Homs           SY
[Homs] said    SY  metonym
? bomb         -

ACTORS
! bomb         a thing
"""


def marks(written: str) -> dict[str, Mark]:
    return {mark.words: mark for mark in parse("x", written).marks}


def test_a_line_means_every_place_but_those_of_a_closer_line() -> None:
    gold = parse("x", WRITTEN)
    assert gold.whole == "Talks in Homs\n\nA bomb fell in Homs, and Homs said nothing."
    assert marks(WRITTEN)["Homs"].spans == ((9, 13), (30, 34))
    assert marks(WRITTEN)["[Homs] said"].spans == ((40, 44),)


def test_a_sign_says_what_is_optional_and_what_must_not_be_told() -> None:
    standing = [(m.layer, m.standing) for m in parse("x", WRITTEN).marks]
    assert standing[2:] == [("PLACES", "optional"), ("ACTORS", "barred")]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("Aleppo   SY", "does not say “Aleppo”"), ("Homs SY", "two spaces")],
)
def test_a_line_that_is_not_understood_is_named(line: str, complaint: str) -> None:
    with pytest.raises(FormError, match=f"line 5: .*{complaint}"):
        parse("x", f"Homs is quiet.\n\nPLACES\n\n{line}\n")


def test_a_failure_shows_the_text_with_what_is_missing_surplus_and_wrong() -> None:
    gold = parse("x", "Homs fell to rebels.\n\nPLACES\nHoms   SY\n\nACTORS\nrebels   armed group\n")
    homs = Region("r:1", "Homs", "place", "US", mentions=(Mention(0, 4, "Homs", "place:cue", role="place"),))
    fell = Actor("found:fell", "Fell", "person", mentions=(Mention(5, 9, "fell", "actor:title"),))
    page = show.page(gold, compare(gold, Analysis(regions=(homs,), actors=(fell,))))
    assert "  Homs fell to rebels.\n  !!!!\n  a\n" in page
    assert "a wrong    “Homs”  expected SY, not Homs (place) US place  [place:cue]  (line 4)" in page
    assert "  Homs fell to rebels.\n       ++++    ------\n       a       b\n" in page
    assert "a surplus  “fell”  found person - = found:fell  [actor:title]" in page
    assert "b missing  “rebels”  expected armed group  (line 7)" in page


def test_what_is_open_is_a_known_fault_until_it_is_mended() -> None:
    gold = parse("x", "Homs fell.\n\nPLACES\nHoms   SY\n\nOPEN\nPLACES   Homs   no gazetteer has it\n")
    faulty = compare(gold, Analysis())
    assert [line.reason for line in known(gold, faulty)] == ["no gazetteer has it"]
    assert unknown(gold, faulty)["PLACES"].faults == []
    homs = Region("r:1", "Homs", "place", "SY", mentions=(Mention(0, 4, "Homs", "place:cue", role="place"),))
    assert known(gold, compare(gold, Analysis(regions=(homs,)))) == []
