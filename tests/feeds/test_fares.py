"""Whatever goes wrong with a feed, its health says so in one sentence; the others go on."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.feeds import hostile
from tests.feeds.behaviours import PARTS
from tests.feeds.desk import Watching, rewrite, rss, watching
from tests.feeds.server import FEED, Part, Scene, playing
from tests.waiting import until
from watchers.archive.rows import Health
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners

GARBLED = FEED.replace(b"</description>", b" &nbsp; R & D <br></description>").replace(b"</channel></rss>", b"")


async def no_names(host: str) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def hurried() -> Fetcher:
    return Fetcher(Manners(seconds=1, spacing=0, per_host=50), lookup=no_names)


def subscribed(feeds: Mapping[str, str], more: str = "allow_private = true") -> str:
    """The list of feeds by name and address."""
    return "".join(f'[[feed]]\nurl = "{url}"\nname = "{name}"\n{more}\n' for name, url in feeds.items())


def told(health: Health) -> str:
    return health.problem or health.said or ""


def tried(run: Watching) -> bool:
    return all(feed.state.tried and not feed.visiting for feed in run.feeds)


def state(run: Watching, name: str) -> str | None:
    """What the archive says of a source; None where it does not know of it."""
    return {each.source.name: each.state for each in run.ask(lambda reader: reader.sources())}.get(name)


async def garbled(scene: Scene) -> bool:
    await scene.answer(body=GARBLED)
    return True


async def hollow(scene: Scene) -> bool:
    await scene.answer(body=b"<rss version='2.0'><channel><title>Hollow</title></channel></rss>")
    return True


async def prose(scene: Scene) -> bool:
    await scene.answer(body=b"We are closed until Monday.\n")
    return True


FAILURES = {
    "html": "A web page answers instead of a feed since ",
    "empty": "The answer is empty since ",
    "prose": "The answer is ",
    "gone": "Gone (410) since ",
    "limited": "Limited (429): ",
    "missing": "has nothing at this address (HTTP 404) since ",
    "broken": "has an error of its own (HTTP 500) since ",
    "unauthorised": "wants a user and password (HTTP 401) since ",
    "twenty-megabytes": "15 MiB",
    "silent": "did not answer within 1 second",
    "drip": "did not get to the end within 1 second",
    "false-gzip": "cannot be unpacked",
    "http-0.9": "without an answer in HTTP",
    "loop-a": "in a circle",
    "to-file": "begin with file:",
}
FINE = {"plain": "Nothing new at ", "garbled": "Read at ", "hollow": "the feed holds no entries"}


async def test_every_failure_is_told_in_a_sentence(tmp_path: Path, lexicon_folder: Path) -> None:
    listed = tmp_path / "feeds.toml"
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        closed = nobody.getsockname()[1]
    parts: dict[str, Part] = {**PARTS, "garbled": garbled, "hollow": hollow, "prose": prose}
    async with playing(parts) as player:
        feeds = {name: player.address(name) for name in [*FAILURES, *FINE]}
        feeds |= {
            "tls": player.address("plain?tls").replace("http:", "https:"),
            "dns": "http://nowhere.example.com/feed",
            "refused": f"http://127.0.0.1:{closed}/",
        }
        private = subscribed({"private": player.address("plain?private")}, "")
        await rewrite(listed, subscribed(feeds) + private + '[[feed]]\nurl = "file:///etc/passwd"\n')
        async with watching(tmp_path / "archive.sqlite", listed, lexicon_folder, hurried) as run:
            await until(lambda: tried(run), 60)
            health = {name: told(each) for name, each in run.health.items()}
            states = {name: each.state for name, each in run.health.items()}
    wanted = FAILURES | FINE | {"dns": "nowhere.example.com", "refused": "refuse", "private": "private network"}
    wanted |= {"tls": "since ", "feeds.toml": "file: is not fetched"}
    assert {name: health[name] for name, part in wanted.items() if part not in health[name]} == {}
    assert all(health[name].endswith(".") and health[name].isprintable() for name in wanted)
    assert {states[name] for name in FINE} == {"live"}
    assert states["gone"] == "off"
    assert {states[name] for name in FAILURES if name != "gone"} == {"failing"}


async def test_a_feed_that_moves_for_good_is_taken_over_without_its_secrets(
    tmp_path: Path, lexicon_folder: Path
) -> None:
    listed = tmp_path / "feeds.toml"
    parts: dict[str, Part] = {}
    async with playing({"feed": PARTS["plain"]}, host="127.0.0.2") as new, playing(parts) as old:

        async def moved(scene: Scene) -> bool:
            await scene.answer("301 Moved", b"", Location=new.address("feed"))
            return True

        old.parts = {"feed": moved}
        secret = 'allow_private = true\nuser = "desk"\npassword_env = "DESK"'
        await rewrite(listed, subscribed({"moving": old.address("feed")}, secret))
        environ = {"DESK": "s3cret"}
        async with watching(tmp_path / "a.sqlite", listed, lexicon_folder, environ=environ) as run:
            await until(lambda: tried(run))
            assert "taken over after two more identical answers" in told(run.health["moving"])
            for _ in range(3):
                await run.round()
            assert "taken over" in told(run.health["moving"])
            assert run.feeds[0].state.address == new.address("feed")
            assert len(old.requests) == 3
            assert len(run.rows) == 1
            new.parts = {}
            old.parts = {"feed": PARTS["plain"]}
            for _ in range(3):
                await run.round()
            assert run.feeds[0].state.address is None
            await run.round()
            assert run.health["moving"].state == "live"
    assert all("authorization" in request.headers for request in old.requests)
    assert not any("authorization" in request.headers for request in new.requests)


class Cursed(Mapping[str, str]):
    """An environment in which one name is not to be spoken."""

    def __getitem__(self, name: str) -> str:
        raise RuntimeError("the lights went out")

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


async def test_an_error_of_our_own_is_one_feeds_trouble(tmp_path: Path, lexicon_folder: Path) -> None:
    listed = tmp_path / "feeds.toml"
    async with playing(PARTS) as player:
        cursed = subscribed(
            {"cursed": player.address("plain?1")}, 'allow_private = true\nuser = "x"\npassword_env = "X"'
        )
        await rewrite(listed, cursed + subscribed({"well": player.address("plain?2")}))
        async with watching(tmp_path / "a.sqlite", listed, lexicon_folder, environ=Cursed()) as run:
            await until(lambda: tried(run))
            assert "the lights went out" in told(run.health["cursed"])
            assert run.health["well"].state == "live"
            assert len(run.rows) == 1


async def test_a_feed_that_is_removed_while_it_is_visited_is_let_go(tmp_path: Path, lexicon_folder: Path) -> None:
    listed = tmp_path / "feeds.toml"
    async with playing(PARTS) as player:
        stays = subscribed({"stays": player.address("plain")})
        await rewrite(listed, stays + subscribed({"goes": player.address("silent")}))
        async with watching(tmp_path / "a.sqlite", listed, lexicon_folder) as run:
            await until(lambda: any(request.path == "silent" for request in player.requests))
            await until(lambda: state(run, "goes"))
            await rewrite(listed, stays)
            await until(lambda: set(run.health) == {"stays"})
            await until(lambda: state(run, "goes") == "off")
            await until(lambda: player.open <= 1)
            await rewrite(listed, stays + subscribed({"goes": player.address("plain?again")}))
            await until(lambda: len(run.rows) == 2)


async def test_one_feed_under_two_addresses_is_visited_once(tmp_path: Path, lexicon_folder: Path) -> None:
    listed = tmp_path / "feeds.toml"
    async with playing(PARTS) as player:
        twice = {"one": player.address("plain"), "other": player.address("plain").replace("http:", "https:") + "/"}
        await rewrite(listed, subscribed(twice))
        async with watching(tmp_path / "a.sqlite", listed, lexicon_folder) as run:
            await until(lambda: tried(run))
            assert [feed.uri for feed in run.feeds] == [player.address("plain")]


async def test_forty_hostile_servers_keep_nobody_waiting(tmp_path: Path, lexicon_folder: Path) -> None:
    listed = tmp_path / "feeds.toml"

    def wary() -> Fetcher:
        manners = Manners(seconds=5, spacing=0, per_host=50)
        return Fetcher(manners, permitted=lambda address: address == "127.0.0.1")

    assert len(hostile.FORTY) == 40
    async with (
        playing({}, host="127.0.0.3") as trap,
        playing(hostile.parts(trap.address("plain"))) as harm,
        playing(PARTS) as honest,
    ):
        bad = {f"bad {n}": harm.address(f"{name}?{n}") for n, name in enumerate(hostile.FORTY)}
        good = {f"good {n}": honest.address(f"plain?{n}") for n in range(20)}
        await rewrite(listed, subscribed(bad | good, ""))
        async with watching(tmp_path / "a.sqlite", listed, lexicon_folder, wary) as run:
            await until(lambda: len(honest.requests) == 20 and len(run.rows) == 20, 30)
            await until(lambda: tried(run), 30)
            assert {run.health[name].state for name in good} == {"live"}
            assert {run.health[name].state for name in bad} == {"failing"}
            assert len(run.rows) == 20
    assert trap.connections == 0


async def test_dates_to_come_are_shown_as_given_and_stand_where_they_were_received(
    tmp_path: Path, lexicon_folder: Path
) -> None:
    listed = tmp_path / "feeds.toml"

    def dated(name: str, when: str) -> bytes:
        return (
            rss((name, f"Story {name}", f"Words of {name}."), published=when)
            .partition(b"<item>")[2]
            .partition(b"</channel>")[0]
        )

    items = b"".join(
        b"<item>" + dated(name, when)
        for name, when in {
            "old": "Mon, 02 Nov 2020 08:00:00 GMT",
            "far": "Sat, 01 Jan 2141 08:00:00 GMT",
            "older": "Sun, 01 Nov 2020 08:00:00 GMT",
        }.items()
    )

    async def serve(scene: Scene) -> bool:
        await scene.answer(body=rss().replace(b"</channel>", items + b"</channel>"))
        return True

    async with playing({"feed": serve}) as player:
        await rewrite(listed, subscribed({"desk": player.address("feed")}))
        async with watching(tmp_path / "a.sqlite", listed, lexicon_folder) as run:
            await until(lambda: tried(run))
            rows = run.rows
            assert [row.title for row in rows] == ["Story far", "Story old", "Story older"]
            assert rows[0].published == datetime(2141, 1, 1, 8, tzinfo=UTC)
            assert all(row.read for row in rows)
            assert run.feeds[0].state.rhythm.last is not None
            assert run.feeds[0].state.rhythm.last <= datetime.now(UTC)


async def test_the_end_waits_for_no_server(tmp_path: Path, lexicon_folder: Path) -> None:
    listed = tmp_path / "feeds.toml"
    async with playing(PARTS) as player:
        await rewrite(listed, subscribed({"desk": player.address("silent")}))
        async with watching(tmp_path / "a.sqlite", listed, lexicon_folder) as run:
            await until(lambda: bool(player.requests))
            assert run.feeds[0].visiting
        await until(lambda: player.open == 0)
