"""The public JSON of a tagged document, and of one as read. Keys may be added,
never renamed or removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from watchers.document import (
    Actor,
    Attribution,
    Document,
    Event,
    FeedFacts,
    Hedge,
    Link,
    Mention,
    Quote,
    Region,
    Report,
    Source,
)

Json = dict[str, Any]


def tagged(report: Report, identity: str, *, with_sentences: bool = False) -> Json:
    """One document after the contract, ready for `json.dumps`."""
    source, document, analysis = report.arrival.source, report.document, report.analysis
    answer: Json = {
        "id": identity,
        "source": {"kind": source.kind, "name": source.name, "uri": source.uri},
        "title": report.title,
        "text": document.text,
        "published": instant(document.published),
        "received": instant(report.arrival.received),
        "guid": document.guid,
        "version": document.version,
        "status": document.status,
        "urgency": document.urgency,
        "embargo": instant(document.embargo),
        "language": analysis.language,
        "coverage": analysis.coverage,
        "summary": [_quote(q) for q in analysis.summary],
        "actors": [_actor(a) for a in analysis.actors],
        "regions": [_region(r) for r in analysis.regions],
        "events": [_event(e) for e in analysis.events],
        "attributions": [_attribution(a) for a in analysis.attributions],
        "hedges": [_hedge(h) for h in analysis.hedges],
    }
    if with_sentences:
        answer["sentences"] = [{"start": a, "end": b} for a, b in analysis.sentences]
    return answer


def read_document(document: Document) -> Json:
    """One document as read, before any tagging, ready for `json.dumps`; what is absent is null or an empty list."""
    return {
        "format": document.format,
        "guid": document.guid,
        "uri": document.uri,
        "version": document.version,
        "status": document.status,
        "title": document.headline,
        "abstract": document.abstract,
        "text": document.text,
        "byline": document.byline,
        "dateline": document.dateline,
        "slugline": document.slugline,
        "credit": document.credit,
        "copyright": document.copyright,
        "ednote": document.ednote,
        "genre": document.genre,
        "language": document.language,
        "dateline_place": document.dateline_place,
        "dateline_date": document.dateline_date.isoformat() if document.dateline_date else None,
        "urgency": document.urgency,
        "subjects": [{"code": each.code, "scheme": each.scheme, "name": each.name} for each in document.subjects],
        "keywords": list(document.keywords),
        "places": list(document.places),
        "published": instant(document.published),
        "first_created": instant(document.first_created),
        "version_created": instant(document.version_created),
        "updated": instant(document.updated),
        "embargo": instant(document.embargo),
        "word_count": document.word_count,
        "links": [_link(each) for each in document.links],
        "media": [_link(each) for each in document.media],
        "feed": _feed(document.feed) if document.feed else None,
        "warnings": list(document.warnings),
    }


def unreadable(source: Source, error: str) -> Json:
    """A file that could not be read, and a sentence why."""
    return {"source": {"kind": source.kind, "name": source.name, "uri": source.uri}, "error": error}


def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _link(link: Link) -> Json:
    return {"href": link.href, "rel": link.rel, "type": link.type, "title": link.title}


def _feed(feed: FeedFacts) -> Json:
    return {"title": feed.title, "link": feed.link, "language": feed.language, "updated": instant(feed.updated)}


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "part_of": actor.part_of,
        "mentions": _mentions(actor.mentions),
    }


def _region(region: Region) -> Json:
    return {
        "id": region.id,
        "name": region.name,
        "kind": region.kind,
        "country": region.country,
        "path": [node.name for node in region.path],
        "lat": region.lat,
        "lon": region.lon,
        "mentions": _mentions(region.mentions),
    }


def _event(event: Event) -> Json:
    return {
        "kind": event.kind,
        "mode": event.mode,
        "actor": event.actor,
        "target": event.target,
        "region": event.region,
        "hedged": event.hedged,
        "tense": event.tense,
        "negated": event.negated,
        "modality": event.modality,
        "mentions": _mentions(event.mentions),
    }


def _attribution(said: Attribution) -> Json:
    return {
        "source": _quote(said.source),
        "cue": _quote(said.cue),
        "content": _quote(said.content),
        "actor": said.actor,
        "kind": said.kind,
        "hedged": said.hedged,
        "rule": said.rule,
        "via": [_quote(quote) for quote in said.via],
    }


def _hedge(hedge: Hedge) -> Json:
    told: Json = {"start": hedge.start, "end": hedge.end, "text": hedge.text, "level": hedge.level, "rule": hedge.rule}
    told["scope"] = {"start": hedge.scope[0], "end": hedge.scope[1]} if hedge.scope else None
    return _in_field(told, hedge.field)


def _quote(quote: Quote | None) -> Json | None:
    return _in_field({"start": quote.start, "end": quote.end, "text": quote.text}, quote.field) if quote else None


def _mentions(mentions: Iterable[Mention]) -> list[Json]:
    return [_mention(m) for m in mentions]


def _mention(mention: Mention) -> Json:
    told: Json = {"start": mention.start, "end": mention.end, "text": mention.text, "rule": mention.rule}
    if mention.role:
        told["role"] = mention.role
    return _in_field(told, mention.field)


def _in_field(told: Json, field: str) -> Json:
    return told if field == "text" else {**told, "in": field}
