"""The table of what servers do: each part has a name, what it does, and how a fetch of it ends."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from backports import zstd

from tests.feeds.server import FEED, Part, Scene

HOSTILE_BYTES = "\x1b]52;c;aGk=\x07\x9b31m"


@dataclass(frozen=True)
class Behaviour:
    """`ends` is fetched, unchanged or the kind of the failure; its sentence then holds `says`."""

    name: str
    does: str
    ends: str
    says: str
    part: Part


TABLE: dict[str, Behaviour] = {}


def plays(does: str, ends: str = "fetched", says: str = "", name: str = "") -> Callable[[Part], Part]:
    def enter(part: Part) -> Part:
        called = name or getattr(part, "__name__", "").replace("_", "-")
        TABLE[called] = Behaviour(called, does, ends, says, part)
        return part

    return enter


def sends(name: str, does: str, content: bytes, ends: str = "fetched", says: str = "") -> None:
    """These bytes, then the end of the connection."""

    async def part(scene: Scene) -> None:
        await scene.send(content)

    TABLE[name] = Behaviour(name, does, ends, says, part)


def answers(
    name: str,
    does: str,
    ends: str = "fetched",
    says: str = "",
    *,
    status: str = "200 OK",
    body: bytes = FEED,
    **headers: str,
) -> None:
    """A whole answer; the connection stays."""

    async def part(scene: Scene) -> bool:
        await scene.answer(status, body, **headers)
        return True

    TABLE[name] = Behaviour(name, does, ends, says, part)


def _raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def _double_bomb() -> bytes:
    """A few KB that unpack to 1 GB in two steps."""
    packer = zlib.compressobj(9, wbits=31)
    once = b"".join(packer.compress(bytes(2**20)) for _ in range(1000)) + packer.flush()
    return gzip.compress(once, 9)


# Plain answers
answers("plain", "200 with a length", Content_Type="Application/RSS+xml; charset=UTF-8", ETag='"a1"')
answers("empty", "200 without a byte of body", body=b"")
answers("no-content", "204", status="204 No Content", body=b"")
answers("wrong-type", "a feed called image/png", Content_Type="image/png")
answers("html", "a page where a feed should be", body=b"<html><title>Gone fishing</title></html>")
answers("cookies", "sets cookies", Set_Cookie="track=1; Path=/; Max-Age=99999")
answers("two-hundred-six", "a part that was not asked for", "http", "HTTP 206", status="206 Partial Content")
answers("early-hints", "103 before the answer", status="103 Early Hints\r\n\r\nHTTP/1.1 200 OK")
sends("http-1.0", "HTTP/1.0, ended by hanging up", b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n" + FEED)
sends("http-0.9", "a body without any head", FEED, "protocol", "without an answer in HTTP")
sends("ssh", "another protocol", b"SSH-2.0-OpenSSH_9.2\r\n", "protocol", "without an answer in HTTP")
sends(
    "hostile-reason",
    "escapes in the reason phrase",
    f"HTTP/1.1 404 {HOSTILE_BYTES}\r\nContent-Length: 0\r\n\r\n".encode("latin-1"),
    "http",
    "nothing at this address",
)
answers("hostile-type", "escapes in the media type", Content_Type="text/xml" + HOSTILE_BYTES)
answers("hostile-status", "a status that nobody knows", "http", "HTTP 599", status="599 " + "x" * 50)


# Tokens
@plays("304 for the tokens that it gave, 200 with an ETag otherwise", name="tokens")
async def _tokens(scene: Scene) -> bool:
    return await _conditional(scene, '"v7"')


@plays("a weak ETag", name="weak-etag")
async def _weak(scene: Scene) -> bool:
    return await _conditional(scene, 'W/"v7"')


@plays("an ETag without quotes", name="bare-etag")
async def _bare(scene: Scene) -> bool:
    return await _conditional(scene, "v7-gzip")


@plays("an ETag with bytes beyond ASCII", name="latin-etag")
async def _latin(scene: Scene) -> bool:
    return await _conditional(scene, '"caf\xe9"')


@plays("Last-Modified only, in words that are no date", name="modified-only")
async def _modified(scene: Scene) -> bool:
    if scene.request.headers.get("if-modified-since") == "last Tuesday":
        await scene.answer("304 Not Modified", b"")
    else:
        await scene.answer(Last_Modified="last Tuesday")
    return True


@plays("304 that renews the ETag", name="renewed-etag")
async def _renewed(scene: Scene) -> bool:
    if "if-none-match" in scene.request.headers:
        await scene.answer("304 Not Modified", b"", ETag='"v8"')
    else:
        await scene.answer(ETag='"v7"')
    return True


async def _conditional(scene: Scene, etag: str) -> bool:
    if scene.request.headers.get("if-none-match") == etag:
        await scene.answer("304 Not Modified", b"")
    else:
        await scene.answer(ETag=etag, Last_Modified="Sat, 14 Mar 2026 11:00:00 GMT")
    return True


answers(
    "always-304", "304 to whoever asks", "protocol", "nothing from it to compare", status="304 Not Modified", body=b""
)
answers("hostile-etag", "an ETag with escapes in it", ETag=HOSTILE_BYTES)

# Content encodings
answers("gzip", "gzip", body=gzip.compress(FEED), Content_Encoding="gzip")
answers(
    "gzip-members",
    "gzip in three members and padding",
    body=gzip.compress(FEED[:9]) + gzip.compress(FEED[9:]) + bytes(64),
    Content_Encoding="x-gzip",
)
answers("deflate-zlib", "deflate with the zlib frame", body=zlib.compress(FEED), Content_Encoding="deflate")
answers("deflate-raw", "deflate without it", body=_raw_deflate(FEED), Content_Encoding="deflate")
answers("br", "Brotli", body=brotli.compress(FEED), Content_Encoding="br")
answers("zstd", "zstd", body=zstd.compress(FEED), Content_Encoding="zstd")
answers("identity", "an encoding that is none", Content_Encoding="identity")
answers("empty-gzip", "gzip of no byte at all", body=b"", Content_Encoding="gzip")
answers(
    "double-encoding",
    "gzip in gzip",
    "encoding",
    "packed 2 times",
    body=gzip.compress(gzip.compress(FEED)),
    Content_Encoding="gzip, gzip",
)
answers("unknown-encoding", "an encoding nobody asked for", "encoding", "“compress”", Content_Encoding="compress")
answers("false-gzip", "plain text called gzip", "encoding", "cannot be unpacked", Content_Encoding="gzip")
answers("false-br", "plain text called Brotli", "encoding", "cannot be unpacked", Content_Encoding="br")
answers("false-zstd", "plain text called zstd", "encoding", "cannot be unpacked", Content_Encoding="zstd")
answers(
    "cut-gzip",
    "gzip without its end",
    "encoding",
    "ends in the middle",
    body=gzip.compress(FEED)[:-20],
    Content_Encoding="gzip",
)
answers(
    "cut-br",
    "Brotli without its end",
    "encoding",
    "ends in the middle",
    body=brotli.compress(FEED)[:-9],
    Content_Encoding="br",
)
answers(
    "cut-zstd",
    "zstd without its end",
    "encoding",
    "ends in the middle",
    body=zstd.compress(FEED)[:-9],
    Content_Encoding="zstd",
)
answers(
    "gzip-bomb",
    "20 MB of nothing in gzip",
    "too-large",
    "15 MiB",
    body=gzip.compress(bytes(20 * 2**20)),
    Content_Encoding="gzip",
)
answers(
    "br-bomb",
    "20 MB of nothing in Brotli",
    "too-large",
    "15 MiB",
    body=brotli.compress(bytes(20 * 2**20), quality=5),
    Content_Encoding="br",
)
answers(
    "zstd-bomb",
    "20 MB of nothing in zstd",
    "too-large",
    "15 MiB",
    body=zstd.compress(bytes(20 * 2**20)),
    Content_Encoding="zstd",
)
answers(
    "zstd-window",
    "zstd that wants 128 MiB at once",
    "encoding",
    "cannot be unpacked",
    body=bytes.fromhex("28b52ffd0088") + FEED,
    Content_Encoding="zstd",
)
answers(
    "double-bomb",
    "1 GB of nothing in gzip in gzip",
    "encoding",
    "packed 2 times",
    body=_double_bomb(),
    Content_Encoding="gzip, gzip",
)
answers(
    "hidden-bomb",
    "the same, with one layer named: the inner one stays as it is",
    body=_double_bomb(),
    Content_Encoding="gzip",
)
answers(
    "gzip-crumbs",
    "thousands of empty gzip members",
    "encoding",
    "more than 1,000 parts",
    body=gzip.compress(b"") * 5_000,
    Content_Encoding="gzip",
)

# Lengths and chunks
sends(
    "length-too-long",
    "a length beyond what comes",
    b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + FEED,
    "protocol",
    "before it was whole",
)
sends("length-too-short", "more than its length says", b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + FEED)
sends(
    "two-lengths",
    "two lengths",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n" + FEED,
    "protocol",
)
sends(
    "chunked",
    "chunks",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(FEED), FEED),
)
sends(
    "chunked-broken",
    "a chunk without a size",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + FEED,
    "protocol",
    "before it was whole",
)
sends(
    "chunked-cut",
    "chunks without the last",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n",
    "protocol",
    "before it was whole",
)
answers("twenty-megabytes", "20 MB", "too-large", "15 MiB", body=bytes(20 * 2**20))
sends("huge-header", "one header of 1 MB", b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 2**20 + b"\r\n\r\n", "protocol")
sends("many-headers", "50,000 headers", b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 50_000 + b"\r\n", "protocol")
sends("some-headers", "2,000 headers", b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 2_000 + b"Content-Length: 0\r\n\r\n")


# Slowness and silence
@plays("the body byte by byte", "timeout", "did not get to the end")
async def drip(scene: Scene) -> None:
    await scene.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
    while True:
        await scene.send(b" ")
        await asyncio.sleep(0.1)


@plays("the head byte by byte", "timeout", "did not answer")
async def header_drip(scene: Scene) -> None:
    await scene.send(b"HTTP/1.1 200 OK\r\nX-A: ")
    while True:
        await scene.send(b"a")
        await asyncio.sleep(0.1)


@plays("103 without end", "timeout", "did not answer")
async def hints_forever(scene: Scene) -> None:
    while True:
        await scene.send(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await asyncio.sleep(0.05)


@plays("chunk after chunk without end, slowly", "timeout", "did not get to the end")
async def endless_chunks(scene: Scene) -> None:
    await scene.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await scene.send(b"1\r\n \r\n")
        await asyncio.sleep(0.05)


@plays("nothing, ever", "timeout", "did not answer")
async def silent(scene: Scene) -> None:
    await scene.wait()


@plays("hangs up at once", "protocol", "without an answer in HTTP")
async def closes(scene: Scene) -> None:
    pass


@plays("resets the connection", "protocol", "without an answer in HTTP")
async def resets(scene: Scene) -> None:
    _reset(scene)


@plays("resets it in the middle of the body", "protocol", "before it was whole")
async def resets_in_body(scene: Scene) -> None:
    await scene.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\nabc")
    await asyncio.sleep(0.05)
    _reset(scene)


def _reset(scene: Scene) -> None:
    wire = scene.writer.get_extra_info("socket")
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    scene.writer.transport.abort()


# Redirects
def _redirect(name: str, status: int, to: str, does: str, ends: str = "fetched", says: str = "") -> None:
    async def part(scene: Scene) -> bool:
        await scene.answer(f"{status} Moved", b"", Location=to.replace("HERE", f"{scene.host}:{scene.port}"))
        return True

    TABLE[name] = Behaviour(name, does, ends, says, part)


for _status in (301, 302, 303, 307, 308):
    _redirect(f"to-{_status}", _status, "http://HERE/plain", f"a redirect by {_status}")
_redirect("relative", 302, "../plain?from=relative#top", "a relative redirect")
_redirect("unquoted", 302, "/plain?q=caf\xc3\xa9", "a redirect with bytes that should be quoted")
_redirect("to-user", 302, "http://who:secret@HERE/plain", "a redirect with a user and password in it")
_redirect("loop-a", 302, "/loop-b", "a redirect to loop-b", "redirects", "in a circle")
_redirect("loop-b", 302, "/loop-a", "a redirect to loop-a", "redirects", "in a circle")
_redirect("itself", 301, "/itself", "a redirect to itself", "redirects", "in a circle")
_redirect("to-file", 302, "file:///etc/passwd", "a redirect to a file", "redirects", "begin with file:")
_redirect("to-script", 302, "javascript:alert(1)", "a redirect to a script", "redirects", "begin with javascript:")
_redirect("to-mail", 302, "http://HERE@mail.test:25/", "a redirect to a mail server", "redirects", "port 25")
_redirect(
    "to-escapes", 302, "http://a\x1b[31m.test/", "a redirect with control bytes", "redirects", "control characters"
)
_redirect("to-nonsense", 302, "http://[::1/", "a redirect to what is no address", "redirects", "malformed")
_redirect("nowhere", 302, "", "a redirect without a place", "redirects", "does not say where to")
answers(
    "no-location", "the same, without the header", "redirects", "does not say where to", status="301 Moved", body=b""
)
_redirect("six-1", 302, "/six-2", "the first of six redirects", "redirects", "more than 5 times")
for _count in range(2, 7):
    _redirect(f"six-{_count}", 302, f"/six-{_count + 1}" if _count < 6 else "/plain", "a following one")
_redirect("dripping-hop", 302, "/drip", "a redirect to a drip", "timeout", "did not get to the end")

# Statuses
answers("unauthorised", "401", "http", "wants a user and password", status="401 Unauthorized", body=b"")
answers("forbidden", "403", "http", "forbids it (HTTP 403)", status="403 Forbidden", body=b"No.")
answers("missing", "404", "http", "nothing at this address", status="404 Not Found", body=b"")
answers("gone", "410", "http", "gone for good", status="410 Gone", body=b"")
answers("limited", "429 with seconds", "http", "less often", status="429 Slow", body=b"", Retry_After="120")
answers(
    "limited-until",
    "429 with a date",
    "http",
    "less often",
    status="429 Slow",
    body=b"",
    Date="Sat, 14 Mar 2026 11:00:00 GMT",
    Retry_After="Sat, 14 Mar 2026 11:10:00 GMT",
)
answers(
    "limited-forever",
    "429 with an absurd time",
    "http",
    "less often",
    status="429 Slow",
    body=b"",
    Retry_After="9" * 400,
)
answers("broken", "500", "http", "an error of its own (HTTP 500)", status="500 Oops", body=b"")
answers("down", "503", "http", "overloaded", status="503 Down", body=b"", Retry_After="soon")
answers("legal", "451", "http", "legal reasons", status="451 No", body=b"")
answers("teapot", "418", "http", "refuses the request (HTTP 418)", status="418 Teapot", body=b"")


@plays("answers only to reader:s3cret", "http", "wants a user and password")
async def guarded(scene: Scene) -> bool:
    if scene.request.headers.get("authorization") == "Basic cmVhZGVyOnMzY3JldA==":
        await scene.answer()
    else:
        await scene.answer("401 Unauthorized", b"", WWW_Authenticate='Basic realm="desk"')
    return True


PARTS: dict[str, Part] = {name: behaviour.part for name, behaviour in TABLE.items()}
