"""A document told in short: headline, where it comes from, its summary and every kind of tag, as blocks to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import unquote_to_bytes

from tui import wording
from tui.board import life, words
from tui.board.content import safe
from tui.board.strips import Run
from tui.board.wrapping import Block, Span
from watchers.archive.rows import Also, StoredDocument
from watchers.document import Actor, Analysis, Attribution, Event

WITHHELD = "Its text, summary and tags are shown when the embargo lifts."
LABEL = 9
MOST = 30
TELLERS = 5


def brief(stored: StoredDocument, now: datetime) -> list[Block]:
    """What the brief panel shows."""
    row = stored.row
    if row.damaged is not None:
        return [Block("This document cannot be shown.", ink="bad"), Block(row.damaged, ink="dim")]
    heading = [*banner(stored, now), Block(row.title, ink="title"), Block(origin(stored, now), ink="dim")]
    heading += [Block(flag, ink="warn") for flag in life.flags(row)]
    heading += also(stored.also)
    if life.until(stored, now):
        return [*heading, Block(""), Block(WITHHELD, ink="dim")]
    return [
        *heading,
        Block(""),
        *(Block(" ".join(quote.text.split()), lead=(("• ", "accent"),)) for quote in stored.analysis.summary),
        *([Block("")] if stored.analysis.summary else []),
        *coverage(stored.analysis),
        *tags(stored.analysis),
    ]


def banner(stored: StoredDocument, now: datetime, start: int = 0) -> list[Block]:
    """What its provider says of its use, above all else, and a blank line; nothing where it may be used as it is."""
    said = [Block(text, ink=ink, start=start) for text, ink in life.banner(stored, now)]
    return [*said, Block("", start=start)] if said else []


def also(told: Also | None) -> Iterator[Block]:
    """`also told by: Reuters, AFP · 4 documents`, and what is shared; nothing where nobody else tells its story."""
    if told is not None:
        more = f" and {len(told.by) - TELLERS} more" if len(told.by) > TELLERS else ""
        number = "1 document" if told.documents == 1 else f"{told.documents:,} documents"
        yield Block(f"also told by: {', '.join(map(safe, told.by[:TELLERS]))}{more} · {number}", ink="dim")
        if told.why:
            yield Block(safe(told.why), ink="faint")


def coverage(analysis: Analysis) -> Iterator[Block]:
    """What is not told of a document in another language than English."""
    if analysis.coverage == "names":
        yield Block(f"{wording.coverage(analysis)}; no events are told.", ink="dim")


def origin(stored: StoredDocument, now: datetime) -> str:
    """`seeds/000.txt · 14:31 UTC · Reuters`."""
    name = short(stored.uri)
    who = stored.document.credit or stored.document.byline or stored.source.name
    return " · ".join(dict.fromkeys([name, words.date_and_time(stored.row.when, now), safe(who)]))


def short(uri: str) -> str:
    """The last two parts of an address or path, safe to show; those of a file as its folder lists them."""
    end = "/".join([part for part in uri.split("/") if part][-2:])
    return safe(unquote_to_bytes(end).decode("utf-8", "replace") if uri.startswith("file:") else end or uri)


def tags(analysis: Analysis) -> Iterator[Block]:
    """A labelled block for each kind of tag that there is."""
    yield from actors(analysis.actors)
    for at, region in enumerate(analysis.regions[:MOST]):
        place, _, rest = wording.path(region).partition(" › ")
        runs: list[Run] = [(place, "region"), (f" › {rest}" if rest else "", "dim")]
        if region.kind == "unresolved":
            runs.append((" (not in the gazetteer)", "faint"))
        yield from labelled("regions" if at == 0 else "", runs)
    yield from labelled("", _more(len(analysis.regions)))
    names = {a.id: a.name for a in analysis.actors} | {r.id: r.name for r in analysis.regions}
    for at, event in enumerate(analysis.events[:6]):
        yield from labelled("events" if at == 0 else "", list(_event(event, names)))
    yield from labelled("says who", _runs(_sayers(analysis.attributions)))
    hedges = dict.fromkeys((hedge.text.lower(), hedge.level) for hedge in analysis.hedges)
    yield from labelled("hedges", _runs(((text, "hedge", level) for text, level in hedges)))


def actors(found: Sequence[Actor]) -> Iterator[Block]:
    """A block for each kind of actor, in the order of the first of each."""
    kinds = dict.fromkeys(actor.kind for actor in found)
    for at, kind in enumerate(kinds):
        named = _runs([(actor.name, "actor", "") for actor in found if actor.kind == kind])
        yield from labelled("actors" if at == 0 else "", [*named, (f"  {kind}", "faint")])


def labelled(label: str, runs: Sequence[Run]) -> Iterator[Block]:
    """Runs as one block behind a label; none for no runs."""
    if any(text for text, _ in runs):
        yield block([(label.ljust(LABEL), "faint")], runs)


def block(lead: Sequence[Run], runs: Sequence[Run]) -> Block:
    """Runs of ink as a block that can be wrapped."""
    spans, at = [], 0
    for text, ink in runs:
        spans.append(Span(at, at + len(text), ink))
        at += len(text)
    return Block("".join(text for text, _ in runs), tuple(spans), lead=tuple(lead))


def _more(total: int) -> list[Run]:
    return [(f" and {total - MOST} more", "faint")] if total > MOST else []


def _runs(items: Iterable[tuple[str, str, str]]) -> list[Run]:
    runs: list[Run] = []
    for name, ink, kind in items:
        runs.extend([(" · ", "faint")] if runs else [])
        runs.extend([(name, ink), (f" {kind}" if kind else "", "faint")])
    return runs


def _event(event: Event, names: dict[str, str]) -> Iterator[Run]:
    yield words.event(event.kind, event.mode), "event"
    ends = [names.get(end, end) if end else "" for end in (event.actor, event.target)]
    if any(ends):
        yield "  ", ""
        yield ends[0] or "someone", "actor" if ends[0] else "faint"
        if ends[1]:
            yield " → ", "faint"
            yield ends[1], "actor"
    if event.region:
        yield " in ", "faint"
        yield names.get(event.region, event.region), "region"
    for said in wording.certainty(event):
        yield f"  {said}", "hedge"


def _sayers(attributions: Sequence[Attribution]) -> Iterator[tuple[str, str, str]]:
    seen = dict.fromkeys((" ".join(a.source.text.split()), a.kind) for a in attributions if a.source)
    for text, kind in list(seen)[:6]:
        yield text, "strong", kind
