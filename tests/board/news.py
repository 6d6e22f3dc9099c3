"""A handful of documents whose filters have known answers, the newest last."""

from __future__ import annotations

from datetime import timedelta

from tests.build import NOON, event, minutes, region, report
from watchers.document import Report, Source

IRAN = ("iran", "Iran", "state")
GUARDS = ("guards", "Revolutionary Guards", "military", ("iran",))
SYRIA = ("syria-state", "Syria", "state")
REBELS = ("fsa", "Free Syrian Army", "armed group")
ARMY = ("saf", "Sudanese Armed Forces", "military")

MARKET = "Shells hit a market in the old town"
TALKS = "Rebels weigh a way out of their valley"
ADVISERS = "Commander promises more advisers"
HEIGHTS = "Patrol fired on below the Golan Heights"
ALL = (MARKET, TALKS, ADVISERS, HEIGHTS)


def news() -> list[Report]:
    """Sudan; Beit Jinn with rebels and Iran; Idlib with the Guards; the Golan Heights."""
    return [
        report(
            MARKET,
            "Shells hit a market in Khartoum on Monday, traders said. Sudanese Armed Forces gave no comment.",
            [ARMY],
            ["khartoum"],
            [event("ASSAULT", hedged="reported")],
            received=NOON - timedelta(minutes=40),
            credit="Nile Desk",
        ),
        report(
            TALKS,
            "Free Syrian Army envoys met officials near Beit Jinn. Iran was not at the table. Syria kept silent.",
            [REBELS, SYRIA, IRAN],
            ["beit-jinn"],
            ["CONSULT"],
            received=NOON - timedelta(minutes=30),
            credit="Reuters",
        ),
        report(
            ADVISERS,
            "Revolutionary Guards will send more advisers to Idlib. The number was not given.",
            [GUARDS],
            ["idlib"],
            ["SUPPORT"],
            received=NOON - timedelta(minutes=20),
        ),
        report(
            HEIGHTS,
            "A patrol was fired on below the Golan Heights. Free Syrian Army units denied it.",
            [REBELS],
            [region("golan", "A patrol was fired on below the Golan Heights.", ["syria"])],
            ["ASSAULT"],
            received=NOON - timedelta(minutes=10),
        ),
    ]


DESKS = tuple(Source("feed", name, f"https://{name}.example/feed") for name in ("harbour", "valley", "coast"))


def busy() -> list[Report]:
    """A week with a document of Khartoum a day, and nine of it now, of three sources."""
    days = [
        report(f"Quiet {day}", uri=f"{day}", regions=["khartoum"], received=NOON - timedelta(days=day))
        for day in range(1, 8)
    ]
    now = [
        report(
            f"Shelling {n}",
            uri=f"{n}",
            source=DESKS[n % 3],
            actors=[REBELS],
            regions=["khartoum"],
            events=["ASSAULT"],
            received=NOON + minutes(n),
        )
        for n in range(9)
    ]
    return [*days, *now]
