"""What of a document is to be copied."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.board.keys import bindings
from tui.board.screens.offers import Offers


class Copies(Offers):
    """`y` takes the line as enter does, so that `y y` copies what is offered first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("copies")]
