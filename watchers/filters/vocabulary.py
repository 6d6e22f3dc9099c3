"""The words of the language as they are told to a person who writes in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written; `aside` says more of it, `also` are other words by which it is found."""

    text: str
    aside: str = ""
    also: tuple[str, ...] = ()


KEYS = {
    "actor": "an actor and all that belong to it; = itself only",
    "region": "a place and all that lies in it; = itself only",
    "event": "a kind of event: attack, talks, airstrike",
    "source": "where it came from: a folder or feed",
    "since": "24h, yesterday, monday, 2026-11-20",
    "before": "a day or time: monday, nov 20",
    "on": "a day, month or year: yesterday, nov 20, 2026-11",
    "is": "unread, starred, urgent, new",
    "has": "note, media, versions, region",
    "kind": "folder or feed; pdf, email, rss",
    "lang": "its language: ar, french",
    "agency": "who publishes it: reuters, afp",
    "slug": "its slugline, or how that begins*",
    "subject": "what it is filed under, by word or code",
    "origins": "how many sources tell the story: 3, <3, 2..4",
    "story": "documents of one story, by its id",
    "text": "words, phrases and beginnings* of title and text",
}
"""In the order in which they are offered."""

TIMES: dict[str, dict[str, str]] = {
    "since": {
        "24h": "", "7d": "", "1h": "", "6h": "", "30d": "", "90 min": "",
        "today": "from midnight, UTC", "yesterday": "from its midnight", "last": "since the last look",
        "this week": "from its Monday", "last week": "", "this month": "", "last month": "",
        "monday": "the latest one", "tuesday": "", "wednesday": "", "thursday": "", "friday": "", "saturday": "",
        "sunday": "", "this year": "", "last year": "",
    },
}  # fmt: skip
"""Times as they may be written, and what is to be said of them."""
TIMES["before"] = TIMES["since"]
TIMES["on"] = {time: told for time, told in TIMES["since"].items() if not time[0].isdigit()}
UNITS = ("h", "d", "min", "weeks", "months")
"""What a bare number may count."""

VALUES: dict[str, dict[str, str]] = {
    "is": {
        "unread": "", "read": "", "starred": "", "new": "came in since the last look",
        "urgent": "flash, bulletin or urgent", "killed": "by its provider: not to be used",
        "withheld": "by its provider: not to be used yet", "embargoed": "until its embargo lifts",
        "advisory": "a note to editors", "corrected": "by its provider", "gone": "the file is no longer there",
        "backlog": "was there before anybody watched",
    },
    "has": {
        "note": "of yours", "actor": "", "region": "", "event": "", "attribution": "somebody says so",
        "hedge": "reported, alleged, unconfirmed", "link": "", "media": "pictures, sound, film",
        "versions": "more than one",
    },
    "kind": {
        "folder": "from a folder", "feed": "from a feed", "file": "given by name", "stdin": "given in a pipe",
    },
}  # fmt: skip
"""What is told of closed values; the others need no words."""
STORIES = {"2": "at least two sources", "3": "at least three", "=1": "one alone", "<3": "fewer than three", "2..4": ""}
