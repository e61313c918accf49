"""Bad input: each kind of it gives one clear sentence, and a folder that cannot be written stays as it was."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from netmap.disk import DiskError
from netmap.errors import DataError, Problem
from netmap.files import disk, flaws
from netmap.files.folder import read_folder, write_folder
from netmap.files.strict_yaml import Flaw
from tests.landscapes import full_city, tiny_city

SETTINGS = b"id: city\nname: Stadt\n"


def refused(folder: Path) -> DataError:
    with pytest.raises(DataError) as error:
        read_folder(folder, lang="en")
    assert "\n" not in str(error.value)
    return error.value


def flaw_of(folder: Path) -> str:
    (problem,) = refused(folder).problems
    return str(problem)


def with_actors(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "landscape.yaml").write_bytes(SETTINGS)
    (tmp_path / "actors.yaml").write_bytes(content)
    return tmp_path


def test_a_missing_folder(tmp_path: Path):
    assert str(refused(tmp_path / "weg")) == f"{tmp_path / 'weg'} does not exist."


def test_an_empty_folder(tmp_path: Path):
    assert str(refused(tmp_path)) == f"{tmp_path} is empty; a landscape holds at least a landscape.yaml."


def test_a_file_in_place_of_the_folder(tmp_path: Path):
    path = tmp_path / "landscape.yaml"
    path.write_bytes(SETTINGS)
    assert str(refused(path)) == f"{path} is no folder; a landscape is a folder of YAML files."


def test_a_folder_without_settings(tmp_path: Path):
    (tmp_path / "actors.yaml").write_bytes(b"- id: a\n")
    assert str(refused(tmp_path)) == f"{tmp_path} holds no landscape: the file landscape.yaml is missing."


def test_a_folder_that_links_to_itself(tmp_path: Path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert str(refused(tmp_path / "loop")) == f"{tmp_path / 'loop'} is a link that leads back to itself."


def test_a_name_too_long_for_any_disk(tmp_path: Path):
    assert "is too long for the name of a file." in str(refused(tmp_path / ("x" * 5_000)))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"- id: a\n  name: M\xfcller\n", "actors.yaml:2: the file is not in UTF-8: this line holds the byte 0xFC."),
        ("- id: a".encode("utf-16"), "actors.yaml:1: the file is not in UTF-8 but in UTF-16."),
        (b"- id: a\0", "actors.yaml:1: the file holds a NUL byte and is no text."),
        (b"- &a [x]\n- *a\n", "actors.yaml:1: anchors and aliases are not allowed: “&a”."),
        (b"- id: a\n---\n- id: b\n", "actors.yaml:2: a second document begins here."),
        (b"[" * 100_000, "actors.yaml:1: the file is nested deeper than any landscape is."),
        (b"- id: a\n  name: a: b\n", "actors.yaml:2: this is not valid YAML"),
        (b"id: a\n", "actors.yaml:1: the file is no list of records."),
    ],
    ids=["cp1252", "utf-16", "nul", "alias", "documents", "deep", "syntax", "no-list"],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes, says: str):
    error = refused(with_actors(tmp_path, content))
    assert str(error) == f"{tmp_path} cannot be read.", "what is wrong stands in the problems, and only there"
    (problem,) = error.problems
    assert str(problem).startswith(says)
    assert str(problem).endswith((".", "?"))


def test_all_files_that_cannot_be_read_are_named_at_once(tmp_path: Path):
    with_actors(tmp_path, b"\xff")
    (tmp_path / "offers.yaml").write_bytes(b"a: b: c")
    (tmp_path / "forums.yaml").write_bytes(b"- id: f\n")
    assert [problem.code for problem in refused(tmp_path).problems] == ["not_utf_8", "missing_field", "syntax"]


def test_a_file_gone_while_reading(tmp_path: Path):
    """A link that leads nowhere is what a file is that was listed and is not there when it is opened."""
    (tmp_path / "landscape.yaml").write_bytes(SETTINGS)
    (tmp_path / "actors.yaml").symlink_to(tmp_path / "weg")
    assert flaw_of(tmp_path).startswith("actors.yaml: the file is gone, or a link that leads nowhere.")


def test_a_file_that_links_to_itself(tmp_path: Path):
    (tmp_path / "landscape.yaml").write_bytes(SETTINGS)
    (tmp_path / "actors.yaml").symlink_to(tmp_path / "actors.yaml")
    assert flaw_of(tmp_path).startswith("actors.yaml: the file is a link that leads back to itself.")


def test_what_is_no_file_is_not_waited_for(tmp_path: Path):
    (tmp_path / "landscape.yaml").write_bytes(SETTINGS)
    os.mkfifo(tmp_path / "actors.yaml")
    (tmp_path / "offers.yaml").mkdir()
    assert [problem.code for problem in refused(tmp_path).problems] == ["not_a_file", "not_a_file"]


def test_a_file_too_large(tmp_path: Path):
    path = with_actors(tmp_path, b"") / "actors.yaml"
    with path.open("wb") as file:
        file.truncate(disk.LARGEST + 1)
    assert flaw_of(tmp_path).startswith("actors.yaml: the file is larger than 64 MB.")


AS_NOBODY = """
import os, sys
from pathlib import Path
from netmap.errors import DataError, NetmapError
from netmap.files.folder import read_folder, write_folder
city = read_folder(Path(sys.argv[3]), lang="en").landscape if sys.argv[1] == "write" else None
os.setuid(65534) if os.geteuid() == 0 else None
try:
    write_folder(city, Path(sys.argv[2]), lang="en") if city else read_folder(Path(sys.argv[2]), lang="en")
