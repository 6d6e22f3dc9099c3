"""Where sentences begin and end: one pass over the stops and line ends, with a veto for abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchers.analysis.lines import line_borders
from watchers.analysis.tokens import Span

LONGEST = 4000
"""Characters after which a sentence without any stop is cut, so that later steps stay linear."""

_CLOSING = "\"'”’»)]}›"
_OPENING = "\"'“‘«([{‹—–-¿¡`"
_BLANK = ("", " ", "\n")
_STOP = re.compile(r"[.!?…]+|[。．！？]+|[؟۔।॥]+")
_FULL_WIDTH = "。．！？"
_NEXT_WORD = re.compile(r"[\w.]+")
_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[\w'’-]{1,24}$")
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.'’-]*,? ){1,4}(?:said|says|asked|asks|told|wrote|added|replied|shouted|tweeted|cried|yelled)\b"
)
_ALWAYS_JOINED = frozenset(
    """mr mrs ms messrs mx dr prof rev fr sr hon pres gov lt col gen maj capt cpt cmdr cmdt adm brig sgt cpl pvt insp
    supt det sen rep reps sens atty st mt ft vs cf ca viz approx e.g i.e eg ie al no nos vol fig art sec pp ed eds dept
    est amb sec-gen spc pfc mgr msgr ayat sh""".split()
)
"""Titles and the like: what follows belongs to them."""
_MAY_END = frozenset(
    """u.s u.k u.n u.s.a e.u u.a.e d.c a.m p.m inc corp co ltd llc plc bros jr jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd ph.d b.a m.a m.d etc km mph ariz calif colo conn fla
    ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ala ark
    del n.y n.j n.c s.c n.h n.m n.d s.d w.va r.i cont govt intl assn""".split()
)
"""Abbreviations that stand at a sentence's end as well; a word that opens sentences decides."""
_JOINED_ABROAD = frozenset(
    "г гг им ул тыс млн млрд руб стр св проф акад обл вул ім тис грн bzw inkl mme mlle srta núm".split()
)
_MONTHS_ABROAD = frozenset("januar februar märz mai juni juli oktober dezember".split())
_NUMBERED = frozenset(["no", "nos", "art", "fig", "sec", "vol", "pp", "p", "ch"])
_STARTERS = frozenset(
    """the a an this that these those it he she they we i you there here in on at by for from with as after before since
    when while if but and so yet or however meanwhile although though despite according both some many most several no
    his her their its our my what who why how where now then also earlier later officials police authorities residents
    witnesses under over during among one two three all not only even such another other each last""".split()
)


def split(text: str) -> list[Span]:
    """The sentences in order, without the blanks around them; every character that is not blank lies in one."""
    spans: list[Span] = []
    start = 0
    for border in _borders(text):
        if border > start:
            spans += _trimmed(text, start, border)
            start = border
    spans += _trimmed(text, start, len(text))
    return spans


def _borders(text: str) -> Iterator[int]:
    stops = [border for match in _STOP.finditer(text) if (border := _after_stop(text, match)) is not None]
    yield from sorted({*stops, *line_borders(text)})


def _trimmed(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while stop - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield start, cut
        start = cut + (text[cut] == " ")
    if stop > start:
        yield start, stop


def _after_stop(text: str, match: re.Match[str]) -> int | None:
    """Where the sentence that this stop closes ends, quotes and brackets included; None where it closes none."""
    stop = match[0]
    end = match.end()
    spaced = match.start() > 0 and text[match.start() - 1] == " "
    end = _past_closing(text, end, spaced)
    if stop[0] in _FULL_WIDTH:
        return end
    if end < len(text) and not text[end].isspace():
        return None
    following = text[end : end + 60].lstrip()
    if not following:
        return end
    if spaced:
        return end if stop[0] != "…" and stop != "..." else None
    return end if _opens(text, match, end, following) else None


def _past_closing(text: str, end: int, spaced: bool) -> int:
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    if text.startswith("“", end) and text[end + 1 : end + 2] in _BLANK:  # „so“, or a quote closed the wrong way round
        end += 1
    if spaced and text.startswith((" ''", ' "\n', " ”"), end):
        end += 3 if text[end + 1] == "'" else 2
    return end


def _opens(text: str, match: re.Match[str], end: int, following: str) -> bool:
    """Whether what follows the stop begins a sentence."""
    quoted = end > match.end()
    bare = following.lstrip(_OPENING + " ")
    if not bare:
        return True
    if bare[0].islower():
        return False
    if quoted and match[0][-1] in "!?" and _SPEAKER.match(bare):
        return False
    if match[0] != "." or quoted:
        return True
    return not _abbreviated(text, match.start(), bare)


def _abbreviated(text: str, stop: int, following: str) -> bool:
    """Whether the full stop belongs to the word before it and no sentence ends here."""
    before = _BEFORE.search(text, max(0, stop - 30), stop)
    if before is None:
        return False
    word = before[0]
    known = word.lower()
    next_match = _NEXT_WORD.match(following)
    next_word = next_match[0].lower() if next_match else ""
    if known in _NUMBERED:
        return next_word[:1].isdigit()
    titled = known in _ALWAYS_JOINED and (word[0].isupper() or "." in word or known in {"vs", "eg", "ie", "cf", "ca"})
    if titled or known in _JOINED_ABROAD or (word.isdigit() and next_word in _MONTHS_ABROAD):
        return True
    if len(word) == 1 and word.isupper():
        return not (next_word in _STARTERS and len(next_word) > 1 and text[stop - 2 : stop - 1] not in {" ", ".", ""})
    if (known in _MAY_END and (word[0].isupper() or "." in word or known == "etc")) or _is_initials(word):
        return next_word not in _STARTERS
    return False


def _is_initials(word: str) -> bool:
    return len(word) > 2 and word[1] == "." and word.replace(".", "").isupper()
