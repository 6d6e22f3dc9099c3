"""What was packed comes out whole, in whatever pieces it comes; what is damaged ends in a sentence."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from watchers.sources.feeds.contents import PIECE, decoder
from watchers.sources.feeds.troubles import FetchError


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def plain(content: bytes) -> bytes:
    return content


PACKERS: dict[str, list[Callable[[bytes], bytes]]] = {
    "gzip": [gzip.compress, lambda content: gzip.compress(content[:5]) + gzip.compress(content[5:])],
    "deflate": [zlib.compress, raw_deflate],
    "br": [brotli.compress],
    "zstd": [zstd.compress, lambda content: zstd.compress(content[:5]) + zstd.compress(content[5:])],
    "identity": [plain],
}
PAIRS = [(name, packer) for name, packers in PACKERS.items() for packer in packers]


def unpacked(name: str, packed: bytes, step: int) -> bytes:
    unpack = decoder([name])
    out = []
    for start in range(0, len(packed), step):
        for piece in unpack.pieces(packed[start : start + step]):
            assert len(piece) <= max(PIECE, step)
            out.append(piece)
    unpack.finish()
    return b"".join(out)


@given(st.sampled_from(PAIRS), st.binary(max_size=2_000), st.integers(1, 300), st.sampled_from([1, 300]))
def test_comes_out_whole(pair: tuple[str, Callable[[bytes], bytes]], content: bytes, step: int, times: int) -> None:
    assert unpacked(pair[0], pair[1](content * times), step) == content * times


@given(st.sampled_from(["gzip", "deflate", "br", "zstd"]), st.binary(max_size=500), st.integers(1, 50))
def test_any_bytes_end_in_bytes_or_a_sentence(name: str, content: bytes, step: int) -> None:
    try:
        unpacked(name, content, step)
    except FetchError as error:
        assert error.kind == "encoding"  # noqa: PT017


@given(st.sampled_from(PAIRS[:-1]), st.binary(min_size=200, max_size=500), st.data())
def test_a_cut_is_noticed(pair: tuple[str, Callable[[bytes], bytes]], content: bytes, data: st.DataObject) -> None:
    name, packer = pair
    packed = packer(content)
    end = data.draw(st.integers(1, len(packed) - 1))
    try:
        assert unpacked(name, packed[:end], 64) == content[:5]  # a whole first part
    except FetchError as error:
        assert "packed as" in error.reason  # noqa: PT017


@pytest.mark.parametrize("named", [["gzip, br"], ["gzip", "gzip"], ["sdch"], ["\x1b[31m"]])
def test_two_packings_or_an_unknown_one_are_refused(named: list[str]) -> None:
    with pytest.raises(FetchError) as caught:
        decoder(named)
    assert caught.value.reason.isprintable()


def test_names_are_read_in_any_case_and_identity_is_none() -> None:
    assert list(decoder(["identity , X-GZIP,"]).pieces(gzip.compress(b"news"))) == [b"news"]
