"""Feeds saved as files: each entry is a document, with what the feed says of itself."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.arriving import DOCUMENTS, arrival
from tests.reading.mutated import mutated, survives
from watchers.document import Arrival, Document, FeedFacts, Link, Subject
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.feeds import NoFeedError, read_feed

NAMES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:georss="http://www.georss.org/georss" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
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
    assert (empty.headline, empty.link) == ("No text", None)
    assert empty.published == datetime(2041, 1, 1, tzinfo=UTC)


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
        (
            b'<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + rss(ITEM),
            "It declares entities of its own, which are not read.",
        ),
        (rss(ITEM) + b" " * 15 * 2**20, "The feed is larger than 15 MiB."),
    ],
)
def test_what_is_no_feed_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(arrival(content, "feed.xml"), "rss")
    assert error.value.reason == reason


def only(item: str, chan: str = "", attributes: str = "") -> Document:
    """The only entry of an RSS feed."""
    content = f'<rss version="2.0" {NAMES} {attributes}><channel><link>https://q.example/</link>{chan}<item>{item}</item></channel></rss>'
    (found,) = read(arrival(content.encode(), "feed.xml"))
    return found


def atom(entry: str, attributes: str = "") -> Document:
    """The only entry of an Atom feed."""
    content = f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Q</title><entry>{entry}</entry></feed>'
    (found,) = read(arrival(content.encode(), "feed.xml"))
    return found


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>&lt;b&gt;Boat&lt;/b&gt; in</title>", "Boat in"),
        ("<title><![CDATA[Boat & <i>crew</i> in]]></title>", "Boat & crew in"),
        ("<title>3 &lt; 4 boats</title>", "3 < 4 boats"),
        ("<title>Crew&amp;#8217;s boat</title>", "Crew’s boat"),
        ("<dc:title>Boat in</dc:title>", "Boat in"),
        ("<title>Boat in</title><media:title>Picture</media:title>", "Boat in"),
        ("<media:title>Picture</media:title>", "Picture"),
        ("<TITLE>Boat in</TITLE>", "Boat in"),
    ],
)
def test_titles_of_rss(markup: str, title: str) -> None:
    assert only(markup).headline == title


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>History of the &lt;blink&gt; tag</title>", "History of the <blink> tag"),
        ('<title type="html">&lt;b&gt;Boat&lt;/b&gt; &amp;amp; in</title>', "Boat & in"),
        (
            '<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:b>Boat</x:b> &lt; in</x:div></title>',
            "Boat < in",
        ),
        ("<title>&lt;b&gt;Boat&lt;/b&gt; in</title>", "Boat in"),
    ],
    ids=["plain means plain", "html", "xhtml", "unless a tag is closed"],
)
def test_titles_of_atom(markup: str, title: str) -> None:
    assert atom(markup).headline == title


@pytest.mark.parametrize(
    ("markup", "guid", "link"),
    [
        ("<guid>https://q.example/1</guid>", "https://q.example/1", "https://q.example/1"),
        ('<guid isPermaLink="false">https://q.example/1</guid>', "https://q.example/1", None),
        ("<guid>a</guid><link>https://q.example/1</link>", "a", "https://q.example/1"),
        ("<link>/a/1</link>", None, "https://q.example/a/1"),
        ("<link><![CDATA[https://q.example/?a=1&b=2]]></link>", None, "https://q.example/?a=1&b=2"),
        ("<link>javascript:alert(1)</link>", None, None),
        ('<atom:link href="https://q.example/2"/>', None, "https://q.example/2"),
        ('<link xml:base="https://b.example/x/">1</link>', None, "https://b.example/x/1"),
    ],
)
def test_guids_and_links(markup: str, guid: str | None, link: str | None) -> None:
    found = only(f"<title>Boat</title>{markup}")
    assert (found.guid, found.link) == (guid, link)


@pytest.mark.parametrize(
    ("told", "instant"),
    [
        ("Thu, 01 Jan 04 19:48:21 GMT", (2004, 1, 1, 19, 48, 21)),
        ("01 Jan 2004 19:48:21 EST", (2004, 1, 2, 0, 48, 21)),
        ("Thu, 01 Jan 2004 19:48:21 +0530", (2004, 1, 1, 14, 18, 21)),
        ("Thu,01 Jan 2004 19:48:21 PDT", (2004, 1, 2, 2, 48, 21)),
        ("Thu, 01 Jan 2004 19:48:21", (2004, 1, 1, 19, 48, 21)),
        ("Thu, 01 Jan 2004 19:48:21 GMT+1", (2004, 1, 1, 18, 48, 21)),
        ("Jan 1, 2004 7:48 PM", (2004, 1, 1, 19, 48)),
        ("2004-01", (2004, 1, 1)),
        ("2004-01-01T19:48:21-08:00", (2004, 1, 2, 3, 48, 21)),
        ("1072986501", (2004, 1, 1, 19, 48, 21)),
        ("Jeu, 01 janvier 2004 19:48:21 +0100", (2004, 1, 1, 18, 48, 21)),
        ("Thu, 01 Jan 2041 00:00:00 GMT", (2041, 1, 1)),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("0000-00-00T00:00:00Z", None),
        ("soon", None),
    ],
)
def test_dates_as_feeds_write_them(told: str, instant: tuple[int, ...] | None) -> None:
    found = only(f"<title>Boat</title><pubDate>{told}</pubDate>")
    expected = datetime(*instant, tzinfo=UTC) if instant else None  # type: ignore[arg-type, misc]
    assert found.published == expected


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ("<author>ann@q.example (Ann Lee)</author>", "Ann Lee"),
        ("<author>Ann Lee &lt;ann@q.example&gt;</author>", "Ann Lee"),
        ("<author>ann@q.example</author>", "ann@q.example"),
        ("<author>Ann Lee</author>", "Ann Lee"),
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Li</dc:creator>", "Ann Lee; Bo Li"),
        ("<itunes:author>Ann Lee</itunes:author>", "Ann Lee"),
        ("<atom:author><atom:name>Ann Lee</atom:name></atom:author>", "Ann Lee"),
    ],
)
def test_authors(markup: str, byline: str) -> None:
    assert only(f"<title>Boat</title>{markup}").byline == byline


def test_the_words_of_a_picture_are_those_of_an_entry_without_any() -> None:
    image, words = '<media:content url="https://q.example/1.jpg"/>', "<media:description>On Monday</media:description>"
    picture = f"<media:group>{image}{words}</media:group>"
    found = only(f"<title>Boat</title>{picture}")
    assert (found.text, found.media) == ("On Monday", (Link("https://q.example/1.jpg", title="On Monday"),))
    assert only(f"<title>Boat</title><description>It came in.</description>{picture}").text == "It came in."


def test_points_and_places_of_georss() -> None:
    found = only(
        "<title>Boat</title><georss:featureName>North mole</georss:featureName><georss:point>45.2 -71.9</georss:point>"
    )
    assert found.places == ("North mole", "45.2, -71.9")


def test_what_a_feed_asks_of_its_readers() -> None:
    chan = (
        "<ttl>60</ttl><skipHours><hour>24</hour><hour>3</hour><hour>99</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
        '<atom:link rel="self" href="https://q.example/rss"/><atom:link rel="hub" href="https://hub.example/"/>'
    )
    facts = only("<title>Boat</title>", chan).feed
    assert facts is not None
    assert (facts.every, facts.skip_hours, facts.skip_days) == (43_200, (0, 3), (6,))
    assert (facts.address, facts.hub) == ("https://q.example/rss", "https://hub.example/")


def test_letters_that_a_feed_declares_are_put_in() -> None:
    declared = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY quay "Quay &#8212; North"><!-- ours -->]>'
    (found,) = read(arrival(declared.encode() + rss("<item><title>&quay;&nbsp;boat</title></item>"), "feed.xml"))
    assert found.headline == "Quay — North boat"


WORDS = {
    "windows-1251": "Лодка пришла в порт",
    "koi8-r": "Лодка пришла в порт",
    "gb2312": "船已进港",
    "shift_jis": "船が入港した",
    "euc-jp": "船が入港した",
    "euc-kr": "배가 들어왔다",
    "big5": "船已進港",
    "iso-8859-2": "Łódź przypłynęła",
    "windows-1256": "وصل القارب",
    "iso-8859-9": "Gemi limana girdi, ışık",
    "utf-8": "Лодка 船",
    "utf-16": "Лодка 船",
    "utf-32": "Лодка 船",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_encodings_that_are_declared(encoding: str) -> None:
    words = WORDS[encoding]
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><item><title>{words}</title></item></channel></rss>'
    )
    (found,) = read(arrival(text.encode(encoding), "feed.xml"))
    assert found.headline == words


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(encoding: str) -> None:
    text = '<?xml version="1.0"?><rss><channel><item><title>Łódź boat</title></item></channel></rss>'
    (found,) = read(arrival(text.encode(encoding), "feed.xml"))
    assert found.headline == "Łódź boat"


def fetched(content: bytes) -> Arrival:
    """As it came from an address."""
    return replace(arrival(content, "feed"), uri="https://q.example/news/rss")


@pytest.mark.parametrize(
    ("content", "trouble", "reason"),
    [
        (b"", "empty", "The answer is empty."),
        (b" \n ", "empty", "The answer is empty."),
        (
            b"<!DOCTYPE html><html><body><h1>502 Bad gateway</h1></body></html>",
            "page",
            "A web page answers instead of a feed.",
        ),
        (b"Too many requests", "unreadable", "The answer is plain text, not a feed."),
        (b"%PDF-1.4 x", "unreadable", "The answer is a PDF file, not a feed."),
        (b"\x89PNG\r\n\x1a\n", "unreadable", "Pictures are not read."),
        (rss(ITEM) + b" " * 15 * 2**20, "unreadable", "The feed is larger than 15 MiB."),
    ],
    ids=["nothing", "blanks", "page", "text", "PDF", "picture", "large"],
)
def test_what_answers_instead_of_a_feed_is_told(content: bytes, trouble: str, reason: str) -> None:
    with pytest.raises(NoFeedError) as error:
        read_feed(fetched(content))
    assert (error.value.trouble, error.value.reason) == (trouble, reason)
    again = pickle.loads(pickle.dumps(error.value))
    assert (again.trouble, again.reason) == (trouble, reason)


def test_an_empty_feed_is_a_feed() -> None:
    found = read_feed(fetched(rss("<ttl>5</ttl>")))
    assert (found.facts.title, found.facts.every, found.documents) == ("t", 300, ())
    assert read_feed(fetched(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}')).documents == ()


def test_addresses_in_a_fetched_feed_start_from_its_own() -> None:
    (found,) = read_feed(
        fetched(b"<rss><channel><item><title>a</title><link>1.html</link></item></channel></rss>")
    ).documents
    assert found.link == "https://q.example/news/1.html"


def test_a_feed_behind_a_servers_warning_is_read() -> None:
    found = read_feed(fetched(b"<br />\n<b>Warning</b>: something in /x.php\n<?xml version='1.0'?>" + rss(ITEM)))
    assert [each.headline for each in found.documents] == ["Lights on"]
    assert found.warnings


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


def test_a_prefix_without_a_name_does_no_harm() -> None:
    found = read(
        arrival(b'<rss><channel><item><title>a</title><dc:>b</dc:><x:1 y:=""/></item></channel></rss>', "feed.xml")
    )
    assert found[0].headline == "a"


@pytest.mark.parametrize(
    "start",
    [
        b"<rss version=><chan",
        b'<rss version="2.0><channel>',
        b"<r",
        b'<rss xmlns:dc="h"ttp://x/"><channel><title>t</title>',
    ],
)
def test_entries_behind_a_damaged_beginning_are_read(start: bytes) -> None:
    found = read_feed(
        fetched(
            start + (ITEM + "<item><title>b</title><dc:creator>Ann</dc:creator></item>").encode() + b"</channel></rss>"
        )
    )
    assert [each.headline for each in found.documents] == ["Lights on", "b"]
    assert found.documents[1].byline == "Ann"
    assert found.warnings
