"""Every document with its versions, tags and original bytes, in one SQLite file; the only SQL of the house."""
