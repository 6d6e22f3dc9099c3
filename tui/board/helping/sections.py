"""The help as data: a section for each place where keys go, the marks, the filter language, the mouse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tui.board.keys import DIGITS, Key, Keyring, Place, faces
from tui.board.keys.places import TOLD
from watchers.filters import vocabulary

MARKS = (
    ("●", "accent", "unread"),
    ("−", "bad", "left out by the filter"),
    ("▲4×", "warn", "so many times the usual of this hour, in the last 2 hours; w there tells the rule"),
    ("◆ ◇ ● ○", "event", "conflict in deeds and in words, cooperation in deeds and in words"),
    ("★", "star", "starred"),
    ("!!! !! !", "bad", "flash, bulletin, urgent: the provider's urgency 1, 2 and 3"),
    ("✖ killed", "bad", "killed by its provider, its headline struck through: kept, and not to be used"),
    ("✖ withheld", "bad", "withheld by its provider: not to be used yet"),
    ("⧗ 2 h 13 min", "warn", "embargoed for so long: until then only its row is shown"),
    ("↻2", "warn", "there are two versions of it; {compare} tells what changed"),
    ("corrected", "warn", "its provider corrected it; corr on a narrow screen"),
    ("advisory", "dim", "a note to editors, not a story; adv on a narrow screen"),
    ("✝gone", "faint", "the file is no longer there; the archive keeps it"),
    ("⊘", "warn", "a muted source: its documents are kept, and not shown; {muted} shows them"),
    ("‖", "dim", "a paused feed"),
    ("◦ found", "faint", "in a picker: no lexicon knows it; {promote} adds it to yours"),
    ("attack?", "event", "an event that is alleged, reported or denied, not told as fact"),
    ("▌", "accent", "in the filter, or under the cursor"),
    ("┃", "accent", "selected by v or V: the next verb goes for all of these"),
    ("3 copies", "faint", "so many documents repeat its text; C shows all that tell its story"),
    ("▲ 12 new", "warn", "above this line of the wire is what came in since you looked last"),
)
MOUSE = (
    ("click", "puts the cursor on a line; in tallies, regions, palette and footer it does what Enter does"),
    ("twice", "opens the document, takes the line of a list, filters by a cell of the matrix"),
    ("▸ ▾", "in the regions opens and closes what lies there"),
    ("wheel", "scrolls what is under it; on the map it goes closer and away"),
    ("drag", "on the timeline filters by a stretch of it; moves the map"),
    ("✕", "on a term of the filter takes the term away"),
    ("edge", "dragged, it makes a panel wider or higher"),
)
LANGUAGE = (
    ("word word", "both stand in title or text"),
    ('"cease fire"', "a phrase, word by word"),
    ("bomb*", "how a word begins"),
    ("key:value", "a tag, a time, a state; what keys there are stands below"),
    ("key:a,b", "either of them"),
    ("key:=value", "itself only, without what belongs to it or lies in it"),
    ("-term", "leaves out what it matches"),
    ("a OR b", "either; ( ) holds together what belongs together"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the help; `also` is searched, not shown. `key` is one that a click can do."""

    shown: str
    said: str
    ink: str = "key"
    also: str = ""
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """`here` are those of the place where one is."""

    heading: str
    items: tuple[Item, ...]
    here: bool = False


def sections(keyring: Keyring, here: Sequence[Place]) -> list[Section]:
    """The present place first, then what is everywhere, then the others in their order."""
    order = dict.fromkeys([*here, "everywhere", *TOLD])
    of_keys = [Section(TOLD[place], tuple(_keys(keyring, place)), place in here) for place in order if place in TOLD]
    return [
        *(section for section in of_keys if section.items),
        Section("The marks", tuple(Item(mark, keyring.told(said), ink) for mark, ink, said in MARKS)),
        Section("The mouse", tuple(Item(deed, said) for deed, said in MOUSE)),
        Section("The filter language", tuple(Item(form, said) for form, said in LANGUAGE)),
        Section("Its keys", tuple(Item(f"{key}:", said) for key, said in vocabulary.KEYS.items())),
    ]


def narrowed(found: Sequence[Section], typed: str) -> list[Section]:
    """What has every word that is typed; first of all what is just that key."""
    exact, sought = typed.strip(), typed.lower().split()
    if not sought:
        return list(found)
    keyed = tuple(
        replace(item, said=f"{item.said} · {section.heading.lower()}")
        for section in found
        for item in section.items
        if item.key is not None and exact in item.shown.split()
    )
    first = [Section(f"The key {exact}", keyed)] if keyed else []
    kept = (replace(s, items=tuple(i for i in s.items if _has(s, i, sought))) for s in found)
    return [*first, *(section for section in kept if section.items and (len(exact) > 1 or not keyed))]


def _has(section: Section, item: Item, sought: Sequence[str]) -> bool:
    text = f"{item.shown} {item.said} {item.also} {section.heading}".lower()
    return all(word in text for word in sought)


def _keys(keyring: Keyring, place: Place) -> Iterator[Item]:
    nth = [key for key in keyring.of(place) if key.id.startswith("actor-")]
    usual = [key.keys for key in nth] == list(DIGITS)
    for key in keyring.of(place):
        if key.keys and not (usual and key in nth):
            yield Item(" ".join(faces(key)), key.words, also=f"{key.id} {key.footer}", key=key)
    if nth and usual:
        yield Item(f"{DIGITS[0]}…{DIGITS[-1]}", "Toggle that actor of the tallies", also="actor-1 digits")
