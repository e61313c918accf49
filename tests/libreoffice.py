"""A real LibreOffice for the tests of workbooks: it opens and saves them, as a colleague without Excel does."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def saved_again(files: Sequence[Path], folder: Path) -> list[Path]:
    """Open Excel files in LibreOffice, and return where it saved them in a folder; skip where there is none, never in CI."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing")
        pytest.skip("LibreOffice is missing")
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    options = ["--headless", "--norestore", profile, "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([program, *options, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [folder / "out" / one.name for one in files]
