"""A person's home with all that the examples of the helps speak of: files, feeds, an archive, and a web server."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import platformdirs

from tests.build import report
from tests.commands.stored import NOW
from tests.reading.office import docx, paragraph, pdf
from watchers.archive.writing import Archive
from watchers.subscriptions import Subscription
from watchers.subscriptions.editing import added

ROOT = Path(__file__).parent.parent.parent
STORY = (
    "Rebels shell a village near Khartoum\n\nKHARTOUM, Sudan (Reuters) - Rebels shelled a village, officials said.\n"
)
PAGE = f"""<html><head><title>Courier</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>
<body><p>{STORY}</p></body></html>"""
FEED = """<rss version="2.0"><channel><title>Courier</title><link>https://example.org/</link>
<item><title>Ferry sails</title><guid>1</guid><link>https://example.org/1</link>
<description>A ferry sailed.</description></item></channel></rss>"""
URGENT = """<?xml version="1.0"?>
<nitf><head><title>Truce in Sudan</title><docdata><urgency ed-urg="1"/></docdata></head><body><body.content>
<p>Sudan and the rebels signed a truce in Khartoum, officials said.</p></body.content></body></nitf>
"""
OPML = """<opml version="2.0"><body><outline text="Africa"><outline text="Dawn" type="rss" xmlUrl="https://example.org/dawn"/>
</outline></body></opml>"""
STAND_INS = {
    "jq": "import json, sys\nfor line in sys.stdin.read().splitlines():\n    print(line)\n",
    "curl": "import sys, urllib.request\nprint(urllib.request.urlopen(sys.argv[-1]).read().decode())\n",
}
"""For a machine that lacks them."""


@dataclass(frozen=True, slots=True)
class Home:
    """`desk` is where the commands are typed, `site` the address of the web server."""

    desk: Path
    site: str
    environment: dict[str, str]


@contextmanager
def web() -> Iterator[str]:
    """The address of a server that has a page at its root and a feed anywhere else."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, text = ("text/html", PAGE) if self.path == "/" else ("application/rss+xml", FEED)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments: object) -> None:
        """Nothing is to be printed."""


def prepared(place: Path, site: str) -> Home:
    """A home in a new folder."""
    desk, settings = place / "desk", place / "config" / "wirewatch"
    for folder in (desk / "inbox", desk / "seeds", place / "wire", settings, place / "data" / "wirewatch"):
        folder.mkdir(parents=True)
    (settings / "settings.toml").write_text("workers = 1\nquiet_seconds = 0.1\n", encoding="utf-8")
    (settings / "feeds.toml").write_text(_feeds(site), encoding="utf-8")
    _documents(desk, place / "wire")
    _archive(place / "data" / "wirewatch" / "archive.sqlite")
    return Home(desk, site, {**_paths(place), "PAID_FEED": "secret", "PAID_KEY": "key"})


def _paths(place: Path) -> dict[str, str]:
    programs = place / "bin"
    programs.mkdir()
    _program(programs / "wirewatch", f'exec "{sys.executable}" -m tui "$@"')
    for name, text in STAND_INS.items():
        if shutil.which(name) is None:
            (programs / f"{name}.py").write_text(text, encoding="utf-8")
            _program(programs / name, f'exec "{sys.executable}" "{programs}/{name}.py" "$@"')
    return {
        "HOME": str(place),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(place / "config"),
        "XDG_DATA_HOME": str(place / "data"),
        "XDG_CACHE_HOME": str(platformdirs.user_cache_path()),
    }


def _program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def _feeds(site: str) -> str:
    names = ["Dawn", "Harbour", "Gulf Courier", "Ridge", "Delta", "Savanna", "Noon"]
    addresses = [f"{site}/feed.xml", *(f"{site}/{number}" for number in range(2, 8))]
    return added(
        "",
        [
            Subscription(address, name=name, tags=("Africa", "papers"), allow_private=True)
            for name, address in zip(names, addresses, strict=True)
        ],
    )


def _documents(desk: Path, wire: Path) -> None:
    (wire / "a.txt").write_text(STORY, encoding="utf-8")
    (desk / "seeds" / "urgent.xml").write_text(URGENT, encoding="utf-8")
    (desk / "seeds" / "world-news.opml").write_text(OPML, encoding="utf-8")
    (desk / "subscriptions.opml").write_text(OPML, encoding="utf-8")
    (desk / "page.html").write_text(PAGE, encoding="utf-8")
    (desk / "articles.jsonl").write_text('{"text": "Rebels shelled Khartoum, officials said."}\n', encoding="utf-8")
    (desk / "report.pdf").write_bytes(pdf([[(72, 700, 12, "Rebels shelled Khartoum, officials said.")]]))
    for name in ("a", "b"):
        (desk / "inbox" / f"{name}.docx").write_bytes(docx(paragraph("Rebels shelled Khartoum, officials said.")))


def _archive(path: Path) -> None:
    reports = [
        report(
            f"Raid {number}", "Ceasefire talks end.", [("iran", "Iran", "state")], ["idlib"], ["ASSAULT"],
            received=NOW - timedelta(hours=number), credit="Reuters",
        )
        for number in range(20)
    ]  # fmt: skip
    archive = Archive.open(path)
    archive.store_all(reports)
    archive.close()
