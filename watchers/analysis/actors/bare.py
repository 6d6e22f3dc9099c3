"""Actors called by a bare noun, `the rebels`: the last one of the kind composed, or that of the country."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from watchers.analysis.actors.composed import compose, kind_of
from watchers.analysis.actors.mention import ActorMention, Identity
from watchers.analysis.actors.whose import Surroundings
from watchers.analysis.lexicon.entries import Country, Layer, Term
from watchers.analysis.passage import Passage
from watchers.analysis.places.mention import PlaceMention
from watchers.analysis.probe import Match
from watchers.analysis.runs import begins_sentence
from watchers.analysis.tokens import Shape

RULES = {
    "actor:bare": "a bare noun for a force or government, taken for the last one of its kind in the document",
    "actor:bare-of-country": "a bare noun for a force or government, taken for the main country's",
}
_KINDS = frozenset(["military", "police", "government", "armed group"])
_NEVER_BARE = frozenset(
    """officials leaders leadership intelligence force drones drone tanks aircraft jets planes helicopters artillery
    armour bulldozers aviation spies snipers marines brigades division battalion battalions contingent garrison
    regulars loyalists conscripts reservists prosecutors detectives cops peacekeepers attackers assailants
    governments regimes juntas cabinets parliaments ministries administrations lawmakers legislators
    parliamentarians embassies consulates units""".split()
)
_NEVER_NAMED = frozenset(["court", "delegation", "navy", "air force", "intelligence", "parliament"])
_NOT_OURS = frozenset(
    """foreign international multinational our my your any no some other many such un partner partners allied fellow
    as or brutal anti counter pro non joint both former ex rival terrorist coalition intensified""".split()
)
_NAMED_GROUPS = frozenset(
    """rebels insurgents militants militias fighters jihadists islamists guerrillas separatists terrorists militia group
    militiamen paramilitaries""".split()
)
_DOERS = frozenset("rebel militant insurgent jihadist islamist separatist guerrilla bandit militia gang cartel".split())
_OF_REGIME = frozenset(
    """prisons prison jails jail checkpoints checkpoint positions shelling airstrikes aircraft warplanes artillery
    bombardment strikes bombing helicopters detention territory areas media""".split()
)
_JOINT = frozenset(["coalition forces", "allied forces"])
_DEFINITE = frozenset("the these those its their both".split())
_GENERIC = frozenset("forces troops".split())
_BUILDINGS = frozenset(["presidential palace", "embassy", "consulate", "diplomatic mission"])
_CROWDS = ("police", "gunmen")
_ALSO_ALONE = (" government", "junta", " office")
_THINGS = frozenset(
    """station stations post posts car cars custody headquarters vehicle vehicles van vans checkpoint checkpoints
    academy barracks cell cells helicopter report reports brutality clearance""".split()
)
_VERBS_AND_LINKS = frozenset(
    """to and or of in on at by with for from as that which who is are was were be been will would has have had can
    could should may might must do does did not also said says after before while than into over against""".split()
)

_REMEMBERED = 100
"""Mentions of actors over which a bare noun points back."""


def find(
    passage: Passage, named: Iterable[ActorMention], placed: Sequence[PlaceMention], country: Country | None
) -> list[ActorMention]:
    """Mentions in reading order; `country` is the one the document is most about."""
    before = sorted(named, key=lambda m: m.first)
    around = Surroundings(passage, placed, before)
    taken = {i for m in before for i in range(m.first, m.stop)}
    armed = any(m.actor.kind == "armed group" for m in before)
    found = []
    for match in passage.longest(Layer.AGENT):
        term = next((e for e in match.entries if isinstance(e, Term)), None)
        if term is None or kind_of(term) not in _KINDS or not taken.isdisjoint(range(match.first, match.stop)):
            continue
        whole, own = _with_sort(passage, match, term)
        mention = _told(passage, whole, own, before, around, country)
        vague = mention is not None and mention.rule == "actor:bare-of-country" and armed and whole is match
        if mention and not (vague and kind_of(term) == "armed group" and not _marked(passage, match)):
            found.append(mention)
    return found


def _told(
    passage: Passage, match: Match, term: Term, named: list[ActorMention], around: Surroundings, main: Country | None
) -> ActorMention | None:
    """Whom the noun means: a group's own, the one before, that of a country; None where it is no name."""
    seated = _seated(passage, match, term, around)
    if not seated and not _is_name(passage, match, term):
        return None
    known = _member(passage, match, named) or _back(passage, match, term, named, around)
    if known or seated or term.data.get("name") not in _NEVER_NAMED or _titled(passage, match):
        country = around.sure(match) or around.here(match) or main
        return known or _of_country(passage, match, term, country)
    return None


