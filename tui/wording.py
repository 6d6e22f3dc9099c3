"""How tags read in words, in a terminal as on the board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from watchers.analysis.tongues.tongue import TONGUES
from watchers.document import Analysis, Attribution, Event, Hedge, Region

_LANGUAGES = {code: tongue.name for code, tongue in TONGUES.items()} | {
    "en": "English", "gu": "Gujarati", "km": "Khmer", "lo": "Lao", "my": "Burmese", "pa": "Punjabi", "si": "Sinhala",
    "te": "Telugu",
}  # fmt: skip


def coverage(analysis: Analysis) -> str:
    """`English`; `Arabic: places, countries and named actors only`."""
    spoken = _LANGUAGES.get(analysis.language or "", analysis.language or "language not known")
    return spoken if analysis.coverage == "full" else f"{spoken}: places, countries and named actors only"


def names(analysis: Analysis) -> dict[str, str]:
    """Of what the document's events and sources call by an id."""
    return {region.id: region.name for region in analysis.regions} | {actor.id: actor.name for actor in analysis.actors}


def happening(event: Event, called: Mapping[str, str], kind: str = "") -> str:
    """`ASSAULT aerial: Israel → Beit Jin at Beit Jin, past, alleged`; `kind` is a word for the kind where given."""
    what = " ".join(filter(None, [kind or event.kind, event.mode]))
    actor, target, place = (called.get(id_ or "", id_) for id_ in (event.actor, event.target, event.region))
    sides = " ".join(filter(None, [actor, f"→ {target}" if target else "", f"at {place}" if place else ""]))
    return ", ".join([f"{what}: {sides}" if sides else what, *manner(event)])


def manner(event: Event) -> Iterator[str]:
    """When, whether and how surely it happened, as far as the text says."""
    if event.tense:
        yield event.tense
    yield from certainty(event)


def certainty(event: Event) -> Iterator[str]:
    """Whether and how surely; nothing of what is told as fact."""
    if event.negated:
        yield "did not happen"
    yield from filter(None, (event.modality, event.hedged))


def chain(said: Attribution) -> str:
    """`officials, via Reuters`, in the text's own words."""
    source = said.source.text if said.source else "somebody"
    return ", via ".join(_line(text) for text in (source, *(quote.text for quote in said.via)))


def saying(said: Attribution) -> str:
    """`officials, via Reuters: said`."""
    return f"{chain(said)}: {_line(said.cue.text)}" if said.cue else chain(said)


def standing(said: Attribution, called: Mapping[str, str]) -> str:
    """What the source is: `official, Government of Iraq, alleged`."""
    return ", ".join(filter(None, (said.kind, called.get(said.actor or "", said.actor), said.hedged)))


def doubt(hedge: Hedge, text: str) -> str:
    """`alleged, over “struck a convoy”`; `text` is the field that the hedge stands in."""
    reach = _line(text[slice(*hedge.scope)]) if hedge.scope else ""
    return f"{hedge.level}, over “{reach}”" if reach else hedge.level


def path(region: Region) -> str:
    """The place first, then what it lies in, up to its country: `Beit Jin › Rif Dimashq › Syria`."""
    up: list[str] = []
    for node in reversed(region.path):
        if node.kind == "world region" and up:
            break
        if node.name not in up:
            up.append(node.name)
    if region.name not in up:
        up.insert(0, region.name)
    return " › ".join(up)


def _line(text: str) -> str:
    return " ".join(text.split())
