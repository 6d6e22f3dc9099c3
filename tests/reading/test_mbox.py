"""Mailboxes: each mail is a document."""

from __future__ import annotations

from tests.reading.arriving import DOCUMENTS, arrival
from watchers.reading import read

BOX = DOCUMENTS / "mail" / "three.mbox"


def test_the_mails_of_a_box_in_its_order() -> None:
    found = read(arrival(BOX.read_bytes(), "three.mbox"))
    assert [(each.headline, each.guid) for each in found] == [
        ("Ferry aground", "1@wire.example"),
        ("Ferry afloat", "2@wire.example"),
        ("Ferry sails", "3@desk.example"),
    ]
    assert found[0].text == "The ferry ran aground at dawn.\n\nFrom the shore, ropes were thrown."
    assert found[1].text.endswith("From this moment it may sail.")


def test_line_ends_of_windows_change_nothing() -> None:
    found = read(arrival(BOX.read_bytes().replace(b"\n", b"\r\n"), "three"))
    assert [each.headline for each in found] == ["Ferry aground", "Ferry afloat", "Ferry sails"]
    assert found[0].text.endswith("\n\nFrom the shore, ropes were thrown.")


def test_a_mail_that_cannot_be_read_costs_only_itself() -> None:
    sealed = (DOCUMENTS / "mail" / "encrypted.eml").read_bytes()
    content = b"From a@b.example Tue Nov 17 09:00:00 2026\n" + sealed + b"\n" + BOX.read_bytes()
    found = read(arrival(content, "four.mbox"))
    assert [each.headline for each in found] == ["Ferry aground", "Ferry afloat", "Ferry sails"]
    assert found[0].warnings == ("A mail above this one could not be read.",)