def _with_sort(passage: Passage, match: Match, term: Term) -> tuple[Match, Term]:
    """With the sort of fighters before it: `Separatist fighters` are separatists."""
    sort = passage.ending(Layer.AGENT, match.first) if passage.tokens.joined(match.first) else None
    kind = next((e for e in sort.entries if isinstance(e, Term)), None) if sort else None
    if sort is None or kind is None or kind_of(kind) != "armed group" or kind_of(term) != "armed group":
        return match, term
    return Match(sort.first, match.stop, match.entries), kind


def _seated(passage: Passage, match: Match, term: Term, around: Surroundings) -> bool:
    """`the defence ministry in Chisinau`, `parliament in Suva`: an institution and the capital it sits in."""
    words, before = " ".join(passage.tokens.key[match.first : match.stop]), passage.before(match.first)
    if kind_of(term) != "government" or before in _NOT_OURS or before in {"a", "an", "of"} or words in _BUILDINGS:
        return False
    seat = around.seat(match)
    return seat is not None and seat.capital


def _titled(passage: Passage, match: Match) -> bool:
    """`the Supreme Court`: two words with capitals are a name."""
    return len(match) > 1 and _capital(passage, match)


def _member(passage: Passage, match: Match, named: list[ActorMention]) -> ActorMention | None:
    """`Gunmen of the Zaydun Brigade`: those of the group that is named behind."""
    if passage.after(match.stop) != "of":
        return None
    at = bisect_left(named, match.stop, key=lambda m: m.first)
    group = named[at] if at < len(named) else None
    near = group is not None and group.first <= match.stop + 2 and group.actor.kind == "armed group"
    return ActorMention(match.first, match.stop, group.actor, "actor:bare") if group and near else None


def _marked(passage: Passage, match: Match) -> bool:
    """In the headline, or with an article: one crowd that the text means, not just anybody."""
    headline = match.first < passage.title_words or len(passage.tokens.sentences) == 1
    return headline or passage.before(match.first) in _DEFINITE


def _is_name(passage: Passage, match: Match, term: Term) -> bool:
    """A plural, or the very noun after the article; not an adjective (`rebel enclave`, `army base`)."""
    tokens = passage.tokens
    capital = len(match) > 1 and _capital(passage, match)
    if passage.before(match.first) in _NOT_OURS or passage.after(match.stop) in _THINGS:
        return False
    if _deed(passage, match):
        return True
    if _adjective(passage, match) and not capital:
        return False
    words = " ".join(tokens.key[match.first : match.stop])
    if term.data.get("number") == "plural" or words.endswith("s") or words.endswith(_CROWDS) or capital:
        return True
    own = words == term.data.get("name") or words.endswith(_ALSO_ALONE)
    whose = match.first > 0 and bool(tokens.shape[match.first - 1] & Shape.POSSESSIVE) and words.endswith(" office")
    return own and (whose or _definite(passage, match)) and _ends_phrase(passage, match.stop)


def _capital(passage: Passage, match: Match) -> bool:
    """`Ministry of Health`, `the Royal family`; not what only opens a sentence: `Law enforcement`."""
    tokens = passage.tokens
    capitals = [bool(tokens.shape[i] & Shape.CAPITAL) for i in range(match.first, match.stop) if tokens.key[i] != "of"]
    return all(capitals) or (capitals[0] and not begins_sentence(tokens, match.first))


def _adjective(passage: Passage, match: Match) -> bool:
    """Part of another name or noun: `army base`, `Coalition troops`; or no force at all: `storm forces the closure`."""
    words = " ".join(passage.tokens.key[match.first : match.stop])
    if passage.starting(Layer.ROLE, match.stop) and passage.after(match.stop):
        return True
    if (
        (words in _NEVER_BARE and not (words == "units" and passage.before(match.first) in {"its", "their"}))
        or words.startswith("foreign ")
        or _within_name(passage, match.first)
    ):
        return True
    return words == "forces" and _verb(passage, match)


def _definite(passage: Passage, match: Match) -> bool:
    """After `the`, `its` or `their`, or at the head of a sentence."""
    tokens = passage.tokens
    opening = bool(tokens.shape[match.first] & Shape.CAPITAL) and begins_sentence(tokens, match.first)
    return opening or match.first < passage.title_words or passage.before(match.first) in {"the", "its", "their"}


def _verb(passage: Passage, match: Match) -> bool:
    """`wildfire forces 12,000 to flee`, `storm forces the closure of`."""
    stop = match.stop
    if stop >= len(passage.tokens) or not passage.after(stop):
        return False
    number = bool(passage.tokens.shape[stop] & Shape.NUMBER)
    return number or passage.tokens.key[stop] in {"the", "a", "an", "thousands", "hundreds", "people", "residents"}


def _within_name(passage: Passage, i: int) -> bool:
    """Whether a capitalised name runs up to the noun: `6th Marines`, `Coalition troops`."""
    tokens = passage.tokens
    if not passage.before(i) or begins_sentence(tokens, i - 1) or tokens.shape[i - 1] & Shape.POSSESSIVE:
        return False
    own = passage.run_of[i - 1]
    return bool(tokens.shape[i - 1] & (Shape.CAPITAL | Shape.NUMBER)) and (own is not None) and i > passage.title_words


