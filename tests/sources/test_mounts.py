"""Where the system does not tell of changes is found in its table of mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.tray import Tray, watching
from tests.waiting import until
from watchers.settings import Folder, Settings
from watchers.sources import mounts
from watchers.sources.folder import FolderSource

TABLE = rb"""22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /srv rw,relatime shared:1 master:2 - nfs4 server:/export rw,vers=4.2
31 30 0:41 / /srv/local rw - xfs /dev/sdb1 rw
32 22 0:42 / /mnt/two\040words rw - cifs //server/share rw
33 22 0:43 / /mnt/ssh rw - fuse.sshfs me@server: rw
34 22 0:44 / /mnt/disk rw - fuseblk /dev/sdc1 rw
35 22 0:45 / /mnt/own rw - fuse.gocryptfs /crypt rw
36 22 0:46 / /mnt/over rw - ext4 /dev/sdd1 rw
37 22 0:47 / /mnt/over rw - 9p host rw
38 broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (b"/home/desk", "ext4"),
        (b"/srv/wire", "nfs4"),
        (b"/srv", "nfs4"),
        (b"/srvice", "ext4"),
        (b"/srv/local/wire", "xfs"),
        (b"/mnt/two words/x", "cifs"),
        (b"/mnt/over/x", "9p"),
    ],
)
def test_the_innermost_mount_counts(path: bytes, kind: str) -> None:
    assert mounts.kind_of(path, TABLE) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *(("/srv/wire", "nfs4"), ("/mnt/ssh/a", "fuse.sshfs"), ("/mnt/two words", "cifs"), ("/mnt/over", "9p")),
        *(("/srv/local", None), ("/mnt/disk", None), ("/mnt/own", None), ("/etc", None)),
    ],
)
def test_shares_are_silent_and_disks_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, kind: str | None
) -> None:
    (tmp_path / "mountinfo").write_bytes(TABLE)
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "mountinfo")
    assert mounts.silent(path) == kind
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "none")
    assert mounts.silent(path) is None


@pytest.mark.parametrize(("poll", "waits"), [(None, False), (False, True)])
async def test_a_share_is_looked_through_unless_set_otherwise_and_that_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poll: bool | None, waits: bool
) -> None:
    (tmp_path / "in").mkdir()
    table = rb"22 1 8:1 / / rw - ext4 /dev/sda1 rw" + b"\n" + rb"30 22 0:40 / %s rw - nfs server:/ rw" % bytes(tmp_path)
    (tmp_path / "mountinfo").write_bytes(table)
    monkeypatch.setattr(mounts, "_MOUNTS", tmp_path / "mountinfo")
    tray = Tray()
    folder = Folder(tmp_path / "in", poll=poll)
    async with watching(folder, tray, Settings(quiet_seconds=0.15)) as source:
        await until(lambda: source.condition.state == "live")
        assert source.condition.problem is None
        assert _is_hinted(source) is waits
        (tmp_path / "in" / "a.txt").write_text("a")
        await until(lambda: tray.arrivals)
        assert source.condition.problem is None


def _is_hinted(source: FolderSource) -> bool:
    visit = source._visit
    assert visit
    return visit._hints.come
