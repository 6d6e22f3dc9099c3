"""What agencies do around the standards: zones left out, embargoes in words, kills in many tongues."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.reading.arriving import RECEIVED, arrival, document
from watchers.reading import read
from watchers.reading.dateline import dateline
from watchers.reading.embargo import embargo_in

BRITISH = timezone(timedelta(hours=1))


def _nitf(inside: str, facts: str = "", note: str = "") -> str:
    note = f'<ed-msg info="{note}"/>' if note else ""
    return (
        f'<nitf><head><docdata><doc-id id-string="a-1"/>{facts}{note}</docdata></head><body><body.head><hedline>'
        f"<hl1>Port open</hl1></hedline></body.head><body.content>{inside}</body.content></body></nitf>"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Embargoed until 00:01 GMT Tuesday", datetime(2026, 11, 24, 0, 1, tzinfo=UTC)),
        ("Embargoed to 0001 Tuesday November 24", datetime(2026, 11, 23, 23, 1, tzinfo=UTC)),
        ("Sperrfrist: 24.11.2026, 06.00 Uhr", datetime(2026, 11, 24, 5, tzinfo=UTC)),
        ("HFR 0001 Tuesday Nov 24", datetime(2026, 11, 23, 23, 1, tzinfo=UTC)),
        ("The embargo on arms was kept until 2027", None),
    ],
)
def test_an_hour_without_a_zone_is_one_of_the_files_zone(words: str, expected: datetime | None) -> None:
    assert embargo_in(words, RECEIVED, BRITISH) == expected


def test_the_note_alone_holds_a_story_back() -> None:
    found = document(
        _nitf("<p>It is open.</p>", '<date.issue norm="20261122T090000+0100"/>', "Embargoed until 1800 Sunday"), "a.xml"
    )
    assert (found.embargo, found.status) == (datetime(2026, 11, 22, 17, tzinfo=UTC), "usable")


def test_hours_without_a_zone_are_those_of_the_others_or_else_of_utc_and_it_is_said() -> None:
    facts = '<date.issue norm="20261122T090000"/>'
    alone = document(_nitf("<p>It is open.</p>", facts), "a.xml")
    assert alone.published == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert alone.warnings == ("Times in it that name no zone were read as those of UTC.",)
    both = document(_nitf("<p>It is open.</p>", f'{facts}<revision-history norm="20261122T080000+0200"/>'), "a.xml")
    assert both.published == datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "note",
    [
        "MANDATORY KILL: the port is shut.",
        "Achtung: zurückgezogen - der Hafen ist zu.",
        "Annulation: le port est fermé.",
        "Anulación: el puerto está cerrado.",
        "ELIM: the port is shut.",
        "Аннулирована: порт закрыт.",
    ],
)
def test_a_note_kills_in_the_words_of_its_desk(note: str) -> None:
    assert document(_nitf("<p>It is open.</p>", note=note), "a.xml").status == "cancelled"


@pytest.mark.parametrize(
    ("text", "place", "day", "credit"),
    [
        ("МОСКВА, 21 ноября. /ТАСС/. Порт открыт.", "МОСКВА", date(2026, 11, 21), "ТАСС"),
        ("ANKARA (Turquie), 21 nov 2026 (AFP) - Le port est ouvert.", "ANKARA", date(2026, 11, 21), "AFP"),
        ("(ANSA) - ROMA, 21 NOV - Il porto riapre.", "ROMA", date(2026, 11, 21), "ANSA"),
        ("(ANSA) - Rome, November 21 - The port opens.", "Rome", date(2026, 11, 21), "ANSA"),
        ("EL PASO, Nov. 21, 2026 (GLOBE NEWSWIRE) -- Zig said.", "EL PASO", date(2026, 11, 21), "GLOBE NEWSWIRE"),
        ("Apr. 9 (Harbour Desk) - The port opens.", None, date(2026, 4, 9), "Harbour Desk"),
        ("København /ritzau/: Havnen er åben.", "København", None, "ritzau"),
    ],
)
def test_datelines_of_other_habits(text: str, place: str | None, day: date | None, credit: str) -> None:
    found = dateline(text, RECEIVED)
    assert found is not None
    assert (found.place, found.date, found.credit) == (place, day, credit)


def test_lines_that_end_with_two_returns_are_not_parted() -> None:
    found = document(b"Port open\r\r\n\r\r\nThe port is open\r\r\nagain today.\r\r\n", "a.txt")
    assert (found.headline, found.text) == ("Port open", "The port is open\nagain today.")


def test_a_table_is_told_by_its_content() -> None:
    rows = "title\tdate\ttext\n" + "".join(f"Port {n}\t2026-11-2{n}\tThe port opened again.\n" for n in range(5))
    assert [each.headline for each in read(arrival(rows.encode(), "export.dat"))] == [f"Port {n}" for n in range(5)]
    assert document("Port, ferry, mill\n\nOne, two, three.\n", "a.txt").format == "text"


def test_a_caption_is_kept_where_its_picture_is_not_on_the_web() -> None:
    media = '<media media-type="image"><media-reference source="x1"/><media-caption>The pier</media-caption></media>'
    (picture,) = document(_nitf(f"<p>It is open.</p>{media}"), "a.xml").media
    assert (picture.href, picture.title) == ("", "The pier")


def test_a_code_of_the_iptc_has_one_scheme_in_every_format() -> None:
    nitf = _nitf("<p>It is open.</p>").replace(
        "<docdata>", '<tobject><tobject.subject tobject.subject.refnum="11006000"/></tobject><docdata>'
    )
    newsml = (
        "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Port</HeadLine></NewsLines><DescriptiveMetadata>"
        '<SubjectCode><SubjectMatter FormalName="11006000" Scheme="IptcSubjectCodes"/></SubjectCode>'
        "</DescriptiveMetadata></NewsComponent></NewsItem></NewsML>"
    )
    codes = '<subject qcode="subj:11006000"/><headline>Port</headline>'
    g2 = f'<newsItem guid="a"><contentMeta>{codes}</contentMeta></newsItem>'
    ninjs = '{"uri": "a:1", "headline": "Port", "body_text": "Open.", "subject": [{"code": "11006000"}]}'
    for content, name in ((nitf, "a.xml"), (newsml, "b.xml"), (g2, "c.xml"), (ninjs, "d.json")):
        (subject,) = document(content, name).subjects
        assert (subject.code, subject.scheme, subject.name) == ("11006000", "subj", "government")
