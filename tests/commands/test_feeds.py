"""`wirewatch feeds`: what a person types is done or said, against a real server, a real file and a real archive."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tui.arguments import parse
from tui.commands.feeds import running
from tui.commands.feeds.desk import Desk, Fare
from tui.paths import Paths
from watchers.apart import apart
from watchers.archive.writing import Archive
from watchers.document import Source
from watchers.errors import SettingsError, UnreadableError
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.looking import look
from watchers.sources.feeds.manners import Manners
from watchers.sources.feeds.opml import read_list
from watchers.sources.feeds.schedule import FeedState, Outcome, after, encoded
from watchers.subscriptions import Subscription, load

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
ROOT = Path(__file__).parent.parent.parent
ITEMS = "".join(
    f"<item><title>Story {n}</title><guid>g{n}</guid><link>https://example.org/{n}</link>"
    f"<pubDate>{n} Nov 2026 08:00:00 GMT</pubDate><description>Words of story {n}.</description></item>"
    for n in range(10, 17)
)
FEED = (
    f"<rss version='2.0'><channel><title>Gulf Courier</title><link>https://example.org/</link>{ITEMS}</channel></rss>"
)
EVIL = FEED.replace("Story 16", "Story \x1b]0;owned\x07\x9b31m&amp;#27;[2J sixteen").replace(
    "Gulf Courier", "Gulf \x1b[31mred"
)
PAGE = """<html><head><title>Courier at home</title><link rel="alternate" type="application/rss+xml" href="/broken.xml">
<link rel="alternate" type="application/rss+xml" title="All news" href="/feed.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed"></head><body>Hi</body></html>"""


@dataclass
class Site:
    """A web server of ours: path to status, headers and body; `asked` are the paths it was asked for."""

    address: str = ""
    pages: dict[str, tuple[int, dict[str, str], str]] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"{self.address}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    held = Site()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.asked.append((self.path, dict(self.headers)))
            status, headers, body = held.pages.get(self.path, (404, {}, "nothing"))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, ""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments: object) -> None:
            """Nothing is to be printed."""

    rss = {"Content-Type": "application/rss+xml; charset=utf-8"}
    held.pages = {
        "/": (200, {"Content-Type": "text/html"}, PAGE),
        "/feed.xml": (200, {**rss, "ETag": '"one"', "Cache-Control": "max-age=600"}, FEED),
        "/evil.xml": (200, rss, EVIL),
        "/broken.xml": (200, rss, "<html><body>Sorry"),
        "/empty.xml": (200, rss, FEED.replace(ITEMS, "")),
        "/moved": (301, {"Location": "/feed.xml"}, ""),
        "/for-now": (302, {"Location": "/feed.xml"}, ""),
        "/busy": (503, {"Retry-After": "7200"}, ""),
        "/plain": (200, {}, "just some words, and no feed"),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    held.address = f"http://127.0.0.1:{server.server_port}"
    yield held
    server.shutdown()
    server.server_close()
    thread.join(10)


class Terminal(io.StringIO):
    """What is printed on a terminal."""

    def isatty(self) -> bool:
        return True


class Person:
    """Types commands; sees what they print and say."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "feeds.toml"
        self.answer: str | None = None
        self.fares: dict[str, Fare] = {}
        self.environ: dict[str, str] = {}
        self.stdin = b""
        self.printed = self.said = ""
        self.terminal = False

    def desk(self, out: io.StringIO, err: io.StringIO) -> Desk:
        def ask(question: str) -> str:
            err.write(question)
            return self.answer or ""

        return Desk(
            path=self.path,
            stdin=io.BytesIO(self.stdin),
            stdout=out,
            stderr=err,
            ask=None if self.answer is None else ask,
            fetcher=lambda: Fetcher(Manners(spacing=0)),
            fares=lambda feeds: self.fares,
            look=look,
            read_list=read_list,
            resolve=lambda host: ["127.0.0.1"],
            now=lambda: NOW,
            environ=self.environ,
        )

    def types(self, *words: str) -> int:
        out, err = Terminal() if self.terminal else io.StringIO(), io.StringIO()
        code = running.run(parse(["feeds", *words]), self.desk(out, err))
        self.printed, self.said = out.getvalue(), err.getvalue()
        assert "\x1b" not in self.printed + self.said
        return code

    @property
    def feeds(self) -> tuple[Subscription, ...]:
        return load(self.path).feeds

    @property
    def listed(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.printed.splitlines()]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


