"""Pictures as files: the same bytes again, a title and words for those who do not see them, nothing of the machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from matplotlib.figure import Figure
from PIL import Image

from netmap.export.pictures import save

TITLE = 'Träger & „Räte“ <b> ]]> "x"'


def figure() -> Figure:
    made = Figure(figsize=(2, 1))
    made.text(0.5, 0.5, "Wort")
    return made


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_the_same_bytes_again(tmp_path: Path, ending: str):
    first, second = (
        save(figure(), tmp_path / f"{name}{ending}", TITLE, description="Was es zeigt.").read_bytes() for name in "ab"
    )
    assert first == second
    assert not re.search(rb"20\d\d-\d\d-\d\d|CreationDate|" + str(tmp_path).encode(), first)


def test_an_svg_has_title_words_and_language(tmp_path: Path):
    tree = etree.parse(save(figure(), tmp_path / "a.svg", TITLE, description="Was <es> zeigt.", lang="en"))
    root = tree.getroot()
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    named = {one.get("id"): one.text for one in root.iter() if one.get("id") in root.get("aria-labelledby", "").split()}
    assert named == {"picture-title": TITLE, "picture-description": "Was <es> zeigt."}
    assert "Wort" in [one.text for one in root.iter("{*}text")]


def test_a_png_has_title_and_words(tmp_path: Path):
    with Image.open(save(figure(), tmp_path / "a.png", TITLE, description="Україна")) as picture:
        assert (picture.info["Title"], picture.info["Description"]) == (TITLE, "Україна")


def test_a_pdf_has_title_and_words(tmp_path: Path):
    data = save(figure(), tmp_path / "a.pdf", "Karte", description="Was es zeigt.").read_bytes()
    assert b"/Title (Karte)" in data
    assert b"/Subject (Was es zeigt.)" in data
