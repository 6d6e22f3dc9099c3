"""TOML files that are a list of tables, `[[feed]]` or `[[filter]]`, which both a person and wirewatch write."""
