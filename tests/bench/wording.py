"""How a made-up story is worded: laid out as a text, as an entry of a feed, as a wire sends it."""

from __future__ import annotations

from random import Random

from watchers.document import Document


def laid(
    words: list[str], names: list[str], named: dict[int, int], random: Random
) -> tuple[str, list[list[tuple[int, int]]], list[tuple[int, int]]]:
    """Words as sentences and paragraphs; names stand where `named` says, by the place of a word."""
    spans: list[list[tuple[int, int]]] = [[] for _ in names]
    sentences: list[tuple[int, int]] = []
    parts: list[str] = []
    at = begun = 0
    until = random.randint(8, 30)
    for n, word in enumerate(words):
        if n in named:
            word = names[named[n]]  # noqa: PLW2901
            spans[named[n]].append((at, at + len(word)))
        elif at == begun:
            word = word.capitalize()  # noqa: PLW2901
        until -= 1
        ends = until <= 0 or n == len(words) - 1
        gap = (".\n\n" if random.random() < 0.4 else ". ") if ends else (", " if random.random() < 0.06 else " ")
        parts += (word, gap)
        at += len(word) + len(gap)
        if ends:
            sentences.append((begun, at - len(gap) + 1))
            begun, until = at, random.randint(8, 30)
    return "".join(parts).rstrip(), spans, sentences


def item(document: Document) -> bytes:
    """As an entry of a feed."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in document.text.split("\n\n"))
    head = f"<title>{document.headline}</title><link>{document.link}</link><guid>{document.guid}</guid>"
    dated = f"<pubDate>{document.published:%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
    return f"<item>{head}{dated}<content:encoded><![CDATA[{body}]]></content:encoded></item>".encode()


def nitf(document: Document) -> bytes:
    """As a wire sends it."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in document.text.split("\n\n"))
    subjects = "".join(f'<tobject.subject tobject.subject.refnum="{each.code}"/>' for each in document.subjects)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf version="3.5"><head><title>{document.headline}</title><tobject>{subjects}</tobject>
<docdata management-status="{document.status or "usable"}"><doc-id id-string="{document.guid}"/>
<urgency ed-urg="{document.urgency or 5}"/><date.issue norm="{document.published:%Y%m%dT%H%M%SZ}"/>
<du-key key="{document.slugline}" version="{document.version}"/><ed-msg info="{document.ednote or ""}"/></docdata>
</head>
<body><body.head><hedline><hl1>{document.headline}</hl1></hedline><dateline>{document.dateline}</dateline></body.head>
<body.content>
{body}
</body.content></body></nitf>
""".encode()
