"""The lexicon: what TOML and gazetteer say is found again, from a small one and from the whole."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.analysis.lexicon.actors import read_actors
from watchers.analysis.lexicon.compile import compile_lexicon, ensure, fingerprint, is_whole
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.entries import ActorName, Case, Demonym, Entry, Layer, PlaceName, Spelling, Term
from watchers.analysis.lexicon.gazetteer import Nation, Town
from watchers.analysis.lexicon.inflection import plural, verb_forms
from watchers.analysis.lexicon.inputs import SHIPPED, Inputs
from watchers.analysis.lexicon.phrases import phrase
from watchers.analysis.tokens import tokenise
from watchers.errors import LexiconError

COUNTRIES = """
[[country]]
iso = "SY"
id = "syria"
name = "Syria"
adjective = "Syrian"
nouns = ["Syrians", "Syrian"]
lat = 35.0
lon = 38.0
world = ["levant"]
transliterated = true

[[country]]
iso = "US"
id = "united-states"
name = "United States"
aliases = ["US", "America"]
adjective = "American"
nouns = ["Americans", "American"]
world = ["north-america"]

[[people]]
id = "druze"
name = "Druze"
adjective = "Druze"
region = "levant"
"""

REGIONS = """
[[region]]
id = "wirewatch:levant"
name = "Levant"
kind = "world region"

[[region]]
id = "wirewatch:north-america"
name = "North America"
kind = "world region"

[[region]]
id = "wirewatch:the-hill"
name = "Long Hill"
kind = "area"
country = "SY"
parents = ["SY.08"]
held_by = ["US"]

[[region]]
same_as = "geonames:1"
name = "Ain Zaytun"
aliases = ["Olive Spring"]

[[region]]
same_as = "SY.08"
abbreviations = ["R.D."]
"""

FIRST_LEVEL = (
    "# iso\tcode\tname\tlat\tlon\tid\tothers\nSY\t08\tRif Dimashq\t33.5\t36.9\twirewatch:sy-rif-dimashq\tRural Belt\n"
)

ACTORS = """
[[actor]]
id = "syria-military"
name = "Syrian Arab Army"
kind = "military"
country = "SY"
aliases = ["SAA"]

[[actor]]
id = "third-brigade"
name = "Third Brigade"
kind = "armed group"
part_of = "syria-military"
aliases = ["TB", "al-Thalith"]
needs = { TB = ["SY"] }
backed_by = ["united-states"]
from = 2015
to = 2018
offices = [{ office = "commander", of = "syria-military", from = 2016-02-01, to = 2017 }]
"""

WORDS = """
[assault.aerial]
verbs = ["shell", "carry out"]
nouns = ["air strike"]
forms = ["shot"]
weight = 3

["acronym"]
forms = ["IED"]
case = "acronym"
"""

TOWNS = (
    Town(1, "‘Ayn az Zaytūn", "SY", "08", 33.1, 36.1, 900, ("Ain al-Zeitoun", "Ayn az Zaytun")),
    Town(2, "Mazra‘at Karm", "SY", "08", 33.2, 36.2, 0, ()),
    Town(3, "Springfield", "US", "IL", 39.8, -89.6, 110_000, ()),
    Town(4, "Springfield", "US", "MA", 42.1, -72.6, 150_000, ()),
)


class SmallInputs(Inputs):
    """TOML from a folder, and a gazetteer of four towns."""

    def towns(self) -> Iterator[Town]:
        return iter(TOWNS)

    def nations(self) -> dict[str, Nation]:
        return {
            "SY": Nation(163843, "SY", "Syria", "Damascus", 20_000_000, "AS"),
            "US": Nation(6252001, "US", "United States", "Washington", 330_000_000, "NA"),
        }


def write(folder: Path, **changed: str) -> SmallInputs:
    """The small lexicon's TOML in a folder, with some files changed."""
    files = {
        "countries.toml": COUNTRIES,
        "first-level.tsv": FIRST_LEVEL,
        "regions/all.toml": changed.get("regions", REGIONS),
        "actors/all.toml": changed.get("actors", ACTORS),
        "words/stem.toml": changed.get("words", WORDS),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return SmallInputs((folder,))


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Lexicon]:
    compile_lexicon(tmp_path / "compiled", silent, write(tmp_path / "toml"))
    opened = Lexicon.open(tmp_path / "compiled")
    yield opened
    opened.close()


