"""What the values of a term mean: ids by any name, instants, states; errors point at the value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from watchers.errors import FilterError
from watchers.filters import closed, events, times
from watchers.filters.calling import NameKey, Names, called
from watchers.filters.folding import words
from watchers.filters.ranges import bounds
from watchers.filters.tokens import Piece, Value
from watchers.filters.tree import Key, Term

_NAMED: tuple[NameKey, ...] = ("actor", "region", "source")
_BEGUN = frozenset({"agency", "slug", "subject", "text"})
_EXACT = frozenset({"actor", "region", "agency", "slug", "subject", "origins"})
TIMES = frozenset({"since", "before", "on"})
_OFFERED = 6
_MOST_CHOICES = 12
_TIME_FORMS = "write 24h, 7d, 90min, today, yesterday, monday, “last week”, nov 20, 2026-11-20 or 2026-11-20T14:00"


def term(expression: str, piece: Piece, names: Names | None) -> Term:
    """Without `names`, those of actors, regions and sources are taken for ids. Raises FilterError."""
    pairs = [_meant(expression, piece.key, value, names) for value in piece.values]
    labels = tuple(label for _, label in pairs)
    key = cast("Key", piece.key)
    return Term(key, tuple(value for value, _ in pairs), labels, exact=piece.exact and key in _EXACT)


def _meant(expression: str, key: str, value: Value, names: Names | None) -> tuple[str, str]:
    """The value, and how it is shown."""
    text = " ".join(value.text.split()) if key != "story" else value.text
    if not text:
        raise FilterError(expression, value.column, "there is nothing between these quotes.")
    if value.begun and key not in _BEGUN:
        raise FilterError(expression, value.column, f"{key}: takes whole names; * is for words, agency, slug, subject.")
    if key in _NAMED:
        return _named(expression, key, text, value, names)
    if key in TIMES:
        return _time(expression, text, value)
    if key in {"event", "origins"}:
        return (_event if key == "event" else _counted)(expression, text, value)
    if key in closed.VALUES:
        return _closed(expression, key, text, value)
    if key == "story":
        return text, text
    return _worded(expression, key, text, value)


def _named(expression: str, key: NameKey, text: str, value: Value, names: Names | None) -> tuple[str, str]:
    if names is None:
        return text, text
    found = names.named(key, text)
    if len(found) == 1:
        return found[0].id, found[0].name
    if found:
        choices = tuple(called(names, key, each) for each in found[:_MOST_CHOICES])
        raise FilterError(expression, value.column, _several(text, choices, len(found)), choices)
    near = tuple(names.near(key, text))
    meant = f"; did you mean {_or(near)}?" if near else "."
    raise FilterError(expression, value.column, f"no {key} is called “{text[:80]}”{meant}", near)


def _several(text: str, choices: Sequence[str], known: int) -> str:
    told = ", ".join(f"“{each}”" for each in choices[:_OFFERED])
    more = f" and {known - _OFFERED} more" if known > _OFFERED else ""
    return f"“{text[:80]}” may mean several, say which: {told}{more}."


def _time(expression: str, text: str, value: Value) -> tuple[str, str]:
    kept = times.kept(text)
    if kept is None:
        raise FilterError(expression, value.column, f"“{text[:80]}” is no time that is known; {_TIME_FORMS}.")
    return kept, f"last {times.written(kept)}" if kept.isdecimal() else times.written(kept)


def _event(expression: str, text: str, value: Value) -> tuple[str, str]:
    found = events.meant(text)
    if found is None:
        near = events.near(text)
        raise FilterError(expression, value.column, f"no event is called “{text[:80]}”; there is {_or(near)}.", near)
    return found


def _closed(expression: str, key: str, text: str, value: Value) -> tuple[str, str]:
    found = closed.meant(key, text)
    if found is None:
        near = closed.near(key, text)
        raise FilterError(expression, value.column, f"{key}: knows no “{text[:80]}”; there is {_or(near)}.", near)
    return found, found


def _counted(expression: str, text: str, value: Value) -> tuple[str, str]:
    if bounds(text) is None:
        said = f"“{text[:80]}” is no count; write 3 for at least three, =1 for just one, <3, >=3 or 2..4."
        raise FilterError(expression, value.column, said)
    return text, text


def _worded(expression: str, key: str, text: str, value: Value) -> tuple[str, str]:
    """Words as the archive's search takes them: `fire`, `fire*`, `"cease fire"`."""
    has_words = any(c.isalnum() for c in text) if key == "text" else bool(words(text))
    if not has_words:
        raise FilterError(expression, value.column, f"there is no word in “{text[:80]}”.")
    star = "*" if value.begun else ""
    if key == "text" and value.quoted:
        bare = " ".join(text.replace('"', " ").split())
        return f'"{bare}"{star}', f"“{bare}{star}”"
    bare = text.rstrip("*") + star
    return bare, bare


def _or(names: Sequence[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} or {last}" if before else last
