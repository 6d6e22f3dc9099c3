"""The language of a text, by its script, telling letters and commonest words; no model, a few microseconds a word.

A trained detector (py3langid) weighs 2 MB and a second of start for no gain at a news article's length.
"""

from __future__ import annotations

import re
from collections import Counter

from watchers.analysis import telling

_LETTERS = 6000
_LEAST_SHARE = 0.08
_FEWEST_ABROAD = 2
"""One common word of another language, or letters, stand in English headlines by chance: `Sagaing's Ye-U township`."""
_HEADLINE = 40
"""Words of a text so short that one may have to tell."""
_SURE = 1.5
"""How many times as many common words a text of another language than the declared one must have."""
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[str, str, float], ...] = (
    ("\u4e00-\u9fff\u3040-\u30ff", "zh", 3.0),
    ("\uac00-\ud7af", "ko", 2.0),
    ("\u05d0-\u05ff", "he", 1.2),
    ("\u0620-\u06ff", "ar", 1.2),
    ("\u0370-\u03ff", "el", 1.0),
    ("\u0400-\u04ff", "ru", 1.0),
    ("\u0900-\u097f", "hi", 1.0),
    ("\u0980-\u09ff", "bn", 1.0),
    ("\u0a00-\u0a7f", "pa", 1.0),
    ("\u0a80-\u0aff", "gu", 1.0),
    ("\u0b80-\u0bff", "ta", 1.0),
    ("\u0c00-\u0c7f", "te", 1.0),
    ("\u0d80-\u0dff", "si", 1.0),
    ("\u0e00-\u0e7f", "th", 1.0),
    ("\u0e80-\u0eff", "lo", 1.0),
    ("\u1000-\u109f", "my", 1.0),
    ("\u10a0-\u10ff", "ka", 1.0),
    ("\u0530-\u058f", "hy", 1.0),
    ("\u1200-\u137f", "am", 1.0),
    ("\u1780-\u17ff", "km", 1.0),
)
"""Letters, the language usual in them, and how many Latin letters one of them is worth."""
_BY_SCRIPT = tuple((re.compile(f"[{letters}]"), spoken, worth) for letters, spoken, worth in _SCRIPTS)
_KANA = re.compile("[\u3040-\u30ff]")
_TELLING: dict[str, tuple[tuple[str, str], ...]] = {
    "ar": (
        ("ڕێۆڵ", "ckb"),
        ("ټډړښځڅۍې", "ps"),
        ("ٹڈےں", "ur"),
        ("پچژگیک", "fa"),
        ("ةىأإيك", "ar"),
    ),
    "ru": (
        ("әқңұһ", "kk"),
        ("ѓќѕ", "mk"),
        ("ђћљњџј", "sr"),
        ("ў", "be"),
        ("іїєґ", "uk"),
        ("ыэё", "ru"),
    ),
}
"""Letters that a language has and few others of its script, the rarer first."""

