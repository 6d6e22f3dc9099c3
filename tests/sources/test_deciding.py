"""When a file may be read, and what waits: decided without clock or disk."""

from __future__ import annotations

from datetime import UTC, datetime
from math import inf

import pytest

from watchers.document import FileState
from watchers.sources.backlog import Backlog, Ready
from watchers.sources.ledger import Ledger
from watchers.sources.names import file_path, file_uri, is_skipped
from watchers.sources.quiet import HINT_DELAY, sighted
from watchers.sources.scan import Seen, Sweep

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SECOND = 1_000_000_000


def _state(number: int) -> FileState:
    return FileState(number, number, 1)


def _seen(name: str, number: int = 1, changed: float = 0) -> Seen:
    return Seen(f"file:///desk/{name}", f"/desk/{name}", _state(number), int(changed * SECOND))


@pytest.mark.parametrize(
    ("age", "believed", "due"),
    [
        (3600, inf, 100 - 3600 + 2),
        (3600, HINT_DELAY, 100 - HINT_DELAY + 2),
        (0.5, HINT_DELAY, 101.5),
        (3600, 0, 102),
        (-3600, inf, 102),
    ],
)
def test_the_age_of_a_file_counts_as_far_as_it_is_believed(age: float, believed: float, due: float) -> None:
    assert sighted(_seen("a"), None, 100, age, believed).due(2) == pytest.approx(due)


def test_rest_goes_on_while_the_state_stays() -> None:
    first = sighted(_seen("a"), None, 100, 0, 0)
    assert sighted(_seen("a"), first, 101, 0, 0) is first
    assert sighted(_seen("a", 2), first, 101, 0, 0).due(2) == 103


def test_a_file_waits_rests_and_is_in_hand_once() -> None:
    ledger = Ledger({}, quiet=2)
    ledger.see(_seen("a"), 10, 0, 0)
    ledger.ripen(11.9, NOW)
    assert ledger.backlog.take() is None
    ledger.ripen(12, NOW)
    ready = ledger.backlog.take()
    assert ready == Ready(_seen("a"), NOW)
    ledger.see(_seen("a"), 13, 0, 0)
    assert ledger.next_due() == inf


def test_a_new_state_waits_until_the_old_one_is_kept() -> None:
    backlog = Backlog()
    backlog.put(Ready(_seen("a", 1), NOW))
    assert backlog.take() is not None
    backlog.put(Ready(_seen("a", 2), NOW))
    backlog.put(Ready(_seen("b", 1), NOW))
    other = backlog.take()
    assert other is not None
    assert other.seen == _seen("b", 1)
    assert backlog.take() is None
    backlog.done(_seen("a").uri)
    later = backlog.take()
    assert later is not None
    assert later.seen == _seen("a", 2)


def test_what_is_known_is_left_alone_and_what_is_missing_is_told() -> None:
    ledger = Ledger({_seen("a").uri: _state(1), "file:///desk/shut/b": _state(1), "file:///desk/c": _state(1)}, quiet=0)
    ledger.see(_seen("a"), 10, 0, inf)
    ledger.ripen(10, NOW)
    assert len(ledger.backlog) == 0
    swept = Sweep({_seen("a").uri: 0}, [], ["file:///desk/shut/"])
    assert ledger.missing(swept) == ["file:///desk/c"]
    assert ledger.forget("file:///desk/c")
    assert not ledger.forget("file:///desk/c")


@pytest.mark.parametrize("path", ["/desk/a b.txt", "/desk/100%.txt", "/desk/line\nbreak", "/desk/bad\udcff", "/d/ü#?"])
def test_an_address_leads_back_to_its_path(path: str) -> None:
    assert file_path(file_uri(path)) == path


@pytest.mark.parametrize("name", ["a.txt", "temp.txt", "part.md", "swp", "49130", "~a.txt", "a~b.txt", "lock.html"])
def test_ordinary_names_are_looked_at(name: str) -> None:
    assert not is_skipped(name)
