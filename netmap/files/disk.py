"""Read the files of a landscape from a disk; how they are written stands in `netmap.disk`."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from netmap.disk import sentence
from netmap.errors import DataError
from netmap.files.strict_yaml import FlawError
from netmap.locale import translator

LARGEST = 64 * 1024 * 1024
"""No file of a landscape is larger, in bytes: 20,000 actors need less than a tenth of it."""


def listed(folder: Path, *, lang: str) -> set[str]:
    """Return the names in a folder, hidden ones left out; raise DataError where there are none to be had."""
    _ = translator(lang)
    try:
        names = {name for name in os.listdir(folder) if not name.startswith(".")}  # noqa: PTH208 - names, not paths
    except NotADirectoryError as error:
        text = _("{path} is no folder; a landscape is a folder of YAML files.")
        raise DataError(text.format(path=folder)) from error
    except OSError as error:
        raise DataError(sentence(error, folder, lang=lang)) from error
    except ValueError as error:  # a name with a NUL in it
        raise DataError(sentence(OSError(errno.EINVAL, str(error)), folder, lang=lang)) from error
    if not names:
        raise DataError(_("{path} is empty; a landscape holds at least a landscape.yaml.").format(path=folder))
    return names


def content(path: Path) -> bytes:
    """Return a file's bytes; raise FlawError where it is gone, locked, no file, or too large."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FlawError("not_a_file", 0)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        code = {errno.ENOENT: "gone", errno.EACCES: "locked", errno.EPERM: "locked", errno.ELOOP: "loop"}
        raise FlawError(code.get(error.errno or 0, "disk"), 0, error.strerror or str(error)) from error
    if len(data) > LARGEST:
        raise FlawError("too_large", 0, f"{LARGEST // 1024**2} MB")
    return data
