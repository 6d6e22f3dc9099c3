"""Actors called by a bare noun, `the rebels`: the last one of the kind composed, or that of the country."""

from __future__ import annotations

from collections.abc import Iterable

from watchers.analysis.actors.composed import compose, kind_of
from watchers.analysis.actors.mention import ActorMention, Identity
from watchers.analysis.lexicon.entries import Country, Layer, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match

RULES = {
    "actor:bare": "a bare noun for a force or government, taken for the last one of its kind in the document",
    "actor:bare-of-country": "a bare noun for a force or government, taken for the main country's",
}
_KINDS = frozenset(["military", "police", "government", "armed group"])
_NEVER_BARE = frozenset("officials leaders leadership intelligence force drones drone tanks".split())
_GENERIC = frozenset("forces troops fighters".split())
_VERBS_AND_LINKS = frozenset(
    """to and or of in on at by with for from as that which who is are was were be been will would has have had can
    could should may might must do does did not also said says after before while than into over against""".split()
)


def find(passage: Passage, named: Iterable[ActorMention], country: Country | None) -> list[ActorMention]:
    """Mentions in reading order; `country` is the one the document is most about."""
    before = sorted(named, key=lambda m: m.first)
    taken = {i for m in before for i in range(m.first, m.stop)}
    found = []
    for match in passage.longest(Layer.AGENT):
        term = next((e for e in match.entries if isinstance(e, Term)), None)
        if term is None or kind_of(term) not in _KINDS or not taken.isdisjoint(range(match.first, match.stop)):
            continue
        if _is_name(passage, match, term):
            mention = _back(match, term, before) or _of_country(passage, match, term, country)
            found.append(mention)
    return found


def _is_name(passage: Passage, match: Match, term: Term) -> bool:
    """A plural, or the very noun after the article; not an adjective (`rebel enclave`, `army base`)."""
    if passage.starting(Layer.ROLE, match.stop) and passage.after(match.stop):
        return False
    words = " ".join(passage.tokens.key[match.first : match.stop])
    if words in _NEVER_BARE:
        return False
    if term.data.get("number") == "plural" or words.endswith("s") or words in {"police", "gunmen"}:
        return True
    definite = passage.before(match.first) in {"the", "its", "their"} and words == term.data.get("name")
    return definite and _ends_phrase(passage, match.stop)


def _ends_phrase(passage: Passage, stop: int) -> bool:
    """Whether no further noun can follow."""
    after = passage.after(stop)
    if not after or after in _VERBS_AND_LINKS:
        return True
    verb = passage.starting(Layer.CUE, stop) or passage.starting(Layer.STEM, stop)
    return verb is not None and any(isinstance(e, Term) and e.data.get("form") in {"s", "ed"} for e in verb.entries)


def _back(match: Match, term: Term, named: list[ActorMention]) -> ActorMention | None:
    """The last mention before the words whose actor is of the kind, one of the same noun first."""
    kind = kind_of(term)
    earlier = [
        m for m in named if m.first < match.first and m.actor.kind == kind and not m.actor.id.startswith("found:")
    ]
    noun = str(term.data.get("name", ""))
    same = [m for m in earlier if noun and noun in m.actor.name]
    last = (same or (earlier if noun in _GENERIC or kind != "armed group" else []))[-1:]
    return ActorMention(match.first, match.stop, last[0].actor, "actor:bare") if last else None


def _of_country(passage: Passage, match: Match, term: Term, country: Country | None) -> ActorMention:
    if country:
        identity = compose(passage, country.state, country.iso, country.adjective, term)
    else:
        noun = str(term.data.get("name", term.value))
        identity = Identity(f"unnamed:{noun.replace(' ', '-')}", f"Unnamed {noun}", kind_of(term))
    return ActorMention(match.first, match.stop, identity, "actor:bare-of-country")
