"""Statements that somebody else passes on, and quotations that go on without naming their source again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watchers.analysis.tokens import Span, Tokens
from watchers.document import Attribution, Quote

RULES = {"attribution:continued": "a quotation alone, behind one whose source was named: `“Go,” he said. “Now.”`"}
_PASSING = frozenset(["agency", "media"])
_PARAGRAPH = "\n\n"


def passed_on(told: Attribution, outlet: Quote) -> Attribution:
    """The statement by way of one more."""
    return told if outlet in told.via or outlet == told.source else replace(told, via=(*told.via, outlet))


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Without thoughts that are themselves what somebody says behind them: `he did not know, his lawyer said`."""
    saying = [a for a in found if a.content and a.source and a.rule != "attribution:according-to"]
    later = [a for a in saying if a.content and a.source and a.content.end <= a.source.start]
    return [a for a in found if a.rule != "attribution:thought" or not any(_told_by(a, b) for b in later)]


def _told_by(thought: Attribution, other: Attribution) -> bool:
    return thought is not other and _within(thought.cue, other.content)


def linked(tokens: Tokens, found: Sequence[Attribution], quotations: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions in reading order, each with those who pass it on, and the quotations that go on."""
    told = list(found)
    for index in range(1, len(told)):
        _link(tokens, told, index)
    return tuple(_with_continued(tokens, told, quotations))


def _link(tokens: Tokens, told: list[Attribution], index: int) -> None:
    """`officials said, according to Reuters`, `…, Reuters reported`; `Reuters reported, citing officials`."""
    one, other = told[index - 1], told[index]
    if one.source is None or other.source is None or not _one_sentence(tokens, one, other):
        return
    if other.rule == "attribution:according-to":
        cited = bool(other.cue) and other.cue.text.casefold() == "citing"  # type: ignore[union-attr]
        if cited and other.kind not in _PASSING:
            told[index] = passed_on(other, one.source)
            for outlet in one.via:
                told[index] = passed_on(told[index], outlet)
        elif cited:
            told[index - 1] = replace(one, via=(other.source, *one.via))
        else:
            told[index - 1] = passed_on(one, other.source)
    elif other.kind in _PASSING and _within(other.source, one.content) and _aside(tokens, other):
        told[index - 1] = passed_on(one, other.source)
    elif one.kind in _PASSING and _within(other.source, one.content) and not _parted(tokens, one, other.source):
        told[index] = passed_on(other, one.source)


def _one_sentence(tokens: Tokens, one: Attribution, other: Attribution) -> bool:
    return bool(one.cue and other.cue) and (
        tokens.sentence[tokens.at(one.cue.start)] == tokens.sentence[tokens.at(other.cue.start)]  # type: ignore[union-attr]
    )


def _aside(tokens: Tokens, other: Attribution) -> bool:
    """Whether source and verb stand alone behind a comma: `officials said …, Reuters reported`."""
    if other.source is None or other.cue is None or other.cue.start < other.source.start:
        return False
    before = tokens.text[: other.source.start].rstrip()[-1:]
    after = tokens.text[other.cue.end : other.cue.end + 1]
    return before == "," and after in {",", ".", ""}


def _parted(tokens: Tokens, one: Attribution, source: Quote) -> bool:
    """Whether a comma ends what is said before the other source."""
    return one.cue is not None and "," in tokens.text[one.cue.end : source.start]


def _within(source: Quote | None, content: Quote | None) -> bool:
    return bool(source and content and content.start <= source.start and source.end <= content.end)


def _with_continued(tokens: Tokens, told: list[Attribution], quotations: Sequence[Span]) -> list[Attribution]:
    """Each quotation that nobody is named for, behind one that somebody is, is the same one's."""
    placed = sorted(told, key=_at)
    covered = [a.content for a in told if a.content]
    more: list[Attribution] = []
    for first, stop in quotations:
        start, end = tokens.start[first], tokens.end[stop - 1]
        sentence = tokens.sentence[first]
        opens = first == 0 or tokens.sentence[first - 1] != sentence
        closes = stop == len(tokens) or tokens.sentence[stop] != tokens.sentence[stop - 1]
        if not (opens and closes) or any(c.start < end and start < c.end for c in covered):
            continue
        before = [a for a in placed if _at(a) < start and a.source and a.content]
        if before and _goes_on(tokens, before[-1], start):
            last = before[-1]
            content = Quote(start - 1, _closed(tokens.text, end), tokens.text[start - 1 : _closed(tokens.text, end)])
            more.append(replace(last, cue=None, content=content, rule="attribution:continued"))
            covered.append(content)
    return sorted([*told, *more], key=_at) if more else told


def _at(told: Attribution) -> int:
    quote = told.cue or told.content
    return quote.start if quote else 0


def _goes_on(tokens: Tokens, last: Attribution, start: int) -> bool:
    """Whether only the end of the sentence of an earlier quotation stands between."""
    content = last.content
    quoted = content is not None and content.text[:1] in "“\"«„'"
    return quoted and _PARAGRAPH not in tokens.text[_at(last) : start] and _next_sentence(tokens, last, start)


def _next_sentence(tokens: Tokens, last: Attribution, start: int) -> bool:
    return 0 <= tokens.sentence[tokens.at(start)] - tokens.sentence[tokens.at(_at(last))] <= 1


def _closed(text: str, end: int) -> int:
    while end < len(text) and text[end] in '.,!?…”"»':
        end += 1
    return end
