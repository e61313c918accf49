"""The figures of the whole network as an edition may show them: where protected actors stand in it, they do not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from netmap.analysis.cohesion import Cohesion, Progress, cohesion, nameless
from netmap.analysis.groupings import single_groups
from netmap.analysis.structure import Structure, structure
from netmap.editions import Edition, protected_actors, shows
from netmap.landscape import Landscape
from netmap.network.graph import Network, Ties, network


@dataclass(frozen=True, eq=False)
class Measured:
    """Hold the network that an edition shows, its figures, and how it hangs together."""

    net: Network
    structure: Structure
    cohesion: Cohesion


def measured(
    whole: Landscape,
    shown: Landscape,
    *,
    edition: Edition,
    ties: Ties = "working",
    by: str = "sector",
    fresh: bool = False,
    without: Collection[str] = (),
    at: dt.date | None = None,
    lang: str = "de",
    progress: Progress | None = None,
) -> Measured:
    """Measure what an edition shows of a landscape: `shown` is the view of `whole`, both not cut to a day.

    Protected actors are not counted where their ties may not be; who confirmed what is left out where the edition does not
    show it, and who was asked is counted in the whole landscape. Single actors are left out where it shows no rankings.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> records = [Actor(id=x, name=x, protected=x == "c") for x in "abc"] + [Cooperation(id="ab", source="a", target="b")]
    >>> city = Landscape(Settings(id="city", name="City"), records)
    >>> found = measured(city, city, edition="meeting")
    >>> found.structure.actors, found.structure.confirmed_share, found.cohesion.ei_actors
    (2, None, ())
    """
    day = at or shown.reference_date()
    hidden = set() if edition == "internal" else protected_actors(shown)
    out = [*sorted(one for one in hidden if shown.actors[one].holds_at(day)), *without]
    found = structure(shown, ties=ties, by=by, fresh=fresh, at=day, without=out, lang=lang)
    net = network(shown, ties=ties, fresh=fresh, at=day, without=out, lang=lang)
    picture = cohesion(net, groups=single_groups(net, shown, by, lang=lang), by=by, progress=progress)
    if not shows(edition, "one_sided"):
        # who was asked, and who reported what, is not in what the edition shows: counting there would give a false nought
        told = structure(whole, ties=ties, at=day)
        found = replace(
            found,
            confirmed_share=None,
            one_sided_share=None,
            unanswered_share=None,
            reciprocity=None,
            asked=told.asked,
            answered=told.answered,
        )
    return Measured(net, found, picture if shows(edition, "rankings") else nameless(picture))
