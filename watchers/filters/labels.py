"""What a document is filtered by beside its tags: short words told from it once, the same in an archive and out of it.

A label is a kind and a key. A text (agency, slug, subject) has a label for each of its words, and one of kind
`agency=`, `slug=`, `subject=` for all of them; `has` and `told` say what there is, the latter by the analysis.
"""

from __future__ import annotations

from collections.abc import Iterator

from watchers.document import Analysis, Document
from watchers.filters.folding import words

Label = tuple[str, str]
TOLD = ("lang", "told", "mode")
"""The kinds that an analysis gives."""
_MOST = 60
_LONGEST = 200


def of_reading(document: Document) -> frozenset[Label]:
    """Format, agency, slug and subjects; whether there are links and media."""
    found = [("format", document.format), *_text("agency", document.credit), *_text("slug", document.slugline)]
    for subject in document.subjects[:_MOST]:
        found += [("code", code) for code in codes(subject.code)]
        found += _text("subject", subject.name)
    found += [("has", what) for what in ("link", "media") if _has(document, what)]
    return frozenset((kind, key.encode("utf-8", "replace").decode()) for kind, key in found)


def of_analysis(analysis: Analysis) -> frozenset[Label]:
    """Language, modes of events, who says so and how sure."""
    spoken = (analysis.language or "").casefold().partition("-")[0].partition("_")[0]
    found = [("lang", spoken[:_LONGEST])] if spoken else []
    found += [("told", "attribution")] if analysis.attributions else []
    found += [("told", "hedge")] if analysis.hedges else []
    for event in analysis.events:
        if event.mode and not event.negated and event.modality != "conditional":
            found.append(("mode", f"{event.kind}.{event.mode}"))
    return frozenset((kind, key.encode("utf-8", "replace").decode()) for kind, key in found)


def codes(code: str) -> tuple[str, ...]:
    """Whole, and without its scheme: `medtop:20000065` is `20000065` too."""
    whole = code.casefold()[:_LONGEST]
    bare = whole.rpartition(":")[2]
    return (whole, bare) if bare and bare != whole else (whole,)


def whole(text: str) -> str:
    """The key of a text's label of all words."""
    return " ".join(words(text)[:_MOST])[:_LONGEST]


def _text(kind: str, text: str | None) -> Iterator[Label]:
    found = words(text or "")[:_MOST]
    if found:
        yield f"{kind}=", whole(text or "")
        for word in found:
            yield kind, word


def _has(document: Document, what: str) -> bool:
    return bool(document.media) if what == "media" else bool(document.link or document.links)
