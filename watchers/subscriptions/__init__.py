"""Feeds that a person has subscribed to, as `feeds.toml` beside the settings lists them."""

from watchers.subscriptions.loading import FILE, Subscriptions, load, parse
from watchers.subscriptions.subscription import Subscription

__all__ = ["FILE", "Subscription", "Subscriptions", "load", "parse"]
