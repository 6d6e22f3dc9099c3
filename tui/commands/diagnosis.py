"""What `wirewatch doctor` finds out: facts, before anybody puts them into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from tui.paths import USUAL, Paths
from watchers import saved
from watchers.analysis.lexicon import compile as lexicon
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.own.reading import read_own
from watchers.analysis.own import ACTORS, REGIONS
from watchers.archive.lock import Lock
from watchers.archive.network import remark
from watchers.archive.problems import naming_errors
from watchers.archive.reader import Reader
from watchers.archive.rows import Health, Totals
from watchers.document import Unreadable
from watchers.errors import ArchiveError, LexiconError, SettingsError
from watchers.settings import Folder, Settings, load
from watchers.sources.mounts import silent

Writer = Literal["nobody", "a board", "not you"]
Slips = Callable[[Settings, Path], Sequence[str]]
"""What is wrong with the keys that settings bind: a sentence each."""


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """`folders` are watched where no other place is given; `problem` is a sentence or None.

    `silent` has the folders that lie where the system does not tell of changes, and what they lie on.
    """

    path: Path
    exists: bool
    folders: tuple[Folder, ...] = ()
    home: str = ""
    problem: str | None = None
    home_problems: tuple[str, ...] = ()
    key_problems: tuple[str, ...] = ()
    silent: Mapping[Path, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LexiconFacts:
    """`path` is the folder of the compiled one, which is made when it is first needed."""

    path: Path
    compiled: bool


@dataclass(frozen=True, slots=True)
class OwnFile:
    """`holds` counts its entries; None where it is not there or cannot be looked into yet."""

    path: Path
    exists: bool
    holds: str | None


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """The person's own lexicon."""

    files: tuple[OwnFile, ...] = ()
    remarks: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class FilterFacts:
    """The saved filters: so many, and what is wrong in their file."""

    path: Path
    exists: bool
    saved: int = 0
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """`writer` is "not you" where its folder may not be written; `size` is in bytes.

    `remark` is what there is to know of where it lies.
    """

    path: Path
    exists: bool
    problem: str | None = None
    totals: Totals | None = None
    size: int = 0
    writer: Writer = "nobody"
    remark: str | None = None
    sources: tuple[Health, ...] = ()
    set_aside: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class LogFacts:
    """Where the board writes down what goes wrong within it, and when it did so last; None where it never had to."""

    path: Path
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All of it."""

    settings: SettingsFacts
    lexicon: LexiconFacts
    own: OwnFacts
    archive: ArchiveFacts
    filters: FilterFacts
    log: LogFacts

    @property
    def well(self) -> bool:
        """Whether nothing fails."""
        settings = self.settings
        wrong = (settings.problem, *settings.home_problems, *settings.key_problems)
        problems = (*wrong, self.own.problem, self.archive.problem, *self.filters.mistakes)
        failing = any(health.state == "failing" for health in self.archive.sources)
        return not any(problems) and not failing and not self.archive.set_aside


def no_slips(settings: Settings, path: Path) -> Sequence[str]:
    """Where nobody looks at the keys."""
    return ()


def diagnose(paths: Paths, slips: Slips = no_slips) -> Diagnosis:
    """Looks and changes nothing."""
    compiled = paths.cache / f"lexicon-{lexicon.fingerprint()}"
    known = LexiconFacts(compiled, lexicon.is_whole(compiled))
    return Diagnosis(
        _settings(paths.settings, known, slips),
        known,
        _own(paths.own, known),
        _archive(paths.archive),
        _filters(paths.filters),
        _log(paths.log),
    )


def _log(path: Path) -> LogFacts:
    try:
        return LogFacts(path, datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except OSError:
        return LogFacts(path)


def _filters(path: Path) -> FilterFacts:
    try:
        found = saved.load(path)
    except SettingsError as error:
        return FilterFacts(path, True, mistakes=(str(error),))
    return FilterFacts(path, path.exists(), len(found.filters), tuple(str(each) for each in found.mistakes))


def _settings(path: Path, known: LexiconFacts, slips: Slips) -> SettingsFacts:
    try:
        settings = load(path)
    except SettingsError as error:
        return SettingsFacts(path, True, problem=str(error))
    folders = settings.watched or (Folder(USUAL),)
    homes = dict.fromkeys([settings.home, *(folder.home for folder in folders)])
    unknown = tuple(
        f"{path}: “home”: “{home}” begins with no country that is known."
        for home in homes
        if home and not _is_home(home, known)
    )
    kinds = {folder.path: kind for folder in folders if (kind := silent(str(folder.path.absolute())))}
    wrong = tuple(slips(settings, path))
    return SettingsFacts(path, path.exists(), folders, settings.home, None, unknown, wrong, kinds)


def _is_home(home: str, known: LexiconFacts) -> bool:
    """Looked up where the lexicon is compiled."""
    if not known.compiled:
        return True
    with closing(Lexicon.open(known.path)) as opened:
        return opened.is_home(home)


def _own(folder: Path, known: LexiconFacts) -> OwnFacts:
    """Both files; what they refer to is looked up where the lexicon is compiled."""
    held: dict[str, str] = {}
    remarks: tuple[str, ...] = ()
    try:
        read_own(folder)
        if known.compiled:
            with closing(Lexicon.open(known.path, folder)) as opened:
                held, remarks = dict(opened.overlay.told), tuple(opened.overlay.remarks)
    except LexiconError as error:
        return OwnFacts(problem=str(error))
    names = dict.fromkeys((ACTORS, REGIONS, *held))
    return OwnFacts(tuple(_own_file(folder / name, held.get(name)) for name in names), remarks)


def _own_file(path: Path, held: str | None) -> OwnFile:
    exists = path.exists()
    return OwnFile(path, exists, held if exists else None)


def _archive(path: Path) -> ArchiveFacts:
    try:
        with naming_errors(path):
            exists, told = path.exists(), remark(path)
        if not exists:
            return ArchiveFacts(path, exists=False, remark=told)
        with closing(Reader.open(path)) as reader:
            return ArchiveFacts(
                path,
                exists=True,
                totals=reader.totals(),
                size=path.stat().st_size,
                writer=_writer(path),
                sources=tuple(reader.sources()),
                set_aside=tuple(reader.set_aside(None)),
                remark=told,
            )
    except ArchiveError as error:
        return ArchiveFacts(path, exists=True, problem=str(error))


def _writer(path: Path) -> Writer:
    lock = Lock(path)
    try:
        if not lock.acquire():
            return "a board"
    except ArchiveError:
        return "not you"
    lock.release()
    return "nobody"
