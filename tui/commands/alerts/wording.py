"""A rule in words."""

from __future__ import annotations

from datetime import timedelta

from watchers.alerts import Rule
from watchers.subscriptions.spans import told as span

NO_WAY = "listed"


def told(rule: Rule) -> str:
    """`bell, title; at most every 15 min; quiet 22:00-06:00; 3 documents from 2 sources within 1 h`."""
    return "; ".join(filter(None, [ways(rule), cooldown(rule), quiet(rule), threshold(rule)]))


def ways(rule: Rule) -> str:
    """How it tells; each alert is listed on the board besides."""
    return ", ".join(rule.ways) or NO_WAY


def cooldown(rule: Rule) -> str:
    return f"at most every {span(rule.every)}" if rule.every > timedelta() else ""


def quiet(rule: Rule) -> str:
    return f"quiet {rule.quiet}" if rule.quiet else ""


def threshold(rule: Rule) -> str:
    """Nothing where one document is enough."""
    if rule.at_least == 1 and rule.origins == 1:
        return ""
    count = "1 document" if rule.at_least == 1 else f"{rule.at_least:,} documents"
    of = f" from {rule.origins} sources" if rule.origins > 1 else ""
    return f"{count}{of} within {span(rule.within)}"
