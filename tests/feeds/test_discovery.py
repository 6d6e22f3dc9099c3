"""The feed of a page is found as a person would find it, wherever the page hides it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.sources.feeds.discovery import Candidate, candidates

PAGE = "https://example.org/world/index.html"


def found(page: str, address: str = PAGE) -> list[Candidate]:
    return [each for each in candidates(page.encode(), address) if each.how != "guessed"]


def test_declared_feeds_come_in_the_pages_order_those_of_comments_last() -> None:
    page = """<!doctype html><html><head><title>Courier</title>
      <link rel="alternate" type="application/rss+xml" title="Courier » Comments" href="/comments/feed/">
      <link rel="alternate" type="application/atom+xml" title="World" href="world.atom">
      <LINK REL='ALTERNATE' TYPE='Application/RSS+XML; charset=utf-8' HREF='//feeds.example.org/all'>
      <link rel="alternate" type="application/feed+json" href="https://example.org/feed.json">
      <link rel="alternate stylesheet" type="application/rss+xml" href="/night.css">
      <link rel="alternate" type="application/json" href="https://example.org/wp-json/wp/v2/pages/7">
      <link rel="alternate" hreflang="fr" href="/fr/">
      </head><body><p>News.</p></body></html>"""
    assert [(each.address, each.title) for each in found(page)] == [
        ("https://example.org/world/world.atom", "World"),
        ("https://feeds.example.org/all", ""),
        ("https://example.org/feed.json", ""),
        ("https://example.org/comments/feed/", "Courier » Comments"),
    ]


def test_relative_addresses_are_taken_from_the_base() -> None:
    page = '<base href="https://cdn.example.net/a/"><link rel="feed" href="b.xml"><a href="../rss">RSS</a>'
    assert [each.address for each in found(page)] == ["https://cdn.example.net/a/b.xml", "https://cdn.example.net/rss"]


@pytest.mark.parametrize(
    "href",
    [
        "/rss", "/feed/", "/rss.xml", "rss2.xml", "/news/atom.xml", "/index.rdf", "/a.rss", "/?feed=rss2",
        "/?format=atom", "feed://example.org/all", "feed:https://example.org/all", "/feeds/world", "/news-rss.php",
    ],
)  # fmt: skip
def test_links_that_look_like_feeds_are_a_second_choice(href: str) -> None:
    (only,) = found(f'<body><p>Read <a href="/world/today">today</a> or <a href="{href}">by feed</a>.</p></body>')
    assert (only.title, only.how) == ("by feed", "linked")
    assert only.address.startswith("https://example.org/")


@pytest.mark.parametrize(
    "href",
    [
        "/feeding-the-hungry", "/atomic-energy", "/embarrassed.html", "mailto:rss@example.org", "javascript:rss()",
        "https://feedly.com/i/subscription/feed/https://example.org/rss", "/feed.css", "#rss", "/fed",
    ],
)  # fmt: skip
def test_links_that_only_sound_so_are_not(href: str) -> None:
    assert found(f'<body><a href="{href}">x</a></body>') == []


def test_linked_feeds_of_the_same_host_come_first() -> None:
    page = '<a href="https://partner.example.com/rss">partner</a> <a href="/rss">ours</a> <a href="/rss">again</a>'
    assert [each.title for each in found(page)] == ["ours", "partner"]


def test_where_feeds_usually_lie_is_tried_last() -> None:
    told = candidates(b"<p>nothing here</p>", "https://example.org/blog/")
    assert [each.address for each in told] == [
        *(f"https://example.org/blog/{name}" for name in ("feed", "rss", "atom.xml", "feed.xml", "index.xml")),
        *(f"https://example.org/{name}" for name in ("feed", "rss", "atom.xml", "feed.xml", "index.xml")),
    ]
    assert {each.how for each in told} == {"guessed"}


def test_a_page_is_not_its_own_feed_and_names_are_clean() -> None:
    page = '<link rel="feed" href="#"><link rel="feed" title="a\x1b]52;c;aGk=\x07b" href="/x.xml">'
    (only,) = found(page)
    assert only.address == "https://example.org/x.xml"
    assert only.title.isprintable()


def test_other_encodings_are_read() -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" title="Новини" href="/rss"></head></html>'
    assert candidates(page.encode("utf-16"), PAGE)[0].title == "Новини"
    assert candidates(b'<meta charset="windows-1251">' + page.encode("cp1251"), PAGE)[0].title == "Новини"


@given(st.binary(max_size=400))
def test_any_bytes_give_addresses_or_nothing(content: bytes) -> None:
    for each in candidates(b"<link rel=feed href='" + content + b"'><a href=" + content + b">", PAGE):
        assert each.address.startswith(("https://", "http://"))


def test_floods_are_bounded() -> None:
    page = "".join(f"<a href='/feed/{n}'>x</a>" for n in range(20_000))
    assert len(candidates(page.encode(), PAGE)) == 40
