"""What is a version of what, and which one is later, told from what the readers read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.document import Arrival, Document, FeedFacts, Source, Subject
from watchers.editions import (
    Edition,
    edition_of,
    is_advisory,
    is_correction,
    is_later,
    likeness,
    may_follow,
    notice_of,
)
from watchers.leads import added, bare
from watchers.reading import read

NOON = datetime(2030, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TAG = "tag:agency.example,2030:77aa"


def document(format: str = "nitf", text: str = "Words.", **facts: Any) -> Document:  # noqa: A002
    return Document(text, format, **facts)


def telegram(slugline: str, headline: str = "Ferry aground", **facts: Any) -> Document:
    told = {"guid": "bdt0123", "version_created": NOON, **facts}
    return document("iptc7901", slugline=slugline, headline=headline, **told)


def story(given: Document) -> str | None:
    edition = edition_of(given)
    return edition.story if edition else None


def shape(name: str, content: str) -> list[Document]:
    """The documents of a file of a wire."""
    arrival = Arrival(Source("folder", "Desk", "file:///desk"), f"file:///desk/{name}", name, content.encode(), NOON)
    return list(read(arrival))


@pytest.mark.parametrize("form", ["text", "markdown", "html", "pdf", "docx", "csv", "json", "epub", "rtf"])
def test_what_bears_no_identity_is_no_edition(form: str) -> None:
    assert edition_of(document(form, guid=TAG, version="2")) is None


@pytest.mark.parametrize("form", ["nitf", "newsml-g2", "ninjs", "rss", "atom", "jsonfeed", "email"])
def test_a_guid_is_the_story_whatever_the_version(form: str) -> None:
    assert {story(document(form, guid=TAG, version=version)) for version in ("1", "2", None)} == {TAG}
    assert edition_of(document(form)) is None


def test_the_revision_is_no_part_of_a_story() -> None:
    uri = "urn:newsml:agency.example:20300314:harbour"
    one, two = (document("newsml1", guid=f"{uri}:{n}", uri=uri, version=str(n[0])) for n in ("1", "2U"))
    assert story(one) == story(two) == uri
    assert story(replace(two, uri=None)) == uri
    assert story(replace(two, guid=f"{uri}:2U#second")) == f"{uri}#second", "another component of the item"
    reuters = document("newsml-g2", guid="tag:agency.example,2030:newsml_L1N0:3", version="3")
    assert story(reuters) == "tag:agency.example,2030:newsml_L1N0"


@pytest.mark.parametrize("guid", ["urn:newsml:agency.example:20300314:1", "urn:a:1", "https://agency.example/4:1"])
def test_a_number_at_the_end_is_the_storys_own_where_nobody_says_otherwise(guid: str) -> None:
    assert {story(document("newsml-g2", guid=guid, version=version)) for version in ("1", "2")} == {guid}


def test_a_short_id_is_one_of_its_day_or_its_feed() -> None:
    days = [document(guid="123", first_created=NOON + timedelta(days=n)) for n in (0, 0, 1)]
    assert story(days[0]) == story(days[1]) != story(days[2])
    feeds = [document("rss", guid="123", feed=FeedFacts(link=f"https://{n}.example/")) for n in ("a", "b")]
    assert story(feeds[0]) != story(feeds[1])


@pytest.mark.parametrize(
    ("version", "number"),
    [
        ("3", 3),
        ("v3", 3),
        ("3.0", 3),
        (" 12 ", 12),
        ("Version 2", 2),
        ("2030-03-14", None),
        ("7f3c", None),
        (None, None),
    ],
)
def test_a_version_that_counts_is_a_number(version: str | None, number: int | None) -> None:
    edition = edition_of(document(guid=TAG, version=version))
    assert edition is not None
    assert edition.version == number


LEADS = [
    (
        "BC-EU--Quake",
        ["BC-EU--Quake, 1st Ld-Writethru,0800", "BC-EU--Quake, 2nd Ld", "BC-EU--Quake, Urgent", "bc-eu--quake"],
    ),
    ("am-quake", ["am-quake 1stld-writethru", "AM-Quake, 12th Ld-Writethru@", "AM-Quake, Sub", "AM-Quake, 3rd Sub"]),
    (
        "SAKE-TALKS/",
        ["SAKE-TALKS/ (UPDATE 2)", "SAKE-TALKS (UPDATE 3, PICTURES)", "SAKE-TALKS/ (URGENT)", "Sake-Talks (2nd)"],
    ),
    (
        "Konflikte/Sudan",
        [
            "Konflikte/Sudan/2. Zusammenfassung",
            "Konflikte/Sudan/ (Zusammenfassung)",
            "Konflikte/Sudan (Berichtigung)",
            "Korr: Konflikte/Sudan",
            "EIL: Konflikte/Sudan",
        ],
    ),
    (
        "Arcadie-séisme",
        ["Arcadie-séisme, LEAD", "Arcadie-séisme-LEAD", "URGENT Arcadie-séisme", "Arcadie-séisme (2e lead)"],
    ),
    (
        "TERREMOTO ARCADIA",
        ["TERREMOTO ARCADIA (Ampl.)", "TERREMOTO ARCADIA (Ampliación)", "TERREMOTO ARCADIA, Urgente"],
    ),
    (
        "Government/Resignation",
        ["Government/Resignation, KILL", "KILL - Government/Resignation", "Government/Resignation (WITHDRAWN)"],
    ),
]


@pytest.mark.parametrize(("slug", "marked"), LEADS, ids=[slug for slug, _ in LEADS])
def test_leads_updates_and_kills_are_taken_off_a_slugline(slug: str, marked: list[str]) -> None:
    assert {bare(each) for each in marked} == {bare(slug)}
    assert {story(telegram(each)) for each in marked} == {story(telegram(slug))}


@pytest.mark.parametrize("slug", ["Submarine/Lead mine", "AM-Hold-Em", "Lebanon-Alert", "BC-Updates", "Mali-Subs deal"])
def test_words_that_only_look_like_marks_stay(slug: str) -> None:
    assert bare(slug) == slug.casefold()


def test_service_day_and_format_tell_the_stories_of_a_slugline_apart() -> None:
    one = telegram("Konflikte/Sudan")
    others = [
        replace(one, guid="bwi0123"),
        replace(one, version_created=NOON + timedelta(days=1)),
        replace(one, format="anpa"),
        replace(one, slugline="Konflikte/Mali"),
    ]
    assert len({story(each) for each in (one, *others)}) == 5
    assert story(replace(one, guid="bdt0999")) == story(one)
    assert edition_of(replace(one, slugline=None)) is None
    assert edition_of(replace(one, version_created=None)) is None


def test_a_long_id_is_a_story_by_itself() -> None:
    assert story(telegram("Hafen/Deich", guid="LWA 300314-12-00412")) == "iptc7901:LWA 300314-12-00412"


@pytest.mark.parametrize(
    ("slug", "part"),
    [
        ("BC-Quake, 1st Add", "add 1"),
        ("BC-Quake-Take 2", "add 2"),
        ("BC-Quake, Add", "add 1"),
        ("BC-Quake, 1st Ld", ""),
        ("Adds", ""),
    ],
)
def test_an_add_is_no_version_but_a_part(slug: str, part: str) -> None:
    assert added(slug) == part
    assert (story(telegram(slug)) == story(telegram("BC-Quake"))) is (slug == "BC-Quake, 1st Ld")


def test_the_number_goes_before_the_time_and_the_time_before_the_receipt() -> None:
    def edition(version: int | None = None, created: datetime | None = None) -> Edition:
        return Edition("story", version, created)

    assert is_later(edition(2, NOON), edition(1, NOON + HOUR))
    assert not is_later(edition(1, NOON + HOUR), edition(2, NOON))
    assert is_later(edition(2, NOON + HOUR), edition(2, NOON))
    assert not is_later(edition(2, NOON), edition(2, NOON + HOUR))
    assert not is_later(edition(None, NOON), edition(2, NOON + HOUR))
    assert is_later(edition(), edition(9, NOON)), "what came in later is later where nothing else is said"
    assert is_later(None, edition(9))
    assert is_later(edition(9), None)


def test_telegrams_of_one_slugline_follow_each_other_where_they_say_so_or_sound_alike() -> None:
    first = telegram("Konflikte/Sudan", "Army shells market in Arcadia")
    assert may_follow(telegram("Konflikte/Sudan", "Market in Arcadia shelled"), first)
    assert may_follow(telegram("Konflikte/Sudan (2. Zusammenfassung)", "Dozens dead"), first)
    assert may_follow(telegram("Konflikte/Sudan", "Dozens dead", version="2"), first)
    assert may_follow(telegram("Konflikte/Sudan", "Withdrawn", status="cancelled"), first)
    assert not may_follow(telegram("Konflikte/Sudan", "Envoy meets president"), first)
    assert likeness("UPDATE 2-Army shells market", "Army shells market") == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"headline": "ADVISORY: Coverage of the summit"},
        {"headline": "MEDIA ADVISORY - Minister to speak"},
        {"headline": "Attention editors: budget for Thursday"},
        {"headline": "Achtung Redaktionen: Vorschau"},
        {"slugline": "BC-World Advisory"},
        {"genre": "Advisory"},
        {"subjects": (Subject("v", "anpa", "advisories"),)},
    ],
)
def test_a_note_on_what_is_coming_is_an_advisory(facts: dict[str, Any]) -> None:
    assert is_advisory(document(**facts))


@pytest.mark.parametrize("headline", ["Advisory council meets", "Travel advisory lifted", "Editors jailed in Arcadia"])
def test_news_about_advisories_is_none(headline: str) -> None:
    assert not is_advisory(document(headline=headline))


@pytest.mark.parametrize(
    "facts",
    [
        {"headline": "CORRECTED: Ferry aground"},
        {"headline": "CORRECTED-UPDATE 2-Ferry aground"},
        {"headline": "(Korr) Fähre auf Grund"},
        {"headline": "Berichtigung: Fähre auf Grund"},
        {"headline": "Corrección: Ferri encallado"},
        {"headline": "Correction: Ferry aground"},
        {"slugline": "Harbour/Ferry, Correction"},
        {"ednote": "Eds: Corrects spelling of Arcadia in 2nd graf."},
        {"ednote": "Im zweiten Absatz wurde die Zahl korrigiert."},
        {"genre": "Correction"},
    ],
)
def test_what_says_that_it_corrects_is_a_correction(facts: dict[str, Any]) -> None:
    assert is_correction(document(**facts))


@pytest.mark.parametrize(
    "headline", ["Corrections officers strike", "Correct forecasts are rare", "Market correction ends"]
)
def test_news_about_corrections_is_none(headline: str) -> None:
    assert not is_correction(document(headline=headline))


def test_what_a_provider_says_of_a_kill_is_one_line() -> None:
    assert notice_of(document(status="cancelled", ednote="It was\n\nwrong.")) == "It was wrong."
    told = document(text="Do not use the story on the ferry.\n\nThe desk", headline="KILL", status="cancelled")
    assert notice_of(told) == "Do not use the story on the ferry."
    assert notice_of(document(text="A ferry ran aground.", status="cancelled")) is None, "the story itself, sent again"
    assert notice_of(document(ednote="Eds: with pictures.")) is None
    assert notice_of(document(ednote="Corrects day.")) == "Corrects day."
    assert len(notice_of(document(status="withheld", ednote="word " * 200)) or "") == 300


ANPA = (
    "\x16\x16\x01a0{n} US\nr i \x13\x11BC-Harbour-Ferry {take} 03-14 0100\n\x02^BC-Harbour-Ferry{slug}<\n^{head}<\n"
    "\tARCADIA (AP) _ A ferry ran aground on Thursday, and nobody was hurt when it did.<\n"
    "\x03AP-NY-03-14-30 {hour}00GMT<\n\x04"
)


def test_the_telegrams_of_a_file_are_told_together_as_they_are_read() -> None:
    takes = [
        ("431", "", "", "09"),
        ("440", "1stLd-Writethru", ", 1st Ld-Writethru", "10"),
        ("455", "2ndLd", ", 2nd Ld", "11"),
    ]
    content = "".join(
        ANPA.format(n=n, take=take, slug=slug, head="Ferry aground", hour=hour) for n, take, slug, hour in takes
    )
    editions = [edition_of(each) for each in shape("wire.anpa", content)]
    assert [edition and edition.version for edition in editions] == [None, 1, 2]
    assert len({edition and edition.story for edition in editions}) == 1


MARKS = ["1st ld ", "sub ", "kill", "update 1 ", "mandatory ", "act. ", "lead-", "/", ",", "(", ")", ": ", "12", "x"]
SLUGS = st.text(max_size=60) | st.lists(st.sampled_from(MARKS), max_size=100).map("".join)


@given(SLUGS, SLUGS)
def test_any_slugline_and_headline_can_be_told_at_once(slugline: str, headline: str) -> None:
    """However many marks stand in a row: a pattern that tries all ways to part them would not come to an end."""
    told = telegram(slugline, headline)
    assert edition_of(told) == edition_of(told)
    assert is_advisory(told) in {True, False}
    assert is_correction(told) in {True, False}
    assert may_follow(told, told) in {True, False}
