"""The five steps of the tour, as data; a step is done when the person has done it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tui.board.keys import Keyring


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of a board while the tour is on: `open` has what opened over the board since the step began."""

    moved: bool = False
    narrowed: bool = False
    why: bool = False
    open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """`{id}` in what it says stands for the key that does it."""

    title: str
    said: str
    done: Callable[[Seen], bool]


STEPS: tuple[Step, ...] = (
    Step(
        "This is the board",
        "Every document that comes in stands in the wire, tagged and summarised; the panels around it count the same "
        "documents. Walk through the wire with {down} and {up}, or with the mouse.",
        lambda seen: seen.moved,
    ),
    Step(
        "Narrow it with a key",
        "{actor-1} filters by the first actor, {actors} and {regions} pick others, {search} finds words. Try one; "
        "{clear} clears the filter, {undo} undoes.",
        lambda seen: seen.narrowed,
    ),
    Step(
        "Open one, and ask why",
        "{enter} opens the document under the cursor, {document-back} comes back. {why} shows for every tag the words "
        "and the rule that earned it: press {why} now.",
        lambda seen: seen.why,
    ),
    Step(
        "Add a source",
        "Files dropped into the folder are read at once. {add-source} adds a feed, the feed of a page, or a list of "
        "feeds: press it, and leave with {adding-leave} if you have none at hand.",
        lambda seen: "Adding" in seen.open,
    ),
    Step(
        "Find anything",
        "{help} shows every key and narrows as you type; {palette} finds actors, regions, documents and deeds by name. "
        "Press either one. That is all there is to know.",
        lambda seen: bool({"Help", "Palette"} & seen.open),
    ),
)


def told(step: Step, keyring: Keyring) -> list[tuple[str, str]]:
    """What it says as pieces of text and ink, the keys as they are bound."""
    return [(piece, "key" if is_key else "plain") for piece, is_key in keyring.pieces(step.said)]
