"""What more than one command makes: the gaps, the map, and the files of the example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from netmap.cli.cubes import find_gaps
from netmap.cli.session import Session
from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.cli.map_views import Wanted
    from netmap.cli.render import Out
    from netmap.editions import Edition
    from netmap.landscape import Landscape


def place_all(landscape: Landscape, *, day: dt.date | None = None) -> Landscape:
    """Return the landscape with a position for every actor and forum, by the ties that hold on a day.

    Where the others stand must not tell of whom a protected actor works with, so they are placed first, without its ties.
    """
    from netmap.editions import view
    from netmap.layout import positions

    open_ones = landscape.replace(positions(view(landscape, "meeting"), at=day))
    return open_ones.replace(positions(open_ones, at=day))


def make_map(
    landscape: Landscape,
    path: Path,
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: Language = "de",
    views: Sequence[Wanted] = (),
    full: bool = False,
) -> Path:
    """Write the map of a landscape, placing what has no position yet; the landscape stays as it is.

    It carries the `views` asked for, the first of them open; only the landscape where none is. A large landscape opens on
    groups, unless it is to be drawn in `full`; nobody is placed where groups are all that is drawn.
    """
    from netmap.cli.map_brokers import measures, positions_of
    from netmap.cli.map_views import Ground, Wanted, views_of
    from netmap.editions import shows, view
    from netmap.export.map import write_map
    from netmap.export.map_groups import MANY
    from netmap.layout import positions

    when = day or landscape.reference_date()
    shown = view(landscape, edition)
    today = shown.at(when)
    ranked = positions_of(landscape, day=when) if shows(edition, "rankings") else None
    asked_for = [*views] or [Wanted("landscape")]
    grouped = len(today.actors) > MANY and not full and all(one.kind == "landscape" for one in asked_for)
    places = [] if grouped else positions(shown, at=when)
    stand = {one.subject: (one.x, one.y) for one in places}
    ground = Ground(landscape, today, when, edition, stand, ranked)
    return write_map(
        today,
        places,
        path,
        day=when,
        edition=edition,
        lang=lang,
        data_sentence=data_sentences(landscape, shown, when, edition),
        views=views_of(ground, asked_for),
        measures=measures(ranked) if ranked is not None else {},
        full=full,
    )


def data_sentences(landscape: Landscape, shown: Landscape, day: dt.date, edition: Edition) -> dict[str, str]:
    """Say in each language what the data cover, and what an edition withholds."""
    from netmap.analysis.structure import data_sentence, structure
    from netmap.editions import remarks

    found = structure(landscape, at=day)
    if edition == "public":
        # a public map shows few of the ties, so their age would say nothing about what is seen
        found = replace(found, recorded_actors=len(shown.at(day).actors), stale_share=None, undated_share=None)
    return {
        lang: " ".join([data_sentence(found, lang=lang), *remarks(edition, landscape, lang=lang)]) for lang in ("de", "en")
    }


def print_findings(here: Session, landscape: Landscape, *, day: dt.date | None = None) -> None:
    """Print the open questions and the picture of the ties, as the example shows them."""
    from netmap.analysis.brokers import brokers
    from netmap.analysis.structure import structure
    from netmap.cli.brokers_text import bridge_lines
    from netmap.cli.findings_text import gap_lines, structure_lines

    for line in [
        *gap_lines(
            find_gaps(landscape, day=day, lang=here.lang), landscape, everything=False, details=False, lang=here.lang
        ),
        "",
        *structure_lines(structure(landscape, at=day), lang=here.lang),
        *bridge_lines(brokers(landscape, at=day), lang=here.lang),
        "",
        landscape.settings.disclaimer,
    ]:
        here.show(line)


def print_gaps(out: Out, landscape: Landscape, *, day: dt.date | None = None) -> None:
    """Give both lists of gaps as rows: for people in their words, for programs whole."""
    from netmap.cli.findings_text import gap_headings, gap_records, gap_table

    lang = out.here.lang
    found = find_gaps(landscape, day=day, edition=out.edition, lang=lang)
    if out.for_people:
        out.rows(gap_table(found, lang=lang), gap_headings(lang))
    else:
        out.rows(gap_records(found, score=out.written.value == "json"))
