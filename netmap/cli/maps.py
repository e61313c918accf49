"""The map: write it, and keep its positions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Context, Option

from netmap.cli.options import (
    AtOption,
    AuthorOption,
    EditionName,
    EditionOption,
    LangOption,
    RevisionOption,
    YesOption,
)
from netmap.cli.session import session
from netmap.locale import N_


def map_(
    context: Context,
    output: Annotated[Path, Option("--output", "-o", metavar="FILE", help=N_("Where the map is written."))] = Path(
        "karte.html"
    ),
    at: AtOption = None,
    revision: RevisionOption = None,
    edition: EditionOption = EditionName.MEETING,
    lang: LangOption = None,
) -> None:
    """Write the interactive map as one HTML file that opens offline."""
    from netmap.cli.making import make_map

    here = session(context, lang)
    landscape = here.landscape(revision=revision)
    chosen = edition or EditionName.MEETING
    written = make_map(landscape, output, day=here.day(at), edition=chosen.value, lang=here.lang)
    here.say(here.text("Written: {file}. It opens with a double click, without a network.").format(file=written))


def layout(
    context: Context,
    anew: Annotated[bool, Option("--anew", help=N_("Compute all positions anew, those moved by hand too."))] = False,
    yes: YesOption = False,
    author: AuthorOption = None,
    lang: LangOption = None,
) -> None:
    """Compute the positions on the map and store them."""
    from netmap.changes import diff
    from netmap.layout import positions

    here = session(context, lang)
    with here.store() as store:
        landscape = store.read()
        base = landscape.replace(without=landscape.positions) if anew else landscape
        placed = base.replace(positions(base))
        changes = diff(landscape, placed, delete_missing=True)
        here.write(store, changes, placed, yes=yes, author=author, reason=here.text("positions on the map"))
