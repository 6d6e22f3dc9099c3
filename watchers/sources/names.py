"""Which names are looked at, how they are addressed, and how they are shown."""

from __future__ import annotations

import os
import re
from urllib.parse import quote_from_bytes, unquote_to_bytes

from watchers.reading.clean import clean_line

_TEMPORARY = re.compile(
    r"""
    \.                                                      # hidden; rsync, vim, editors that write then rename
    |~\$                                                    # owner files of office programs
    |.*(?:~|\.(?:tmp|temp|part|partial|crdownload|download|filepart|swp|swx|swo|lock|bak~|!ut))$
    |.*\.opml$                                              # lists of feeds; wirewatch feeds import takes them
    |4913$                                                  # vim asks so whether it may write
    |\#.*\#$                                                # emacs
    |(?:Thumbs\.db|desktop\.ini|System\ Volume\ Information|\$RECYCLE\.BIN|__MACOSX|lost\+found)$
    """,
    re.X | re.I | re.S,
)


def is_skipped(name: str) -> bool:
    """Hidden and temporary files and folders, and lists of feeds, are nobody's documents."""
    return _TEMPORARY.match(name) is not None


def file_uri(path: str) -> str:
    """The `file:` address of an absolute path, byte for byte."""
    return "file://" + quoted(path)


def file_path(uri: str) -> str:
    """The path of a `file:` address, that of a document in the file too (`…#part`)."""
    return os.fsdecode(unquote_to_bytes(uri.removeprefix("file://").partition("#")[0]))


def quoted(name: str) -> str:
    """A name or path as part of an address; undecodable bytes are percent-encoded as they are."""
    return quote_from_bytes(os.fsencode(name), safe="/")


def within(uri: str, folder: str) -> str:
    """A file's path below its source's folder, as it may be shown; both are `file:` addresses."""
    below = uri.removeprefix(folder.rstrip("/") + "/")
    return shown(os.fsdecode(unquote_to_bytes(below)) if below != uri else file_path(uri))


def shown(name: str) -> str:
    """A name as it may be shown: safe, in one line, with `�` for undecodable bytes."""
    return clean_line(os.fsencode(name).decode("utf-8", "replace"), 200) or "�"
