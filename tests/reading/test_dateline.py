"""Datelines as the wires write them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.arriving import RECEIVED
from watchers.reading.dateline import dateline

A_DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "line", "place", "day", "credit"),
    [
        (
            "GOMA, DR Congo, Nov 18 (Reuters) - Fire",
            "GOMA, DR Congo, Nov 18 (Reuters)",
            "GOMA, DR Congo",
            A_DAY,
            "Reuters",
        ),
        ("BEIRUT, Lebanon (AP) — Fire", "BEIRUT, Lebanon (AP)", "BEIRUT, Lebanon", None, "AP"),
        ("Paris, Nov 18, 2026 (AFP) - Fire", "Paris, Nov 18, 2026 (AFP)", "Paris", A_DAY, "AFP"),
        ("BEIJING, Nov. 18 (Xinhua) -- Fire", "BEIJING, Nov. 18 (Xinhua)", "BEIJING", A_DAY, "Xinhua"),
        ("Berlin (dpa) - Fire", "Berlin (dpa)", "Berlin", None, "dpa"),
        ("MOSCOW, November 18. /TASS/. Fire", "MOSCOW, November 18. /TASS/", "MOSCOW", A_DAY, "TASS"),
        ("MOSCOW. Nov 18 (Interfax) - Fire", "MOSCOW. Nov 18 (Interfax)", "MOSCOW", A_DAY, "Interfax"),
        (
            "BOISE, D.C., Nov. 18 (UPI) -- Fire",
            "BOISE, D.C., Nov. 18 (UPI)",
            "BOISE, D.C.",
            A_DAY,
            "UPI",
        ),
        ("VENTURA, Calif. (AP) — Fire", "VENTURA, Calif. (AP)", "VENTURA, Calif.", None, "AP"),
        ("TOKYO, Nov 18, Kyodo - Fire", "TOKYO, Nov 18, Kyodo", "TOKYO", A_DAY, "Kyodo"),
        ("Madrid, 18 nov (EFE).- Fuego", "Madrid, 18 nov (EFE)", "Madrid", A_DAY, "EFE"),
        ("GENEVA (18 November 2026) – Fire", "GENEVA (18 November 2026)", "GENEVA", A_DAY, None),
        ("Geneva, 18 November 2026 – Fire", "Geneva, 18 November 2026", "Geneva", A_DAY, None),
        ("N'DJAMENA, Nov 18 (Reuters) - Fire", "N'DJAMENA, Nov 18 (Reuters)", "N'DJAMENA", A_DAY, "Reuters"),
        (
            "GAZA/CAIRO, Nov 18 (Reuters) - Fire",
            "GAZA/CAIRO, Nov 18 (Reuters)",
            "GAZA/CAIRO",
            A_DAY,
            "Reuters",
        ),
        ("KYIV, Ukraine — Fire", "KYIV, Ukraine", "KYIV, Ukraine", None, None),
        ("KYIV (Reuters) -Fire", "KYIV (Reuters)", "KYIV", None, "Reuters"),
        ("(Reuters) - Fire", "(Reuters)", None, None, "Reuters"),
        ("Nov 18 (Reuters) - Fire", "Nov 18 (Reuters)", None, A_DAY, "Reuters"),
        ("GOMA, Nov 18 (AFP) -\n\nFire", "GOMA, Nov 18 (AFP)", "GOMA", A_DAY, "AFP"),
        ("Pemba, 18 November 2026\n\nFire", "Pemba, 18 November 2026", "Pemba", A_DAY, None),
        (
            "(Updates toll)\n\nBy A. Writer\n\nGOMA, Nov 18 (AFP) - Fire",
            "GOMA, Nov 18 (AFP)",
            "GOMA",
            A_DAY,
            "AFP",
        ),
    ],
)
def test_a_dateline(text: str, line: str, place: str | None, day: date | None, credit: str | None) -> None:
    found = dateline(text, RECEIVED)
    assert found is not None
    assert (found.text, found.place, found.date, found.credit) == (line, place, day, credit)
    assert text[found.stop :] in {"Fire", "Fuego"}


@pytest.mark.parametrize(
    "text",
    [
        "The Free Syrian Army (FSA) - a rebel group - withdrew.",
        "BREAKING - Troops enter the town",
        "US - China talks resume",
        "Rebels in Goma - a city in the east - said so.",
        "The U.S. said - on Monday - that it would not.",
        "In Nov 18 people died - more than ever.",
        "Paris is calm.",
        "",
        "—",
    ],
)
def test_what_is_none(text: str) -> None:
    assert dateline(text, RECEIVED) is None


def test_the_year_is_the_last_that_fits() -> None:
    found = dateline("GOMA, Dec 30 (Reuters) - Fire", RECEIVED)
    assert found is not None
    assert found.date == date(2025, 12, 30)


def test_a_script_without_capitals_makes_no_country_in_brackets_an_agency() -> None:
    found = dateline("درعا (سوريا) - أعلن وجهاء التوصل إلى هدنة.", RECEIVED)
    assert found is None or found.credit is None