_LISTS = {
    "en": "the of and to in a is that for on was with as by it at from he said are be have has not were this an but "
    "after over says amid his who will",
    "fr": "le la les de des du et en un une dans que qui pour sur au aux est par pas avec il ce se son sont plus a été "
    "selon après contre entre ont leur cette deux sa ses mais ne vers lors depuis sous "
    "attaque bombarde annonce accuse frappe frappes guerre armée russie syrie liban chine morts selon dit",
    "es": "el la los las de del y en un una que por para con se su al es lo como más no fue ha sus este entre pero "
    "a contra tras según sobre desde hasta han dos sin ante gobierno hacia está son muertos "
    "ataca bombardea anuncia acusa mata mueren guerra ejército rusia ucrania siria líbano ataque tropas dice",
    "de": "der die das und in den von zu mit dem des ein eine ist im auf für nicht sich auch es an als bei nach hat "
    "gegen vor über aus einen einem einer wird werden sind zum zur unter haben am um wegen bis "
    "greift trifft warnt meldet russland deutschland krieg angriff angriffe tote armee regierung droht syrien fordert",
    "pt": "o a os as de do da dos das e em um uma que para com não no na por se ao mais foi é seu sua são como pelo "
    "após contra nos nas pela sobre entre diz à ser está governo",
    "it": "il lo la i gli le di del della dei delle e in un una che per con non si da nel nella al alla è sono anche "
    "dopo contro sul sulla tra dall ha hanno dal",
    "nl": "de het een van en in is op te dat voor met die zijn niet aan er om ook als door bij naar uit heeft werd "
    "na tegen over tot wordt",
    "tr": "ve bir bu için ile de da olarak olan daha çok gibi ise en kadar sonra ancak ne var değil göre tarafından",
    "id": "yang dan di dari untuk dengan ini pada tidak itu dalam akan oleh ke juga telah adalah mereka sebagai bahwa",
    "sw": "ya wa na kwa katika ni za la kuwa hiyo huo hilo wake pia baada kama cha hii watu rais nchi amesema",
    "pl": "i w na z do się nie że jest to o jak po od za przez dla ale był oraz ma przy tym które który są",
    "sv": "och i att det som en på är av för med till den har de inte ett om från var men sig vid han hon också enligt "
    "när efter",
    "da": "og i at det er en til på som af for med den de har ikke et fra var men sig ved han hun også ifølge efter",
    "no": "og i å det er en til på som av for med den de har ikke et fra var men seg ved han hun også ifølge etter",
    "fi": "ja on ei se että oli myös mutta hän ovat kun mukaan kuin sen tai joka vuoden sekä jo vain",
    "cs": "a v se na je že s z do o to i za by ve pro jako ale po od jsou byl podle která které",
    "sk": "a v sa na je že s z do o to aj za by vo pre ako ale po od sú bol podľa ktoré ktorá",
    "hu": "a az és hogy nem is egy van meg el ez volt csak de már még ki mint azt szerint lesz",
    "ro": "și de în la a cu pe că o un din este pentru nu mai care au fost al sau ca prin după",
    "hr": "i u je na se da su za od s o koji nije će kako iz što ne bi ali kao te je bio",
    "so": "oo ka ku iyo in ay uu la waa ee ah si soo aan ayaa isagoo kuwaas dowladda sheegay",
    "ha": "da a na ta ya su wannan cewa kuma don ba shi ce ne an wata yi domin daga",
    "vi": "và của là có trong được cho các một không với người này đã những khi để về",
    "tl": "ang ng sa na mga at ay ni si para nang kay hindi ito siya may nito",
    "az": "və bu ilə bir üçün də olan edib ki da daha sonra görə həmin olaraq",
    "ku": "û li di de ku ji bi ew ev jî ya ye bo kir hat yên",
}
_COMMON = {spoken: frozenset(words.split()) for spoken, words in _LISTS.items()}
_SPEAKING = {
    word: tuple(spoken for spoken, common in _COMMON.items() if word in common)
    for word in frozenset().union(*_COMMON.values())
}
"""The languages of each common word."""
_ONLY_ENGLISH = _COMMON["en"].difference(*(words for spoken, words in _COMMON.items() if spoken != "en"))
_ARABIC_WORDS = {
    "fa": frozenset("و در به از که را با این آن است برای شد کرد تا یک های می بر پس دو شده".split()),
    "ar": frozenset("في من على إلى عن أن مع بعد قبل التي الذي بين هذا هذه قال خلال ضد كما".split()),
    "ur": frozenset("کے کی میں ہے کا سے نے اور کو پر ہیں کہ".split()),
}
_UKRAINIAN_ENDING = re.compile(r"[сцз]ьк(?:ий|а|ого|ому|им|е)\b|\w[ую]в(?:ся)?\b")
_UKRAINIAN = frozenset("та що щодо від із під й але вже ще".split())
_RUSSIAN = frozenset("и в с из на по что под к о об от для не как".split())
_BULGARIAN = frozenset("на и от се в за е да са че по при като след".split())
_FRENCH = re.compile(r"\b(?:[lnsj]|[Qq]u)['’][a-zéèêâhîœ]{3}", re.IGNORECASE)
_OTHER_LETTERS = re.compile("[\u0370-\u1dff\u2c00-\ua71f\ua800-\uffff\U00010000-\U0010ffff]")
"""Letters that are not Latin, and what stands between them."""
_LATIN_LETTERS = {
    "es": "ñ¿¡áóí", "de": "ßäü", "fr": "çœèêàùî", "pt": "ãõçáóí", "pl": "łąęśżź", "tr": "ğış", "cs": "řůě", "hu": "őű",
    "ro": "țșă", "sv": "å", "da": "ø", "vi": "ươđ",
}  # fmt: skip


def spoken(declared: str | None, text: str) -> str | None:
    """The language of a document; one it declares is not believed where script or words plainly contradict."""
    found = detect(text)
    if declared is None or found is None or found == declared:
        return declared or found
    by_script = _by_script(text[:_LETTERS])
    if by_script is not None:
        return found
    tally = _tally(_words(text[:_LETTERS]))
    if declared not in tally:
        return declared if declared in _ALIKE else found
    return found if tally[found] > max(5.0, _SURE * tally[declared]) else declared


_ALIKE = frozenset(["nb", "nn", "ca", "gl", "et", "lv", "lt", "sl", "bs", "sq", "af", "ms", "eu", "ga", "mt", "is"])
"""Languages in Latin letters that are not told here, but may be declared."""


