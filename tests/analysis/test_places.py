"""Which words of a sentence name a place, which place it is, and in which role it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.tagger import Tagger
from watchers.document import Analysis, Document


@dataclass(frozen=True)
class Case:
    """`words` must be a mention of a region called `name` in `country` (None: not asked); without `found` of none."""

    text: str
    words: str
    country: str | None = None
    name: str | None = None
    role: str | None = None
    found: bool = True

    def __str__(self) -> str:
        return f"{self.words} in {self.text[:40]}"


def place(text: str, words: str, country: str | None = None, name: str | None = None, role: str = "place") -> Case:
    """A place that must be found."""
    return Case(text, words, country, name, role)


def nothing(text: str, words: str) -> Case:
    """Words that must be no part of any place."""
    return Case(text, words, found=False)


SAID_OF_THEM = [
    place("Mortars fell on Basra, a village in Middle Shabelle in Somalia.", "Basra", "SO"),
    place("Syria denied that it shelled the village of Najran.", "Najran", "SY"),
    place("A roadblock at Saint-Louis, south of Noumea, was removed.", "Saint-Louis", "NC"),
    place("Letters went to Nice in France.", "Nice", "FR", "Nice"),
    place("Gunmen in Haiti attacked the Tarbush neighbourhood.", "Tarbush", "HT"),
    place("Clans of Papua New Guinea fought in Tarbush Province.", "Tarbush Province", "PG"),
    place("They were abducted on the Yambio–Tambura road in South Sudan.", "Tambura", "SS", "Tambura"),
    place("A base was seized in Myanmar's Rakhine State.", "Myanmar", "MM", "Myanmar"),
    place("Towns in the Amhara region were quiet.", "Amhara", "ET"),
    place("The U.N. mission in Libya called for calm.", "Libya", "LY", "Libya"),
    place("Sudan's army said it was calm.", "Sudan", "SD", "Sudan"),
    place("Israeli forces left Gaza. Israel said two were held in Jenin.", "Jenin", "PS", "Jenin"),
    nothing("Santa Ana winds fanned the fire near Los Angeles.", "Santa Ana"),
    nothing("Twelve died in the Litoral prison in Guayaquil, Ecuador said.", "Litoral"),
    nothing("Her colleague Alexandria Reyes stayed in Cairo.", "Alexandria"),
]

NAMESAKES = [
    place("Russian troops entered Georgia and stopped short of Tbilisi.", "Georgia", "GE", "Georgia"),
    place("Voters in Georgia and Alabama queued, said officials in Atlanta.", "Georgia", "US", "Georgia"),
    place("Refugees crossed from Syria into Jordan overnight.", "Jordan", "JO", "Jordan"),
    nothing("Michael Jordan scored forty points on Friday.", "Jordan"),
    place("Shells fell in southern Lebanon near Tyre.", "Lebanon", "LB", "Lebanon"),
    place("A barn burned down in Lebanon, Ohio, on Sunday.", "Lebanon", "US", "Lebanon"),
    place("The delegation flew to Washington for talks with the president.", "Washington", "US", "Washington"),
    place("Fires spread through central Washington, south of Spokane.", "Washington", "US", "Washington"),
    nothing("George Washington crossed the river at night.", "Washington"),
    place("The museum in Seattle, Washington, opened.", "Washington", "US", "Washington"),
    place("Police in Albany, New York, closed a bridge.", "New York", "US", "New York"),
    place("Gaza lies between Rafah and Ashkelon, near Gaza City.", "Gaza", "PS", "Gaza Strip"),
    place("The mayor of Paris, Texas, resigned.", "Paris", "US", "Paris"),
    place("Talks between the ministers resumed in Paris on Monday.", "Paris", "FR", "Paris"),
    place("Clashes broke out in Tripoli as Libyan factions fought.", "Tripoli", "LY", "Tripoli"),
    place("Gunmen opened fire in Tripoli, Lebanon, at dawn.", "Tripoli", "LB", "Tripoli"),
    place("A train from Alexandria derailed on its way to Cairo.", "Alexandria", "EG", "Alexandria"),
    place("Police in Alexandria, Virginia, closed a bridge.", "Alexandria", "US", "Alexandria"),
    place("Bushfires burned across Victoria, and smoke reached Melbourne.", "Victoria", "AU", "Victoria"),
    place("He moved from London to Los Angeles, and calls California home.", "London", "GB", "London"),
    place("The storm crossed the Atlantic and hit Iowa weeks later.", "Atlantic", None, "Atlantic Ocean"),
]

ORDINARY_WORDS = [
    nothing("She won an award for the film.", "war"),
    nothing("Chad said he would be late for dinner.", "Chad"),
    place("Troops from Chad crossed into Niger.", "Chad", "TD", "Chad"),
    nothing("Mobile phone sales fell again last year.", "Mobile"),
    nothing("Nice weather is expected over the weekend.", "Nice"),
    place("A lorry was stopped in Nice, France, at noon.", "Nice", "FR", "Nice"),
    nothing("Reading a book helps him to sleep.", "Reading"),
    nothing("Police closed the road. Police said nothing more.", "Police"),
    nothing("The SWAT officers waited outside the house.", "SWAT"),
    nothing("North of the river the fields were dry.", "North"),
    nothing("The march ended on Washington Street at noon.", "Washington"),
]

SURNAMES = [
    nothing("Jack London wrote about the north.", "London"),
    nothing("Prime Minister Helen Lincoln resigned. Lincoln had lost a vote.", "Lincoln"),
    nothing("Colonel Peter Hamilton denied it.", "Hamilton"),
    nothing("David Houston, a spokesman, declined to comment.", "Houston"),
]

SMALL_PLACES = [
    place("GOMA, DR Congo (Reuters) - Rebels advanced on Friday.", "GOMA", "CD", "Goma"),
    place("LOS ANGELES (AP) - A fire destroyed nine homes.", "LOS ANGELES", "US", "Los Angeles"),
    place("Iraqi soldiers entered the town of Zerqat Umm.", "Zerqat Umm", "IQ", "Zerqat Umm"),
    place("Syrian jets struck near Bashmira.", "Bashmira", "SY", "Bashmira"),
    place("The senator, D-Tulsa, voted against it in Oklahoma.", "Tulsa", "US", "Tulsa"),
    place("Oregon officials charged a Medford man with theft.", "Medford", "US", "Medford"),
    place("The Texas sheriff said Lena Ash, 39, of Laredo was hurt.", "Laredo", "US", "Laredo"),
]

LONGER_NAMES = [
    place("The sheriff of Comal County in Texas was called.", "Comal County", "US", None),
    place("Farms in Hays and Comal counties in Texas are dry.", "Hays", "US", None),
    place("Farms in Hays and Comal counties in Texas are dry.", "Comal", "US", None),
    place("A boat sank on Lake Khanka in Russia.", "Lake Khanka", "RU", None),
    place("Two men drowned in the Okaw River in Illinois.", "Okaw River", "US", "Okaw River"),
    place("Trucks left for Jalisco State in Mexico.", "Jalisco State", "MX", "Jalisco"),
    place("Rebels hold most of Idlib province in Syria.", "Idlib", "SY", "Idlib"),
    place("The Galway City Council met in Ireland.", "Galway", "IE", "Galway"),
    place("Crews from Chicago drove to Ohio and Pennsylvania.", "Ohio", "US", "Ohio"),
]

SPELLINGS = [
    place("Syrian forces shelled Deir el-Zour.", "Deir el-Zour", "SY", None),
    place("Syrian forces shelled Deir ez-Zor.", "Deir ez-Zor", "SY", None),
    place("Syrian media reported blasts in El-Kiswah.", "El-Kiswah", "SY", None),
    place("Kurdish fighters in Syria left Qamishli.", "Qamishli", "SY", None),
]

ROLES = [
    place("Syrian troops left the base.", "Syrian", "SY", "Syria", "demonym"),
    place("The Lebanese army closed the road.", "Lebanese", "LB", "Lebanon", "demonym"),
    place("Damascus said it would answer the attack.", "Damascus", "SY", "Damascus", "metonym"),
    place("Moscow accused Kyiv of breaking the truce.", "Moscow", "RU", "Moscow", "metonym"),
    place("A bomb exploded in Damascus at noon.", "Damascus", "SY", "Damascus", "place"),
    nothing("Ships crossed the Indian Ocean in a week.", "Indian"),
    place("Ships crossed the Indian Ocean in a week.", "Indian Ocean", None, "Indian Ocean"),
]

CASES = [*SAID_OF_THEM, *NAMESAKES, *ORDINARY_WORDS, *SURNAMES, *SMALL_PLACES, *LONGER_NAMES, *SPELLINGS, *ROLES]


@pytest.fixture(scope="module")
def tagger(lexicon_folder: Path) -> Iterator[Tagger]:
    lexicon = Lexicon.open(lexicon_folder)
    yield Tagger(lexicon)
    lexicon.close()


def test_a_state_after_a_comma_is_no_capital(tagger: Tagger) -> None:
    text = "The museum in Seattle, Washington, opened. The governor of Washington spoke."
    told = [r for r in tagger.tag(Document(text, "text")).regions if r.name == "Washington"]
    assert [(r.kind, len(r.mentions)) for r in told] == [("first-level", 2)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_place_is_told(tagger: Tagger, case: Case) -> None:
    told = _told(tagger.tag(Document(case.text, "text")))
    assert _right(case, told), f"{case.text!r}\nexpected {_expected(case)}\nfound    {told}"


@dataclass(frozen=True)
class AtHome:
    """The region of `words` where the source reports from `home`."""

    text: str
    words: str
    home: str | None
    country: str
    above: str

    def __str__(self) -> str:
        return f"{self.words} at home in {self.home}"


_COURT = "Police in Paris arrested two men on Monday."
_BARN = "A barn near Irvine burned down on Monday."
AT_HOME = [
    AtHome(_COURT, "Paris", None, "FR", "Île-de-France"),
    AtHome(_COURT, "Paris", "FR", "FR", "Île-de-France"),
    AtHome(_COURT, "Paris", "US", "FR", "Île-de-France"),
    AtHome(_COURT, "Paris", "US-KY", "US", "Kentucky"),
    AtHome(_COURT, "Paris", "US-TX", "US", "Texas"),
    AtHome("Police in Paris, France, arrested two men.", "Paris", "US-KY", "FR", "Île-de-France"),
    AtHome("France closed its border. Police in Paris, Lyon and Marseille said so.", "Paris", "US-KY", "FR", "France"),
    AtHome(_BARN, "Irvine", None, "US", "California"),
    AtHome(_BARN, "Irvine", "US-KY", "US", "Kentucky"),
    AtHome(_BARN, "Irvine", "GB-SCT", "GB", "Scotland"),
    AtHome("The mayor of London spoke.", "London", "CA-ON", "CA", "Ontario"),
    AtHome("The mayor of London spoke.", "London", "CA", "GB", "England"),
    AtHome("A fire broke out in Hamilton.", "Hamilton", "AU-VIC", "AU", "Victoria"),
    AtHome("A fire broke out in Hamilton.", "Hamilton", "NZ-XX", "NZ", "Waikato"),
]


@pytest.mark.parametrize("case", AT_HOME, ids=str)
def test_home_wins_ties(tagger: Tagger, case: AtHome) -> None:
    regions = tagger.tag(Document(case.text, "text"), home=case.home).regions
    told = [region for region in regions if any(m.text == case.words for m in region.mentions)]
    assert [region.country for region in told] == [case.country]
    assert case.above in {node.name for node in told[0].ancestors}


NEIGHBOURS = [
    place("The trial of a Paris man opened in Edgar County on Monday.", "Paris", "US", "Paris"),
    place("Crews from Athens, Chandler and Gun Barrel City fought the fire.", "Athens", "US", "Athens"),
    place("The Henry County library lends books to schools in Puryear and Paris.", "Paris", "US", "Paris"),
    place("Voters in Hays, Comal and Travis counties in Texas queued.", "Comal", "US", "Comal County"),
    place("The mayors of Paris, Berlin and Dublin met in London.", "Dublin", "IE", "Dublin"),
    place("The mayors of Paris, Berlin and Dublin met in London.", "London", "GB", "London"),
    place("The St. Tammany Parish sheriff closed the bridge.", "St. Tammany Parish", "US", "St. Tammany Parish"),
]


@pytest.mark.parametrize("case", NEIGHBOURS, ids=str)
def test_names_tell_of_one_another(tagger: Tagger, case: Case) -> None:
    told = _told(tagger.tag(Document(case.text, "text")))
    assert _right(case, told), f"{case.text!r}\nexpected {_expected(case)}\nfound    {told}"


def _told(analysis: Analysis) -> list[Case]:
    return [
        Case("", mention.text, region.country, region.name, mention.role)
        for region in analysis.regions
        for mention in region.mentions
    ]


def _right(case: Case, told: list[Case]) -> bool:
    same = [t for t in told if t.words == case.words]
    if not case.found:
        return not same
    return any(
        case.country in (None, t.country) and case.name in (None, t.name) and case.role in (None, t.role) for t in same
    )


def _expected(case: Case) -> str:
    return f"{case.words!r}: {case.name}, {case.country}, {case.role}" if case.found else f"nothing for {case.words!r}"
