"""What is written as YAML is read back exactly, and the same landscape gives the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from netmap.files.folder import FILES, read_folder, write_folder
from netmap.files.yaml_text import text_of, text_of_one
from netmap.landscape import Landscape
from netmap.model import Actor, District, Evidence, Said, Settings
from tests.landscapes import empty_city, full_city, tiny_city
from tests.strategies import TRICKY, landscapes


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def there_and_back(landscape: Landscape) -> tuple[Landscape, dict[str, bytes], dict[str, bytes]]:
    """Write a landscape, read it, write what was read; return what was read and the bytes of both writes."""
    with tempfile.TemporaryDirectory() as name:
        first, second = Path(name, "first"), Path(name, "second")
        write_folder(landscape, first)
        reading = read_folder(first, lang="en")
        assert [str(problem) for problem in reading.problems] == []
        write_folder(reading.landscape, second)
        return reading.landscape, bytes_of(first), bytes_of(second)


@settings(deadline=None)  # it writes files, which takes as long as the disk takes
@given(landscapes)
def test_any_landscape_comes_back_as_it_was(landscape: Landscape):
    read, first, second = there_and_back(landscape)
    assert read == landscape
    assert first == second


@pytest.mark.parametrize("city", [empty_city(), tiny_city(), full_city()], ids=["empty", "tiny", "full"])
def test_the_named_landscapes_come_back_as_they_were(city: Landscape):
    read, first, second = there_and_back(city)
    assert read == city
    assert first == second


def test_the_order_of_records_and_of_own_columns_means_nothing():
    city = full_city()
    records = [one for one in city.records() if not isinstance(one, Settings)]
    turned = [one.model_copy(update={"attributes": dict(reversed(one.attributes.items()))}) for one in reversed(records)]
    assert there_and_back(Landscape(city.settings, turned))[1] == there_and_back(city)[1]


@pytest.mark.parametrize("text", TRICKY, ids=ascii)
def test_a_tricky_text_is_the_same_for_every_reader_of_yaml(text: str):
    """The writer leaves nothing to guess: also plain YAML 1.1, which turns NO into False, reads what was written."""
    actor = Actor(id="a", name="A", note=text, description=text, attributes={"own": text, "list": (text,)})
    (read,) = yaml.load(text_of([actor]), Loader=yaml.CSafeLoader)
    assert read.get("note", "") == text
    assert read.get("description", "") == text
    assert read["attributes"] == {"own": text, "list": [text]}


def test_fields_stand_in_the_models_order_and_defaults_are_left_out():
    actor = Actor(
        id="vhs",
        name="Volkshochschule",
        areas=("school", "clubs"),
        coordinates=(54.0, 12.5),
        since="2018",
        evidence=(Evidence(source="Liste", seen="2019-03", said=Said(intensity=2)), Evidence()),
        note="eins\nzwei",
        attributes={"b": 1, "a": 1.0, "PLZ": "18057"},
    )
    assert text_of([actor]).splitlines() == [
        "- id: vhs",
        "  name: Volkshochschule",
        "  areas:",
        "    - school",
        "    - clubs",
        "  coordinates: [54.0, 12.5]",
        "  since: 2018",
        "  evidence:",
        "    - source: Liste",
        "      seen: 2019-03",
        "      said:",
        "        intensity: 2",
        "    - {}",
        "  note: |-",
        "    eins",
        "    zwei",
        "  attributes:",
        '    PLZ: "18057"',
        "    a: 1.0",
        "    b: 1",
    ]


def test_figures_of_persons_have_no_decimals():
    district = District(id="d", name="D", figures={2018: {"share": 0.125, "population": 1200.0}, 2017: {}})
    assert text_of([district]).endswith("  figures:\n    2017: {}\n    2018:\n      population: 1200\n      share: 0.125\n")


def test_settings_are_one_mapping():
    assert text_of_one(Settings(id="c", name="Stadt: Mitte")) == 'id: c\nname: "Stadt: Mitte"\n'


@pytest.mark.parametrize("plain", ["Müller & Söhne", "(neu)", "https://vhs.example/a#b", "1. Grundschule", "a-b", "„Zitat“"])
def test_ordinary_texts_are_not_quoted(plain: str):
    assert f"note: {plain}\n" in text_of_one(Settings(id="c", name="C", note=plain))


def test_every_kind_has_a_file_and_the_full_city_fills_them_all(tmp_path: Path):
    write_folder(full_city(), tmp_path)
    assert sorted(bytes_of(tmp_path)) == sorted(FILES.values())
    assert all(content.endswith(b"\n") and b"\r" not in content for content in bytes_of(tmp_path).values())
    assert not any(b"version" in content for content in bytes_of(tmp_path).values())
