"""Read and replace files on a disk, with one clear sentence for each thing that can go wrong there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from netmap.errors import DataError
from netmap.files.strict_yaml import FlawError
from netmap.locale import N_, translator

LARGEST = 64 * 1024 * 1024
"""No file of a landscape is larger, in bytes: 20,000 actors need less than a tenth of it."""

_SENTENCES: Mapping[int, str] = {
    errno.ENOENT: N_("{path} does not exist."),
    errno.ENOTDIR: N_("{path} is no folder; a landscape is a folder of YAML files."),
    errno.EACCES: N_("{path} may not be opened: the permission is missing."),
    errno.EPERM: N_("{path} may not be opened: the permission is missing."),
    errno.ELOOP: N_("{path} is a link that leads back to itself."),
    errno.ENOSPC: N_("{path} cannot be written: the disk is full."),
    errno.EDQUOT: N_("{path} cannot be written: the disk is full."),
    errno.EFBIG: N_("{path} cannot be written: the disk is full."),
    errno.EROFS: N_("{path} cannot be written: the disk is read-only."),
    errno.ENAMETOOLONG: N_("{path}… is too long for the name of a file."),
}  # fmt: skip


def sentence(error: OSError, path: Path, *, lang: str) -> str:
    """Say in one sentence why a folder or file cannot be read or written."""
    _ = translator(lang)
    text = _SENTENCES.get(error.errno or 0, "")
    text = _(text) if text else _("{path} cannot be used: {reason}.")
    return text.format(path=str(path)[:200], reason=error.strerror or error)


def listed(folder: Path, *, lang: str) -> set[str]:
    """Return the names in a folder, hidden ones left out; raise DataError where there are none to be had."""
    _ = translator(lang)
    try:
        names = {name for name in os.listdir(folder) if not name.startswith(".")}  # noqa: PTH208 - names, not paths
    except OSError as error:
        raise DataError(sentence(error, folder, lang=lang)) from error
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


def replace_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files beside the old ones, then put all in their place; raise OSError with the folder as it was."""
    beside = {folder / name: folder / f".{name}.{os.getpid()}.tmp" for name in contents}
    try:
        for path, new in beside.items():
            with new.open("wb") as file:
                file.write(contents[path.name])
                file.flush()
                os.fsync(file.fileno())
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
