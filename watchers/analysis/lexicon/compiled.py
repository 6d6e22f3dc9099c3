"""The compiled lexicon, opened for reading: one call of the trie a word, meanings fetched once and remembered."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import marisa_trie
import msgspec

from watchers.analysis.lexicon.entries import (
    ActorName,
    Case,
    Country,
    Demonym,
    Entry,
    KnownActor,
    Meaning,
    Place,
    PlaceName,
    Spelling,
    Term,
)  # fmt: skip
from watchers.analysis.lexicon.facts import ARTICLE, FACTS, FOLDED, HEADLESS, NAMES, OWN, Meanings
from watchers.analysis.lexicon.own.laying import lay
from watchers.analysis.lexicon.own.overlay import NOTHING, Overlay
from watchers.analysis.spelling import article_key, folded_key, headless_key
from watchers.analysis.tongues.tongue import MARK, MARKS, SCRIPTS
from watchers.document import RegionNode
from watchers.errors import LexiconError

_REMEMBERED = 1 << 15
_meanings = msgspec.msgpack.Decoder(Meanings).decode
_actor = msgspec.msgpack.Decoder(KnownActor).decode
_term = msgspec.msgpack.Decoder(Term).decode
_country = msgspec.msgpack.Decoder(Country).decode


class Lexicon:
    """All that the tagger knows, the analyst's own laid over it; use it from one thread at a time."""

    def __init__(self, trie: marisa_trie.Trie, facts: sqlite3.Connection, overlay: Overlay = NOTHING) -> None:
        self._trie = trie
        self._facts = facts
        self.overlay = overlay
        self._touched, self._new, self._starting = self._laid(overlay)
        self._own = dict(facts.execute("SELECT id, number FROM own"))
        self._ids = {number: id_ for id_, number in self._own.items()}
        self._countries = {iso: _country(body) for iso, body in facts.execute("SELECT iso, body FROM country")}
        self._countries.update(overlay.countries)
        self._states = {country.state: country for country in self._countries.values()}
        self._meaning = lru_cache(_REMEMBERED)(self._meaning_of)
        self._place = lru_cache(_REMEMBERED)(self._place_of)
        self._actor = lru_cache(_REMEMBERED)(self._actor_of)
        self._by_id = lru_cache(_REMEMBERED)(self._actor_by_id)
        self._term = lru_cache(_REMEMBERED)(self._term_of)
        self._ancestors = lru_cache(_REMEMBERED)(self._ancestors_of)
        self._path = lru_cache(_REMEMBERED)(self._path_of)
        self.begins = lru_cache(_REMEMBERED)(self._begins)
        self._spelling = lru_cache(_REMEMBERED)(self._spelled)

    @classmethod
    def open(cls, folder: Path, own: Path | None = None) -> Lexicon:
        """Opens a compiled lexicon without loading it, `own` the folder of the analyst's files; raises LexiconError."""
        try:
            trie = marisa_trie.Trie().mmap(str(folder / NAMES))
            facts = sqlite3.connect(
                f"{(folder / FACTS).resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            lexicon = cls(trie, facts)
        except (OSError, RuntimeError, sqlite3.Error, msgspec.MsgspecError) as error:
            raise LexiconError(folder, f"is no compiled lexicon: {error}.") from error

        return lexicon if own is None else lexicon.with_own(own)

    def with_own(self, folder: Path) -> Lexicon:
        """The shipped lexicon with a folder's files over it as they are now, on the same table; raises LexiconError."""
        shipped = self if self.overlay is NOTHING else Lexicon(self._trie, self._facts)
        return Lexicon(self._trie, self._facts, lay(folder, shipped))

    def close(self) -> None:
        """Closes the table, for all that share it; the trie goes with the object."""
        self._facts.close()

    def _begins(self, word: str) -> bool:
        """Whether any known phrase begins with this word."""
        return word in self._starting or next(self._trie.iterkeys(word + " "), None) is not None

    def prefixes(self, phrase: str) -> Iterable[tuple[int, Meaning]]:
        """Number of words and meaning of each known phrase that `phrase` begins with; words are keys between blanks."""
        meaning = self._meaning
        found = [(key.count(" "), meaning(n)) for key, n in self._trie.iter_prefixes_with_ids(phrase + " ")]
        return [*found, *self._new_prefixes(phrase)] if self._starting else found

    def entries(self, phrase: str) -> Sequence[Entry]:
        """What exactly this phrase means."""
        number = self._trie.get(phrase + " ")
        return self._new.get(phrase, ()) if number is None else self._meaning(number)

    def beginning(self, phrase: str) -> Iterator[Entry]:
        """What every phrase means that begins so, also in the middle of a word."""
        for _, number in self._trie.iteritems(phrase):
            yield from self._meaning_of(number)
        for new in self._new:
            if new.startswith(phrase) and self._trie.get(new + " ") is None:
                yield from self._new[new]

    def spelled(self, name_key: str) -> Sequence[PlaceName]:
        """The places that a name means by a looser spelling, the strictest spelling first, then the weightiest."""
        return self._spelling(name_key)

    def _spelled(self, name_key: str) -> Sequence[PlaceName]:
        headless = headless_key(name_key)
        folded = folded_key(name_key)
        probes = [(ARTICLE + article_key(name_key), Spelling.ARTICLE)]
        if headless:
            probes += [(ARTICLE + article_key(headless), Spelling.HEADLESS)]
            probes += [(FOLDED + folded_key(headless), Spelling.HEADLESS)]
        probes += [(HEADLESS + folded, Spelling.HEADLESS), (FOLDED + folded, Spelling.FOLDED)]
        found: dict[str, PlaceName] = {}
        for key, spelling in probes:
            for entry in self.entries(key):
                if isinstance(entry, PlaceName) and self.overlay.may_mean(name_key, entry):
                    found.setdefault(entry.place.id, PlaceName(entry.place, spelling))
        return tuple(sorted(found.values(), key=lambda name: name.spelling))

    def place(self, id_: str) -> Place:
        """The place of an id; KeyError where there is none."""
        source, _, number = id_.partition(":")
        if id_ in self.overlay.places:
            return self.overlay.places[id_]
        if id_ in self._own:
            return self._place(self._own[id_])
        if source != "geonames" or not number.isdigit():
            raise KeyError(id_)
        return self._place(int(number))

    def node(self, id_: str) -> RegionNode:
        """The same as a node of the tree."""
        place = self.place(id_)
        return RegionNode(place.id, place.name, place.kind)

    def path(self, id_: str) -> tuple[RegionNode, ...]:
        """From the widest region to the place itself, by the first parents."""
        return self._path(id_)

    def ancestors(self, id_: str) -> tuple[RegionNode, ...]:
        """All regions that hold the place, nearest first, those of second parents too; without itself."""
        return self._ancestors(id_)

    def actor(self, id_: str) -> KnownActor | None:
        """The actor of an id."""
        return self._by_id(id_)

    def _actor_by_id(self, id_: str) -> KnownActor | None:
        row = self._facts.execute("SELECT number FROM actor WHERE id = ?", (id_,)).fetchone()
        return self._actor(row[0]) if row else self.overlay.actors.get(id_)

    def actor_ids(self) -> list[str]:
        """The ids of all actors."""
        shipped = [id_ for (id_,) in self._facts.execute("SELECT id FROM actor")]
        return list(dict.fromkeys((*shipped, *self.overlay.actors)))

    def country(self, code: str) -> Country | None:
        """The country of an ISO code or of a state's id, `SY` or `syria`."""
        return self._countries.get(code) or self._states.get(code)

    def is_home(self, code: str) -> bool:
        """Whether documents can report from there: `US`, and `US-KY` for whatever region of it."""
        return self._countries.get(code.partition("-")[0]) is not None

    def notes(self) -> dict[str, str]:
        """Counts, and under `skipped` the names that no text can hold, one a line."""
        return dict(self._facts.execute("SELECT key, value FROM note"))

    def _meaning_of(self, number: int) -> Meaning:
        row = self._facts.execute("SELECT meanings FROM phrase WHERE id = ?", (number,)).fetchone()
        meanings = _meanings(row[0])
        entries: list[Entry] = [PlaceName(self._place(n), Spelling(s), Case(c)) for n, s, c in meanings.places]
        entries += [ActorName(self._actor(n), Case(c), needs) for n, c, needs in meanings.actors]
        entries += [Demonym(*demonym) for demonym in meanings.demonyms]
        entries += [self._term(n) for n in meanings.terms]
        touched = self._touched.get(number) if self._touched else None
        return Meaning(entries if touched is None else self.overlay.meaning(touched, entries))

    def _laid(self, overlay: Overlay) -> tuple[dict[int, str], dict[str, Meaning], dict[str, set[int]]]:
        """Known phrases that mean more or less now, by number; what new ones mean; their lengths by first word.

        A name is the analyst's in every language: known under a language's mark it means more there, else it is new.
        """
        touched: dict[int, str] = {}
        new: dict[str, Meaning] = {}
        starting: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in {**overlay.names, **overlay.drops}:
            numbers = [n for mark in ("", *MARKS) if (n := self._trie.get(f"{mark}{phrase} ")) is not None]
            touched.update(dict.fromkeys(numbers, phrase))
            if meaning := overlay.meaning(phrase, ()):
                new[phrase] = Meaning(meaning)
                starting[phrase.partition(" ")[0]].add(phrase.count(" ") + 1)
        return touched, new, dict(starting)

    def _new_prefixes(self, marked: str) -> Iterator[tuple[int, Meaning]]:
        """Those of a text's own language, or plain ones; a script's mark gives none of them a second time."""
        mark, _, phrase = marked.rpartition(MARK)
        counts = None if mark in SCRIPTS else self._starting.get(phrase.partition(" ")[0])
        words = phrase.split(" ") if counts else []
        mark = marked[: -len(phrase)] if phrase else marked
        for count in counts or ():
            name = " ".join(words[:count])
            known = count > len(words) or self._trie.get(f"{mark}{name} ") is not None
            if not known and (entries := self._new.get(name)):
                yield count, entries

    def _place_of(self, number: int) -> Place:
        row = self._facts.execute("SELECT * FROM place WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(f"geonames:{number}")
        _, name, kind, country, lat, lon, population, parents, capital, weight = row
        id_ = self._ids[number] if number >= OWN else f"geonames:{number}"
        place = Place(id_, name, kind, country, lat, lon, population, tuple(parents.split()), bool(capital), weight)
        return self.overlay.place(place)

    def _actor_of(self, number: int) -> KnownActor:
        body = self._facts.execute("SELECT body FROM actor WHERE number = ?", (number,)).fetchone()[0]
        return self.overlay.actor(_actor(body))

    def _term_of(self, number: int) -> Term:
        return _term(self._facts.execute("SELECT body FROM term WHERE number = ?", (number,)).fetchone()[0])

    def _path_of(self, id_: str) -> tuple[RegionNode, ...]:
        parents = self.place(id_).parents
        return (*(self._path(parents[0]) if parents else ()), self.node(id_))

    def _ancestors_of(self, id_: str) -> tuple[RegionNode, ...]:
        found: dict[str, RegionNode] = {}
        waiting = list(self.place(id_).parents)
        for parent in waiting:
            if parent not in found:
                found[parent] = self.node(parent)
                waiting += self.place(parent).parents
        return tuple(found.values())
