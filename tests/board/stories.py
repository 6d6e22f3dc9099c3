"""A story of a wire in versions: as it is filed, written through, corrected, killed, or held back until a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tests.build import NOON, report
from watchers.document import Report, Status

HARBOUR = "Blast shuts harbour of Tartus"
FIRST = """An explosion shut the harbour of Tartus on Thursday, port workers said.

Two tugs were damaged. Nobody was hurt, according to the harbour master, who spoke on the radio.

Ships wait in the roads."""
SECOND = FIRST.replace("Two tugs were damaged. Nobody was hurt", "Three tugs were sunk. Four sailors were hurt")


def story(
    text: str = FIRST,
    version: int = 1,
    *,
    title: str = HARBOUR,
    guid: str = "tag:desk.example,2030:harbour",
    received: datetime | None = None,
    status: Status | None = None,
    embargo: datetime | None = None,
    urgency: int | None = None,
    ednote: str | None = None,
    slugline: str | None = "SYRIA-BLAST/",
) -> Report:
    """A version of a story, filed as many minutes after noon as it has versions, and received then."""
    when = received or NOON + timedelta(minutes=version)
    told = report(
        title, text, regions=["syria"], credit="Desk Wire", received=when, uri=f"file:///desk/{guid}-{version}"
    )
    document = replace(
        told.document,
        format="newsml-g2",
        guid=guid,
        version=str(version),
        version_created=when,
        status=status,
        embargo=embargo,
        urgency=urgency,
        ednote=ednote,
        slugline=slugline,
    )
    return replace(told, document=document)
