"""The form in which a gold document is written: a text, and below it what its words are, line by line.

    # what the document is there for
    headline: Israeli troops raid Beit Jin          (headline, date, home and open may be absent)

    Israeli troops entered Beit Jin, residents said.

    PLACES
    Beit Jin          SY  near 33.33 35.92
    Israeli           IL  demonym

    ACTORS
    Israeli troops    military IL

    EVENTS
    entered           ASSAULT   who: Israeli troops   where: Beit Jin

    ATTRIBUTIONS
    residents         said   witness

Fields stand two spaces or more apart; the first quotes the text. `[Damascus] said` means the word in brackets where
these words stand together. `;` lists the names of one actor, `/` what is right either way; `-` is nobody, nowhere or no
country. An event may be `negated`, a level of hedging, `past`, `present` or `future`, and `intended`, `demanded`,
`possible` or `conditional`. A line that begins with `?` is neither demanded nor wrong, one with `!` says what must not
be told, and why. Below OPEN stands what is known to be told wrong, layer and words as a failure shows them, with the
reason; it must go as soon as it is mended.

    OPEN
    PLACES    Beit Jin    no gazetteer has it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from watchers.analysis import sentences

Layer = Literal["PLACES", "ACTORS", "EVENTS", "ATTRIBUTIONS", "HEDGES"]
Standing = Literal["wanted", "optional", "barred"]
Span = tuple[int, int]
LAYERS: tuple[Layer, ...] = ("PLACES", "ACTORS", "EVENTS", "ATTRIBUTIONS", "HEDGES")
GAP = "\n\n"
_OPEN = "OPEN"
_HEADER = re.compile(r"(headline|date|home): (.+)")
_FIELDS = re.compile(r"\s{2,}")
_CONTEXT = re.compile(r"(.*?)\[(.+?)\](.*)", re.DOTALL)
_EVERYWHERE = ("PLACES", "ACTORS", "HEDGES")


class FormError(ValueError):
    """A line that cannot be understood; says which."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line below a text: the words, where they stand in headline and text, and what is said of them."""

    layer: Layer
    standing: Standing
    words: str
    fields: tuple[str, ...]
    line: int
    spans: tuple[Span, ...] = ()
    cue: Span | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the words may be: kinds, countries, levels, as the layer has it."""
        return tuple(self.fields[0].split("/")) if self.fields else ()

    def detail(self, name: str) -> str | None:
        """What stands behind `who:`, `near` and their like."""
        told = (f.removeprefix(name).lstrip(": ") for f in self.fields[1:] if f.startswith((f"{name}:", f"{name} ")))
        return next(told, None)


@dataclass(frozen=True, slots=True)
class Known:
    """A fault that is known, and why it is there."""

    layer: str
    words: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Gold:
    """A document and what must be found in it; offsets run through headline, blank line and text."""

    name: str
    text: str
    headline: str | None
    date: datetime | None
    home: str | None
    open: tuple[Known, ...]
    marks: tuple[Mark, ...]

    @property
    def whole(self) -> str:
        """Headline and text as one."""
        return f"{self.headline}{GAP}{self.text}" if self.headline else self.text

    def find(self, words: str) -> tuple[Span, ...]:
        """Everywhere the words stand."""
        return tuple(occurrences(self.whole, words))


def parse(name: str, written: str) -> Gold:
    """Raises FormError for a line that is not understood or quotes what is not there."""
    lines = written.splitlines()
    first = next((i for i, line in enumerate(lines) if line in LAYERS), len(lines))
    header, body = _header(lines[:first])
    date = datetime.fromisoformat(header["date"]).replace(tzinfo=UTC) if "date" in header else None
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", "\n".join(body).strip())
    gold = Gold(name, text, header.get("headline"), date, header.get("home"), _open(lines), ())
    stop = lines.index(_OPEN) if _OPEN in lines else len(lines)
    return replace(gold, marks=tuple(_placed(gold.whole, list(_marks(lines[:stop], first)))))


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Where the words stand as whole words; `[Damascus] said` gives the part in brackets alone."""
    context = _CONTEXT.fullmatch(words)
    before, inner, after = context.groups() if context else ("", words, "")
    pattern = rf"(?<!\w){re.escape(before)}(?<!\w)({re.escape(inner)})(?!\w){re.escape(after)}"
    for match in re.finditer(pattern, text):
        yield match.span(1)


