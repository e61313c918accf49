"""Matrices as pictures: SVG or PNG, readable without colours, in colours that everybody can tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from netmap.editions import Edition, file_name, watermark
from netmap.errors import DataError
from netmap.export.pictures import save
from netmap.locale import translator

FORMATS: Final = (".svg", ".png")
COLOURS: Final[Mapping[str, str]] = {
    "not_needed": "#ffffff", "not_recorded": "#f0f0f0", "uncovered": "#d55e00", "active_only": "#f0e442",
    "stale_only": "#cc79a7", "single_provider": "#e69f00", "thin": "#0072b2", "coordinate": "#56b4e9", "covered": "#009e73",
}  # fmt: skip
"""The colours of Okabe and Ito (2008), which people with any colour vision tell apart; each field also has its symbol."""


CHANCE_COLOURS: Final[Mapping[str, str]] = {
    "more": "#56b4e9", "fewer": "#e69f00", "as_expected": "#ffffff", "too_few": "#d9d9d9",
}  # fmt: skip
"""The colours of what is compared with chance, from the same palette."""


def write_heat_map(
    path: Path,
    *,
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    states: Sequence[Sequence[str]],
    signs: Sequence[Sequence[str]],
    legend: Mapping[str, str],
    edition: Edition,
    below: Sequence[str] = (),
    colours: Mapping[str, str] = COLOURS,
    pixels: int = 0,
    also: Sequence[Path] = (),
    lang: str = "de",
) -> Path:
    """Write a matrix of states as a picture and return where it is.

    `states` and `signs` are rows x columns: a key of `colours` ("" for no field) and what stands in the field; `legend` maps
    the states that occur to their words. `below` are sentences under the picture, `pixels` the
    least width in dots, `also` further files of the picture.
    The internal edition is marked, on the picture and in its name. Raises DataError for another ending than .svg or .png.
    """
    if path.suffix.lower() not in FORMATS:
        raise DataError(translator(lang)("{file}: a picture ends in .svg or .png").format(file=path))
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    wide, high = 0.55 * len(columns), 0.32 * len(rows)
    figure = Figure(
        figsize=(wide + 5.5, high + 4 + 0.18 * len(below)), dpi=max(150, pixels / (wide + 5.5)), layout="constrained"
    )
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for y, line in enumerate(states):
        for x, state in enumerate(line):
            if state:
                axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colours[state], edgecolor="#666666"))
                axes.text(x, y, signs[y][x], ha="center", va="center", color=_ink(state), fontsize=9)
    axes.set(xlim=(-0.5, max(len(columns), 1) - 0.5), ylim=(max(len(rows), 1) - 0.5, -0.5), aspect="equal")
    axes.set_xticks(range(len(columns)), columns, rotation=60, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(rows)), rows)
    figure.suptitle(title, x=0.01, ha="left", fontsize=10)
    handles = [Rectangle((0, 0), 1, 1, facecolor=colours[one], edgecolor="#666666") for one in legend]
    axes.legend(handles, [*legend.values()], loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=8)
    words = [*below, *([watermark(edition, lang=lang)] if watermark(edition, lang=lang) else [])]
    if words:
        figure.supxlabel("\n".join(words), fontsize=7, x=0.01, ha="left")
    return save(figure, file_name(path, edition), title, also=[file_name(one, edition) for one in also], lang=lang)


def _ink(state: str) -> str:
    """Return the colour of the sign on a field: white on the one that is dark."""
    return "white" if state == "thin" else "black"
