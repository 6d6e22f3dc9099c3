"""The four classes of events after PLOVER, the ontology of the kinds: cooperation or conflict, in words or in deeds."""

from __future__ import annotations

from typing import Literal, get_args

from watchers.document import EventKind

EventClass = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
CLASSES: tuple[EventClass, ...] = get_args(EventClass)
KINDS: dict[EventClass, tuple[EventKind, ...]] = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
