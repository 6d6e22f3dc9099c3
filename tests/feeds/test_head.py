"""What the head of an answer says, read with care."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.sources.feeds.answers import Hints
from watchers.sources.feeds.head import WEEK, Head

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
SERVED = b"Sat, 14 Mar 2026 11:00:00 GMT"


def hints(**headers: bytes) -> Hints:
    return Head(200, [(name.replace("_", "-").encode(), value) for name, value in headers.items()]).hints(NOON)


def test_freshness_is_what_is_left_of_it() -> None:
    assert hints(cache_control=b"public, Max-Age=600", age=b"500").max_age == 100
    assert hints(cache_control=b"max-age=600", age=b"5000").max_age == 0
    assert hints(cache_control=b'max-age="600"').max_age == 600
    assert hints(cache_control=b"max-age=soon").max_age is None


def test_expires_counts_from_the_servers_own_clock() -> None:
    assert hints(date=SERVED, expires=b"Sat, 14 Mar 2026 11:30:00 GMT").expires == 1800
    assert hints(expires=b"Sat, 14 Mar 2026 12:30:00 GMT").expires == 1800
    assert hints(expires=b"0").expires == 0
    assert hints(expires=SERVED, cache_control=b"max-age=60") == Hints(max_age=60)


def test_what_must_not_be_kept_is_known() -> None:
    told = hints(cache_control=b"no-cache, no-store, private")
    assert (told.no_cache, told.no_store) == (True, True)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120),
        (b"0", 0),
        (b"-5", None),
        (b"soon", None),
        (b"", None),
        (b"9" * 300, WEEK),
        (b"Sat, 14 Mar 2026 11:02:00 GMT", 120),
        (b"Saturday, 14-Mar-26 11:02:00 GMT", 120),
        (b"Sat Mar 14 11:02:00 2026", 120),
        (b"Sat, 14 Mar 2020 11:02:00 GMT", 0),
        (b"Sat, 14 Mar 9999 11:02:00 GMT", WEEK),
        (b"Sat, 99 Mar 2026 11:02:00 GMT", None),
    ],
)
def test_retry_after(value: bytes, seconds: int | None) -> None:
    assert hints(date=SERVED, retry_after=value).retry_after == seconds


def test_type_and_charset_are_cleaned() -> None:
    head = Head(200, [(b"Content-Type", b"Text/XML; Charset='ISO-8859-1'")])
    assert (head.media_type, head.charset) == ("text/xml", "iso-8859-1")
    assert Head(200, [(b"content-type", b"\x1b[31m")]).media_type == ""


@given(st.binary(max_size=80), st.sampled_from(["retry-after", "expires", "age", "date", "cache-control", "etag"]))
def test_no_value_raises(value: bytes, name: str) -> None:
    head = Head(200, [(name.encode(), value)])
    told = head.hints(NOON)
    assert all(0 <= number <= WEEK for number in (told.max_age, told.expires, told.retry_after) if number is not None)
    assert head.tokens
