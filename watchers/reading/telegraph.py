"""Characters of the wires' own tables, which no file declares: ISO 6937, IBM 437/850, and ISO 646 of the countries."""

from __future__ import annotations

import re
import unicodedata

from watchers.reading.charset import Decoded
from watchers.reading.given import Given

_ACCENTS = {
    0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304", 0xC6: "\u0306", 0xC7: "\u0307",
    0xC8: "\u0308", 0xCA: "\u030a", 0xCB: "\u0327", 0xCD: "\u030b", 0xCE: "\u0328", 0xCF: "\u030c",
}  # fmt: skip
"""ISO/IEC 6937: an accent stands before its letter."""
_SINGLE = {
    0xA1: "¡", 0xA3: "£", 0xA4: "$", 0xA7: "§", 0xA9: "‘", 0xAA: "“", 0xAB: "«", 0xB0: "°", 0xB4: "×", 0xB8: "÷",
    0xB9: "’", 0xBA: "”", 0xBB: "»", 0xBC: "¼", 0xBD: "½", 0xBE: "¾", 0xBF: "¿", 0xD0: "—", 0xE1: "Æ", 0xE2: "Đ",
    0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEC: "Þ", 0xF1: "æ", 0xF2: "đ", 0xF3: "ð", 0xF5: "ı", 0xF8: "ł", 0xF9: "ø",
    0xFA: "œ", 0xFB: "ß", 0xFC: "þ",
}  # fmt: skip
_ACCENTED = re.compile(rb"[\xc1-\xc8\xca\xcb\xcd-\xcf][A-Za-z]")
_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+(?=[a-z])|(?<![\x80-\xff])[\x80-\xff](?=[a-z]{2})")
_IBM = frozenset(b"\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x90\x91\x93\x94\x95\x96\x97\x99\x9a"
                 b"\xa0\xa1\xa2\xa3\xa4\xa5\xe1")  # fmt: skip
"""Letters of IBM 437 and 850 alike; most are signs or nothing in windows-1252."""
_NATIONAL = {
    "DIN 66003": ("[\\]{|}~", "ÄÖÜäöüß", ("für", "über", "können", "müssen", "öffentlich", "daß", "während", "würde")),
    "SEN 850200": ("[\\]{|}", "ÄÖÅäöå", ("för", "på", "är", "från", "också", "även", "när", "två", "år")),
    "NS 4551": ("[\\]{|}", "ÆØÅæøå", ("på", "år", "også", "når", "går", "få", "være", "før", "både")),
}
"""National forms of ISO 646, each with words by which it is known."""
_NATIONAL_SIGN = re.compile(r"(?<=[A-Za-z])[\[\\\]{|}~]|[\[\\\]{|}~](?=[a-z])")
_LOOKED_AT = 200_000


def decode(given: Given) -> Decoded:
    """The characters of a telegram. Raises UnreadableError where no table fits."""
    content = given.content
    found = None
    if not content.isascii():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            found = _iso6937(content) or _ibm(content)
    elif _NATIONAL_SIGN.search(text := content[:_LOOKED_AT].decode("ascii")):
        found = _national(text, content)
    if found is not None:
        given.decoded_as(found)
    return given.decoded


def _iso6937(content: bytes) -> Decoded | None:
    """Where accents stand before small letters and hardly a byte above ASCII does anything else."""
    head = content[:_LOOKED_AT]
    accented = _ACCENTED.findall(head)
    high = sum(b > 0x9F for b in head)
    small = sum(pair[1:].islower() for pair in accented)
    others = sum(b in _SINGLE for b in head)
    if small < 2 or len(accented) + others < high * 0.9 or any(0x80 <= b <= 0x9F for b in head):
        return None
    parts: list[str] = []
    accent = ""
    for byte in content:
        if byte in _ACCENTS:
            accent = _ACCENTS[byte]
            continue
        parts.append((chr(byte) if byte < 0x80 else _SINGLE.get(byte, "\ufffd")) + accent)
        accent = ""
    return _noted(unicodedata.normalize("NFC", "".join(parts)), "ISO 6937")


def _ibm(content: bytes) -> Decoded | None:
    """Where the bytes within words are letters of IBM 850, and no letters of windows-1252."""
    within = b"".join(_IN_WORD.findall(content[:_LOOKED_AT]))
    if not within or sum(b in _IBM for b in within) < len(within) * 0.95 or not any(b < 0xA0 for b in within):
        return None
    return _noted(content.decode("cp850"), "cp850")


def _national(head: str, content: bytes) -> Decoded | None:
    """The table under which the text holds words of its language."""
    best: tuple[int, str] = (0, "")
    for name, (signs, letters, known) in _NATIONAL.items():
        words = re.findall(r"\w+", head.translate(str.maketrans(signs, letters)).lower())
        best = max(best, (sum(words.count(word) for word in known), name), key=lambda each: each[0])
    if best[0] < 2:
        return None
    signs, letters, _ = _NATIONAL[best[1]]
    return _noted(content.decode("ascii").translate(str.maketrans(signs, letters)), best[1])


def _noted(text: str, name: str) -> Decoded:
    return Decoded(text, name, (f"The encoding is not given; it was read as {name}.",))