def found(lexicon: Lexicon, text: str) -> dict[int, list[Entry]]:
    """The entries by number of words that a text begins with."""
    tokens = tokenise(text, [(0, len(text))])
    return {words: list(entries) for words, entries in lexicon.prefixes(" ".join(tokens.key))}


def places(entries: list[Entry]) -> list[PlaceName]:
    return [entry for entry in entries if isinstance(entry, PlaceName)]


def test_a_phrase_ends_at_a_word(small: Lexicon) -> None:
    assert list(found(small, "Olive Springs are dry")) == []
    assert list(found(small, "Olive Spring is dry")) == [2]


def test_same_as_renames_and_keeps_the_old_names(small: Lexicon) -> None:
    for name in ("Ain Zaytun", "Olive Spring", "Ayn az Zaytun"):
        (entry,) = places(list(small.entries(phrase(name) or "")))
        assert (entry.place.id, entry.place.name) == ("geonames:1", "Ain Zaytun")


def test_looser_spellings_only_where_names_are_transliterated(small: Lexicon) -> None:
    assert [(n.place.id, n.spelling) for n in small.spelled("ein el zeytoun")] == [("geonames:1", Spelling.FOLDED)]
    assert [(n.place.id, n.spelling) for n in small.spelled("karm")] == [("geonames:2", Spelling.HEADLESS)]
    assert not small.spelled("springfeeld")


def test_the_weightiest_place_comes_first(small: Lexicon) -> None:
    names = places(found(small, "Springfield")[1])
    assert [name.place.id for name in names] == ["geonames:4", "geonames:3"]


def test_path_and_ancestors(small: Lexicon) -> None:
    assert [node.name for node in small.path("wirewatch:the-hill")] == ["Levant", "Syria", "Rif Dimashq", "Long Hill"]
    held = [node.name for node in small.ancestors("wirewatch:the-hill")]
    assert held[:2] == ["Rif Dimashq", "United States"]
    assert set(held) == {"Rif Dimashq", "United States", "Syria", "North America", "Levant"}


def test_how_a_name_must_be_written(small: Lexicon) -> None:
    assert places(found(small, "US")[1])[0].case == Case.ACRONYM
    assert places(found(small, "America")[1])[0].case == Case.CAPITAL
    (short,) = places(found(small, "R.D.")[1])
    assert (short.spelling, short.case) == (Spelling.ABBREVIATED, Case.ACRONYM)


def test_actors_of_files_and_of_countries(small: Lexicon) -> None:
    brigade = small.actor("third-brigade")
    assert brigade is not None
    assert brigade.ancestors == ("syria-military", "syria-government", "syria")
    assert (brigade.since, brigade.until) == (date(2015, 1, 1), date(2018, 12, 31))
    assert (brigade.offices[0].since, brigade.offices[0].until) == (date(2016, 2, 1), date(2017, 12, 31))
    (name,) = (entry for entry in found(small, "TB")[1] if isinstance(entry, ActorName))
    assert (name.actor.id, name.case, name.needs) == ("third-brigade", Case.ACRONYM, ("SY",))
    (name,) = (entry for entry in found(small, "al-Thalith")[2] if isinstance(entry, ActorName))
    assert name.case == Case.ANY
    army, police = small.actor("syria-military"), small.actor("syria-police")
    assert army is not None
    assert army.name == "Syrian Arab Army"
    assert police is not None
    assert police.part_of == "syria-government"
    assert small.actor("nobody") is None


def test_countries_and_demonyms(small: Lexicon) -> None:
    country = small.country("SY")
    assert country is not None
    assert country == small.country("syria")
    assert country.region.id == "geonames:163843"
    assert found(small, "Syrian")[1] == [Demonym("SY", "syria", noun=False, region="geonames:163843")]
    assert found(small, "Syrians")[1] == [Demonym("SY", "syria", noun=True, region="geonames:163843")]
    assert found(small, "Druze")[1] == [Demonym("", "druze", noun=False, region="wirewatch:levant")]


