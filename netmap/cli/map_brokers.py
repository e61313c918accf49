"""The positions of actors in the network, as the internal map shows them: in plain words, by size and by rings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from netmap.export.map_views import Mark, View, Words, both
from netmap.locale import N_, number

if TYPE_CHECKING:
    from netmap.analysis.brokers import BrokerRow, Brokers
    from netmap.landscape import Landscape

ALL_UP_TO: Final = 1_500
"""In larger networks only those at the top have their position in words: nobody reads thousands of sentences."""
BOTH: Final = ("de", "en")


def positions_of(landscape: Landscape, *, day: dt.date) -> Brokers:
    """Return the positions of all actors on a day."""
    from netmap.analysis.brokers import brokers

    return brokers(landscape, at=day, intervals=False)


def measures(found: Brokers) -> dict[str, list[dict[str, Any]]]:
    """Return for each actor what its position is, in plain words in both languages, with the figure behind them."""
    large = len(found.rows) > ALL_UP_TO
    # the page puts the name in, so that what is said of many stands in the file once
    said = ((row.actor, replace(row, name="{actor}")) for row in found.rows if not large or row.band != "others")
    return {actor: list(_measures(row, found)) for actor, row in said}


def _measures(row: BrokerRow, found: Brokers) -> Iterator[dict[str, Any]]:
    from netmap.analysis.broker_words import cutpoint_sentence, position_sentence, role_sentence

    yield _measure("degree", _tied(row), row.degree)
    yield _measure("betweenness", {lang: position_sentence(row, lang=lang) for lang in BOTH}, round(row.betweenness, 4))
    across = row.representative + row.gatekeeper + row.liaison
    roles = {lang: role_sentence(row, by=found.by, directed=found.directed, lang=lang) for lang in BOTH}
    if roles["de"]:
        yield _measure("roles", roles, round(across / (1 if found.directed else 2), 1))
    if row.cutpoint:
        yield _measure("cut_off", {lang: cutpoint_sentence(row, lang=lang) for lang in BOTH}, row.cut_off_count)


def _measure(key: str, text: Words, value: float) -> dict[str, Any]:
    return {"key": key, "text": text, "value": value}


def _tied(row: BrokerRow) -> Words:
    texts = both(
        N_("Tied to {n} actors: {inside} in the administration, {outside} outside, {unknown} of unknown sector."),
        n="{n}", inside="{inside}", outside="{outside}", unknown="{unknown}",
    )  # fmt: skip
    return {
        lang: text.format(
            n=number(row.degree, lang),
            inside=number(row.inside_partners, lang),
            outside=number(row.outside_partners, lang),
            unknown=number(row.unknown_partners, lang),
        )
        for lang, text in texts.items()
    }


def brokers_view(found: Brokers) -> View:
    """Return the view of who connects the network: size by betweenness, those who alone lead to others ringed."""
    from netmap.analysis.broker_words import basis_sentence

    most = max((row.betweenness for row in found.rows), default=0.0) or 1.0
    words = both(N_("Large: on many of the shortest ways between others. Ringed: the only recorded way to others."))
    return View(
        "brokers",
        both(N_("Who connects")),
        {lang: f"{text} {basis_sentence(found, lang=lang)}" for lang, text in words.items()},
        marks={row.actor: Mark(ring=row.cutpoint, size=round(row.betweenness / most, 3)) for row in found.rows},
    )
