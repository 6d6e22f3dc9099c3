"""Reports of a made-up world, as many as wanted, the same for the same seed: of a year, the oldest first.

Lengths, stories told by several desks, kills, updates and urgency are spread as on a busy desk: half of all documents
are the only ones of their story, a story of the hour is told by dozens; every third retelling is a copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import numpy as np

from tests.bench.invented import COMMON, KINDS, WORDS, Where, Who, World, world, zipf
from tests.bench.wording import item, laid, nitf
from watchers.document import (
    Actor,
    Analysis,
    Arrival,
    Attribution,
    Document,
    Event,
    Hedge,
    HedgeLevel,
    Mention,
    Quote,
    Region,
    Report,
    Source,
    Subject,
)

YEAR = timedelta(days=365)
CHUNK = 2_000
"""Reports that are made from one seed; stories and versions do not reach over its end."""
_LEVELS: tuple[HedgeLevel, ...] = ("alleged", "reported", "likely", "denied", "unconfirmed")
_SUBJECTS = ("conflict, war and peace", "politics", "economy", "disaster", "human rights", "society", "diplomacy")


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and the number within its chunk of the one that first told its story, and of whose text it repeats."""

    report: Report
    story: int | None = None
    copy: int | None = None


@dataclass(frozen=True, slots=True)
class _Story:
    country: str
    words: tuple[int, ...]
    report: Report
    number: int


@cache
def _world() -> World:
    return world()


def chunk(number: int, first: datetime, last: datetime, count: int = CHUNK) -> list[Told]:
    """So many reports, received between two instants; of a chunk's number they are always the same."""
    return list(_Desk(number, first, last, count).told())


