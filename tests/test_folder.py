"""A folder is read with all of its problems at once, and written so that it comes back."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from netmap.errors import DataError
from netmap.files.folder import FILES, Place, Reading, read_folder, write_folder
from netmap.landscape import Landscape
from netmap.model import KINDS, Actor, Settings
from tests.landscapes import full_city, tiny_city

SETTINGS = "id: city\nname: Stadt\n"


def folder(tmp_path: Path, **files: str) -> Path:
    """Write a folder of a landscape.yaml and the files named."""
    for name, text in {"landscape": SETTINGS, **files}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def read(tmp_path: Path, **files: str) -> Reading:
    return read_folder(folder(tmp_path, **files), lang="en")


def said(tmp_path: Path, **files: str) -> list[str]:
    return [str(problem) for problem in read(tmp_path, **files).problems]


ACTORS = "- id: a\n  name: A\n- id: b\n  name: B\n"


def test_every_kind_has_its_file():
    assert set(FILES) == set(KINDS)
    assert len(set(FILES.values())) == len(FILES)


def test_a_reading_knows_the_place_of_every_record_and_field(tmp_path: Path):
    reading = read(tmp_path, actors="# head\n- id: a\n  name: A\n\n- name: B\n  id: b\n  areas:\n    - school\n")
    assert reading.problems == ()
    assert reading.landscape == Landscape(
        Settings(id="city", name="Stadt"), [Actor(id="a", name="A"), Actor(id="b", name="B", areas=("school",))]
    )
    assert reading.places == {
        "city": Place("landscape.yaml", 1, {"id": 1, "name": 2}),
        "a": Place("actors.yaml", 2, {"id": 2, "name": 3}),
        "b": Place("actors.yaml", 5, {"name": 5, "id": 6, "areas": 7}),
    }
    assert list(reading.landscape.actors) == ["a", "b"]


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ("  nmae: x", "actors.yaml:3: the field “nmae” is unknown. Did you mean “name”?"),
        ("  Since: 2018", "actors.yaml:3: the field “Since” is unknown. Did you mean “since”?"),
        ("  version: 3", "actors.yaml:3: “version” belongs to a store, not to a folder. Remove this line."),
        ("  name: B", "actors.yaml:3: the field “name” stands here for the second time. Keep one of the two."),
        (
            "  sector: insid",
            (
                "actors.yaml:3: “sector” cannot be read, one of inside, outside, unknown is expected, given is “insid”. "
                "Did you mean “inside”?"
            ),
        ),
        (
            "  areas: school",
            "actors.yaml:3: “areas” cannot be read, a list is expected, given is “school”. Write “[school]”.",
        ),
        (
            "  part_of: Amt_31",
            (
                "actors.yaml:3: “part_of” cannot be read, an id of small letters a to z, digits and hyphens is expected, "
                "given is “Amt_31”. Did you mean “amt-31”?"
            ),
        ),
        (
            "  areas:\n    - school\n    - Schule!",
            (
                "actors.yaml:5: “areas” cannot be read, a key of small letters a to z, digits and underscores is expected, "
                "given is “Schule!”."
            ),
        ),
        (
            "  publish: NO",
            "actors.yaml:3: “publish” cannot be read, true, false, or left out where it is not known, given is “NO”.",
        ),
        (
            "  since: 1.3.2018",
            "actors.yaml:3: “since” cannot be read, a date is written 2018, 2018-03 or 2018-03-01, given is “1.3.2018”.",
        ),
        (
            "  since: 2018-13",
            "actors.yaml:3: “since” cannot be read, a day that the calendar has is expected, given is “2018-13”.",
        ),
        (
            "  evidence:\n    - source: Liste\n      sene: 2018",
            "actors.yaml:5: the field “sene” is unknown. Did you mean “seen”?",
        ),
        (
            "  evidence:\n    - said: {intensity: 5}",
            "actors.yaml:4: “intensity” cannot be read, at most 4 is expected, given is “5”.",
        ),
        (
            "  evidence: Liste",
            "actors.yaml:3: “evidence” cannot be read, a list is expected, given is “Liste”. Write “[Liste]”.",
        ),
        ("  coordinates: [54.1]", "actors.yaml:3: the list “coordinates” is too short."),
        ("  coordinates: [54.1, x]", "actors.yaml:3: “coordinates” cannot be read, a number is expected, given is “x”."),
        ("  coordinates: [154, 12]", "actors.yaml:3: “coordinates” cannot be read, at most 90 is expected, given is “154”."),
        (
            "  attributes:\n    x: [[1]]",
            (
                "actors.yaml:3: “attributes” cannot be read, "
                "an attribute is a text, a number, true or false, a date, or a list of texts."
            ),
        ),
        ("  attributes: x", "actors.yaml:3: “attributes” cannot be read, names with values are expected, given is “x”."),
        ("  note: !!str x", "actors.yaml:3: tags are not allowed: “tag:yaml.org,2002:str”. "),
    ],
)
def test_what_the_model_refuses_is_said_with_line_and_mend(tmp_path: Path, record: str, sentence: str):
    (problem,) = said(tmp_path, actors=f"- id: a\n  name: A\n{record}\n")
    assert problem.startswith(sentence)


def test_a_missing_field_is_named(tmp_path: Path):
    assert said(tmp_path, actors="- id: a\n") == ["actors.yaml:1: the field “name” is missing. Add a line “name: …”."]
    assert said(tmp_path, actors="- name: A\n") == ["actors.yaml:1: the field “id” is missing. Add a line “id: …”."]


def test_all_problems_of_all_files_come_at_once_and_the_good_records_are_read(tmp_path: Path):
    reading = read(
        tmp_path,
        actors="- id: a\n  name: A\n- id: b\n- nmae: c\n",
        offers="- id: o\n  name: O\n  capacity: viele\n  area: Ärger\n- text\n",
        forums="- id: f\n  name: F\n",
    )
    assert [(one.place, one.line, one.code) for one in reading.problems] == [
        ("actors.yaml", 3, "missing_field"),
        ("actors.yaml", 4, "missing_field"),
        ("actors.yaml", 4, "missing_field"),
        ("actors.yaml", 4, "unknown_field"),
        ("offers.yaml", 3, "invalid_value"),
        ("offers.yaml", 4, "invalid_value"),
        ("offers.yaml", 5, "not_a_mapping"),
    ]
    assert {one.severity for one in reading.problems} == {"error"}
    assert (list(reading.landscape.actors), list(reading.landscape.forums)) == (["a"], ["f"])
    assert {"a", "b", "o", "f"} <= set(reading.places), "refused records are known, so that nothing dangles from them"


def test_an_id_is_unique_over_all_kinds(tmp_path: Path):
    problems = read(tmp_path, actors=ACTORS + "- name: C\n  id: a\n", offers="- id: b\n  name: O\n").problems
    assert [(one.place, one.line, one.code) for one in problems] == [
        ("actors.yaml", 6, "duplicate_id"),
        ("offers.yaml", 1, "duplicate_id"),
    ]
    assert "“b” is already in use in actors.yaml:3" in str(problems[1])


def test_ties_without_an_id_get_one_and_ids_that_were_given_win(tmp_path: Path):
    ties = "".join(f"- {{source: a, target: b, kind: referral{rest}}}\n" for rest in ("", "", ", id: a--b--referral-2", ""))
    reading = read(tmp_path, actors=ACTORS, cooperations=ties + "- {source: a, target: b}\n")
    assert reading.problems == ()
    names = ["a--b--referral", "a--b--referral-3", "a--b--referral-2", "a--b--referral-4", "a--b--unspecified"]
    assert list(reading.landscape.cooperations) == names


def test_an_id_made_does_not_take_one_that_a_later_file_gives(tmp_path: Path):
    reading = read(tmp_path, cooperations="- {source: a, target: b}\n", offers="- {id: a--b--unspecified, name: O}\n")
    assert list(reading.landscape.cooperations) == ["a--b--unspecified-2"]
    assert reading.problems == ()


def test_records_named_by_netmap_keep_their_ids_when_written(tmp_path: Path):
    reading = read(tmp_path, actors=ACTORS, memberships="- {actor: a, forum: f}\n- {actor: a, forum: f}\n")
    write_folder(reading.landscape, tmp_path / "new")
    again = read_folder(tmp_path / "new")
    assert list(again.landscape.memberships) == ["a--f", "a--f-2"]
    assert again.landscape == reading.landscape


def test_refused_settings_do_not_hide_the_rest(tmp_path: Path):
    reading = read(tmp_path, landscape="id: city\nname: Stadt\nthresholds: {small_count: 1}\n", actors=ACTORS)
    assert [str(one) for one in reading.problems] == [
        "landscape.yaml:3: “small_count” cannot be read, 2 or more is expected, given is “1”."
    ]
    assert len(reading.landscape.actors) == 2


@pytest.mark.parametrize("text", ["", "- id: city\n", "text\n"])
def test_settings_are_one_mapping(tmp_path: Path, text: str):
    assert [one.code for one in read(tmp_path, landscape=text).problems] == ["not_settings"]


@pytest.mark.parametrize(("name", "near"), [("actor.yaml", "actors.yaml"), ("forums.yml", "forums.yaml")])
def test_an_unknown_yaml_file_is_asked_about(tmp_path: Path, name: str, near: str):
    (folder(tmp_path) / name).write_text("- id: x\n")
    (problem,) = read_folder(tmp_path, lang="en").problems
    assert (problem.code, problem.place) == ("unknown_file", name)
    assert problem.mend == f"Did you mean “{near}”?"


def test_other_files_are_left_alone(tmp_path: Path):
    folder(tmp_path, actors=ACTORS)
    for name in ("README.md", "crosswalk.csv", ".actors.yaml.swp", ".hidden.yaml"):
        (tmp_path / name).write_text("not a landscape")
    assert read_folder(tmp_path).problems == ()
    write_folder(tiny_city(), tmp_path)
    assert (tmp_path / "README.md").read_text() == "not a landscape"


def test_writing_removes_the_files_of_kinds_that_are_gone_and_leaves_nothing_beside(tmp_path: Path):
    write_folder(full_city(), tmp_path)
    written = write_folder(tiny_city(), tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(written)
    assert "surveys.yaml" not in {path.name for path in written}
    assert read_folder(tmp_path).landscape == tiny_city()


def test_the_files_come_in_the_order_of_the_kinds(tmp_path: Path):
    assert [path.name for path in write_folder(full_city(), tmp_path)] == list(FILES.values())


def test_half_a_character_is_refused_before_anything_is_written(tmp_path: Path):
    write_folder(tiny_city(), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    broken = Actor.model_construct(**{**dict(Actor(id="x", name="X")), "note": "abc\ud800"})
    with pytest.raises(DataError, match="half a character"):
        write_folder(tiny_city(broken), tmp_path, lang="en")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_versions_of_a_store_are_not_written(tmp_path: Path):
    city = tiny_city()
    counted = Landscape(
        city.settings.model_copy(update={"version": 4}), [a.model_copy(update={"version": 2}) for a in city.records()]
    )
    write_folder(counted, tmp_path)
    assert read_folder(tmp_path).landscape.actors == city.actors


def test_reading_in_german_and_in_english_finds_the_same(tmp_path: Path):
    folder(tmp_path, actors="- id: a\n  nmae: x\n  since: morgen\n", offers="- id: a\n  name: O\n  area: Q!\n")
    english, german = (read_folder(tmp_path, lang=lang).problems for lang in ("en", "de"))
    assert [dataclasses.astuple(one)[:5] for one in english] == [dataclasses.astuple(one)[:5] for one in german]


def test_a_folder_written_twice_is_the_same(tmp_path: Path):
    write_folder(full_city(), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    write_folder(read_folder(tmp_path).landscape, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
