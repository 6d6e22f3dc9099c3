"""Office documents for tests, made by hand so that each part can be wrong on purpose."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from tests.reading.arriving import arrival
from watchers.errors import UnreadableError
from watchers.reading import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def outcome(content: bytes, name: str) -> list[str]:
    """The texts or headlines of what some bytes hold, or the sentence why they cannot be read; never nothing."""
    try:
        return [each.text or each.headline or "" for each in read(arrival(content, name))] or [""]
    except UnreadableError as error:
        return [error.reason.removesuffix(".")]


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of some parts, in their order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def paragraph(words: str, style: str = "", more: str = "") -> str:
    """Of a Word document."""
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{told}<w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


def docx(body: str, core: str = "", **parts: str) -> bytes:
    """A Word document; `parts` by the names of their files in `word/`, without ending."""
    held = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{_RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="core" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
        "word/document.xml": f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": content for name, content in parts.items()},
    }
    return zipped(held)


def odt(body: str, meta: str = "", styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": manifest,
        }
    )


def epub(chapters: Sequence[str], meta: str = "", **parts: str) -> bytes:
    """A book whose chapters are the bodies of pages; further `parts` in `META-INF/`."""
    items = "".join(
        f'<item id="c{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<metadata>{meta}</metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" '
        f'media-type="application/xhtml+xml"/>{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="OEBPS/book.opf"/></container>',
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": "<html><body><p>Contents</p></body></html>",
            **{f"OEBPS/c {n}.xhtml": f"<html><body>{body}</body></html>" for n, body in enumerate(chapters)},
            **{f"META-INF/{name}.xml": content for name, content in parts.items()},
        }
    )


Printed = tuple[float, float, float, str]
"""Where a line begins from the left and from below, the size of its letters, its words."""


def pdf(pages: Sequence[Sequence[Printed]], info: str = "", trailer: str = "", extra: str = "") -> bytes:
    """A PDF file of printed lines; `info` are entries of its information dictionary."""
    streams = ["".join(_shown(line) for line in page).encode("cp1252") for page in pages]
    return pdf_of(streams, info, trailer, extra)


def pdf_of(streams: Sequence[bytes], info: str = "", trailer: str = "", extra: str = "") -> bytes:
    """A PDF file of pages' content streams."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>"]
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(streams)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {info} >>".encode("cp1252"))
    for n, stream in enumerate(streams):
        packed = zlib.compress(stream)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            + f"/Contents {6 + 2 * n} 0 R {extra} >>".encode()
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream")
    return _assembled(objects, trailer)


def _shown(line: Printed) -> str:
    words = line[3].replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {line[2]} Tf 1 0 0 1 {line[0]} {line[1]} Tm ({words}) Tj ET\n"


def _assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    held, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(held))
        held += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(held)
    held += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    held += b"".join(b"%010d 00000 n \n" % place for place in places)
    held += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\n".encode()
    return bytes(held + b"startxref\n%d\n%%%%EOF\n" % start)
