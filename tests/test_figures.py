"""Matrices as pictures: whole, the same each time, marked by their edition, readable without colours."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from netmap.analysis.rows import STATES
from netmap.editions import Edition
from netmap.errors import DataError
from netmap.export.figures import CHANCE_COLOURS, COLOURS, write_heat_map


def draw(path: Path, edition: Edition = "meeting", **changed: object) -> Path:
    given: dict[str, object] = {
        "title": "Musterstadt", "rows": ("Schule", "Vereine"), "columns": ("Kinder", "Ältere & <alle>"),
        "states": (("covered", ""), ("not_recorded", "uncovered")), "signs": (("●*", ""), ("○", "✕")),
        "legend": {"covered": "● Angebote erfasst"}, "below": ("Beispiel.",), "edition": edition,
    }  # fmt: skip
    return write_heat_map(path, **{**given, **changed})  # type: ignore[arg-type]


def test_svg_holds_labels_signs_and_words_as_text(tmp_path: Path):
    text = draw(tmp_path / "a.svg").read_text(encoding="utf-8")
    for part in ("Musterstadt", "Schule", "Ältere &amp; &lt;alle&gt;", "●*", "○", "✕", "● Angebote erfasst", "Beispiel."):
        assert part in text
    assert COLOURS["uncovered"] in text


def test_the_same_matrix_is_the_same_bytes(tmp_path: Path):
    for ending in ("svg", "png"):
        assert draw(tmp_path / f"a.{ending}").read_bytes() == draw(tmp_path / f"b.{ending}").read_bytes()


def test_png_is_one(tmp_path: Path):
    assert draw(tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG")


def test_the_internal_one_is_marked_on_it_and_in_its_name(tmp_path: Path):
    written = draw(tmp_path / "a.svg", "internal")
    assert written.name == "a-INTERN.svg"
    assert "INTERN" in written.read_text(encoding="utf-8").upper().replace("A-INTERN", "")


def test_another_ending_is_refused_and_nothing_written(tmp_path: Path):
    with pytest.raises(DataError, match=r"\.svg oder \.png"):
        draw(tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


def test_nothing_to_draw_is_no_reason_to_fail(tmp_path: Path):
    assert draw(tmp_path / "a.svg", rows=(), columns=(), states=(), signs=(), legend={}).stat().st_size


def test_every_state_has_a_colour_of_its_own():
    assert set(COLOURS) == set(STATES)
    assert len(set(COLOURS.values())) == len(COLOURS)


# what people with protanopia, deuteranopia and tritanopia see of linear red, green and blue: Viénot, Brettel and Mollon
# (1999) for the first two, Brettel, Viénot and Mollon (1997) in one plane for the third
BLIND = {
    "protan": ((0.1124, 0.8876, 0.0), (0.1124, 0.8876, 0.0), (0.004, -0.004, 1.0)),
    "deutan": ((0.2928, 0.7072, 0.0), (0.2928, 0.7072, 0.0), (-0.0223, 0.0223, 1.0)),
    "tritan": ((1.0, 0.1446, -0.1446), (0.0, 0.8592, 0.1408), (0.0, 0.8592, 0.1408)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def seen(colour: str, kind: str) -> tuple[int, ...]:
    light = linear(colour)
    mixed = [min(1.0, max(0.0, sum(share * one for share, one in zip(row, light, strict=True)))) for row in BLIND[kind]]
    return tuple(round(255 * (12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055)) for one in mixed)


@pytest.mark.parametrize("kind", BLIND)
def test_whoever_sees_no_red_green_or_blue_tells_the_colours_apart(kind: str):
    pairs = [pair for given in (COLOURS, CHANCE_COLOURS) for pair in itertools.combinations(given.items(), 2)]
    for (one, first), (other, second) in pairs:
        away = max(abs(a - b) for a, b in zip(seen(first, kind), seen(second, kind), strict=True))
        assert away >= 14, (one, other)
