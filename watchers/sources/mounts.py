"""File systems where the system does not tell of what other machines change: network shares, and folders of a host."""

from __future__ import annotations

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(rb"\\([0-7]{3})")
_SILENT = frozenset(
    [
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "davfs", "9p", "v9fs", "webdav"),
        *("ceph", "glusterfs", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2", "orangefs", "pvfs2", "panfs"),
        *("vboxsf", "virtiofs", "vmhgfs", "prl_fs", "drvfs", "fakeowner", "osxfs", "grpcfuse"),
    ]
)
_OF_THIS_MACHINE = frozenset(
    f"fuse.{name}"
    for name in ("ntfs-3g", "exfat", "encfs", "gocryptfs", "cryfs", "ecryptfs", "veracrypt", "lxcfs", "zfs", "ext4")
)
"""File systems in user space whose every change goes through this system; of others nobody can say that."""


def silent(path: str) -> str | None:
    """The kind of file system a path lies on, where changes may go untold there; only Linux says so."""
    try:
        kind = kind_of(os.fsencode(os.path.realpath(path)), _MOUNTS.read_bytes())
    except OSError:
        return None
    is_silent = kind in _SILENT or (kind.startswith("fuse.") and kind not in _OF_THIS_MACHINE)
    return kind if is_silent else None


def kind_of(path: bytes, mounts: bytes) -> str:
    """The file system of the innermost mount that a path lies in, after `proc(5)`; "" where none is told."""
    best, kind = b"", b""
    for line in mounts.splitlines():
        before, _, after = line.partition(b" - ")
        fields = before.split(b" ")
        if len(fields) < 5 or not after:
            continue
        point = _ESCAPED.sub(lambda found: bytes([int(found[1], 8) & 255]), fields[4])
        inside = path == point or path.startswith(point.rstrip(b"/") + b"/")
        if inside and len(point) >= len(best):  # a later mount at the same place hides the earlier
            best, kind = point, after.split(b" ")[0]
    return kind.decode("ascii", "replace")
