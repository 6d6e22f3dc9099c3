"""What an address answers with is a feed, a page or a sentence, whatever the bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.errors import UnreadableError
from watchers.sources.feeds.looking import Feed, Page, look

ADDRESS = "https://example.org/news.php"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><link href="https://example.org/"/>
<entry><title>One</title><id>urn:x:1</id><updated>2026-11-20T10:00:00Z</updated><link href="https://example.org/1"/></entry>
<entry><title>Two</title><link href="https://example.org/2"/></entry><entry><title>Three</title></entry></feed>"""


def test_a_feed_is_told_with_its_entries_and_what_tells_them_apart() -> None:
    seen = look(ATOM.encode(), ADDRESS)
    assert isinstance(seen, Feed)
    assert (seen.form, seen.title, seen.page, seen.charset) == (
        "an Atom feed",
        "Courier",
        "https://example.org/",
        "utf-8",
    )
    assert [(each.title, each.identity, each.by) for each in seen.entries] == [
        ("One", "urn:x:1", "guid"),
        ("Two", "https://example.org/2", "link"),
        ("Three", "Three", "title"),
    ]


def test_a_json_feed_is_a_feed() -> None:
    items = [{"id": "1", "title": "One", "content_text": "Words."}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": items}
    seen = look(json.dumps(feed).encode(), ADDRESS)
    assert isinstance(seen, Feed)
    assert (seen.form, seen.title, len(seen.entries)) == ("a JSON Feed", "Courier", 1)


def test_a_feed_without_entries_is_a_feed() -> None:
    seen = look(b"<rss version='2.0'><channel><title>Courier</title></channel></rss>", ADDRESS)
    assert isinstance(seen, Feed)
    assert seen.entries == ()


def test_a_page_is_told_with_its_feeds() -> None:
    seen = look(b"<html><head><title>Home</title><link rel=feed href=/all></head><body>x</body></html>", ADDRESS)
    assert isinstance(seen, Page)
    assert (seen.title, seen.feeds[0].address) == ("Home", "https://example.org/all")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The answer is empty."),
        (b"  \n", "The answer is empty."),
        (b"Just a moment", "It is plain text, no feed."),
        (b'{"error": "no"}', "no feed"),
        (b"%PDF-1.7 ...", "It is a PDF file, no feed."),
        (b"\x89PNG\r\n\x1a\n", "Pictures are not read."),
        (b"<opml><body/></opml>", "It is a list of feeds"),
        (b"<?xml version='1.0'?><urlset xmlns='x'/>", "Site maps are not read."),
    ],
)
def test_anything_else_is_said(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        look(content, ADDRESS)
    assert said in raised.value.reason + raised.value.advice
    assert ".txt" not in raised.value.advice


@given(st.binary(max_size=300), st.sampled_from([b"", b"<rss><channel><item>", b"<html>", b"{", ATOM.encode()[:200]]))
def test_any_bytes_are_a_feed_a_page_or_our_error(content: bytes, before: bytes) -> None:
    try:
        seen = look(before + content, ADDRESS)
    except UnreadableError:
        return
    assert isinstance(seen, Feed | Page)
