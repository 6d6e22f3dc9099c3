"""When an event happens by the grammar of its clause. A headline's “Israel strikes Damascus” is present, as written."""

from __future__ import annotations

from watchers.analysis.clauses import Clause, Clauses
from watchers.analysis.frames import IRREGULAR, Stem
from watchers.analysis.tokens import Shape, Tokens
from watchers.document import Tense

_FUTURE = frozenset("will shall theyll itll youll wont".split())
_PAST = frozenset("was were had did didnt wasnt werent hadnt been".split())
_PERFECT = frozenset(["has", "have", "hasnt", "havent"])
_PRESENT = frozenset("is are am do does isnt arent dont doesnt".split())
_NOW = frozenset(
    """says denies warns claims calls urges wants plans vows resumes begins continues remains seeks holds meets kills
    hits demands threatens rejects agrees accuses orders sends wounds blames faces backs resume begin say""".split()
)
_MODAL = frozenset("may might could can must should would cannot".split())
_SAID = frozenset(
    """said told took made came went became began brought drove led lost left rose fell saw knew thought felt spoke
    wrote ran won stood sat put set cut hit spread erupted threw blew found fired paid shut grew""".split()
)
_NO_PAST = frozenset("armed united unidentified displaced wounded suspected alleged injured hundred red need".split())
_BACK = 6


def of(tokens: Tokens, clauses: Clauses, stem: Stem) -> Tense | None:
    """None where no finite verb is near: `to attack`, a headline of nouns."""
    own = None if stem.noun else _of_verb(tokens, clauses.of(stem.first), stem)
    if own:
        return own
    clause = clauses.of(stem.first)
    return _of_clause(tokens, clause) or _of_sentence(tokens, clauses, clause)


def _of_verb(tokens: Tokens, clause: Clause, stem: Stem) -> Tense | None:
    word = tokens.key[stem.first]
    for i in range(stem.first - 1, max(clause.first, stem.first - _BACK) - 1, -1):
        key = tokens.key[i]
        if key == "to":
            return "future" if i + 1 == stem.first and i and tokens.key[i - 1] == "going" else None
        told = _auxiliary(key)
        if told:
            return told
        if key in _MODAL:
            return "present"
        if not (key.endswith("ly") or key in {"not", "be", "also", "being", "have"}) and i < stem.first - 2:
            break
    if _auxiliary(word):
        return _auxiliary(word)
    if word.endswith("ed") or word in IRREGULAR or word in _SAID:
        return "past"
    alone = stem.stop - stem.first == 1 and not word.endswith("ing")
    return "present" if alone or stem.form in {"base", "s"} or word in _NOW else None


def _auxiliary(key: str) -> Tense | None:
    if key in _FUTURE:
        return "future"
    if key in _PAST or key in _PERFECT:
        return "past"
    return "present" if key in _PRESENT else None


def _of_clause(tokens: Tokens, clause: Clause) -> Tense | None:
    """The tense of the first word that shows one; of present verbs only those of a newsroom are known."""
    for i in range(clause.first, clause.stop):
        key = tokens.key[i]
        told = _auxiliary(key)
        if told:
            return told
        if key in _NOW and i > clause.first:
            return "present"
        past = key in IRREGULAR or key in _SAID or (len(key) > 4 and key.endswith("ed") and key not in _NO_PAST)
        if (
            past
            and i > clause.first
            and not (tokens.shape[i] & Shape.CAPITAL)
            and tokens.key[i - 1] not in {"a", "the"}
        ):
            return "past"
    return None


def _of_sentence(tokens: Tokens, clauses: Clauses, clause: Clause) -> Tense | None:
    """The tense of the nearest clause before, else behind."""
    words = tokens.in_sentence(tokens.sentence[clause.first])
    own, first, last = (clauses.owner[i] for i in (clause.first, words.start, words.stop - 1))
    for index in (*range(own - 1, first - 1, -1), *range(own + 1, last + 1)):
        told = _of_clause(tokens, clauses.every[index])
        if told:
            return told
    return None
