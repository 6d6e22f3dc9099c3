"""The board in a real browser: painted, clicked, typed into, and loading nothing from anywhere else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.browser import FOUND, MISSING, browsing
from tests.web.serving import served

pytestmark = pytest.mark.skipif(FOUND is None, reason=MISSING)


async def test_a_click_opens_a_document_and_a_key_closes_it(tmp_path: Path) -> None:
    async with served(tmp_path, "--port", "0") as server, browsing(tmp_path / "browser") as page:
        await page.open(server.address)
        await page.shows("Ferry service to Zanzibar", "Iranian army opens border post")
        before = await page.settled(lambda shot: shot.painted > 0.02)
        assert before.colours > 20
        await page.click_on("Ferry service to Zanzibar", times=2)
        await page.shows("Zanzibar sail again")
        await page.hides("Iranian army opens border post")
        opened = await page.settled(lambda shot: shot.unlike(before) > 0.02)
        await page.press("q")
        await page.shows("Ferry service to Zanzibar", "Iranian army opens border post")
        await page.settled(lambda shot: shot.unlike(opened) > 0.02)
        assert {urlsplit(request).hostname for request in page.requests} == {"127.0.0.1"}
        assert page.complaints == []
