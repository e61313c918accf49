"""Nodes and edges as CSV with a data package: what the columns are called, of which type they are, how it comes back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from netmap.export.csv_pair import write_csv_pair
from netmap.export.network_rows import columns_of
from netmap.export.xml_text import attribute, content
from netmap.files.cells import words
from netmap.files.foreign import gather, new_landscape
from netmap.files.lists import read_table
from netmap.files.shapes import understand
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Membership, Record, Settings

CITY = Settings(id="city", name="Küstenstadt", as_of="2018-12-31")


def package(
    folder: Path, *records: Record, edition: Any = "internal"
) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]]]:
    """Return the description and the rows of both tables."""
    written = write_csv_pair(Landscape(CITY, records), folder / "netz", edition=edition)
    described = json.loads((written / "datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for one in described["resources"]:
        with (written / one["path"]).open(encoding="utf-8", newline="") as file:
            tables[one["name"]] = list(csv.DictReader(file))
    return described, tables


def types(described: dict[str, Any], table: str) -> dict[str, str]:
    (resource,) = (one for one in described["resources"] if one["name"] == table)
    return {one["name"]: one["type"] for one in resource["schema"]["fields"]}


def actor(key: str, **attributes: Any) -> Actor:
    return Actor(id=key, name=key.upper(), attributes=attributes)


def test_columns_are_of_the_type_of_what_is_in_them(tmp_path: Path):
    first = actor("a", ganz=1, kommt=0.5, frei=True, text="x", gemischt=1, zahl=1, liste=("a", "b"))
    described, tables = package(tmp_path, first, actor("b", gemischt="x", zahl=2.5))
    assert types(described, "nodes") == {
        "Id": "string", "Label": "string", "ganz": "integer", "kommt": "number", "frei": "boolean", "text": "string",
        "gemischt": "string", "zahl": "number", "liste": "string",
    }  # fmt: skip
    assert tables["nodes"][0] == {
        "Id": "a", "Label": "A", "ganz": "1", "kommt": "0.5", "frei": "true", "text": "x", "gemischt": "1", "zahl": "1",
        "liste": "a; b",
    }  # fmt: skip


def test_gephi_finds_its_columns(tmp_path: Path):
    tie = Cooperation(id="t", source="a", target="b", kind="funding", intensity=2)
    _described, tables = package(tmp_path, actor("a"), actor("b"), tie)
    (edge,) = tables["edges"]
    assert list(edge)[:5] == ["Source", "Target", "Type", "Id", "Weight"]
    assert (edge["Source"], edge["Target"], edge["Type"], edge["Weight"], edge["kind"]) == (
        "a",
        "b",
        "Directed",
        "2",
        "funding",
    )


def test_an_own_column_called_like_one_of_these_is_renamed(tmp_path: Path):
    described, tables = package(tmp_path, actor("a", Id="7", Label="x"))
    assert list(types(described, "nodes")) == ["Id", "Label", "own_Id", "own_Label"]
    assert tables["nodes"] == [{"Id": "a", "Label": "A", "own_Id": "7", "own_Label": "x"}]


def test_a_landscape_without_ties_has_an_empty_table_with_headings(tmp_path: Path):
    described, tables = package(tmp_path, actor("a"))
    assert tables["edges"] == []
    assert list(types(described, "edges")) == ["Source", "Target", "Type", "Id"]


@pytest.mark.parametrize(
    ("edition", "folder", "names"),
    [
        ("internal", "netz-INTERN", ["datapackage.json", "edges-INTERN.csv", "nodes-INTERN.csv"]),
        ("meeting", "netz", ["datapackage.json", "edges.csv", "nodes.csv"]),
    ],
)
def test_the_internal_edition_says_so_in_every_name(tmp_path: Path, edition: Any, folder: str, names: list[str]):
    package(tmp_path, actor("a"), edition=edition)
    assert sorted(one.name for one in (tmp_path / folder).iterdir()) == names


def test_the_package_has_a_name_that_a_package_may_have(tmp_path: Path):
    written = write_csv_pair(Landscape(CITY), tmp_path / "Größe & Netz 2018")
    assert json.loads((written / "datapackage.json").read_text(encoding="utf-8"))["name"] == "gr--e---netz-2018"


def test_what_was_written_comes_back(tmp_path: Path):
    records = [
        Actor(id="a", name="Amt", type="municipal_office", protected=True),
        Actor(id="b", name="Verein; e. V.", part_of="a", attributes={"Farbe": "rot"}),
        Forum(id="f", name="Runde", nature="standing"),
        Membership(id="b--f", actor="b", forum="f", role="guest"),
        Cooperation(id="x", source="a", target="b", kind="joint_offer", intensity=1),
        Cooperation(id="y", source="a", target="b", kind="joint_offer", attributes={"Thema": "Sprache"}),
    ]
    folder = write_csv_pair(Landscape(CITY, records), tmp_path / "netz", edition="internal")
    tables = [read_table(folder / f"{name}-INTERN.csv") for name in ("nodes", "edges")]
    found = gather(understand(tables)[0], new_landscape("x"))
    assert found.refused == ()
    for one in records[:4]:
        assert found.landscape.get(one.id).model_copy(update={"evidence": ()}) == one
    came = [one.model_copy(update={"evidence": (), "id": "t"}) for one in found.landscape.cooperations.values()]
    assert came == [one.model_copy(update={"id": "t"}) for one in records[4:]]


# ---------------------------------------------------------------------------------------------- texts, terms and columns


@pytest.mark.parametrize(
    ("text", "inside", "quoted"),
    [
        ("a & b", "a &amp; b", '"a &amp; b"'),
        ("<b>", "&lt;b&gt;", '"&lt;b&gt;"'),
        ("a\x00\x08\ufffeb", "ab", '"ab"'),
        ("a\r\nb\tc", "a&#13;\nb\tc", '"a&#13;&#10;b&#9;c"'),
        ('„x“ "y"', '„x“ "y"', "'„x“ \"y\"'"),
        ("]]>", "]]&gt;", '"]]&gt;"'),
    ],
)
def test_texts_are_written_so_that_xml_can_hold_them(text: str, inside: str, quoted: str):
    assert (content(text), attribute(text)) == (inside, quoted)


def test_a_column_comes_once_for_each_type():
    rows = [{"a": 1, "b": "x"}, {"a": "eins"}, {"a": 2}]
    assert columns_of(rows) == {("a", "integer"): "d0", ("b", "string"): "d1", ("a", "string"): "d2"}
    assert columns_of(rows, without=["a"]) == {("b", "string"): "d0"}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Amt / Fachbereich", ("Amt / Fachbereich",)),
        ("Amt / Fachbereich; Kita", ("Amt / Fachbereich", "Kita")),
        ("Kita, Hort", ("Kita", "Hort")),
        (("Kita", "Hort"), ("Kita", "Hort")),
        ("", ()),
        (None, ()),
    ],
)
def test_terms_are_parted_where_they_are_not_one(cell: Any, found: tuple[str, ...]):
    assert words(cell, {"Amt / Fachbereich": "x", "Kita": "y"}.get) == found
