"""Reports in the tests: made from a landscape, opened again by the readers that people have."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest

from netmap.cli.reports import made_report
from netmap.document import Document, Section
from netmap.landscape import Landscape


def report_of(landscape: Landscape, kind: str = "vorlage", **given: Any) -> Document:
    """Return a report of a kind, of the meeting edition and in German unless said otherwise."""
    return made_report(landscape, kind, **given)


def section(report: Document, key: str) -> Section:
    """Return the section with a key."""
    return next(one for one in report.sections if one.key == key)


def words_of(path: Path) -> str:
    """Return every text that python-docx finds in a Word file, tables, headers and footers with it."""
    document = docx.Document(str(path))
    parts = [document.element.body]
    parts += [end._element for one in document.sections for end in (one.header, one.footer)]
    return "\n".join(
        "".join(text.text or "" for text in line.iter(f"{W}t")) for part in parts for line in part.iter(f"{W}p")
    )


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pages(*paths: Path) -> list[int]:
    """Return how many pages Word files of one folder have in a real LibreOffice; without one the test is skipped."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or shutil.which("lowriter") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice Writer is missing")
        pytest.skip("LibreOffice Writer is missing")
    folder = paths[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [program, "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=600)
    files = [path.with_suffix(".pdf") for path in paths]
    assert all(one.exists() for one in files), done.stderr
    return [len(re.findall(rb"/Type\s*/Page\b(?!s)", one.read_bytes())) for one in files]
