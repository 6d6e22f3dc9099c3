"""Filters that a person has saved under a name, as `filters.toml` beside the settings lists them."""

from watchers.saved.filter import FOR_GOOD, Saved
from watchers.saved.loading import FILE, Filters, load, parse
from watchers.saved.naming import expanded, expression_of

__all__ = ["FILE", "FOR_GOOD", "Filters", "Saved", "expanded", "expression_of", "load", "parse"]
