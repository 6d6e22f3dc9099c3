"""`wirewatch tag --why`: every tag can be read back to its words and its rule, whatever the text and the terminal."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.build import FOLDER, NOON
from tests.terminal import Terminal
from tui.commands import tag, underlined, why
from tui.commands.underlined import Tagged
from tui.commands.why import Page
from watchers.analysis.tagger import Tagger
from watchers.document import (
    Actor,
    ActorNode,
    Analysis,
    Arrival,
    Attribution,
    Document,
    Event,
    Field,
    Hedge,
    Mention,
    Quote,
    Region,
    RegionNode,
    Report,
)  # fmt: skip

ROOT = Path(__file__).parents[2]
HEADLINE = "Shells fall on Saraqib"
TEXT = (
    "Syrian rebels shelled the town of Saraqib and allegedly mean to take the road, officials said, according to "
    "Reuters.\n\nNobody was hurt."
)
PATIENCE = 60.0


def mention(words: str, rule: str, role: str | None = None, field: Field = "text") -> Mention:
    start = (HEADLINE if field == "title" else TEXT).index(words)
    return Mention(start, start + len(words), words, rule, field, role)  # type: ignore[arg-type]


def quote(words: str) -> Quote:
    return Quote(TEXT.index(words), TEXT.index(words) + len(words), words)


def region(identity: str, name: str, *mentions: Mention) -> Region:
    syria = RegionNode("sy", "Syria", "country")
    path = (syria,) if identity == "sy" else (syria, RegionNode(identity, name, "place"))
    return Region(identity, name, path[-1].kind, "SY", 35.861, 36.805, path, path[:-1], mentions)


HELD = quote("Syrian rebels shelled the town of Saraqib")
ANALYSIS = Analysis(
    language="en",
    summary=(quote("Nobody was hurt."),),
    actors=(
        Actor(
            "syria-rebels", "Syrian rebels", "armed group", "SY", ancestors=(ActorNode("opp", "Opposition", "party"),),
            mentions=(mention("Syrian rebels", "actor:name"),),
        ),
        Actor("reuters", "Reuters", "organisation", mentions=(mention("Reuters", "actor:name"),)),
    ),
    regions=(
        region(
            "geonames:1", "Saraqib", mention("Saraqib", "place:name", "place", "title"),
            mention("Saraqib", "place:cue", "place"),
        ),
        region("sy", "Syria", mention("Syrian", "place:demonym", "demonym")),
    ),
    events=(
        Event("ASSAULT", "heavy-weapons", "syria-rebels", "sy", "geonames:1", None, (mention("shelled", "event:stem"),),
              tense="past"),
        Event("COERCE", None, "syria-rebels", hedged="alleged", mentions=(mention("take", "event:intent"),),
              tense="future", negated=True, modality="intended"),
    ),
    attributions=(
        Attribution(quote("officials"), quote("said"), HELD, None, "official", via=(quote("Reuters"),)),
    ),
    hedges=(Hedge(quote("allegedly").start, quote("allegedly").end, "allegedly", "alleged",
                  scope=(quote("mean to").start, quote("the road").end)),),
)  # fmt: skip
PROMISED = """
════════════════════════════════════════════════════════════════════════════════
saraqib.txt
English · published 14 Mar 2030 12:00 UTC

   Shells fall on Saraqib
                  R1─────

 1 Syrian rebels shelled the town of Saraqib and allegedly mean to take the
   A1─────────── E1─────             R1─────     H1───────         E2──
   R2────
 2 road, officials said, according to Reuters.
         S1─────── S1──               A2·S1──

 3 Nobody was hurt.

Summary
 3 Nobody was hurt.

Actors 2
 A1  Syrian rebels · armed group · syria-rebels · SY · of Opposition
       “Syrian rebels” line 1 — actor:name: a name or alias of the actor
       lexicon, written as there
 A2  Reuters · organisation · reuters
       “Reuters” line 2 — actor:name: a name or alias of the actor lexicon,
       written as there

Regions 2
 R1  Saraqib · place · geonames:1 · in Syria · 35.86, 36.80
       “Saraqib” headline — place:name: a country, region or large town by a
       name the gazetteer has
       “Saraqib” line 1 — place:cue: a name after in, near, outside, town of …
 R2  Syria · country · sy · 35.86, 36.80
       “Syrian” line 1, demonym — place:demonym: a word for what is of a country
       or its people: `Syrian`, `Lebanese`

Events 2
 E1  ASSAULT heavy-weapons: Syrian rebels → Syria at Saraqib, past
       “shelled” line 1 — event:stem: a verb that tells of it, its subject the
       actor
 E2  COERCE: Syrian rebels, future, did not happen, intended, alleged
       “take” line 1 — event:intent: only meant: `will`, `plans to`; harm is
       THREATEN, help is AGREE

Who says so 1
 S1  officials, via Reuters: said Syrian rebels shelled the town of Saraqib ·
     official
       “officials” line 2 · “said” line 2 · “Reuters” line 2 — attribution:said:
       a source and a verb of saying behind it: `officials said`

Hedges 1
 H1  alleged, over “mean to take the road”
       “allegedly” line 1 — hedge:word: words that say how sure it is:
       `allegedly`, `could not be verified`
