"""The analyst's actors: new ones, and known ones with more names and other facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from watchers.analysis.lexicon.entries import ActorName, KnownActor
from watchers.analysis.lexicon.own.desk import Desk
from watchers.analysis.lexicon.own.overlay import Drop
from watchers.analysis.lexicon.own.reading import ActorChange
from watchers.analysis.lexicon.phrases import case_of, phrase
from watchers.analysis.lexicon.tables import Table


def take(desk: Desk, changes: Sequence[ActorChange]) -> None:
    """Takes the entries in; references may point forward."""
    for change in changes:
        desk.actors[change.id] = _changed(desk, change)
    by_name = _by_name(changes)
    for change in changes:
        actor = desk.actors[change.id]
        above = resolve(desk, change.table, "part_of", change.part_of, by_name) if change.part_of else actor.part_of
        backed_by = tuple(resolve(desk, change.table, "backed_by", who, by_name) for who in change.facts.backed_by)
        desk.actors[change.id] = replace(actor, part_of=above, backed_by=backed_by or actor.backed_by)
    for change in changes:
        desk.actors[change.id] = replace(desk.actors[change.id], ancestors=tuple(_above(desk, change)))
    for change in changes:
        _name(desk, change, desk.actors[change.id])


def resolve(desk: Desk, table: Table, key: str, text: str, own: dict[str, set[str]] | None = None) -> str:
    """The id that an id or a name means; raises the entry's error where that is nobody or several."""
    if text in desk.actors or desk.shipped.actor(text):
        return text
    found = choices(desk, text, own or {})
    if len(found) == 1:
        return found[0].id
    if found:
        told = ", ".join(f"“{actor.id}” ({actor.name}, {actor.country or actor.kind})" for actor in found[:5])
        raise table.error(f"{key} “{text}” may mean several; give the id: {told}.", key)
    raise table.error(f"{key} “{text}” is no actor that is known{_near(desk, text)}", key)


def choices(desk: Desk, name: str, own: dict[str, set[str]]) -> list[KnownActor]:
    """Who may be meant by a name; only those of whom it is the first name, where there are any."""
    key = phrase(name) or ""
    ids = {e.actor.id: e.actor for e in desk.shipped.entries(key) if isinstance(e, ActorName)}
    found = {**ids, **{id_: desk.actors[id_] for id_ in own.get(key, ())}}
    first = [actor for actor in found.values() if phrase(actor.name) == key]
    return first or list(found.values())


def _near(desk: Desk, text: str) -> str:
    near = get_close_matches(text, [*desk.actors, *desk.shipped.actor_ids()], n=1)
    return f"; did you mean “{near[0]}”?" if near else "; wirewatch actors find lists who is."


def _by_name(changes: Iterable[ActorChange]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for change in changes:
        for name in (*((change.name,) if change.name else ()), *change.aliases):
            found.setdefault(phrase(name) or "", set()).add(change.id)
    return found


def _changed(desk: Desk, change: ActorChange) -> KnownActor:
    before, facts, table = desk.shipped.actor(change.id), change.facts, change.table
    if before is None and not (change.name and change.kind):
        missing = "kind" if change.name else "name"
        near = _near(desk, change.id)
        raise table.error(f"has no {missing}, and id “{change.id}” is no actor that is known{near}", "id")
    if before is None and (not change.id.strip() or len(change.id.split()) > 1):
        raise table.error("must have an id without blanks, such as own:third-brigade.", "id")
    if before is None and change.discard:
        raise table.error("is new: there is no name of it to discard.", "discard")
    if before is None and change.kind == "state":
        desk.remark(table, "only countries are tagged as states; give another kind, such as government.")
    known = before or facts
    return replace(
        known,
        name=change.name or known.name,
        kind=change.kind or known.kind,
        country=desk.country(table, change.country) or known.country,
        offices=facts.offices or known.offices,
        since=facts.since or known.since,
        until=facts.until or known.until,
        media=facts.media or known.media,
    )


def _above(desk: Desk, change: ActorChange) -> list[str]:
    """The ids it belongs to, nearest first."""
    found: list[str] = []
    above = desk.actors[change.id].part_of
    while above is not None:
        if above in found or above == change.id:
            raise change.table.error(f"is part of itself by way of “{above}”.", "part_of")
        found.append(above)
        actor = desk.actors.get(above) or desk.shipped.actor(above)
        above = actor.part_of if actor else None
    return found


def _name(desk: Desk, change: ActorChange, actor: KnownActor) -> None:
    names = (*((change.name,) if change.name else ()), *change.aliases, *change.needs)
    for name in dict.fromkeys(names):
        desk.name(change.table, name, ActorName(actor, case_of(name), change.needs.get(name, ())))
    for name in change.discard:
        desk.drop(change.table, name, Drop(ActorName, change.id))
