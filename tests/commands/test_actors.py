"""`wirewatch actors` and `regions` write what a person means, say why they do not, and find what is known."""

from __future__ import annotations

import io
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tui.arguments import parse
from tui.commands import actors, doctor, regions
from tui.commands.rows import table
from tui.paths import Paths
from watchers.analysis.tagger import Tagger
from watchers.document import Document
from watchers.errors import LexiconError

DEEDS = {
    ("actors", "add"): actors.add,
    ("actors", "find"): actors.find,
    ("regions", "add"): regions.add,
    ("regions", "find"): regions.find,
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "settings"


class Person:
    """Types commands; sees what they print and say."""

    def __init__(self, lexicon: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.lexicon, self.own, self.capsys = lexicon, own, capsys
        self.printed = self.said = ""

    def types(self, *words: str) -> int:
        given, out = parse(words), io.StringIO()
        code = DEEDS[given.command, given.deed](given, self.lexicon, self.own, out)
        self.printed, self.said = out.getvalue(), self.capsys.readouterr().err
        return code

    @property
    def found(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.printed.splitlines()]

    def written(self, file: str) -> list[dict[str, Any]]:
        path = self.own / f"{file}s.toml"
        return list(tomllib.loads(path.read_text())[file]) if path.exists() else []


@pytest.fixture
def person(lexicon_folder: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> Person:
    return Person(lexicon_folder, own, capsys)


def test_an_actor_is_written_found_and_tagged(person: Person) -> None:
    words = ("--kind", "armed group", "--country", "cd", "--part-of", "Wazalendo", "--alias", "Heron fighters")
    assert person.types("actors", "add", "Blue Heron Front", *words) == 0
    assert str(person.own / "actors.toml") in person.printed
    assert 'name = "Blue Heron Front"' in person.printed
    assert "wirewatch retag" in person.printed
    (written,) = person.written("actor")
    assert (written["id"], written["country"], written["part_of"]) == ("own:blue-heron-front", "CD", "wazalendo")
    assert person.types("actors", "find", "heron", "fighters") == 0
    (found,) = person.found
    assert list(found) == ["id", "name", "kind", "country", "part_of", "aliases"]
    assert found["aliases"] == ["Heron fighters"]
    with Tagger.open(person.lexicon, person.own) as tagger:
        analysis = tagger.tag(Document("Heron fighters entered Goma on Monday.", "text"))
    assert "own:blue-heron-front" in {actor.id for actor in analysis.actors}


def test_an_id_that_is_known_gets_another_name(person: Person) -> None:
    assert person.types("actors", "add", "Party of the Mountain", "--id", "hezbollah") == 0
    assert person.written("actor") == [{"id": "hezbollah", "aliases": ["Party of the Mountain"]}]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Heron Front"], "give --kind: state, government, military"),
        (["Heron Front", "--kind", "militia"], "kind “militia” is not known; did you mean “armed group”?"),
        (["Heron Front", "--kind", "party", "--country", "Oz"], "--country: “Oz” is not known"),
        (["Heron Front", "--kind", "party", "--part-of", "Nobody"], "--part-of: no actor is called “Nobody”"),
        (["Heron Front", "--kind", "party", "--part-of", "SNA"], "--part-of: “SNA” may mean several, give the id: "),
        (["Hezbollah", "--kind", "party"], "“Hezbollah” is known already: hezbollah (Hezbollah, armed group, LB)"),
    ],
)
def test_what_cannot_be_meant_is_refused(person: Person, words: list[str], said: str) -> None:
    assert person.types("actors", "add", *words) == 2
    assert said in person.said
    assert not person.own.exists()


def test_another_of_the_same_name_is_written_when_asked_for(person: Person) -> None:
    assert person.types("actors", "add", "Hezbollah", "--kind", "party", "--anyway") == 0
    assert person.written("actor")[0]["id"] == "own:hezbollah"
    assert person.types("actors", "add", "Hezbollah", "--kind", "party", "--anyway") == 0
    assert person.written("actor")[1]["id"] == "own:hezbollah-2"


def test_a_slip_in_the_file_is_told_first(person: Person) -> None:
    person.own.mkdir()
    (person.own / "actors.toml").write_text("[[actor]]\nname = 'X'\n")
    with pytest.raises(LexiconError, match="line 1, “X”: has no id"):
        person.types("actors", "add", "Blue Heron Front", "--kind", "party")


def test_a_region_is_written_found_and_tagged(person: Person) -> None:
    words = ("--kind", "place", "--country", "CD", "--lat", "-1.5", "--lon", "29", "--parent", "Goma")
    assert person.types("regions", "add", "Heronford", *words) == 0
    (written,) = person.written("region")
    assert (written["id"], written["parents"], written["lat"]) == ("own:heronford", ["geonames:216281"], -1.5)
    assert person.types("regions", "find", "heronf") == 0
    (found,) = person.found
    assert found["path"][-2:] == ["North Kivu", "Goma"]
    with Tagger.open(person.lexicon, person.own) as tagger:
        analysis = tagger.tag(Document("Rebels shelled the town of Heronford near Goma on Monday.", "text"))
    assert "own:heronford" in {region.id for region in analysis.regions}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Heronford", "--kind", "village"], "kind “village” is not known; did you mean “place”?"),
        (["Heronford", "--kind", "place", "--lat", "3"], "give both --lat and --lon"),
        (["Heronford", "--kind", "place", "--parent", "Springfield"], "--parent: “Springfield” may mean several"),
        (["Goma", "--kind", "place", "--country", "CD"], "“Goma” is known already: geonames:216281 (DR Congo › North"),
    ],
)
def test_a_region_that_cannot_be_meant_is_refused(person: Person, words: list[str], said: str) -> None:
    assert person.types("regions", "add", *words) == 2
    assert said in person.said
    assert not person.own.exists()


