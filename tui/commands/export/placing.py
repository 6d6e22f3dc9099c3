"""Files and folders that are there whole or not at all: written beside their place, then put into it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp
from typing import BinaryIO

from tui.commands.export.asking import UsageError
from watchers.bundle import layout

_PAGE = re.compile(r"index\.(md|html)|\d{6,12}\.(md|html)")
_BESIDE = {*layout.SEALED, layout.SEAL}


def refuse(target: Path, *, force: bool, folder: bool) -> None:
    """Raises UsageError for what is there and may not be written over."""
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent}: there is no such folder; make it first.")
    if not target.exists() and not target.is_symlink():
        return
    if target.is_dir() and not folder:
        raise UsageError(f"{target} is a folder; name a file.")
    if target.is_dir() and not any(target.iterdir()):
        return
    if not force:
        raise UsageError(f"{target} is there already; give another name, or --force.")
    if folder and not target.is_dir():
        raise UsageError(f"{target} is a file, and a folder is to be written; give another name.")
    if folder and (other := _foreign(target)):
        raise UsageError(f"{target} holds what no export wrote ({other}); give another name.")


@contextmanager
def new_file(target: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Raises UsageError, OSError."""
    refuse(target, force=force, folder=False)
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:50]}.", delete=False) as file:
        try:
            yield file  # type: ignore[misc]
            file.flush()
            os.fsync(file.fileno())
            refuse(target, force=force, folder=False)  # it may have come meanwhile
            Path(file.name).chmod(0o666 & ~_umask())
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


@contextmanager
def new_folder(target: Path, *, force: bool) -> Iterator[Path]:
    """Raises UsageError, OSError."""
    refuse(target, force=force, folder=True)
    scratch = Path(mkdtemp(dir=target.parent, prefix=f".{target.name[:50]}."))
    try:
        yield scratch
        refuse(target, force=force, folder=True)
        scratch.chmod(0o777 & ~_umask())
        _put(scratch, target)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _put(whole: Path, target: Path) -> None:
    """What stood there goes only once the new one stands in its place."""
    if not target.exists():
        whole.rename(target)
        return
    aside = Path(mkdtemp(dir=target.parent, prefix=f".{target.name[:50]}.")) / "before"
    try:
        target.rename(aside)
        whole.rename(target)
    except BaseException:
        if aside.exists() and not target.exists():
            aside.rename(target)
        raise
    finally:
        shutil.rmtree(aside.parent, ignore_errors=True)


def _foreign(folder: Path) -> str | None:
    """The first file that is none of an export's."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).as_posix()
        known = _PAGE.fullmatch(inside) or inside in _BESIDE or layout.is_payload(inside)
        if path.is_symlink() or not (known or path.is_dir()):
            return inside
    return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
