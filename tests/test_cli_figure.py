"""Pictures on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Capture, answer, call

pytestmark = pytest.mark.usefixtures("own_place")


def test_all_three_at_once_and_the_store_stays_as_it_is(capsys: Capture, rostock_store: str):
    before = Path(rostock_store).read_bytes()
    _out, said = call(capsys, "--store", rostock_store, "figure", "karte.svg", "bilder/karte.pdf", "karte.PNG", "--forums")
    assert said.splitlines()[-3:] == ["Geschrieben: karte.svg", "Geschrieben: bilder/karte.pdf", "Geschrieben: karte.PNG"]
    assert "Beispiel aus öffentlichen Quellen" in Path("karte.svg").read_text(encoding="utf-8")
    assert Path("bilder/karte.pdf").read_bytes().startswith(b"%PDF")
    assert Path("karte.PNG").read_bytes().startswith(b"\x89PNG")
    assert Path(rostock_store).read_bytes() == before


def test_it_has_a_german_name_and_answers_programs(capsys: Capture, rostock_store: str):
    told = answer(
        capsys, "--store", rostock_store, "abbildung", "a.svg", "--edition", "internal", "--at", "2017", "--format", "json"
    )
    assert json.loads(told) == [{"file": "a-INTERN.svg", "edition": "internal", "at": "2017-12-31"}]


def test_a_wrong_ending_is_said_before_anything_is_written(capsys: Capture, rostock_store: str):
    said = call(capsys, "--store", rostock_store, "--lang", "en", "figure", "a.svg", "b.gif", "c", code=1)[1]
    assert said.splitlines() == [
        "b.gif: a picture ends in .svg, .png or .pdf",
        "c: a picture ends in .svg, .png or .pdf",
    ]
    assert not Path("a.svg").exists()


def test_every_name_of_the_example_fits_on_a3_but_a_few(capsys: Capture, rostock_store: str):
    call(capsys, "--store", rostock_store, "--lang", "en", "figure", "a.svg")
    text = Path("a.svg").read_text(encoding="utf-8")
    assert text.count("<text") > 190
