"""Who is named in short texts, and who is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from watchers.analysis.tagger import Tagger
from watchers.document import Document

Told = tuple[str, str, str]

NAMED: list[tuple[str, list[Told]]] = [
    # Names of the lexicon, with the title before and the crowd behind
    ("Hezbollah fired rockets.", [("Hezbollah", "hezbollah", "armed group")]),
    ("Shells hit Hezbollah fighters at dusk.", [("Hezbollah fighters", "hezbollah", "armed group")]),
    ("Two IS militants died in the raid.", [("IS militants", "islamic-state", "armed group")]),
    ("Mr Assad left the palace.", [("Mr Assad", "bashar-al-assad", "person")]),
    ("The Pentagon declined to comment.", [("Pentagon", "pentagon", "government")]),
    ("In Syria the SDF took the dam.", [("SDF", "syrian-democratic-forces", "armed group")]),
    (
        "President Volodymyr Zelensky spoke at noon.",
        [("President Volodymyr Zelensky", "volodymyr-zelensky", "person")],
    ),
    # A state's army is one actor, by whatever name
    ("The Syrian Arab Army left Hama.", [("Syrian Arab Army", "syria-military", "military")]),
    ("The Syrian army left Hama.", [("Syrian army", "syria-military", "military")]),
    ("The Israel Defense Forces confirmed it.", [("Israel Defense Forces", "israel-military", "military")]),
    ("Israeli troops crossed the fence.", [("Israeli troops", "israel-military", "military")]),
    ("The Congolese army lost the town.", [("Congolese army", "dr-congo-military", "military")]),
    ("Kosovo Police closed the bridge.", [("Kosovo Police", "kosovo-police", "police")]),
    # Composed: forces, crowds, offices, backed groups
    ("Chadian rebels took the hill.", [("Chadian rebels", "chad-rebels", "armed group")]),
    ("Kurdish fighters held the road.", [("Kurdish fighters", "kurds-fighters", "armed group")]),
    ("Iran-backed militias shelled the base.", [("Iran-backed militias", "iran-backed-militias", "armed group")]),
    ("Kurdish-led fighters held the road.", [("Kurdish-led fighters", "kurds-led-fighters", "armed group")]),
    ("The Iraqi government resigned.", [("Iraqi government", "iraq-government", "government")]),
    ("The government of Iraq resigned.", [("government of Iraq", "iraq-government", "government")]),
    ("Japan's defence ministry saw them.", [("Japan's defence ministry", "japan-government", "government")]),
    ("A senior Iranian commander was buried.", [("Iranian commander", "iranian-commander", "military")]),
    ("Assad's troops fled.", [("Assad", "bashar-al-assad", "person"), ("troops", "syria-military", "military")]),
    # Peoples and what is done by states
    ("Many Syrians went home.", [("Syrians", "syria-people", "people")]),
    ("Residents of Gao queued for bread.", [("Residents of Gao", "gao-residents", "people")]),
    ("Israeli strikes shook the port.", [("Israeli", "israel", "state")]),
    ("A U.S. airstrike shook the port.", [("U.S.", "united-states", "state")]),
    # States where they act
    ("Iran will send more wheat.", [("Iran", "iran", "state")]),
    ("Damascus said it would reply.", [("Damascus", "syria", "state")]),
    ("Talks between Chad and Niger opened.", [("Chad", "chad", "state"), ("Niger", "niger", "state")]),
    # People nobody knows
    ("Colonel Amadou Diarrassouba said so.", [("Colonel Amadou Diarrassouba", "found:amadou-diarrassouba", "person")]),
    ("Gen. Orrin T. Bexley retired.", [("Gen. Orrin T. Bexley", "found:orrin-t-bexley", "person")]),
    (
        "Idris Kolokamara, an official in Bo, wept. Kolokamara then left.",
        [
            ("Idris Kolokamara", "found:idris-kolokamara", "person"),
            ("Kolokamara", "found:idris-kolokamara", "person"),
        ],
    ),
    (
        "Wanda Prystupko waited. Mrs Prystupko had no ticket.",
        [("Wanda Prystupko", "found:wanda-prystupko", "person"), ("Mrs Prystupko", "found:wanda-prystupko", "person")],
    ),
    ("Neighbours feared Abu Zaydun al-Rifi.", [("Abu Zaydun al-Rifi", "found:abu-zaydun-al-rifi", "person")]),
    (
        "The Minister for East Africa Wanda Prystupko spoke.",
        [("Wanda Prystupko", "found:wanda-prystupko", "person")],
    ),
    ("“We are cold,” said Fatima.", [("Fatima", "found:fatima", "person")]),
    (
        "Foreign Secretary Ivor Penhallow flew in. Later the Foreign Secretary slept.",
        [
            ("Foreign Secretary Ivor Penhallow", "found:ivor-penhallow", "person"),
            ("Foreign Secretary", "found:ivor-penhallow", "person"),
        ],
    ),
    # Organisations nobody knows, and their acronyms
    (
        "The Committee for the Relief of Tuta met.",
        [("Committee for the Relief of Tuta", "found:committee-for-the-relief-of-tuta", "organisation")],
    ),
    (
        "The Upland Board of Wells and Springs (UBWS) met. Farmers trust UBWS.",
        [
            ("Upland Board of Wells and Springs", "found:upland-board-of-wells-and-springs", "organisation"),
            ("UBWS", "found:upland-board-of-wells-and-springs", "organisation"),
            ("UBWS", "found:upland-board-of-wells-and-springs", "organisation"),
        ],
    ),
    (
        "The Tuta Relief Coalition met in Bo. On Monday the Coalition sent rice.",
        [
            ("Tuta Relief Coalition", "found:tuta-relief-coalition", "party"),
            ("Coalition", "found:tuta-relief-coalition", "party"),
        ],
    ),
    (
        "The Upland Wells Committee met. Farmers trust the UWC.",
        [
            ("Upland Wells Committee", "found:upland-wells-committee", "organisation"),
            ("UWC", "found:upland-wells-committee", "organisation"),
        ],
    ),
    ("The 14th Mountain Division left.", [("14th Mountain Division", "found:14th-mountain-division", "military")]),
    ("He heads the Antitrust Division.", [("Antitrust Division", "found:antitrust-division", "organisation")]),
    (
        "The Tuta Liberation Movement left.",
        [("Tuta Liberation Movement", "found:tuta-liberation-movement", "armed group")],
    ),
    (
        "Liwa Zaydun Seizes Dam And Bridge In Upland Raid",
        [("Liwa Zaydun", "found:liwa-zaydun", "armed group")],
    ),
    (
        "They blamed the Sons of Tamba Militia and the al-Zaydun Brigades.",
        [
            ("Sons of Tamba Militia", "found:sons-of-tamba-militia", "armed group"),
            ("al-Zaydun Brigades", "found:al-zaydun-brigades", "armed group"),
        ],
    ),
    ("They blamed Jund al-Zaydun.", [("Jund al-Zaydun", "found:jund-al-zaydun", "armed group")]),
    (
        "We saw Superior Court Judge James Dabney.",
        [
            ("Superior Court", "found:superior-court", "government"),
            ("Judge James Dabney", "found:james-dabney", "person"),
        ],
    ),
    # Offices with a capital and nobody's name
    ("On Monday the Prime Minister wept.", [("Prime Minister", "unnamed:prime-minister", "person")]),
    ("He met the President of Chad again.", [("President of Chad", "chadian-president", "person")]),
    (
        "The Foreign Secretary, Ivor Penhallow, flew in.",
        [("Foreign Secretary", "found:ivor-penhallow", "person"), ("Ivor Penhallow", "found:ivor-penhallow", "person")],
    ),
    # People by an age, a birth, an introduction, and the particles of their names
    ("A wall fell on 14-year-old Tamsin on Monday.", [("Tamsin", "found:tamsin", "person")]),
    ("He was born Badrun Turkal Hisham.", [("Badrun Turkal Hisham", "found:badrun-turkal-hisham", "person")]),
    (
        "Orrin Bexley (born in 1950) was an author. Bexley sold nothing.",
        [("Orrin Bexley", "found:orrin-bexley", "person"), ("Bexley", "found:orrin-bexley", "person")],
    ),
    ("We saw Mr van der Prystup leave.", [("Mr van der Prystup", "found:van-der-prystup", "person")]),
    ("Secretary of State Penhallow left.", [("Secretary of State Penhallow", "found:penhallow", "person")]),
    # Tribes, and peoples without a plural
    ("Men of the Banu Zaydun tribe left.", [("Banu Zaydun tribe", "found:banu-zaydun-tribe", "people")]),
    ("The Dogon tribe left.", [("Dogon tribe", "dogon", "people")]),
    ("By dawn the Rohingya fled.", [("Rohingya", "rohingya", "people")]),
    ("European officials met.", [("European officials", "europeans-officials", "government")]),
    # Acronyms that only a fight makes clear
    (
        "Two soldiers died in an NPA attack.",
        [
            ("soldiers", "unnamed:troops", "military"),
            ("NPA", "new-peoples-army", "armed group"),
        ],
    ),
    ("HAMAS FIGHTERS HOLD THE BRIDGE IN GAZA", [("HAMAS FIGHTERS", "hamas", "armed group")]),
    ("Farmers saw three ISIL tactical units.", [("ISIL tactical units", "islamic-state", "armed group")]),
    # Bare nouns that point back
    (
        "Hamas agreed in Gaza. The militants then left.",
        [("Hamas", "hamas", "armed group"), ("militants", "hamas", "armed group")],
    ),
    (
        "Chadian rebels took the hill. By dawn the rebels had lost it.",
        [("Chadian rebels", "chad-rebels", "armed group"), ("rebels", "chad-rebels", "armed group")],
    ),
    ("Coalition forces left Basra in Iraq.", [("Coalition forces", "unnamed:coalition-forces", "military")]),
    ("Nine die in a militant attack in Quetta.", [("militant", "pakistan-militants", "armed group")]),
    ("Gunmen robbed a bank in Lagos, Nigeria.", [("Gunmen", "nigeria-gunmen", "armed group")]),
]

NOBODY = [
    "The ambassador won an award.",
    "The show about bedouin hours ended in Homs.",
    "They bought it from a general store.",
    "Floods hit the coast of Somalia.",
    "He lives near the border with Kenya.",
    "Snipers' nests were found by children, as were foreign fighters' coats.",
    "GOMA, Nov 18 (Reuters) - Rain fell all night.",
    "The anti-rebel song was forbidden.",
    "He sang of Saint Martin.",
    "She works for the SDF.",
]

NOT_TOLD = [
    ("Hafez Assadi met a trader.", "bashar-al-assad"),
    ("Jim Clinton sells boats in Ohio.", "bill-clinton"),
    ("PORT-AU-PRINCE, Nov 3 - Rain fell.", "african-union"),
    ("General Motors cut jobs.", "found:motors"),
    ("Whatcom County said roads were shut.", "found:whatcom-county"),
    ("The Press Statement was late.", "found:press-statement"),
    ("Operation Quiet Harvest began.", "found:operation-quiet-harvest"),
    ("They called it Operation: Quiet Command.", "found:quiet-command"),
    ("Police closed roads in Chattogram Division.", "found:chattogram-division"),
    ("The Office of the Official Spokesman was shut.", "found:office-of-the-official-spokesman"),
    ("They signed it at the Chad-Niger Summit.", "chad"),
    ("“It rained,” she told Reuters, according to AFP.", "reuters"),
    ("“It rained,” she told Reuters, according to AFP.", "afp"),
    ("He swam under the 200-year-old Lune Aqueduct.", "found:lune-aqueduct"),
    ("A 20-year-old Camarillo resident wept.", "found:camarillo"),
    ("Law enforcement officials sought the FBI.", "law-enforcement"),
    ("Reporters saw Police Public Relations Officer Dan Bako.", "found:police-public-relations-officer"),
]

HELD_OFFICE = [
    (2004, "a word of President Bush", "george-w-bush"),
    (1991, "then-President Bush", "george-h-w-bush"),
    (2004, "former president Bill Clinton", "bill-clinton"),
]


@pytest.fixture(scope="module")
def tagger(lexicon_folder: Path) -> Tagger:
    return Tagger.open(lexicon_folder)


def _told(tagger: Tagger, text: str, published: datetime | None = None) -> list[Told]:
    """Words, id and kind of each mention in reading order."""
    actors = tagger.tag(Document(text, "text", published=published, language="en")).actors
    mentions = [(m.start, m.text, actor.id, actor.kind) for actor in actors for m in actor.mentions]
    return [(words, identity, kind) for _, words, identity, kind in sorted(mentions)]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_names(tagger: Tagger, text: str, expected: list[Told]) -> None:
    found = _told(tagger, text)
    assert found == expected, f"{text}\n  expected {expected}\n  found    {found}"


@pytest.mark.parametrize("text", NOBODY)
def test_names_nobody(tagger: Tagger, text: str) -> None:
    found = _told(tagger, text)
    assert found == [], f"{text}\n  found {found}"


@pytest.mark.parametrize(("text", "identity"), NOT_TOLD)
def test_does_not_take_for(tagger: Tagger, text: str, identity: str) -> None:
    found = _told(tagger, text)
    assert identity not in {told for _, told, _ in found}, f"{text}\n  found {found}"


@pytest.mark.parametrize(("year", "words", "identity"), HELD_OFFICE)
def test_offices_look_back(tagger: Tagger, year: int, words: str, identity: str) -> None:
    text = f"He recalled {words} with a smile."
    found = _told(tagger, text, datetime(year, 6, 1, tzinfo=UTC))
    assert identity in {told for _, told, _ in found}, f"{text}\n  found {found}"


def test_a_branch_is_part_of_the_army(tagger: Tagger) -> None:
    analysis = tagger.tag(Document("The Golani Brigade crossed the fence in Israel.", "text", language="en"))
    brigade = next(actor for actor in analysis.actors if actor.id == "golani-brigade")
    assert "israel-military" in [node.id for node in brigade.ancestors]