except NetmapError as error:
    sys.exit("\\n".join(map(str, [error, *getattr(error, "problems", ())])))
"""


def as_nobody(*arguments: object) -> str:
    command = [sys.executable, "-c", AS_NOBODY, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    return done.stderr.strip()


@pytest.fixture
def open_folder():
    """Give a folder that everyone may pass through, with the tiny city in it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name, "city")
        write_folder(tiny_city(), folder)
        yield folder
        folder.chmod(0o755)


def test_a_locked_folder(open_folder: Path):
    open_folder.chmod(0o000)
    assert as_nobody("read", open_folder) == f"{open_folder} may not be opened: the permission is missing."


def test_a_locked_file(open_folder: Path):
    (open_folder / "actors.yaml").chmod(0o000)
    assert "actors.yaml: the file may not be opened: the permission is missing." in as_nobody("read", open_folder)


def test_a_folder_that_may_not_be_written(open_folder: Path):
    other = open_folder.parent / "other"
    write_folder(tiny_city(), other)
    other.chmod(0o555)
    before = {path: path.read_bytes() for path in other.iterdir()}
    assert as_nobody("write", other, open_folder) == f"{other} may not be opened: the permission is missing."
    assert {path: path.read_bytes() for path in other.iterdir()} == before


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from netmap.errors import DataError, NetmapError
from netmap.files.folder import read_folder, write_folder
city = read_folder(Path(sys.argv[1]), lang="en").landscape
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_folder(city, Path(sys.argv[2]), lang="en")
except NetmapError as error:
    sys.exit(str(error))
"""


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path):
    write_folder(full_city(), tmp_path / "new")
    write_folder(tiny_city(), tmp_path / "old")
    before = {path: path.read_bytes() for path in (tmp_path / "old").iterdir()}
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "new"), str(tmp_path / "old")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr.strip() == f"{tmp_path / 'old'} cannot be written: the disk is full."
    assert {path: path.read_bytes() for path in (tmp_path / "old").iterdir()} == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000


def test_a_file_where_the_folder_should_be_written(tmp_path: Path):
    (tmp_path / "city").write_bytes(b"")
    with pytest.raises(DiskError, match=r"city is a file, not a folder\.$"):
        write_folder(tiny_city(), tmp_path / "city", lang="en")


def test_a_folder_with_a_nul_in_its_name():
    assert str(refused(Path("a\0b"))) == "a�b is no name that a file can have."


@pytest.mark.parametrize("code", sorted(flaws.OF_FILES))
def test_every_flaw_has_its_sentence(code: str):
    problem = flaws.problem(Flaw(code, 3, "etwas"), "actors.yaml", lang="en")
    assert isinstance(problem, Problem)
    assert problem.severity == "error"
    assert str(problem).startswith("actors.yaml:3: ")
    assert str(problem).endswith((".", "?"))


@pytest.mark.parametrize(
    ("parser", "hint"),
    [
        ("mapping values are not allowed in this context", "quotation marks"),
        ("found character that cannot start any token", "quotation marks"),
        ("did not find expected '-' indicator", "indentation"),
        ("something else", "the one above it"),
    ],
)
def test_a_syntax_error_comes_with_a_hint(parser: str, hint: str):
    assert hint in flaws.problem(Flaw("syntax", 1, parser), "x.yaml", lang="en").mend
