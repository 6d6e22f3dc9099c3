"""The cases of names: how Russian, Ukrainian and German bend them, and the forms of words for what is of a country.

Regular endings only; a few forms that nobody writes come along and harm nothing. Irregular ones stand in the TOML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Cases = tuple[tuple[str, ...], ...]
"""The forms of a word in the genitive, dative, accusative, instrumental and prepositional."""

_HISSING = "гкхжчшщ"
_RUSSIAN: tuple[tuple[str, str], ...] = (
    (r"(?<=[сцн]к)ая|(?<=н)ая|(?<=в)ая", "ой ой ую ой ой"),
    (r"яя", "ей ей юю ей ей"),
    (r"(?<=[гкх])ий|(?<=[нвртл])ый|ой", "ого ому ого,- ым,им ом"),
    (r"(?<=н)ий", "его ему ий,его им ем"),
    (r"(?<=[нвртл])ые|(?<=[гкх])ие", "ых,их ым,им - ыми,ими ых,их"),
    (r"(?<=[нвр])ое|(?<=к)ое", "ого ому - ым,им ом"),
    (r"ия", "ии ии ию ией ии"),
    (r"я", "и е ю ей е"),
    (rf"(?<=[{_HISSING}])а", "и е у ой,ей е"),
    (r"(?<=ц)а", "ы е у ей е"),
    (r"а", "ы е у ой е"),
    (r"ь", "и,я и,ю -,я ью,ем и,е"),
    (r"й", "я ю я,- ем е"),
    (r"(?<=[оеи][вн])о", "а у - ом е"),
    (r"ы", "-,ов ам ы ами ах"),
    (r"и", "-,ей ам и ами ах"),
    (r"(?<=[жшчщц])", "а у а,- ем,ом е"),
    (r"(?<=[бвгдзклмнпрстфх])", "а у а,- ом,ым е"),
)
_UKRAINIAN: tuple[tuple[str, str], ...] = (
    (r"(?<=[сцн]ьк)а|(?<=вн)а", "ої,и ій,і у ою ій,і"),
    (r"(?<=[сцз]ьк)ий|(?<=н)ий", "ого ому ого,- им ому"),
    (r"(?<=н)і|(?<=[сцз]ьк)і", "их,ів им,ям і ими,ями их,ях"),
    (r"(?<=вн)е|(?<=[сц]ьк)е", "ого ому - им ому"),
    (r"ія", "ії ії ію ією ії"),
    (r"(?<=[аеоу])я", "ї ї ю єю ї"),
    (r"я", "і і ю ею і"),
    (r"ка", "ки ці ку кою ці"),
    (r"га", "ги зі гу гою зі"),
    (r"ха", "хи сі ху хою сі"),
    (r"(?<=[жшчщц])а", "і,и і у ею і"),
    (r"а", "и і у ою і"),
    (r"їв", "єва єву єва,їв євом єві"),
    (r"ів", "ова,ева ову,еву ова,ева,ів овом,евом ові,еві"),
    (r"піль", "поля полю піль полем полі"),
    (r"ь", "я,і ю,і -,я ем,ю і"),
    (r"(?<=[аеиоі])й", "я,ю ю,єві й,я єм ї,ю"),
    (r"и", "-,ів ам и ами ах"),
    (r"і", "ів,- ам,ям і ами,ями ах,ях"),
    (r"(?<=[ео])о", "- - - - -"),
    (r"(?<=[жшчщц])", "а,у у,еві -,а ем і"),
    (r"(?<=[бвгдзклмнпрстфх])", "а,у у,ові -,а ом,им і,ові,у"),
)
_BENT = {
    code: tuple((re.compile(f"(?:{ending})$"), endings.split()) for ending, endings in table)
    for code, table in (("ru", _RUSSIAN), ("uk", _UKRAINIAN))
}
_SPACE = re.compile(r"([ -])")
_ADJECTIVES: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (
        (r"(?<=[гкх])ий", "ий ая ое ие ого ому им ом ую ой их ими"),
        (r"ый|ой", "ый ой ая ое ые ого ому ым ом ую ой ых ыми"),
        (r"ец", "ец ца цу цем цы цев цам цами цах"),
        (r"ин", "ин ина ину ином ы ин ам ами ах"),
    ),
    "uk": (
        (r"ий", "ий а е і ого ому им ої ій у ою их ими"),
        (r"ець", "ець ця цю цем ці ців цям цями цях"),
    ),
    "de": (
        (r"(?<=isch)|(?<=deutsch)", ",e,er,es,en,em"),
        (r"(?<=r)", ",n,s,in,innen"),
        (r"e", "e,en"),
    ),
    "fr": (
        (r"ien", "ien,ienne,iens,iennes"),
        (r"éen", "éen,éenne,éens,éennes"),
        (r"on", "on,onne,ons,onnes"),
        (r"(?<=s)", ",e,es"),
        (r"e", "e,es"),
        (r"c", "c,que,cs,ques"),
        (r"", ",e,s,es"),
    ),
    "es": (
        (r"o", "o,a,os,as"),
        (r"és", "és,esa,eses,esas"),
        (r"(?<=[íú])", ",es,s"),
        (r"án", "án,ana,anes,anas"),
        (r"(?<=[ol])", ",es,a,as"),
        (r"", ",s"),
    ),
    "ar": (
        (r"ي", "ي,ية,يا,يون,يين,يان,يتين,يتان,يات"),
        (r"", ","),
    ),
    "he": (
        (r"י", "י,ית,ים,יים,יות"),
        (r"", ","),
    ),
}  # fmt: skip


def cases(name: str, code: str) -> Iterable[str]:
    """The forms of a name besides the name itself."""
    if code == "de":
        return [] if name[-1] in "sxzß" or not name[-1].isalpha() or name.isupper() else [f"{name}s"]
    if code not in _BENT or name.isupper() or len(name) < 3:
        return []
    parts = _SPACE.split(name)
    if len(parts) == 1:
        return {form for case in _bent(name, code) for form in case} - {name}
    return _together(parts, code) - {name}


def belonging(word: str, code: str) -> Iterable[str]:
    """The genders, numbers and cases of an adjective or of a word for someone of a country."""
    for ending, endings in _ADJECTIVES.get(code, ()):
        match = re.search(f"(?:{ending})$", word)
        if match:
            stem = word[: match.start()]
            bent = {stem + new for new in (endings.split(",") if "," in endings else endings.split())}
            return bent | {f"ال{form}" for form in bent} if code == "ar" and not word.startswith("ال") else bent
    return {word}


def _bent(word: str, code: str) -> Cases:
    if word.islower() or len(word) < 3:
        return ((word,),) * 5
    for ending, endings in _BENT[code]:
        match = ending.search(word)
        if match:
            stem = word[: match.start()]
            return tuple(tuple(_ended(word, stem, new) for new in case.split(",")) for case in endings)
    return ((word,),) * 5


def _ended(word: str, stem: str, new: str) -> str:
    """`-` stands for no ending in a plural, for the word as it is elsewhere."""
    if new == "-":
        return stem if word[len(stem) :] in {"ы", "и", "і"} else word
    return stem + new


def _together(parts: list[str], code: str) -> set[str]:
    """A name of several words, all in one case; of hyphenated towns the last bends, or the first before `на`."""
    words, links = parts[::2], parts[1::2]
    bending = [_bent(word, code) for word in words]
    if "-" in links and len(words) > 2:
        return {"-".join([form, *words[1:]]) for case in bending[0] for form in case} if links else set()
    if links == ["-"]:
        return {f"{words[0]}-{form}" for case in bending[1] for form in case}
    found: set[str] = set()
    for number in range(5):
        stems = [""]
        for at, bent in enumerate(bending):
            link = links[at] if at < len(links) else ""
            stems = [stem + form + link for stem in stems for form in bent[number]][:24]
        found |= set(stems)
    return found
