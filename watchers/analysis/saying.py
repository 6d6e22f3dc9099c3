"""Whether a word of saying, thinking or asking is the verb of somebody here."""

from __future__ import annotations

from watchers.analysis.clauses import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, value_of
from watchers.analysis.lexicon.entries import Term
from watchers.analysis.phrases import Words
from watchers.analysis.probe import Match
from watchers.analysis.quotation import MARKS
from watchers.analysis.tokens import Gap, Shape, Tokens

PEOPLE = frozenset(
    """they we i you people police others some many most several few both men women media critics who staff family
    public majority""".split()
)
_STANDING = frozenset(
    """another some many most several both few all others one none each two three four five six seven eight nine ten
    first second""".split()
)
_BARE = frozenset(
    """not also to would will could should must might may can did do does didnt dont doesnt wouldnt wont couldnt cannot
    cant never further openly publicly privately repeatedly then now still only""".split()
)
_PROGRESSIVE = frozenset(["say", "tell", "ask", "think", "judge"])
_NO_OBJECT = (PREPOSITIONS - {"for", "on", "against", "about", "over"}) | {"as"}
_NO_VERDICT = frozenset(["to", "for", "on", "there", "as"])
_NOUNS = frozenset(
    """report claim demand call hope fear plan request note comment post charge view desire wish doubt order threat
    pledge promise guess vow offer question appeal estimate remark cast suspect""".split()
)
_OBJECTS = frozenset(
    """that to a an the it he she they we there her him them his its their this these those no for on both all some
    many most any not""".split()
)
_EVIDENCE = frozenset("suggest indicate imply signal reveal reflect report show highlight underline underscore".split())
_VERDICTS = frozenset(
    """accuse blame praise criticise criticize condemn denounce mock thank applaud congratulate hail slam deride decry
    deplore ridicule commend""".split()
)
_JUDGING = ("less", "ous", "ful", "ible", "able", "false", "wrong", "absurd", "unfair", "illegal", "fabricated")
_SUBJECTS = frozenset(["he", "she", "they", "there", "we"])
_NO_HEAD = frozenset(["here", "there", "now", "today", "alike"])
_LONG, _NAMING, _WHAT = 4, 10, 3
_AGES = frozenset("day days week weeks month months year years hour hours".split())
_SINCE = frozenset(["earlier", "ago", "before", "later"])


def is_verb(tokens: Tokens, match: Match, term: Term) -> bool:
    """Whether the cue is a finite verb with a subject of its own before or behind it."""
    i = match.first
    if not _may_be_verb(tokens, i):
        return False
    before = tokens.key[i - 1] if tokens.joined(i) else ""
    if tokens.key[i].endswith("ing"):
        return before in BE and value_of(term) in _PROGRESSIVE
    if before in BE:
        return value_of(term) == "quoting"
    if _dated(tokens, match.stop):
        return False
    return term.data.get("form") != "s" or term.data.get("verb") not in _NOUNS or _object(tokens, match.stop)


def _dated(tokens: Tokens, i: int) -> bool:
    """Whether only an age follows, as behind a participle: `a ceasefire announced a day earlier`."""
    if i + 2 >= len(tokens) or tokens.key[i + 1] not in _AGES or tokens.key[i + 2] not in _SINCE:
        return False
    return i + 3 >= len(tokens) or tokens.gap[i + 3] > Gap.HYPHEN


def _may_be_verb(tokens: Tokens, i: int) -> bool:
    """Whether what stands before word i lets it be one: no article, preposition, owner or hyphen."""
    if not tokens.joined(i):
        return True
    before = tokens.key[i - 1]
    named = bool(tokens.shape[i] & Shape.CAPITAL) and not _headline(tokens, i)
    owned = bool(tokens.shape[i - 1] & Shape.POSSESSIVE) or (before in DETERMINERS and before not in _STANDING)
    return not (named or owned or before in PREPOSITIONS or before == "to" or tokens.gap[i] == Gap.HYPHEN)


def _headline(tokens: Tokens, i: int) -> bool:
    """Whether the sentence is one of capitals, where a verb has one too: `Trump Says He Will Run`."""
    words = tokens.in_sentence(tokens.sentence[i])
    long = [k for k in words if len(tokens.key[k]) > _LONG - 1]
    return len(long) > _LONG and all(tokens.shape[k] & (Shape.CAPITAL | Shape.NUMBER) for k in long)


def _object(tokens: Tokens, i: int) -> bool:
    """Whether a clause, a name or a quotation follows."""
    if i >= len(tokens) or tokens.gap[i] > Gap.HYPHEN:
        return i < len(tokens) and _opens_quote(tokens, i)
    return (
        tokens.key[i] in _OBJECTS or tokens.key[i] in PEOPLE or bool(tokens.shape[i] & (Shape.CAPITAL | Shape.NUMBER))
    )


