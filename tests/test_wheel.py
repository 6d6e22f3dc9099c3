"""What is installed elsewhere holds all that the program needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_built_wheel_carries_styles_and_lexicons(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("wirewatch-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    patterns = [f"{top}/**/*.{kind}" for top in ("tui", "watchers") for kind in ("tcss", "toml", "tsv", "py")]
    needed = {str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.glob(pattern)}
    assert "tui/board/board.tcss" in held
    assert needed <= held
    assert not [name for name in held if name.startswith(("tests/", "seeds/"))]