def sentence_starts(gold: Gold) -> list[int]:
    """Where sentences begin; the headline is one."""
    body = len(gold.whole) - len(gold.text)
    return [*([0] if gold.headline else []), *(a + body for a, _ in sentences.split(gold.text))]


def _header(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    told: dict[str, str] = {}
    for i, line in enumerate(lines):
        match = _HEADER.fullmatch(line)
        if match:
            told[match[1]] = match[2]
        elif line and not line.startswith("#"):
            return told, lines[i:]
    return told, []


def _open(lines: list[str]) -> tuple[Known, ...]:
    known = []
    first = lines.index(_OPEN) + 1 if _OPEN in lines else len(lines)
    for number, line in enumerate(lines[first:], first + 1):
        layer, words, reason = (*_FIELDS.split(line.strip()), "", "")[:3]
        if line.strip() and not reason:
            raise FormError(f"line {number}: “{line}” needs a layer, the words and a reason.")
        if line.strip():
            known.append(Known(layer, words, reason, number))
    return tuple(known)


def _marks(lines: list[str], first: int) -> Iterator[Mark]:
    layer: Layer = "PLACES"
    for number, line in enumerate(lines[first:], first + 1):
        heading = next((name for name in LAYERS if name == line.strip()), None)
        if heading:
            layer = heading
        elif line.strip():
            yield _mark(layer, line.strip(), number)


def _mark(layer: Layer, line: str, number: int) -> Mark:
    standing: Standing = "optional" if line.startswith("? ") else "barred" if line.startswith("! ") else "wanted"
    words, *fields = _FIELDS.split(line.removeprefix("? ").removeprefix("! ").strip())
    if standing == "wanted" and len(fields) < 1 + (layer == "ATTRIBUTIONS"):
        raise FormError(f"line {number}: “{line}” needs two spaces between what it quotes and what it says.")
    return Mark(layer, standing, words, tuple(fields), number)


def _placed(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """The marks with their spans: long ones and those with brackets first; “Syria” leaves “South Syria” alone."""
    taken: dict[Layer, list[Span]] = {layer: [] for layer in LAYERS}
    placed: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda m: (m.layer != "ATTRIBUTIONS" and "[" not in m.words, *_order(m))):
        spans = [s for words in _names(mark) for s in occurrences(text, words)]
        free = [s for s in spans if mark.standing == "optional" or not any(overlap(s, t) for t in taken[mark.layer])]
        where = tuple((free or spans)[:1] if mark.layer == "EVENTS" else sorted(free or spans))
        done = _said(text, mark, taken[mark.layer]) if mark.layer == "ATTRIBUTIONS" else replace(mark, spans=where)
        if not done.spans:
            raise FormError(f"line {mark.line}: the text does not say “{mark.words}”.")
        if mark.standing != "optional" or mark.layer == "EVENTS":
            taken[mark.layer] += [done.cue] if done.cue else done.spans
        placed[mark.line] = done
    yield from (placed[mark.line] for mark in marks)


def _order(mark: Mark) -> tuple[int, int]:
    return (-len(mark.words) if mark.layer in _EVERYWHERE else 0, mark.line)


def _names(mark: Mark) -> list[str]:
    return [words.strip() for words in mark.words.split(";")] if mark.layer == "ACTORS" else [mark.words]


def _said(text: str, mark: Mark, taken: list[Span]) -> Mark:
    """The source and the nearest cue that no line above has."""
    cue = mark.fields[0]
    pairs = [
        (abs(c[0] - s[1]) if c[0] >= s[1] else abs(s[0] - c[1]), s, c)
        for s in occurrences(text, mark.words)
        for c in occurrences(text, cue)
        if not any(overlap(c, t) for t in taken)
    ]
    own = [(0, s, s) for s in occurrences(text, mark.words) if cue in {mark.words, ":"}]
    best = min(own or pairs, default=None)
    if best is None:
        raise FormError(f"line {mark.line}: the text does not say “{mark.words} … {cue}”.")
    return replace(mark, fields=mark.fields[1:], spans=(best[1],), cue=best[2])


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]
