"""The groups and control words of rich text, heard in one pass; each group keeps its state from the one around it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from watchers.clean import LONGEST_TEXT
from watchers.reading.blocks import joined

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<mark>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.S,
)
_DEEPEST = 1000
_MOST = 1_500_000
_SILENT = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf fldinst"
    " listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles nonshppict"
    " annotation atnid atnauthor atndate atnref xe tc rxe bkmkstart bkmkend shprslt sp pntext pntxta pntxtb listtext"
    " upr template filetbl revtbl xmlnstbl mmath userprops docvar objdata objclass blipuid do ftnsep ftnsepc"
    " aftnsep".split()
)
_HEARD = frozenset(["shpinst", "shptxt", "ud", "fldinst", "shppict"])
"""Groups marked as optional that are looked into all the same."""
_INFO = frozenset(["title", "author", "keywords"])
_TIMES = frozenset(["creatim", "revtim"])
_TIME_PARTS = frozenset(["yr", "mo", "dy", "hr", "min"])
_SAID = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "cell": " | ", "nestcell": " | ", "row": "\n",
    "nestrow": "\n", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "", "rtlmark": "",
}  # fmt: skip
_PARAGRAPH_ENDS = frozenset(["par", "sect", "page", "column"])
_MARKS = {"~": " ", "_": "-", "-": "", "\n": "\n\n", "\r": "\n\n"}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437",
}  # fmt: skip
"""The numbers of \\fcharset."""
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_LINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]{1,2000})"')
_ROW = re.compile(r"(?: \| )+\n|\n{2,}(?= \| )")


@dataclass(frozen=True, slots=True)
class _State:
    """Of a group: where its words go, None for nowhere; their encoding; how many characters \\u is followed by."""

    sink: list[str] | None
    page: str = "cp1252"
    stand_ins: int = 1
    hidden: bool = False
    role: str = ""


class Groups:
    """What was heard; `info` and `times` by their control words, `linked` addresses with the words they lie under."""

    def __init__(self) -> None:
        self.info: dict[str, list[str]] = {}
        self.times: dict[str, dict[str, int]] = {}
        self.linked: list[tuple[str, str]] = []
        self.warnings: list[str] = []
        self._words: list[str] = []
        self._notes: list[list[str]] = []
        self._held = bytearray()
        self._state = _State(self._words)
        self._outer: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._page = "cp1252"
        self._skips = 0
        self._optional = False
        self._size = 0
        self._address = ""
        self._linked_from = 0

    def hear(self, content: bytes) -> bool:
        """False where the groups are nested too deeply."""
        at = 0
        for _ in range(_MOST):
            found = _TOKEN.match(content, at)
            if found is None or self._size > LONGEST_TEXT:
                break
            at = found.end()
            if found["brace"] == b"{":
                self._open()
                if len(self._outer) > _DEEPEST:
                    return False
            elif found["brace"] and not self._close():
                break
            else:
                at += self._within(found)
        else:
            self.warnings.append("Only its beginning was read.")
            self._outer.clear()
        self._flush()
        if self._outer and self._size <= LONGEST_TEXT:
            self.warnings.append("The file breaks off; it was read up to there.")
        return True

    def text(self) -> str:
        """The text with its notes below; the two halves of characters beyond \\uFFFF put together."""
        text = _ROW.sub("\n", "".join(self._words))
        notes = ["".join(note).strip() for note in self._notes]
        text = joined([text, *(f"[{n}] {note}" for n, note in enumerate(notes, 1))])
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _within(self, found: re.Match[bytes]) -> int:
        """Hears what is no brace; gives the number of bytes behind it that are no text."""
        if (text := found["text"]) is not None:
            self._text(text)
        elif found["hex"]:
            self._text(bytes([int(found["hex"], 16)]))
        elif (mark := found["mark"]) is not None:
            self._mark(mark.decode("latin-1"))
        elif found["word"]:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == b"bin":
                return max(number or 0, 0)
            self._control(found["word"].decode("ascii"), number)
        return 0

    def _open(self) -> None:
        self._flush()
        self._skips, self._optional = 0, False
        self._outer.append(self._state)
        self._state = replace(self._state, role="")

    def _close(self) -> bool:
        """False where it was the last group."""
        self._flush()
        self._skips, self._optional = 0, False
        done = self._state
        self._state = self._outer.pop() if self._outer else done
        if done.role == "fldinst" and done.sink and (link := _LINK.search("".join(done.sink))):
            self._address = link[1]
        elif done.role == "fldrslt" and self._address:
            self.linked.append((self._address, "".join(self._words[self._linked_from :])))
            self._address = ""
        return bool(self._outer)

    def _text(self, text: bytes) -> None:
        if self._skips:
            text, self._skips = text[self._skips :], max(0, self._skips - len(text))
        if self._state.sink is not None and not self._state.hidden:
            self._held += text

    def _flush(self) -> None:
        if self._held:
            self._say(self._held.decode(self._state.page, "replace"))
            self._held.clear()

    def _say(self, words: str) -> None:
        if self._state.sink is not None and not self._state.hidden:
            self._state.sink.append(words)
            self._size += len(words)

    def _mark(self, mark: str) -> None:
        self._flush()
        if mark == "*":
            self._optional = True
        elif self._skips:
            self._skips -= 1
        else:
            self._say(_MARKS.get(mark, mark if mark in "{}\\" else ""))

    def _control(self, word: str, number: int | None) -> None:
        self._flush()
        optional, self._optional = self._optional, False
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._skips = self._state.stand_ins
        elif self._skips:
            self._skips -= 1
        elif not self._destination(word, optional=optional):
            self._formatting(word, number)

    def _destination(self, word: str, *, optional: bool) -> bool:
        """Whether the word says what its group is for."""
        if word in _INFO and self._state.role == "" and self._outer and self._outer[-1].role == "info":
            self._into(self.info.setdefault(word, []), word)
        elif word in _TIMES:
            self._into(None, word)
        elif word == "fldinst":
            self._into([] if self._state.sink is not None else None, word)
        elif word == "fldrslt":
            self._linked_from = len(self._words)
            self._into(self._state.sink, word)
        elif word == "ud":
            self._into(self._words, word)
        elif word == "footnote" and self._state.sink is not None:
            self._notes.append([])
            self._say(f"[{len(self._notes)}]")
            self._into(self._notes[-1], word)
        elif word in _SILENT or (optional and word not in _HEARD):
            if word in {"listtext", "pntext"}:
                self._say("- ")
            self._into(None, word)
        else:
            return False
        return True

    def _into(self, sink: list[str] | None, role: str) -> None:
        self._state = replace(self._state, sink=sink, role=role)

    def _formatting(self, word: str, number: int | None) -> None:
        if word in _PARAGRAPH_ENDS:
            self._say("\n\n")
        elif word in _SAID:
            self._say(_SAID[word])
        elif self._state.role in _TIMES and word in _TIME_PARTS:
            self.times.setdefault(self._state.role, {})[word] = number or 0
        elif word in {"v", "deleted"}:
            self._state = replace(self._state, hidden=number != 0)
        elif word == "plain":
            self._state = replace(self._state, hidden=False, page=self._page)
        elif word == "uc":
            self._state = replace(self._state, stand_ins=min(max(number or 0, 0), 100))
        else:
            self._encoding(word, number)

    def _encoding(self, word: str, number: int | None) -> None:
        in_table = "fonttbl" in {self._state.role, self._outer[-1].role if self._outer else ""}
        if word == "ansicpg" or word in _PAGES:
            self._page = (_known(f"cp{number}") or self._page) if word == "ansicpg" else _PAGES[word]
            self._state = replace(self._state, page=self._page)
        elif word in {"f", "af"} and in_table:
            self._font = number or 0
        elif word == "f":
            self._state = replace(self._state, page=self._fonts.get(number or 0, self._page))
        elif word == "fcharset" and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number] if number else self._page
        elif word == "cpg" and in_table and (page := _known(f"cp{number}")):
            self._fonts[self._font] = page


def _known(page: str) -> str | None:
    page = {"cp10000": "mac_roman", "cp65001": "utf-8", "cp936": "gb18030", "cp0": "cp1252"}.get(page, page)
    try:
        return codecs.lookup(page).name
    except LookupError:
        return None