class _Desk:
    """Makes one chunk."""

    def __init__(self, number: int, first: datetime, last: datetime, count: int) -> None:
        self._world, self._number = _world(), number
        self._random, self._dice = Random(number), np.random.default_rng(number)
        self._count = count
        width = (last - first) / timedelta(microseconds=1)
        self._instants = [
            first + timedelta(microseconds=int(part * width)) for part in np.sort(self._dice.random(count))
        ]
        self._common, self._rare = zipf(COMMON), zipf(WORDS - COMMON, 0.9)
        self._countries = zipf(len(self._world.countries))
        self._running: list[_Story] = []
        self._wired: list[Report] = []

    def told(self) -> Iterator[Told]:
        for n, received in enumerate(self._instants):
            chance = self._random.random()
            if self._wired and chance < 0.02:
                yield Told(self._another_version(received))
            elif self._running and chance < 0.5:
                yield self._retold(n, received)
            else:
                yield self._new(n, received)

    def _new(self, number: int, received: datetime) -> Told:
        country = self._world.countries[int(np.searchsorted(self._countries, self._random.random()))]
        subject = tuple((COMMON + np.searchsorted(self._rare, self._dice.random(30))).tolist())
        report = self._report(number, country, subject, received, self._source())
        if self._random.random() < 0.35:
            self._running = [*self._running[-40:], _Story(country, subject, report, number)]
        return Told(report)

    def _retold(self, number: int, received: datetime) -> Told:
        """By another desk: word for word every third time, else in other words."""
        story = self._running[-1 - min(int(self._random.expovariate(0.12)), len(self._running) - 1)]
        source = self._source()
        if self._random.random() < 0.33:
            report = self._placed(number, story.report.document, story.report.analysis, received, source)
            return Told(report, story.number, story.number)
        return Told(self._report(number, story.country, story.words, received, source), story.number)

    def _another_version(self, received: datetime) -> Report:
        """Of a story of a wire: mostly an update, now and then a kill."""
        before = self._wired.pop(self._random.randrange(len(self._wired)))
        later = str(int(before.document.version or "1") + 1)
        document = replace(before.document, version=later, version_created=received)
        if self._random.random() < 0.12:
            document = replace(document, status="cancelled", ednote="The story is withdrawn.")
        else:
            document = replace(document, text=f"{document.text}\n\nMore follows.")
        arrival = replace(before.arrival, content=nitf(document), received=received, modified=received)
        return replace(before, document=document, arrival=arrival)

    def _source(self) -> Source:
        if self._random.random() < 0.35:
            return self._random.choice(self._world.wires)
        return self._world.feeds[min(int(self._random.expovariate(0.12)), len(self._world.feeds) - 1)]

    def _report(
        self, number: int, country: str, subject: tuple[int, ...], received: datetime, source: Source
    ) -> Report:
        actors, places = self._actors(country), self._places(country)
        text, mentions, sentences = self._text(subject, [a.node.name for a in actors] + [p.node.name for p in places])
        title = " ".join(self._world.words[w] for w in self._random.sample(subject, 7)).capitalize()
        document = Document(text, "nitf" if source.kind == "folder" else "rss", headline=title, language="en")
        analysis = self._analysis(text, actors, places, mentions, sentences)
        report = self._placed(number, document, analysis, received, source)
        if source.kind == "folder":
            self._wired = [*self._wired[-200:], report]
        return report

    def _placed(
        self, number: int, document: Document, analysis: Analysis, received: datetime, source: Source
    ) -> Report:
        """On the desk of a source, with what it says beside the text."""
        published = received - timedelta(seconds=int(self._random.lognormvariate(6, 1.2)))
        guid = f"tag:{source.name.split()[0].lower()}.example,2030:{self._number}-{number}"
        told = replace(document, headline=document.headline, published=published, guid=guid, format="rss", version=None)
        title = document.headline or "Untitled"
        if source.kind == "feed":
            link = f"{source.uri.removesuffix('/feed')}/{self._number}/{number}-{title.lower().replace(' ', '-')[:40]}"
            told = replace(told, link=link, credit=None, urgency=None, slugline=None, subjects=())
            return Report(Arrival(source, source.uri, "feed", item(told), received), told, title, analysis, guid)
        subjects = (Subject("medtop:1600000" + str(number % 7), "medtop", _SUBJECTS[number % 7]),)
        urgency = self._random.choice((None, None, 4, 4, 5, 5, 6, 3, 2, 1)) if self._random.random() < 0.6 else None
        told = replace(
            told, format="nitf", credit=source.name, slugline="-".join(title.split()[:2]), urgency=urgency, version="1",
            version_created=published, subjects=subjects, dateline=title.split()[0].upper(), link=None,
        )  # fmt: skip
        uri = f"{source.uri}/{self._number}-{number}.xml"
        arrival = Arrival(source, uri, f"{self._number}-{number}.xml", nitf(told), received, published)
        return Report(arrival, told, title, analysis)

    def _actors(self, country: str) -> list[Who]:
        return self._some([self._world.actors[country], *self._elsewhere(self._world.actors)], 4.5)

    def _places(self, country: str) -> list[Where]:
        return self._some([self._world.regions[country], *self._elsewhere(self._world.regions)], 3.5)

    def _elsewhere(self, by_country: dict[str, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        draws = self._dice.random(2)
        return [by_country[self._world.countries[int(at)]] for at in np.searchsorted(self._countries, draws)]

    def _some(self, pools: list[tuple[Any, ...]], mean: float) -> list[Any]:
        """Mostly of the first pool, the famous more often."""
        found: dict[str, Any] = {}
        for _ in range(min(1 + int(self._random.expovariate(1 / mean)), 14)):
            pool = pools[0] if self._random.random() < 0.75 else self._random.choice(pools[1:])
            one = pool[int(len(pool) ** self._random.random()) - 1]
            found[one.node.id] = one
        return list(found.values())

    def _text(
        self, subject: Sequence[int], names: list[str]
    ) -> tuple[str, list[list[tuple[int, int]]], list[tuple[int, int]]]:
        """Also where each name stands, and the sentences."""
        count = max(40, min(3_000, int(self._random.lognormvariate(5.84, 0.6))))
        drawn = np.where(
            (kinds := self._dice.random(count)) < 0.45,
            np.searchsorted(self._common, self._dice.random(count)),
            np.where(
                kinds < 0.65,
                np.asarray(subject)[self._dice.integers(0, len(subject), count)],
                COMMON + np.searchsorted(self._rare, self._dice.random(count)),
            ),
        ).tolist()
        words = [self._world.words[word] for word in drawn]
        named = {at: n for n in range(len(names)) for at in self._random.sample(range(count), 1 + n % 2)}
        return laid(words, names, named, self._random)

    def _analysis(
        self,
        text: str,
        actors: list[Who],
        places: list[Where],
        mentions: list[list[tuple[int, int]]],
        sentences: list[tuple[int, int]],
    ) -> Analysis:
        random = self._random
        told = [
            Actor(
                who.node.id, who.node.name, who.node.kind, who.country, next((n.id for n in who.above), None),
                who.above,
                tuple(Mention(a, b, text[a:b], "actor:name") for a, b in spans),
            )
            for who, spans in zip(actors, mentions, strict=False)
            if spans
        ]  # fmt: skip
        placed = [
            Region(
                where.node.id, where.node.name, where.node.kind, where.country, where.lat, where.lon, where.path,
                where.path[:-1], tuple(Mention(a, b, text[a:b], "place:gazetteer", role="place") for a, b in spans),
            )
            for where, spans in zip(places, mentions[len(actors) :], strict=True)
            if spans
        ]  # fmt: skip
        quotes = [Quote(a, b, text[a:b]) for a, b in sentences]
        events = tuple(self._event(told, placed, random.choice(quotes)) for _ in range(int(random.expovariate(0.3))))
        said = tuple(self._attribution(told, quote) for quote in random.sample(quotes, min(len(quotes) // 5, 8)))
        hedges = tuple(
            Hedge(quote.start, quote.start + 6, quote.text[:6], random.choice(_LEVELS), scope=(quote.start, quote.end))
            for quote in random.sample(quotes, len(quotes) // 12)
        )
        summary = tuple(sorted(random.sample(quotes, min(3, len(quotes))), key=lambda quote: quote.start))
        return Analysis("en", "full", summary, tuple(told), tuple(placed), events, said, hedges, tuple(sentences))

    def _event(self, actors: list[Actor], places: list[Region], quote: Quote) -> Event:
        random = self._random
        kind = KINDS[int(len(KINDS) ** random.random()) - 1]
        mode = random.choice((None, None, "verbal", "armed", "aerial"))
        who, whom = (random.choice(actors).id if actors and random.random() < 0.7 else None for _ in range(2))
        where = random.choice(places).id if places else None
        hedged = random.choice(_LEVELS) if random.random() < 0.2 else None
        words = Mention(quote.start, quote.start + 9, quote.text[:9], f"event:{kind.lower()}")
        return Event(kind, mode, who, whom, where, hedged, (words,), "past", random.random() < 0.05)

    def _attribution(self, actors: list[Actor], quote: Quote) -> Attribution:
        middle = (quote.start + quote.end) // 2
        parts = ((quote.start, quote.start + 12), (quote.start + 13, quote.start + 17), (middle, quote.end))
        source, cue, content = (Quote(a, b, quote.text[a - quote.start : b - quote.start]) for a, b in parts)
        actor = self._random.choice(actors).id if actors and self._random.random() < 0.6 else None
        return Attribution(source, cue, content, actor, "official")