@pytest.fixture
def reader(person: Person) -> Person:
    """One with three feeds."""
    person.path.write_text(
        '[[feed]]\nurl = "https://example.org/gulf.xml"\nname = "Gulf Courier"\ntags = ["Gulf", "papers"]\n\n'
        '[[feed]]\nurl = "https://example.org/sahel.xml"\nname = "Sahel Courier"\ntags = ["Africa"]\n\n'
        '[[feed]]\nurl = "https://example.net/none"\n'
    )
    return person


def test_a_feed_is_shown_before_it_is_added(person: Person, site: Site) -> None:
    person.answer = "y\n"
    words = ("--allow-private", "--tag", "Gulf", "--tag", "papers", "--home", "AE", "--every", "30 min", "--full-text")
    assert person.types("add", site.at("/feed.xml"), *words) == 0
    shown = person.said.splitlines()
    assert shown[0] == "Gulf Courier · an RSS feed, 7 entries"
    assert shown[2:7] == [f"  2026-11-{n} 08:00  Story {n}" for n in (16, 15, 14, 13, 12)]
    assert "Subscribe? [y/N]" in person.said
    assert person.printed == f"{site.at('/feed.xml')}\n"
    assert person.feeds == (
        Subscription(
            site.at("/feed.xml"),
            "Gulf Courier",
            ("Gulf", "papers"),
            "AE",
            page="https://example.org/",
            full_text=True,
            every=timedelta(minutes=30),
            allow_private=True,
        ),
    )


def test_no_is_no(person: Person, site: Site) -> None:
    person.answer = "\n"
    assert person.types("add", site.at("/feed.xml"), "--allow-private") == 0
    assert person.said.endswith("Nothing was changed.\n")
    assert not person.path.exists()


