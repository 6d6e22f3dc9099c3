"""The languages of which only names are told: what each is called, its script, and whose names it reads."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "|"
"""Stands behind a language's code or a script's in the keys of its names; no word of a text holds one."""

_TABLE = """
ar Arabic arab | fa Persian arab | ur Urdu arab | ps Pashto arab | ckb Kurdish arab
ru Russian cyrl | uk Ukrainian cyrl | be Belarusian cyrl | bg Bulgarian cyrl | sr Serbian cyrl | mk Macedonian cyrl
kk Kazakh cyrl | he Hebrew hebr | zh Chinese hani | ja Japanese hani | ko Korean hang | hi Hindi deva | bn Bengali beng
el Greek grek | hy Armenian armn | ka Georgian geor | th Thai thai | am Amharic ethi | ta Tamil taml
fr French latn | es Spanish latn | de German latn | pt Portuguese latn | it Italian latn | nl Dutch latn
pl Polish latn | tr Turkish latn | ro Romanian latn | sv Swedish latn | da Danish latn | no Norwegian latn
fi Finnish latn | cs Czech latn | sk Slovak latn | hu Hungarian latn | hr Croatian latn | id Indonesian latn
vi Vietnamese latn | sw Swahili latn | so Somali latn | ha Hausa latn | tl Filipino latn | az Azerbaijani latn
ku Kurdish latn
"""
_CASED = frozenset(["cyrl", "latn", "grek", "armn"])

_SHARED = {"latn": "", "cyrl": f"ru{MARK}"}

HOMES = {
    "ar": "EG SA SY IQ LB JO PS IL YE AE QA KW BH OM SD LY TN DZ MA MR SO DJ TD SS IR TR".split(),
    "fa": "IR AF TJ IQ AZ".split(),
    "ur": ["PK", "IN"],
    "he": "IL PS LB SY JO EG IR".split(),
    "zh": "CN TW HK MO SG".split(),
    "ja": ["JP"],
    "ko": ["KR", "KP"],
}
"""Countries whose smaller cities a text is expected to name, where several languages share the names of a script."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its ISO 639 code; `name` is English, `script` the small form of its ISO 15924 code."""

    code: str
    name: str
    script: str

    @property
    def cased(self) -> bool:
        """Whether names are told by their capitals."""
        return self.script in _CASED

    @property
    def marks(self) -> tuple[str, ...]:
        """What the keys of its names begin with: its own, then those it shares; the plain ones in Latin letters."""
        shared = _SHARED.get(self.script, self.script + MARK)
        return tuple(dict.fromkeys((self.code + MARK, shared))) if self.code != "uk" else (self.code + MARK,)


TONGUES = {
    code: Tongue(code, name, script)
    for code, name, script in (item.split() for item in _TABLE.replace("\n", "|").split("|") if item.strip())
}

SCRIPTS = frozenset(tongue.script for tongue in TONGUES.values())
MARKS = tuple(dict.fromkeys(mark for tongue in TONGUES.values() for mark in tongue.marks if mark))


def tongue_of(code: str) -> Tongue:
    """The language of a code; one that is not in the table counts as written in Latin letters."""
    return TONGUES.get(code) or Tongue(code, code, "latn")
