"""Every document with its versions, tags and original bytes, in one SQLite file; the only SQL of the house."""

from watchers.archive.lock import Lock
from watchers.archive.marks import Marks
from watchers.archive.reader import Reader
from watchers.archive.writing import Archive

__all__ = ["Archive", "Lock", "Marks", "Reader"]
