"""Bytes to characters: byte-order mark, UTF-8, what the page declares, what the letters suggest, windows-1252."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WESTERN = {"ascii", "iso8859-1", "latin-1", "us-ascii"}
"""Names that pages give to windows-1252 (WHATWG Encoding Standard)."""
_NO_PLAIN = {"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"}
"""Python's own names of encodings in which plain letters spell others, which nobody looked at."""
_LIKELY = [
    "cp1252", "cp1251", "cp1256", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258", "koi8_r", "koi8_u",
    "cp874", "gb18030", "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip
_LATIN = {"cp1250", "cp1254", "cp1257", "cp1258"}
_NOT_WESTERN = re.compile(
    r"[^\W\d_][\xa1-\xb4\xb6-\xbf\xd7\xf7][^\W\d_]|[\xf0\xfe\xde\xfd][^\W\d_]|\xf8.*\xec|\xec.*\xf8", re.S
)
"""What Polish, Turkish, Czech look like when they are taken for western."""
_GUESSED_FROM = 32_768
_FEW = 0.02
"""Share of bytes above ASCII below which a guess at the script is no better than western."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding they were in, and what was repaired."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, told: str | None = None) -> Decoded | None:
    """None where no encoding fits. `told` is what a mail says, which goes before what the content declares itself."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _repaired(content[len(mark) :], charset)
    if (unmarked := wide(content)) is not None:
        return _repaired(content, unmarked)
    declared = codec_of(told) if told else None
    declared = declared or _declared(content)
    if declared is not None and declared.startswith("iso2022"):
        return _strict(content, declared) or _repaired(content, "utf-8")
    return (
        _strict(content, "utf-8")
        or _almost_utf8(content)
        or (declared and _strict(content, declared))
        or _guess(content)
    )


def wide(content: bytes) -> str | None:
    """UTF-16 or 32 without a byte-order mark, told by the zero bytes of its Latin letters and blanks."""
    head = content[: 4096 - len(content[:4096]) % 2]
    if len(head) < 8 or b"\0" not in head:
        return None
    if not any(head[2:64:4] + head[3:64:4]) or not any(head[0:64:4] + head[1:64:4]):
        found = "utf-32-be" if not head[0] else "utf-32-le"
        if "\ufffd" not in (told := head[: len(head) // 4 * 4].decode(found, "replace")) and "\0" not in told:
            return found
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if max(odd, even) < half * 0.4 or min(odd, even) > half * 0.05:
        return None
    found = "utf-16-le" if odd > even else "utf-16-be"
    return None if _CONTROLS.search(head.decode(found, "replace")) else found


def _strict(content: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(content.decode(charset), charset)
    except (UnicodeError, LookupError):
        return None


def _repaired(content: bytes, charset: str) -> Decoded:
    text = content.decode(charset, "replace")
    bad = text.count("\ufffd") - (content.count(b"\xef\xbf\xbd") if charset == "utf-8" else 0)
    if bad <= 0:
        return Decoded(text, charset)
    many = "One character was" if bad == 1 else f"{bad:,} characters were"
    return Decoded(text, charset, (f"{many} damaged and shown as \ufffd.",))


def _almost_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few bad bytes: at least as many good sequences as bad ones."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return _repaired(content, "utf-8") if good >= max(bad, 1) else None


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:4096])
    return codec_of(found[1].decode("ascii")) if found else None


def codec_of(name: str) -> str | None:
    """Python's name for an encoding as files name it; None for one that is not known or holds no plain characters."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not codec._is_text_encoding or codec.name in _NO_PLAIN:
        return None
    return "cp1252" if codec.name in _WESTERN else codec.name


def _guess(content: bytes) -> Decoded | None:
    high = sum(1 for b in content[:_GUESSED_FROM] if b > 0x7F)
    if high > _FEW * len(content[:_GUESSED_FROM]):
        from charset_normalizer import from_bytes

        best = from_bytes(content[:_GUESSED_FROM], cp_isolation=_LIKELY, threshold=0.35).best()
        if best is not None and not (best.encoding in _LATIN and _is_western(content)):
            return _noted(_strict(content, best.encoding) or _repaired(content, best.encoding))
    return _noted(_strict(content, "cp1252"))


def _is_western(content: bytes) -> bool:
    """Latin encodings differ in few letters; western is the likely one unless it looks odd."""
    decoded = _strict(content[:_GUESSED_FROM], "cp1252")
    return decoded is not None and _NOT_WESTERN.search(decoded.text) is None


def _noted(decoded: Decoded | None) -> Decoded | None:
    if decoded is None:
        return None
    note = f"The encoding is not given; it was read as {decoded.charset.replace('_', '-')}."
    return Decoded(decoded.text, decoded.charset, (note, *decoded.warnings))
