"""Reports of every kind, made from a landscape for an edition and a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from netmap.locale import Language

if TYPE_CHECKING:
    from netmap.document import Document
    from netmap.editions import Edition
    from netmap.landscape import Landscape


def made_report(
    landscape: Landscape,
    kind: str,
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: Language = "de",
    named: bool = False,
    decision: str = "",
) -> Document:
    """Return a report of a kind; what it is about must be in what the edition shows of the day."""
    from netmap.analysis.reports.vorlage import vorlage
    from netmap.cli.report_ground import ground_of

    if kind != "vorlage":
        raise ValueError(f"no report is called {kind!r}")
    return vorlage(ground_of(landscape, day=day, edition=edition, lang=lang, named=named), decision=decision)
