"""`feeds.toml` is read with every mistake named, and changed without losing a word of what a person wrote there."""

from __future__ import annotations

import stat
import threading
import tomllib
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.errors import SettingsError
from watchers.subscriptions import FILE, Subscription, load, parse
from watchers.subscriptions.addresses import AddressError, address_of, key
from watchers.subscriptions.editing import added, muted, paused, removed, renamed, resumed, retagged
from watchers.subscriptions.secrets import SecretError, credentials
from watchers.subscriptions.spans import told, until
from watchers.subscriptions.writing import write

HERE = Path(FILE)
WHOLE = """\
# my feeds

# ---- Middle East ----
[[feed]]
url = "https://example.org/gulf.xml"   # the good one
name = "Gulf Courier"
tags = ["Gulf", "papers"]
home = "AE"
agency = "Gulf Courier"
full_text = true
every = "30 min"

# ---- Africa ----
# asked them for a better address
[[feed]]
url = "https://example.org/sahel/"
user = "desk"
password_env = "SAHEL_PASSWORD"
headers = {"X-Key" = "env:SAHEL_KEY"}

[[feed]]
url = "http://10.0.0.7:8080/local.xml"
allow_private = true
paused = true
muted_until = 2026-12-01T08:00:00+01:00
"""


def mistakes(text: str) -> list[str]:
    return [str(mistake) for mistake in parse(text, HERE).mistakes]


def feeds(text: str) -> tuple[Subscription, ...]:
    found = parse(text, HERE)
    assert not found.mistakes
    return found.feeds


def test_a_feed_is_read_with_all_that_is_said_of_it() -> None:
    gulf, sahel, local = feeds(WHOLE)
    assert gulf == Subscription(
        "https://example.org/gulf.xml",
        "Gulf Courier",
        ("Gulf", "papers"),
        "AE",
        "Gulf Courier",
        full_text=True,
        every=timedelta(minutes=30),
    )
    assert (sahel.user, sahel.password_env, sahel.headers_env) == (
        "desk",
        "SAHEL_PASSWORD",
        (("X-Key", "SAHEL_KEY"),),
    )
    assert local.allow_private
    assert local.paused
    assert local.muted_until == datetime(2026, 12, 1, 7, tzinfo=UTC)
    assert local.muted(datetime(2026, 11, 30, tzinfo=UTC))
    assert not local.muted(datetime(2026, 12, 1, 7, tzinfo=UTC))


