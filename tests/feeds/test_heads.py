"""Whatever stands in the head of an answer, the feed's row is one clean sentence and the others go on."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.feeds.desk import rewrite, rss, watching
from tests.feeds.server import Part, Scene, playing
from tests.waiting import until
from watchers.archive.rows import Health
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners

ESCAPES = b"\x1b]52;c;aGk=\x07\x1b[31m\x9b2J\x7f"
UTF8 = "Новости \u202e停".encode()
BODY = rss(("h-1", "Ferry service resumes", "The ferry left port at dawn."))
LENGTH = b"Content-Length: %d" % len(BODY)
OK = b"HTTP/1.1 200 OK"


def raw(*lines: bytes, body: bytes = BODY) -> bytes:
    """An answer to the byte; without a length it ends with the connection."""
    return b"\r\n".join([*lines, b"", b""]) + body


LIVE = {
    "version of nonsense": raw(b"HTTP/9.9 200 OK", LENGTH),
    "escapes in a value": raw(OK, b"X-Note: " + ESCAPES, LENGTH),
    "latin server": raw(OK, b"Server: caf\xe9 \xff\xfe", LENGTH),
    "utf-8 server": raw(OK, b"Server: " + UTF8, LENGTH),
    "charset of nonsense": raw(OK, b"Content-Type: text/xml; charset=klingon-\xff", LENGTH),
    "charset that runs": raw(OK, b"Content-Type: text/xml; charset=unicode_escape", LENGTH),
    "charset of bytes": raw(OK, b"Content-Type: text/xml; charset=hex", LENGTH),
    "charset without an end": raw(OK, b"Content-Type: text/xml; charset=" + b"u" * 10_000, LENGTH),
    "type without an end": raw(OK, b"Content-Type: " + b"a/" * 5_000, LENGTH),
    "etag of 90 kB": raw(OK, b'ETag: "' + b"e" * 90_000 + b'"', LENGTH),
    "modified of 90 kB": raw(OK, b"Last-Modified: " + b"m" * 90_000, LENGTH),
    "etag in utf-8": raw(OK, b'ETag: "' + UTF8 + b'"', LENGTH),
    "modified in the year 9999": raw(OK, b"Last-Modified: Fri, 31 Dec 9999 23:59:59 GMT", LENGTH),
    "age and expiry of nonsense": raw(
        OK,
        b"Age: -1",
        b"Expires: \xff",
        b"Cache-Control: max-age=" + b"9" * 999 + b",,=,max-age=-5",
        b"Date: 0",
        LENGTH,
    ),
    "cookies": raw(OK, *(b"Set-Cookie: a%d=%s" % (n, b"c" * 200) for n in range(400)), LENGTH),
    "refresh": raw(OK, b"Refresh: 0; url=file:///etc/passwd", b"Link: <javascript:alert(1)>; rel=self", LENGTH),
    "no reason": raw(b"HTTP/1.1 200", LENGTH),
    "reason in utf-8": raw(b"HTTP/1.1 200 " + UTF8, LENGTH),
    "chunks with extensions": raw(
        OK, b"Transfer-Encoding: chunked", body=b"%x;%s=1\r\n%s\r\n0\r\nX: y\r\n\r\n" % (len(BODY), b"e" * 999, BODY)
    ),
}
"""What is read all the same."""
FAILING = {
    "escapes in a name": raw(OK, ESCAPES + b": x", LENGTH),
    "zero byte": raw(OK, b"X-Note: a\0b", LENGTH),
    "escapes in the reason": raw(b"HTTP/1.1 503 " + ESCAPES, b"Content-Length: 0", body=b""),
    "no colon": raw(OK, b"this is no header", LENGTH),
    "status of nonsense": raw(b"HTTP/1.1 two hundred", LENGTH),
    "status of 20 digits": raw(b"HTTP/1.1 " + b"2" * 20 + b" OK", LENGTH),
    "status of zero": raw(b"HTTP/1.1 000 OK", LENGTH),
    "negative status": raw(b"HTTP/1.1 -200 OK", LENGTH),
    "escapes first": ESCAPES + raw(OK, LENGTH),
    "negative length": raw(OK, b"Content-Length: -5"),
    "length of nonsense": raw(OK, b"Content-Length: many"),
    "length of 400 digits": raw(OK, b"Content-Length: " + b"9" * 400),
    "length of an exabyte": raw(OK, b"Content-Length: 1000000000000000000"),
    "length in other digits": raw(OK, "Content-Length: ٣".encode()),
    "length too long": raw(OK, b"Content-Length: %d" % (len(BODY) + 50)),
    "length too short": raw(OK, b"Content-Length: 20"),
    "a hundred of 8 kB": raw(OK, *(b"X-%d: %s" % (n, b"x" * 8_192) for n in range(100)), LENGTH),
    "etag of 1 MB": raw(OK, b'ETag: "' + b"e" * 10**6 + b'"', LENGTH),
    "no end of the head": OK + b"\r\nServer: x\r\nX-Slow",
    "chunk of a negative size": raw(OK, b"Transfer-Encoding: chunked", body=b"-5\r\nhello\r\n0\r\n\r\n"),
    "chunk of an endless size": raw(OK, b"Transfer-Encoding: chunked", body=b"f" * 5_000 + b"\r\nhello\r\n"),
    "chunks broken off": raw(OK, b"Transfer-Encoding: chunked", body=b"%x\r\n%s" % (len(BODY), BODY[:90])),
    "transfer of nonsense": raw(OK, b"Transfer-Encoding: " + ESCAPES, LENGTH),
    "false gzip": raw(OK, b"Content-Encoding: gzip", LENGTH),
    "encoding with escapes": raw(OK, b"Content-Encoding: x" + UTF8, LENGTH),
    "encodings without end": raw(OK, b"Content-Encoding: " + b"gzip," * 2_000, LENGTH),
    "gzip twice": raw(
        OK, b"Content-Encoding: gzip", b"Content-Encoding: gzip", body=gzip.compress(gzip.compress(BODY))
    ),
    "bomb": raw(OK, b"Content-Encoding: gzip", body=gzip.compress(bytes(20 * 2**20))),
    "empty": raw(OK, b"Content-Length: 0", body=b""),
    "to escapes": raw(b"HTTP/1.1 302 Found", b"Location: http://a" + UTF8 + b"\xff.test/\t\xa0", body=b""),
    "to a script": raw(b"HTTP/1.1 302 Found", b"Location: javascript:alert(1)", body=b""),
    "to a file": raw(b"HTTP/1.1 301 Moved", b"Location: file:///etc/passwd", body=b""),
    "to data": raw(b"HTTP/1.1 307 Moved", b"Location: data:text/xml,%s" % BODY.replace(b"\n", b""), body=b""),
    "to 90 kB": raw(b"HTTP/1.1 302 Found", b"Location: /" + b"l" * 90_000, body=b""),
    "to a port of nonsense": raw(b"HTTP/1.1 302 Found", b"Location: http://desk.test:99999999/", body=b""),
    "to a name of nonsense": raw(b"HTTP/1.1 302 Found", b"Location: http://" + b"a" * 300 + b".test/", body=b""),
    "to %00": raw(b"HTTP/1.1 302 Found", b"Location: http://%1b%00/", body=b""),
    **{
        f"again {name}": raw(b"HTTP/1.1 429 Slow", b"Retry-After: " + value, b"Content-Length: 0", body=b"")
        for name, value in {
            "negative": b"-5",
            "huge": b"9" * 400,
            "nonsense": b"soon \xff\xfe",
            "in 9999": b"Fri, 31 Dec 9999 23:59:59 GMT",
            "in other digits": "٣٠".encode(),
            "in the year 0": b"Sat, 01 Jan 0000 00:00:00 GMT",
            "beyond a zone": b"Fri, 31 Dec 9999 23:59:59 -9999",
        }.items()
    },
}
"""What is told as a failure."""
EITHER = {
    "folded": raw(OK, b"X-Note: a\r\n b\r\n\tc", LENGTH),
    "folded first": raw(OK, b" X-Note: a", LENGTH),
    "bare line ends": raw(OK, LENGTH).replace(b"\r\n", b"\n"),
    "two lengths": raw(OK, LENGTH, LENGTH),
    "length and chunks": raw(
        OK, LENGTH, b"Transfer-Encoding: chunked", body=b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    ),
}
"""What may be taken either way."""
ALL = LIVE | FAILING | EITHER


def part(answer: bytes) -> Part:
    async def play(scene: Scene) -> None:
        await scene.send(answer)

    return play


def hurried() -> Fetcher:
    return Fetcher(Manners(seconds=4, spacing=0, per_host=12))


def told(health: Health) -> str:
    return " ".join(filter(None, (health.problem, health.said)))


async def test_each_is_told_in_a_clean_sentence_and_the_others_are_read(tmp_path: Path, lexicon_folder: Path) -> None:
    listed, kept = tmp_path / "feeds.toml", tmp_path / "archive.sqlite"
    parts = {f"f{n}": part(answer) for n, answer in enumerate(ALL.values())} | {"good": part(raw(OK, LENGTH))}
    async with playing(parts) as player:
        paths = dict(zip(ALL, parts, strict=False)) | {f"good {n}": f"good?{n}" for n in range(5)}
        await rewrite(
            listed,
            "".join(
                f'[[feed]]\nurl = "{player.address(path)}"\nname = "{name}"\nallow_private = true\n'
                for name, path in paths.items()
            ),
        )
        async with watching(kept, listed, lexicon_folder, hurried) as run:
            await until(lambda: len(run.feeds) == len(paths), 30)
            await until(lambda: all(feed.state.tried and not feed.visiting for feed in run.feeds), 60)
            now = datetime.now(UTC)
            run.service.rescan()  # with what was kept of the first answers; who asked for rest is left in peace
            live = [feed for feed in run.feeds if feed.subscription.name in LIVE]
            await until(lambda: all(feed.state.tried and feed.state.tried > now for feed in live), 60)
            await until(lambda: not any(feed.visiting for feed in run.feeds), 60)
            health = run.health
    said = {name: told(health[name]) for name in paths}
    states = {name: health[name].state for name in paths}
    assert {name: text for name, text in said.items() if not text.isprintable() or not text.endswith(".")} == {}
    assert {name: text for name, text in said.items() if len(text) > 300 or "Error" in text or "rror:" in text} == {}
    assert {name: said[name] for name in LIVE if states[name] != "live"} == {}
    assert {name: said[name] for name in FAILING if states[name] != "failing"} == {}
    assert {states[f"good {n}"] for n in range(5)} == {"live"}
    assert all(len(value) <= 1_000 for request in player.requests for value in request.headers.values())
    with closing(sqlite3.connect(kept)) as archive:
        assert "\x1b" not in "\n".join(archive.iterdump())
