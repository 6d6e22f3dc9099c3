"""Mails: their text, what was passed on, what is attached."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import DOCUMENTS, arrival, document
from tests.reading.mutated import mutated, survives
from watchers.document import Document, Link
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.flowed import joined
from watchers.reading.forwarded import forwarded_in

MAIL = DOCUMENTS / "mail"


def mail(name: str) -> tuple[Document, ...]:
    """The documents of a fixture."""
    return read(arrival((MAIL / name).read_bytes(), name))


def test_a_plain_mail() -> None:
    (found,) = mail("plain.eml")
    assert found.format == "email"
    assert found.headline == "Strait closed – mine found"
    assert found.byline == "Lindqvist, Tove"
    assert found.guid == "20261118.1405@harbour.example"
    assert found.published == datetime(2026, 11, 18, 13, 5, tzinfo=UTC)
    assert found.keywords == ("mines", "shipping")
    assert found.language == "en"
    assert found.links == (Link("https://harbour.example/notice"),)
    assert found.text.split("\n\n") == [
        "The harbour master closed the strait to tankers on Wednesday after a mine had drifted into the lane."
        " See https://harbour.example/notice.",
        "> Is the lane open to fishing boats?",
        "From dawn, yes.",
        "--\nTove Lindqvist",
    ]
    assert found.warnings == ()


def test_a_charset_that_is_declared_wrongly() -> None:
    (found,) = mail("wrong-charset.eml")
    assert found.headline == "Cierran la frontera mañana"
    assert found.text == "El ejército cerró la frontera mañana y mañana."
    assert found.byline == "Ana Ríos"
    assert found.published == datetime(2026, 11, 18, 12, tzinfo=UTC)


def test_a_mail_of_html_alone() -> None:
    (found,) = mail("html-only.eml")
    assert found.headline == "[desk] Ministers offer to resign"
    assert found.text == "Two ministers offered to resign.\n\n- Brandt\n- Friis\n\nThe vote and more"
    assert found.links == (Link("https://nordpost.example/vote", title="The vote"),)
    assert found.media == ()


def test_plain_text_that_only_says_that_there_is_html() -> None:
    (found,) = mail("alternative.eml")
    assert found.text.startswith("Lights went on in the whole of the town at noon – all of them.")


def test_a_forwarded_story_is_itself() -> None:
    (found,) = mail("forwarded.eml")
    assert found.headline == "Bridge at Tolmen shut"
    assert found.byline == "Bo Li"
    assert found.published == datetime(2026, 11, 17, 10, tzinfo=UTC)
    assert found.dateline == "TOLMEN, Nov 17 (AFP)"
    assert found.ednote == "Forwarded by Ann Lee: For tonight, please."
    assert found.guid == "fwd@desk.example"
    assert found.text.endswith(
        "(AFP) - Soldiers shut the bridge at Tolmen on Tuesday.\n\nLorries wait on the southern bank."
    )


def test_a_long_note_above_it_is_a_document_too() -> None:
    content = (MAIL / "forwarded.eml").read_text("utf-8").replace("For tonight", "We looked into this one. " * 30)
    note, story = read(arrival(content.encode(), "a.eml"))
    assert note.text.startswith("We looked into this one.")
    assert (note.byline, note.guid) == ("Ann Lee", "fwd@desk.example")
    assert (story.headline, story.guid, story.ednote) == ("Bridge at Tolmen shut", None, "Forwarded by Ann Lee.")


@pytest.mark.parametrize(
    "text",
    [
        "Anfang der weitergeleiteten Nachricht:\n\nVon: Bo Li <b@w.example>\nDatum: 17. November 2026\n\nKein Weg.",
        "-------- Message transféré --------\nSujet : x\nDe : Bo Li <b@w.example>\nDate : 17/11/2026\n\nKein Weg.",
        "---------- Пересылаемое сообщение ----------\nОт: Bo Li\nДата: 17.11.2026\nТема: Мост\n\nKein Weg.",
        "-----Original Message-----\nFrom: Bo Li\nSent: November 17, 2026\nTo: x\nSubject: Bridge\n\nKein Weg.",
        "> ---------- Forwarded message ----------\n> From: Bo Li\n> Subject: Bridge\n>\n> Kein Weg.",
    ],
)
def test_forwarding_in_other_tongues(text: str) -> None:
    found = forwarded_in(text, said=True)
    assert found is not None
    assert found.sender.startswith("Bo Li")
    assert found.text.strip("> ") == "Kein Weg."


def test_an_answer_is_not_a_forwarded_story() -> None:
    assert forwarded_in("Yes.\n\n-----Original Message-----\nFrom: A\nSubject: B\n\nIs it?", said=False) is None


def test_attachments_are_documents_of_their_own() -> None:
    mother, ferry, cafe = mail("attached.eml")
    assert mother.text == "Three attached."
    assert mother.warnings == (
        "The attachment “list.doc” was not read: Old Office files (.doc, .xls, .msg) are not read.",
    )
    assert (ferry.headline, ferry.byline, ferry.guid) == ("Ferry aground", "Bo Li", "ferry@wire.example")
    assert (cafe.headline, cafe.text, cafe.format) == (
        "Café reopens",
        "The café by the mill is open again.",
        "markdown",
    )


def test_an_encrypted_mail_is_named() -> None:
    with pytest.raises(UnreadableError, match="The mail is encrypted"):
        mail("encrypted.eml")


def test_mails_in_mails_are_read_four_deep() -> None:
    content = b"Subject: 9\nMessage-ID: <9@x>\n\nThe innermost words."
    for n in range(8, 0, -1):
        content = (
            (
                f"Subject: {n}\nMessage-ID: <{n}@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{n}\n"
                f"\n--b{n}\nContent-Type: text/plain\n\nWords {n}.\n--b{n}\nContent-Type: message/rfc822\n\n"
            ).encode()
            + content
            + f"\n--b{n}--\n".encode()
        )
    found = read(arrival(content, "a.eml"))
    assert [each.headline for each in found] == ["1", "2", "3", "4", "5"]
    assert found[-1].warnings == ("The attachment “attachment 1.eml” was not read: it lies too deep.",)


def test_no_more_than_two_hundred_parts_are_read() -> None:
    parts = "".join(f"--b\nContent-Type: text/plain\n\nPart {n}.\n" for n in range(500))
    found = document(
        f"Subject: a\nMessage-ID: <1@x>\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n",
        "a.eml",
    )
    assert "Part 198." in found.text
    assert "Part 199." not in found.text
    assert found.warnings == ("Only the first 200 parts of the mail were read.",)


def test_parts_nested_without_end_are_named() -> None:
    content = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    with pytest.raises(UnreadableError, match="too many parts"):
        read(arrival(b"Subject: a\nMIME-Version: 1.0\n" + content.encode(), "a.eml"))


def test_lines_that_were_broken_for_sending() -> None:
    assert joined("one \ntwo\n>q \n>r\n-- \nsig \n") == "one two\n> q r\n-- \nsig "
    assert joined("漢 \n字\n", delete_space=True) == "漢字\n"


@settings(max_examples=150, deadline=None)
@given(mutated("mail"))
def test_a_damaged_mail_is_read_or_named(file: tuple[bytes, str]) -> None:
    survives(*file)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_taken_for_a_mail_are_read_or_named(content: bytes) -> None:
    survives(content, "a.eml", "email")
    survives(content, "a.mht", "mhtml")
    survives(content, "a.mbox", "mbox")
