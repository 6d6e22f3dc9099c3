"""XML of no standard, as agencies and old archives write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.arriving import arrival
from tests.reading.expecting import expected, files, told
from watchers.errors import UnreadableError
from watchers.reading import read


@pytest.mark.parametrize("path", files("xml"), ids=lambda path: path.stem)
def test_what_a_file_tells(path: Path) -> None:
    assert told(path) == expected(path)


def test_every_story_of_a_list_is_read() -> None:
    stories = "".join(f"<a><title>Port {n}</title><text>The port was opened again today.</text></a>" for n in range(3))
    found = read(arrival(f"<?xml version='1.0'?><all><title>x</title>{stories}</all>".encode(), "a.xml"))
    assert [each.headline for each in found] == ["Port 0", "Port 1", "Port 2"]


def test_xml_without_a_story_is_named_by_its_root() -> None:
    with pytest.raises(UnreadableError, match="<settings>"):
        read(arrival(b"<?xml version='1.0'?><settings><colour>red</colour></settings>", "a.xml"))
