"""What a lexicon is compiled from: GeoNames, CLDR and the shipped TOML; an analyst's own is laid over it (`own`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watchers.analysis.lexicon import gazetteer, territories
from watchers.analysis.lexicon.facts import FORMAT
from watchers.analysis.lexicon.gazetteer import Nation, Town

SHIPPED = Path(__file__).parents[2] / "lexicons"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Folders of TOML, later ones on top; each may hold countries.toml, regions/, actors/ and words/."""

    folders: tuple[Path, ...] = (SHIPPED,)

    def files(self, within: str) -> Iterator[Path]:
        """The TOML files of a sub-folder, over all folders."""
        for folder in self.folders:
            yield from sorted((folder / within).glob("*.toml"))

    def one(self, name: str) -> Path | None:
        """A file that the last folder that has it provides."""
        return next((folder / name for folder in reversed(self.folders) if (folder / name).is_file()), None)

    def towns(self) -> Iterator[Town]:
        """The gazetteer's places."""
        return gazetteer.towns()

    def nations(self) -> dict[str, Nation]:
        """The gazetteer's countries by ISO code."""
        return {nation.iso: nation for nation in gazetteer.nations()}

    def fingerprint(self) -> str:
        """Twelve hex digits that change with any of the inputs, and with the compiled form."""
        digest = hashlib.sha256(f"{FORMAT} {gazetteer.version()} {territories.version()}".encode())
        for folder in self.folders:
            for path in sorted(p for p in folder.rglob("*") if p.suffix in {".toml", ".tsv"}):
                digest.update(f"\n{path.relative_to(folder).as_posix()}\n".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]
