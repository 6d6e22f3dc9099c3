"""Which names are looked at, how they are addressed, and how they are shown."""

from __future__ import annotations

import os
import re
from urllib.parse import quote_from_bytes, unquote_to_bytes

from watchers.clean import clean_line

_ENDS = (
    *("~", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".lock", ".!ut"),
    *(".swp", ".swx", ".swo"),  # vim
    ".opml",  # lists of feeds, which wirewatch feeds import takes
)
_NAMES = frozenset(
    [
        *("thumbs.db", "desktop.ini", "system volume information", "$recycle.bin", "__macosx", "lost+found"),
        "4913",  # vim asks so whether it may write
    ]
)
_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*").fullmatch


def is_skipped(name: str) -> bool:
    """Hidden and temporary files and folders are nobody's documents: those of rsync, editors, browsers, offices."""
    if name.startswith((".", "~$")):
        return True
    folded = name.lower()
    if folded.endswith(_ENDS) or folded in _NAMES:
        return True
    return len(name) > 1 and name[0] == name[-1] == "#"  # emacs


def file_uri(path: str) -> str:
    """The `file:` address of an absolute path, byte for byte."""
    return "file://" + quoted(path)


def file_path(uri: str) -> str:
    """The path of a `file:` address, that of a document in the file too (`…#part`)."""
    return os.fsdecode(unquote_to_bytes(uri.removeprefix("file://").partition("#")[0]))


def quoted(name: str) -> str:
    """A name or path as part of an address; undecodable bytes are percent-encoded as they are."""
    return name if _PLAIN(name) else quote_from_bytes(os.fsencode(name), safe="/")


def within(uri: str, folder: str) -> str:
    """A file's path below its source's folder, as it may be shown; both are `file:` addresses."""
    below = uri.removeprefix(folder.rstrip("/") + "/")
    return shown(os.fsdecode(unquote_to_bytes(below)) if below != uri else file_path(uri))


def shown(name: str) -> str:
    """A name as it may be shown: safe, in one line, with `�` for undecodable bytes."""
    return clean_line(os.fsencode(name).decode("utf-8", "replace"), 200) or "�"
