"""Every name by which a kind of event can be asked for, with ACLED's words for it."""

from __future__ import annotations

from functools import cache

from watchers import acled
from watchers.document import EventKind
from watchers.filters.events import WORDS
from watchers.filters.vocabulary import Word


@cache
def known() -> tuple[Word, ...]:
    """The kinds, `assault`, then those of their modes that ACLED has a name for."""
    modes: dict[tuple[EventKind, str], list[str]] = {}
    for kind in WORDS:
        for name in acled.aliases(kind):
            meant = acled.meaning(name)
            if meant and meant[1]:
                modes.setdefault((meant[0], meant[1]), []).append(name)
    return (*map(_of_kind, WORDS), *(_of_mode(kind, mode, names) for (kind, mode), names in modes.items()))


def _of_kind(kind: EventKind) -> Word:
    names = [name for name in acled.aliases(kind) if (acled.meaning(name) or ("", ""))[1] is None]
    words = WORDS[kind]
    told = " · ".join(
        [*(word for word in words[:1] if word != kind.lower()), *(f"ACLED: {name}" for name in names[:1])]
    )
    return Word(kind.lower(), told, (*words, *names))


def _of_mode(kind: EventKind, mode: str, names: list[str]) -> Word:
    return Word(f"{kind.lower()}.{mode}", f"ACLED: {names[0]}", tuple(names))
