"""Who may come in: by name, by origin, by token."""

from __future__ import annotations

import pytest

from tests.web.tokens import TOKEN
from tui.web.door import Call, Door, door, is_local, new_token
from tui.web.page import headers, refusal, size

HERE = door("127.0.0.1", "", frozenset())
THERE = door("0.0.0.0", TOKEN, frozenset({"News.example.org"}))


def status(where: Door, call: Call) -> int:
    found = where.refusal(call)
    return found.status if found else 200


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1:8417", 200),
        ("localhost:9000", 200),  # forwarded by ssh from another port
        ("LOCALHOST", 200),
        ("localhost.", 200),
        ("[::1]:8417", 200),
        ("", 421),
        ("rebound.example:8417", 421),
        ("127.0.0.1.rebound.example", 421),
        ("localhost@rebound.example", 421),
        ("192.168.7.20:8417", 421),
        ("[::1", 421),
    ],
)
def test_a_name_that_is_not_ours_is_no_way_in(host: str, expected: int) -> None:
    assert status(HERE, Call(host)) == expected


@pytest.mark.parametrize(
    ("origin", "socket", "expected"),
    [
        (None, False, 200),
        (None, True, 403),
        ("http://127.0.0.1:8417", True, 200),
        ("https://127.0.0.1:8417", True, 200),
        ("http://127.0.0.1:9999", True, 403),
        ("http://127.0.0.1:8417.evil.example", True, 403),
        ("http://evil.example", False, 403),
        ("null", True, 403),
        ("file://127.0.0.1:8417", True, 403),
        ("", True, 403),
    ],
)
def test_another_page_opens_no_board(origin: str | None, socket: bool, expected: int) -> None:
    assert status(HERE, Call("127.0.0.1:8417", origin, socket=socket)) == expected


@pytest.mark.parametrize(
    ("given", "cookie", "expected"),
    [
        ("", "", 401),
        (TOKEN, "", 200),
        (TOKEN[:-1], "", 401),
        (f"{TOKEN}x", "", 401),
        ("\udcff", "ü", 401),
        ("", THERE.cookie, 200),
        ("", TOKEN, 401),
        (THERE.cookie, "", 401),
    ],
)
def test_a_token_or_what_was_given_for_it(given: str, cookie: str, expected: int) -> None:
    assert status(THERE, Call("192.168.7.20:8417", given=given, cookie=cookie)) == expected


def test_with_a_token_plain_addresses_and_named_hosts_are_known() -> None:
    names = ["192.168.7.20", "[fe80::1]:8417", "news.example.org:443", "localhost:8417"]
    assert [status(THERE, Call(name, given=TOKEN)) for name in names] == [200] * 4
    assert status(THERE, Call("rebound.example", given=TOKEN)) == 421


def test_without_a_token_nothing_opens_by_one() -> None:
    assert not HERE.opens("")
    assert not HERE.cookie


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False)],
)
def test_what_only_this_machine_reaches(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_tokens_are_long_and_each_another() -> None:
    made = {new_token() for _ in range(50)}
    assert len(made) == 50
    assert min(map(len, made)) >= 32


def test_no_header_can_be_written_into_the_policy() -> None:
    policy = headers("evil.example; script-src *", secure=False)["Content-Security-Policy"]
    assert "evil" not in policy
    assert "wss://news.example.org" in headers("news.example.org", secure=True)["Content-Security-Policy"]


def test_what_a_refusal_tells_is_text() -> None:
    assert "&lt;script&gt;" in refusal("<script>")


@pytest.mark.parametrize(
    ("asked", "pixels"), [("22", 22), ("", 16), ("x", 16), ("999", 16), ("1" * 400, 16), ("²", 16)]
)
def test_the_size_of_letters(asked: str, pixels: int) -> None:
    assert size(asked) == pixels
