"""`wirewatch actors`: actors added to a person's own lexicon, and those that are known found."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TextIO, cast

from tui.commands.complaining import complain
from tui.commands.own import UsageError, country_of, named, others, refuse_namesakes, write
from tui.commands.rows import show
from watchers.analysis.lexicon.actors import read_actors
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.lexicon.entries import KnownActor
from watchers.analysis.lexicon.inputs import Inputs
from watchers.analysis.lexicon.own.actors import choices
from watchers.analysis.lexicon.own.desk import Desk
from watchers.analysis.lexicon.own.entry import OwnActor, free_id
from watchers.analysis.lexicon.own.kinds import ACTOR_KINDS, ACTOR_WORDS
from watchers.analysis.lexicon.own.reading import read_own
from watchers.analysis.lexicon.tables import unknown
from watchers.analysis.spelling import key
from watchers.document import ActorKind


def add(given: Namespace, lexicon: Path, own: Path, stdout: TextIO) -> int:
    """0 when it is written, 2 when something must be given otherwise. Raises LexiconError."""
    return write(partial(_actor, given), lexicon, own, stdout)


def find(given: Namespace, lexicon: Path, own: Path, stdout: TextIO) -> int:
    """0, or 1 when nobody is called so."""
    words = [key(word) for word in given.words]
    with closing(Lexicon.open(lexicon, own)) as known:
        aliases = _aliases(own)
        actors = (actor for id_ in known.actor_ids() if (actor := known.actor(id_)))
        rows = [_row(actor, aliases.get(actor.id, [])) for actor in actors if _fits(actor, aliases, words)]
    if not rows:
        complain(f"no actor is called “{' '.join(given.words)}”.")
        return 1
    show(rows, stdout)
    return 0


def _actor(given: Namespace, known: Lexicon) -> OwnActor:
    name, country = named(given), country_of(given.country, known)
    above = _above(given.part_of, known)
    more = others(given)
    if given.id and known.actor(given.id):
        return OwnActor(given.id, None, _kind(given.kind), country, above, (name, *more))
    if not given.kind:
        raise UsageError(f"give --kind: {', '.join(ACTOR_KINDS)}.")
    kind = _kind(given.kind)
    namesakes = [_named(actor) for actor in choices(Desk(known), name, {})]
    refuse_namesakes(given, namesakes)
    taken = set(known.actor_ids())
    return OwnActor(given.id or free_id(name, taken), name, kind, country, above, more)


def _kind(text: str | None) -> ActorKind | None:
    if text is not None and text not in ACTOR_KINDS:
        raise UsageError(unknown("kind", text, ACTOR_KINDS, ACTOR_WORDS))
    return cast("ActorKind | None", text)


def _above(text: str | None, known: Lexicon) -> str | None:
    if text is None or known.actor(text):
        return text
    found = choices(Desk(known), text, {})
    if len(found) == 1:
        return found[0].id
    if not found:
        raise UsageError(f"--part-of: no actor is called “{text}”; wirewatch actors find lists who is.")
    raise UsageError(f"--part-of: “{text}” may mean several, give the id: {'; '.join(map(_named, found))}.")


def _named(actor: KnownActor) -> str:
    where = f", {actor.country}" if actor.country else ""
    return f"{actor.id} ({actor.name}, {actor.kind}{where})"


def _aliases(own: Path) -> dict[str, list[str]]:
    """The names of each actor as shipped and own TOML write them; composed actors have none."""
    found: dict[str, list[str]] = {}
    for path in Inputs().files("actors"):
        for entry in read_actors(path):
            found.setdefault(entry.actor.id, []).extend(entry.names)
    for change in read_own(own).actors:
        found.setdefault(change.id, []).extend(change.aliases)
    return found


def _fits(actor: KnownActor, aliases: dict[str, list[str]], words: Sequence[str]) -> bool:
    """Whether every word is part of one of its names, or of its id."""
    names: Iterator[str] = map(key, (actor.id, actor.name, *aliases.get(actor.id, ())))
    return any(all(word in name for word in words) for name in names)


def _row(actor: KnownActor, aliases: Sequence[str]) -> dict[str, object]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "part_of": actor.part_of,
        "aliases": [name for name in dict.fromkeys(aliases) if name != actor.name],
    }
