"""The names of the other languages: the TOML's, CLDR's and the gazetteer's, each under its language's mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchers.analysis.lexicon import territories
from watchers.analysis.lexicon.atlas import Atlas
from watchers.analysis.lexicon.entries import Case, Layer, Spelling, Term
from watchers.analysis.lexicon.facts import Meanings
from watchers.analysis.lexicon.phrases import case_of
from watchers.analysis.lexicon.phrases import phrase as plain
from watchers.analysis.lexicon.tables import Table, load
from watchers.analysis.tongues.forms import belonging, cases
from watchers.analysis.tongues.tongue import MARK, TONGUES, Tongue
from watchers.analysis.tongues.words import phrase

_SECTIONS = ("countries", "demonyms", "regions", "towns", "actors", "needs", "words")
_WORDS = {
    "common": Term(Layer.COMMON, "common"),
    "cues": Term(Layer.LOCATIVE, "city of"),
    "prepositions": Term(Layer.LOCATIVE, "in"),
    "first_names": Term(Layer.FIRST_NAME, "tongue"),
    "provinces": Term(Layer.FEATURE, "province"),
    "military": Term(Layer.AGENT, "military"),
    "government": Term(Layer.AGENT, "government"),
    "police": Term(Layer.AGENT, "police"),
    "parliament": Term(Layer.AGENT, "parliament"),
}
_PROVINCES = re.compile(r" (?:область|край)$")
_RUSSIAN = re.compile(r"[А-Яа-яЁё' -]+")
_UKRAINIAN = re.compile(r"[А-ЩЬЮЯа-щьюяҐґЄєІіЇї'’ʼ -]+")
_SCRIPT = (("arab", "\u0600-\u06ff"), ("hebr", "\u0590-\u05ff"), ("hani", "\u3040-\u30ff\u3400-\u9fff"),
           ("hang", "\uac00-\ud7af"), ("grek", "\u0370-\u03ff"), ("deva", "\u0900-\u097f"))  # fmt: skip
_BY_SCRIPT = tuple((script, re.compile(f"[{letters}]")) for script, letters in _SCRIPT)


@dataclass(slots=True)
class Names:
    """What is known of the other languages while the lexicon is compiled; `numbers` finds the terms of word lists."""

    atlas: Atlas
    others: dict[str, Meanings]
    actors: dict[str, int]
    states: dict[str, tuple[str, str]]
    """ISO code to the state's actor id and its region's id."""
    terms: list[Term]
    ids: dict[int, str]
    """The places' ids by number."""
    numbers: dict[str, int] = field(default_factory=dict)

    def place(self, code: str, id_: str, name: str, spelling: Spelling = Spelling.EXACT) -> None:
        """Says what a place is called in a language, in all cases."""
        case = case_of(name)
        for form in _spoken(name, code):
            key = phrase(form, code)
            if key:
                self.atlas.call(id_, form, spelling, case, code + MARK + key)

    def province(self, code: str, id_: str, adjective: str) -> None:
        """`Курская` of `Курская область`: named so in a list of provinces only."""
        for form in _spoken(adjective, code):
            if key := phrase(form, code):
                self.atlas.call(id_, form, Spelling.EXACT, Case.CAPITAL, code + MARK + key)
                self._meaning(code, form).terms.append(self._term("provinces"))

    def actor(self, code: str, id_: str, name: str, needs: tuple[str, ...]) -> None:
        """Says what an actor is called in a language, in all cases."""
        for form in _spoken(name, code):
            self._meaning(code, form).actors.append((self.actors[id_], case_of(name), needs))

    def demonym(self, code: str, iso: str, word: str) -> None:
        """Says what is of a country, in all its forms."""
        state, region = self.states[iso]
        for form in belonging(word, code):
            self._meaning(code, form).demonyms.append((iso, state, False, region))

    def word(self, code: str, word: str, kind: str) -> None:
        """A common word, a cue, a preposition, a first name; or a phrase that hides the names in it."""
        for form in [word] if kind == "nothing" else _spoken(word, code):
            meaning = self._meaning(code, form)
            if kind != "nothing" and (number := self._term(kind)) not in meaning.terms:
                meaning.terms.append(number)

    def _term(self, kind: str) -> int:
        if kind not in self.numbers:
            self.numbers[kind] = len(self.terms)
            self.terms.append(_WORDS[kind])
        return self.numbers[kind]

    def _meaning(self, code: str, name: str) -> Meanings:
        key = phrase(name, code)
        if key is None:
            self.atlas.skipped.append(name)
            return Meanings()
        return self.others.setdefault(code + MARK + key, Meanings())


