"""The keys whose values are a closed list: `is`, `has`, `kind`, `lang`."""

from __future__ import annotations

from difflib import get_close_matches

STATES = (
    "unread", "read", "starred", "killed", "withheld", "embargoed", "urgent", "advisory", "corrected", "new", "gone",
    "backlog",
)  # fmt: skip
"""`new` came in since the last look; `urgent` is a flash, a bulletin or urgent; `backlog` was there before anybody
watched."""
HAD = ("actor", "region", "event", "attribution", "hedge", "link", "media", "versions", "note")
SOURCES = ("folder", "feed", "file", "stdin")
FORMATS = (
    "text", "markdown", "html", "mhtml", "nitf", "newsml1", "newsml-g2", "ninjs", "iptc7901", "anpa", "rss", "atom",
    "jsonfeed", "xml", "email", "pdf", "docx", "odt", "rtf", "epub", "json", "csv",
)  # fmt: skip
LANGUAGES = {
    "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "bengali": "bn",
    "bosnian": "bs", "bulgarian": "bg", "burmese": "my", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "farsi": "fa", "finnish": "fi", "french": "fr",
    "georgian": "ka", "german": "de", "greek": "el", "hausa": "ha", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "kurdish": "ku", "latvian": "lv",
    "lithuanian": "lt", "macedonian": "mk", "norwegian": "no", "pashto": "ps", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "slovenian": "sl",
    "somali": "so", "spanish": "es", "swahili": "sw", "swedish": "sv", "thai": "th", "tigrinya": "ti", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip
_ALSO = {
    "has": {
        "actors": "actor", "regions": "region", "events": "event", "attributions": "attribution", "hedges": "hedge",
        "links": "link", "picture": "media", "pictures": "media", "version": "versions", "notes": "note",
    },
    "is": {
        "star": "starred", "seen": "read", "unseen": "unread", "cancelled": "killed", "embargo": "embargoed",
        "correction": "corrected", "deleted": "gone", "old": "backlog",
    },
    "kind": {
        "feeds": "feed", "folders": "folder", "files": "file", "txt": "text", "md": "markdown", "page": "html",
        "webpage": "html", "web": "html", "mail": "email", "eml": "email", "word": "docx", "table": "csv",
        "newsml": "newsml-g2", "newsmlg2": "newsml-g2", "iptc": "iptc7901", "book": "epub",
    },
    "lang": LANGUAGES,
}  # fmt: skip
VALUES: dict[str, tuple[str, ...]] = {
    "is": STATES,
    "has": HAD,
    "kind": (*SOURCES, *FORMATS),
    "lang": tuple(sorted(set(LANGUAGES.values()))),
}


def meant(key: str, text: str) -> str | None:
    """The value of one of these keys; any code of two or three letters is taken for a language's."""
    said = text.casefold()
    said = _ALSO[key].get(said, said)
    if said in VALUES[key]:
        return said
    code = said.partition("-")[0]
    return code if key == "lang" and code.isascii() and code.isalpha() and len(code) in {2, 3} else None


def near(key: str, text: str) -> tuple[str, ...]:
    """The values that are written much alike, else all of a short list."""
    known = [*VALUES[key], *_ALSO[key]]
    found = get_close_matches(text.casefold(), known, n=2, cutoff=0.6)
    return tuple(found) or (VALUES[key] if key != "lang" else ("en", "ar", "fr", "…"))
