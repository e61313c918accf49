"""The landscape for other programs on the command line: by the ending or by name, in the edition asked for."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from tests.commandline import Capture, answer, call, refusal


@pytest.fixture(autouse=True)
def _place(own_place: None) -> None:
    """Work in a place of one's own."""


@pytest.mark.parametrize("name", ["netz.graphml", "netz.gexf", "netz.json", "netz.xlsx", "netz.jsonld", "netz.csv"])
def test_the_ending_says_the_form(name: str, capsys: Capture, rostock_store: str):
    said = call(capsys, "--store", rostock_store, "ausgeben", name)[1]
    written = Path(name.removesuffix(".csv"))
    assert written.exists()
    assert f"Geschrieben: {written}" in said
    assert "Ohne Notizen und eigene Spalten" in said


def test_a_form_can_be_named_and_its_ending_has_to_fit(capsys: Capture, rostock_store: str):
    call(capsys, "--store", rostock_store, "export", "netz", "--as", "csv")
    assert sorted(one.name for one in Path("netz").iterdir()) == ["datapackage.json", "edges.csv", "nodes.csv"]
    assert "In welcher Form?" in refusal(capsys, "--store", rostock_store, "export", "netz")
    assert "endet auf .gexf" in refusal(capsys, "--store", rostock_store, "export", "netz.txt", "--as", "gexf")
    assert not Path("netz.txt").exists()


def test_the_edition_and_the_day_are_those_asked_for(capsys: Capture, rostock_store: str):
    told = answer(
        capsys, "--store", rostock_store, "export", "a.graphml", "--edition", "internal", "--at", "2017", "--format", "json"
    )
    assert json.loads(told) == {"file": "a-INTERN.graphml", "form": "graphml", "edition": "internal", "at": "2017-12-31"}
    call(capsys, "--store", rostock_store, "export", "b.graphml", "--at", "2017")
    inside, meeting = nx.read_graphml("a-INTERN.graphml"), nx.read_graphml("b.graphml")
    assert any("original_type" in data for _key, data in inside.nodes(data=True))
    assert not any("original_type" in data for _key, data in meeting.nodes(data=True))


def test_what_was_written_is_read_into_another_store(capsys: Capture, rostock_store: str):
    call(capsys, "--store", rostock_store, "export", "a.graphml", "--edition", "internal")
    call(capsys, "--store", "new.db", "import", "a-INTERN.graphml", "--yes")
    counts = [
        len(json.loads(answer(capsys, "--store", store, "list", "actors", "--format", "json")))
        for store in (rostock_store, "new.db")
    ]
    assert counts == [154, 154]