def test_a_known_place_is_found_by_its_name_first(person: Person) -> None:
    assert person.types("regions", "find", "goma") == 0
    assert person.found[0]["id"] == "geonames:216281"


def test_nobody_by_that_name_is_said(person: Person) -> None:
    assert person.types("actors", "find", "zzyzzx") == 1
    assert person.said == "wirewatch: no actor is called “zzyzzx”.\n"
    assert person.types("regions", "find", "zzyzzx") == 1


def test_a_table_is_cut_to_the_terminal() -> None:
    rows: list[dict[str, object]] = [
        {"id": "own:a", "name": "A", "aliases": ["B", "C"], "country": None},
        {"id": "b", "name": "A long name", "aliases": [], "country": "SY"},
    ]
    assert table(rows, 36) == [
        "id     name         aliases  country",
        "own:a  A            B, C",
        "b      A long name           SY",
    ]
    assert max(map(len, table(rows, 20))) <= 20


def test_doctor_counts_what_is_there_and_names_a_slip(person: Person, lexicon_folder: Path, tmp_path: Path) -> None:
    paths = Paths(person.own / "settings.toml", tmp_path / "archive.sqlite", lexicon_folder.parent)

    def said() -> tuple[int, str]:
        out = io.StringIO()
        return doctor.run(paths, out), out.getvalue()

    assert f"● own        {person.own / 'actors.toml'} · not there\n" in said()[1]
    assert person.types("actors", "add", "Blue Heron Front", "--kind", "party") == 0
    with (person.own / "actors.toml").open("a") as file:
        file.write('\n[[discard]]\nname = "Blue Herring"\nid = "hezbollah"\n')
    code, text = said()
    assert code == 0
    assert f"● own        {person.own / 'actors.toml'} · 1 actor, 1 discard\n" in text
    assert "“Blue Herring” does not mean hezbollah anyway" in text
    (person.own / "regions.toml").write_text("[[region]]\nid = 'own:x'\n")
    code, text = said()
    assert code == 1
    assert "✖ own " in text
    assert "regions.toml, line 2, “own:x”: has no name" in text


@pytest.mark.parametrize("name", ["", "   ", "…", "\x1b[31m"])
def test_a_name_that_no_document_can_hold_is_refused(person: Person, name: str) -> None:
    for noun, kind in (("actors", "party"), ("regions", "place")):
        assert person.types(noun, "add", name, "--kind", kind) == 2
        assert "NAME: no document can hold" in person.said
    assert not person.own.exists()


def test_an_entry_with_a_slip_is_wrong_usage_and_not_written(person: Person) -> None:
    assert person.types("regions", "add", "Dalmaran", "--kind", "place", "--lat", "300", "--lon", "4") == 2
    assert "“Dalmaran”: needs both lat (-90 to 90)" in person.said
    assert "line" not in person.said
    assert person.types("actors", "add", "Blue Heron Front", "--kind", "party", "--id", "blue heron") == 2
    assert "without blanks" in person.said
    assert not person.own.exists()


def test_columns_stand_below_each_other_in_every_script() -> None:
    rows = [
        {"id": "own:a", "name": "北京市", "path": ["Africa"] * 12},
        {"id": "own:b", "name": "Goma", "path": ["Asia"]},
    ]
    head, *lines = table([{**row, "lat": 1.5} for row in rows], 80)
    assert [cell_len(line[: line.index("1.5")]) for line in lines] == [cell_len(head[: head.index("lat")])] * 2
    assert "…" in lines[0]
    assert all(cell_len(line) <= 20 for line in table(rows, 20))


def test_looser_spellings_of_a_place_come_last(person: Person) -> None:
    assert person.types("regions", "find", "goma") == 0
    names = [found["name"] for found in person.found]
    assert names[0] == "Goma"
    assert names.index("Gomaringen") < names.index("Jimma")


def test_only_what_is_new_is_remarked_on_and_an_own_namesake_is_added_to_by_hand(person: Person) -> None:
    nobody = "one two three four five six seven eight nine ten"
    assert person.types("actors", "add", "Blue Heron Front", "--kind", "party", "--alias", nobody, "--alias", "") == 0
    assert person.said.count("no text can hold") == 1
    assert person.written("actor")[0]["aliases"] == [nobody]
    assert person.types("actors", "add", "Grey Heron Front", "--kind", "party") == 0
    assert person.said == ""
    assert person.types("actors", "add", "Blue Heron Front", "--kind", "party") == 2
    assert "To add to it, write into its entry; for another one of that name, give --anyway." in person.said