def name_all(names: Names, files: Iterable[Path], foreign: dict[str, tuple[str, ...]]) -> None:
    """Puts in all names; `foreign` are the gazetteer's in other scripts, by place."""
    for tongue in TONGUES.values():
        _after_cldr(names, tongue)
    for path in files:
        _written(names, path)
    for id_, spellings in foreign.items():
        for name in spellings:
            for code in _codes(name):
                names.place(code, id_, name, Spelling.ALTERNATE)


def _spoken(name: str, code: str) -> Iterator[str]:
    yield name
    yield from cases(name, code)
    if code == "he" and name.startswith("ה") and " " in name:
        yield name[1:]


def _codes(name: str) -> Iterator[str]:
    if _RUSSIAN.fullmatch(name):
        yield "ru"
    if _UKRAINIAN.fullmatch(name):
        yield "uk"
    yield from (script for script, letters in _BY_SCRIPT if letters.match(name))


def _after_cldr(names: Names, tongue: Tongue) -> None:
    for iso, name in territories.countries(tongue.code):
        if iso in names.atlas.countries:
            names.place(tongue.code, names.atlas.countries[iso], name)
    for region, name in territories.world(tongue.code):
        if f"wirewatch:{region}" in names.atlas.places:
            names.place(tongue.code, f"wirewatch:{region}", name)
    for iso, english, name in territories.cities(tongue.code):
        id_ = town(names, iso, english)
        if id_:
            names.place(tongue.code, id_, name)


def town(names: Names, iso: str, name: str) -> str | None:
    """The largest town that a name means in a country."""
    found = [names.ids[packed >> 6] for packed in names.atlas.names.get(plain(name) or "", ())]
    places = names.atlas.places
    towns = [id_ for id_ in found if places[id_].kind == "place" and places[id_].country == iso]
    return max(towns, key=lambda id_: places[id_].population, default=None)


def _written(names: Names, path: Path) -> None:
    code, values = path.stem, load(path)
    table = Table(path, code, values)
    table.only(*_SECTIONS)
    tables = {section: Table(path, section, _section(table, section)) for section in _SECTIONS}
    for iso, id_ in ((iso, names.atlas.countries.get(iso)) for iso in tables["countries"].values):
        if id_ is None:
            raise tables["countries"].error(f"{iso} is no country code.")
        for name in tables["countries"].texts(iso):
            names.place(code, id_, name)
    _places(names, code, tables["regions"], tables["towns"])
    for iso in tables["demonyms"].values:
        if iso not in names.states:
            raise tables["demonyms"].error(f"{iso} is no country code.")
        for word in tables["demonyms"].texts(iso):
            names.demonym(code, iso, word)
    for id_ in tables["actors"].values:
        if id_ not in names.actors:
            raise tables["actors"].error(f"no actor is called {id_}.")
        for name in tables["actors"].texts(id_):
            names.actor(code, id_, name, tables["needs"].texts(name))
    tables["words"].only(*_WORDS, "nothing")
    for kind in tables["words"].values:
        for word in tables["words"].texts(kind):
            names.word(code, word, kind)


def _places(names: Names, code: str, regions: Table, towns: Table) -> None:
    for region in regions.values:
        id_ = names.atlas.resolve(region)
        if id_ is None:
            raise regions.error(f"no region is called {region}.")
        for name in regions.texts(region):
            names.place(code, id_, name)
            if adjective := _adjective(name, code):
                names.province(code, id_, adjective)
    for where in towns.values:
        iso, _, english = where.partition(" ")
        id_ = town(names, iso, english)
        if id_ is None:
            raise towns.error(f"no town of {iso} is called {english}.")
        for name in towns.texts(where):
            names.place(code, id_, name)


def _adjective(name: str, code: str) -> str | None:
    last = _PROVINCES.search(name) if code in {"ru", "uk"} else None
    return name[: last.start()] if last and " " not in name[: last.start()] else None


def _section(table: Table, section: str) -> dict[str, Any]:
    values = table.values.get(section, {})
    if not isinstance(values, dict):
        raise table.error(f"{section} must be a table.")
    return values
