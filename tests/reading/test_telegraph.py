"""The tables of characters that only the wires have."""

from __future__ import annotations

import pytest

from tests.reading.arriving import RECEIVED
from watchers.reading.given import Given
from watchers.reading.telegraph import decode


@pytest.mark.parametrize(
    ("content", "text", "charset"),
    [
        ("Schneefälle für alle".encode(), "Schneefälle für alle", "utf-8"),
        ("Über die Brücke führt ein Weg, große Lücken blieben".encode("cp850"), None, "cp850"),
        (b"Fachleute k|nnen f}r die B}rger ]ber{nderungen pr}fen", None, "DIN 66003"),
        (b"Bron f|r tr{fik p} {n {r |ppen, n{r vattnet g}r ner ocks}", None, "SEN 850200"),
        (b"Broen p} elven g}r n} ogs} for b}de syklister", "Broen på elven går nå også for både syklister", "NS 4551"),
        (b"if (a[i] == {b}) { return x[i]|y; }", "if (a[i] == {b}) { return x[i]|y; }", "utf-8"),
        (b"le d\xc2eput\xc2e fran\xcbcais a \xc2et\xc2e r\xc2e\xc2elu", "le député français a été réélu", "ISO 6937"),
        (b"\xc1 la une: le d\xe9put\xe9 r\xe9\xe9lu est \xe0 Nancy", None, "cp1252"),
    ],
)
def test_a_table_is_told_by_its_letters(content: bytes, text: str | None, charset: str) -> None:
    found = decode(Given(content, "wire", RECEIVED))
    assert found.charset == charset
    assert text is None or found.text == text


def test_what_was_read_so_is_told() -> None:
    (warning,) = decode(Given("Über die Brücke führt ein Weg".encode("cp850"), "wire", RECEIVED)).warnings
    assert warning == "The encoding is not given; it was read as cp850."
