"""Draw the pictures of docs/leitfaden.md anew, from the example.

Usage: python scripts/guide_pictures.py; it needs a Chromium (`make test` gets one). Writes docs/sitzung.png,
docs/vorlage.png and docs/vergleich.png.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

COLOURS = 256
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Write the sheet of a meeting, a Vorlage and a comparison of the example, and photograph each."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        sys.stderr.write("There is no Chromium: scripts/get-chromium\n")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        written(Path(folder))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        photograph(browser, Path(folder) / "sitzung" / "sitzung.html", "sitzung.png", 760, 620)
        photograph(browser, Path(folder) / "vorlage.html", "vorlage.png", 820, 900)
        photograph(browser, Path(folder) / "vergleich.html", "vergleich.png", 1120, 640, ready="() => window.netmap?.ready")
        browser.close()
    return 0


def written(folder: Path) -> None:
    """Write what is to be photographed into a folder."""
    from netmap.cli import run

    store = ("--store", str(folder / "store.db"), "--lang", "de")
    for words in (
        ("load", str(ROOT / "graphs" / "rostock"), "--yes"),
        ("meeting", str(folder / "sitzung"), "--forum", "fachkreis-ehrenamt", "--date", "2018-12-15"),
        ("report", str(folder / "vorlage.html"), "--kind", "vorlage"),
        ("map", "--view", "compare", "2014", "2018", "--output", str(folder / "vergleich.html")),
    ):
        if run([*store, *words]):
            raise SystemExit(1)


def photograph(browser: Any, page: Path, name: str, width: int, height: int, *, ready: str = "") -> None:
    """Write a picture of a page into docs/, in as few colours as it needs, so that it stays small."""
    from PIL import Image

    opened = browser.new_page(viewport={"width": width, "height": height})
    opened.goto(page.as_uri())
    if ready:
        opened.wait_for_function(ready)
    with Image.open(io.BytesIO(opened.screenshot())) as picture:
        picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE).save(ROOT / "docs" / name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
