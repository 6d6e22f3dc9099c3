"""Holds what was found against what a gold document demands, layer by layer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.gold import demands
from tests.gold import found as told
from tests.gold.form import GAP, Gold, Known, Layer, Mark, Span, overlap, sentence_starts
from tests.gold.found import Fault, Found, Result
from watchers.document import Analysis

_NEAR = 40.0
_WIDE = ("world region", "country")
_TENSES = ("past", "present", "future")
_MODALITIES = ("intended", "demanded", "possible", "conditional")
_LEVELS = ("alleged", "reported", "likely", "denied", "unconfirmed")
_ARTICLES = ("the ", "a ", "an ", "The ", "A ", "An ", "THE ")


def compare(gold: Gold, analysis: Analysis) -> dict[Layer, Result]:
    """Every layer's result."""
    shift = len(gold.headline) + len(GAP) if gold.headline else 0
    everything = {
        "PLACES": told.regions(analysis, shift),
        "ACTORS": told.actors(analysis, shift),
        "EVENTS": told.events(analysis, shift),
        "ATTRIBUTIONS": told.attributions(analysis, shift),
        "HEDGES": told.hedges(analysis, shift),
    }
    by = _Judge(gold, everything["PLACES"], everything["ACTORS"])
    return {
        "PLACES": by.names("PLACES", everything["PLACES"], by.place_at, by.place_wrong),
        "ACTORS": by.names("ACTORS", everything["ACTORS"], by.actor_at, by.actor_wrong),
        "EVENTS": by.events(everything["EVENTS"]),
        "ATTRIBUTIONS": by.attributions(everything["ATTRIBUTIONS"]),
        "HEDGES": by.names("HEDGES", everything["HEDGES"], _hedge_at, _hedge_wrong),
    }


