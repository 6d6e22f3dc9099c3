"""Bytes as the archive keeps them: behind one byte that says how they are packed.

Once an archive has primers of its own, these pack nearly everything. Until then, what is short and much alike is packed
with a dictionary, which holds pieces that most analyses and readings share. It was trained once on the sample
dispatches (`python -m tests.packed`); what it packed can be read with it alone, so another one would be another way of
packing, beside it.
"""

from __future__ import annotations

import sys
import zlib
from functools import cache
from importlib.resources import files

from watchers.archive import primers

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PLAIN, ZLIB, SHARED, BEHIND, PRIMED = b"\x00", b"\x01", b"\x02", b"\x03", b"\x04"
SHORTEST, LONGEST = 8, 128 * 1024
"""Bytes of an original behind which a text is packed; longer ones are feeds and books, which take longer to unpack."""
ERRORS = (zlib.error, zstd.ZstdError)


def packed(content: bytes) -> bytes:
    """By itself, where that is shorter."""
    return shortest(content, ZLIB + zlib.compress(content, 6))


def packed_with_dictionary(content: bytes) -> bytes:
    """As one of many much alike."""
    return shortest(content, SHARED + _compressor().compress(content, zstd.ZstdCompressor.FLUSH_FRAME))


def packed_behind(content: bytes, original: bytes) -> bytes:
    """As told by the bytes in which it came: what stands in them word for word takes next to nothing."""
    if not SHORTEST <= len(original) <= LONGEST:
        return packed(content)
    before = zstd.ZstdDict(original, is_raw=True).as_prefix
    return shortest(content, BEHIND + zstd.compress(content, options=primers.options(primers.SMALL), zstd_dict=before))


def unpacked(value: bytes, original: bytes | None = None) -> bytes:
    """`original` are the packed bytes behind which it was packed. Raises one of `columns.UNREADABLE`."""
    kind, rest = value[:1], value[1:]
    if kind == ZLIB:
        return zlib.decompress(rest)
    if kind == PLAIN:
        return rest
    if kind == SHARED:
        return zstd.decompress(rest, zstd_dict=_shared().as_digested_dict)
    if kind == PRIMED:
        return primers.known(rest[: primers.KEY]).unpack(rest[primers.KEY :])
    if kind == BEHIND and original is not None:
        return zstd.decompress(rest, zstd_dict=zstd.ZstdDict(unpacked(original), is_raw=True).as_prefix)
    raise ValueError("packed in no known way")


def shortest(content: bytes, small: bytes) -> bytes:
    """As it is packed, or as it came where that takes less."""
    return small if len(small) <= len(content) else PLAIN + content


@cache
def _shared() -> zstd.ZstdDict:
    return zstd.ZstdDict((files(__package__) / "shared.zdict").read_bytes())


@cache
def _compressor() -> zstd.ZstdCompressor:
    """One for all, since making one takes as long as packing with it; it locks itself."""
    return zstd.ZstdCompressor(options=primers.options(primers.SMALL), zstd_dict=_shared().as_digested_dict)
