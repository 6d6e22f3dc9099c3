"""What a shell is told for a line: words that can be put in, and whether paths can too."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui import paths as places
from tui.commands.completion.line import Line, behind_break, cut, escaped
from tui.commands.completion.tree import Subparsers, Wanted, options, verbs, wanted
from watchers.errors import WirewatchError

if TYPE_CHECKING:
    from watchers.filters.completing import Completion

Kind = Literal["words", "files", "folders"]
_FILES = frozenset({"FILE", "PATH", "BUNDLE", "OUT", "DIR|FILE"})
_FOLDERS = frozenset({"WHERE", "DIR", "FOLDER"})
_COMMAS = frozenset({"fields", "facets"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A whole word; after a `done` one the next may begin."""

    text: str
    aside: str = ""
    done: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What can stand at the cursor."""

    choices: tuple[Choice, ...] = ()
    kind: Kind = "words"


def answer(parser: argparse.ArgumentParser, line: Line) -> Answer:
    """Never raises for what is typed; names are left out where no archive can be read."""
    here = wanted(parser, line.words, line.current)
    typed = line.current.removeprefix(here.prefix)
    if here.action is None:
        return Answer(tuple(_beginning(options(here.parser), typed)))
    if isinstance(here.action, Subparsers):
        found = tuple(_beginning(verbs(here.action), typed))
        return Answer(found, "words" if found or here.verbs else "folders")
    values = tuple(_values(here, here.action, typed, line.words))
    return Answer(tuple(Choice(here.prefix + c.text, c.aside, c.done) for c in values), _paths(here.action))


def printed(line: Line, found: Answer, shell: str, breaks: str) -> Iterator[str]:
    """Line by line as the script of a shell takes it."""
    yield found.kind
    chosen = found.choices if shell == "fish" else _kept(found.choices, line.current)
    before = behind_break(line, breaks) if shell == "bash" else 0
    for choice in chosen:
        text = " ".join(choice.text.split("\n"))
        if shell == "fish":
            text = _as_typed(text, line.current)
        if shell == "bash":
            if text[:before].casefold() == line.current[:before].casefold():
                yield escaped(text[before:], line.quote) + (" " if choice.done and not line.quote else "")
        else:
            state = ("done\t" if choice.done and not line.quote else "begun\t") if shell == "zsh" else ""
            yield f"{text}\t{state}{' '.join(choice.aside.split())[:60]}"


def _as_typed(text: str, typed: str) -> str:
    """What begins otherwise, in the case of the letters typed: fish shows nothing else, and names have no case."""
    if text.casefold().startswith(typed.casefold()):
        return text
    waiting, written = list(typed), []
    for char in text:
        meant = bool(waiting) and char.casefold() == waiting[0].casefold()
        written.append(waiting.pop(0) if meant else char)
    return text if waiting else "".join(written)


def _kept(choices: Sequence[Choice], current: str) -> Sequence[Choice]:
    """Shells put in what all have in common: of several, those that begin as typed, else the likeliest alone."""
    if len(choices) < 2:
        return choices
    typed = current.replace('"', "").casefold()
    begin = [choice for choice in choices if choice.text.replace('"', "").casefold().startswith(typed)]
    return begin or choices[:1]


def _paths(action: argparse.Action) -> Kind:
    names = str(action.metavar or "")
    return "files" if names in _FILES else "folders" if names in _FOLDERS else "words"


def _values(here: Wanted, action: argparse.Action, typed: str, words: Sequence[str]) -> Iterator[Choice]:
    if action.metavar == "EXPRESSION":
        return _expression(typed, words)
    if action.dest in _COMMAS:
        return _listed(action.dest, typed)
    return _beginning(_pairs(here, action, words), typed)


def _pairs(here: Wanted, action: argparse.Action, words: Sequence[str]) -> Sequence[tuple[str, str]]:
    if action.metavar == "FORMAT":
        from watchers.filters.closed import FORMATS

        return [(each, "") for each in FORMATS]
    if action.metavar == "FEED":
        return _names(words, "feeds.toml", "feed", "name")
    if action.metavar in {"NAME", "FILTER"} and here.verbs[:1] == ("filters",):
        return _names(words, "filters.toml", "filter", "name")
    return [(str(each), "") for each in action.choices or ()]


def _beginning(pairs: Iterable[tuple[str, str]], typed: str) -> Iterator[Choice]:
    return (Choice(text, aside) for text, aside in pairs if text.casefold().startswith(typed.casefold()))


def _listed(dest: str, typed: str) -> Iterator[Choice]:
    """Names with commas between them, each once."""
    from tui.asking import FACETS

    known: Sequence[str] = FACETS
    if dest == "fields":
        from tui.commands.fields import FIELDS

        known = FIELDS
    before, comma, last = typed.rpartition(",")
    used = set(before.split(","))
    return (Choice(f"{before}{comma}{each}", "", False) for each in known if each.startswith(last) and each not in used)


def _expression(typed: str, words: Sequence[str]) -> Iterator[Choice]:
    """What fits at its end; a key that alone fits brings its values along."""
    from watchers.filters.cursor import spot

    here = spot(typed, len(typed))
    if here.typed.startswith("@") and not here.key:
        return _saved(typed, here.start, words)
    needed = here.key in {"actor", "region", "source"} or (not here.key and len(here.typed) > 1)
    found = _completed(typed, words, names=needed)
    kept = _kept(found, typed)
    if len(kept) == 1 and not kept[0].done:
        found = _completed(kept[0].text, words, names=True) or found
    return iter(found)


def _completed(typed: str, words: Sequence[str], *, names: bool) -> list[Choice]:
    from watchers.filters.completing import completions

    if not names:
        return [_choice(typed, each.start, each) for each in completions(typed, len(typed))]
    archive = _places(words).archive
    if not archive.is_file():
        return _completed(typed, words, names=False)
    import sqlite3

    from watchers.archive.naming import KnownNames

    try:
        with closing(KnownNames(archive)) as known:
            return [_choice(typed, each.start, each) for each in completions(typed, len(typed), known)]
    except (WirewatchError, sqlite3.Error):
        return _completed(typed, words, names=False)


def _choice(typed: str, start: int, each: Completion) -> Choice:
    count = "" if each.count is None else f"{each.count:,}"
    return Choice(typed[:start] + each.text, ", ".join(filter(None, (count, each.aside))), not each.open)


def _saved(typed: str, start: int, words: Sequence[str]) -> Iterator[Choice]:
    for name, aside in _names(words, "filters.toml", "filter", "name"):
        written = f"@{name}" if " " not in name else f'@"{name}"'
        if f"@{name}".casefold().startswith(typed[start:].replace('"', "").casefold()):
            yield Choice(typed[:start] + written, aside)


def _names(words: Sequence[str], file: str, table: str, key: str) -> list[tuple[str, str]]:
    """Of a file beside the settings; none where that cannot be read."""
    try:
        tables = tomllib.loads((_places(words).settings.parent / file).read_text("utf-8")).get(table, [])
        return [(str(each[key]), str(each.get("expression", each.get("url", "")))) for each in tables if key in each]
    except (OSError, ValueError, AttributeError, TypeError):
        return []


def _places(words: Sequence[str]) -> places.Paths:
    """With those that the line itself names."""
    given: dict[str, Path] = {}
    for before, word in zip(("", *words), (*words, ""), strict=True):
        name, sign, value = before.partition("=")
        if name in {"--settings", "--archive"}:
            given[name] = Path(value if sign else word).expanduser()
    return places.usual(given.get("--settings"), given.get("--archive"))


def run(shell: str, line: str, breaks: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    """The answer for the line of a shell up to the cursor."""
    typed = cut(line)
    return printed(typed, answer(parser, typed), shell, breaks)