class _Judge:
    """One document's marks against what was found."""

    def __init__(self, gold: Gold, regions: list[Found], actors: list[Found]) -> None:
        self._gold = gold
        self._text = gold.whole
        self._regions, self._actors = regions, actors
        self._starts = sentence_starts(gold)
        marks = gold.marks
        self._metonyms = [
            m for m in marks if m.layer == "PLACES" and m.standing == "wanted" and demands.roles(m) == ["metonym"]
        ]
        self._sides = [
            s for m in marks if m.layer == "EVENTS" for d in ("who", "whom") for s in self._spans(m.detail(d))
        ]
        self._either = [s for m in marks if m.layer == "PLACES" and "metonym" in demands.roles(m) for s in m.spans]

    def _spans(self, words: str | None) -> list[Span]:
        return [s for w in (words or "").split("/") if w not in {"", "-"} for s in self._gold.find(w)]

    def names(
        self,
        layer: Layer,
        found: list[Found],
        stands: Callable[[Span, Span], bool],
        wrong: Callable[[Mark, list[Found]], tuple[str, Found] | None],
    ) -> Result:
        """Layers in which a mark claims every place where its words stand, and everything else is surplus."""
        result = Result(found=found)
        marks = [m for m in self._gold.marks if m.layer == layer]
        marks += [demands.state(m) for m in self._metonyms] if layer == "ACTORS" else []
        claimed: set[int] = set()
        for mark in marks:
            for span in mark.spans:
                here = [f for f in found if stands(f.span, span)]
                if mark.standing == "barred":
                    result.faults += [
                        _surplus(layer, f, mark) for f in found if overlap(f.span, span) and id(f) not in claimed
                    ]
                    claimed.update(id(f) for f in found if overlap(f.span, span))
                    continue
                claimed.update(map(id, here))
                if mark.standing == "optional":
                    continue
                fault = wrong(mark, here) if here else None
                if not here:
                    result.faults.append(Fault(layer, span, demands.demand(mark), mark))
                elif fault:
                    result.faults.append(Fault(layer, span, fault[0], mark, fault[1]))
                else:
                    result.right.append(mark)
        excused = self._sides + self._either if layer == "ACTORS" else []
        result.faults += [
            _surplus(layer, f)
            for f in found
            if id(f) not in claimed and not (f.actor and any(overlap(f.span, s) for s in excused))
        ]
        return result

    def actor_at(self, found: Span, wanted: Span) -> bool:
        """Begins or ends where the mark does, articles aside: titles and `fighters` may belong to a name or not."""
        one, other = _trim(self._text, found), _trim(self._text, wanted)
        return overlap(one, other) and (one[0] == other[0] or one[1] == other[1])

    def place_at(self, found: Span, wanted: Span) -> bool:
        """The words themselves; a region may have `northern`, `City of` or `province` with it."""
        if not (found[0] <= wanted[0] and wanted[1] <= found[1]):
            return False
        more = self._text[found[0] : wanted[0]] + self._text[wanted[1] : found[1]]
        return more.replace("City of", "").islower() or not more.strip() or more.strip() == "City of"

    def place_wrong(self, mark: Mark, here: list[Found]) -> tuple[str, Found] | None:
        """Country, role, position, second parents."""
        for f in here:
            region = f.region
            assert region
            if (region.country or "-") not in mark.kinds and not (
                region.kind == "unresolved" and "unresolved" in mark.fields
            ):
                return f"{demands.demand(mark)}, not {f.told}", f
            if f.role not in demands.roles(mark):
                return f"{'/'.join(demands.roles(mark))}, not {f.role}", f
            near = mark.detail("near")
            if near and demands.far(region, near) > _NEAR:
                return f"near {near}, not {region.lat} {region.lon} ({' > '.join(n.name for n in region.path)})", f
            names = {n.name for n in (*region.path, *region.ancestors)}
            within = [w for w in (mark.detail("within") or "").split(", ") if w and w not in names]
            if within:
                return f"within {', '.join(within)}", f
        return None

    def actor_wrong(self, mark: Mark, here: list[Found]) -> tuple[str, Found] | None:
        """Kind, country, id, and that all names of a line are one actor."""
        kinds, countries, identity = demands.actor_demand(mark)
        ids = {f.actor.id for s in mark.spans for f in self._actors if f.actor and self.actor_at(f.span, s)}
        for f in here:
            actor = f.actor
            assert actor
            if actor.kind not in kinds or (countries and (actor.country or "-") not in countries):
                return f"{mark.fields[0]}, not {f.told}", f
            if identity and actor.id != identity:
                return f"{identity}, not {actor.id}", f
            if len(ids) > 1 and ";" in mark.words:
                return f"one actor, not {', '.join(sorted(ids))}", f
        return None

    def events(self, found: list[Found]) -> Result:
        """An event stands on the mark's words or else in their sentence; others of its kind there are the same."""
        result = Result(found=found)
        marks = [m for m in self._gold.marks if m.layer == "EVENTS"]
        barred = [(m, s) for m in marks if m.standing == "barred" for s in m.spans]
        for mark in (m for m in marks if m.standing == "wanted"):
            here = self._telling(mark, found)
            if not here:
                result.faults.append(Fault("EVENTS", mark.spans[0], demands.demand(mark), mark))
                continue
            judged = [(self.event_wrong(mark, f), f) for f in here]
            best, f = min(judged, key=lambda t: t[0].count(";") + bool(t[0]))
            if best:
                result.faults.append(Fault("EVENTS", mark.spans[0], best, mark, f))
            else:
                result.right.append(mark)
        for f in found:
            ban = next((m for m, s in barred if overlap(f.span, s)), None)
            if not any(self._covers(m, f) for m in marks) or (ban and not self._excused(marks, f)):
                result.faults.append(_surplus("EVENTS", f, ban))
        return result

    def _telling(self, mark: Mark, found: list[Found]) -> list[Found]:
        kind = [f for f in found if f.event and f.event.kind in mark.kinds]
        own = [f for f in kind if overlap(f.span, mark.spans[0])]
        return own or [f for f in kind if self._sentence(f.span) == self._sentence(mark.spans[0])]

    def _covers(self, mark: Mark, f: Found) -> bool:
        return (
            mark.standing != "barred"
            and f.event is not None
            and f.event.kind in mark.kinds
            and self._sentence(f.span) == self._sentence(mark.spans[0])
        )

    def _excused(self, marks: list[Mark], f: Found) -> bool:
        return any(self._covers(m, f) and overlap(m.spans[0], f.span) for m in marks)

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._starts, span[0])

    def event_wrong(self, mark: Mark, f: Found) -> str:
        """What of who, whom, where, negation, tense, modality and hedge is not as demanded; empty if all is."""
        event = f.event
        assert event
        wrong = []
        for name, identity in (("who", event.actor), ("whom", event.target), ("where", event.region)):
            words = mark.detail(name)
            if words and identity not in self._ids(words, places=name == "where"):
                wrong.append(f"{name}: {words}, not {identity or '-'}")
        if event.negated != ("negated" in mark.fields):
            wrong.append("negated" if not event.negated else "not negated")
        for names, level in ((_LEVELS, event.hedged), (_MODALITIES, event.modality), (_TENSES, event.tense)):
            given = [n for n in names if any(n in f.split("/") for f in mark.fields)]
            if given and level not in given:
                wrong.append(f"{given[0]}, not {level or 'so told'}")
        return "; ".join(wrong)

    def _ids(self, words: str, *, places: bool) -> set[str | None]:
        """The ids of what the words were found to name; without any, one that nothing has."""
        spans = self._spans(words)
        ids: set[str | None] = {None} if "-" in words.split("/") else set()
        for f in self._regions + ([] if places else self._actors):
            named = f.region or f.actor
            if named and any(overlap(f.span, s) for s in spans) and (f.role != "demonym" or not places):
                ids.add(named.id)
                ids.update(n.id for n in (f.region.path if f.region and places else ()) if n.kind not in _WIDE)
        return ids

    def attributions(self, found: list[Found]) -> Result:
        """A source, its cue and its kind; who passes it on may stand in `via` or be told on its own."""
        result = Result(found=found)
        claimed: set[int] = set()
        for mark in (m for m in self._gold.marks if m.layer == "ATTRIBUTIONS"):
            here = [
                f for f in found if overlap(f.span, mark.spans[0]) and f.cue and mark.cue and overlap(f.cue, mark.cue)
            ]
            here = here or ([f for f in found if overlap(f.span, mark.spans[0])] if mark.standing == "optional" else [])
            via = self._spans((mark.detail("via") or "").replace(", ", "/"))
            claimed.update(id(f) for f in found if f in here or any(overlap(f.span, s) for s in via))
            if mark.standing != "wanted":
                continue
            right = next((f for f in here if f.said and f.said.kind in mark.kinds), None)
            if not here:
                result.faults.append(Fault("ATTRIBUTIONS", mark.spans[0], demands.demand(mark), mark))
            elif not right:
                result.faults.append(
                    Fault("ATTRIBUTIONS", mark.spans[0], f"{mark.fields[0]}, not {here[0].told}", mark, here[0])
                )
            elif not all(
                any(overlap(f.span, s) for f in found) or _passed_on(right, self._text[s[0] : s[1]]) for s in via
            ):
                result.faults.append(Fault("ATTRIBUTIONS", mark.spans[0], f"via {mark.detail('via')}", mark, right))
            else:
                result.right.append(mark)
        result.faults += [_surplus("ATTRIBUTIONS", f) for f in found if id(f) not in claimed]
        return result


