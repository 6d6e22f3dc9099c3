"""Organisations that no lexicon names, told by their head word: `Committee for the Relief of Tuta`."""

from __future__ import annotations

from watchers.analysis.actors import acronyms, casing
from watchers.analysis.actors.composed import kind_of
from watchers.analysis.actors.mention import ActorMention, Identity, slug
from watchers.analysis.lexicon.entries import Demonym, Layer, PlaceName, Term
from watchers.analysis.passage import Passage
from watchers.analysis.probe import Match
from watchers.analysis.runs import Run, begins_sentence
from watchers.analysis.tokens import Gap, Shape

RULES = {
    "actor:organisation-head": "capitalised words that hold the head of an organisation's name (Ministry, Council)",
    "actor:acronym": "an acronym in brackets after the name, or a later use of it",
}
_LONGEST = 10
_NOT_FIRST = frozenset(["operation", "exercise"])
_SPEAKERS = frozenset("spokesman spokeswoman spokesperson".split())
_ARTICLES = frozenset("al el ad ar as ash an at az".split())
_FIGHTERS = frozenset(
    """sons martyrs soldiers lions falcons knights swords shield supporters guardians defenders grandsons descendants
    companions heroes eagles hawks wolves""".split()
)
_ORDINAL = frozenset(["st", "nd", "rd", "th"])
_UNITS = frozenset(
    """armored armoured infantry mountain airborne airmobile guards guard rifle motor motorised motorized mechanised
    mechanized panzer cavalry marine marines artillery commando republican special assault parachute tank air coastal
    first second third fourth fifth sixth seventh eighth ninth tenth""".split()
)
_NOT_LAST = frozenset("statement release conference summit act law report highway road street area".split())
_PAPERS = frozenset("post times herald tribune gazette journal chronicle news press telegraph observer daily".split())
_LINKS = frozenset("of for and on in to against the de des du et".split())
_LINKS_AFTER_HEAD = frozenset("of for on to against de".split())


def find(passage: Passage) -> list[ActorMention]:
    """Mentions in reading order, each a run and what "of" or "for" ties to it; the acronyms they bring."""
    if passage.shouted:
        return []
    spelled = _spelled_out(passage)
    inside = {i for m in spelled for i in range(m.first, m.stop)}
    found = [*spelled, *(m for m in _headed(passage) if inside.isdisjoint(range(m.first, m.stop)))]
    return sorted([*found, *acronyms.find(passage, found)], key=lambda m: m.first)


def _headed(passage: Passage) -> list[ActorMention]:
    found: list[ActorMention] = []
    taken = 0
    for run in passage.runs:
        head = _head(passage, run)
        if head is None or run.first < taken or _part_of_another(passage, run):
            continue
        first, stop = _start(passage, run, head), _stop(passage, run, head)
        if not casing.tells(passage, first):
            first, stop = _between_verbs(passage, first, stop, head)
        if stop - first < 2 or _is_place(passage, first, stop) or not _is_name(passage, first, stop, head):
            continue
        found.append(_mention(passage, first, stop, head))
        taken = stop
    return found


def _part_of_another(passage: Passage, run: Run) -> bool:
    """What belongs to an organisation is told with it: `the Coalition's Small Group`."""
    owner = passage.ending(Layer.ACTOR, run.first) if passage.tokens.joined(run.first) else None
    return owner is not None and bool(passage.tokens.shape[run.first - 1] & Shape.POSSESSIVE)


def _spelled_out(passage: Passage) -> list[ActorMention]:
    """Names whose capitals spell an acronym in brackets behind them, across `of`, `for` and `and`."""
    found = []
    for i, gap in enumerate(passage.tokens.gap):
        if gap != Gap.OTHER or not acronyms.bracketed(passage, i):
            continue
        first = acronyms.spelled_out(passage, i)
        heads = [passage.starting(Layer.ORGANISATION_HEAD, k) for k in range(first, i)] if first is not None else []
        head = next((h for h in reversed(heads) if h), None)
        if first is not None and head:
            found.append(_mention(passage, first, i, head))
    return found


