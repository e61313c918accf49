"""What more than one command makes: the gaps, the map, and the files of the example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from netmap.cli.session import Session
from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.analysis.gaps import Gaps
    from netmap.editions import Edition
    from netmap.landscape import Landscape


def find_gaps(
    landscape: Landscape,
    *,
    day: dt.date | None = None,
    area: str | None = None,
    dimension: str = "age",
    edition: Edition = "internal",
) -> Gaps:
    """Put the two lists together from the cube and, where the edition shows them, the actors without cooperation."""
    from netmap.analysis.coverage import coverage
    from netmap.analysis.gaps import gaps
    from netmap.analysis.unconnected import unconnected
    from netmap.editions import shows

    cube = coverage(landscape, at=day, area=area, dimension=dimension)
    alone = unconnected(landscape, at=day) if shows(edition, "unconnected") and area is None else []
    return gaps(landscape, coverage=cube, unconnected=alone)


def make_map(
    landscape: Landscape, path: Path, *, day: dt.date | None = None, edition: Edition = "meeting", lang: Language = "de"
) -> Path:
    """Write the map of a landscape, placing what has no position yet; the landscape stays as it is."""
    from netmap.analysis.structure import data_sentence, structure
    from netmap.export.map import write_map
    from netmap.layout import positions

    when = day or landscape.reference_date()
    words = data_sentence(structure(landscape, at=when), lang=lang)
    places = positions(landscape, at=when)
    return write_map(landscape.at(when), places, path, day=when, edition=edition, lang=lang, data_sentence=words)


def print_findings(here: Session, landscape: Landscape) -> None:
    """Print the open questions and the picture of the ties, as the example shows them."""
    from netmap.analysis.brokers import brokers
    from netmap.analysis.structure import structure
    from netmap.cli.findings_text import bridge_lines, gap_lines, structure_lines

    for line in [
        *gap_lines(find_gaps(landscape), landscape, everything=False, lang=here.lang),
        "",
        *structure_lines(structure(landscape), lang=here.lang),
        *bridge_lines(brokers(landscape), lang=here.lang),
        "",
        landscape.settings.disclaimer,
    ]:
        here.show(line)


def write_files(landscape: Landscape, folder: Path, *, lang: Language = "de") -> Iterator[Path]:
    """Write map and tables for a meeting, and yield each file when it is there."""
    from netmap.cli.findings_text import gap_headings, gap_table
    from netmap.editions import view
    from netmap.export.records import COLUMNS, record_rows
    from netmap.export.tables import write_table
    from netmap.fields import field_label

    yield make_map(landscape, folder / "map.html", lang=lang)
    shown = view(landscape.at(landscape.reference_date()), "meeting")
    note = landscape.settings.disclaimer
    found = find_gaps(view(landscape, "meeting"), edition="meeting")
    yield write_table(
        gap_table(found, lang=lang), gap_headings(lang), folder / "gaps.csv", edition="meeting", disclaimer=note, lang=lang
    )
    for name, kind in (("actors", "actor"), ("cooperations", "cooperation"), ("forums", "forum"), ("offers", "offer")):
        headings = {column: field_label(kind, column, lang) for column in (*COLUMNS[kind], "last_seen")}
        rows = record_rows(shown, kind, lang=lang)
        yield write_table(rows, headings, folder / f"{name}.csv", edition="meeting", disclaimer=note, lang=lang)
