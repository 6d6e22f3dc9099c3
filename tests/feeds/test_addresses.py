"""Addresses as people and servers write them, and what cannot be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.sources.feeds.addresses import onward, parsed, shown
from watchers.sources.feeds.answers import Asked, Failed
from watchers.sources.feeds.fetching import Fetcher
from watchers.sources.feeds.manners import Manners
from watchers.sources.feeds.troubles import FetchError

WRITTEN = {
    "http://Feeds.Test": "http://feeds.test/",
    " https://feeds.test:443/a#top ": "https://feeds.test/a",
    "http://feeds.test:8080/a?b=c&d": "http://feeds.test:8080/a?b=c&d",
    "http://münchen.test/straße?q=ä": "http://xn--mnchen-3ya.test/stra%C3%9Fe?q=%C3%A4",
    "http://feeds.test/a%20b": "http://feeds.test/a%20b",
    "http://[2001:DB8::1]:81/": "http://[2001:db8::1]:81/",
    "https://who:secret@feeds.test/": "https://feeds.test/",
}
REFUSED = {
    "feeds.test/news": "does not begin with http",
    "file:///etc/passwd": "begin with file:",
    "ftp://feeds.test/": "begin with ftp:",
    "http://": "names no host",
    "http://feeds.test:99999/": "malformed",
    "http://feeds.test:25/": "Port 25",
    "http://feeds.test:0/": "Port 0",
    "http://a b.test/": "spaces",
    "http://a\x1b[31m.test/": "control",
    "http://a\\@b.test/": "not a name",
    "http://%41.test/": "not a name",
    "http://[x]/": "malformed",
    "http://a..test/": "not a name",
    "http://xn--\u2603.test/": "not a name",
    "http://feeds.test/" + "a" * 9000: "longer than",
}


@pytest.mark.parametrize(("written", "asked"), WRITTEN.items())
def test_is_asked_as(written: str, asked: str) -> None:
    assert str(parsed(written)[0]) == asked
    assert str(parsed(asked)[0]) == asked


@pytest.mark.parametrize(("written", "says"), REFUSED.items())
async def test_is_refused_in_words(written: str, says: str) -> None:
    async with Fetcher(Manners()) as fetcher:
        answer = await fetcher.fetch(Asked(written))
    assert isinstance(answer, Failed)
    assert answer.kind == "scheme"
    assert says in answer.reason
    assert answer.reason.isprintable()


def test_user_and_password_are_taken_out() -> None:
    assert parsed("https://who:p%40ss@feeds.test/")[1:] == ("who", "p@ss")


def test_what_is_shown_holds_no_secrets() -> None:
    assert shown("https://who:secret@feeds.test/a?token=t0ken#x") == "https://feeds.test/a?…"
    assert shown("nonsense") == "an address that cannot be understood"


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("b", "http://feeds.test/a/b"),
        ("/b", "http://feeds.test/b"),
        ("//other.test/b", "http://other.test/b"),
        ("?q", "http://feeds.test/a/?q"),
        ("HTTPS://Other.Test", "https://other.test/"),
    ],
)
def test_a_redirect_leads_on(location: str, leads: str) -> None:
    assert str(onward(parsed("http://feeds.test/a/")[0], location)) == leads


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_an_address_or_a_sentence(written: str, location: str) -> None:
    home = parsed("http://feeds.test/a")[0]
    for base, text in ((None, f"http://{written}"), (home, location)):
        try:
            found = str(onward(base, text) if base else parsed(text)[0])
        except FetchError as error:
            assert error.reason.isprintable()  # noqa: PT017
        else:
            assert found.isascii()
            assert found.isprintable()
            assert str(parsed(found)[0]) == found