def test_word_layers_bend_their_words(small: Lexicon) -> None:
    forms = {"shells": "s", "shelling": "ing", "shelled": "ed", "carrying out": "ing", "carried out": "ed"}
    for text, form in forms.items():
        (term,) = list(found(small, text).values())[-1]
        assert isinstance(term, Term)
        assert (term.layer, term.value, term.data["form"]) == (Layer.STEM, "assault.aerial", form)
        assert term.data["weight"] == 3
    (term,) = found(small, "air strikes")[2]
    assert isinstance(term, Term)
    assert term.data["number"] == "plural"
    (term,) = found(small, "ied")[1]
    assert isinstance(term, Term)
    assert term.case == Case.ACRONYM


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("bomb", "bomb bombs bombed bombing"),
        ("accuse", "accuse accuses accused accusing"),
        ("deny", "deny denies denied denying"),
        ("deploy", "deploy deploys deployed deploying"),
        ("plan", "plan plans planned planning"),
        ("commit", "commit commits committed committing"),
        ("visit", "visit visits visited visiting"),
        ("refuel", "refuel refuels refueled refueling refuelled refuelling"),
        ("appeal", "appeal appeals appealed appealing"),
        ("clash", "clash clashes clashed clashing"),
        ("free", "free frees freed freeing"),
        ("die", "die dies died dying"),
        ("fix", "fix fixes fixed fixing"),
        ("question", "question questions questioned questioning"),
        ("quit", "quit quits quitted quitting"),
        ("call for", "call_for calls_for called_for calling_for"),
    ],
)
def test_verbs(verb: str, forms: str) -> None:
    assert {form for form, _ in verb_forms(verb)} == {form.replace("_", " ") for form in forms.split()}


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("army", "armies"),
        ("air strike", "air strikes"),
        ("gunman", "gunmen"),
        ("head of state", "heads of state"),
        ("ambush", "ambushes"),
        ("human", "humans"),
    ],
)
def test_nouns(noun: str, expected: str) -> None:
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"actors": "[[actor]]\nid='x'\nname='X Y'\nkind='army'"}, "line 4, “X Y”: kind “army” is not known; it must"),
        ({"actors": "[[actor]]\nid='x'\nname='X Y'\nkind='party'\npart_of='y'"}, "part of 'y', which no actor"),
        ({"actors": "[[actor]]\nid='x'\nname='X Y'\nkind='party'\npart_of='x'"}, "part of itself"),
        ({"actors": "[[actor]]\nid='x'\nname='X Y'\nkind='party'\nparty_of='y'"}, "does not know party_of"),
        ({"actors": "[[actor]]\nid='x'\nname='X'\nkind='party'\nneeds={Z=['SY']}"}, "Z is none of its names"),
        ({"actors": "[[actor]]\nid='x'\nkind='party'"}, "“x”: has no name"),
        ({"actors": "[[actor]"}, "is not valid TOML"),
        (
            {"regions": REGIONS + "\n[[region]]\nid='wirewatch:z'\nname='Z'\nkind='area'\nparents=['Nowhere']"},
            "'Nowhere'",
        ),
        (
            {"regions": REGIONS + "\n[[region]]\nid='wirewatch:z'\nname='Z'\nkind='area'\nlat=95\nlon=1"},
            "needs both lat",
        ),
        ({"words": "[kill]\ncase='small'\nforms=['shot']"}, "“kill”: case is 'small'"),
        ({"words": "[kill]\nform=['shot']"}, "neither forms, verbs nor nouns"),
    ],
)
def test_errors_name_the_file_and_the_entry(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    inputs = write(tmp_path / "toml", **changed)
    with pytest.raises(LexiconError) as error:
        compile_lexicon(tmp_path / "compiled", silent, inputs)
    assert said in str(error.value)
    assert ".toml" in str(error.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["toml"]


def test_a_region_may_not_hang_on_itself(tmp_path: Path) -> None:
    regions = REGIONS.replace('name = "Levant"', 'name = "Levant"\nparents = ["wirewatch:the-hill"]')
    with pytest.raises(LexiconError, match="hang on themselves"):
        compile_lexicon(tmp_path / "compiled", silent, write(tmp_path / "toml", regions=regions))


def test_a_later_folder_comes_on_top(tmp_path: Path) -> None:
    first = write(tmp_path / "shipped")
    own = tmp_path / "own" / "actors"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("[[actor]]\nid='third-brigade'\nname='Brigade Three'\nkind='military'\n")
    inputs = replace(first, folders=(*first.folders, tmp_path / "own"))
    assert inputs.fingerprint() != first.fingerprint()
    compile_lexicon(tmp_path / "compiled", silent, inputs)
    opened = Lexicon.open(tmp_path / "compiled")
    brigade = opened.actor("third-brigade")
    assert brigade is not None
    assert (brigade.name, brigade.part_of) == ("Brigade Three", "syria-military")
    assert found(opened, "TB")
    opened.close()


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError):
        Lexicon.open(tmp_path)


def test_ensure_compiles_nothing_twice(lexicon_folder: Path) -> None:
    steps: list[str] = []
    assert ensure(lexicon_folder.parent, lambda step, done, total: steps.append(step)) == lexicon_folder
    assert steps == []
    assert lexicon_folder.name == f"lexicon-{fingerprint()}"
    assert is_whole(lexicon_folder)


def test_a_changed_word_changes_the_fingerprint(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "lexicons")
    copied = Inputs((tmp_path / "lexicons",))
    before = copied.fingerprint()
    assert before == fingerprint()
    (tmp_path / "lexicons" / "words" / "stem.toml").write_text("")
    assert copied.fingerprint() != before


@given(st.text(alphabet="abzABZ -", min_size=1, max_size=40))
def test_the_short_way_to_a_key_agrees_with_the_tokeniser(name: str) -> None:
    tokens = tokenise(name, [(0, len(name))])
    joined = all(tokens.joined(i) for i in range(1, len(tokens)))
    expected = " ".join(tokens.key) if 0 < len(tokens) <= 9 and joined else None
    assert phrase(name) == expected


# ------------------------------------------------------------------------------------------- the whole lexicon
@pytest.mark.parametrize(
    ("name", "id_", "point"),
    [
        ("Beit Jin", "geonames:166946", (33.33, 35.92)),
        ("El-Kiswah", None, (33.36, 36.24)),
        ("Qamishli", None, (37.05, 41.22)),
        ("Hodeidah", None, (14.8, 42.95)),
        ("Deir al-Balah", None, (31.42, 34.35)),
        ("Walikale", None, (-1.42, 28.07)),
        ("Golan Heights", "wirewatch:golan-heights", (33.0, 35.75)),
        ("Donbas", "wirewatch:donbas", (48.3, 38.0)),
        ("Crimea", "wirewatch:ua-crimea", (45.3, 34.4)),
        ("Darfur", "wirewatch:darfur", (13.5, 24.5)),
        ("Tigray", "wirewatch:et-tigray", (13.8, 38.8)),
        ("West Bank", "wirewatch:ps-west-bank", (32.0, 35.3)),
        ("Ghouta", "wirewatch:eastern-ghouta", (33.53, 36.43)),
        ("Kashmir", "wirewatch:kashmir", (34.5, 76.0)),
        ("Rafah", None, (31.29, 34.25)),
        ("Syria", "geonames:163843", (35.0, 38.0)),
        ("U.S.", "geonames:6252001", (39.76, -98.5)),
        ("Georgia", "geonames:614540", (42.0, 43.5)),
        ("Texas", "geonames:4736286", (31.25, -99.25)),
        ("Aleppo", "geonames:170063", (36.2, 37.16)),
        ("Paris", "geonames:2988507", (48.85, 2.35)),
        ("Washington", "geonames:4140963", (38.9, -77.04)),
    ],
)
def test_what_a_name_means_first(lexicon: Lexicon, name: str, id_: str | None, point: tuple[float, float]) -> None:
    place = places(list(lexicon.entries(phrase(name) or "")))[0].place
    assert id_ in (None, place.id)
    assert place.lat is not None
    assert place.lon is not None
    assert abs(place.lat - point[0]) < 1
    assert abs(place.lon - point[1]) < 1


def test_the_golan_heights_are_syrian_and_held_by_israel(lexicon: Lexicon) -> None:
    assert [node.name for node in lexicon.path("wirewatch:golan-heights")][-3:] == [
        "Syria",
        "Quneitra",
        "Golan Heights",
    ]
    names = {node.name for node in lexicon.ancestors("wirewatch:golan-heights")}
    assert {"Syria", "Israel", "Middle East", "Levant", "Asia"} <= names


@pytest.mark.parametrize(
    ("country", "widest"),
    [("SY", "Asia"), ("UA", "Europe"), ("SD", "Africa"), ("HT", "Americas"), ("FJ", "Oceania"), ("TW", "Asia")],
)
def test_every_country_hangs_under_its_continent(lexicon: Lexicon, country: str, widest: str) -> None:
    known = lexicon.country(country)
    assert known is not None
    assert lexicon.path(known.region.id)[0].name == widest


def test_a_spelling_that_nobody_wrote_down(lexicon: Lexicon) -> None:
    spelled = [name for name in lexicon.spelled("qamishlee") if name.place.country == "SY"]
    assert [name.place.name for name in spelled] == ["Qamishli"]


MEMBERS = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CR
CI HR CU CY CZ KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR
IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ MM NA NR
NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO
ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG UA AE GB TZ US UY UZ VU VE VN YE ZM ZW
""".split()
HEAD_OF_STATE = re.compile(
    r"((Interim|Transitional|Acting) )?(President|King|Queen|Emperor|Emir|Sultan|Grand Duke|Sovereign Prince|Prince|"
    r"Co-Prince|Captain Regent|Supreme Leader|Chair\w* of the (Presidential|Transitional|Presidency|State)|O le Ao|"
    r"Leader|De facto leader|Military leader|Head of State|\w+ member of the Presidency)\b"
)
HEAD_OF_GOVERNMENT = re.compile(
    r"((Interim|Transitional|Acting) )?(Prime Minister|President|Chancellor|Premier|Taoiseach|Head of Government|"
    r"Minister of State of|Secretary of State for Foreign Affairs|Sultan|"
    r"Chair\w* of the (Council|Cabinet) of Ministers)\b"
)


def _offices() -> dict[str, list[str]]:
    """The offices of each state in the actors' TOML, by its id."""
    offices: dict[str, list[str]] = {}
    for path in Inputs((SHIPPED,)).files("actors"):
        for entry in read_actors(path):
            for office in entry.actor.offices:
                offices.setdefault(office.of, []).append(office.title)
    return offices


@pytest.mark.parametrize("head", [HEAD_OF_STATE, HEAD_OF_GOVERNMENT], ids=["state", "government"])
def test_every_member_of_the_united_nations_has_its_heads(lexicon: Lexicon, head: re.Pattern[str]) -> None:
    offices = _offices()
    states = {iso: country.state for iso in MEMBERS if (country := lexicon.country(iso))}
    assert len(states) == 193
    assert [
        iso for iso, state in states.items() if not any(head.match(title) for title in offices.get(state, []))
    ] == []


def test_actors_are_called_by_ids_of_their_own() -> None:
    every = [entry.actor for path in Inputs((SHIPPED,)).files("actors") for entry in read_actors(path)]
    ids = [actor.id for actor in every]
    assert len(ids) >= 1_500
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []
    assert [i for i, times in Counter(ids).items() if times > 1] == []


def test_whoever_is_part_of_another_or_backed_by_one_says_whom(lexicon: Lexicon) -> None:
    every = [entry.actor for path in Inputs((SHIPPED,)).files("actors") for entry in read_actors(path)]
    named = {(a.id, other) for a in every for other in (a.part_of, *a.backed_by, *(o.of for o in a.offices)) if other}
    assert sorted(pair for pair in named if lexicon.actor(pair[1]) is None) == []


def test_nobody_holds_an_office_backwards() -> None:
    every = [entry.actor for path in Inputs((SHIPPED,)).files("actors") for entry in read_actors(path)]
    assert [
        (actor.id, office.title)
        for actor in every
        for office in actor.offices
        if office.since and office.until and office.since > office.until
    ] == []


def test_the_lexicon_is_as_large_as_it_should_be(lexicon: Lexicon, lexicon_folder: Path) -> None:
    notes = lexicon.notes()
    assert int(notes["places"]) > 239_000
    assert int(notes["actors"]) > 4_000
    assert sum(path.stat().st_size for path in lexicon_folder.iterdir()) < 120e6
    assert lexicon.country("north-macedonia") is not None
