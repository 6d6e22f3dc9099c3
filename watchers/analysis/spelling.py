"""Keys by which names are looked up: one name, many spellings.

Four keys a name, from strict to loose: `key` (case, marks, apostrophes), `article_key` (al, el, ash … are one, and none
in front), `headless_key` (without Mazra'at, Tell, Jabal …), `folded_key` (transliterations meet: Qamishli, Kamishly).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "a",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "ʹ": "", "ʺ": "",
        "′": "", ".": "", '"': "", "״": "", "׳": "", "“": "", "”": "",
        "ـ": "", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا",
        "ء": "",
    }
)  # fmt: skip
_ARTICLES = frozenset("al el ad ed ar er as es ash esh at et az ez an en ath eth adh edh ul".split())
_HEADS = frozenset(
    """mazraat mazraa mazrat mazra kafr kafar kufr kafer tell tall tal tel jabal jebel djebel jabel gebel wadi wadei
    khirbat khirbet kherbet khan qaryat qaryah karyat madinat medinat nahiyat hayy hay mukhayyam mukhayyim ayn ain
    ein bir qasr kasr qalat qalaat qala shahr deh ouadi oued""".split()
)
_GLUED = re.compile(r"(?:[ae]l(?=[^aeiou]{1,2}[aeiou])|[ae](sh|th|dh|[zsdrnt])(?=\1))(?=\w{3})")
_FOLDS = (
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"tch|ch|dj|zh|j"), "g"),
    (re.compile(r"([gdts])h"), r"\1"),
    (re.compile(r"ck|q|c"), "k"),
    (re.compile(r"a[iyeuwo](?![aeiou])"), "i"),
    (re.compile(r"[eiouyw]+"), "i"),
    (re.compile(r"v"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Casefolded, without marks, apostrophes and stops: `Sanaʽa` → `sanaa`, `U.S.` → `us`; Arabic in one form."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "").replace(".", "")
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(_LETTERS)


def is_article(word_key: str) -> bool:
    """Whether a key is the Arabic article in one of its spellings."""
    return word_key in _ARTICLES


@lru_cache(maxsize=65536)
def article_key(name_key: str) -> str:
    """Each spelling of the article as `al`, and none in front: `deir ez zor` → `deir al zor`, `al bab` → `bab`."""
    words = name_key.split(" ")
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join("al" if word in _ARTICLES else word for word in words)


@lru_cache(maxsize=65536)
def folded_key(name_key: str) -> str:
    """The words folded, without articles or blanks: `deir ezzor`, `dayr az zawr` → `dirzir`."""
    words = [word for word in name_key.split(" ") if word not in _ARTICLES] or name_key.split(" ")
    return "".join(_fold(word) for word in words)


@lru_cache(maxsize=65536)
def headless_key(name_key: str) -> str | None:
    """What follows a head noun: `mazraat bayt jinn` → `bayt jinn`; None where there is no head or nothing else."""
    head, _, rest = name_key.partition(" ")
    return rest if rest and head in _HEADS else None


def _fold(word: str) -> str:
    if not word.isascii():
        return word
    word = _GLUED.sub("", word, count=1) if _GLUED.match(word) else word
    folded = word[:-2] if len(word) > 4 and word.endswith(("ah", "eh")) else word.rstrip("h") or word
    for pattern, replacement in _FOLDS:
        folded = pattern.sub(replacement, folded)
    return folded[:-1] if len(folded) > 3 and folded[-1] in "ai" else folded
