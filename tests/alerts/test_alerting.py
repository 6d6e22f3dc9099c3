"""Alerts of a real archive: given once, with their evidence, over a restart, and to nobody where they are no news."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.build import report
from tests.waiting import until
from tui.commands.alerts.doing import Doing
from watchers.alerting import Alerting, Desk
from watchers.archive.naming import KnownNames
from watchers.archive.reader import Reader
from watchers.archive.rows import KeptAlert
from watchers.archive.writing import Archive
from watchers.document import Report
from watchers.filters.calling import Names
from watchers.saved import FILE

NOW = datetime.now(UTC)
ARMY = ("saf", "Sudanese Armed Forces", "military")
SET = """\
[[filter]]
name = "Sudan"
expression = "actor:saf OR market"
alert = {{ {alert} }}
"""


class Running:
    """A folder with an archive, a file of filters, and alerts that run while asked to."""

    def __init__(self, place: Path) -> None:
        self.path, self.filters = place / "archive.db", place / FILE
        self.archive = Archive.open(self.path)
        self.archive.store(report("Before", "Sudanese Armed Forces were named before.", [ARMY], received=NOW))

    def set(self, alert: str, more: str = "") -> None:
        self.filters.write_text(SET.format(alert=alert) + more, encoding="utf-8")

    @contextmanager
    def names(self) -> Iterator[Names]:
        with closing(KnownNames(self.path)) as names:
            yield names

    @asynccontextmanager
    async def runs(self, doing: Doing | None = None) -> AsyncIterator[None]:
        alerting = Alerting(Desk(self.path, self.filters, self.names, doing or Doing(self.filters.parent)))
        alerting.start()
        try:
            yield
        finally:
            alerting.end()
            assert not alerting.problem

    @property
    def alerts(self) -> Sequence[KeptAlert]:
        with closing(Reader.open(self.path)) as reader:
            return reader.alerts()

    async def gives(self, count: int) -> Sequence[KeptAlert]:
        await until(lambda: len(self.alerts) >= count, what=f"{count} alerts")
        return self.alerts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path)
    yield running
    running.archive.close()


def market(number: int = 1, credit: str | None = None) -> Report:
    text = "Sudanese Armed Forces gave no comment."
    return report(f"Shells hit market {number}", text, [ARMY], received=NOW, credit=credit)


async def test_what_comes_in_alerts_with_the_words_that_matched(desk: Running) -> None:
    desk.set('every = "0 s"')
    async with desk.runs():
        desk.archive.store(market(1, credit="Nile Desk"))
        (kept,) = await desk.gives(1)
    assert (kept.alert.filter, kept.alert.count, kept.read) == ("Sudan", 1, False)
    (match,) = kept.alert.matches
    assert (match.title, match.origin) == ("Shells hit market 1", "Nile Desk")
    assert set(match.words) == {"Sudanese Armed Forces", "market"}


async def test_what_came_in_while_it_was_down_alerts_once_it_is_up_again(desk: Running) -> None:
    desk.set('every = "0 s"')
    async with desk.runs():
        pass
    desk.archive.store(market())
    async with desk.runs():
        await desk.gives(1)
    async with desk.runs():
        desk.archive.store(market(2))
        found = await desk.gives(2)
    assert [kept.alert.matches[0].title for kept in found] == ["Shells hit market 2", "Shells hit market 1"]


async def test_a_filter_set_later_alerts_of_what_comes_after_that(desk: Running) -> None:
    async with desk.runs():
        desk.archive.store(market(1))
        desk.set('every = "0 s"')
        desk.archive.store(report("Quiet day", "Nothing.", received=NOW))
        await until(lambda: _begun(desk), what="the filter is known")
        desk.archive.store(market(2))
        (kept,) = await desk.gives(1)
    assert kept.alert.matches[0].title == "Shells hit market 2"


async def test_backlog_muted_and_embargoed_documents_alert_nobody(desk: Running) -> None:
    desk.set(
        'every = "0 s"', '[[filter]]\nname = "No"\nexpression = "unwanted"\nmuted_until = "until further notice"\n'
    )
    async with desk.runs():
        held = report("Embargoed market", "Then.", received=NOW)
        desk.archive.store(replace(report("Old market", "Then.", received=NOW), backlog=True))
        desk.archive.store(replace(held, document=replace(held.document, embargo=NOW + timedelta(days=1))))
        desk.archive.store(report("Unwanted market", "Then.", received=NOW))
        desk.archive.store(market())
        (kept,) = await desk.gives(1)
    assert [match.title for match in kept.alert.matches] == ["Shells hit market 1"]


async def test_a_command_gets_the_document_and_a_file_a_line(desk: Running, tmp_path: Path) -> None:
    save = f"import sys, pathlib; pathlib.Path({str(tmp_path / 'got.json')!r}).write_text(sys.stdin.read())"
    desk.set(f'command = {json.dumps([sys.executable, "-c", save])}, file = "alerts.jsonl"')
    async with desk.runs():
        desk.archive.store(market())
        await until((tmp_path / "alerts.jsonl").exists, what="a line")
    got = json.loads((tmp_path / "got.json").read_text())
    assert (got["title"], got["alert"]["filter"], got["alert"]["count"]) == ("Shells hit market 1", "Sudan", 1)
    (line,) = (tmp_path / "alerts.jsonl").read_text().splitlines()
    assert json.loads(line)["documents"][0]["title"] == "Shells hit market 1"
    assert desk.alerts[0].problem is None


async def test_a_command_that_fails_is_named_with_the_alert(desk: Running) -> None:
    desk.set('command = ["no-such-program-of-ours"]')
    async with desk.runs():
        desk.archive.store(market())
        await until(lambda: any(kept.problem for kept in desk.alerts), what="a problem")
    assert desk.alerts[0].problem == "There is no program “no-such-program-of-ours” that you may run."


async def test_an_alert_that_was_not_told_outside_is_told_after_a_restart(desk: Running, tmp_path: Path) -> None:
    def killed(*_: object) -> str | None:
        raise OSError("pulled the plug")

    desk.set('file = "alerts.jsonl"')
    alerting = Alerting(Desk(desk.path, desk.filters, desk.names, killed))
    alerting.start()
    desk.archive.store(market())
    await desk.gives(1)
    alerting.end()
    async with desk.runs():
        await until((tmp_path / "alerts.jsonl").exists, what="a line")
    assert len(desk.alerts) == 1


def _begun(desk: Running) -> bool:
    from watchers.archive.alerts import AlertBook

    with closing(AlertBook(desk.path)) as book:
        return bool(book.states())