"""


MEANINGS = {
    "actor:name": "a name or alias of the actor lexicon, written as there",
    "place:name": "a country, region or large town by a name the gazetteer has",
    "place:cue": "a name after in, near, outside, town of …",
    "place:demonym": "a word for what is of a country or its people: `Syrian`, `Lebanese`",
    "event:stem": "a verb that tells of it, its subject the actor",
    "event:intent": "only meant: `will`, `plans to`; harm is THREATEN, help is AGREE",
    "attribution:said": "a source and a verb of saying behind it: `officials said`",
    "hedge:word": "words that say how sure it is: `allegedly`, `could not be verified`",
}


def report(analysis: Analysis = ANALYSIS, text: str = TEXT, headline: str | None = HEADLINE) -> Report:
    document = Document(text, "text", headline, NOON)
    return Report(Arrival(FOLDER, "file:///desk/s.txt", "saraqib.txt", b"", NOON), document, headline or "s", analysis)


def test_a_document_is_told_with_every_tag_its_words_and_its_rule() -> None:
    assert why.told(report(), "saraqib.txt", Page(), MEANINGS) == PROMISED.lstrip("\n")


def test_colours_change_nothing_but_the_colours() -> None:
    plain = why.told(report(), "saraqib.txt", Page(100), MEANINGS)
    coloured = why.told(report(), "saraqib.txt", Page(100, colours=True), MEANINGS)
    assert "\x1b[1;33mSyrian rebels\x1b[0m" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")


def test_a_language_told_by_names_only_says_what_was_not_looked_for() -> None:
    told = why.told(report(Analysis("ar", "names"), "نص", None), "a.txt", Page(), MEANINGS)
    assert "Arabic: places, countries and named actors only" in told


def test_a_rule_without_a_meaning_is_still_named() -> None:
    analysis = Analysis(actors=(Actor("x", "X", "person", mentions=(mention("rebels", "test:name"),)),))
    assert "“rebels” line 1 — test:name: a rule without a meaning" in why.told(report(analysis), "x", Page(), MEANINGS)


def test_nested_and_equal_words_keep_a_label_each() -> None:
    sheet = underlined.lay("the Free Syrian Army fighters", 60)
    tagged = [Tagged(4, 29, "A1", "actor"), Tagged(9, 15, "R1", "region"), Tagged(9, 15, "A2", "actor")]
    lines = ["".join(text for text, _ in row) for row in underlined.rows(sheet, tagged, 3)]
    assert lines == [
        " 1 the Free Syrian Army fighters",
        "       A1───────────────────────",
        "            R1·A2─",
    ]


@given(
    st.text(alphabet="ab 字ñ\u0301\u200fم👩\n\t", max_size=120),
    st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30)), max_size=8),
)
def test_no_line_is_wider_than_the_page_and_every_label_stands_under_its_text(
    text: str, spans: list[tuple[int, int]]
) -> None:
    sheet = underlined.lay(text, 37)
    tagged = [Tagged(a, min(a + n, len(text)), f"A{at}", "actor") for at, (a, n) in enumerate(spans) if a < len(text)]
    lines = ["".join(words for words, _ in row) for row in underlined.rows(sheet, tagged, 3)]
    labels = {t.label for t in tagged for a, b in sheet.lines if t.start < b and t.end > a}
    assert all(cell_len(line) <= 40 for line in lines)
    assert all(any(re.search(rf"{label}(?!\d)", line) for line in lines) for label in labels)


def told(tagger: Tagger, *files: str, stdin: bytes = b"") -> tuple[int, str, str]:
    out, said = io.BytesIO(), io.StringIO()
    code = tag.run(files, tagger, io.BytesIO(stdin), out, said, why=Page())
    return code, out.getvalue().decode(), said.getvalue()


def test_json_lines_are_told_one_after_the_other_and_a_bad_one_on_stderr(tagger: Tagger) -> None:
    lines = [
        {"id": "first", "title": "Clashes near Goma", "text": "Fighting was heard."},
        {"text": 5},
        {"text": "Rain."},
    ]
    code, out, said = told(tagger, stdin=b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    assert code == 1
    assert out.count("═" * 80) == 2
    assert "\nfirst\n" in out
    assert "“Goma” headline — place:cue" in out
    assert "Line 2 cannot be read: “text” is no string." in said


def test_a_file_that_cannot_be_read_is_named_on_stderr_only(tagger: Tagger, tmp_path: Path) -> None:
    code, out, said = told(tagger, str(tmp_path / "gone.txt"))
    assert (code, out) == (1, "")
    assert "gone.txt: cannot be read" in said


@pytest.mark.parametrize("given_as", ["file", "line"])
def test_nothing_in_a_document_commands_the_terminal(tagger: Tagger, tmp_path: Path, given_as: str) -> None:
    text = "Clashes \x1b[2Jnear \x1b]0;mine\x07Goma\u202e and\tBukavu, \x9b31mofficials said. " + "x" * 3000
    path = tmp_path / "no\x1b[31m.txt"
    path.write_text(text, encoding="utf-8")
    line = json.dumps({"id": "\x1b[1m", "text": text, "title": "\x1b[5mHot"}).encode()
    _, out, _ = told(tagger, str(path)) if given_as == "file" else told(tagger, stdin=line)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    assert "“Goma” line 1" in out
    assert all(cell_len(line) <= 80 for line in out.split("\n"))


@pytest.mark.usefixtures("lexicon_folder")
@pytest.mark.parametrize("no_colour", ["", "1"])
def test_a_terminal_is_filled_in_its_width_and_in_colour_unless_that_is_not_wanted(no_colour: str) -> None:
    seed = next(path for path in sorted((ROOT / "seeds" / "middle-east").iterdir()))
    command = [sys.executable, "-m", "tui", "tag", "--why", str(seed)]
    where = {"NO_COLOR": no_colour, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    with Terminal(command, where, columns=100, lines=400) as terminal:
        assert terminal.exit_code(PATIENCE) == 0
        assert ("\x1b[" in terminal.printed.decode()) is not bool(no_colour)
        assert "═" * 100 in terminal.text
        assert "Who says so" in terminal.text