def test_no_file_is_no_feeds(tmp_path: Path) -> None:
    assert load(tmp_path / FILE).feeds == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('urls = "x"', "line 3: “urls” is not a key of a feed. Did you mean “url”?"),
        ('tags = "Gulf"', "line 3: “tags” must be a list of texts in quotes"),
        ("name = 7", "line 3: “name” must be text in quotes."),
        ('name = "two\\nlines"', "line 3: “name” must be one line"),
        ('home = "kuwait"', "line 3: “home”: “kuwait” is no code after ISO 3166."),
        ('paused = "yes"', "line 3: “paused” must be true or false."),
        ('muted_until = "friday"', "line 3: “muted_until” must be an instant without quotes"),
        ("muted_until = 0001-01-01T00:00:00+23:00", "line 3: “muted_until” lies outside"),
        ("every = 30", "line 3: “every” must be a span of time in quotes"),
        ('every = "10 s"', "line 3: “every” must be from 2 min to 7 d."),
        ('password = "hunter2"', "line 3: a password never stands in this file."),
        (
            'user = "a"\npassword_env = "not a name"',
            "line 4: “password_env” must be the name of an environment variable",
        ),
        ('password_env = "P"', "line 3: a password needs a user"),
        ('user = "a"\npassword_env = "P"\nkeyring = "k"', "line 5: give password_env or keyring, not both."),
        ('headers = {"X-Key" = "s3cret"}', "line 3: the value of the header “X-Key” must name an environment variable"),
        ('headers = {"Host" = "env:X"}', "line 3: the header “Host” is not a feed's to set."),
        ('headers = {"a b" = "env:X"}', "line 3: “a b” is no name of a header."),
        ('[feed.headers]\n"X-Key" = "s3cret"', "the value of the header “X-Key” must name an environment variable"),
        ('page = "javascript:alert(1)"', "line 3: page “javascript:alert(1)”: javascript: is not fetched"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_costs_one_feed(line: str, said: str) -> None:
    text = f'[[feed]]\nurl = "https://example.org/a"\n{line}\n\n[[feed]]\nurl = "https://example.org/b"\n'
    (mistake,) = mistakes(text)
    assert mistake.startswith(f"{FILE}, ")
    assert said in mistake
    assert "s3cret" not in mistake
    assert "hunter2" not in mistake
    assert [feed.address for feed in parse(text, HERE).feeds] == ["https://example.org/b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[feed]\n", f"{FILE}, line 1: this is not TOML: "),
        ('[feed]\nurl = "https://example.org/"\n', f"{FILE}, line 1: each feed must begin with a line [[feed]]"),
        ("a = " + "[" * 5000, f"{FILE}: this is not TOML: it is nested too deeply."),
    ],
)
def test_a_file_of_which_nothing_can_be_read_says_so(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        parse(text, HERE)
    assert str(raised.value).startswith(said)


def test_a_feed_without_address_an_address_twice_and_a_strange_table_are_told() -> None:
    text = '[folder]\n[[feed]]\nname = "a"\n[[feed]]\nurl = "http://Example.org/x/"\n[[feed]]\nurl = "https://example.org/x"\n'
    assert mistakes(text) == [
        f"{FILE}, line 1: “folder” is not known here; write each feed below a line [[feed]].",
        f'{FILE}, line 2: this feed has no url. Give it one: url = "https://example.org/feed.xml".',
        f"{FILE}, line 7: “https://example.org/x” is subscribed to already, in line 5. Remove one of the two.",
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.example.org/rss", "https://www.example.org/rss"),
        ("feed://Example.ORG/rss", "https://example.org/rss"),
        ("feed:http://example.org/rss", "http://example.org/rss"),
        (" <https://example.org> ", "https://example.org/"),
        ("//example.org/a", "https://example.org/a"),
        ("https://example.org:443/a#top", "https://example.org/a"),
        ("example.org:8080/a b", "https://example.org:8080/a%20b"),
        ("https://example.org/?q=a|b", "https://example.org/?q=a%7Cb"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("localhost:8000", "https://localhost:8000/"),
        ("http://новини.укр/rss", "http://новини.укр/rss"),
    ],
)
def test_an_address_is_understood_as_people_write_it(written: str, meant: str) -> None:
    assert address_of(written) == meant
    assert address_of(meant) == meant


@pytest.mark.parametrize(
    "written",
    [
        "", "https://", "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "https://u:p@example.org/",
        "https://example.org:99999/", "hello world", "one", "https://exa\x1bmple.org/", "https://[zz]/", "gopher://x.y/",
        "https://example.org/" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(AddressError):
        address_of(written)


@given(st.text())
def test_an_address_stays_what_it_is_or_is_refused(text: str) -> None:
    try:
        address = address_of(text)
    except AddressError:
        return
    assert address_of(address) == address
    assert key(address)


def test_one_feed_has_one_key() -> None:
    same = ["http://example.org/a%7Eb/", "https://EXAMPLE.org/a~b", "https://example.org/%61~b"]
    assert len({key(address_of(each)) for each in same}) == 1
    assert key("https://example.org/a?x=1") != key("https://example.org/a?x=2")


def test_feeds_are_added_at_the_end_and_read_back() -> None:
    new = Subscription(
        "https://example.org/new",
        'Quote " and \\ and 日本',
        ("a,b", "c/d"),
        "US-KY",
        muted_until=datetime(2026, 12, 4, tzinfo=UTC),
        every=timedelta(hours=2),
        user="me",
        keyring="wirewatch",
        headers_env=(("X-Key", "KEY"),),
    )
    text = added(WHOLE, [new])
    assert text.startswith(WHOLE)
    assert feeds(text)[-1] == new
    assert feeds(added("", [new])) == (new,)
    assert feeds(added("", [new, replace_address(new, "https://example.org/other")]))[1].name == new.name


def replace_address(feed: Subscription, address: str) -> Subscription:
    from dataclasses import replace

    return replace(feed, address=address)


def test_one_feed_is_changed_and_every_other_word_stays() -> None:
    gulf = "https://example.org/gulf.xml"
    text = renamed(WHOLE, gulf, "Courier")
    assert text == WHOLE.replace('name = "Gulf Courier"', 'name = "Courier"')
    assert paused(WHOLE, gulf) == WHOLE.replace('every = "30 min"\n', 'every = "30 min"\npaused = true\n')
    assert resumed(paused(WHOLE, gulf), gulf) == WHOLE
    assert feeds(retagged(WHOLE, gulf, ["x", "x", "y"]))[0].tags == ("x", "y")
    moment = datetime(2026, 12, 4, tzinfo=UTC)
    assert feeds(muted(WHOLE, gulf, moment))[0].muted_until == moment
    assert muted(muted(WHOLE, gulf, moment), gulf, None) == WHOLE
    assert "# the good one" in text


def test_a_feed_with_a_table_of_headers_is_changed_too() -> None:
    text = '[[feed]]\nurl = "https://example.org/a"\n[feed.headers]\nX-Key = "env:K"\n\n[[feed]]\nurl = "https://example.org/b"\n'
    changed = paused(text, "https://example.org/a")
    assert [feed.paused for feed in feeds(changed)] == [True, False]
    assert feeds(changed)[0].headers_env == (("X-Key", "K"),)


def test_a_feed_is_removed_and_the_comments_stay() -> None:
    text = removed(WHOLE, "http://example.org/sahel")
    assert [feed.address for feed in feeds(text)] == ["https://example.org/gulf.xml", "http://10.0.0.7:8080/local.xml"]
    assert "# ---- Africa ----" in text
    assert (
        removed(added(WHOLE, [Subscription("https://example.org/z")]), "https://example.org/z").strip() == WHOLE.strip()
    )


def test_windows_lines_stay_windows_lines() -> None:
    text = paused(added(WHOLE.replace("\n", "\r\n"), [Subscription("https://example.org/z")]), "https://example.org/z")
    assert "\n" not in text.replace("\r\n", "")
    assert feeds(text)[-1].paused


def test_what_cannot_be_changed_safely_is_not_changed() -> None:
    wrong = '[[feed]]\nurl = "https://example.org/a"\ntags = 7\n'
    inside = 'a = """\n[[feed]]\n"""\n[[feed]]\nurl = "https://example.org/a"\n'
    for text in (
        wrong,
        inside,
        'feed = [{url = "https://example.org/a"}]\n',
        '[[feed]]\nurl = "https://example.org/b"\n',
    ):
        with pytest.raises(SettingsError):
            paused(text, "https://example.org/a")


names = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(
    lambda s: s.strip() == s
)


@given(st.lists(st.tuples(names, st.lists(names, max_size=3, unique=True)), min_size=1, max_size=5), st.data())
def test_whatever_the_names_a_file_survives_its_changes(told: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    new = [Subscription(f"https://example.org/{n}", name, tuple(tags)) for n, (name, tags) in enumerate(told)]
    text = added(WHOLE, new)
    assert feeds(text)[3:] == tuple(new)
    victim = data.draw(st.sampled_from(new))
    assert victim.address not in [feed.address for feed in feeds(removed(text, victim.address))]
    assert feeds(resumed(paused(text, victim.address), victim.address)) == feeds(text)


def test_the_file_is_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "deep" / FILE
    write(path, partial(added, feeds=[Subscription("https://example.org/a")]))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    write(link, lambda text: paused(text, "https://example.org/a"))
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert load(path).feeds[0].paused
    assert [each.name for each in path.parent.iterdir() if each.suffix == ".new"] == []


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE

    def add(n: int) -> None:
        for k in range(5):
            write(path, partial(added, feeds=[Subscription(f"https://example.org/{n}/{k}")]))

    writers = [threading.Thread(target=add, args=(n,)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert len(tomllib.loads(path.read_text())["feed"]) == 20


def test_a_damaged_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("[[feed]\n")
    with pytest.raises(SettingsError, match="line 1: this is not TOML"):
        write(path, partial(added, feeds=[Subscription("https://example.org/a")]))
    assert path.read_text() == "[[feed]\n"


def test_secrets_come_from_the_environment_or_the_keyring() -> None:
    feed = Subscription("https://example.org/a", user="desk", password_env="P", headers_env=(("X-Key", "K"),))
    shown = credentials(feed, {"P": "pass", "K": "key"})
    assert (shown.user, shown.password, shown.headers) == ("desk", "pass", (("X-Key", "key"),))
    assert "pass" not in repr(shown)
    assert "key'" not in repr(shown)
    with pytest.raises(SecretError, match="the environment variable P is not set"):
        credentials(feed, {"K": "key"})
    with pytest.raises(SecretError, match="more than one line") as raised:
        credentials(feed, {"P": "pass", "K": "a\r\nInjected: b"})
    assert "Injected" not in str(raised.value)
    kept = Subscription("https://example.org/a", user="desk", keyring="wire")
    assert credentials(kept, {}, lambda service, user: f"{service}/{user}").password == "wire/desk"
    with pytest.raises(SecretError, match="keyring set wire desk"):
        credentials(kept, {}, lambda service, user: None)
    with pytest.raises(SecretError, match="cannot be opened"):
        credentials(kept, {}, lambda service, user: 1 / 0)  # type: ignore[arg-type, return-value]


def test_until_is_understood_in_the_persons_own_time() -> None:
    now = datetime(2026, 11, 20, 22, 30, tzinfo=ZoneInfo("Europe/Kyiv"))  # a Friday
    assert until("friday", now) == datetime(2026, 11, 26, 22, tzinfo=UTC)
    assert until("sat", now) == until("tomorrow", now) == datetime(2026, 11, 20, 22, tzinfo=UTC)
    assert until("3 h", now) == until("in 3h", now) == datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert until("2026-12-01", now) == datetime(2026, 11, 30, 22, tzinfo=UTC)
    assert until("2026-12-01 14:00", now) == datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert until("2026-12-01T14:00Z", now) == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert until("whenever", now) is None
    assert told(timedelta(minutes=90)) == "90 min"
