"""A file is written whole or not at all, and what a disk refuses is said in one sentence."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from netmap.disk import DiskError, encoded, replace_all, sentence, write_whole


def refused(path: Path | str, content: str | bytes = "new", *, lang: str = "en", encoding: str = "utf-8") -> str:
    with pytest.raises(DiskError) as error:
        write_whole(path, content, lang=lang, encoding=encoding)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_file_is_written_with_its_folders(tmp_path: Path):
    path = tmp_path / "a" / "b" / "karte.html"
    assert write_whole(path, "Grüße\n") == path
    assert path.read_bytes() == "Grüße\n".encode()
    assert write_whole(str(path), b"new\r\n") == path
    assert path.read_bytes() == b"new\r\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_for_a_spreadsheet(tmp_path: Path):
    write_whole(tmp_path / "x.csv", "ä", encoding="utf-8-sig")
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbf\xc3\xa4"


def test_rights_and_links_stay(tmp_path: Path):
    path = tmp_path / "x"
    path.write_text("old")
    path.chmod(0o640)
    (tmp_path / "link").symlink_to(path)
    write_whole(tmp_path / "link", "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link").is_symlink()


def test_a_store_is_never_written_over_whatever_its_name(tmp_path: Path):
    path = tmp_path / "rostock.csv"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE record (id)")
    before = path.read_bytes()
    (tmp_path / "link.csv").symlink_to(path)
    for name in ("rostock.csv", "link.csv"):
        assert refused(tmp_path / name).startswith(f"{tmp_path / name} is a store of netmap or another database, and stays.")
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"rostock.csv", "link.csv"}


def test_a_device_is_written_to_and_not_replaced():
    write_whole("/dev/null", "new")
    assert Path("/dev/null").is_char_device()


def test_a_name_as_long_as_a_name_may_be(tmp_path: Path):
    path = tmp_path / ("x" * 255)
    write_whole(path, "new")
    assert path.read_text() == "new"


def test_what_cannot_be_a_file(tmp_path: Path):
    (tmp_path / "file").write_text("old")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    long = tmp_path / ("x" * 256)
    assert refused(tmp_path) == f"{tmp_path} is a folder, not a file."
    assert refused(tmp_path / "file" / "x") == f"{tmp_path / 'file'} is a file, not a folder."
    assert refused(tmp_path / "file" / "a" / "x").startswith(f"{tmp_path / 'file' / 'a'} cannot be used: what should")
    assert refused(long) == f"{str(long)[:200]}… is too long for the name of a file."
    assert refused(tmp_path / "a\0b") == f"{tmp_path}/a�b is no name that a file can have."
    assert refused(tmp_path / "loop") == f"{tmp_path / 'loop'} is a link that leads back to itself."
    assert (tmp_path / "file").read_text() == "old"
    assert (tmp_path / "loop").is_symlink()
    assert {one.name for one in tmp_path.iterdir()} == {"file", "loop"}


def test_the_sentences_are_german_first():
    assert sentence(OSError(errno.ENOENT, ""), "x") == "x gibt es nicht."


def test_what_no_file_can_hold(tmp_path: Path):
    assert refused(tmp_path / "x", "abc\ud800").startswith("a text holds half a character that no file can hold")
    assert refused(tmp_path / "x", "abcł", encoding="cp1252").startswith("a text holds a character that a file in cp1252")
    assert encoded("ä", encoding="cp1252") == b"\xe4"
    assert list(tmp_path.iterdir()) == []


def test_several_files_are_replaced_together_or_not_at_all(tmp_path: Path):
    replace_all(tmp_path / "new", {"a": b"1", "b": b"2"})
    assert {one.name: one.read_bytes() for one in (tmp_path / "new").iterdir()} == {"a": b"1", "b": b"2"}
    (tmp_path / "new" / "c").mkdir()
    with pytest.raises(DiskError, match=r"new is a folder, not a file\.$"):
        replace_all(tmp_path / "new", {"a": b"3", "c": b"4"}, lang="en")
    assert (tmp_path / "new" / "a").read_bytes() == b"1"
    assert {one.name for one in (tmp_path / "new").iterdir()} == {"a", "b", "c"}


LIMITED = """
import os, resource, signal, sys
from pathlib import Path
from netmap.disk import DiskError, replace_all, write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
if sys.argv[2] == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
elif os.geteuid() == 0:
    os.setuid(65534)
try:
    if sys.argv[3:]:
        replace_all(Path(sys.argv[1]), {"a": b"x", "b": b"x" * 5000}, lang="en")
    else:
        write_whole(sys.argv[1], "x" * 5000, lang="en")
except DiskError as error:
    sys.exit(str(error))
"""


def limited(path: Path, *how: str) -> str:
    """Write in a process of its own: on a disk that is full, or as somebody without rights."""
    done = subprocess.run([sys.executable, "-c", LIMITED, path, *how], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    return done.stderr.strip()


def test_a_full_disk_leaves_no_folder_that_was_not_there(tmp_path: Path):
    assert "the disk is full" in limited(tmp_path / "new", "full", "folder")
    assert not (tmp_path / "new").exists()
    (tmp_path / "old").mkdir()
    assert "the disk is full" in limited(tmp_path / "old", "full", "folder")
    assert [*(tmp_path / "old").iterdir()] == []


def test_a_full_disk_leaves_the_old_file(tmp_path: Path):
    (tmp_path / "x").write_text("old")
    assert limited(tmp_path / "x", "full") == f"{tmp_path / 'x'} cannot be written: the disk is full."
    assert (tmp_path / "x").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_without_the_permission():
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        path = Path(name, "x")
        path.write_text("old")
        path.chmod(0o444)
        assert limited(path, "locked") == f"{path} may not be opened: the permission is missing."
        Path(name).chmod(0o555)
        assert limited(Path(name, "y"), "locked") == f"{Path(name, 'y')} may not be opened: the permission is missing."
        assert path.read_text() == "old"
        Path(name).chmod(0o755)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "x cannot be written: the disk is full."),
        (errno.EROFS, "x cannot be written: the disk is read-only."),
        (errno.EACCES, "x may not be opened: the permission is missing."),
        (errno.ETXTBSY, "x is open in another program; please close it there and try again."),
        (errno.EIO, "x cannot be read or written: is the network drive gone?"),
        (errno.ECONNRESET, "x cannot be used: Connection reset by peer."),
    ],
)
def test_every_error_has_its_sentence(code: int, says: str):
    assert sentence(OSError(code, os.strerror(code)), "x", lang="en") == says


def test_what_windows_calls_a_missing_permission():
    error = OSError(errno.EACCES, "")
    error.winerror = 32
    assert "open in another program" in sentence(error, "x.csv", lang="en")
