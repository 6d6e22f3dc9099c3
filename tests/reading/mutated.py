"""Files as they come when something went wrong: pieces cut out, doubled, exchanged, and bytes that do not belong."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.reading.arriving import DOCUMENTS, RECEIVED, arrival
from watchers.errors import UnreadableError
from watchers.reading import read
from watchers.reading.formats import Format

ODD = [
    b"\0",
    b"\xff\xfe",
    b"&#xD800;",
    b"&#x110000;",
    b"<!--",
    b"]]>",
    b"--b",
    b"\n\n",
    b'"',
    b",",
    b"{",
    b"=?utf-8?q?",
    b"<",
]


def files(folder: str) -> list[Path]:
    """The fixtures of a folder, in the order of their names."""
    return sorted(path for path in (DOCUMENTS / folder).iterdir() if path.suffix != ".txt")


@st.composite
def mutated(draw: st.DrawFn, folder: str) -> tuple[bytes, str]:
    """The bytes and the name of a fixture after one to six accidents."""
    path = draw(st.sampled_from(files(folder)))
    content = path.read_bytes()
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        put = draw(st.sampled_from([*ODD, b"", content[start:end] * 2]) | st.binary(max_size=8))
        content = content[:start] + put + content[end:]
    return content, path.name


def survives(content: bytes, name: str, form: Format | None = None) -> None:
    """Fails where anything but documents or an UnreadableError comes of the bytes, or a document that is not safe."""
    try:
        found = read(arrival(content, name, RECEIVED), form)
    except UnreadableError:
        return
    for document in found:
        assert document.text.strip() or document.headline
        shown = (
            f"{document.text}{document.headline}{document.byline}{document.ednote}{document.guid}{document.abstract}"
        )
        assert "\x1b" not in shown
        assert "\0" not in shown
        for link in (*document.links, *document.media):
            assert link.href.lower().startswith(("http://", "https://")) or (link in document.media and not link.href)