def detect(text: str) -> str | None:
    """ISO 639-1, or None where the text is too short or strange to tell."""
    sample = text[:_LETTERS]
    by_script = _by_script(sample)
    if by_script is not None:
        return _sibling(sample, by_script)
    return _by_common_words(_words(sample), sample)


def _words(sample: str) -> list[str]:
    """Small; acronyms are left out of a text that is not all in capitals: `UN` is no article."""
    words = _WORD.findall(sample)
    if not sample.isupper():
        words = [word for word in words if len(word) == 1 or not word.isupper()]
    return [word.casefold() for word in words]


def _by_script(sample: str) -> str | None:
    """The language usual in the script that most of a text is written in; None for Latin letters, or for none."""
    if sample.isascii() or not _OTHER_LETTERS.search(sample):
        return None
    weighed = {spoken: worth * len(script.findall(sample)) for script, spoken, worth in _BY_SCRIPT}
    best = max(weighed, key=lambda spoken: weighed[spoken])
    latin = sum(c.isalpha() for c in sample) - sum(len(script.findall(sample)) for script, _, _ in _BY_SCRIPT)
    return best if weighed[best] > max(latin, 0.0) else None


def _sibling(sample: str, spoken: str) -> str:
    """Of the languages of a script the one whose own letters, or whose commonest words, the text has."""
    if spoken == "zh":
        return "ja" if len(_KANA.findall(sample)) * 10 > len(sample.strip()) * 0.8 else "zh"
    telling = _TELLING.get(spoken)
    if telling is None:
        return spoken
    lowered = sample.casefold()
    counts = {other: sum(map(lowered.count, letters)) for letters, other in telling}
    if spoken == "ar":
        return _arabic(counts, lowered)
    if counts["uk"] and not counts["be"]:
        counts["uk"] *= 2
    best = max(counts, key=lambda other: counts[other])
    if not counts[best]:
        return _without_letters(lowered)
    return "bg" if best == "ru" and counts["ru"] == 0 else best


def _without_letters(lowered: str) -> str:
    """Cyrillic without any letter that tells: Ukrainian by its endings and small words, Bulgarian by its own."""
    words = _WORD.findall(lowered)
    if _UKRAINIAN_ENDING.search(lowered) or sum(w in _UKRAINIAN for w in words) > sum(w in _RUSSIAN for w in words):
        return "uk"
    bulgarian = sum(word in _BULGARIAN for word in words) + lowered.count("ъ")
    return "bg" if bulgarian * 4 > len(words) and lowered.count("ъ") else "ru"


def _arabic(counts: dict[str, int], lowered: str) -> str:
    rarer = max(("ckb", "ps", "ur"), key=lambda other: counts[other])
    words = Counter(_WORD.findall(lowered))
    if counts[rarer] * 40 > len(lowered):
        return rarer
    votes = {other: sum(words[w] for w in common) * 2 for other, common in _ARABIC_WORDS.items() if other != "ur"}
    votes["fa"] += counts["fa"]
    votes["ar"] += counts["ar"] + sum(n for word, n in words.items() if word.startswith("ال") and len(word) > 4)
    return "fa" if votes["fa"] > votes["ar"] else "ar"


def _tally(words: list[str]) -> Counter[str]:
    tally = Counter(dict.fromkeys(_COMMON, 0))
    for word, count in Counter(words).items():
        for spoken in _SPEAKING.get(word, ()):
            tally[spoken] += count
    return tally


def _by_common_words(words: list[str], sample: str) -> str | None:
    """Words that only one language has, and its letters, settle what the common words leave open."""
    if not words:
        return None
    tally = _tally(words)
    tally["fr"] += len(_FRENCH.findall(sample))
    if not sample.isascii():
        lowered = sample.casefold()
        for spoken, letters in _LATIN_LETTERS.items():
            if tally[spoken]:
                tally[spoken] += min(len(words) // 4 + 1, 2 * sum(map(lowered.count, letters)))
    (best, most), (_, second) = tally.most_common(2)
    fewest = _FEWEST_ABROAD if best in {"fr", "es", "de"} else _FEWEST_ABROAD + 1
    told = best == "en" or (
        most >= fewest and any(len(w) > 1 and w in _COMMON[best] and w not in _COMMON["en"] for w in words)
    )
    if told and most > second and most >= max(1, _LEAST_SHARE * len(words)):
        return best
    return telling.told(words, sample) if len(words) <= _HEADLINE and not _english(words) else None


def _english(words: list[str]) -> bool:
    """Whether a word stands there that is common in English and in no other language."""
    return any(word in _ONLY_ENGLISH for word in words)