def _is_name(passage: Passage, first: int, stop: int, head: Match) -> bool:
    """Not an operation, nor an office by its general name (`Foreign Ministry`), nor a paper that is handed out."""
    key = passage.tokens.key
    if key[first] in _NOT_FIRST or key[stop - 1] in _NOT_LAST or (first and key[first - 1] in _NOT_FIRST):
        return False
    if _SPEAKERS.intersection(key[head.stop : stop]) or _district(passage, first, stop):
        return False
    return not _composed(passage, first, stop) and not _masthead(passage, first, stop)


def _is_place(passage: Passage, first: int, stop: int) -> bool:
    """`West Bank` is no bank."""
    place = passage.starting(Layer.PLACE, first)
    return place is not None and place.stop >= stop and place.first == first and _wide(place)


def _wide(place: Match) -> bool:
    return any(isinstance(e, PlaceName) and e.place.kind != "place" for e in place.entries)


def _between_verbs(passage: Passage, first: int, stop: int, head: Match) -> tuple[int, int]:
    """The words around the head of a headline In Title Case: `Liwa Zaydun` of `Liwa Zaydun Seizes Bridge`."""
    verbs = [i for i in range(first, stop) if not head.first <= i < head.stop and _verb(passage, i)]
    before, behind = [i + 1 for i in verbs if i < head.first], [i for i in verbs if i >= head.stop]
    return max(before, default=first), min(behind, default=stop)


def _verb(passage: Passage, i: int) -> bool:
    verb = passage.starting(Layer.STEM, i) or passage.starting(Layer.CUE, i)
    return verb is not None and any(isinstance(e, Term) and e.data.get("form") for e in verb.entries)


def _district(passage: Passage, first: int, stop: int) -> bool:
    """`Chattogram Division`: in South Asia a part of the country, not of the army."""
    place = passage.starting(Layer.PLACE, first)
    return _office(passage, first, stop) and place is not None and place.stop >= stop - 1


def _office(passage: Passage, first: int, stop: int) -> bool:
    """A division without a number or arm is one of an office: `Antitrust Division`."""
    tokens = passage.tokens
    if tokens.key[stop - 1] != "division" or _UNITS.intersection(tokens.key[first:stop]):
        return False
    return not any(tokens.shape[i] & Shape.NUMBER for i in range(first, stop))


def _composed(passage: Passage, first: int, stop: int) -> bool:
    """A state's office or force by its general name, `Foreign Ministry` or `Kosovo Police`: told by other rules."""
    whose = passage.starting(Layer.DEMONYM, first) or passage.starting(Layer.PLACE, first)
    office = passage.starting(Layer.AGENT, first)
    after = passage.starting(Layer.AGENT, whose.stop) if whose and whose.stop < stop else None
    if after and after.stop == stop and whose and _of_country(whose):
        return True
    return office is not None and office.stop >= stop and not passage.tokens.shape[first] & Shape.ALL_CAPS


def _of_country(whose: Match) -> bool:
    return any(
        (isinstance(e, Demonym) and e.country) or (isinstance(e, PlaceName) and e.place.kind == "country")
        for e in whose.entries
    )


def _masthead(passage: Passage, first: int, stop: int) -> bool:
    """The paper that brings the report, at its head before a dash."""
    tokens = passage.tokens
    if tokens.key[stop - 1] not in _PAPERS or not begins_sentence(tokens, max(0, first - 1)) or stop >= len(tokens):
        return False
    return tokens.text[tokens.end[stop - 1] : tokens.start[stop]].strip() in {"-", "–", "—"}


def _head(passage: Passage, run: Run) -> Match | None:
    """The last head word in the run, written with a capital."""
    heads = [
        m
        for i in range(run.first, run.stop)
        if (m := passage.starting(Layer.ORGANISATION_HEAD, i))
        and m.stop <= run.stop
        and passage.tokens.shape[i] & Shape.CAPITAL
    ]
    outer = [m for m in heads if not any(o.first < m.first and m.stop <= o.stop for o in heads)]
    return outer[-1] if outer else None


