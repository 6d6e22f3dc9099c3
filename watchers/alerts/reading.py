"""The `alert` table of a filter to its rule, and back to the values that are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time, timedelta
from difflib import get_close_matches
from typing import Any

from watchers.alerts.rule import EVERY, WITHIN, Quiet, Rule
from watchers.subscriptions.spans import span_of
from watchers.subscriptions.spans import told as span_told
from watchers.tables.loading import Mistake

KEYS = ("bell", "title", "desktop", "command", "file", "every", "quiet", "at_least", "within", "origins")
_LONGEST = timedelta(days=31)
_MOST = 10_000
_QUIET = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?", re.I)


def rule_of(table: Any) -> Rule:
    """Raises Mistake, whose name is the key that is meant: an alert that is half understood would be trusted."""
    if not isinstance(table, Mapping):
        raise Mistake('“alert” must be a table, such as alert = { bell = true, every = "15 min" }.', "alert")
    for name in table:
        if name not in KEYS:
            near = get_close_matches(name, KEYS, n=1, cutoff=0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known keys: {', '.join(KEYS)}."
            raise Mistake(f"“{name}” is not a key of an alert. {hint}", name)
    at_least, origins = _number(table, "at_least"), _number(table, "origins")
    every, within = _span(table, "every", EVERY), _span(table, "within", WITHIN)
    if not within:
        raise Mistake("“within” must be longer than nothing.", "within")
    return Rule(
        _flag(table, "bell"),
        _flag(table, "title"),
        _flag(table, "desktop"),
        _command(table),
        _file(table),
        every,
        _quiet(table),
        at_least,
        within,
        origins,
    )


def table_of(rule: Rule) -> dict[str, Any]:
    """The keys that differ from what holds without them, in their order; None for the others."""
    values: dict[str, Any] = {
        "bell": rule.bell or None,
        "title": rule.title or None,
        "desktop": rule.desktop or None,
        "command": list(rule.command) or None,
        "file": rule.file,
        "every": None if rule.every == EVERY else span_told(rule.every),
        "quiet": None if rule.quiet is None else str(rule.quiet),
        "at_least": None if rule.at_least == 1 else rule.at_least,
        "within": None if rule.within == WITHIN else span_told(rule.within),
        "origins": None if rule.origins == 1 else rule.origins,
    }
    return values


def quiet_of(text: str) -> Quiet | None:
    """`22:00-06:00`, `22-6`; None for no such thing, and for hours that are none or all."""
    found = _QUIET.fullmatch(text.strip())
    if found is None:
        return None
    try:
        begin, end = (time(int(found[n]) if found[n] != "24" else 0, int(found[n + 1] or 0)) for n in (1, 3))
    except ValueError:
        return None
    return Quiet(begin, end) if begin != end else None


def _flag(table: Mapping[str, Any], name: str) -> bool:
    value = table.get(name, False)
    if not isinstance(value, bool):
        raise Mistake(f"“{name}” must be true or false.", name)
    return value


def _number(table: Mapping[str, Any], name: str) -> int:
    value = table.get(name, 1)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST:
        raise Mistake(f"“{name}” must be a whole number from 1 on.", name)
    return value


def _span(table: Mapping[str, Any], name: str, usual: timedelta) -> timedelta:
    value = table.get(name)
    if value is None:
        return usual
    span = span_of(value) if isinstance(value, str) else None
    if span is None or span > _LONGEST:
        raise Mistake(f'“{name}” must be a span of time, such as "15 min", "2 h" or "1 day"; at most 31 days.', name)
    return span


def _quiet(table: Mapping[str, Any]) -> Quiet | None:
    value = table.get("quiet")
    if value is None:
        return None
    if isinstance(value, str) and (quiet := quiet_of(value)):
        return quiet
    raise Mistake('“quiet” must be hours of your day, such as "22:00-06:00".', "quiet")


def _command(table: Mapping[str, Any]) -> tuple[str, ...]:
    value = table.get("command", [])
    if not isinstance(value, list) or not all(isinstance(each, str) and "\x00" not in each for each in value):
        raise Mistake(
            '“command” must be a list of arguments, such as ["notify-send", "news"]: no shell runs it.', "command"
        )
    if value and not value[0].strip():
        raise Mistake("“command” must begin with the name of a program.", "command")
    return tuple(value)


def _file(table: Mapping[str, Any]) -> str | None:
    value = table.get("file")
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or "\x00" in value:
        raise Mistake('“file” must be a path in quotes, such as "~/alerts.jsonl".', "file")
    return value
