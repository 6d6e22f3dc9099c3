"""Words, endings and letters by which one alone a headline in Latin letters tells its language: `Trump trifft Putin`.

None is an English word or a name that English news write; what two languages share tells for both, so for neither.
"""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "de": "trifft sagt sagte sagten teilt teilte werde wurde wurden worden fordert warnt droht kritisiert "
    "verurteilt verklagt meldet meldete erklärt kündigt bleibt reist kommt geht stirbt sterben getötet "
    "verletzt greift schießt stoppt lehnt weist ruft setzt stellt verlangt beschließt billigt verhängt "
    "einigen einigt telefoniert besucht empfängt angriff angriffe luftangriff drohnenangriff krieg "
    "waffenruhe truppen soldaten verletzte regierung außenminister kanzler bundesregierung bundeswehr "
    "bundestag kreml gespräche verhandlungen sanktionen und nicht gegen über zwischen wegen russland "
    "deutschland frankreich ungarn polen türkei syrien ägypten jemen libanon brüssel moskau kiew peking "
    "warschau litauen lettland rumänien schweden norwegen österreich schweiz bulgarien serbien georgien "
    "nahost gazastreifen westjordanland selenskyj netanjahu lawrow pläne streit",
    "fr": "annonce rencontre appelle reçoit dénonce frappe frappes attaque bombarde tue tués morts blessés "
    "guerre trêve cessez otages armée gouvernement ministre président étrangères réunit rejette soutenir "
    "avec sans après selon entre dans russie syrie liban chine allemagne états égypte moscou pékin "
    "bruxelles ukrainien ukrainienne israël israélienne israélien élysée poutine téhéran beyrouth",
    "es": "anuncia acusa reúne viaja llama condena amenaza recibe denuncia pide niega exige ordena ataca "
    "bombardea mueren muertos heridos guerra tregua rehenes ejército gobierno ministro según tras entre "
    "rusia siria líbano alemania ucrania moscú pekín bruselas teherán israelí ruso rusos ucraniano jefe "
    "estados unidos elecciones y con para sobre desde hacia nuevo nueva",
    "pt": "anuncia acusa encontra reúne visita ataca mortos feridos guerra trégua reféns exército governo "
    "ministro após rússia síria líbano alemanha ucrânia moscovo pequim bruxelas teerã teerão israelense "
    "israelita russo e não eleições",
    "it": "annuncia accusa incontra vede visita attacca uccide morti feriti guerra tregua ostaggi esercito "
    "governo ministro dopo germania ucraina pechino israeliano russo russi elezioni colloqui minaccia e "
    "con per sulla contro cina",
    "nl": "ontmoet zegt zei aanval aanvallen oorlog doden gewonden regering rusland duitsland oekraïne poetin "
    "syrië niet tegen tussen wordt moskou",
    "pl": "spotka spotkał atak wojna zabitych rannych rząd armia prezydent rosja niemcy ukraina ukrainie moskwa "
    "moskwie kijów kijowie nie oraz przeciw",
    "tr": "görüştü görüşecek açıkladı saldırı saldırdı savaş ateşkes ölü yaralı hükümet ordusu rusya almanya "
    "ukrayna suriye lübnan moskova cumhurbaşkanı dışişleri bakanı ile",
}
_ENDINGS = {
    "de": r"\w{4,}(?:keit|heit|schaft|ungen|minister(?:ium|in)|präsident(?:in|en)?|kommission|streitkräfte|gipfel)",
    "fr": r"\w{3,}(?:ées?|ères?)",
    "es": r"\w{3,}(?:ción|ciones|siones|[rl]idad|eños?)",
    "pt": r"\w{3,}(?:ção|ções|ão|ões|dade)",
    "it": r"\w{3,}(?:zione|zioni|mento)",
    "pl": r"\w{3,}(?:ość|ski[em]go|cję|ów)",
}
_LETTERS = {"de": "ßäöü", "fr": "êèœçëîà", "es": "ñ¿¡", "pt": "ãõ", "pl": "łąęśżź", "tr": "ğışü", "it": "ìòù", "nl": ""}
_LISTS = {spoken: frozenset(words.split()) for spoken, words in _WORDS.items()}
_BY_ENDING = {spoken: re.compile(rf"\b(?:{ending})\b") for spoken, ending in _ENDINGS.items()}
_ALONE = re.compile(r"(?<!\w)(?:à|où|ça)(?!\w)")
"""Short French words that need no second witness."""


def told(words: list[str], sample: str) -> str | None:
    """The one language that a short text's words, endings and letters speak for; None where none or two do."""
    lowered = sample.casefold()
    tally: Counter[str] = Counter()
    for spoken, known in _LISTS.items():
        clear = 2 * sum(word in known for word in words)
        ending = _BY_ENDING.get(spoken)
        clear += 2 * len(ending.findall(lowered)) if ending else 0
        tally[spoken] = clear + (any(letter in lowered for letter in _LETTERS[spoken]) if clear else 0)
    tally["fr"] += 2 * len(_ALONE.findall(lowered))
    (best, most), (_, second) = tally.most_common(2)
    return best if most > second else None
