"""The word layers: one TOML file each, a table a value, its forms written out or bent by rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from watchers.analysis.lexicon.entries import Case, Layer, Term
from watchers.analysis.lexicon.inflection import plural, verb_forms
from watchers.analysis.lexicon.tables import Table, load
from watchers.errors import LexiconError

_OWN = ("forms", "verbs", "nouns", "case")
_CASES = {"any": Case.ANY, "capital": Case.CAPITAL, "acronym": Case.ACRONYM}


def read_words(path: Path) -> Iterator[tuple[str, Term]]:
    """(form, term) of every form of a file; its name is the layer."""
    try:
        layer = Layer(path.stem)
    except ValueError:
        raise LexiconError(path, f"no layer is called {path.stem!r}; there are {', '.join(Layer)}.") from None
    for table in _values(path, "", load(path)):
        yield from _terms(layer, table)


def _values(path: Path, above: str, tables: dict[str, Any]) -> Iterator[Table]:
    for name, values in tables.items():
        label = f"{above}.{name}" if above else name
        if not isinstance(values, dict):
            raise LexiconError(path, f"{label!r} stands outside a [value] table.")
        inner = {k: v for k, v in values.items() if isinstance(v, dict) and _is_value(v)}
        outer = {k: v for k, v in values.items() if k not in inner}
        if _is_value(outer):
            yield Table(path, label, outer)
        elif not inner:
            raise LexiconError(path, f"[{label}] has neither forms, verbs nor nouns.")
        yield from _values(path, label, inner)


def _is_value(values: dict[str, Any]) -> bool:
    return any(name in values for name in _OWN) or any(isinstance(v, dict) and _is_value(v) for v in values.values())


def _terms(layer: Layer, table: Table) -> Iterator[tuple[str, Term]]:
    case_name = table.text_or_none("case") or "any"
    if case_name not in _CASES:
        raise table.error(f"case is {case_name!r}; it must be capital or acronym.")
    case = _CASES[case_name]
    data = {name: value for name, value in table.values.items() if name not in _OWN}
    value = table.label
    for form in table.texts("forms"):
        yield form, Term(layer, value, case, data)
    for verb in table.texts("verbs"):
        for form, bent in verb_forms(verb):
            yield form, Term(layer, value, case, {**data, "form": bent, "verb": verb})
    for noun in table.texts("nouns"):
        yield noun, Term(layer, value, case, {**data, "number": "singular"})
        yield plural(noun), Term(layer, value, case, {**data, "number": "plural"})
