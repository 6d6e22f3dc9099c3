"""The filter language: what a person asks to see, as text and as a tree. Pure; knows no storage and no screen."""

from watchers.filters.tree import Filter, Group, Key, Term, joined, last

__all__ = ["Filter", "Group", "Key", "Term", "joined", "last"]