def _ends_phrase(passage: Passage, stop: int) -> bool:
    """Whether no further noun can follow."""
    after = passage.after(stop)
    if not after or after in _VERBS_AND_LINKS or passage.tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return True
    verb = passage.starting(Layer.CUE, stop) or passage.starting(Layer.STEM, stop)
    if verb is not None and _with_object(passage, verb.stop):
        return True
    return verb is not None and any(isinstance(e, Term) and e.data.get("form") in {"s", "ed"} for e in verb.entries)


def _with_object(passage: Passage, stop: int) -> bool:
    """`the regime kill 23`: a number or article after a verb's plain form, which could else be a noun."""
    return bool(passage.after(stop)) and (
        bool(passage.tokens.shape[stop] & Shape.NUMBER)
        or passage.tokens.key[stop] in {"the", "a", "an", "two", "three"}
    )


def _deed(passage: Passage, match: Match) -> bool:
    """`a militant attack on passengers`, `regime prisons`: the noun tells whose it is."""
    tokens = passage.tokens
    if tokens.key[match.stop - 1] not in _DOERS or not passage.after(match.stop):
        return passage.tokens.key[match.stop - 1] == "regime" and passage.after(match.stop) in _OF_REGIME
    deed = passage.starting(Layer.STEM, match.stop)
    return (
        deed is not None
        and tokens.key[match.stop] != "violence"
        and any(isinstance(e, Term) and e.value.startswith("assault") and e.data.get("number") for e in deed.entries)
    )


def _back(
    passage: Passage, match: Match, term: Term, named: list[ActorMention], around: Surroundings
) -> ActorMention | None:
    """The last mention before the words whose actor is of the kind, one of the same noun first."""
    kind, noun = kind_of(term), str(term.data.get("name", ""))
    if _joint(passage, match):
        joint = [m for m in named if "coalition" in m.actor.name.casefold() and m.actor.kind in {kind, "organisation"}]
        return ActorMention(match.first, match.stop, joint[-1].actor, "actor:bare") if joint else None
    earlier = [m for m in _just_before(match.first, named) if m.actor.kind == kind and _may_be(m, kind)]
    owner = around.sure(match)
    earlier = [m for m in earlier if owner is None or kind == "armed group" or m.actor.country == owner.iso]
    key = passage.tokens.key
    same = [m for m in earlier if key[m.stop - 1] == key[match.stop - 1]]
    same = same or [m for m in earlier if noun and noun in m.actor.name]
    others = earlier if noun in _GENERIC or (kind != "armed group" and noun not in _NEVER_NAMED) else []
    if kind == "armed group" and _the_group(passage, match):
        friends = [m for m in earlier if passage.before(m.first) != "against"]
        same, others = [m for m in same if m in friends] or same, friends or earlier
    elif not same and noun not in _NEVER_NAMED and (owner := around.likely(match)):
        others = [m for m in others if m.actor.country == owner.iso]
        if not others and kind != "armed group" and passage.before(match.first) == "the":
            return _of_country(passage, match, term, owner)
    last = (same or others)[-1:]
    return ActorMention(match.first, match.stop, last[0].actor, "actor:bare") if last else None


def _just_before(i: int, named: list[ActorMention]) -> list[ActorMention]:
    """The mentions before a word, as far back as a reader remembers: a book is not searched for each bare noun."""
    stop = bisect_left(named, i, key=lambda m: m.first)
    return named[max(0, stop - _REMEMBERED) : stop]


def _may_be(mention: ActorMention, kind: str) -> bool:
    """An institution that is found in the text may be any; an armed group found by its name is the one meant."""
    return kind == "armed group" or not mention.actor.id.startswith("found:")


def _the_group(passage: Passage, match: Match) -> bool:
    """`the rebels`, `the militants` are the group named last; criminals and unknown gunmen are not."""
    return passage.tokens.key[match.stop - 1] in _NAMED_GROUPS and passage.before(match.first) in _DEFINITE


def _joint(passage: Passage, match: Match) -> bool:
    """`coalition forces` are never those of one country."""
    return " ".join(passage.tokens.key[match.first : match.stop]) in _JOINT


def _of_country(passage: Passage, match: Match, term: Term, country: Country | None) -> ActorMention:
    if country and not _joint(passage, match):
        identity = compose(passage, country.state, country.iso, country.adjective, term)
    else:
        noun = "coalition forces" if _joint(passage, match) else str(term.data.get("name", term.value))
        identity = Identity(f"unnamed:{noun.replace(' ', '-')}", f"Unnamed {noun}", kind_of(term))
    return ActorMention(match.first, match.stop, identity, "actor:bare-of-country")
