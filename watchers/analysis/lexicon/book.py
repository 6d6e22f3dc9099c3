"""The whole lexicon in memory while it is compiled: gathered here, written by `writing`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from watchers.analysis.lexicon import gazetteer
from watchers.analysis.lexicon.actors import merged, read_actors
from watchers.analysis.lexicon.atlas import Atlas
from watchers.analysis.lexicon.countries import (
    People,
    State,
    hang_countries,
    place_countries,
    read_countries,
)  # fmt: skip
from watchers.analysis.lexicon.entries import Country, Demonym, KnownActor, Term
from watchers.analysis.lexicon.facts import Meanings
from watchers.analysis.lexicon.inputs import Inputs
from watchers.analysis.lexicon.phrases import case_of, phrase
from watchers.analysis.lexicon.regions import (
    check_tree,
    hang_regions,
    join_regions,
    place_first_levels,
    place_regions,
    place_second_levels,
    read_regions,
    weigh_first_levels,
    weigh_regions,
)  # fmt: skip
from watchers.analysis.lexicon.tongues import Names, name_all
from watchers.analysis.lexicon.towns import Progress, loosen, place_towns
from watchers.analysis.lexicon.words import read_words
from watchers.errors import LexiconError


@dataclass(slots=True)
class Book:
    """All that will be written; `others` are the meanings of phrases that are no places."""

    atlas: Atlas = field(default_factory=Atlas)
    others: defaultdict[str, Meanings] = field(default_factory=lambda: defaultdict(Meanings))
    actors: list[KnownActor] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    countries: list[Country] = field(default_factory=list)

    def meaning(self, name: str) -> Meanings:
        """The meanings of a phrase so far; one that no text can hold is noted and lost."""
        key = phrase(name)
        if key is None:
            self.atlas.skipped.append(name)
            return Meanings()
        return self.others[key]


def gather(inputs: Inputs, progress: Progress) -> Book:
    """Reads all inputs."""
    book = Book()
    foreign: dict[str, tuple[str, ...]] = {}
    states, peoples = _regions(book.atlas, inputs, progress, foreign)
    book.countries = [state.country() for state in states]
    progress("actors and words", 0, 1)
    _actors(book, inputs, states, peoples)
    _demonyms(book, states, peoples)
    _words(book, inputs)
    progress("actors and words", 1, 1)
    progress("other languages", 0, 1)
    _tongues(book, inputs, states, foreign)
    progress("other languages", 1, 1)
    return book


def _tongues(book: Book, inputs: Inputs, states: list[State], foreign: dict[str, tuple[str, ...]]) -> None:
    files = list(inputs.files("tongues"))
    if files:
        actors = {actor.id: number for number, actor in enumerate(book.actors)}
        known = {state.iso: (state.id, state.region) for state in states}
        ids = {number: id_ for id_, number in book.atlas.numbers.items()}
        name_all(Names(book.atlas, book.others, actors, known, book.terms, ids), files, foreign)


def _regions(
    atlas: Atlas, inputs: Inputs, progress: Progress, foreign: dict[str, tuple[str, ...]]
) -> tuple[list[State], list[People]]:
    """Puts all regions in; `foreign` takes the towns' names in other scripts, by id."""
    countries = inputs.one("countries.toml")
    if countries is None:
        raise LexiconError(inputs.folders[0], "has no countries.toml.")
    states, peoples = read_countries(countries, inputs.nations())
    place_countries(atlas, states)
    first_level = inputs.one("first-level.tsv")
    if first_level is not None:
        place_first_levels(atlas, first_level)
    second_level = inputs.one("second-level.tsv")
    if second_level is not None:
        place_second_levels(atlas, second_level)
    regions = [region for path in inputs.files("regions") for region in read_regions(path)]
    place_regions(atlas, regions)
    towns = list(inputs.towns())
    place_towns(atlas, towns, states, progress)
    foreign.update((f"geonames:{town.number}", town.foreign) for town in towns if town.foreign)
    del towns
    gazetteer.release()
    hang_countries(atlas, states, countries)
    hang_regions(atlas, regions)
    join_regions(atlas, regions)
    weigh_first_levels(atlas)
    weigh_regions(atlas, regions)
    check_tree(atlas, countries)
    loosen(atlas, progress)
    return states, peoples


def _actors(book: Book, inputs: Inputs, states: list[State], peoples: list[People]) -> None:
    written = [entry for path in inputs.files("actors") for entry in read_actors(path)]
    composed = [actor for state in states for actor in state.actors()]
    composed += [KnownActor(people.id, people.name, "people") for people in peoples]
    for number, entry in enumerate(merged(written, composed)):
        book.actors.append(entry.actor)
        for name in entry.names:
            book.meaning(name).actors.append((number, case_of(name), entry.needs.get(name, ())))


def _demonyms(book: Book, states: list[State], peoples: list[People]) -> None:
    for state in states:
        _demonym(book, state.adjective, state.nouns, Demonym(state.iso, state.id, region=state.region))
    for people in peoples:
        region = book.atlas.resolve(people.region) if people.region else None
        if people.region and region is None:
            raise people.table.error(f"lives in {people.region!r}, which no region is called.")
        _demonym(book, people.adjective, people.nouns, Demonym("", people.id, region=region))


def _demonym(book: Book, adjective: str, nouns: Iterable[str], of: Demonym) -> None:
    if adjective:
        book.meaning(adjective).demonyms.append((of.country, of.state, False, of.region))
    for noun in nouns:
        if noun != adjective:
            book.meaning(noun).demonyms.append((of.country, of.state, True, of.region))


def _words(book: Book, inputs: Inputs) -> None:
    numbers: dict[str, int] = {}
    for path in inputs.files("words"):
        for form, term in read_words(path):
            number = numbers.setdefault(repr(term), len(book.terms))
            if number == len(book.terms):
                book.terms.append(term)
            terms = book.meaning(form).terms
            if number not in terms:
                terms.append(number)
