"""Saved filters: their file, their names in expressions, their ends."""
