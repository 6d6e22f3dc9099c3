"""When a saved filter alerts, pure: its rule and the documents that match in, what is to be told and when out."""

from watchers.alerts.alert import Alert, Match
from watchers.alerts.deciding import State, decide, due, simulated
from watchers.alerts.rule import Quiet, Rule

__all__ = ["Alert", "Match", "Quiet", "Rule", "State", "decide", "due", "simulated"]
