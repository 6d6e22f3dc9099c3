"""A story that its wire sends again, corrects, kills or holds back stays one document, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.archive.stories import GUID, telegram, wire
from tests.build import FOLDER, NOON, minutes, report
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.rows import Row, Stored, VersionText
from watchers.archive.writing import Archive
from watchers.document import Document, Report
from watchers.errors import ArchiveError
from watchers.filters import Filter, Term


def keep(archive: Archive, reports: Sequence[Report]) -> list[Stored]:
    return [archive.store(each) for each in reports]


def row(reader: Reader, number: int = 1) -> Row:
    return reader.rows([number])[0]


def found(reader: Reader, words: str) -> list[int]:
    return list(reader.numbers(Filter((Term("text", (words,)),)), NOON))


def document(reader: Reader, number: int = 1) -> Document:
    stored = reader.document(number)
    assert stored is not None
    return stored.document


def notice(reader: Reader, number: int = 1) -> str | None:
    stored = reader.document(number)
    assert stored is not None
    return stored.notice


FIRST = wire("Ferry aground", "A ferry ran aground.", version="1")
SECOND = wire("Ferry refloated", "The ferry is afloat.", "ferry-2.xml", at=5, version="2", urgency=3)
KILL = wire("Ferry", "", "kill.xml", at=9, version="3", status="cancelled", ednote="There was\nno ferry.")


def test_a_higher_version_in_another_file_is_the_same_document(archive: Archive, reader: Reader, marks: Marks) -> None:
    archive.store(FIRST)
    marks.read([1], True)
    marks.star([1], True)
    assert archive.store(SECOND) == Stored(1, 2, "version")
    told = row(reader)
    assert (told.title, told.version, told.versions, told.urgency) == ("Ferry refloated", 2, 2, 3)
    assert (told.read, told.starred, told.received) == (False, True, NOON + minutes(5))
    assert (found(reader, "aground"), found(reader, "afloat")) == ([], [1])
    whole = reader.document(1)
    assert whole is not None
    assert whole.uri == SECOND.uri


def test_every_version_can_be_read_again(archive: Archive, reader: Reader) -> None:
    keep(archive, [FIRST, SECOND])
    one, two = reader.versions(1)
    assert (one.number, one.edition, one.title, one.current) == (1, "1", "Ferry aground", False)
    assert (two.number, two.edition, two.received, two.current) == (2, "2", NOON + minutes(5), True)
    assert reader.version_text(1, 1) == VersionText("Ferry aground", "A ferry ran aground.")
    assert reader.version_text(1, 9) is None
    assert reader.versions(9) == []


def test_an_older_version_that_comes_late_is_kept_and_not_shown(archive: Archive, reader: Reader, marks: Marks) -> None:
    archive.store(SECOND)
    marks.read([1], True)
    assert archive.store(replace_received(FIRST, 20)) == Stored(1, 2, "version")
    told = row(reader)
    assert (told.title, told.version, told.versions) == ("Ferry refloated", 1, 2)
    assert (told.read, told.received) == (True, NOON + minutes(5)), "it is no news"
    assert [(version.edition, version.current) for version in reader.versions(1)] == [("1", False), ("2", True)]
    assert found(reader, "aground") == []
    assert archive.store(replace_received(FIRST, 30)).outcome == "unchanged"


def test_without_numbers_the_time_of_a_version_says_which_is_later(archive: Archive, reader: Reader) -> None:
    late = wire("Late", "Second words.", version_created=NOON + minutes(5))
    early = wire("Early", "First words.", "early.xml", at=9, version_created=NOON)
    keep(archive, [late, early])
    assert (row(reader).title, row(reader).versions) == ("Late", 2)
    assert [version.title for version in reader.versions(1)] == ["Early", "Late"]


def test_a_kill_strikes_the_story_through_and_leaves_it_readable(
    archive: Archive, reader: Reader, marks: Marks
) -> None:
    keep(archive, [FIRST, SECOND])
    marks.read([1], True)
    assert archive.store(KILL) == Stored(1, 3, "version")
    told = row(reader)
    assert (told.title, told.version, told.versions, told.status) == ("Ferry refloated", 2, 3, "cancelled")
    assert (told.read, told.received) == (False, NOON + minutes(9))
    assert [tag.id for tag in told.actors] == ["irgc"]
    assert (found(reader, "afloat"), notice(reader)) == ([1], "There was no ferry.")
    assert document(reader).text == "The ferry is afloat."
    assert reader.versions(1)[-1].status == "cancelled"
    assert list(reader.numbers(Filter((Term("region", ("syria",)),)), NOON)) == [1]


def test_what_was_killed_stays_so_when_its_file_or_a_copy_of_it_is_read_again(archive: Archive, reader: Reader) -> None:
    keep(archive, [FIRST, KILL])
    copy = replace(FIRST, arrival=replace(FIRST.arrival, uri=f"{FOLDER.uri}/copy.xml", content=b"another copy"))
    assert [stored.outcome for stored in keep(archive, [FIRST, KILL, copy])] == ["unchanged"] * 3
    assert (row(reader).status, row(reader).versions) == ("cancelled", 2)


def test_a_story_first_heard_of_when_it_is_killed_is_a_document_too(archive: Archive, reader: Reader) -> None:
    archive.store(KILL)
    assert (row(reader).status, row(reader).title, notice(reader)) == ("cancelled", "Ferry", "There was no ferry.")
    archive.store(replace_received(SECOND, 12))
    told = row(reader)
    assert (told.status, told.title, told.version, told.versions) == ("cancelled", "Ferry refloated", 2, 2)
    assert (found(reader, "afloat"), notice(reader)) == ([1], "There was no ferry.")
    assert [version.status for version in reader.versions(1)] == [None, "cancelled"]


@pytest.mark.parametrize("text", ["A ferry ran aground.", "A ferry ran aground after all."])
def test_a_later_version_lifts_a_kill_be_it_word_for_word(archive: Archive, reader: Reader, text: str) -> None:
    again = wire("Ferry aground", text, "again.xml", at=15, version="4", status="usable")
    keep(archive, [FIRST, KILL, again])
    told = row(reader)
    assert (told.status, told.version, told.versions, notice(reader)) == ("usable", 3, 3, None)
    assert document(reader).text == text


def test_an_update_that_is_older_than_the_kill_is_shown_struck_through(archive: Archive, reader: Reader) -> None:
    keep(archive, [FIRST, KILL, replace_received(SECOND, 12)])
    told = row(reader)
    assert (told.title, told.status, told.version) == ("Ferry refloated", "cancelled", 3)
    assert [version.edition for version in reader.versions(1)] == ["1", "2", "3"]


def test_a_story_that_is_withheld_says_so_until_it_is_released(archive: Archive, reader: Reader) -> None:
    held = wire(
        "Ferry aground", "A ferry ran aground.", at=3, version="2", status="withheld", ednote="Hold for checks."
    )
    keep(archive, [FIRST, held])
    assert (row(reader).status, row(reader).version, notice(reader)) == ("withheld", 1, "Hold for checks.")
    archive.store(wire("Ferry aground", "A ferry ran aground.", at=6, version="3"))
    assert (row(reader).status, row(reader).version, notice(reader)) == (None, 3, None)


def test_of_a_story_that_was_only_ever_withheld_the_latest_is_shown(archive: Archive, reader: Reader) -> None:
    held = [wire(f"Held {n}", "Words.", at=n, version=str(n), status="withheld") for n in (1, 2)]
    keep(archive, held)
    assert (row(reader).title, row(reader).status, row(reader).version) == ("Held 2", "withheld", 2)


def test_an_embargo_that_moves_is_a_version_though_no_word_has_changed(archive: Archive, reader: Reader) -> None:
    until = NOON + timedelta(days=1)
    keep(archive, [wire("Outlook", embargo=until), wire("Outlook", embargo=until + timedelta(days=1))])
    assert (row(reader).embargo, row(reader).versions) == (until + timedelta(days=1), 2)
    archive.store(wire("Outlook"))
    assert (row(reader).embargo, row(reader).versions) == (None, 3)


def test_a_kill_does_not_lift_an_embargo(archive: Archive, reader: Reader) -> None:
    until = NOON + timedelta(days=1)
    keep(archive, [wire("Outlook", version="1", embargo=until), KILL])
    assert (row(reader).embargo, row(reader).status) == (until, "cancelled")


def test_a_correction_is_flagged_and_says_what_it_corrects(archive: Archive, reader: Reader) -> None:
    corrected = wire("Ferry aground", "Two ferries ran aground.", version="2", ednote="Corrects number of ferries.")
    keep(archive, [FIRST, corrected])
    assert (row(reader).corrected, notice(reader)) == (True, "Corrects number of ferries.")
    archive.store(wire("Ferry aground", "Three ferries ran aground.", version="3"))
    assert (row(reader).corrected, notice(reader)) == (False, None)


def test_an_advisory_is_flagged(archive: Archive, reader: Reader) -> None:
    keep(archive, [wire("ADVISORY: What moves today"), wire("Advisory board meets", guid="tag:agency.example,2030:b")])
    assert [told.advisory for told in reader.rows([1, 2])] == [True, False]


def test_a_file_that_is_overwritten_with_another_story_begins_another_document(
    archive: Archive, reader: Reader
) -> None:
    fire = wire("Fire", "It burns.", guid="tag:agency.example,2030:fire", at=2)
    assert [stored.document for stored in keep(archive, [FIRST, fire])] == [1, 2]
    assert [told.title for told in reader.rows([1, 2])] == ["Ferry aground", "Fire"]
    assert (found(reader, "aground"), found(reader, "burns")) == ([1], [2])
    archive.gone(FOLDER, FIRST.uri, NOON)
    assert [told.gone for told in reader.rows([1, 2])] == [True, True]


def test_a_copy_or_another_name_of_the_same_story_changes_nothing_but_where_it_lies(
    archive: Archive, reader: Reader
) -> None:
    archive.store(FIRST)
    renamed = replace(FIRST, arrival=replace(FIRST.arrival, uri=f"{FOLDER.uri}/renamed.xml"))
    assert archive.store(renamed) == Stored(1, 1, "unchanged")
    archive.gone(FOLDER, FIRST.uri, NOON)
    assert not row(reader).gone, "it is there under its other name"
    archive.gone(FOLDER, renamed.uri, NOON)
    assert row(reader).gone
    archive.store(FIRST)
    assert not row(reader).gone


def test_one_story_in_two_sources_is_two_documents(archive: Archive) -> None:
    other = replace(FIRST, arrival=replace(FIRST.arrival, source=replace(FOLDER, uri="file:///other")))
    assert [stored.document for stored in keep(archive, [FIRST, other])] == [1, 2]


def test_of_a_file_with_several_stories_only_the_one_that_changed_is_a_version(
    archive: Archive, reader: Reader
) -> None:
    guids = [f"tag:agency.example,2030:{n}" for n in range(3)]
    before = [wire(f"Story {n}", "Words.", guid=guid, part=guid) for n, guid in enumerate(guids)]
    after = [wire(f"Story {n}", "News." if n == 1 else "Words.", guid=guid, part=guid) for n, guid in enumerate(guids)]
    after = [replace(each, arrival=replace(each.arrival, content=b"another file")) for each in after]
    assert [stored.outcome for stored in keep(archive, before)] == ["new"] * 3
    assert [stored.outcome for stored in keep(archive, after)] == ["unchanged", "version", "unchanged"]
    assert [told.versions for told in reader.rows([1, 2, 3])] == [1, 2, 1]


def test_all_versions_of_a_story_in_one_file_are_one_document(archive: Archive, reader: Reader) -> None:
    content = b"an export of all versions"
    export = [wire(f"Version {n}", f"Words {n}.", version=str(n), part=str(n)) for n in (2, 1, 3)]
    export = [replace(each, arrival=replace(each.arrival, content=content)) for each in export]
    assert [stored.document for stored in keep(archive, export)] == [1, 1, 1]
    assert (row(reader).title, row(reader).versions) == ("Version 3", 3)
    assert [stored.outcome for stored in keep(archive, export)] == ["unchanged"] * 3
    assert [version.edition for version in reader.versions(1)] == ["1", "2", "3"]


def test_entries_of_a_feed_that_share_an_id_stay_apart(archive: Archive, reader: Reader) -> None:
    entries = [
        wire(f"Entry {n}", f"Words {n}.", format="rss", guid="https://news.example/", part=str(n)) for n in (1, 2)
    ]
    keep(archive, entries)
    assert [told.title for told in reader.rows([1, 2])] == ["Entry 1", "Entry 2"]


def test_a_feed_that_only_stamps_an_entry_anew_changes_nothing(archive: Archive, reader: Reader) -> None:
    entries = [wire("Entry", format="rss", guid="https://news.example/1", updated=NOON + minutes(n)) for n in (1, 2)]
    assert [stored.outcome for stored in keep(archive, entries)] == ["new", "unchanged"]


def test_an_entry_that_goes_back_to_its_first_words_shows_them(archive: Archive, reader: Reader) -> None:
    entries = [wire("Entry", words, format="rss", guid="https://news.example/1", published=NOON) for words in "aba"]
    assert [stored.outcome for stored in keep(archive, entries)] == ["new", "version", "version"]
    assert document(reader).text == "a"


LEADS = [
    telegram("Ferry aground"),
    telegram(
        "Ferry aground, one hurt", "One is hurt.", "2.iptc", at=10, version="1", slugline="Harbour/Ferry (1st Ld)"
    ),
    telegram("Ferry afloat again", "All is well.", "3.iptc", at=20, version="2", slugline="Harbour/Ferry (2nd Ld)"),
]


def test_the_leads_of_a_telegram_are_versions_of_it(archive: Archive, reader: Reader) -> None:
    assert keep(archive, LEADS) == [Stored(1, 1, "new"), Stored(1, 2, "version"), Stored(1, 3, "version")]
    assert (row(reader).title, row(reader).versions) == ("Ferry afloat again", 3)


def test_the_same_slugline_and_number_on_another_day_is_another_story(archive: Archive) -> None:
    day = 24 * 60
    tomorrow = telegram("Ferry aground", "Again.", at=day, guid=LEADS[0].document.guid)
    assert [stored.document for stored in keep(archive, [LEADS[0], tomorrow])] == [1, 2]


def test_two_stories_that_share_a_slugline_are_told_apart_by_their_headlines(archive: Archive, reader: Reader) -> None:
    other = telegram("Captains elect a chairman", "They voted.", "4.iptc", at=5)
    keep(archive, [LEADS[0], other])
    kill = telegram("KILL - Captains elect a chairman", "", "5.iptc", at=30, status="cancelled")
    lead = telegram("Ferry aground, one hurt", "One is hurt.", "6.iptc", at=40, version="1")
    assert [stored.document for stored in keep(archive, [kill, lead])] == [2, 1]
    assert [told.status for told in reader.rows([1, 2])] == [None, "cancelled"]


def test_a_part_that_is_added_is_a_document_of_its_own(archive: Archive) -> None:
    add = telegram("Ferry aground", "More words.", "2.iptc", at=3, slugline="Harbour/Ferry, 1st Add")
    assert [stored.document for stored in keep(archive, [LEADS[0], add])] == [1, 2]


def test_a_telegram_within_a_file_that_grew_is_not_embargoed_anew(archive: Archive, reader: Reader) -> None:
    """`Embargo until Monday` names another day a week later, though nobody has moved it."""
    monday = NOON + timedelta(days=4)
    first = telegram("Outlook", at=1, embargo=monday)
    again = telegram("Outlook", at=1, embargo=monday + timedelta(days=7))
    keep(archive, [replace(first, part="bdt0001"), replace(again, part="bdt0001")])
    assert (row(reader).embargo, row(reader).versions) == (monday, 1)


def test_files_without_identity_are_versions_by_their_name(archive: Archive, reader: Reader) -> None:
    texts = [report("Notes", words, uri="u") for words in ("one", "two", "one")]
    assert [stored.version for stored in keep(archive, texts)] == [1, 2, 3]
    assert archive.store(report("Notes", "one", uri="v")) == Stored(2, 1, "new")
    assert [version.number for version in reader.versions(1)] == [1, 2, 3]


def test_a_file_that_is_a_story_only_now_keeps_its_document(archive: Archive, reader: Reader) -> None:
    archive.store(report("Notes", "Not yet a story.", uri=FIRST.uri))
    assert keep(archive, [FIRST, SECOND]) == [Stored(1, 2, "version"), Stored(1, 3, "version")]


def test_several_reports_are_kept_together_or_not_at_all(archive: Archive, reader: Reader) -> None:
    assert archive.store_all([FIRST, SECOND, KILL]) == [
        Stored(1, 1, "new"), Stored(1, 2, "version"), Stored(1, 3, "version")
    ]  # fmt: skip
    assert archive.store_all([]) == []
    broken = report("lone \ud800", uri="broken", content=b"")
    with pytest.raises(ArchiveError, match="lone surrogates"):
        archive.store_all([report("Whole", uri="whole"), broken])
    assert reader.totals().documents == 1
    assert archive.store(report("Whole", uri="whole")).outcome == "new"


def test_what_a_feed_needs_to_be_asked_again_is_kept(archive: Archive, reader: Reader) -> None:
    feed = replace(FOLDER, kind="feed", uri="https://news.example/feed")
    for state in (b"first", b"\x00second"):
        archive.keep_feeds([(feed, state)])
    assert archive.feeds() == reader.feeds() == {feed.uri: b"\x00second"}


@pytest.mark.parametrize("guid", ["x" * 1000, f"{GUID}\x00'", "Стамбул, 12"])
def test_a_guid_of_any_length_and_sign_is_a_story(archive: Archive, guid: str) -> None:
    reports = [wire("Ferry", f"Words {n}.", f"{n}.xml", guid=guid, version=str(n)) for n in (1, 2)]
    assert [stored.document for stored in keep(archive, reports)] == [1, 1]


def replace_received(given: Report, at: float) -> Report:
    """The same in a file of its own that came in later."""
    arrival = replace(given.arrival, received=NOON + minutes(at), uri=f"{given.arrival.uri}.late")
    return replace(given, arrival=arrival)
