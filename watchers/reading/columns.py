"""Which field of a record holds what: told by its name in many languages, and by the shape of what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields

from watchers.reading.fieldnames import NAMES
from watchers.reading.given import Columns

_SAMPLE = 50
_RANK = {field: {name: n for n, name in enumerate(names.split())} for field, names in NAMES.items()}
_TOLD = tuple(field.name for field in fields(Columns))
_INNER = frozenset("name rendered text title main label value plain username screen_name".split())
_MARKS = re.compile(r"[^\w]+|_+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_URL = re.compile(r"https?://\S+$", re.I)
_DATE = re.compile(
    r"(?:19|20)\d\d[-/.]?[01]\d[-/.]?[0-3]\d|[0-3]?\d[./-][0-3]?\d[./-](?:19|20)\d\d|\d{1,2} \w{3,12} (?:19|20)\d\d"
)
_SHAPES: dict[str, Callable[[str], bool]] = {
    "published": lambda value: len(value) <= 60 and any(map(str.isdigit, value)),
    "link": lambda value: _URL.match(value) is not None,
    "language": lambda value: len(value) <= 20,
    "guid": lambda value: len(value) <= 300,
    "text": lambda value: any(map(str.isalpha, value)) and not _URL.match(value),
    "title": lambda value: len(value) <= 500 and any(map(str.isalpha, value)),
}
_SHORT_TEXT = 40
"""Mean length in characters from which a field with no telling name may hold the text."""


def key_of(name: str) -> str:
    """A field's name in the form that the tables here hold: `articleBody` and `Article body` → `article_body`."""
    return _MARKS.sub("_", _CAMEL.sub("_", name.strip())).strip("_").lower()


def is_known(name: str) -> bool:
    """Whether a field of that name tells by its name what it holds."""
    return any(_rank(name, ranks) is not None for ranks in _RANK.values())


def guessed(names: Sequence[str], rows: Sequence[Mapping[str, str]], told: Columns) -> tuple[dict[str, str], list[str]]:
    """Field to the name of its column, and in words what was taken for the text where nobody told it.

    What is told goes first, then a telling name whose values have the right shape, then the longest words for the text.
    """
    samples = {name: [value for row in rows[:_SAMPLE] if (value := row.get(name, "").strip())] for name in names}
    chosen = {field: found for field in _TOLD if (found := _named(getattr(told, field), names))}
    for field in ("published", "link", "language", "guid", "text", "title", "abstract", "byline", "source", "keywords"):
        left = [name for name in names if name not in chosen.values() and samples[name]]
        if field not in chosen and (found := _best(field, left, samples)):
            chosen[field] = found
    if "text" not in chosen and (title := chosen.get("title")) and _is_prose(samples[title]):
        chosen["text"] = chosen.pop("title")
    text = chosen.get("text", "")
    words = [f"The column “{text[:60]}” was taken for the text."] if text and not told.text else []
    missing = [told_name for field in _TOLD if (told_name := getattr(told, field)) and not _named(told_name, names)]
    return chosen, [*words, *(f"There is no column “{name[:60]}”." for name in missing)]


def _named(told: str, names: Sequence[str]) -> str | None:
    """The column of that heading, whatever its case."""
    like = (name for name in names if told and key_of(name) == key_of(told))
    return told if told in names else next(like, None)


def _best(field: str, names: Sequence[str], samples: Mapping[str, list[str]]) -> str | None:
    ranks = _RANK[field]
    fitting = [
        (rank, name) for name in names if (rank := _rank(name, ranks)) is not None and _fits(field, samples[name])
    ]
    if field == "text":
        return _text(fitting, names, samples)
    return min(fitting)[1] if fitting else _by_shape(field, names, samples)


def _rank(name: str, ranks: Mapping[str, int]) -> int | None:
    """How telling a name is, 0 the most. `source.name` is told by its first part where that tells anything."""
    key = key_of(name)
    if (rank := ranks.get(key, ranks.get(key.replace("_", "")))) is not None:
        return rank
    outer, dot, inner = name.partition(".")
    if not dot:
        return None
    outer, inner = key_of(outer), key_of(inner)
    if any(outer in others for others in _RANK.values()):
        return 100 + ranks[outer] + (inner not in _INNER) * 100 if outer in ranks else None
    return 300 + ranks[inner] if inner in ranks else None


def _fits(field: str, values: list[str]) -> bool:
    """Whether more than half of the values look like what the field holds."""
    holds = _SHAPES.get(field)
    return holds is None or _share(values, holds) > 0.5


def _share(values: list[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / max(1, len(values))


def _text(fitting: list[tuple[int, str]], names: Sequence[str], samples: Mapping[str, list[str]]) -> str | None:
    """Of the telling names the one with by far the most words, else the first; else the column of prose."""
    if fitting:
        first = min(fitting)[1]
        longest = max((name for _, name in fitting), key=lambda name: _mean(samples[name]))
        return longest if _mean(samples[longest]) > 3 * _mean(samples[first]) else first
    prose = [name for name in names if _is_prose(samples[name])]
    return max(prose, key=lambda name: _mean(samples[name]), default=None)


def _is_prose(values: list[str]) -> bool:
    return _mean(values) >= _SHORT_TEXT and _share(values, lambda v: v.count(" ") > 3 or not v.isascii()) > 0.6


def _mean(values: list[str]) -> float:
    return sum(map(len, values)) / max(1, len(values))


def _by_shape(field: str, names: Sequence[str], samples: Mapping[str, list[str]]) -> str | None:
    """Addresses and days are told by their look alone, but not a second time."""
    match field:
        case "link":
            return next((n for n in names if _share(samples[n], lambda v: bool(_URL.match(v))) > 0.9), None)
        case "published":
            return next(
                (n for n in names if _share(samples[n], lambda v: bool(_DATE.match(v)) and len(v) < 40) > 0.9), None
            )
    return None
