"""The watched folder itself: there, not there yet, something else, or closed to us."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

State = Literal["starting", "live", "waiting", "failing"]


@dataclass(frozen=True, slots=True)
class Root:
    """`place` is device and inode, which change when another folder takes its place; None where there is no folder."""

    place: tuple[int, int] | None
    state: State = "live"
    problem: str | None = None


def look(path: str) -> Root:
    """What is at the path now."""
    try:
        status = Path(path).stat()
        if not stat.S_ISDIR(status.st_mode):
            return Root(None, "waiting", "There is a file in the folder's place; it is watched for the folder.")
        with os.scandir(path):
            return Root((status.st_dev, status.st_ino))
    except FileNotFoundError:
        return Root(None, "waiting", "The folder is not there; it is taken up as soon as it appears.")
    except NotADirectoryError:
        return Root(None, "waiting", "A part of the folder's path is a file; it is watched for the folder.")
    except PermissionError:
        return Root(None, "failing", "The folder may not be read; give read permission, and it is taken up.")
    except OSError as error:
        return Root(None, "failing", f"The system cannot open the folder ({error.strerror}); it is tried every second.")
