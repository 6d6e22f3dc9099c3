"""Every sign of ours in ASCII, one character a cell: the one table, and the edge where all that is painted passes."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, name, normalize

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_PAIRS = """
●o ○. ◉@ ◎0 ∙. ◌: ◐d ◦, •- ·- ★* ☆* ▲^ △^ ▼v ▽v ▶> ▸+ ▾- ◀< ◂< ◆# ◇. ■# □. ▪# ▫.
✓+ ✔+ ✕x ✖x ✗x ×x ⧗% ⌛% ↻& ↺& ✝+ †+ ⊘/ ‖= ❄# ⌕? ⌖+ ⚠! ⚑! ⚐!
⏎< ↵< ⌫< ⇧^ →> ←< ↑^ ↓v ↗^ ↘v ↔- ⋯. …~ ›> ‹< »> «< −- –- —- ―- ‐- ‑- ‒-
⧉= ✎; ‣-
“" ”" „" ‟" ‘' ’' ‚' ‛' ′' ″" ▁_ ▂. ▃: ▄- ▅= ▆+ ▇* █# ▀" ▌> ▐| ░. ▒: ▓%
▉# ▊# ▋# ▍| ▎| ▏| ▕| ▔- ▖. ▗. ▘' ▝' ▙# ▛# ▜# ▟# ▚% ▞% ━= ┃# ╸- ╺- ╹| ╻| ╾- ╼-
│| ─- ═= ║# ┄- ┅= ┆| ┇# ┈- ┉= ┊| ┋# ╌- ╍= ╎| ╏# ╴- ╶- ╵| ╷|
"""
SIGNS: dict[str, str] = {pair[0]: pair[1] for pair in _PAIRS.split()}
_HEAVY = ("HEAVY", "DOUBLE")
_DOTS = " ..::++##"
"""By how many of the eight dots of a braille cell there are."""
_SHAPES = {
    "UP-POINTING": "^",
    "DOWN-POINTING": "v",
    "LEFT-POINTING": "<",
    "RIGHT-POINTING": ">",
    "UPWARDS": "^",
    "DOWNWARDS": "v",
    "LEFTWARDS": "<",
    "RIGHTWARDS": ">",
    "CIRCLE": "o",
    "SQUARE": "#",
    "DIAMOND": "#",
    "STAR": "*",
    "CHECK": "+",
    "BALLOT": "x",
}
"""By a word of the name that Unicode gives a sign that the table has not."""
_LETTERS = ("L", "M", "N")
_SPOKEN = {"IE": "E", "IO": "E", "YA": "A", "YU": "U", "AIN": "A", "ETH": "D", "SIGN": "'"} | {
    f"E{letter}": letter for letter in "LMNRSF"
}
"""Letters whose names begin with another letter than they are mostly written with."""


class Ascii(LineFilter):
    """Signs become ASCII, letters stay where `encoding` has them; no line becomes longer or shorter."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self.encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Those of a line."""
        return [
            segment if segment.text.isascii() else segment._replace(text=spelled(segment.text, self.encoding))
            for segment in segments
        ]


@lru_cache(maxsize=4096)
def spelled(text: str, encoding: str) -> str:
    """A text in as many cells as before."""
    width = cell_len(text)
    shown = "".join(_cells(char, encoding) for char in normalize("NFC", text))
    over = cell_len(shown) - width
    return shown + " " * -over if over <= 0 else spelled_plainly(shown, width)


def spelled_plainly(shown: str, width: int) -> str:
    """Cut to its cells, where characters together took fewer than each for itself."""
    while cell_len(shown) > width:
        shown = shown[:-1]
    return shown + " " * (width - cell_len(shown))


@lru_cache(maxsize=4096)
def _cells(char: str, encoding: str) -> str:
    if char.isascii():
        return char
    if char in SIGNS:
        return SIGNS[char]
    if category(char)[0] in _LETTERS and _has(encoding, char):
        return char
    width = cell_len(char)
    return (_drawn(char) or _lettered(char) or "?" * width).ljust(width, "?")[:width] if width else ""


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _drawn(char: str) -> str:
    """Braille, lines of boxes and the rest of the blocks, by how much of the cell they fill."""
    if "⠀" <= char <= "⣿":
        return _DOTS[(ord(char) - 0x2800).bit_count()]
    if "─" <= char <= "╿":
        return "#" if any(word in name(char) for word in _HEAVY) else "+"
    if "▀" <= char <= "▟":
        return "#"
    if char.isspace():
        return " "
    words = name(char, "").split() if category(char)[0] == "S" else []
    return next((sign for word, sign in _SHAPES.items() if word in words), "")


def _lettered(char: str) -> str:
    """`é` as e, `Ж` as z, `か` as ka: by its parts, else by the name that Unicode gives it."""
    parts = "".join(part for part in normalize("NFKD", char) if part.isascii())
    if parts:
        return parts
    called = name(char, "").split(" WITH ")[0]
    kind, _, word = called.rpartition(" ")
    if not kind or not any(each in kind for each in ("LETTER", "SYLLABLE", "LIGATURE", "DIGIT")):
        return ""
    word = _SPOKEN.get(word, word)
    return word.upper() if " CAPITAL " in f" {kind} " else word.lower()