def test_where_nobody_can_be_asked_yes_is_needed(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/feed.xml"), "--allow-private") == 2
    assert "--yes" in person.said
    assert site.asked == []


def test_the_feed_of_a_page_is_found(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/"), "--allow-private", "--yes", "--name", "Courier") == 0
    assert "This is a web page, “Courier at home”" in person.said
    assert f"no feed at {site.at('/broken.xml')}" in person.said
    assert f"The page also tells of Comments: {site.at('/comments/feed')}" in person.said
    assert [(feed.address, feed.name) for feed in person.feeds] == [(site.at("/feed.xml"), "Courier")]


def test_a_subscribed_feed_is_said_to_be(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/feed.xml"), "--allow-private", "--yes") == 0
    before = person.path.read_bytes()
    for again in (f"feed:{site.at('/feed.xml')}#x", site.at("/moved"), site.at("/")):
        assert person.types("add", again, "--allow-private", "--yes") == 0
        assert "Subscribed to already: number 1, “Gulf Courier”" in person.said
    assert person.path.read_bytes() == before


def test_an_address_that_moved_for_good_is_taken_where_it_is_now(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/moved"), "--allow-private", "--yes") == 0
    assert person.types("add", site.at("/for-now"), "--allow-private", "--yes") == 0
    assert [feed.address for feed in person.feeds] == [site.at("/feed.xml"), site.at("/for-now")]


def test_without_a_scheme_https_and_then_http_is_tried(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/feed.xml").removeprefix("http://"), "--allow-private", "--yes") == 0
    assert "Trying http:// instead" in person.said
    assert person.feeds[0].address == site.at("/feed.xml")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/busy", "503"),
        ("/nowhere", "404"),
        ("/plain", "It is plain text, no feed."),
        ("/broken.xml", "No feed was found for this page."),
    ],
)
def test_what_is_no_feed_is_not_added(person: Person, site: Site, path: str, said: str) -> None:
    del site.pages["/feed.xml"]
    assert person.types("add", site.at(path), "--allow-private", "--yes") == 1
    assert said in person.said
    assert not person.path.exists()


def test_private_addresses_need_leave(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/feed.xml"), "--yes") == 1
    assert "--allow-private" in person.said
    assert site.asked == []


def test_a_feed_without_entries_may_be_added(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/empty.xml"), "--allow-private", "--yes") == 0
    assert "It holds no entries at present." in person.said


def test_secrets_are_sent_and_never_written(person: Person, site: Site) -> None:
    person.environ = {"COURIER_PASSWORD": "hunter2", "COURIER_KEY": "s3cret"}
    words = ("--user", "desk", "--password-env", "COURIER_PASSWORD", "--header", "X-Key=env:COURIER_KEY")
    assert person.types("add", site.at("/feed.xml"), "--allow-private", "--yes", *words) == 0
    (_, headers) = site.asked[0]
    assert headers["X-Key"] == "s3cret"
    assert headers["Authorization"].startswith("Basic ")
    written = person.path.read_text() + person.said + person.printed
    assert "hunter2" not in written
    assert "s3cret" not in written
    assert person.feeds[0].headers_env == (("X-Key", "COURIER_KEY"),)


def test_secrets_stay_with_the_server_they_were_given_for(person: Person, site: Site) -> None:
    person.environ = {"COURIER_KEY": "s3cret"}
    other = site.at("/feed.xml").replace("127.0.0.1", "localhost")
    site.pages["/moved"] = (301, {"Location": other}, "")
    words = ("--allow-private", "--yes", "--header", "X-Key=env:COURIER_KEY")
    assert person.types("add", site.at("/moved"), *words) == 0
    assert "user and secrets are not sent there" in person.said
    (feed,) = person.feeds
    assert (feed.address, feed.headers_env, feed.allow_private) == (other, (), False)
    assert person.types("remove", "1") == 0
    assert person.types("add", site.at("/"), *words) == 0
    assert person.feeds[0].headers_env == (("X-Key", "COURIER_KEY"),)
    asked = [(path, headers.get("X-Key")) for path, headers in site.asked if headers["Host"].startswith("localhost")]
    assert asked == [("/feed.xml", None)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("file:///etc/passwd",), "file: is not fetched"),
        (("https://me:pw@example.org/",), "a password does not belong in it"),
        (("example.org", "--header", "X-Key=s3cret"), "must name an environment variable"),
        (("example.org", "--header", "X-Key"), "give NAME=env:VARIABLE"),
        (("example.org", "--password-env", "P"), "a password needs a user"),
    ],
)
def test_wrong_usage_is_said(person: Person, words: tuple[str, ...], said: str) -> None:
    assert person.types("add", *words, "--yes") == 2
    assert said in person.said
    assert "s3cret" not in person.said


def test_what_a_server_sends_never_reaches_the_terminal_uncleaned(person: Person, site: Site) -> None:
    assert person.types("add", site.at("/evil.xml"), "--allow-private", "--yes") == 0
    assert person.types("test", "1") == 0
    assert "sixteen" in person.printed
    assert (person.said + person.printed).replace("\n", "").isprintable()


def test_a_list_is_json_lines_in_a_pipe(reader: Person) -> None:
    reader.fares = {"https://example.org/sahel.xml": Fare("Nothing new.", NOW, NOW + timedelta(minutes=5), 12.34)}
    assert reader.types("list") == 0
    assert [row["number"] for row in reader.listed] == [1, 2, 3]
    assert reader.listed[1] == {
        "number": 2,
        "name": "Sahel Courier",
        "address": "https://example.org/sahel.xml",
        "tags": ["Africa"],
        "home": None,
        "agency": None,
        "paused": False,
        "muted_until": None,
        "health": "Nothing new.",
        "last_success": "2026-11-20T14:30:00Z",
        "next_try": "2026-11-20T14:35:00Z",
        "entries_a_day": 12.3,
    }
    assert reader.types("list", "--tag", "africa") == 0
    assert [row["name"] for row in reader.listed] == ["Sahel Courier"]
    assert reader.types("list", "--tag", "Mars") == 0
    assert "No feed has the tag Mars." in reader.said


def test_a_list_is_a_table_on_a_terminal(reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.fares = {"https://example.org/sahel.xml": Fare("Nothing new.", NOW, NOW + timedelta(minutes=5), 12.34)}
    reader.terminal = True
    monkeypatch.setenv("COLUMNS", "120")
    assert reader.types("list") == 0
    head, *rows = reader.printed.splitlines()
    assert head.split() == ["#", "feed", "success", "next", "a", "day", "tags", "health"]
    assert rows[1].split("  ")[-1].strip() == "Nothing new."
    assert "now" in rows[1]
    assert "in 5 min" in rows[1]
    assert "example.net/none" in rows[2]
    monkeypatch.setenv("COLUMNS", "80")
    assert reader.types("list") == 0
    assert reader.printed.splitlines()[0].split() == ["#", "feed", "a", "day", "health"]
    assert all(len(line) <= 80 for line in reader.printed.splitlines())
    assert reader.types("list", "--json") == 0
    assert len(reader.listed) == 3


def test_how_feeds_fare_is_read_from_the_archive(reader: Person, tmp_path: Path) -> None:
    path, address = tmp_path / "archive.sqlite", "https://example.org/gulf.xml"
    now = datetime.now(UTC)
    state = after(FeedState(), Outcome("failed", 503, trouble="http"), now, 0.5)
    archive = Archive.open(path)
    archive.keep_feeds([(Source("feed", "Gulf Courier", address), encoded(state))])
    archive.close()
    desk = running.desk_of(Paths(tmp_path / "settings.toml", path, tmp_path))
    assert desk.path == reader.path
    fare = desk.fares(reader.feeds)[address]
    assert fare.sentence.startswith("HTTP 503 (server is overloaded) since ")
    assert fare.next_try is not None
    assert fare.next_try > now
    assert list(desk.fares(reader.feeds)) == [address]
    paused = tuple(replace(feed, paused=True) for feed in reader.feeds)
    assert desk.fares(paused)[address].next_try is None


def test_a_mistake_in_the_file_is_said_and_the_others_are_listed(reader: Person) -> None:
    reader.path.write_text(reader.path.read_text() + "pausd = true\n")
    assert reader.types("list") == 1
    assert "line 13: “pausd” is not a key of a feed. Did you mean “paused”?" in reader.said
    assert len(reader.listed) == 2
    reader.path.write_text("[[feed]\n")
    with pytest.raises(SettingsError):
        reader.types("list")


@pytest.mark.parametrize(
    "word", ["2", "sahel courier", "Sahel", "https://example.org/sahel.xml", "example.org/sahel.xml/"]
)
def test_a_feed_is_meant_by_number_name_or_address(reader: Person, word: str) -> None:
    assert reader.types("pause", word) == 0
    assert [feed.paused for feed in reader.feeds] == [False, True, False]
    assert "“Sahel Courier” (https://example.org/sahel.xml): paused" in reader.said
    assert reader.types("resume", word) == 0
    assert not any(feed.paused for feed in reader.feeds)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (
            "courier",
            "“courier” may mean several feeds, give the number: 1 “Gulf Courier” (https://example.org/gulf.xml); 2",
        ),
        ("9", "there is no feed number 9; wirewatch feeds list has 3."),
        ("gulf curier", "no feed is called “gulf curier”; did you mean “gulf courier”?"),
        ("https://example.org/", "no feed is called “https://example.org/”"),
    ],
)
def test_a_word_that_does_not_tell_changes_nothing(reader: Person, word: str, said: str) -> None:
    before = reader.path.read_bytes()
    assert reader.types("remove", "1", word) == 2
    assert said in reader.said
    assert reader.path.read_bytes() == before


def test_feeds_are_removed_renamed_and_tagged(reader: Person) -> None:
    assert reader.types("rename", "3", "No\x1b[31mne") == 0
    assert reader.types("tag", "1", "3", "--add", "desk", "--remove", "PAPERS") == 0
    assert [(feed.name, feed.tags) for feed in reader.feeds] == [
        ("Gulf Courier", ("Gulf", "desk")),
        ("Sahel Courier", ("Africa",)),
        ("None", ("desk",)),
    ]
    assert reader.types("rename", "None", "") == 0
    assert reader.types("remove", "1", "3") == 0
    assert [feed.name for feed in reader.feeds] == ["Sahel Courier"]
    assert reader.types("tag", "1") == 2


def test_feeds_are_muted_until_a_day(reader: Person) -> None:
    assert reader.types("mute", "1", "2", "--until", "monday") == 0
    assert "not shown until Monday 23 November 2026 00:00." in reader.said
    assert [feed.muted_until for feed in reader.feeds] == [datetime(2026, 11, 23, tzinfo=UTC)] * 2 + [None]
    assert reader.types("unmute", "1", "2") == 0
    assert not any(feed.muted_until for feed in reader.feeds)
    assert reader.types("mute", "1", "--until", "sometime") == 2
    assert reader.types("mute", "1", "--until", "2020-01-01") == 2
    assert "is past" in reader.said


OPML = """<opml version="2.0"><body><outline text="Gulf"><outline text="Again" xmlUrl="http://example.org/gulf.xml/"/>
<outline text="New" xmlUrl="https://example.org/new.xml"/><outline text="New" xmlUrl="https://example.org/new.xml"/>
<outline text="Bad &#27;[31m" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""


def test_a_list_is_imported_and_what_is_not_taken_is_said(reader: Person) -> None:
    path = reader.folder / "mine.opml"
    path.write_text(OPML)
    before = reader.path.read_bytes()
    assert reader.types("import", str(path), "--dry-run") == 1
    assert reader.printed == "“New” (https://example.org/new.xml) · Gulf\n"
    assert "1 feed would be added · 1 subscribed to already · 1 merged · 1 refused." in reader.said
    assert reader.path.read_bytes() == before
    assert reader.types("import", str(path), "--tag", "fresh") == 1
    assert "refused: “Bad [31m” file:///etc/passwd: file: is not fetched" in reader.said
    assert "twice in the list, taken once: https://example.org/new.xml" in reader.said
    assert reader.feeds[-1] == Subscription("https://example.org/new.xml", "New", ("Gulf", "fresh"))
    assert len(reader.feeds) == 4


def test_a_list_comes_from_standard_input_too(person: Person) -> None:
    person.stdin = OPML.encode()
    assert person.types("import", "-") == 1
    assert len(person.feeds) == 2


@pytest.mark.parametrize("content", [b"", b"hello", b"<html></html>", None])
def test_what_is_no_list_is_said(person: Person, content: bytes | None) -> None:
    path = person.folder / "x.opml"
    if content is not None:
        path.write_bytes(content)
    assert person.types("import", str(path)) == 1
    assert str(path) in person.said
    assert not person.path.exists()


def test_the_shipped_list_is_imported_whole_or_in_part(person: Person) -> None:
    path = str(ROOT / "seeds" / "world-news.opml")
    assert person.types("import", path, "--only", "mars") == 0
    assert "there are: " in person.said
    assert person.types("import", path, "--only", "africa", "--only", "pacific") == 0
    assert {feed.tags[0] for feed in person.feeds} == {"Africa", "Pacific"}
    assert person.types("import", path) == 0
    assert "subscribed to already" in person.said
    assert len(person.feeds) >= 80
    assert person.types("export") == 0
    exported = read_list(person.printed.encode(), "x").feeds
    assert {feed.address: feed for feed in exported} == {feed.address: feed for feed in person.feeds}


def test_a_file_that_is_there_is_not_written_over(reader: Person) -> None:
    path = reader.folder / "out.opml"
    assert reader.types("export", str(path)) == 0
    assert len(read_list(path.read_bytes(), "x").feeds) == 3
    assert reader.types("export", str(path)) == 2
    assert reader.types("export", str(path), "--force") == 0
    assert reader.types("export", str(reader.folder / "nowhere" / "out.opml")) == 1


def test_every_step_of_a_fetch_is_explained(person: Person, site: Site) -> None:
    assert person.types("test", site.at("/for-now"), "--allow-private") == 0
    lines = person.printed.splitlines()
    told = {line[2:11].strip(): line[11:] for line in lines if line[0] in "●▲"}
    assert told["address"] == site.at("/for-now")
    assert told["name"] == "127.0.0.1 is 127.0.0.1"
    assert told["redirect"] == f"sent on (HTTP 302) to {site.at('/feed.xml')}"
    assert told["answer"].startswith("HTTP 200 by HTTP/1.")
    assert told["size"] == f"{len(FEED):,} bytes, not compressed"
    assert told["type"] == "application/rss+xml, charset utf-8"
    assert told["format"] == "an RSS feed in utf-8: “Gulf Courier”"
    assert told["entries"] == "7, the last of them:"
    assert "           2026-11-16 08:00 Story 16" in lines
    assert "             guid g16" in lines
    assert told["again"] == "ETag work: asked again, the server says “unchanged” (HTTP 304)"
    assert told["schedule"].startswith("about 1.0 entries a day; the next visit would be in ")
    assert "fresh for 10 min" in told["schedule"]
    assert not person.path.exists()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "the page declares “All news” http"),
        ("/busy", "the server asks to be left alone for 2 h"),
        ("/plain", "✖ format   It is plain text, no feed."),
        ("/nowhere", "✖ answer   "),
    ],
)
def test_what_fails_is_explained(person: Person, site: Site, path: str, said: str) -> None:
    assert person.types("test", site.at(path), "--allow-private") == 1
    assert said in person.printed


def test_a_secret_that_is_missing_is_named(person: Person) -> None:
    person.path.write_text('[[feed]]\nurl = "https://example.org/a"\nheaders = {"X-Key" = "env:COURIER_KEY"}\n')
    assert person.types("test", "1") == 1
    assert "the environment variable COURIER_KEY is not set" in person.printed


def test_each_deed_helps_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for deed in (
        "add",
        "list",
        "remove",
        "pause",
        "resume",
        "mute",
        "unmute",
        "rename",
        "tag",
        "import",
        "export",
        "test",
    ):
        with pytest.raises(SystemExit) as left:
            parse(["feeds", deed, "--help"])
        assert left.value.code == 0
        assert f"examples:\n  wirewatch feeds {deed}" in capsys.readouterr().out


def _forever() -> None:
    while True:
        pass


def _greedy() -> int:
    return len(bytearray(2 * 2**30))


def test_what_came_is_looked_at_apart_within_bounds() -> None:
    seen = apart(look, "feed", FEED.encode(), "https://example.org/")
    assert seen == look(FEED.encode(), "https://example.org/")
    with pytest.raises(UnreadableError, match=r"longer than 0\.5 s"):
        apart(_forever, "feed", seconds=0.5)
    with pytest.raises(UnreadableError, match="more memory"):
        apart(_greedy, "feed", megabytes=512)
    with pytest.raises(UnreadableError, match="It is plain text, no feed"):
        apart(look, "feed", b"just words", "https://example.org/")
