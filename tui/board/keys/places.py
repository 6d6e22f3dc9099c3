"""The places where keys go, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Mapping

from tui.board.keys.key import Place

TOLD: Mapping[Place, str] = {
    "list": "Moving in a list",
    "board": "On the board",
    "tallies": "In the panels of actors, regions and events",
    "tree": "In the tree of regions",
    "sources": "In the panel of sources",
    "map": "On the map",
    "timeline": "In the timeline",
    "matrix": "In the matrix",
    "brief": "In the brief",
    "document": "In an open document",
    "finding": "Finding in an open document",
    "links": "In the list of links",
    "related": "In the list of who else tells a story",
    "copies": "Where it is asked what to copy",
    "taking": "Where a text was not copied",
    "text": "In a text",
    "versions": "Between the versions of a document",
    "picker": "In a picker",
    "search": "In the search line",
    "expression": "Writing an expression",
    "saved": "In the list of saved filters",
    "saving": "Saving a filter",
    "form": "Adding to your lexicon",
    "adding": "Adding a feed",
    "entry": "Writing a name, tags or until when",
    "offers": "Where you are asked",
    "layouts": "In the list of layouts",
    "panels": "In the list of panels",
    "alerts": "In the list of alerts",
    "alerting": "Writing a filter's alert",
    "aside": "In the list of what could not be read",
    "problems": "In the overview of sources and problems",
    "palette": "In the palette",
    "help": "In the help",
    "said": "In the list of messages",
    "tour": "During the tour",
    "everywhere": "Everywhere",
}