def _start(passage: Passage, run: Run, head: Match) -> int:
    """Behind a title, unless that makes the organisation's name: `General Command`."""
    title = passage.starting(Layer.TITLE, run.first)
    if title and title.stop < run.stop and title.stop != head.first:
        return title.stop
    if _numbered(passage, run.first) and _kind(head) == "military":
        return run.first - 2
    if head.first == run.first and _number(passage, run.first) and _kind(head) in {"armed group", "military"}:
        return run.first - 1
    first = run.first - 1 if _article(passage, run.first) else run.first
    return first - 2 if _sons_of(passage, first) and _kind(head) in {"armed group", "military"} else first


def _article(passage: Passage, i: int) -> bool:
    """The small Arabic article of a name, tied to word i by a hyphen: `al-Zaydun Brigades`."""
    tokens = passage.tokens
    return i > 0 and tokens.joined(i) and tokens.gap[i] == Gap.HYPHEN and tokens.key[i - 1] in _ARTICLES


def _sons_of(passage: Passage, i: int) -> bool:
    """`Sons of` before word i, which begins no name of its own then: `Sons of Tamba Militia`."""
    tokens = passage.tokens
    close = i > 1 and tokens.joined(i) and tokens.joined(i - 1) and tokens.key[i - 1] == "of"
    return close and tokens.key[i - 2] in _FIGHTERS and bool(tokens.shape[i - 2] & Shape.CAPITAL)


def _numbered(passage: Passage, i: int) -> bool:
    """`5th` just before word i: two words, the number and its ending."""
    tokens = passage.tokens
    return i > 1 and tokens.joined(i) and tokens.key[i - 1] in _ORDINAL and bool(tokens.shape[i - 2] & Shape.NUMBER)


def _number(passage: Passage, i: int) -> bool:
    """`444` just before word i."""
    tokens = passage.tokens
    return tokens.joined(i) and bool(tokens.shape[i - 1] & Shape.NUMBER) and passage.before(i - 1) in {"the", "its"}


def _kind(head: Match) -> str:
    return kind_of(next(e for e in head.entries if isinstance(e, Term)))


def _stop(passage: Passage, run: Run, head: Match) -> int:
    """At the head when the run ends in what a member of it is: `Police Public Relations Officer`."""
    if head.stop < run.stop and passage.starting(Layer.TITLE, head.stop):
        return head.stop
    member = passage.ending(Layer.ROLE, run.stop) or passage.ending(Layer.TITLE, run.stop)
    if member and head.stop < run.stop and member.stop != head.stop:
        return head.stop
    return _extended(passage, run, head)


def _extended(passage: Passage, run: Run, head: Match) -> int:
    """Past `of`, `for the` … to the end of the run behind, when the head ends its own run."""
    tokens, stop = passage.tokens, run.stop
    if head.stop != run.stop or tokens.shape[stop - 1] & Shape.POSSESSIVE:
        return stop
    while stop < len(tokens) and tokens.joined(stop) and tokens.key[stop] in _LINKS_AFTER_HEAD:
        follow = stop + 1
        while follow < len(tokens) and tokens.joined(follow) and tokens.key[follow] in _LINKS:
            follow += 1
        behind = passage.run_of[follow] if follow < len(tokens) and tokens.joined(follow) else None
        if behind is None or behind.first != follow or behind.stop - run.first > _LONGEST:
            break
        stop = behind.stop
    return stop


def _mention(passage: Passage, first: int, stop: int, head: Match) -> ActorMention:
    name = passage.tokens.name(first, stop)
    country = next((e.country for m in _demonyms(passage, first, stop) for e in m if e.country), None)
    term = next(e for e in head.entries if isinstance(e, Term))
    state = passage.lexicon.country(country) if country else None
    owner = f"{state.state}-government" if state and kind_of(term) in {"government", "military", "police"} else None
    ancestors = (owner, state.state) if owner and state else ()
    kind = "organisation" if _office(passage, first, stop) else kind_of(term)
    identity = Identity(f"found:{slug(name)}", name, kind, country, owner, ancestors)
    return ActorMention(first, stop, identity, "actor:organisation-head")


def _demonyms(passage: Passage, first: int, stop: int) -> list[list[Demonym]]:
    matches = (passage.starting(Layer.DEMONYM, i) for i in range(first, stop))
    return [[e for e in m.entries if isinstance(e, Demonym)] for m in matches if m]
