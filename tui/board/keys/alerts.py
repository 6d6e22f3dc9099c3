"""Alerts: the list of them, and the form of one filter's."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    Key("alerts", "A", "alerts", "Alerts of saved filters, the newest first", "board", "alerts", 25),
    Key("last-look", "B", "last_look", "What has happened since the last look", "board", "last look", 26),
    Key("saved-alert", "a", "alert", "Have it alert, or change how", "saved"),
    # ------------------------------------------------------------------------------------ the list of alerts
    Key("alerts-read", "space", "read", "Mark the alert read or unread", "alerts"),
    Key("alerts-all", "x", "dismiss_all", "Dismiss all: mark every alert read", "alerts"),
    Key("alerts-next", "n", "unread(1)", "Next alert that is unread", "alerts"),
    Key("alerts-leave", "escape,q,A", "leave", "Back to the board", "alerts"),
    # ------------------------------------------------------------------------------- the form of a filter's alert
    Key("alerting-keep", "enter", "keep", "Write the alert", "alerting"),
    Key("alerting-next", "down,tab", "app.focus_next", "Next line", "alerting", urgent=True),
    Key("alerting-previous", "up,shift+tab", "app.focus_previous", "Line before", "alerting", urgent=True),
    Key("alerting-turn", "space,right,left", "turn", "Yes or no, where that is asked", "alerting"),
    Key("alerting-leave", "escape", "leave", "Leave the alert as it was", "alerting"),
)
