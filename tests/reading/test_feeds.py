"""Feeds saved as files: each entry is a document, with what the feed says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import DOCUMENTS, arrival
from tests.reading.mutated import mutated, survives
from watchers.document import Document, FeedFacts, Link, Subject
from watchers.errors import UnreadableError
from watchers.reading import read

ITEM = "<item><title>Lights on</title><description>They went on.</description></item>"


def feed(name: str) -> tuple[Document, ...]:
    """The documents of a fixture."""
    return read(arrival((DOCUMENTS / "feeds" / name).read_bytes(), name))


def rss(inner: str) -> bytes:
    """A feed around something."""
    return f'<rss version="2.0"><channel><title>t</title>{inner}</channel></rss>'.encode()


def test_rss_2() -> None:
    war, lights, empty = feed("rss2.xml")
    assert war.format == "rss"
    assert war.headline == "Rebels & army meet"
    assert war.text == "GOMA, DR Congo, Nov 18 (Reuters) - One & all met at the café.\n\nTwo went home."
    assert war.abstract == "A short one."
    assert (war.byline, war.credit, war.dateline_place) == ("Ann Lee; Bo Li", "Reuters", "GOMA, DR Congo")
    assert (war.guid, war.link) == ("tag:gazette,1", "https://gazette.example/a?x=1&y=2")
    assert war.published == datetime(2026, 11, 18, 13, 5, tzinfo=UTC)
    assert war.keywords == ("War", "Peace")
    assert war.language == "en"
    assert [link.href for link in war.links] == ["https://gazette.example/a?x=1&y=2", "https://gazette.example/z"]
    assert war.media == (
        Link("https://gazette.example/a.mp3", "enclosure", "audio/mpeg"),
        Link("https://gazette.example/i.jpg", None, "image/jpeg", "The bridge on Monday"),
        Link("https://gazette.example/p.jpg", title="Bridge"),
    )
    assert war.feed == FeedFacts(
        "Desk & quay", "https://gazette.example/", "en-GB", datetime(2026, 11, 18, 13, 5, tzinfo=UTC)
    )
    assert lights.text == "Plain text, 3 < 4, AT&T."
    assert lights.guid == lights.link == "https://gazette.example/b"
    assert lights.published == datetime(2026, 11, 18, 13, 5, tzinfo=UTC)
    assert (empty.headline, empty.link, empty.published) == ("No text", None, None)


def test_rss_1() -> None:
    (found,) = feed("rss1.rdf")
    assert (found.headline, found.text, found.byline) == ("Mill burns", "The mill burned down.", "Ivo Hill")
    assert found.published == datetime(2026, 11, 17, 9, tzinfo=UTC)
    assert found.keywords == ("Fires",)


def test_rss_091_with_its_document_type() -> None:
    (found,) = feed("rss091.xml")
    assert (found.headline, found.text) == ("Fire out", "It is out.")


def test_atom_1() -> None:
    (found,) = feed("atom1.xml")
    assert found.format == "atom"
    assert found.headline == "3 < 4, dit le ministre"
    assert found.text == "Le ministre a parlé.\n\nIl est parti."
    assert (found.abstract, found.byline, found.copyright) == ("En bref.", "Zoé Petit; Luc Roy", "© Atome")
    assert (found.guid, found.link, found.language) == ("urn:a", "https://atome.example/fil/a.html", "fr")
    assert found.subjects == (Subject("20000065", "http://cv.iptc.org/newscodes/mediatopic/", "guerre"),)
    assert found.published == datetime(2026, 11, 18, 7, tzinfo=UTC)
    assert found.updated == datetime(2026, 11, 18, 8, 30, tzinfo=UTC)
    assert [link.href for link in found.links] == [
        "https://atome.example/fil/a.html",
        "https://atome.example/fil/a.pdf",
        "https://atome.example/img/x.html",
    ]


def test_atom_03() -> None:
    (found,) = feed("atom03.xml")
    assert (found.headline, found.text, found.byline) == ("Gate opens", "The gate opens at noon.", "Kit Moss")
    assert found.published == datetime(2026, 11, 17, 8, tzinfo=UTC)
    assert found.first_created == datetime(2026, 11, 17, 7, tzinfo=UTC)


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    first, second = feed("broken.xml")
    assert first.headline is not None
    assert first.headline.startswith("One")
    assert first.byline == "Undeclared Prefix"
    assert "Unescaped markup" in first.text
    assert "été été" in first.text
    assert first.media == (Link("https://broken.example/t.jpg"),)
    assert first.link is None
    assert first.warnings
    assert (second.headline, second.text, second.guid) == ("Two", "Second", "1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (rss(""), "The feed holds no entries."),
        (b"<html><body><h1>502 Bad gateway</h1></body></html>", "It is no feed: its root is <html>."),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]>' + rss(ITEM), "It declares entities of its own, which are not read."),
        (rss(ITEM) + b" " * 15 * 2**20, "The feed is larger than 15 MiB."),
    ],
)
def test_what_is_no_feed_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(arrival(content, "feed.xml"), "rss")
    assert error.value.reason == reason


@pytest.mark.parametrize(
    "flood",
    [
        "<!--" * 100_000,
        "<![CDATA[" * 100_000,
        "<b>" * 100_000,
        "&lt;!--" * 100_000,
        "<author>" + "a@" * 32_000 + "</author>",
        "<x " + " ".join(f"a{n}='1'" for n in range(50_000)) + "/>",
        "<category>x</category>" * 50_000,
    ],
    ids=["comments", "sections", "depth", "comments in HTML", "a long author", "attributes", "categories"],
)
def test_floods_are_survived(flood: str) -> None:
    survives(rss(f"<item><title>a</title><description>b{flood}</description>{flood}</item>"), "feed.xml")


@settings(max_examples=200, deadline=None)
@given(mutated("feeds"))
def test_a_damaged_feed_is_read_or_named(file: tuple[bytes, str]) -> None:
    survives(*file)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_taken_for_a_feed_are_read_or_named(content: bytes) -> None:
    survives(content, "a.xml", "rss")
    survives(rss(ITEM)[:40] + content, "a.xml")
    survives(content, "a.json", "jsonfeed")