def _hedge_at(found: Span, wanted: Span) -> bool:
    return overlap(found, wanted)


def _hedge_wrong(mark: Mark, here: list[Found]) -> tuple[str, Found] | None:
    if any(f.hedge and f.hedge.level in mark.kinds for f in here):
        return None
    return f"{mark.fields[0]}, not {here[0].told}", here[0]


def _surplus(layer: Layer, found: Found, mark: Mark | None = None) -> Fault:
    why = f": {' '.join(mark.fields)}" if mark and mark.fields else ""
    return Fault(layer, found.span, f"{found.told}{why}", mark, found)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    article = next((a for a in _ARTICLES if text.startswith(a, start)), "")
    return start + len(article), end


def _passed_on(found: Found, name: str) -> bool:
    return found.said is not None and any(name in v.text for v in found.said.via)


def unknown(gold: Gold, results: Mapping[Layer, Result]) -> dict[Layer, Result]:
    """The results without the faults that the document calls open."""
    return {layer: replace(r, faults=[f for f in r.faults if not _lines(gold, f)]) for layer, r in results.items()}


def known(gold: Gold, results: Mapping[Layer, Result]) -> list[Known]:
    """The open lines of a document that are still faults."""
    return [line for r in results.values() for f in r.faults for line in _lines(gold, f)]


def _lines(gold: Gold, fault: Fault) -> list[Known]:
    words = gold.whole[fault.span[0] : fault.span[1]]
    return [k for k in gold.open if k.layer == fault.layer and k.words == words]
