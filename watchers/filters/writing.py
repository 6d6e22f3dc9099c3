"""From the tree to text that means the same."""

from __future__ import annotations

import re

from watchers.filters import times
from watchers.filters.calling import Names, called, means
from watchers.filters.meaning import TIMES
from watchers.filters.tokens import KEY, OPERATORS
from watchers.filters.tree import Filter, Group, Term

_PLAIN = re.compile(r"[^\s(),=\"“”„*][^\s(),\"“”„*]*\*?")
_WORD = re.compile(r"[^\s()\"“”„−–-][^\s()\"“”„]*")
_WORDS = re.compile(r'"[^"]*"?\*?|[^\s"]+')
_QUOTE = re.compile(r"([\"“”„\\])")


def write(wanted: Filter, names: Names | None = None) -> str:
    """With `names`, values go by the name where it means just them, else by their id."""
    if len(wanted.terms) == 1 and isinstance(wanted.terms[0], Group) and not wanted.terms[0].negated:
        return _inside(wanted.terms[0], names)
    return " ".join(_written(term, names) for term in wanted.terms)


def _inside(group: Group, names: Names | None) -> str:
    between = " OR " if group.key == "any" else " "
    return between.join(_written(part, names) for part in group.parts)


def _written(term: Term, names: Names | None) -> str:
    sign = "-" if term.negated else ""
    if isinstance(term, Group):
        return f"{sign}({_inside(term, names)})"
    if term.key == "text":
        return _of_words(term, sign)
    values = ",".join(_value(term, n, names) for n in range(len(term.values)))
    return f"{sign}{term.key}:{'=' if term.exact else ''}{values}"


def _of_words(term: Term, sign: str) -> str:
    """Values of several words, as a search line gives them, ask for all of these."""
    values = [_WORDS.findall(value.replace("\x00", " ")) for value in term.values]
    values = [[word for word in each if any(c.isalnum() for c in word)] for each in values]
    if len(values) == 1 and len(values[0]) == 1:
        return f"{sign}{_alone(values[0][0])}"
    if all(len(each) == 1 for each in values):
        return f"{sign}text:{','.join(_listed(each[0]) for each in values)}"
    if len(values) == 1 and not sign:
        return " ".join(map(_alone, values[0]))
    return f"{sign}({' OR '.join('(' + ' '.join(map(_alone, each)) + ')' for each in values if each)})"


def _alone(word: str) -> str:
    """Outside of a list, a word may hold commas."""
    if word.startswith('"') or not _WORD.fullmatch(word):
        return _phrase(word)
    return f"text:{_listed(word)}" if KEY.match(word) or word in OPERATORS else word


def _listed(word: str) -> str:
    return word if _PLAIN.fullmatch(word) else _phrase(word)


def _phrase(word: str) -> str:
    """With both its quotes."""
    star = "*" if word.endswith("*") else ""
    return f"{_quoted(word.rstrip('*').strip(chr(34)))}{star}"


def _value(term: Term, number: int, names: Names | None) -> str:
    value = term.values[number]
    if term.key in TIMES:
        return plain(times.written(value))
    if term.key == "event":
        return plain(value.lower())
    if term.key in {"agency", "slug", "subject"}:
        star = "*" if value.endswith("*") else ""
        return f"{plain(value.removesuffix('*'))}{star}"
    if names and term.key in {"actor", "region", "source"} and number < len(term.labels):
        label, key = term.labels[number], term.key
        if means(names.named(key, label), value):
            return plain(label)
        known = names.named(key, value)
        return plain(called(names, key, known[0]) if means(known, value) else value)
    return plain(value)


def plain(text: str) -> str:
    """A value as it stands, between quotes where it would not be one otherwise."""
    return text if _PLAIN.fullmatch(text) and not text.endswith("*") else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + _QUOTE.sub(r"\\\1", text) + '"'
