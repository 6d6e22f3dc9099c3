"""Documents as pages: all on one, or one each and an index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from tui.commands.export import markdown, webpage
from tui.commands.export.heading import About, Listed, file_name, listed
from tui.commands.export.paper import Paper, paper
from tui.commands.export.placing import new_file, new_folder
from tui.commands.export.under_way import Export


class Markup(Protocol):
    """How documents become pages."""

    ENDING: str

    def together(self, about: About, listed: Iterator[Listed], papers: Iterator[Paper]) -> Iterator[str]: ...

    def index(self, about: About, listed: Iterator[Listed]) -> Iterator[str]: ...

    def alone(self, about: About, one: Paper) -> Iterator[str]: ...


_PAGES: dict[str, Markup] = {"markdown": markdown, "html": webpage}


def write(export: Export) -> None:
    """Raises UsageError, ArchiveError, OSError."""
    markup, force = _PAGES[export.plan.form], export.asked.force
    contents = listed(export.snapshot.headings(export.chosen), markup.ENDING)
    papers = map(paper, export.documents())
    if not export.plan.folder:
        with new_file(export.plan.target, force=force) as file:
            _say(file, markup.together(export.about, contents, papers))
        return
    with new_folder(export.plan.target, force=force) as folder:
        with (folder / f"index{markup.ENDING}").open("wb") as file:
            _say(file, markup.index(export.about, contents))
        for one in papers:
            with (folder / file_name(one.number, markup.ENDING)).open("wb") as file:
                _say(file, markup.alone(About(one.title, export.now, 1), one))


def _say(file: BinaryIO, parts: Iterator[str]) -> None:
    for part in parts:
        file.write(part.encode("utf-8", "replace"))
