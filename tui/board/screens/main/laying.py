"""Layouts by name: used, saved, deleted, and the last one used again at the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from tui.board.content import safe
from tui.board.layout.desk import Desk
from tui.board.layout.named import USUAL, Layout
from tui.board.layout.plan import Panel
from tui.board.layout.reading import Listed
from tui.board.screens.main.panels import Panels
from tui.board.undo import Deed
from watchers.errors import SettingsError

PAUSE = 0.5
"""Seconds in which a panel may be made larger step by step before it is written."""
READ = 15.0
"""Seconds for a mistake to be read."""


class Laying(Panels):
    """`used` is the layout as it was saved; the board may have been changed since."""

    used: Layout = USUAL
    listing: Listed = Listed()
    _unkept: Layout | None = None

    @property
    def standing(self) -> Layout:
        """The board as it is, by the name of the layout it was made of."""
        return self.used.changed(self.desk.plan, self.wire.tall == 1, self.wire.relative)

    # ---------------------------------------------------------------------------------------- start and end
    def on_mount(self) -> None:
        """As it was left; what is wrong with the file is said once there is a footer."""
        if self.board.layouts is None:
            return
        self.listing = self.board.layouts.listed()
        if (last := self.listing.last) is not None:
            self.used = self.listing.named(last.name) or last
            self.stand_as(last)
        if self.listing.mistakes:
            said = safe(str(self.listing.mistakes[0]))
            self.call_after_refresh(partial(self.footer.say, said, "bad", READ))

    def on_unmount(self) -> None:
        """What was not written yet."""
        if self._unkept is not None and self.board.layouts is not None:
            self.write(self.board.layouts.leave, self._unkept)

    def on_desk_changed(self, message: Desk.Changed) -> None:
        """A seam was moved."""
        self.keep()

    def keep(self) -> None:
        """Keeps the board as it is now, in a moment."""
        if self.board.layouts is not None:
            self._unkept = self.standing
            self.board.run_worker(self._leave(), exclusive=True, group="layout", exit_on_error=False)

    async def _leave(self) -> None:
        await asyncio.sleep(PAUSE)
        kept, self._unkept = self._unkept, None
        if self.board.layouts is not None and kept is not None:
            await asyncio.to_thread(self.write, self.board.layouts.leave, kept)

    def write(self, leave: Callable[[Layout], None], layout: Layout) -> None:
        """A file that cannot be written costs the next start its layout, and nobody a message at each key."""
        try:
            leave(layout)
        except SettingsError as error:
            self.log.warning(str(error))

    # ------------------------------------------------------------------------------------------------- using
    def stand_as(self, layout: Layout) -> None:
        """The board as a layout has it."""
        self.wire.set_tall(1 if layout.compact else 2)
        if layout.relative is not None and layout.relative != self.wire.relative:
            self.wire.turn_time()
        self.desk.put(layout.plan)

    def use(self, layout: Layout) -> None:
        """Takes a layout, and has it stand there again at the next start."""
        self.used = layout
        self.stand_as(layout)
        self.keep()
        self.say(f"layout: {layout.name}")

    def action_layout(self, name: str) -> None:
        if layout := self.listing.named(name):
            self.use(layout)

    def action_layouts(self) -> None:
        """The list opens at once, with what the file says now in a moment."""
        from tui.board.screens.layouts import Layouts

        self.board.push_screen(Layouts(self), lambda layout: self.use(layout) if layout else None)
        self.begin(self.renew())

    def action_panels(self) -> None:
        from tui.board.screens.turning import Turning

        self.board.push_screen(Turning(self))

    def zoom(self, panel: Panel | None) -> None:
        """Shows one panel alone, or all for None."""
        self.desk.put(self.desk.plan, panel)
        if panel is not None:
            self.desk.panels[panel].focus()

    # ---------------------------------------------------------------------------------------- saving, deleting
    def action_save_layout(self) -> None:
        """Asks for a name; that of a layout of one's own takes its place."""
        from tui.board.screens.entry import Entry

        if self.board.layouts is None:
            self.say("this board keeps no layouts")
            return
        name = self.used.name if self.listing.named(self.used.name) in self.listing.own else ""
        hint = "a name of your own"
        self.board.push_screen(Entry("Save this layout as …", "name", name, hint, self.save), self.saved)

    def save(self, typed: str) -> tuple[Layout, Layout | None]:
        """Writes the board as it is, in a thread; also what stood there under that name. Raises SettingsError."""
        assert self.board.layouts is not None
        layout = Layout(safe(typed).strip(), self.desk.plan, self.wire.tall == 1, relative=self.wire.relative)
        return layout, self.board.layouts.save(layout)

    def saved(self, done: tuple[Layout, Layout | None] | None) -> None:
        """Says so, and keeps what it takes to undo it."""
        if done is None:
            return
        self.used, before = done
        self.begin(self.renew())
        self.keep()
        self.board.undo.keep(Deed(partial(self.take_back, self.used.name, before)))
        self.board.say(f"saved as “{self.used.name}” · u takes it back", "accent")

    async def delete(self, layout: Layout) -> None:
        """Deletes one of a person's own; the board stays as it is."""
        if self.board.layouts is None or layout not in self.listing.own:
            self.board.say(f"“{layout.name}” is drawn by hand and stays", "accent")
            return
        try:
            await asyncio.to_thread(self.board.layouts.delete, layout.name)
        except SettingsError as error:
            self.board.say(safe(str(error)), seconds=READ)
            return
        self.board.undo.keep(Deed(partial(self.take_back, layout.name, layout)))
        await self.renew()
        self.board.say(f"“{layout.name}” deleted · u brings it back", "accent")

    def take_back(self, name: str, before: Layout | None) -> str:
        """The name stands for what it stood for before; nothing is said until that is written."""
        self.begin(self._take_back(name, before))
        return ""

    async def _take_back(self, name: str, before: Layout | None) -> None:
        if self.board.layouts is None:
            return
        try:
            if before is None:
                await asyncio.to_thread(self.board.layouts.delete, name)
            else:
                await asyncio.to_thread(self.board.layouts.save, before)
        except SettingsError as error:
            self.board.say(safe(str(error)), seconds=READ)
            return
        await self.renew()
        self.board.say(f"layout “{name}” {'taken back' if before is None else 'as before'}", "accent")

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs beside the screen."""
        self.board.run_worker(work, group="layouts", exit_on_error=False)

    async def renew(self) -> None:
        """Reads the file again; the list of layouts shows it where that is open."""
        from tui.board.screens.layouts import Layouts

        if self.board.layouts is not None:
            self.listing = await asyncio.to_thread(self.board.layouts.listed)
        if isinstance(self.board.screen, Layouts):
            self.board.screen.put()

    def turn(self, panel: Panel) -> None:
        """Opens a panel, or closes it, but not the last."""
        standing = self.desk.found.boxes
        if panel in standing and len(standing) == 1:
            self.board.say("the last panel stays", "accent")
            return
        self.desk.put(self.desk.plan.turned(panel, stands=panel in standing))
        self.keep()
        if panel in self.desk.plan.opened and panel not in self.desk.found.boxes:
            self.board.say(f"no room for {panel} here: z shows a panel alone", "accent")
