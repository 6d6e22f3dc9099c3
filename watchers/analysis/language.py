"""The language of a text, by its script and its commonest words; no model, a few microseconds a word.

A trained detector (py3langid) weighs 2 MB and a second of start for no gain at a news article's length.
"""

from __future__ import annotations

import re
from collections import Counter

_LETTERS = 6000
_LEAST_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("\u3040-\u30ff", "ja"),
    ("\uac00-\ud7af", "ko"),
    ("\u4e00-\u9fff", "zh"),
    ("\u0590-\u05ff", "he"),
    ("\u0600-\u06ff", "ar"),
    ("\u0370-\u03ff", "el"),
    ("\u0400-\u04ff", "ru"),
    ("\u0900-\u097f", "hi"),
    ("\u0980-\u09ff", "bn"),
    ("\u0a00-\u0a7f", "pa"),
    ("\u0a80-\u0aff", "gu"),
    ("\u0b80-\u0bff", "ta"),
    ("\u0c00-\u0c7f", "te"),
    ("\u0d80-\u0dff", "si"),
    ("\u0e00-\u0e7f", "th"),
    ("\u0e80-\u0eff", "lo"),
    ("\u1000-\u109f", "my"),
    ("\u10a0-\u10ff", "ka"),
    ("\u0530-\u058f", "hy"),
    ("\u1200-\u137f", "am"),
    ("\u1780-\u17ff", "km"),
)
_BY_SCRIPT = tuple((re.compile(f"[{letters}]"), spoken) for letters, spoken in _SCRIPTS)
_TELLING: dict[str, tuple[tuple[str, str], ...]] = {
    "ar": (("\u0679\u0688\u06d2", "ur"), ("\u067e\u06af\u0686\u06cc", "fa")),
    "ru": (("\u0456\u0457\u0454\u0491", "uk"), ("\u045e", "be"), ("\u0452\u045b\u045f", "sr")),
}
"""Letters that a language has and the others of its script have not."""

_LISTS = {
    "en": "the of and to in a is that for on was with as by it at from he said are be has have not were this an but",
    "fr": "le la les de des du et en un une dans que qui pour sur au aux est par pas avec il ce se son sont plus a été",
    "es": "el la los las de del y en un una que por para con se su al es lo como más no fue ha sus este entre pero",
    "de": "der die das und in den von zu mit dem des ein eine ist im auf für nicht sich auch es an als bei nach hat",
    "pt": "o a os as de do da dos das e em um uma que para com não no na por se ao mais foi é seu sua são como pelo",
    "it": "il lo la i gli le di del della dei delle e in un una che per con non si da nel nella al alla è sono anche",
    "nl": "de het een van en in is op te dat voor met die zijn niet aan er om ook als door bij naar uit heeft werd",
    "tr": "ve bir bu için ile de da olarak olan daha çok gibi ise en kadar sonra ancak ne var değil göre tarafından",
    "id": "yang dan di dari untuk dengan ini pada tidak itu dalam akan oleh ke juga telah adalah mereka sebagai bahwa",
    "sw": "ya wa na kwa katika ni za la kuwa hiyo huo hilo wake pia baada kama cha hii watu rais nchi amesema",
    "pl": "i w na z do się nie że jest to o jak po od za przez dla ale był oraz ma przy tym które który są",
    "sv": "och i att det som en på är av för med den till inte har ett om från de han var men sig",
    "da": "og i at det er en til på som af for med den de ikke har et der fra om han var blev også",
    "no": "og i det er som på til en av for at med har de ikke den et om fra var han ble men også etter",
    "fi": "ja on ei se että oli myös mutta hän ovat kun mukaan kuin sen tai joka vuoden sekä jo vain",
    "cs": "a v se na je že s z do o to i za by ve pro jako ale po od jsou byl podle které která",
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


def detect(text: str) -> str | None:
    """ISO 639-1, or None where the text is too short or strange to tell."""
    sample = text[:_LETTERS]
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    if not letters:
        return None
    for script, spoken in _BY_SCRIPT:
        count = len(script.findall(sample))
        if count > (0.1 if spoken == "ja" else 0.4) * letters:
            return _sibling(sample, spoken)
    return _by_common_words(words)


def _sibling(sample: str, spoken: str) -> str:
    telling = _TELLING.get(spoken, ())
    return next((other for letters, other in telling if sum(map(sample.count, letters)) * 200 > len(sample)), spoken)


def _by_common_words(words: list[str]) -> str | None:
    counts = Counter(words)
    tally = Counter({spoken: sum(counts[word] for word in common) for spoken, common in _COMMON.items()})
    best = tally.most_common(2)
    if best[0][1] < max(1, _LEAST_SHARE * len(words)):
        return None
    return None if best[0][1] == best[1][1] else best[0][0]
