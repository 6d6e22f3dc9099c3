"""One `[[filter]]` table to a saved filter, and back to the values that are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any

from watchers.alerts.reading import rule_of
from watchers.alerts.rule import Rule
from watchers.errors import WirewatchError
from watchers.saved import colours
from watchers.saved.ends import FURTHER_NOTICE
from watchers.saved.filter import FOR_GOOD, Saved
from watchers.tables.loading import Mistake

KEYS = ("name", "expression", "colour", "order", "muted_until", "alert")
LONGEST_NAME = 60
LONGEST_EXPRESSION = 100_000
_MOST = 1_000_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]")
_OUTSIDE = re.compile(r'["“”„\\]|^@')


class NamingError(WirewatchError):
    """A text that cannot be a filter's name."""


def saved_of(table: Mapping[str, Any]) -> tuple[Saved, list[Mistake]]:
    """The filter as far as it can be used, and what else is wrong there. Raises Mistake where it cannot be used."""
    wrong: list[Mistake] = [*_strange(table)]
    name = _required(table, "name", 'name = "Sport"')
    expression = _required(table, "expression", 'expression = "subject:sport"')
    if problem := no_name(name):
        raise Mistake(problem, "name")
    if problem := no_expression(expression):
        raise Mistake(problem, "expression")

    def kept(read: Any) -> Any:
        try:
            return read(table)
        except Mistake as mistake:
            wrong.append(mistake)
            return None

    return Saved(name, expression, kept(_colour), kept(_order) or 0, kept(_until), kept(_alert)), wrong


def table_of(saved: Saved) -> dict[str, Any]:
    """The keys that differ from what holds without them, in their order."""
    values = {
        "name": saved.name,
        "expression": saved.expression,
        "colour": saved.colour,
        "order": saved.order or None,
        "muted_until": written(saved.muted_until),
    }
    return {name: value for name, value in values.items() if value is not None}


def written(until: datetime | None) -> datetime | str | None:
    """An end as it stands in the file."""
    return FURTHER_NOTICE if until == FOR_GOOD else until


def named(text: str) -> str:
    """A name as it is kept. Raises NamingError where it cannot be one."""
    name = " ".join(text.split())
    if problem := no_name(name):
        raise NamingError(problem)
    return name


def no_name(name: str) -> str:
    """Why a text cannot be a filter's name, as a sentence; "" where it can."""
    if not name.strip():
        return "a filter needs a name."
    if len(name) > LONGEST_NAME:
        return f"the name has more than {LONGEST_NAME} characters. Shorten it."
    if _CONTROL.search(name):
        return "the name must be one line without control characters."
    if _OUTSIDE.search(name):
        return "a name has no quotes and no \\ in it, and does not begin with @."
    return ""


def no_expression(expression: str) -> str:
    """Why a text cannot be kept as an expression, whatever it means, as a sentence; "" where it can."""
    if not expression.strip():
        return "the expression is empty: it would match every document."
    if len(expression) > LONGEST_EXPRESSION:
        return (
            f"the expression has more than {LONGEST_EXPRESSION:,} characters. Save its parts, and join them by @NAME."
        )
    return ""


def _strange(table: Mapping[str, Any]) -> Iterator[Mistake]:
    for name in table:
        if name not in KEYS:
            near = get_close_matches(name, KEYS, n=1, cutoff=0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(KEYS)}."
            yield Mistake(f"“{name}” is not a key of a filter. {hint}", name)


def _required(table: Mapping[str, Any], name: str, example: str) -> str:
    value = table.get(name)
    if value is None:
        raise Mistake(f"this filter has no {name}. Give it one: {example}.")
    if not isinstance(value, str):
        raise Mistake(f"“{name}” must be text in quotes.", name)
    return " ".join(value.split()) if name == "name" else value.strip()


def _colour(table: Mapping[str, Any]) -> str | None:
    value = table.get("colour", "")
    if not isinstance(value, str):
        raise Mistake("“colour” must be text in quotes.", "colour")
    if value.strip().casefold() in colours.NONE:
        return None
    if (colour := colours.meant(value)) is None:
        raise Mistake(colours.unknown(value), "colour")
    return colour


def _order(table: Mapping[str, Any]) -> int:
    value = table.get("order", 0)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
        raise Mistake("“order” must be a whole number from 1 on: its place in the list.", "order")
    return value


def _until(table: Mapping[str, Any]) -> datetime | None:
    """One without an offset is in this machine's time zone; a day means its beginning."""
    value = table.get("muted_until")
    if isinstance(value, str):
        value = _instant(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if value is not None and not isinstance(value, datetime):
        raise _no_instant()
    try:
        return value if value is None or value == FOR_GOOD else value.astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        raise Mistake("“muted_until” lies outside of what can be reckoned.", "muted_until") from None


def _alert(table: Mapping[str, Any]) -> Rule | None:
    return rule_of(table["alert"]) if "alert" in table else None


def _instant(text: str) -> datetime:
    """In a file nothing may hang on the day it is read: `friday` is for the command line."""
    said = " ".join(text.casefold().split())
    if said in {FURTHER_NOTICE, FURTHER_NOTICE.removeprefix("until ")}:
        return FOR_GOOD
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        raise _no_instant() from None


def _no_instant() -> Mistake:
    problem = (
        "“muted_until” must be an instant such as 2026-12-01T08:00:00Z, a day such as 2026-12-01, or "
        f'"{FURTHER_NOTICE}". wirewatch filters mute NAME friday reckons one.'
    )
    return Mistake(problem, "muted_until")
