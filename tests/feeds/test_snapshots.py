"""Two snapshots of a feed, one after the other, through the whole of it: exactly so many documents and versions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.feeds.desk import watching
from tests.feeds.server import Part, Scene, playing
from tests.waiting import until
from watchers.archive.rows import Row

PAIRS = Path(__file__).parent / "documents" / "pairs"
EXPECTED = {
    "fresh": (3, 2, 0),
    "volatile-guids": (3, 1, 0),
    "volatile-guids-front-page": (3, 1, 0),
    "places-as-guids": (3, 1, 0),
    "one-guid": (2, 1, 0),
    "to-https": (3, 0, 0),
    "reordered": (5, 0, 0),
    "truncated": (5, 0, 0),
    "title-edits": (3, 0, 2),
    "tracking": (3, 0, 0),
    "sessions": (2, 0, 0),
    "only-texts": (2, 1, 0),
    "only-titles": (2, 1, 1),
    "only-updated": (2, 0, 0),
    "text-edits": (2, 0, 1),
    "twice": (1, 1, 0),
    "live-page": (2, 2, 0),
    "counted-guids": (2, 0, 1),
    "alarm-again": (1, 1, 0),
    "dates-of-the-visit": (3, 1, 0),
    "stale-copy": (1, 0, 0),
    "same-headline": (1, 1, 0),
}
"""Documents after the first visit, new ones by the second, new versions by the second."""


class Press:
    """Serves the first or the second snapshot of each pair."""

    def __init__(self) -> None:
        self.number = 1

    def part(self, name: str) -> Part:
        async def serve(scene: Scene) -> bool:
            content = (PAIRS / f"{name}-{self.number}.xml").read_bytes()
            await scene.answer("200 OK", content, content_type="text/xml")
            return True

        return serve


def counted(rows: list[Row]) -> dict[str, tuple[int, int]]:
    """Documents and versions by source."""
    documents, versions = Counter(row.source for row in rows), Counter[str]()
    for row in rows:
        versions[row.source] += row.versions
    return {name: (documents[name], versions[name]) for name in documents}


async def test_a_second_snapshot_brings_exactly(tmp_path: Path, lexicon_folder: Path) -> None:
    press, listed, archive = Press(), tmp_path / "feeds.toml", tmp_path / "archive.sqlite"
    assert set(EXPECTED) == {path.stem[:-2] for path in PAIRS.iterdir()}
    async with playing({name: press.part(name) for name in EXPECTED}) as player:
        listed.write_text(
            "".join(
                f'[[feed]]\nurl = "{player.address(name)}"\nname = "{name}"\nallow_private = true\n'
                for name in EXPECTED
            )
        )
        async with watching(archive, listed, lexicon_folder) as run:
            await until(lambda: all(feed.state.succeeded for feed in run.feeds), 60)
            first = counted(run.rows)
            assert all(row.read for row in run.rows)
            await run.round()
            assert counted(run.rows) == first
            press.number = 2
            await run.round()
            second = counted(run.rows)
            unread = Counter(row.source for row in run.rows if not row.read)
            press.number = 1
            await run.round()
            back = counted(run.rows)
    brought = {
        name: (first[name][0], second[name][0] - first[name][0], (second[name][1] - second[name][0]))
        for name in EXPECTED
    }
    assert brought == EXPECTED
    assert {name: number for name, (number, _) in back.items()} == {name: n for name, (n, _) in second.items()}
    assert all(unread[name] <= new + revised for name, (_, new, revised) in EXPECTED.items())
