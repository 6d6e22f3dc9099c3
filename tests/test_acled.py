"""ACLED's names lead to PLOVER's kinds and modes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

import watchers
from watchers import acled
from watchers.document import EventKind

_STEMS = Path(watchers.__file__).parent / "lexicons" / "words" / "stem.toml"


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Battles", ("ASSAULT", None)),
        ("Air/drone strike", ("ASSAULT", "aerial")),
        ("airstrike", ("ASSAULT", "aerial")),
        ("airstrikes", ("ASSAULT", "aerial")),
        ("shelling", ("ASSAULT", "heavy-weapons")),
        ("ied", ("ASSAULT", "explosives")),
        ("Peaceful protest", ("PROTEST", "demo")),
        ("violent-demonstration", ("PROTEST", "riot")),
        ("arrest", ("COERCE", "arrest")),
        ("kite flying", None),
        ("", None),
    ],
)
def test_a_name_means_a_kind_and_a_mode(name: str, meaning: tuple[str, str | None] | None) -> None:
    assert acled.meaning(name) == meaning


def test_every_meaning_is_one_that_can_be_told() -> None:
    stems = {name.partition("/")[0] for name in tomllib.loads(_STEMS.read_text(encoding="utf-8"))}
    for kind, mode in (*acled.EVENTS.values(), *acled.SUB_EVENTS.values()):
        assert kind in get_args(EventKind)
        assert mode is None or f"{kind.lower()}.{mode}" in stems


def test_all_of_acleds_names_are_there() -> None:
    assert (len(acled.EVENTS), len(acled.SUB_EVENTS)) == (6, 24)


def test_the_names_of_a_kind() -> None:
    assert "Shelling/artillery/missile attack" in acled.aliases("ASSAULT")
    assert acled.aliases("CONSULT") == ()
