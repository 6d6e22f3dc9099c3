"""Texts that no newsroom writes and every wire brings some day, as long as they are wanted."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from itertools import cycle, islice

_PROSE = """Officials in Khartoum said on Tuesday that the army had shelled two villages near Kosti, killing nine
people. Residents fled towards the Ethiopian border, according to Reuters. The government denied it. Russia and Egypt
called for talks between the generals, while rebels led by Idris Kolokamara, a former governor, reportedly took
the bridge."""
_SCRIPTS = """Khartoum القاهرة Москва 北京 서울 दिल्ली Αθήνα ירושלים Ереван ไทย the army said in Київ on יום 月 Kyiv
attacked مدينة बम Дамаск.""".split()
_ROWS = "| {0:5} | {1:8.2f} | {2:5} | {3} |"


def prose(length: int) -> str:
    """News in sentences and paragraphs."""
    return _filled(cycle(_PROSE.replace("\n", " ").split(" ")), length, breaks=60)


def shouted(length: int) -> str:
    """The same in capitals."""
    return prose(length).upper()


def unbroken(length: int) -> str:
    """One word."""
    return "".join(random.Random(1).choices(string.ascii_letters, k=length))


def capitals(length: int) -> str:
    """Capitalised words that mean nothing, without a stop."""
    chance = random.Random(2)
    return _filled(iter(lambda: "".join(chance.choices(string.ascii_lowercase, k=6)).capitalize(), ""), length)


def initials(length: int) -> str:
    """Single capital letters."""
    chance = random.Random(3)
    return _filled(iter(lambda: chance.choice(string.ascii_uppercase), ""), length)


def names(length: int) -> str:
    """One sentence that never ends, of names the lexicon knows."""
    return _filled(cycle("Khartoum Syria Ivan Petrov Hezbollah Paris Jordan Russian army Goma".split()), length)


def scripts(length: int) -> str:
    """Eleven scripts in one sentence."""
    return _filled(cycle(_SCRIPTS), length)


def noise(length: int) -> str:
    """What a scanner makes of a bad photocopy."""
    chance = random.Random(4)
    letters = string.ascii_letters + "0123456789|l1I0O.,;'~^*"
    return _filled(iter(lambda: "".join(chance.choices(letters, k=chance.randint(1, 9))), ""), length)


def table(length: int) -> str:
    """Rows of numbers."""
    chance = random.Random(5)
    rows = iter(lambda: _ROWS.format(*(chance.randint(0, 9999) for _ in range(3)), chance.randint(1, 99)), "")
    return _filled(rows, length, breaks=1)


def quotes(length: int) -> str:
    """Quotation marks that open and never close."""
    return ("“" * 3 + "\"'« ") * (length // 7)


def brackets(length: int) -> str:
    """Brackets that open and never close."""
    return "([{( " * (length // 5)


def stops(length: int) -> str:
    """Full stops, dashes and ellipses."""
    return ". … -- ! " * (length // 9)


def said(length: int) -> str:
    """A sentence of sources and cues without an end."""
    words = "officials said that the army said Reuters reported according to rebels who said"
    return _filled(cycle(words.split()), length)


def lines(length: int) -> str:
    """An empty line after each letter."""
    return "a\n\n" * (length // 3)


def people(length: int) -> str:
    """A new person in each sentence, and a town nobody knows."""
    chance = random.Random(6)

    def one() -> str:
        first, last, town = ("".join(chance.choices(string.ascii_lowercase, k=7)).capitalize() for _ in range(3))
        return f"President Ivan {last} met {first} {last}, an official in the town of {town}. {last} left."

    return _filled(iter(one, ""), length)


def commas(length: int) -> str:
    """One list of places."""
    return _filled(cycle("Syria, Paris, Texas, Jordan, Georgia, Goma, Kyiv, Mali,".split()), length)


def hyphens(length: int) -> str:
    """One chain of countries."""
    return ("Iran-Iraq-Syria-" * (length // 16))[:length]


def attacks(length: int) -> str:
    """A sentence of violence without an end."""
    words = "Russia attacked Syria and killed rebels who shelled Kyiv after Iran struck by"
    return _filled(cycle(words.split()), length)


KINDS: dict[str, Callable[[int], str]] = {
    "news prose": prose,
    "in capitals": shouted,
    "no spaces": unbroken,
    "capitalised words": capitals,
    "single letters": initials,
    "names without end": names,
    "cues without end": said,
    "attacks without end": attacks,
    "lists without end": commas,
    "hyphens without end": hyphens,
    "people nobody knows": people,
    "mixed scripts": scripts,
    "scanner's noise": noise,
    "rows of a table": table,
    "quotation marks": quotes,
    "brackets": brackets,
    "stops": stops,
    "empty lines": lines,
}
"""What each kind is called, and how a text of a length in characters is made; always the same."""


def _filled(words: Iterator[str], length: int, breaks: int = 0) -> str:
    """Words until they are long enough; a paragraph or row ends after so many."""
    parts: list[str] = []
    size = count = 0
    while size < length:
        some = list(islice(words, breaks or 1000))
        parts.append(" ".join(some))
        size += len(parts[-1]) + 1
        count += 1
    joint = "\n" if breaks == 1 else "\n\n" if breaks else " "
    return joint.join(parts)[:length]
