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
    ReasonOption,
    RevisionOption,
    YesOption,
)
from netmap.cli.session import session
from netmap.errors import DataError
from netmap.locale import N_


def map_(
    context: Context,
    output: Annotated[Path, Option("--output", "-o", metavar=N_("FILE"), help=N_("Where the map is written."))] = Path(
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
    _ = here.text
    if output.suffix.lower() not in {".html", ".htm"}:
        raise DataError(_("{file}: the file of a map ends in .html").format(file=output))
    landscape = here.landscape(revision=revision)
    chosen = edition or EditionName.MEETING
    written = make_map(landscape, output, day=here.day(at), edition=chosen.value, lang=here.lang)
    here.say(_("Written: {file}. It opens with a double click, without a network.").format(file=written))


def layout(
    context: Context,
    anew: Annotated[bool, Option("--anew", help=N_("Compute all positions anew, those moved by hand too."))] = False,
    yes: YesOption = False,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    lang: LangOption = None,
) -> None:
    """Compute the positions on the map and store them."""
    from netmap.changes import diff
    from netmap.cli.making import place_all

    here = session(context, lang)
    _ = here.text
    with here.store() as store:
        landscape = here.read(store)
        placed = place_all(landscape.replace(without=landscape.positions) if anew else landscape)
        changes = diff(landscape, placed, delete_missing=True)
        here.write(store, changes, placed, yes=yes, author=author, reason=reason or _("positions on the map"))
