"""`wirewatch tag --why`: a document with its tags under its words, and every tag with the rules that gave it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TextIO

from rich.color import ColorSystem
from rich.style import Style

from tui.commands import entries, underlined
from tui.commands.entries import Earned, Entry
from tui.commands.underlined import Row, Run, Sheet, Tagged
from tui.measure import wrapped
from tui.wording import coverage
from watchers.document import Field, Report

PLAIN_WIDTH = 80
_LEAST, _MOST = 40, 120
_INKS = {
    "title": "bold",
    "dim": "dim",
    "warn": "bold yellow",
    **entries.INKS,
    **{f"in-{kind}": f"bold {ink}" for kind, ink in entries.INKS.items()},
}


@dataclass(frozen=True, slots=True)
class Page:
    """What is written on: so many cells wide, with colours or without."""

    width: int = PLAIN_WIDTH
    colours: bool = False


def page_for(stdout: TextIO) -> Page:
    """A terminal's own width up to what reads well, in colour unless NO_COLOR is set (no-color.org)."""
    if not stdout.isatty():
        return Page()
    colours = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(max(_LEAST, min(_MOST, os.get_terminal_size(stdout.fileno()).columns)), colours)


def told(report: Report, called: str, page: Page, meanings: Mapping[str, str]) -> str:
    """The whole answer for one document, `called` by its file or id; `meanings` say what each rule looks for."""
    return "".join(_painted(row, page.colours) + "\n" for row in rows(report, called, page.width, meanings))


def rows(report: Report, called: str, width: int, meanings: Mapping[str, str]) -> list[Row]:
    """Head, text, summary, and every kind of tag."""
    document, analysis = report.document, report.analysis
    every = entries.told(analysis, document)
    body = _sheet(document.text, width)
    gutter = len(str(len(body.lines))) + 2
    headline = underlined.lay(document.headline or "", width - gutter)
    answer = [[("═" * width, "dim")], [(called, "title")], *_origin(report, width), []]
    if document.headline:
        answer += [*underlined.rows(headline, _tagged(every, "title"), gutter, "title", numbered=False), []]
    answer += underlined.rows(body, _tagged(every, "text"), gutter)
    answer += _summary(report, body, gutter, width)
    for heading, group in every.items():
        answer += [[], [(f"{heading} {len(group)}", "title")]] if group else []
        for entry in group:
            answer += _entry(entry, body, meanings, width)
    return answer


def _sheet(text: str, width: int) -> Sheet:
    """Behind a gutter as wide as the greatest number of a line."""
    sheet = underlined.lay(text, width - 4)
    return underlined.lay(text, width - len(str(len(sheet.lines))) - 2)


def _origin(report: Report, width: int) -> Iterator[Row]:
    """What it is written in and how much of it is told, when it was published, what was repaired on reading."""
    published = report.document.published
    when = f" · published {published.astimezone(UTC):%d %b %Y %H:%M} UTC" if published else ""
    yield from _hung([(f"{coverage(report.analysis)}{when}", "dim")], "", width)
    for warning in report.document.warnings:
        yield from _hung([(warning, "warn")], "", width)


def _tagged(every: Mapping[str, Sequence[Entry]], field: Field) -> list[Tagged]:
    found = [(entry, earned) for group in every.values() for entry in group for earned in entry.earned]
    return [Tagged(one.start, one.end, entry.label, entry.ink) for entry, one in found if one.field == field]


def _summary(report: Report, body: Sheet, gutter: int, width: int) -> Iterator[Row]:
    if report.analysis.summary:
        yield from ([], [("Summary", "title")])
    for quote in report.analysis.summary:
        place = "" if quote.field == "title" else str(body.number(quote.start))
        yield from _hung([(" ".join(quote.text.split()), "plain")], f"{place:>{gutter - 1}} ", width)


def _entry(entry: Entry, body: Sheet, meanings: Mapping[str, str], width: int) -> Iterator[Row]:
    """The tag in a line, then its words by the rule that gave them."""
    facts = f" · {entry.facts}" if entry.facts else ""
    runs = [(entry.name, f"in-{entry.ink}"), (entry.detail, "plain"), (facts, "plain")]
    yield from _hung(runs, f" {entry.label:<4}", width, entry.ink)
    by_rule: dict[tuple[str, str], list[Earned]] = {}
    for one in entry.earned:
        by_rule.setdefault((one.rule, one.role), []).append(one)
    for (rule, role), earned in by_rule.items():
        words = f"{_words(earned, body)}{f', {role}' if role else ''}"
        why = f" — {rule}: {meanings.get(rule, 'a rule without a meaning')}"
        yield from _hung([(words, "plain"), (why, "dim")], " " * 7, width)


def _words(earned: Iterable[Earned], body: Sheet) -> str:
    """`“rebels” lines 3, 7 · “the group” headline, line 9`."""
    places: dict[str, list[str]] = {}
    for one in earned:
        place = "headline" if one.field == "title" else str(body.number(one.start))
        at = places.setdefault(" ".join(one.text.split()), [])
        at += [place] if place not in at else []
    return " · ".join(f"“{text}” {_lines(at)}" for text, at in places.items())


def _lines(places: Sequence[str]) -> str:
    numbers = [place for place in places if place != "headline"]
    told_numbers = f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(numbers)}" if numbers else ""
    return ", ".join(filter(None, ["headline" if "headline" in places else "", told_numbers]))


def _hung(runs: Sequence[Run], lead: str, width: int, ink: str = "dim") -> Iterator[Row]:
    """Runs wrapped behind a lead, that of the first line in its own ink, the others blank."""
    text = "".join(words for words, _ in runs)
    for at, (start, end) in enumerate(wrapped(text, width - len(lead))):
        row: Row = [(lead, ink) if at == 0 else (" " * len(lead), "plain")]
        first = 0
        for words, own in runs:
            row.append((words[max(0, start - first) : max(0, end - first)], own))
            first += len(words)
        yield row


def _painted(row: Row, colours: bool) -> str:
    if not colours:
        return "".join(text for text, _ in row).rstrip()
    return "".join(_style(ink).render(text, color_system=ColorSystem.STANDARD) for text, ink in row if text)


def _style(ink: str) -> Style:
    return Style.parse(_INKS.get(ink, ""))
