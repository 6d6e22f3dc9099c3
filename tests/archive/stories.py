"""Stories as a wire sends them, for tests: reports with the provider's facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.build import FOLDER, NOON, minutes, report
from watchers.document import Report

GUID = "tag:agency.example,2030:ferry"
IRGC = ("irgc", "Revolutionary Guards", "military", ("iran",))


def wire(
    title: str, text: str = "Words.", name: str = "ferry.xml", *, at: float = 0, part: str = "", **facts: Any
) -> Report:
    """A story in NITF, received `at` minutes after noon; `facts` are fields of its document."""
    made = report(
        title, text, [IRGC], ["beit-jinn"], ["ASSAULT"], uri=f"{FOLDER.uri}/{name}", received=NOON + minutes(at)
    )
    told = {"format": "nitf", "guid": GUID, **facts}
    content = repr((title, text, sorted(told.items()))).encode()
    arrival = replace(made.arrival, content=content)
    return replace(made, arrival=arrival, document=replace(made.document, **told), part=part)


def telegram(title: str, text: str = "Words.", name: str = "1.iptc", *, at: float = 0, **facts: Any) -> Report:
    """The same as a telegram, sent when it was received."""
    told = {
        "format": "iptc7901",
        "guid": f"bdt{int(at):04}",
        "slugline": "Harbour/Ferry",
        "version_created": NOON + minutes(at),
        **facts,
    }
    return wire(title, text, name, at=at, **told)
