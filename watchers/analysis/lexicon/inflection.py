"""English verbs and nouns in their regular forms; irregular ones are listed in the TOML as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONE_SYLLABLE = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
_LATE_STRESS = frozenset(
    """abet abhor admit allot begin commit compel concur confer control defer deter dispel emit equip excel expel
    forget impel incur infer occur omit patrol permit prefer propel rebel rebut rebuff recur refer regret remit repel
    submit transfer transmit upset kidnap handicap program nonplus airdrop""".split()
)
_EITHER = re.compile(r".+[aeiou][^aeiou]+(?:[aeiou]|ue)l")


def verb_forms(verb: str) -> Iterator[tuple[str, str]]:
    """(text, form) of a verb, form being base, s, ed or ing; in `carry out` the first word bends."""
    word, blank, rest = verb.partition(" ")
    tail = blank + rest
    yield verb, "base"
    yield third_person(word) + tail, "s"
    for stem in _stems(word):
        yield _past(word, stem) + tail, "ed"
        yield _participle(word, stem) + tail, "ing"


def third_person(word: str) -> str:
    """The -s form, which is the plural of a noun as well."""
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|sh|ch|[^aeiou]o)$", word) else "s")


def plural(noun: str) -> str:
    """The regular plural; in `air strike` the last word bends, in `act of war` the first."""
    head, of, rest = noun.partition(" of ")
    first, blank, last = head.rpartition(" ")
    if last.endswith("man") and last not in {"human", "german", "roman", "shaman", "ottoman"}:
        return first + blank + last[:-3] + "men" + of + rest
    return first + blank + third_person(last) + of + rest


def _stems(word: str) -> tuple[str, ...]:
    if _ONE_SYLLABLE.fullmatch(word) or word in _LATE_STRESS:
        return (word + word[-1],) if word != "rebuff" else (word,)
    return (word, word + "l") if _EITHER.fullmatch(word) and word not in {"reveal", "appeal", "conceal"} else (word,)


def _past(word: str, stem: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    return stem + ("d" if stem.endswith("e") else "ed")


def _participle(word: str, stem: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return word[:-1] + "ing"
    return stem + "ing"