def agrees(tokens: Tokens, match: Match, term: Term, source: Words) -> bool:
    """Whether a base form can be the verb of its subject: `officials say`, `would say`, not `the claim`."""
    if term.data.get("form") != "base" and tokens.key[match.first] not in {"say", "think", "want", "know", "tell"}:
        return True
    before, after = tokens.key[match.first - 1], tokens.key[match.stop] if match.stop < len(tokens) else ""
    if term.data.get("verb") in _NOUNS and (after in AUXILIARIES or after.endswith("ed") or after in {"said", "says"}):
        return False
    return before in _BARE or before in PEOPLE or (before in AUXILIARIES - BE) or plural(tokens, source)


def plural(tokens: Tokens, phrase: Words) -> bool:
    """Whether the head of a phrase, the last word before a preposition, is many."""
    first, stop = phrase
    head = first
    for i in range(first, stop):
        if tokens.key[i] in _NO_HEAD:
            continue
        if i > first and (tokens.key[i] in PREPOSITIONS or tokens.key[i] in {"who", "to"} or not tokens.joined(i)):
            break
        head = i
    word = tokens.key[head]
    return word in PEOPLE or (word.endswith("s") and not word.endswith("ss") and len(word) > _LONG)


def human(tokens: Tokens, match: Match, term: Term) -> bool:
    """Whether only people can do it, so that whatever stands before it speaks: `said`, `hopes`, not `suggests`."""
    verb, value = term.data.get("verb", tokens.key[match.first]), value_of(term)
    if value == "judge":
        return verb in _VERDICTS
    return value in {"say", "tell", "think"} and not term.data.get("loose") and verb not in _EVIDENCE


def complement(tokens: Tokens, match: Match, value: str) -> bool:
    """Whether something follows that is wanted, believed or judged."""
    i = match.stop
    if tokens.key[i - 1] in {"that", "to"} or tokens.key[match.first].startswith(("agree", "disagree")):
        return True
    if i >= len(tokens) or tokens.sentence[i] != tokens.sentence[match.first]:
        return False
    if tokens.gap[i] > Gap.HYPHEN:
        return _opens_quote(tokens, i)
    return _completes(tokens, match, value)


def _completes(tokens: Tokens, match: Match, value: str) -> bool:
    word, verb = tokens.key[match.stop], tokens.key[match.first]
    if value == "judge" and "what" in tokens.key[max(0, match.first - _WHAT) : match.first]:
        return True
    if value == "judge" and verb.startswith(("call", "label", "brand")):
        return _opens_quote(tokens, match.stop) or (_object(tokens, match.stop) and _named_so(tokens, match.stop))
    if value == "judge":
        return word not in _NO_VERDICT and word not in PREPOSITIONS
    return word not in _NO_OBJECT and word not in {"and", "or"}


def _named_so(tokens: Tokens, i: int) -> bool:
    """Whether a name follows what is called by it: `called it a lie`, `called the vote “rigged”`."""
    stop = min(i + _NAMING, tokens.in_sentence(tokens.sentence[i]).stop)
    if any(tokens.key[k] in {"a", "an", "for", "on"} or _opens_quote(tokens, k) for k in range(i + 1, stop)):
        return True
    judged = any(tokens.key[k].endswith(_JUDGING) for k in range(i + 1, stop))
    return judged or tokens.key[i] in {"it", "him", "her", "them", "that", "this"}


def aside(tokens: Tokens, match: Match, source: Words | None) -> bool:
    """Whether source and verb stand alone, as in `the war, she hopes, is over` or behind a quotation."""
    if source is None or (match.stop < len(tokens) and tokens.gap[match.stop] <= Gap.HYPHEN):
        return False
    first = source[0]
    return tokens.gap[first] == Gap.COMMA or (first > 0 and _opens_quote(tokens, first))


def speech(tokens: Tokens, match: Match) -> bool:
    """Whether a verb like `added` or `found` is one of saying here: a quotation or clause goes with it."""
    i = match.stop
    if i >= len(tokens) or tokens.sentence[i] != tokens.sentence[match.first] or tokens.key[i] == "that":
        return True
    return _opens_quote(tokens, i) or tokens.gap[i] > Gap.HYPHEN or tokens.key[i] in _SUBJECTS


def _opens_quote(tokens: Tokens, i: int) -> bool:
    return any(q in tokens.text[tokens.end[i - 1] : tokens.start[i]] for q in MARKS)
