"""Text of right-to-left scripts in the order of the screen, after the bidirectional algorithm (UAX #9, revision 50).

Explicit marks never come here, the cleaner drops them; so a level is at most two above the paragraph's.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from rich.cells import cell_len

from tui.board.shaping import shaped

Run = tuple[str, str]
RIGHT, LEFT, END = "\u2067", "\u2066", "\u2069"
"""Begin and end of a paragraph's line within runs (isolates): they say how it runs, and never reach the terminal."""
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_ANY_RIGHT = re.compile(f"[{_RIGHT}]")
_STRONG = frozenset({"L", "R", "AL"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_BRACKETS = dict(zip("([{⟨〈《「『【〔", ")]}⟩〉》」』】〕", strict=True))
_MIRRORED = {
    **{each: other for pair in _BRACKETS.items() for each, other in (pair, pair[::-1])},
    **dict(zip("<>«»‹›≤≥", "><»«›‹≥≤", strict=True)),
}
_LETTER = re.compile(f"[^\\W\\d_]|[{RIGHT}{LEFT}]")
"""What comes before the first of them on a line, a number or a sign, stays where it is."""
_APART = re.compile(f"({RIGHT}[^{END}]*{END}?|{LEFT}[^{END}]*{END}?|[ ]{{2,}}| · |[│▌▏]|^ )")
"""What is ordered for itself on a line of several things."""
_REORDERING = (
    ("TERM_PROGRAM", "Apple_Terminal"), ("TERM_PROGRAM", "mintty"), ("KONSOLE_VERSION", ""), ("MLTERM", ""),
    ("VTE_VERSION", ""),
)  # fmt: skip
"""Terminals that turn text round by themselves, by what they say of themselves."""
_DEEPEST = 63
"""Open brackets that are paired (BD16)."""


def is_right(text: str) -> bool:
    """Whether a paragraph runs from the right: its first letter does (P2, P3)."""
    if text.isascii() or not _ANY_RIGHT.search(text):
        return False
    return next((kind != "L" for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), False)


def touches(text: str) -> bool:
    """Whether anything of a text runs from the right."""
    return not text.isascii() and _ANY_RIGHT.search(text) is not None


@cache
def left_to_terminal() -> bool:
    """Whether the terminal orders by itself: it gets the text as it is written."""
    return reordering(os.environ)


def reordering(environment: Mapping[str, str]) -> bool:
    """Whether a terminal of these variables does; `WIREWATCH_BIDI`, `terminal` or `board`, is who knows better."""
    said = environment.get("WIREWATCH_BIDI")
    if said in {"terminal", "board"}:
        return said == "terminal"
    if environment.get("TMUX") or environment.get("STY"):
        return False
    return any(name in environment and value in {"", environment[name]} for name, value in _REORDERING)


def placed(runs: Sequence[Run]) -> list[Run]:
    """Runs of a line as they stand on the screen, each of the things on it ordered for itself, as wide as before."""
    if not any(touches(text) for text, _ in runs):
        return [(bare(text), ink) for text, ink in runs] if any(_isolated(text) for text, _ in runs) else list(runs)
    if left_to_terminal():
        return [(bare(text), ink) for text, ink in runs]
    first = next(at for at, (text, _) in enumerate(runs) if _LETTER.search(text))
    whole = "".join(text for text, _ in runs[first:])
    inks = [ink for text, ink in runs[first:] for _ in text]
    return [*runs[:first], *(run for start, stop in _things(whole) for run in _placed(whole, start, stop, inks))]


def bare(text: str) -> str:
    """Without what says how it runs."""
    return text.translate(_NONE) if _isolated(text) else text


_NONE = {ord(each): None for each in (RIGHT, LEFT, END)}


def _isolated(text: str) -> bool:
    return not text.isascii() and (RIGHT in text or LEFT in text or END in text)


def _things(whole: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _APART.finditer(whole):
        yield at, found.start()
        yield found.span()
        at = found.end()
    yield at, len(whole)


def _placed(whole: str, start: int, stop: int, inks: Sequence[str]) -> Iterator[Run]:
    said = whole[start:stop]
    right = said.startswith(RIGHT) if said[:1] in {RIGHT, LEFT} else None
    kept = [at for at in range(start, stop) if whole[at] not in {RIGHT, LEFT, END}]
    text, here = "".join(whole[at] for at in kept), [inks[at] for at in kept]
    if not touches(text):
        yield from _gathered(text, here)
        return
    runs = ordered(text, 0, len(text), here, right)
    short = " " * (cell_len(text) - sum(cell_len(part) for part, _ in runs))
    yield from [(short, here[-1]), *runs] if right else [*runs, (short, here[-1])]


def _gathered(text: str, inks: Sequence[str]) -> Iterator[Run]:
    at = 0
    for stop in range(1, len(text) + 1):
        if stop == len(text) or inks[stop] != inks[at]:
            yield text[at:stop], inks[at]
            at = stop


def ordered(text: str, begin: int, end: int, inks: Sequence[str], right: bool | None = None) -> list[Run]:
    """A line of a paragraph as it stands on the screen, letters joined; `inks` are those of the line's characters."""
    base = int(is_right(text) if right is None else right)
    levels, glyphs = _levels(text, base), shaped(text)
    line = list(levels[begin:end])
    for at in range(end - begin - 1, -1, -1):  # L1: blanks at the end of a line
        if text[begin + at] not in " \t\xa0":
            break
        line[at] = base
    units = _reversed(_units(text, begin, end), line, begin)
    found: list[tuple[list[str], str]] = []
    for start, stop in units:
        odd = line[start - begin] % 2
        said = "".join(_MIRRORED.get(each, each) if odd else each for each in glyphs[start:stop])
        ink = inks[start - begin]
        if found and found[-1][1] == ink:
            found[-1][0].append(said)
        else:
            found.append(([said], ink))
    return [("".join(parts), ink) for parts, ink in found]


def _units(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Letters with the marks on them (L3)."""
    units: list[tuple[int, int]] = []
    for at in range(begin, end):
        marks = unicodedata.category(text[at]) in {"Mn", "Me"} or text[at] in "\u200c\u200d"
        if units and (marks or text[at - 1] == "\u200d"):
            units[-1] = (units[-1][0], at + 1)
        else:
            units.append((at, at + 1))
    return units


def _reversed(units: list[tuple[int, int]], levels: Sequence[int], begin: int) -> list[tuple[int, int]]:
    """L2: from the highest level to the lowest odd one, each run of at least that level turned round."""
    held = [levels[start - begin] for start, _ in units]
    order = list(range(len(units)))
    for level in range(max(held, default=0), 0, -1):
        at = 0
        while at < len(order):
            stop = at
            while stop < len(order) and held[order[stop]] >= level:
                stop += 1
            order[at:stop] = order[at:stop][::-1]
            at = max(stop, at + 1)
    return [units[at] for at in order]


@lru_cache(256)
def _levels(text: str, base: int) -> bytes:
    """The level of each character of a paragraph."""
    kinds = [unicodedata.bidirectional(each) or "L" for each in text]
    marks = [kind == "NSM" for kind in kinds]
    _weak(kinds, "R" if base else "L")
    _brackets(text, kinds, marks, "R" if base else "L")
    _neutral(kinds, "R" if base else "L")
    return bytes(_level(kind, base) for kind in kinds)


def _level(kind: str, base: int) -> int:
    """I1, I2."""
    if base == 0:
        return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
    return 1 if kind == "R" else 2


def _weak(kinds: list[str], start: str) -> None:
    """W1 to W7."""
    before, strong = start, start
    for at, kind in enumerate(kinds):
        before = before if kind == "NSM" else kind
        kinds[at] = "AN" if before == "EN" and strong == "AL" else before
        strong = before if before in _STRONG else strong
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        around = {kinds[at - 1], kinds[at + 1]}
        if kinds[at] == "ES" and around == {"EN"}:
            kinds[at] = "EN"
        elif kinds[at] == "CS" and around in ({"EN"}, {"AN"}):
            kinds[at] = kinds[at - 1]
    _terminators(kinds)
    strong = start
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind in {"ES", "CS", "ET", "BN"}:
            kinds[at] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _terminators(kinds: list[str]) -> None:
    """W5: `%` and `$` beside a number are of it."""
    at = 0
    while at < len(kinds):
        if kinds[at] != "ET":
            at += 1
            continue
        stop = at
        while stop < len(kinds) and kinds[stop] == "ET":
            stop += 1
        if (at and kinds[at - 1] == "EN") or (stop < len(kinds) and kinds[stop] == "EN"):
            kinds[at:stop] = ["EN"] * (stop - at)
        at = stop


def _side(kind: str) -> str | None:
    """For neutrals a number counts as right."""
    return "R" if kind in {"R", "AN", "EN"} else "L" if kind == "L" else None


def _brackets(text: str, kinds: list[str], marks: Sequence[bool], base: str) -> None:
    """N0: a pair of brackets goes with what stands in it, marks on them too."""
    for opened, closed in _pairs(text, kinds):
        inside = {side for kind in kinds[opened + 1 : closed] if (side := _side(kind))}
        if base in inside:
            told: str | None = base
        elif inside:
            before = next((side for kind in reversed(kinds[:opened]) if (side := _side(kind))), base)
            told = before if before in inside else base
        else:
            told = None
        for at in (opened, closed) if told else ():
            kinds[at] = told or base
            while (at := at + 1) < len(kinds) and marks[at]:
                kinds[at] = told or base


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, each in enumerate(text):
        if kinds[at] != "ON":
            continue
        if each in _BRACKETS:
            if len(waiting) == _DEEPEST:
                break
            waiting.append((_BRACKETS[each], at))
        elif any(each == closing for closing, _ in waiting):
            while waiting[-1][0] != each:
                waiting.pop()
            found.append((waiting.pop()[1], at))
    return sorted(found)


def _neutral(kinds: list[str], base: str) -> None:
    """N1, N2: what stands between two of one direction is of it, all else of the paragraph's."""
    at = 0
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        stop = at
        while stop < len(kinds) and kinds[stop] in _NEUTRAL:
            stop += 1
        before = _side(kinds[at - 1]) if at else base
        behind = _side(kinds[stop]) if stop < len(kinds) else base
        kinds[at:stop] = [before if before == behind and before else base] * (stop - at)
        at = stop
