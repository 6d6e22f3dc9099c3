"""An analyst's own TOML counts as if it had been compiled in, and what is wrong in it is told with its line."""

from __future__ import annotations

import json
import re
import stat
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.test_lexicon import silent, write
from watchers.analysis.lexicon import actors, regions
from watchers.analysis.lexicon.compile import compile_lexicon
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.entries import ActorName, Demonym, Entry, PlaceName, Spelling
from watchers.analysis.lexicon.inputs import SHIPPED
from watchers.analysis.lexicon.own.adding import add, append
from watchers.analysis.lexicon.own.entry import OwnActor, OwnRegion, free_id
from watchers.analysis.lexicon.own.reading import read_own
from watchers.analysis.lexicon.phrases import phrase
from watchers.analysis.own import signature
from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Document
from watchers.errors import EntryError, LexiconError

ACTORS = """
[[actor]]
id = "own:river-guard"
name = "River Guard"
kind = "armed group"
country = "SY"
part_of = "third-brigade"
aliases = ["RG", "Guard of the River"]
needs = { RG = ["SY"] }

[[actor]]
id = "third-brigade"
name = "Third Assault Brigade"
kind = "military"
part_of = "own:storm-corps"
aliases = ["Stormers"]
from = 2016
to = 2019

[[actor]]
id = "own:storm-corps"
name = "Storm Corps"
kind = "military"
part_of = "syria-government"
"""
REGIONS = """
[[region]]
id = "own:camp"
name = "Al-Karama Camp"
kind = "place"
country = "SY"
parents = ["wirewatch:the-hill"]
lat = 33.0
lon = 36.0
population = 1200
weight = 3.5

[[region]]
same_as = "geonames:3"
name = "Springfield on the Lake"
aliases = ["Lake Springfield"]
abbreviations = ["Spr."]

[[region]]
id = "own:shore"
name = "Long Shore"
kind = "area"
country = "US"
"""
NAMES = (
    "River Guard", "RG", "Guard of the River", "Third Brigade", "Third Assault Brigade", "TB", "al-Thalith", "Stormers",
    "Storm Corps", "SAA", "Al-Karama Camp", "Springfield", "Springfield on the Lake", "Lake Springfield", "Spr.",
    "Syria", "Long Shore", "Long Hill", "Druze", "Syrian", "shelling", "Nowhere",
)  # fmt: skip


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small lexicon of four towns."""
    folder = tmp_path_factory.mktemp("small")
    compile_lexicon(folder / "compiled", silent, write(folder / "toml"))
    return folder / "compiled"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "settings"
    folder.mkdir()
    return folder


@pytest.fixture
def shipped(compiled: Path) -> Iterator[Lexicon]:
    opened = Lexicon.open(compiled)
    yield opened
    opened.close()


def meant(lexicon: Lexicon, name: str) -> list[Entry]:
    return list(lexicon.entries(phrase(name) or ""))


def who(lexicon: Lexicon, name: str) -> list[str]:
    return [entry.actor.id for entry in meant(lexicon, name) if isinstance(entry, ActorName)]


def where(lexicon: Lexicon, name: str) -> list[str]:
    return [entry.place.id for entry in meant(lexicon, name) if isinstance(entry, PlaceName)]


# ------------------------------------------------------------------------------------------------- laid over
def test_it_answers_as_if_it_had_been_compiled_in(tmp_path: Path, own: Path, shipped: Lexicon) -> None:
    (own / "actors.toml").write_text(ACTORS)
    (own / "regions.toml").write_text(REGIONS)
    inputs = write(tmp_path / "toml")
    for name, text in (("actors/zz.toml", ACTORS), ("regions/zz.toml", REGIONS)):
        (tmp_path / "toml" / name).write_text(text)
    compile_lexicon(tmp_path / "whole", silent, inputs)
    whole, laid = Lexicon.open(tmp_path / "whole"), shipped.with_own(own)
    for name in NAMES:
        assert sorted(meant(laid, name), key=repr) == sorted(meant(whole, name), key=repr), name
        assert where(laid, name) == where(whole, name)
        text = f"{phrase(name)} went on"
        told = [{words: len(entries) for words, entries in lexicon.prefixes(text)} for lexicon in (laid, whole)]
        assert told[0] == told[1], name
        spelled = [[(n.place.id, n.spelling) for n in lexicon.spelled(phrase(name) or "")] for lexicon in (laid, whole)]
        assert spelled[0] == spelled[1], name
    for id_ in ("own:river-guard", "third-brigade", "own:storm-corps", "syria-military", "nobody"):
        assert laid.actor(id_) == whole.actor(id_)
    for id_ in ("own:camp", "geonames:3", "geonames:4", "own:shore", "wirewatch:the-hill"):
        assert laid.place(id_) == whole.place(id_)
        assert laid.path(id_) == whole.path(id_)
        assert laid.ancestors(id_) == whole.ancestors(id_)
    whole.close()


def test_without_files_nothing_is_laid_over(own: Path, shipped: Lexicon) -> None:
    laid = shipped.with_own(own)
    assert (laid.overlay.actors, laid.overlay.names, laid.overlay.told) == ({}, {}, {})
    assert who(laid, "Third Brigade") == ["third-brigade"]


def test_a_looser_spelling_finds_an_own_place(own: Path, shipped: Lexicon) -> None:
    (own / "regions.toml").write_text(REGIONS)
    (name,) = shipped.with_own(own).spelled(phrase("Karamah Kamp") or "")
    assert (name.place.id, name.spelling) == ("own:camp", Spelling.FOLDED)


def test_a_known_actor_keeps_what_is_not_said_of_it(own: Path, shipped: Lexicon) -> None:
    (own / "actors.toml").write_text('[[actor]]\nid = "third-brigade"\naliases = ["Thirders"]\nto = 2020\n')
    laid = shipped.with_own(own)
    brigade = laid.actor("third-brigade")
    assert brigade is not None
    assert (brigade.name, brigade.kind, brigade.part_of) == ("Third Brigade", "armed group", "syria-military")
    assert (brigade.since, brigade.until) == (date(2015, 1, 1), date(2020, 12, 31))
    assert brigade.backed_by == ("united-states",)
    assert who(laid, "Thirders") == who(laid, "Third Brigade") == who(laid, "TB") == ["third-brigade"]


def test_what_lies_below_a_moved_actor_moves_along(own: Path, shipped: Lexicon) -> None:
    text = '[[actor]]\nid = "syria-military"\npart_of = "own:council"\n\n[[actor]]\nid = "own:council"\n'
    (own / "actors.toml").write_text(text + 'name = "Council"\nkind = "government"\n')
    laid = shipped.with_own(own)
    brigade = laid.actor("third-brigade")
    assert brigade is not None
    assert brigade.ancestors == ("syria-military", "own:council")


def test_references_are_ids_codes_or_names(own: Path, shipped: Lexicon) -> None:
    append(own, OwnActor("own:a", "Alpha Wing", "armed group", "syria", "Third Brigade"))
    append(own, OwnRegion("own:v", "Vale", "place", "SY", ("Long Hill", "US", "levant")))
    laid = shipped.with_own(own)
    actor = laid.actor("own:a")
    assert actor is not None
    assert (actor.country, actor.part_of) == ("SY", "third-brigade")
    assert laid.place("own:v").parents == ("wirewatch:the-hill", "geonames:6252001", "wirewatch:levant")


def test_discarded_names_mean_it_no_more(own: Path, shipped: Lexicon) -> None:
    (own / "actors.toml").write_text('[[actor]]\nid = "third-brigade"\ndiscard = ["TB"]\n\n[[discard]]\nname = "SAA"\n')
    (own / "regions.toml").write_text(
        '[[discard]]\nname = "Springfield"\nid = "geonames:4"\n\n[[discard]]\nname = "Ein el Zeytoun"\n'
        '[[discard]]\nname = "Syrian"\n[[discard]]\nname = "Nowhere"\nid = "geonames:4"\n'
    )
    laid = shipped.with_own(own)
    assert (who(laid, "TB"), who(laid, "Third Brigade"), who(laid, "SAA")) == ([], ["third-brigade"], [])
    assert where(laid, "Springfield") == ["geonames:3"]
    assert laid.spelled("ein el zeytoun") == ()
    assert laid.spelled("ain el zeytoun") != ()
    assert not [entry for entry in meant(laid, "Syrian") if isinstance(entry, Demonym)]
    assert laid.overlay.remarks == (
        "regions.toml, line 9: “Nowhere” does not mean geonames:4 anyway; nothing is discarded.",
    )


def test_an_own_meaning_stays_where_the_shipped_ones_are_discarded(own: Path, shipped: Lexicon) -> None:
    (own / "regions.toml").write_text(
        '[[region]]\nid = "own:s"\nname = "Springfield"\nkind = "place"\ncountry = "US"\n'
        '[[discard]]\nname = "Springfield"\n'
    )
    laid = shipped.with_own(own)
    assert where(laid, "Springfield") == ["own:s"]
    assert [name.place.id for name in laid.spelled("springfield")] == []


def test_a_name_that_no_text_can_hold_is_remarked_and_the_others_count(own: Path, shipped: Lexicon) -> None:
    text = '[[actor]]\nid = "own:a"\nname = "Guard (of the Hill)"\nkind = "armed group"\naliases = ["Hill Guard"]\n'
    (own / "actors.toml").write_text(text)
    laid = shipped.with_own(own)
    assert who(laid, "Hill Guard") == ["own:a"]
    assert "“Guard (of the Hill)”" in laid.overlay.remarks[0]


def test_a_new_state_is_remarked_for_only_countries_are_tagged_so(own: Path, shipped: Lexicon) -> None:
    (own / "actors.toml").write_text('[[actor]]\nid = "own:a"\nname = "Old Realm"\nkind = "state"\n')
    assert "only countries are tagged as states" in shipped.with_own(own).overlay.remarks[0]


def test_a_country_is_called_as_the_analyst_calls_it(own: Path, shipped: Lexicon) -> None:
    (own / "regions.toml").write_text('[[region]]\nsame_as = "SY"\nname = "Sham"\n')
    laid = shipped.with_own(own)
    country = laid.country("SY")
    assert country is not None
    assert country.region.name == laid.path("geonames:163843")[-1].name == "Sham"
    assert where(laid, "Syria") == where(laid, "Sham") == ["geonames:163843"]


def test_the_next_reading_replaces_the_one_before(own: Path, shipped: Lexicon) -> None:
    append(own, OwnActor("own:a", "Alpha Wing", "armed group"))
    laid = shipped.with_own(own)
    (own / "actors.toml").unlink()
    assert who(laid.with_own(own), "Alpha Wing") == []
    assert who(laid, "Alpha Wing") == ["own:a"]


def test_a_thousand_entries_are_all_there(own: Path, shipped: Lexicon) -> None:
    blocks = (
        f'[[actor]]\nid = "own:n{n}"\nname = "Group N{n}"\nkind = "armed group"\naliases = ["N{n} Men"]\n'
        for n in range(1000)
    )
    (own / "actors.toml").write_text("\n".join(blocks))
    laid = shipped.with_own(own)
    assert all(who(laid, f"N{n} Men") == [f"own:n{n}"] for n in range(1000))
    assert laid.overlay.told["actors.toml"] == "1,000 actors"


# ---------------------------------------------------------------------------------------------------- slips
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "# mine\n\n[[actor]]\nid = 'own:m'\nname = 'Mai'\nkind = 'militia'\n",
            "line 6, “Mai”: kind “militia” is not kn",
        ),
        ("[[actor]]\nid = 'own:m'\nname = 'Mai'\nkind = 'miltary'\n", "did you mean “military”?"),
        ("[[actor]]\nid = 'own:m'\n\n[[actor]\nname = 'Mai'\n", "actors.toml, line 4: is not valid TOML"),
        (
            "[[actor]]\nid = 'third-brigad'\naliases = ['X']\n",
            "line 2, “third-brigad”: has no name, and id “third-brigad”",
        ),
        ("[[actor]]\nid = 'third-brigad'\naliases = ['X']\n", "did you mean “third-brigade”?"),
        ("[[actor]]\nid = 'own:m'\nname = 'Mai'\nkind = 'party'\npart_of = 'Third Brigad'\n", "line 5, “Mai”: part_of"),
        ("[[actor]]\nid = 'own:m'\nname = 'Mai'\nkind = 'party'\npart_of = 'own:m'\n", "is part of itself"),
        ("[[actor]]\nid = 'syria'\npart_of = 'syria-military'\n", "is part of itself by way of “syria"),
        ("[[actor]]\nid = 'own:m'\nname = 'Mai'\nkind = 'party'\ncountry = 'XX'\n", "line 5, “Mai”: country “XX”"),
        (
            "[[actor]]\nid = 'own:m'\nname = 'Mai'\nkind = 'party'\nalias = ['M']\n",
            "line 5, “Mai”: does not know alias;",
        ),
        (
            "[[actor]]\nid = 'own:m'\nname = 'M'\nkind = 'party'\n[[actor]]\nid = 'own:m'\n",
            "line 6, “own:m”: “own:m” is",
        ),
        ("[actor]\nid = 'own:m'\n", "line 1: [actor] must be written [[actor]]"),
        ("[[actors]]\nid = 'own:m'\n", "line 1: does not know “actors”"),
        (
            "[[discard]]\nname = 'SAA'\nid = 'syria-militry'\n",
            "line 3, “SAA”: id “syria-militry” is no actor that is known",
        ),
    ],
)
def test_slips_among_actors_are_told_with_their_line(own: Path, shipped: Lexicon, text: str, said: str) -> None:
    (own / "actors.toml").write_text(text)
    with pytest.raises(LexiconError) as error:
        shipped.with_own(own)
    assert str(error.value).startswith(str(own / "actors.toml"))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[[region]]\nid = 'own:v'\nname = 'V'\nkind = 'village'\n",
            "line 4, “V”: kind “village” is not known; did you me",
        ),
        (
            "[[region]]\nid = 'vale'\nname = 'V'\nkind = 'place'\n",
            "line 2, “V”: must have an id such as own:third-camp",
        ),
        ("[[region]]\nid = 'own:v'\nname = 'V'\nkind = 'place'\nlat = 95\nlon = 1\n", "line 5, “V”: needs both lat"),
        (
            "[[region]]\nid = 'own:v'\nname = 'V'\nkind = 'place'\nparents = ['Springfield']\n",
            "“geonames:4” (place, US)",
        ),
        (
            "[[region]]\nid = 'own:v'\nname = 'V'\nkind = 'place'\nparents = ['Oz']\n",
            "line 5, “V”: parents “Oz” is no reg",
        ),
        ("[[region]]\nid = 'own:v'\nname = 'V'\nkind = 'place'\nparents = ['own:v']\n", "line 5, “V”: lies in itself"),
        ("[[region]]\nsame_as = 'SY.99'\nname = 'V'\n", "line 2, “V”: same_as “SY.99” is no region that is known"),
        ("[[region]]\nid = 'own:v'\nlat = 3\nlon = 1\n", "line 2, “own:v”: has no name, and id “own:v” is no region"),
    ],
)
def test_slips_among_regions_are_told_with_their_line(own: Path, shipped: Lexicon, text: str, said: str) -> None:
    (own / "regions.toml").write_text(text)
    with pytest.raises(LexiconError) as error:
        shipped.with_own(own)
    assert str(error.value).startswith(str(own / "regions.toml"))
    assert said in str(error.value)


KEYS = sorted({*actors.KEYS, *regions.KEYS, "discard"})
ODD = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "of", "a b"]), inner, max_size=3)
    ),
    max_leaves=4,
)


def toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
        case _:
            return str(value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    entries=st.lists(st.dictionaries(st.sampled_from(KEYS), ODD, max_size=6), min_size=1, max_size=3),
    good=st.booleans(),
)
def test_whatever_stands_there_is_taken_or_told(
    own: Path, shipped: Lexicon, entries: list[dict[str, object]], good: bool
) -> None:
    for file in ("actor", "region"):
        kind = {"actor": "party", "region": "place"}[file]
        base = {"id": f"own:{file}", "name": "A B", "kind": kind} if good else {}
        blocks = (
            "\n".join([f"[[{file}]]", *(f"{k} = {toml(v)}" for k, v in {**entry, **base}.items())]) for entry in entries
        )
        (own / f"{file}s.toml").write_text("\n".join(blocks))
    with suppress(LexiconError):
        laid = shipped.with_own(own)
        assert laid.actor("own:actor") or laid.overlay.places or not good


def test_what_is_no_file_or_endless_is_told(own: Path, shipped: Lexicon) -> None:
    (own / "actors.toml").mkdir()
    with pytest.raises(LexiconError, match="is no file"):
        shipped.with_own(own)
    (own / "actors.toml").rmdir()
    (own / "actors.toml").write_text("# much\n" * 400_000)
    with pytest.raises(LexiconError, match="more than 2,097,152 bytes"):
        shipped.with_own(own)
    (own / "actors.toml").write_text(f"actor = {'[' * 20_000}")
    with pytest.raises(LexiconError, match="nested too deeply"):
        shipped.with_own(own)


def test_the_line_is_found_behind_text_that_looks_like_entries(own: Path, shipped: Lexicon) -> None:
    text = '# [[actor]]\n[[actor]]\nid = "own:a"\nname = "A B"\nkind = "party"\nnote = "kind = none"\n\n'
    (own / "actors.toml").write_text(text + '[[actor]] # next\nid = "own:b"\nname = "B C"\n"kind" = "prty"\n')
    with pytest.raises(LexiconError, match="line 11, “B C”: kind “prty”"):
        shipped.with_own(own)


# ------------------------------------------------------------------------------------------------ written down
def test_what_is_added_is_read_back_and_the_rest_stays(own: Path) -> None:
    path = own / "actors.toml"
    before = '# mine\n\n[[actor]]   # the first\nid = "own:z"\nname = "Zulu Guard"\nkind = "armed group"'
    path.write_text(before)
    path.chmod(0o640)
    odd = 'Quo"te \\ back\x7f'
    append(path.parent, OwnActor("own:a", odd, "party", "SY", "own:z", ("A", "Ä B")))
    assert path.read_text().startswith(before + "\n\n[[actor]]\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    (_, added) = tomllib.loads(path.read_text())["actor"]
    told = {"id": "own:a", "name": odd, "kind": "party", "country": "SY", "part_of": "own:z", "aliases": ["A", "Ä B"]}
    assert added == told
    assert {left.name for left in own.iterdir()} == {"actors.toml", ".actors.toml.lock"}


def test_a_new_file_begins_with_what_it_is_for(own: Path) -> None:
    path = own / "deeper" / "regions.toml"
    append(path.parent, OwnRegion("own:v", "Vale", "place", "SY", ("SY.08",), 33, 36.5, ("Veil",)))
    assert path.read_text().startswith("# Your own regions")
    (added,) = tomllib.loads(path.read_text())["region"]
    assert (added["parents"], added["lat"], added["lon"]) == (["SY.08"], 33.0, 36.5)


def test_a_link_stays_a_link(own: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text("# kept elsewhere\r\n")
    (own / "actors.toml").symlink_to(kept)
    append(own, OwnActor("own:a", "A B", "party"))
    assert (own / "actors.toml").is_symlink()
    assert kept.read_bytes().startswith(b'# kept elsewhere\r\n\r\n[[actor]]\r\nid = "own:a"\r\n')


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ('[[actor]]\nid = "own:a"\nname = "A"\nkind = "party"\n', "“own:a” is there already"),
        ("[[actor\n", "line 1: is not valid TOML"),
        ('[[actor]]\nid = "own:z"\nname = "Z"\nkind = "sect"\n', "line 4, “Z”: kind “sect”"),
    ],
)
def test_what_cannot_be_added_leaves_the_file_alone(own: Path, before: str, said: str) -> None:
    path = own / "actors.toml"
    path.write_text(before)
    with pytest.raises(LexiconError) as error:
        append(path.parent, OwnActor("own:a", "A B", "party"))
    assert said in str(error.value)
    assert str(error.value).startswith(str(path))
    assert path.read_text() == before
    assert {left.name for left in own.iterdir()} == {"actors.toml", ".actors.toml.lock"}


def test_two_who_write_at_once_lose_nothing(own: Path) -> None:
    actors = [OwnActor(f"own:a{n}", f"Front {n}", "party") for n in range(24)]
    with ProcessPoolExecutor(3, get_context("spawn")) as pool:
        list(pool.map(append, [own] * len(actors), actors))
    assert {change.id for change in read_own(own).actors} == {actor.id for actor in actors}


def test_an_entry_that_the_lexicon_would_not_open_with_is_not_written(own: Path, shipped: Lexicon) -> None:
    with pytest.raises(EntryError, match=r"actors\.toml, “A B”: part_of “Nobody” is no actor"):
        add(own, OwnActor("own:a", "A B", "party", part_of="Nobody"), shipped)
    assert not list(own.iterdir())
    (own / "actors.toml").write_text('[[actor]]\nid = "own:z"\nname = "Z"\nkind = "sect"\n')
    with pytest.raises(LexiconError, match="line 4, “Z”: kind “sect”") as error:
        add(own, OwnActor("own:a", "A B", "party"), shipped)
    assert not isinstance(error.value, EntryError)
    assert error.value.path == own / "actors.toml"


def test_what_cannot_be_read_is_told_and_looked_at_again_when_its_rights_change(own: Path, shipped: Lexicon) -> None:
    (own / "loop").symlink_to(own / "loop")
    with pytest.raises(LexiconError, match=r"actors\.toml: cannot be read: Too many levels"):
        shipped.with_own(own / "loop")
    assert signature(own / "loop") != signature(own)
    (own / "actors.toml").write_bytes(b'[[actor]]\nname = "\xe9"\n')
    with pytest.raises(LexiconError, match="line 2: is no UTF-8 text"):
        shipped.with_own(own)
    before = signature(own)
    (own / "actors.toml").chmod(0o640)
    assert signature(own) != before


def test_what_is_written_there_is_safe_to_show(own: Path) -> None:
    name = r"Heron \u001b]52;c;aGk=\u0007\u202e\u009b31m Front"
    (own / "actors.toml").write_text(
        f'[[actor]]\nid = "own:a"\nname = "{name}"\nkind = "party"\naliases = ["{name}"]\n'
    )
    (own / "regions.toml").write_text('[[discard]]\nname = "Val\\u200fe"\n')
    text = read_own(own)
    (actor,) = text.actors
    assert (actor.name, actor.aliases) == ("Heron Front", ("Heron Front",))
    assert text.no_regions[0].name == "Vale"


def test_ids_of_our_own_are_free() -> None:
    assert free_id("Mai-Mai Kifuafua", ()) == "own:mai-mai-kifuafua"
    assert free_id("Ḥarakat ‘Áli", {"own:harakat-ali"}) == "own:harakat-ali-2"
    assert free_id("…", ()) == "own:unnamed"


# --------------------------------------------------------------------------------------- with the whole lexicon
def tagged(tagger: Tagger, text: str) -> Analysis:
    return tagger.tag(Document(text, "text"))


def test_own_names_are_tagged_and_discarded_ones_are_not(lexicon_folder: Path, own: Path) -> None:
    text = "Fighters of the Blue Heron Front shelled Dalmaran near Goma on Monday, and Hezbollah denied it."
    with Tagger.open(lexicon_folder, own) as tagger:
        before = tagged(tagger, text)
    assert "hezbollah" in {actor.id for actor in before.actors}
    append(own, OwnActor("own:heron", "Blue Heron Front", "armed group", "CD", "m23"))
    with (own / "actors.toml").open("a") as file:
        file.write('\n[[discard]]\nname = "Hezbollah"\n')
    append(own, OwnRegion("own:dalmaran", "Dalmaran", "place", "CD", ("Goma",), -1.6, 29.1))
    with Tagger.open(lexicon_folder, own) as tagger:
        after = tagged(tagger, text)
    heron = next(actor for actor in after.actors if actor.id == "own:heron")
    assert "m23" in {node.id for node in heron.ancestors}
    assert "hezbollah" not in {actor.id for actor in after.actors}
    region = next(region for region in after.regions if region.id == "own:dalmaran")
    assert [node.name for node in region.path][-2:] == ["Goma", "Dalmaran"]


def test_own_names_count_in_every_language(lexicon_folder: Path, own: Path) -> None:
    (own / "actors.toml").write_text(
        '[[actor]]\nid = "own:a"\nname = "Jund al-Sahil"\nkind = "armed group"\n'
        'aliases = ["جند الساحل", "Джунд Сахиль"]\n'
    )
    (own / "regions.toml").write_text('[[discard]]\nname = "موسكو"\n')
    arabic = "قال متحدث باسم جند الساحل إن القتال دار قرب إدلب يوم الأحد، وأدانت موسكو الهجوم."
    russian = "Боевики Джунд Сахиль заявили, что захватили деревню близ Идлиба, сообщили в Москве в воскресенье."
    with Tagger.open(lexicon_folder, own) as tagger:
        told = [tagged(tagger, text) for text in (arabic, russian)]
    assert [[actor.id for actor in each.actors] for each in told] == [["own:a"], ["own:a"]]
    assert [{region.name for region in each.regions} for each in told] == [{"Idlib"}, {"Idlib", "Moscow"}]


def test_an_own_place_needs_no_evidence_unless_it_shares_its_name(lexicon_folder: Path, own: Path) -> None:
    append(own, OwnRegion("own:d", "Dalmaran", "place", "CD"))
    append(own, OwnRegion("own:s", "Springfield", "place", "CD"))
    with Tagger.open(lexicon_folder, own) as tagger:
        regions = {region.id for region in tagged(tagger, "Soldiers left Goma for Dalmaran and Springfield.").regions}
    assert "own:d" in regions
    assert "own:s" not in regions


def test_nothing_within_a_discarded_name_is_a_region_but_in_a_longer_name_it_may_be(
    lexicon_folder: Path, own: Path
) -> None:
    text = "Fighters left Turkey Point near Goma, and the Turkish Street Market in Santa Ana, California, is shut."
    (own / "regions.toml").write_text(
        '[[discard]]\nname = "Turkey Point"\n[[discard]]\nname = "Turkish Street"\n[[discard]]\nname = "Santa Ana"\n'
    )
    with Tagger.open(lexicon_folder, own) as tagger:
        regions = {region.name for region in tagged(tagger, text).regions}
        wider = {region.name for region in tagged(tagger, "Rain fell on Goma and on Santa Ana Pueblo in May.").regions}
    assert regions == {"Goma", "California"}
    assert "Goma" in wider


def test_the_worked_examples_hold(lexicon: Lexicon, own: Path) -> None:
    told = (SHIPPED.parents[1] / "docs" / "lexicons.md").read_text()
    for number, block in enumerate(re.findall(r"```toml\n(.*?)```", told, re.DOTALL)):
        folder = own / str(number)
        folder.mkdir()
        name = "actors.toml" if "[[actor]]" in block else "regions.toml"
        (folder / name).write_text(block)
        assert lexicon.with_own(folder).overlay.remarks == ()
    assert len(list(own.iterdir())) == 5


def test_the_shipped_lexicon_may_be_written_again_as_ones_own(lexicon: Lexicon, own: Path) -> None:
    """Its actors' files hold nothing that an analyst's may not."""
    text = "\n".join(path.read_text() for path in sorted((SHIPPED / "actors").glob("armed*.toml")))
    (own / "actors.toml").write_text(text)
    laid = lexicon.with_own(own)
    for actor in laid.overlay.actors.values():
        assert lexicon.actor(actor.id) == actor
