"""One page to send to an actor, to check its own entry: what is recorded of it, never who said so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netmap.analysis.queries.words import worded
from netmap.analysis.reports.ground import Ground
from netmap.document import BY_HAND, Blank, Box, Document, Items, Part, Section, Table, Text
from netmap.fields import field_label, value_text
from netmap.locale import alphabetical, number
from netmap.model import Actor, Cooperation
from netmap.titles import name_of

ENTRY = ("name", "short_name", "type", "part_of", "areas", "target_groups", "districts", "languages", "address", "website")
"""What an actor is asked about itself."""
ROOM = 22
"""So many lines of offers, forums and partners together have room on the page; of more, the number is told."""
_LINE, _CELL, _LEAST = 95, 40, 6
"""So many letters have room in a line, in a cell of the entry; so many lines the lists have in any case."""


def actor_sheet(ground: Ground, actor: str) -> Document:
    """Return the sheet for an actor that the edition shows on the day: its entry, offers, forums and existing cooperations.

    No evidence, no intensity, no plans and wishes, and nothing of who reported what: a partner reads what is recorded, not
    who said it. Raises KeyError for an actor that there is not.
    """
    _ = ground.text
    one = ground.today.actors[actor]
    office = ground.office or _("Education coordination")
    offers, forums, ties = (
        tuple(_listed(ground, kept, of))
        for kept, of in _shared_out(
            [_offers(ground, actor), _forums(ground, actor), _ties(ground, actor)], _room(ground, one)
        )
    )
    asks = _("The following is recorded of you, as of {day}. Please check it and send the page back to: {office}.")
    sections = [
        Section("request", "", (Text(asks.format(day=ground.stand, office=office)),)),
        Section("entry", _("Your entry"), (_entry(ground, one),)),
        Section("offers", _("Your offers"), offers),
        Section("forums", _("Forums that you sit in"), forums),
        Section("ties", _("With whom you work"), ties),
        Section(
            "answer",
            _("Is something missing or wrong?"),
            (Blank(_("Please add"), 2), Blank(_("Checked by (function), date"))),
        ),
        _about(ground),
    ]
    return ground.document("actor", _("Is this true of you?"), one.name, sections)


def _about(ground: Ground) -> Section:
    _ = ground.text
    said = (
        Text(ground.data),
        Text(_("What is empty is not known to us. “Not recorded” does not mean that it does not exist.")),
        Text(
            _("Please name no persons: organisations, offices and functions are recorded, no names and no private contacts.")
        ),
    )
    return Section("data", "", (Box("", said),))


def _entry(ground: Ground, one: Actor) -> Table:
    _ = ground.text
    rows = []
    for field in ENTRY:
        value = getattr(one, field)
        if field == "districts" and one.citywide:
            text = _("whole city")
        else:
            text = value_text("actor", field, value, ground.today, lang=ground.lang) if value else _("not recorded")
        if value or field not in {"short_name", "part_of"}:
            rows.append((field_label("actor", field, ground.lang), text, ""))
    return Table(_("Correct what is not right"), (_("What"), _("Recorded"), BY_HAND), tuple(rows))


def _room(ground: Ground, one: Actor) -> int:
    """Return how many lines there are for the lists: a long name takes some of them, in the title and in the entry."""
    around = ground.shown.settings.municipality or ground.shown.settings.name
    return max(_LEAST, ROOM - len(one.name) // _CELL - len(one.name) // _LINE - len(around) // _LINE)


def _shared_out(lists: Sequence[list[str]], room: int) -> list[tuple[list[str], int]]:
    """Return of each list as many lines as have room beside the others, and how many it has: one line of each in turn."""
    kept: list[list[str]] = [[] for _one in lists]
    used = sum(not lines for lines in lists)
    for turn in range(max(map(len, lists))):
        for lines, own in zip(lists, kept, strict=True):
            if turn < len(lines) and used < room:
                own.append(lines[turn])
                used += 1 + len(lines[turn]) // _LINE
    return [(own, len(lines)) for own, lines in zip(kept, lists, strict=True)]


def _listed(ground: Ground, lines: list[str], of: int) -> Iterator[Part]:
    """Yield lines with a box to tick before each, the number of those that have no room, or that there are none."""
    _ = ground.text
    if not lines:
        yield Text(_("None recorded yet. Please add what there is."))
        return
    yield Items(tuple(map(Text, lines)), "☐")
    if rest := of - len(lines):
        text = _("And one more entry; we gladly send the whole list.")
        if rest > 1:
            text = _("And {n} more; we gladly send the whole list.")
        yield Text(text.format(n=number(rest, ground.lang)))


def _offers(ground: Ground, actor: str) -> list[str]:
    found = ground.answer("offers")
    mine = [row for row in found.rows if actor in row["providers"]]
    told = worded(type(found)(found.query, tuple(mine), found.columns, {}, found.day), ground.today, lang=ground.lang)
    return [
        ", ".join(str(part) for part in (row["offer"], row["area"], row["districts"], row["languages"]) if part)
        for row in told
    ]


def _forums(ground: Ground, actor: str) -> list[str]:
    today = ground.today
    held = [one for one in today.memberships.values() if one.actor == actor]
    roles: dict[str, list[str]] = {one.forum: [] for one in held}
    for one in held:
        roles[one.forum] += [ground.label("roles", one.role)] if one.role else []
    lines = [
        ": ".join(part for part in (name_of(one, today), ", ".join(dict.fromkeys(said))) if part)
        for one, said in roles.items()
    ]
    return sorted(lines, key=alphabetical)


def _ties(ground: Ground, actor: str) -> list[str]:
    """Return the existing cooperations, one line a partner with all kinds; conflicts are told to nobody."""
    kinds: dict[str, list[str]] = {}
    for one in ground.today.cooperations.values():
        if actor in {one.source, one.target} and one.source != one.target and _may_be_told(ground, one):
            partner = one.target if one.source == actor else one.source
            kinds.setdefault(partner, []).append(ground.label("tie_kinds", one.kind))
    lines = [f"{name_of(one, ground.today)}: {', '.join(dict.fromkeys(names))}" for one, names in kinds.items()]
    return sorted(lines, key=alphabetical)


def _may_be_told(ground: Ground, tie: Cooperation) -> bool:
    term = ground.shown.vocabulary["tie_kinds"].get(tie.kind)
    return tie.status == "existing" and tie.kind != "conflict" and term is not None and not term.get("internal")
