"""Feeds as sources: fetched politely, read in the worker, each with its health in plain words."""
