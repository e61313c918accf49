"""A folder is read with all of its problems at once, and written so that it comes back."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from netmap.checks import check
from netmap.disk import DiskError
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
            "actors.yaml:3: “evidence” cannot be read, a list is expected, given is “Liste”. Write “- source: Liste”.",
        ),
        ("  coordinates: [54.1]", "actors.yaml:3: the list “coordinates” is too short."),
        ("  coordinates: [54.1, x]", "actors.yaml:3: “coordinates” cannot be read, a number is expected, given is “x”."),
        ("  coordinates: [154, 12]", "actors.yaml:3: “coordinates” cannot be read, at most 90 is expected, given is “154”."),
        (
            "  attributes:\n    x: [[1]]",
            (
                "actors.yaml:4: “x” cannot be read, "
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


def test_every_wrong_attribute_is_a_problem_of_its_own(tmp_path: Path):
    big = "9" * 30
    wrong = f"    x: [[1]]\n    good: 1\n    big: {big}\n    y: {{z: 1}}\n    ' ': 1\n"
    reading = read(tmp_path, actors=f"- id: a\n  name: A\n  attributes:\n{wrong}")
    told = [(one.line, one.field[:20], one.expected, one.given) for one in reading.problems]
    text = "an attribute is a text, a number, true or false, a date, or a list of texts"
    assert told == [
        (4, "attributes.x", text, ""),
        (6, "attributes.big", "a whole number of at most 64 bits", f"given is “{big}”"),
        (7, "attributes.y", text, ""),
        (8, "attributes. ", "an attribute's name that is not empty and not too long is expected", "given is “”"),
    ]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "record",
    [
        "- id: a\n  name: !x A\n",
        "- id: a\n  !x name: A\n",
        "- id: a\n  name:\n  name: B\n",
        "- id: !x a\n  name: A\n",
        "- id: a\n  name: A\n  areas: [school, !x a]\n",
        "- id: a\n  name: A\n  evidence:\n    - !x b\n",
    ],
)
def test_of_what_was_refused_it_is_not_said_that_it_is_missing(tmp_path: Path, record: str, lang: str):
    reading = read_folder(folder(tmp_path, actors=record), lang=lang)
    assert [one.code for one in reading.problems] in (["tag"], ["key"], ["duplicate_key"])


def test_what_is_wrong_beside_a_refused_field_is_still_said(tmp_path: Path):
    problems = read(tmp_path, actors="- id: a\n  name: !x A\n  sector: insid\n  sector: inside\n").problems
    assert [(one.line, one.code) for one in problems] == [(2, "tag"), (3, "invalid_value"), (4, "duplicate_key")]


@pytest.mark.parametrize("given", ["Liste", "[Liste]", "\n    - Liste"])
def test_what_is_proposed_for_evidence_can_be_read(tmp_path: Path, given: str):
    (problem,) = read(tmp_path, actors=f"- id: a\n  name: A\n  evidence: {given}\n").problems
    assert problem.mend == "Write “- source: Liste”."
    assert said(tmp_path, actors="- id: a\n  name: A\n  evidence:\n    - source: Liste\n") == []


@pytest.mark.parametrize("name", ["a\\x1b[2Jb", "a\\nb", "a\\tb", "a\\u202eb", "a\\u2028b", "a\\x9bb", "\\u2066a"])
def test_a_name_with_control_characters(tmp_path: Path, name: str):
    (problem,) = read(tmp_path, actors=f'- id: a\n  name: "{name}"\n').problems
    assert problem.expected == "a name without line breaks, tabs and other control characters is expected"
    assert problem.given.isprintable()


def test_thousands_of_ties_alike_are_numbered_one_by_one(tmp_path: Path):
    reading = read(tmp_path, cooperations="- {source: a, target: b}\n" * 4_000)
    assert [*reading.landscape.cooperations][-1] == "a--b--unspecified-4000"


def test_a_ring_of_thousands_is_named_in_short(tmp_path: Path):
    ring = "".join(f"- {{id: a{one:04d}, name: A, part_of: a{(one + 1) % 5001:04d}}}\n" for one in range(5001))
    reading = read(tmp_path, actors=ring)
    (problem,) = (one for one in check(reading.landscape, reading.places, lang="en") if one.code == "part_of_cycle")
    assert problem.what == ("an actor is part of itself: a0000 → a0001 → a0002 → a0003 → a0004 → … and 4,996 more → a0000")


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
    with pytest.raises(DiskError, match="half a character"):
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
