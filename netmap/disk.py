"""Write files so that they are whole or not there, with one clear sentence for each thing that can go wrong on a disk."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from netmap.errors import NetmapError
from netmap.locale import N_, translator

_FULL = N_("{path} cannot be written: the disk is full.")
_LOCKED = N_("{path} may not be opened: the permission is missing.")
_OPEN = N_("{path} is open in another program; please close it there and try again.")
_NO_NAME = N_("{path} is no name that a file can have.")
_SENTENCES: Mapping[int, str] = {
    errno.ENOENT: N_("{path} does not exist."),
    errno.ENOTDIR: N_("{path} cannot be used: what should be a folder on the way there is a file."),
    errno.EEXIST: N_("{path} is a file, not a folder."),
    errno.EISDIR: N_("{path} is a folder, not a file."),
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EBUSY: _OPEN,
    errno.ETXTBSY: _OPEN,
    errno.ELOOP: N_("{path} is a link that leads back to itself."),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: N_("{path} cannot be written: the disk is read-only."),
    errno.ENAMETOOLONG: N_("{path}… is too long for the name of a file."),
    errno.EIO: N_("{path} cannot be read or written: is the network drive gone?"),
    errno.EILSEQ: _NO_NAME,
    errno.EINVAL: _NO_NAME,
}
_SHARED = frozenset({32, 33})
"""What Windows says, as a missing permission, of a file that another program has open."""
_DATABASE = b"SQLite format 3\0"
"""How a store begins, and any other database of that sort."""
_LENGTH = 200
_numbers = count()


class DiskError(NetmapError):
    """Say that a file or folder cannot be read or written; what was there before is there still."""


def sentence(error: OSError, path: Path | str, *, lang: str = "de") -> str:
    """Say in one sentence why a file or folder cannot be read or written.

    >>> sentence(OSError(errno.ENOSPC, ""), "karte.html", lang="en")
    'karte.html cannot be written: the disk is full.'
    """
    _ = translator(lang)
    text = _OPEN if getattr(error, "winerror", None) in _SHARED else _SENTENCES.get(error.errno or 0, "")
    text = _(text) if text else _("{path} cannot be used: {reason}.")
    shown = "".join(one if one.isprintable() else "�" for one in str(path)[:_LENGTH])
    return text.format(path=shown, reason=error.strerror or error)


def write_whole(path: Path | str, content: str | bytes, *, encoding: str = "utf-8", lang: str = "de") -> Path:
    """Write one file, and its folders where they are missing: whole, or not at all, with the old file as it was.

    A text is written as it is, line ends included. A link is followed; what is no file, such as `/dev/stdout`, is written
    to directly. A store is never written over, whatever its name. Raise DiskError.
    """
    path = Path(path)
    data = content if isinstance(content, bytes) else encoded(content, encoding=encoding, lang=lang)
    with _saying(path.parent, lang):
        path.parent.mkdir(parents=True, exist_ok=True)
    with _saying(path, lang):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.write(data)
        else:
            target = Path(os.path.realpath(path))
            if target.is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            _refuse_database(target, path, lang)
            _replace({target: data})
    return path


def replace_all(folder: Path, contents: Mapping[str, bytes], *, lang: str = "de") -> None:
    """Write files of a folder, which is made where it is missing: beside the old ones first, then all in their place.

    Raise DiskError with the folder as it was, and without one where there was none.
    """
    made = not folder.exists()
    with _saying(folder, lang):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _replace({folder / name: data for name, data in contents.items()})
        except OSError:
            if made:
                with suppress(OSError):
                    folder.rmdir()
            raise


def encoded(text: str, *, encoding: str = "utf-8", lang: str = "de") -> bytes:
    """Return a text as bytes; raise DiskError where it holds a character that the encoding, or any file, cannot hold."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        _ = translator(lang)
        place = ascii(error.object[max(error.start - 20, 0) : error.end])
        message = _("a text holds half a character that no file can hold: {text}")
        if not 0xD800 <= ord(error.object[error.start]) <= 0xDFFF:
            message = _("a text holds a character that a file in {encoding} cannot hold: {text}")
        raise DiskError(message.format(text=place, encoding=encoding)) from error


@contextmanager
def _saying(path: Path, lang: str) -> Iterator[None]:
    """Turn what the system says of a path into one clear sentence; a name with a NUL in it is a ValueError to it."""
    try:
        yield
    except OSError as error:
        raise DiskError(sentence(error, path, lang=lang)) from error
    except ValueError as error:
        raise DiskError(sentence(OSError(errno.EINVAL, str(error)), path, lang=lang)) from error


def _replace(contents: Mapping[Path, bytes]) -> None:
    # a name of its own, not the file's with something added: that may be too long
    beside = {path: path.with_name(f".netmap-{os.getpid()}-{next(_numbers)}.tmp") for path in contents}
    try:
        for path, new in beside.items():
            _refuse_target(path)
            with new.open("wb") as file:
                file.write(contents[path])
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, new)
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _refuse_target(path: Path) -> None:
    """Refuse before anything is replaced what could not be: a folder, and a file that its owner has locked."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _refuse_database(target: Path, path: Path, lang: str) -> None:
    """Refuse to write a table or a picture over all that a person has recorded: a slip of the name, or a link to it."""
    if not target.is_file():
        return
    with target.open("rb") as file:
        begins = file.read(len(_DATABASE))
    if begins == _DATABASE:
        _ = translator(lang)
        text = _("{path} is a store of netmap or another database, and stays. Please choose another name.")
        raise DiskError(text.format(path=path))
