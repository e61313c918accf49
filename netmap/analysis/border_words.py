"""The border of the administration in words: what is recorded, and what the numbers cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.analysis.border import UNKNOWN, AreaRow, Border
from netmap.analysis.border_offices import OfficeRow
from netmap.analysis.chance import ChanceRow
from netmap.landscape import Landscape
from netmap.locale import date, number, translator
from netmap.network.graph import ties_words
from netmap.network.mixing import SEVERAL

SYMBOLS = {"more": "▲", "fewer": "▼", "as_expected": "="}
"""What stands for a verdict in a matrix, beside the number of ties."""
NOTHING_SAID = "·"


def office_sentence(row: OfficeRow, *, lang: str = "de") -> str:
    """Say of an actor of the administration what ties to the outside are recorded, and what else is.

    >>> row = OfficeRow("a", "Office", "", (), "none", (), (), (), (), (), (), ("round",))
    >>> office_sentence(row, lang="en")
    'Office: no cooperation with anybody outside recorded yet (forums: 1).'
    """
    _ = translator(lang)
    says = {
        "none": _("{office}: no cooperation with anybody outside recorded yet"),
        "unsettled": _("{office}: whether its recorded partners belong to the administration is not settled"),
        "part_only": _("{office}: cooperation with the outside is recorded of its parts only"),
        "old_only": _("{office}: cooperation with the outside is recorded, all of it old or undated"),
        "tied": _("{office}: cooperation with the outside is recorded"),
    }[row.state].format(office=row.name)
    more = [
        text.format(n=number(count, lang))
        for text, count in (
            (_("partners outside: {n}"), len(row.outside)),
            (_("partners of unsettled sector: {n}"), len(row.unsettled)),
            (_("planned or wished: {n}"), len(row.planned)),
            (_("relations that are not counted, such as funding: {n}"), len(row.uncounted)),
            (_("forums: {n}"), len(row.forums)),
        )
        if count
    ]
    return f"{says} ({', '.join(more)})." if more else f"{says}."


def area_sentence(row: AreaRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say of an education area what ties across the border are recorded."""
    _ = translator(lang)
    text = {
        "none": _("{area}: no cooperation between administration and outside recorded yet."),
        "nobody": _("{area}: nothing to compare – on one side nobody is recorded in this area.")
        if landscape.settings.coordinating_office is None
        else _("{area}: nothing to compare – on one side nobody but the coordinating office is recorded in this area."),
        "office_only": _("{area}: cooperation across the border is recorded of the coordinating office only."),
        "old_only": _("{area}: cooperation across the border is recorded, all of it old or undated."),
        "tied": _("{area}: cooperation across the border is recorded."),
    }[row.state]
    says = [text.format(area=landscape.vocabulary.label("areas", row.area, lang))]
    if row.ties:
        says.append(_("Tied pairs: {n}.").format(n=number(row.ties, lang)))
    # no zeros where there is nobody, or where an edition withholds who it is
    if not (row.inside or row.outside or row.unsettled):
        return " ".join(says)
    counts = _("Actors inside: {a}, outside: {b}").format(a=number(len(row.inside), lang), b=number(len(row.outside), lang))
    if row.unsettled:
        counts += _(", not settled: {c}").format(c=number(len(row.unsettled), lang))
    return " ".join([*says, counts + "."])


def summary(found: Border, *, lang: str = "de") -> Iterator[str]:
    """Yield what was counted, how many ties cross the border, and of how many that cannot be said."""
    _ = translator(lang)
    counted = _("Counted: {kinds}, existing on {day}.")
    yield counted.format(kinds=ties_words(found.ties, lang=lang), day=date(found.day, lang))
    known = found.across + found.within_inside + found.within_outside
    if not known:
        yield _("No ties between actors of known sector have been recorded yet.")
    else:
        text = _("Of the {n} ties between actors of known sector, {a} cross the border of the administration ({p} %).")
        if known == 1:
            text = _("Ties between actors of known sector: {n}; of these across the border of the administration: {a}.")
        share = number(100 * found.across / known, lang)
        yield text.format(n=number(known, lang), a=number(found.across, lang), p=share)
    if found.unsettled:
        text = _("Of {n} further ties the sector of one end is not settled.")
        if found.unsettled == 1:
            text = _("Of one further tie the sector of one end is not settled.")
        yield text.format(n=number(found.unsettled, lang))


def mixing_basis(found: Border, *, lang: str = "de") -> str:
    """Say what the mixing is compared with, and what it leaves out."""
    _ = translator(lang)
    text = _(
        "{n} pairs with a cooperation; shared bodies are left out here, as each ties all of its members at once. Compared"
        " with all ends of these ties joined at random. Nothing is said with fewer than 3 expected ties or 10 actors in a"
        " group."
    )
    return text.format(n=number(found.mixing_ties, lang))


def legend(*, lang: str = "de") -> str:
    """Explain the symbols of the matrices in words."""
    return translator(lang)("▲ more, ▼ fewer ties than by chance, = as many as by chance, · too few to say")


def verdict_words(row: ChanceRow, *, lang: str = "de") -> str:
    """Say in words how the ties of two groups compare with what a shuffle gives.

    >>> row = ChanceRow("a", "b", 20, 20, 9, 9, 9, 3.1, 2.9, 0.001, 0.002, "more")
    >>> verdict_words(row, lang="en")
    'more than by chance'
    """
    _ = translator(lang)
    return {
        "more": _("more than by chance"),
        "fewer": _("fewer than by chance"),
        "as_expected": _("as many as by chance"),
        "too_few": _("too few to say"),
        "small_group": _("too few to say (group of fewer than 10)"),
        "not_asked": _("no group of its own"),
        "no_ties": _("no ties recorded"),
    }[row.verdict]


def group_label(group: str, landscape: Landscape, *, vocabulary: str, lang: str = "de") -> str:
    """Name a group of the mixing as people do."""
    _ = translator(lang)
    if vocabulary == "areas" and group in {SEVERAL, UNKNOWN}:
        return _("several areas") if group == SEVERAL else _("area not known")
    return landscape.vocabulary.label(vocabulary, group, lang)
