"""The Lagebericht: what is recorded, what is not known, what is to be done, the Gremien, pictures, and all tables."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.analysis.border import border
from netmap.analysis.border_words import summary as border_summary
from netmap.analysis.forum_words import missing_sentences, without_sentences
from netmap.analysis.forum_words import summary as forum_summary
from netmap.analysis.forums import forums
from netmap.analysis.gaps import summary as checked_summary
from netmap.analysis.measured import Measured
from netmap.analysis.reports.annex import measures, needs, network_tables, record_tables
from netmap.analysis.reports.data import data_section, share
from netmap.analysis.reports.ground import Ground
from netmap.analysis.reports.open import gap_table
from netmap.analysis.reports.vorlage import five_numbers
from netmap.analysis.structure import sentences
from netmap.document import Document, Items, Numbers, Part, Section, Text
from netmap.locale import number


def lage(ground: Ground, found: Measured) -> Document:
    """Return the Lagebericht; `found` are the figures of the network as the edition shows them."""
    _ = ground.text
    numbers = five_numbers(ground)
    name = ground.shown.settings.name
    sections = [
        Section("findings", _("What is recorded"), (Numbers(numbers), _findings(ground, found))),
        Section("unknown", _("What we do not know"), tuple(unknown(ground))),
        Section("action", _("Needs for action"), tuple(action(ground))),
        Section("forums", _("Forums"), tuple(_forums(ground))),
        Section("pictures", _("Map and matrices"), tuple(_pictures(ground))),
        data_section(ground, numbers),
        Section(
            "annex",
            _("Annex"),
            (*measures(ground, found), *network_tables(ground, found), *needs(ground), *record_tables(ground)),
        ),
    ]
    return ground.document("lage", _("State of the landscape"), name, sections)


def _findings(ground: Ground, found: Measured) -> Items:
    told = [Text(one, ("structure",)) for one in sentences(found.structure, lang=ground.lang)]
    # what crosses the border is among the figures; whose sector is not settled is not
    across = border(ground.shown, at=ground.day)
    told += [Text(one, ("border",)) for one in list(border_summary(across, lang=ground.lang))[2:]]
    return Items(tuple(told))


def unknown(ground: Ground, *, area: str = "") -> Iterator[Part]:
    """Yield what is not known: how much nobody asked about, what records do not say, and whom to ask first."""
    _ = ground.text
    if ground.gaps is None:
        return
    told = [Text(checked_summary(ground.gaps, lang=ground.lang), (ground.open_points,))]
    told += [*([] if area else [*_silent_actors(ground), *_old_ties(ground)]), *_silent_offers(ground, area)]
    yield Items(tuple(told))
    if ground.gaps.clarify:
        yield gap_table(ground, ground.gaps.clarify, _("To be clarified first"))


def _silent_actors(ground: Ground) -> Iterator[Text]:
    _ = ground.text
    silent, every = ground.counted("incomplete_actors"), len(ground.answer("actors").rows)
    if silent.value:
        text = _("Of {share} actors something is not recorded: their type, areas, target groups, districts or languages.")
        if every == 1:
            text = _("Of the only actor something is not recorded: its type, areas, target groups, districts or languages.")
        yield Text(text.format(share=share(ground, silent.value, every)), (silent.asked,))


def _old_ties(ground: Ground) -> Iterator[Text]:
    _ = ground.text
    old, existing = ground.counted("not_confirmed"), ground.summed("kinds_of_cooperation")
    if old.value:
        text = _("{share} existing cooperations have no evidence of the last {months} months, or none with a date.")
        if existing.value == 1:
            text = _("The only existing cooperation has no evidence of the last {months} months, or none with a date.")
        months = ground.today.settings.thresholds.stale_after_months
        yield Text(text.format(share=share(ground, old.value, existing.value), months=months), (old.asked, existing.asked))


def _silent_offers(ground: Ground, area: str) -> Iterator[Text]:
    _ = ground.text
    given = {"area": area} if area else {}
    quiet, every = ground.counted("incomplete_offers", **given), len(ground.answer("offers", **given).rows)
    if quiet.value:
        text = _("Of {share} offers something is not recorded, such as target groups, districts, languages or childcare.")
        if every == 1:
            text = _(
                "Of the only offer something is not recorded, such as target groups, districts, languages or childcare."
            )
        yield Text(text.format(share=share(ground, quiet.value, every)), (quiet.asked,))


def action(ground: Ground) -> Iterator[Part]:
    """Yield what there is to be done: only what somebody has asked about and found wanting."""
    _ = ground.text
    if ground.gaps is None:
        return
    if ground.gaps.action:
        yield gap_table(ground, ground.gaps.action, _("Needs for action"))
    else:
        yield Text(
            _("Needs for action: none so far, since only what somebody has asked about can become one."),
            (ground.open_points,),
        )


def _pictures(ground: Ground) -> Iterator[Part]:
    """Yield the pictures; where they are drawn and the map is not among them, say why."""
    _ = ground.text
    actors = len(ground.shown.at(ground.day).actors)
    if ground.pictures and "map" not in ground.pictures and actors:
        text = _(
            "On a page nobody could read the names of {n} actors, so the map is left out. To look at and search: netmap map"
        )
        yield Text(text.format(n=number(actors, ground.lang)))
    yield from ground.pictures.values()


def _forums(ground: Ground) -> Iterator[Part]:
    found = forums(ground.shown, at=ground.day)
    told = list(forum_summary(found, lang=ground.lang))
    if ground.shows("open_questions"):
        told += [*missing_sentences(found.rows, lang=ground.lang), *without_sentences(found.without, lang=ground.lang)]
    yield Items(tuple(Text(one, ("forums",)) for one in told))
    if found.rows:
        yield ground.table("forums", ground.text("Forums"))
