"""The screens that open over the board; each is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.board import muting, words
from tui.board.life import refusal
from tui.board.places import place_of
from watchers.archive.rows import StoredDocument
from watchers.document import Source
from watchers.filters import Filter, Key, Term

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from tui.board.app import Board
    from tui.board.finding.entries import Entry
    from tui.board.keys import Key as Bound
    from tui.board.matching import Choice
    from tui.board.past import Past


NO_FILTER = "there is no filter to save: {actors}, {regions}, {events}, {span}, {search} or {expression} make one"


async def document(board: Board, number: int, why: bool, at: tuple[int, int] | None = None) -> None:
    """A document whole, at a stretch of its text where one is given; it counts as read then."""
    from tui.board.screens.document import DocumentScreen

    if stored := await board.document(number):
        board.marking.opened(stored.row)
        board.remember(number, stored.row.title, words.moment(stored.row.when, board.clock()).strip())
        await board.push_screen(DocumentScreen(stored, why, at))
    elif not board.problem:
        board.say("the archive does not have that document any more", "accent")


async def versions(board: Board, stored: StoredDocument) -> None:
    """What changed between the versions of a document; in a sentence why that cannot be told."""
    from tui.board.screens.versions import Versions

    if why := refusal(stored, board.clock(), "compared"):
        board.say(why, "accent")
        return
    number = stored.row.document
    found = await board.ask(lambda reader: reader.versions(number))
    if found and len(found) > 1:
        await board.push_screen(Versions(number, found))
    elif found is not None:
        board.say("only one version has come in: nothing to compare", "accent")


def matrix(board: Board) -> None:
    """Who is named with whom, or where."""
    from tui.board.screens.matrix import MatrixScreen

    def done(wanted: Filter | None) -> None:
        if wanted is not None:
            board.narrow(wanted)

    board.push_screen(MatrixScreen(), done)


async def set_aside(board: Board, source: Source | None) -> None:
    """What could not be read of a source, or of all for None."""
    from tui.board.screens.aside import Aside

    uri = source.uri if source else None
    found = await board.ask(lambda reader: reader.set_aside(uri))
    await board.push_screen(Aside(source, found or []))


async def problems(board: Board) -> None:
    """Sources and what could not be read."""
    from tui.board.screens.problems import Problems

    def listed(wanted: bool | None) -> None:
        if wanted:
            board.run_worker(set_aside(board, None), exclusive=True, group="open", exit_on_error=False)

    aside = await board.ask(lambda reader: reader.set_aside())
    await board.push_screen(Problems(board.view.sources, aside or [], board.clock()), listed)


def picker(board: Board, key: Key) -> None:
    """The picker of a kind."""
    from tui.board.choosing import choices
    from tui.board.picks import Picks, present
    from tui.board.screens.picker import Picker

    async def ask() -> list[Choice]:
        mutes = await board.shelf.mutes()
        return await board.ask(lambda reader: choices(reader, key, board.filter, board.clock(), mutes)) or []

    def done(pairs: Sequence[tuple[str, str]] | None) -> None:
        if pairs is not None:
            board.narrow(board.filter.picked(key, pairs))

    def promote(choice: Choice) -> None:
        board.run_worker(promotion(board, key, choice), exclusive=True, group="open", exit_on_error=False)

    offered = promote if board.own and key in {"actor", "region"} else None
    board.push_screen(Picker(key, Picks(present(board.filter, key)), ask, offered), done)


async def promotion(board: Board, key: Key, choice: Choice) -> None:
    """The form that takes a discovered actor or region into the analyst's own lexicon."""
    from tui.board.promoting import promote

    await promote(board, "actor" if key == "actor" else "region", choice)


def search(board: Board) -> None:
    """The search line; the board answers while it is open."""
    from tui.board.screens.search import Search

    def done(kept: Filter | None) -> None:
        if kept is not None:
            board.narrow(kept)

    board.push_screen(Search(board.filter), done)


def expression(board: Board, past: Past) -> None:
    """The filter as an expression; the board answers while it is open."""
    if board.reading.open_names is None:
        board.say("the names of the archive are not there to be asked", "accent")
        return
    from tui.board.screens.expression import Expression

    def done(kept: Filter | None) -> None:
        if kept is not None:
            board.narrow(kept)

    board.push_screen(Expression(board.filter, past, board.reading.open_names), done)


def saved(board: Board) -> None:
    """The saved filters."""
    from tui.board.screens.saved import SavedFilters

    def done(kept: Filter | None) -> None:
        if kept is not None:
            board.narrow(kept)

    board.push_screen(SavedFilters(board.filter), done)


def alerts(board: Board) -> None:
    """The alerts of saved filters."""
    from tui.board.screens.alerts import Alerts

    def done(document: int | None) -> None:
        if document is not None:
            board.open_document(document)

    board.push_screen(Alerts(), done)


def saving(board: Board) -> None:
    """The form that saves the present filter."""
    from tui.board.applying import whole
    from tui.board.screens.saving import Saving

    if not board.filter:
        board.say(board.keyring.told(NO_FILTER), "accent")
        return
    form = Saving(board.filter, whole(board.filter, board.shelf.found))
    board.push_screen(form, board.shelf.kept)  # at once: the letters typed next are for it


async def unshown(board: Board) -> Term | None:
    """The term that lists what is muted, chosen where there are several; None where there is none, or it is left."""
    from tui.board.screens.offers import Offers

    view = board.view
    if len(view.outs) < 2:
        return view.muted
    each = [(out.said, f"{words.count(out.count)} · {muting.until(out.until, view.now)}") for out in view.outs]
    lines = [("Everything that is muted", words.count(view.hidden)), *each]
    at = await board.push_screen_wait(Offers("Kept, but not shown. List which?", lines))
    return None if at is None else [view.muted, *(out.term for out in view.outs)][at]


def every_key(board: Board) -> None:
    """The help; a key that is clicked there is done."""
    from tui.board.places import here
    from tui.board.screens.help import Help

    screen, focused = board.screen, board.screen.focused

    def done(key: Bound | None) -> None:
        if key is not None:
            press(board, key, screen, focused)

    board.push_screen(Help(here(board, screen, focused)), done)


def press(board: Board, key: Bound, screen: Screen[object], focused: Widget | None) -> None:
    """Does what a key does, where it goes."""
    widget = focused if key.place in {place_of(focused), "list", "text"} and focused else screen
    action = board.run_action(key.action, default_namespace=widget)
    board.run_worker(action, group="pressed", exit_on_error=False)


def palette(board: Board) -> None:
    """The palette, and what is chosen in it."""
    from tui.board.screens.palette import Palette, done

    def do(entry: Entry | None) -> None:
        if entry is not None:
            board.run_worker(done(entry), group="done", exit_on_error=False)

    board.push_screen(Palette(), do)


def messages(board: Board) -> None:
    """What the board has said lately."""
    from tui.board.screens.said import SaidList

    board.push_screen(SaidList())
