"""What names mean: after the lexicon, and after what the documents of an archive themselves name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from watchers.analysis.lexicon import naming
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.archive.columns import plain
from watchers.archive.database import open_reading
from watchers.archive.problems import naming_errors
from watchers.filters.folding import folded
from watchers.filters.meaning import Named, NameKey

_ALL = {
    "actor": "SELECT key, name, kind FROM actor",
    "region": "SELECT key, name, kind FROM region",
    "source": "SELECT uri, name, kind FROM source",
}
_ONE = {key: f"{_ALL[key]} WHERE key = ?" for key in ("actor", "region")}


class KnownNames:
    """Names for the filter language; used from one thread. Without a lexicon those of the documents count alone."""

    def __init__(self, archive: Path, lexicon: Lexicon | None = None) -> None:
        """An archive that is there; raises ArchiveError."""
        self._path, self._lexicon = archive, lexicon
        self._connection = open_reading(archive)

    def close(self) -> None:
        self._connection.close()

    def named(self, key: NameKey, text: str) -> Sequence[Named]:
        """Of several, those which documents name, where there are any."""
        if key == "source":
            return self._sources(text)
        if kept := self._ask(_ONE[key], plain(text)):
            return kept
        find = naming.actors if key == "actor" else naming.regions
        known = find(self._lexicon, text) if self._lexicon else []
        if not known:
            return self._found[key].get(folded(text), ())
        if len(known) > 1:
            return [each for each in known if self._ask(_ONE[key], plain(each.id))] or known
        return known

    def near(self, key: NameKey, text: str) -> Sequence[str]:
        """Of the documents first, then of the lexicon's actors."""
        names = {said: named[0].name for said, named in self._found[key].items()}
        near = [names[said] for said in get_close_matches(folded(text), names, n=3, cutoff=0.7)]
        if self._lexicon and key == "actor" and not near:
            near = naming.near_actors(self._lexicon, text)
        return near[:3]

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
