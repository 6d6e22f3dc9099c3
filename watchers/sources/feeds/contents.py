"""Content encodings undone piece by piece, so that nobody's bomb is ever whole in memory."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

import brotli

from watchers.clean import clean_line
from watchers.sources.feeds.troubles import FetchError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"
PIECE = 64 * 1024
"""Bytes that one step yields at most."""
_MEMBERS = 1_000
"""Streams one after another in a body: an empty one costs its sender 20 bytes, and us a decoder."""
_WINDOW = 23
"""8 MiB, which RFC 9659 sets as the limit for zstd as a content encoding."""


class Decoder(Protocol):
    """Bytes as they come in, pieces of at most PIECE bytes out. Raises FetchError (`encoding`).

    `window` is how many bytes of what it put out the decoder keeps in mind, where that matters.
    """

    window: int

    def pieces(self, raw: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None:
        """After the last bytes: raises FetchError where the end is missing."""


def decoder(named: Sequence[str]) -> Decoder:
    """For the values of Content-Encoding. Raises FetchError where they name two, or an unknown one."""
    names = [name for value in named for part in value.split(",") if (name := part.strip().lower())]
    names = [name for name in names if name != "identity"]
    if len(names) > 1:
        raise FetchError("encoding", f"The answer is packed {len(names)} times over; only one packing is undone.")
    match names:
        case []:
            return _Plain()
        case ["gzip" | "x-gzip" | "deflate"]:
            return _Zlib(raw_allowed=names[0] == "deflate")
        case ["br"]:
            return _Brotli()
        case ["zstd"]:
            return _Zstd()
    raise FetchError("encoding", f"The answer is packed as “{clean_line(names[0], 30)}”, which was not asked for.")


def _damaged(name: str) -> FetchError:
    return FetchError("encoding", f"The answer says that it is packed as {name}, but it cannot be unpacked.")


def _cut(name: str) -> FetchError:
    return FetchError("encoding", f"The answer is packed as {name} and ends in the middle.")


def _next_member(count: int) -> int:
    if count >= _MEMBERS:
        raise FetchError("encoding", f"The answer is packed in more than {_MEMBERS:,} parts.")
    return count + 1


class _Plain:
    window = 0

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        yield raw

    def finish(self) -> None:
        pass


class _Zlib:
    """gzip with any number of members, and deflate with or without the zlib frame (servers send both)."""

    window = 0

    def __init__(self, *, raw_allowed: bool) -> None:
        self._stream: zlib._Decompress | None = None
        self._raw_allowed, self._name = raw_allowed, "deflate" if raw_allowed else "gzip"
        self._head, self._members, self._ended = b"", 0, False

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        raw = self._head + raw
        if not self._stream and len(raw) < 2:
            self._head = raw
            return
        self._head = b""
        try:
            while raw and not self._ended:
                if self._members and not self._stream and raw[:1] != b"\x1f":
                    self._ended = True
                    return
                self._stream = self._stream or self._begun(raw)
                piece = self._stream.decompress(raw, PIECE)
                while piece:
                    yield piece
                    piece = self._stream.decompress(self._stream.unconsumed_tail, PIECE)
                raw = self._after()
        except zlib.error:
            raise _damaged(self._name) from None

    def _begun(self, raw: bytes) -> zlib._Decompress:
        self._members = _next_member(self._members)
        if not self._raw_allowed:
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        framed = raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)

    def _after(self) -> bytes:
        """What follows an ended member: another one, or bytes that count for nothing."""
        if not self._stream or not self._stream.eof:
            return b""
        rest = self._stream.unused_data
        if self._raw_allowed:
            self._ended = True
        else:
            self._stream = None
        return rest

    def finish(self) -> None:
        if (self._stream and not self._stream.eof) or (self._head and not self._members):
            raise _cut(self._name)


class _Brotli:
    window = 2**_WINDOW

    def __init__(self) -> None:
        self._stream, self._fed = brotli.Decompressor(), False

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        if self._stream.is_finished():
            return
        self._fed = True
        try:
            while piece := self._stream.process(raw, output_buffer_limit=PIECE):
                yield piece
                raw = b""
                if self._stream.is_finished() or self._stream.can_accept_more_data():
                    return
        except brotli.error:
            raise _damaged("Brotli") from None

    def finish(self) -> None:
        if self._fed and not self._stream.is_finished():
            raise _cut("Brotli")


class _Zstd:
    window = 2**_WINDOW

    def __init__(self) -> None:
        self._stream: zstd.ZstdDecompressor | None = None
        self._frames = 0

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        try:
            while raw:
                self._stream = self._stream or self._begun()
                piece = self._stream.decompress(raw, PIECE)
                while piece or not (self._stream.eof or self._stream.needs_input):
                    yield piece
                    piece = b"" if self._stream.eof else self._stream.decompress(b"", PIECE)
                raw = self._stream.unused_data if self._stream.eof else b""
                self._stream = None if self._stream.eof else self._stream
        except zstd.ZstdError:
            raise _damaged("zstd") from None

    def _begun(self) -> zstd.ZstdDecompressor:
        self._frames = _next_member(self._frames)
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})

    def finish(self) -> None:
        if self._stream:
            raise _cut("zstd")
