"""A document's tags, summary and evidence, told by rules over one array of words. Deterministic; needs no model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from watchers.analysis import attribution, events, gather, hedges, language, sentences, summary
from watchers.analysis.actors import (
    bare,
    called,
    composed,
    extent,
    known,
    offices,
    organisations,
    people,
    short,
    states,
)
from watchers.analysis.actors.mention import ActorMention
from watchers.analysis.clauses import Named, lay
from watchers.analysis.lexicon.compiled import Lexicon
from watchers.analysis.offsets import Fields
from watchers.analysis.passage import Knowledge, Passage, lay_out
from watchers.analysis.places import candidates, spelled
from watchers.analysis.places import find as places
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.places.spelled import unresolved_id
from watchers.analysis.tongues import names
from watchers.analysis.tongues.tongue import tongue_of
from watchers.analysis.traces import trace_of
from watchers.document import Analysis, Document

_GAP = "\n\n"
_UNDERSTOOD = frozenset(["en", None])


class Tagger:
    """Tags documents with one lexicon; safe to use again and again, not from several threads at once."""

    def __init__(self, lexicon: Knowledge) -> None:
        self._lexicon = lexicon

    @classmethod
    def open(cls, folder: Path, own: Path | None = None) -> Tagger:
        """With the compiled lexicon of a folder, `own` the folder of the analyst's files. Raises LexiconError."""
        return cls(Lexicon.open(folder, own))

    def close(self) -> None:
        """Lets the lexicon go."""
        self._lexicon.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def tag(self, document: Document, received: datetime | None = None, home: str | None = None) -> Analysis:
        """Everything told about a document; `received` dates one that does not date itself, `home` wins ties."""
        told = self._told(document, received, home)
        return replace(told, trace=trace_of(document, told))

    def _told(self, document: Document, received: datetime | None, home: str | None) -> Analysis:
        headline = document.headline or ""
        text = f"{headline}{_GAP}{document.text}" if headline else document.text
        body = len(headline) + len(_GAP) if headline else 0
        spoken = language.spoken(document.language, text)
        parts, when = _sentences(text, len(headline)), _day(document, received)
        if spoken in _UNDERSTOOD:
            return _analysis(lay_out(text, parts, self._lexicon, body, when, home), spoken)
        tongue = tongue_of(spoken or "")
        abroad = names.lay_out(text, parts, self._lexicon, tongue, body, when)
        return replace(_plain(abroad, spoken, *names.find(abroad, tongue)), coverage="names")


def _sentences(text: str, headline: int) -> list[tuple[int, int]]:
    """A headline is one sentence, whatever stands in it."""
    if not headline:
        return sentences.split(text)
    body = headline + len(_GAP)
    return [(0, headline), *((a + body, b + body) for a, b in sentences.split(text[body:]))]


def _day(document: Document, received: datetime | None) -> date | None:
    moment = min(filter(None, (document.published, received)), default=None)
    return document.dateline_date or (moment.date() if moment else None)


def _analysis(passage: Passage, spoken: str | None) -> Analysis:
    placed, named = _tags(passage)
    plain = _plain(passage, spoken, placed, named)
    return _with_happenings(passage, plain, placed, named) if len(passage.tokens) > 0 else plain


def _plain(passage: Passage, spoken: str | None, placed: list[PlaceMention], named: list[ActorMention]) -> Analysis:
    """Summary, actors and regions."""
    fields = Fields(passage.title_stop)
    tagged = gather.sentence_weights(passage, {*(p.first for p in placed), *(n.first for n in named)})
    return Analysis(
        language=spoken,
        summary=tuple(map(fields.place, summary.choose(passage.tokens, tagged, passage.title_stop))),
        actors=gather.actors(passage, named),
        regions=gather.regions(passage, placed),
        sentences=tuple(
            (a - passage.title_stop, b - passage.title_stop)
            for a, b in passage.tokens.sentences
            if a >= passage.title_stop
        ),
    )


def _with_happenings(
    passage: Passage, plain: Analysis, placed: list[PlaceMention], named: list[ActorMention]
) -> Analysis:
    """And what happened, who says so, how sure."""
    fields = Fields(passage.title_stop)
    subjects = _subjects(named, placed)
    silent = gather.reporting(passage, named)
    acting = [s for s in subjects if s.id not in silent]
    clauses = lay(passage.tokens, passage.matches)
    return replace(
        plain,
        events=fields.events(events.find(passage.tokens, passage.matches, clauses, acting, passage.title_words)),
        attributions=fields.attributions(attribution.find(passage.tokens, passage.matches, subjects)),
        hedges=tuple(map(fields.hedge, hedges.find(passage.tokens, passage.matches, clauses))),
    )


def _subjects(named: list[ActorMention], placed: list[PlaceMention]) -> list[Named]:
    actors = [Named(m.first, m.stop, m.actor.id, m.actor.kind, region=False) for m in named]
    peoples = {m.first for m in placed if m.role == "demonym"}
    within = {i for m in named if m.actor.kind != "state" for i in range(m.first, m.stop - 1)}
    free = (m for m in placed if m.role == "demonym" or m.first not in within)
    return sorted([*actors, *(_region(m, peoples) for m in free)], key=lambda n: n.start)


def _region(mention: PlaceMention, peoples: Set[int]) -> Named:
    """As a side of an event; what is a demonym too is one."""
    identity = mention.place.id if mention.place else unresolved_id(mention.name)
    role = "demonym" if mention.first in peoples else mention.role
    return Named(mention.first, mention.stop, identity, "state", region=True, role=role)


def _tags(passage: Passage) -> tuple[list[PlaceMention], list[ActorMention]]:
    """Places and actors; each later step leaves the words of the earlier ones alone."""
    named = known.find(passage)
    named = _with(named, organisations.find(passage))
    named = _with(named, people.find(passage, named))
    named = _with(named, called.find(passage))
    named = _with(named, short.find(passage, named))
    words = [i for m in named if m.rule != "actor:organisation-head" for i in extent.names_only(passage, m)]
    demonyms = candidates.demonyms(passage)
    peoples = Counter(entry.country for _, entry in demonyms if entry.country)
    placed = places.find(passage, words, peoples)
    countries = places.by_country(placed, peoples)
    placed = sorted([*placed, *spelled.find(passage, placed, words, countries)], key=lambda m: m.first)
    named = _with(named, composed.find(passage, named))
    named = _with(named, offices.find(passage, named))
    acting, metonyms = states.find(passage, placed, named)
    main = countries.most_common(1)
    about = passage.lexicon.country(main[0][0]) if main else None
    named = _with(named, bare.find(passage, named, placed, about))
    placed = [replace(p, role="metonym") if p.first in metonyms else p for p in placed]
    return [*placed, *gather.demonym_mentions(passage, demonyms)], _with(named, acting)


def _with(named: list[ActorMention], more: Iterable[ActorMention]) -> list[ActorMention]:
    """Both in reading order; of overlapping ones those already named stay."""
    taken = {i for m in named for i in range(m.first, m.stop)}
    free = [m for m in more if taken.isdisjoint(range(m.first, m.stop))]
    return sorted([*named, *free], key=lambda m: m.first)
