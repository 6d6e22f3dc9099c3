"""Saved filters by name within an expression: `@sport`, `-@"gulf shipping" since:24h`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from watchers.errors import FilterError
from watchers.filters.parsing import LONGEST
from watchers.saved.filter import Saved, key
from watchers.saved.loading import FILE, load

_QUOTES = '"“”„'
_PIECE = re.compile(
    rf"(?P<said>[{_QUOTES}](?:[^{_QUOTES}\\]|\\.)*[{_QUOTES}])"
    rf"|(?<![^\s(−–-])@(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<bare>[^\s(),{_QUOTES}]*))",
    re.S,
)


def expanded(text: str, folder: Path | None) -> str:
    """`text` with the filters of a folder's file in place of their names. Raises FilterError, SettingsError."""
    if "@" not in text:
        return text
    return expression_of(text, load(folder / FILE).filters if folder else ())


def expression_of(text: str, saved: Sequence[Saved]) -> str:
    """With the expression of each filter, in brackets, in place of its name. Raises FilterError naming the nearest.

    What begins with @ and is a name as a whole needs no quotes.
    """
    return _Expansion({each.key: each for each in saved}).of(text, ())


class _Expansion:
    """Each filter is expanded once, whatever names it how often."""

    def __init__(self, known: Mapping[str, Saved]) -> None:
        self._known = known
        self._done: dict[str, str] = {}

    def of(self, text: str, within: tuple[str, ...]) -> str:
        whole = text.strip()
        if whole.startswith("@") and key(whole[1:]) in self._known:
            return self._named(key(whole[1:]), text, 0, within)

        def put(found: re.Match[str]) -> str:
            if found["said"] is not None:
                return found[0]
            name = found["bare"] if found["quoted"] is None else found["quoted"]
            if key(name) not in self._known:
                raise self._unknown(name, text, found.start(), within)
            return f"({self._named(key(name), text, found.start(), within)})"

        after = _PIECE.sub(put, text)
        if len(after) > LONGEST:
            raise FilterError(text, 0, f"with what the names stand for this is longer than {LONGEST:,} characters.")
        return after

    def _named(self, name: str, text: str, at: int, within: tuple[str, ...]) -> str:
        if name in within:
            raise FilterError(text, at, f"the saved filter “{self._known[name].name}” names itself; take that out.")
        if name not in self._done:
            self._done[name] = self.of(self._known[name].expression, (*within, name))
        return self._done[name]

    def _unknown(self, name: str, text: str, at: int, within: tuple[str, ...]) -> FilterError:
        where = f"in the saved filter “{self._known[within[-1]].name}”, " if within else ""
        choices = tuple(quoted(each.name) for each in nearest(name, list(self._known.values())))
        if not self._known:
            meant = "there are none yet, wirewatch filters save NAME EXPRESSION makes one."
        elif choices:
            meant = f"did you mean {' or '.join(choices)}?"
        else:
            meant = "wirewatch filters list shows them all."
        said = f"{where}no saved filter is called “{name[:60]}”; {meant} To search the word, put it between quotes."
        return FilterError(text, at, said, choices)


def named(text: str) -> frozenset[str]:
    """The keys of those that an expression names by itself, whether there are such or not."""
    whole = text.strip()
    found = {key(whole[1:])} if whole.startswith("@") else set()
    for piece in _PIECE.finditer(text):
        if piece["said"] is None:
            found.add(key(piece["bare"] if piece["quoted"] is None else piece["quoted"]))
    return frozenset(found)


def nearest(name: str, saved: Sequence[Saved]) -> list[Saved]:
    """Those that are called much alike, or whose names hold its words."""
    known = {each.key: each for each in saved}
    sought = key(name)
    near = get_close_matches(sought, known, n=2, cutoff=0.6)
    return [known[each] for each in near or [each for each in known if sought and sought in each][:2]]


def quoted(name: str) -> str:
    """A name as it stands in an expression: `@sport`, `@"gulf shipping"`."""
    return f"@{name}" if re.fullmatch(rf"[^\s(),{_QUOTES}]+", name) else f'@"{name}"'
