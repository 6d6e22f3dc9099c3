"""What names mean: after the lexicon, and after what the documents of an archive themselves name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from watchers.archive.columns import plain
from watchers.archive.database import open_reading
from watchers.archive.offering import Offer, Offers
from watchers.archive.problems import naming_errors
from watchers.errors import LexiconError
from watchers.filters.calling import Named, NameKey
from watchers.filters.folding import folded

if TYPE_CHECKING:
    from watchers.analysis.lexicon.compiled import Lexicon

_ALL = {
    "actor": "SELECT key, name, kind FROM actor",
    "region": "SELECT key, name, kind FROM region",
    "source": "SELECT uri, name, kind FROM source",
}
_ONE = {key: f"{_ALL[key]} WHERE key = ?" for key in ("actor", "region")}
_ASIDE = re.compile(r"(.*\S)\s*\(([^()]+)\)\s*", re.S)
_OFTEN = 10
"""Of several, the one that documents name so many times as often as the next is meant."""


class KnownNames:
    """Names for the filter language; used from one thread. Without a lexicon those of the documents count alone."""

    def __init__(self, archive: Path, lexicon: Lexicon | None = None) -> None:
        """An archive that is there; raises ArchiveError."""
        self._path, self._lexicon = archive, lexicon
        self._opened: Lexicon | None = None
        self._connection = open_reading(archive)
        self._offers = Offers(archive, self._connection, lexicon)

    @classmethod
    def open(cls, archive: Path, lexicon: Path, own: Path) -> KnownNames:
        """With a lexicon, a person's own laid over it where that can be read; raises ArchiveError, LexiconError."""
        from watchers.analysis.lexicon.compiled import Lexicon

        try:
            known = Lexicon.open(lexicon, own)
        except LexiconError:
            known = Lexicon.open(lexicon)
        try:
            names = cls(archive, known)
        except BaseException:
            known.close()
            raise
        names._opened = known
        return names

    def close(self) -> None:
        """A lexicon that was given stays open: it is somebody else's."""
        self._connection.close()
        if self._opened is not None:
            self._opened.close()

    def named(self, key: NameKey, text: str) -> Sequence[Named]:
        """Of several, the one that is clearly meant; else those which documents name, where there are any."""
        found = self._meanings(key, text)
        if len(found) < 2 or key == "source":
            return found
        counts = {each.id: self._offers.count(key, each.id) for each in found}
        found = sorted(found, key=lambda each: -counts[each.id])
        first, second = (counts[each.id] for each in found[:2])
        clear = self._clear(key, text, found)
        if clear is not None and first < _OFTEN * max(1, counts[clear.id]):
            return [clear]
        if first >= _OFTEN * max(1, second) or (first and not second):
            return found[:1]
        return [each for each in found if counts[each.id]] or found

    def others(self, key: NameKey, text: str) -> Sequence[Named]:
        """What a name may mean beside what it is taken for."""
        taken = self.named(key, text)
        return [each for each in self._meanings(key, text) if each.id != taken[0].id] if len(taken) == 1 else []

    def offered(self, key: NameKey, typed: str, most: int) -> Sequence[Offer]:
        """Those that a few letters may mean, by any of their names, the likeliest first."""
        return self._offers.offered(key, typed, most)

    def near(self, key: NameKey, text: str) -> Sequence[str]:
        """Of the documents first, then of the lexicon's actors."""
        names = {said: named[0].name for said, named in self._found[key].items()}
        near = [names[said] for said in get_close_matches(folded(text), names, n=3, cutoff=0.7)]
        if self._lexicon and key == "actor" and not near:
            from watchers.analysis.lexicon import naming

            near = naming.near_actors(self._lexicon, text)
        return near[:3]

    def _meanings(self, key: NameKey, text: str) -> Sequence[Named]:
        """All that may be meant; by the name before an aside, those that the aside tells of."""
        if key == "source":
            return self._sources(text)
        found = self._ask(_ONE[key], plain(text)) or self._known(key, text) or self._found[key].get(folded(text))
        if not found and (apart := _ASIDE.fullmatch(text)):
            aside = f" {folded(apart[2])} "
            return [each for each in self._meanings(key, apart[1]) if aside in f" {folded(each.aside)} "]
        return found or self._holding(key, text)

    def _known(self, key: NameKey, text: str) -> list[Named]:
        if self._lexicon is None:
            return []
        from watchers.analysis.lexicon import naming  # only here: a shell that completes waits for no lexicon

        return naming.actors(self._lexicon, text) if key == "actor" else naming.regions(self._lexicon, text)

    def _clear(self, key: NameKey, text: str, found: Sequence[Named]) -> Named | None:
        """The one that the lexicon takes, if it is among them."""
        if self._lexicon is None or key != "region":
            return None
        from watchers.analysis.lexicon import naming

        clear = naming.clear_region(self._lexicon, text)
        return clear if clear in found else None

    def _holding(self, key: NameKey, text: str) -> list[Named]:
        """Those of the documents in whose name all the words stand, in the singular or not."""
        said = {word.removesuffix("s") for word in folded(text).split()}
        every = self._found[key].items() if said else ()
        return [
            each
            for name, several in every
            if said <= {word.removesuffix("s") for word in name.split()}
            for each in several
        ]

    def _sources(self, text: str) -> Sequence[Named]:
        """By name, address or host; else those of whose name or address it is a part."""
        said = folded(text)
        sources = [named for several in self._found["source"].values() for named in several]
        for fits in (_is(text, said), _holds(said)):
            if found := [named for named in sources if fits(named)]:
                return found
        return ()

    @cached_property
    def _found(self) -> dict[NameKey, dict[str, list[Named]]]:
        return {key: _by_name(self._ask(_ALL[key])) for key in ("actor", "region", "source")}

    def _ask(self, sql: str, *values: str) -> list[Named]:
        with naming_errors(self._path):
            return [Named(*row) for row in self._connection.execute(sql, values)]


def _by_name(all_of_them: Iterable[Named]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for named in all_of_them:
        found.setdefault(folded(named.name) or named.id, []).append(named)
    return found


def _is(text: str, said: str) -> Callable[[Named], bool]:
    def fits(named: Named) -> bool:
        host = urlsplit(named.id).hostname or ""
        return text in {named.id, named.name} or said in {folded(named.name), folded(host.removeprefix("www."))}

    return fits


def _holds(said: str) -> Callable[[Named], bool]:
    def fits(named: Named) -> bool:
        return f" {said} " in f" {folded(named.name)} " or f" {said} " in f" {folded(named.id)} "

    return fits
