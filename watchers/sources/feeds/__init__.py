"""Feeds as sources: fetched politely, whatever the server does."""
