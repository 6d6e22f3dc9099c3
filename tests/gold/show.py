"""What a person sees of a gold document that is not tagged as it should be: the text, marked, and each fault below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from itertools import count
from string import ascii_lowercase

from tests.gold.form import LAYERS, Gold, Layer, Span
from tests.gold.found import Fault, Result

_WIDE = 100
_SIGN = {"missing": "-", "surplus": "+", "wrong": "!"}
_FOLDER = "tests/gold/documents"


def page(gold: Gold, results: Mapping[Layer, Result]) -> str:
    """One layer after the other; only those with faults."""
    wrong = [layer for layer in LAYERS if results[layer].faults]
    total = sum(len(results[layer].faults) for layer in wrong)
    lines = ["", f"━━ {gold.name} · {total} to mend · {_FOLDER}/{gold.name}.txt"]
    for layer in wrong:
        lines += ["", f"{layer}   = as expected   - missing   + surplus   ! found, but wrong", ""]
        lines += _layer(gold, layer, results[layer])
    return "\n".join(lines)


def _layer(gold: Gold, layer: Layer, result: Result) -> Iterator[str]:
    listed = list(zip(_letters(), sorted(result.faults, key=lambda f: f.span), strict=False))
    right = [(s, "=") for m in result.right for s in m.spans]
    for first, last in _rows(gold.whole):
        yield f"  {gold.whole[first:last]}"
        under = _drawn(first, last, [*right, *((f.span, _SIGN[f.sort]) for _, f in listed)])
        if under.strip():
            yield f"  {under}"
            yield f"  {_lettered(first, last, listed)}".rstrip()
    for letter, fault in listed:
        yield from _told(gold, letter, fault)


def _told(gold: Gold, letter: str, fault: Fault) -> Iterator[str]:
    words = gold.whole[fault.span[0] : fault.span[1]].replace("\n", " ")
    rule = f"  [{fault.found.rule}]" if fault.found else ""
    line = f"  (line {fault.mark.line})" if fault.mark else ""
    if fault.sort == "missing":
        yield f"  {letter} missing  “{words}”  expected {fault.what}{line}"
    elif fault.sort == "surplus":
        yield f"  {letter} surplus  “{words}”  found {fault.what}{rule}{line}"
    else:
        yield f"  {letter} wrong    “{words}”  expected {fault.what}{rule}{line}"


def _rows(text: str) -> Iterator[Span]:
    """The text in lines of a readable width, by their offsets."""
    at = 0
    for paragraph in text.split("\n\n"):
        for row in textwrap.wrap(paragraph, _WIDE, break_long_words=False, break_on_hyphens=False) or [""]:
            first = text.index(row, at)
            at = first + len(row)
            yield first, at


def _drawn(first: int, last: int, spans: list[tuple[Span, str]]) -> str:
    drawn = [" "] * (last - first)
    for (start, end), sign in spans:
        for i in range(max(first, start), min(last, end)):
            drawn[i - first] = sign
    return "".join(drawn).rstrip()


def _lettered(first: int, last: int, listed: list[tuple[str, Fault]]) -> str:
    drawn = [" "] * (last - first + 8)
    for letter, fault in listed:
        start = max(first, fault.span[0]) - first
        if first <= fault.span[0] < last:
            while start < len(drawn) - len(letter) and drawn[start] != " ":
                start += len(letter)
            drawn[start : start + len(letter)] = letter
    return "".join(drawn)


def _letters() -> Iterator[str]:
    for round_ in count():
        yield from (letter + (str(round_) if round_ else "") for letter in ascii_lowercase)
