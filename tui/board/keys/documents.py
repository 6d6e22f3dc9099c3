"""An open document, and what changed between its versions."""

from __future__ import annotations

from tui.board.keys.key import Key

KEYS: tuple[Key, ...] = (
    # ------------------------------------------------------------------------------------- an open document
    Key("document-back", "escape,q", "close", "Back to the board", "document", "back", 1, offered=False),
    Key(
        "document-why",
        "w",
        "why",
        "Why these tags: the words and the rule of each",
        "document",
        "why",
        2,
        offered=False,
    ),
    Key("document-next", "n", "unread(1)", "Next unread document", "document", "next unread", 4, offered=False),
    Key("document-previous", "N", "unread(-1)", "Previous unread document", "document", offered=False),
    Key("document-read", "space", "read", "Mark read or unread", "document", "read", 5, offered=False),
    Key("document-star", "asterisk", "star", "Star, or take the star away", "document", "star", 6, offered=False),
    Key("document-original", "o", "original", "Open the original", "document", "original", 7, offered=False),
    Key(
        "document-copy",
        "y",
        "copy",
        "Copy a sentence, the citation, link or text",
        "document",
        "copy",
        8,
        offered=False,
    ),
    Key("document-links", "u", "links", "Its links: open or copy one", "document", "links", 10, offered=False),
    Key("document-related", "r", "related", "Who else tells this story", "document", "same story", 9, offered=False),
    Key("document-note", "i", "note", "Write a note to it, or change it", "document", "note", 12, offered=False),
    Key("document-undo", "U", "undo", "Undo the last mark, note or change of filter", "document", offered=False),
    Key("document-find", "slash", "find", "Find letters in this text", "document", "find", 11, offered=False),
    Key("document-match", "right_square_bracket", "match(1)", "Next place of the search", "document", offered=False),
    Key(
        "document-match-before",
        "left_square_bracket",
        "match(-1)",
        "Place of the search before",
        "document",
        offered=False,
    ),
    Key(
        "document-sentence", "right_parenthesis", "step(1)", "Mark the next sentence, for y", "document", offered=False
    ),
    Key(
        "document-sentence-before",
        "left_parenthesis",
        "step(-1)",
        "Mark the sentence before",
        "document",
        offered=False,
    ),
    Key(
        "document-compare", "c", "compare", "What changed between the versions", "document", "changes", 3, offered=False
    ),
    Key(
        "document-full-text",
        "T",
        "full_text",
        "Fetch the full text from the page it links to",
        "document",
        "full text",
        13,
        offered=False,
    ),
    # ---------------------------------------------------------------------------------------- what changed
    Key("versions-leave", "escape,q,c", "leave", "Back", "versions", "back", 1),
    Key(
        "versions-earlier",
        "left,left_square_bracket",
        "pair(-1)",
        "An earlier pair of versions",
        "versions",
        "earlier",
        4,
    ),
    Key("versions-later", "right,right_square_bracket", "pair(1)", "A later pair of versions", "versions", "later", 5),
    Key("versions-next", "n", "change(1)", "Next change", "versions", "next change", 2),
    Key("versions-previous", "N", "change(-1)", "Change before", "versions"),
    Key("versions-fold", "f", "fold", "Show what is unchanged whole, or folded again", "versions", "unfold", 6),
    # ------------------------------------------------------------------------- what opens over an open document
    Key(
        "brief-jump",
        "enter",
        "jump",
        "Open the document at the sentence under the cursor",
        "brief",
        "open there",
        1,
        offered=False,
    ),
    Key("links-copy", "y", "copy", "Copy the link", "links"),
    Key("links-leave", "escape,q,u", "leave", "Back to the text", "links"),
    Key("related-leave", "escape,q,r", "leave", "Back to the text", "related"),
    Key("copies-take", "y", "take", "Copy the line", "copies", urgent=True),
    Key("finding-keep", "enter", "keep", "Keep what was found; ] and [ go through it", "finding"),
    Key("finding-leave", "escape", "leave", "Find again what was sought before", "finding"),
    Key("taking-save", "s", "save", "Save it in a file", "taking"),
    Key("taking-leave", "escape,q", "leave", "Back", "taking"),
)
