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
    run(folder, "--convert-to", "xlsx", "--outdir", str(folder / "out"), *map(str, files))
    return [folder / "out" / one.name for one in files]


def run(folder: Path, *arguments: str) -> None:
    """Run LibreOffice with a profile of its own in a folder; skip where there is none, never in CI."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing")
        pytest.skip("LibreOffice is missing")
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    options = ["--headless", "--norestore", profile]
    subprocess.run([program, *options, *arguments], check=True, capture_output=True, timeout=300)


_KINDS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Protect()
  Dim hidden(0) As New com.sun.star.beans.PropertyValue, saved(1) As New com.sun.star.beans.PropertyValue
  Dim key(1) As New com.sun.star.beans.NamedValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  sheet = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  saved(0).Name = "FilterName"
  {savings}
  sheet.close(True)
End Sub
</script:module>
"""
_SAVING = """saved(0).Value = "{filter}" : saved(1).Name = "{name}" : saved(1).Value = {value}
  sheet.storeToURL("{target}", saved())"""
_KEY = """key(0).Name = "CryptoType" : key(0).Value = "Standard" : key(1).Name = "OOXPassword" : key(1).Value = "geheim"
  """


def protected(source: Path, folder: Path) -> list[Path]:
    """Save a sheet with a password, as Excel's file of today, that of 1997 and as LibreOffice's own; return the files."""
    targets = [folder / f"kennwort.{kind}" for kind in _KINDS]
    savings = _KEY
    for target in targets:
        kind = target.suffix[1:]
        name, value = ("EncryptionData", "key()") if kind == "xlsx" else ("Password", '"geheim"')
        savings += _SAVING.format(filter=_KINDS[kind], name=name, value=value, target=target.resolve().as_uri()) + "\n  "
    run(folder, "--terminate_after_init")  # the first start makes the profile, with an empty module in it
    module = _MODULE.format(source=source.resolve().as_uri(), savings=savings)
    (folder / "profile/user/basic/Standard/Module1.xba").write_text(module, encoding="utf-8")
    run(folder, "macro:///Standard.Module1.Protect")
    return targets
