"""The Vorlage: two pages for those who decide, with five numbers, what is to be done, and what is to be filled in."""

from __future__ import annotations

from netmap.analysis.reports.data import data_section
from netmap.analysis.reports.ground import Ground
from netmap.analysis.reports.open import open_section
from netmap.document import Blank, Document, Number, Numbers, Section, Text
from netmap.locale import number


def vorlage(ground: Ground, *, decision: str = "") -> Document:
    """Return the Vorlage: for information, or with the `decision` that is proposed in somebody's own words.

    Nothing is proposed that nobody wrote: netmap knows what is recorded, not what is to be decided.
    """
    _ = ground.text
    numbers = five_numbers(ground)
    name = ground.shown.settings.name
    title = _("Draft resolution") if decision else _("Information for the council")
    basis = _("On {day} the following is recorded of the education landscape:").format(day=ground.stand)
    proposal = decision or _("No decision is asked for. The state of affairs is noted.")
    sections = [
        Section("head", "", (Blank(_("File number")), Blank(_("Date")), Blank(_("Bodies that discuss it")))),
        Section(
            "subject", _("Subject"), (Text(_("{name}: state of affairs on {day}").format(name=name, day=ground.stand)),)
        ),
        Section("decision", _("Proposed decision") if decision else _("For information"), (Text(proposal),)),
        Section("facts", _("Facts"), (Text(basis), Numbers(numbers))),
        open_section(ground),
        Section("finance", _("Financial effects"), (Blank(_("To be filled in by the office responsible"), lines=3),)),
        data_section(ground, numbers),
    ]
    return ground.document("vorlage", title, name, sections)


def five_numbers(ground: Ground) -> tuple[Number, ...]:
    """Return the five numbers of the landscape: actors, offers, cooperations, forums, and what has not been asked.

    The edition without open questions counts in place of these the cooperations across the border of the administration.
    """
    _ = ground.text
    across = _("cooperation between the administration and an actor outside")
    return (
        *recorded(ground),
        ground.summed("kinds_of_cooperation", _("existing cooperation"), _("existing cooperations")),
        forums_recorded(ground),
        unasked(ground)
        if ground.asks("fields")
        else ground.counted("across_the_border", across, _("cooperations between the administration and actors outside")),
    )


def recorded(ground: Ground, **given: str) -> tuple[Number, Number]:
    """Return how many actors and offers are recorded, of an `area` where one is given."""
    _ = ground.text
    inside = number(len(ground.answer("actors", sector="inside", **given).rows), ground.lang)
    one, many = _("actor, {n} of them in the administration"), _("actors, {n} of them in the administration")
    return (
        ground.counted("actors", one.format(n=inside), many.format(n=inside), **given),
        ground.counted("offers", _("offer"), _("offers"), **given),
    )


def forums_recorded(ground: Ground, **given: str) -> Number:
    """Return how many forums are recorded, of an `area` where one is given."""
    _ = ground.text
    return ground.counted("forums", _("forum, network or agreement"), _("forums, networks and agreements"), **given)


def unasked(ground: Ground, **given: str) -> Number:
    """Return of how many fields nothing is recorded and nobody has been asked, of an `area` where one is given."""
    _ = ground.text
    every = len(ground.answer("fields", **given).rows)
    says = _(
        "of {all} fields (an education area for a target group, and in a district where nearness matters) to which no offer"
        " is assigned and of which nobody has been asked completely yet"
    )
    if every == 1:
        says = _(
            "of one field (an education area for a target group, and in a district where nearness matters) to which no"
            " offer is assigned and of which nobody has been asked completely yet"
        )
    text = says.format(all=number(every, ground.lang))
    return ground.counted("fields", text, text, **given, state="not_recorded")
