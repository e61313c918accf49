"""The forums in words: who is in them, what none of them deals with, what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netmap.analysis.forum_overlap import LEAST_MEMBERS
from netmap.analysis.forum_rows import ForumRow, Forums, LoadRow, OverlapRow, TurnoverRow, WithoutForum
from netmap.landscape import Landscape
from netmap.locale import alphabetical, date, number, translator
from netmap.titles import name_of


def forum_sentence(row: ForumRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say of a forum what it is, on which level, and how many members of which sector are recorded."""
    _ = translator(lang)
    words = landscape.vocabulary
    what = [words.label("forum_kinds", row.kind, lang)] if row.kind else []
    if row.level != "unknown":
        what.append(words.label("levels", row.level, lang))
    head = f"{row.name} ({', '.join(what)})" if what else row.name
    if not row.members:
        others = _(" (guests and others: {n})").format(n=number(len(row.guests), lang)) if row.guests else ""
        return f"{head}: {_('no members recorded yet')}{others}."
    text = _("{n} members recorded") if len(row.members) > 1 else _("one member recorded")
    sides = [
        text.format(n=number(count, lang))
        for text, count in (
            (_("administration: {n}"), row.inside),
            (_("outside: {n}"), row.outside),
            (_("not settled: {n}"), row.unsettled),
        )
        if count
    ]
    return f"{head}: {text.format(n=number(len(row.members), lang))} ({', '.join(sides)}); {complete_words(row, lang=lang)}."


def complete_words(row: ForumRow, *, lang: str = "de") -> str:
    """Say whether the list of members is known to be complete."""
    _ = translator(lang)
    if row.complete == "unknown" or row.complete_on is None:
        return _("whether the list is complete is not known")
    text = _("list complete as of {day}") if row.complete == "complete" else _("list was complete on {day} – please confirm")
    return text.format(day=date(row.complete_on, lang))


def details(row: ForumRow, landscape: Landscape, *, lang: str = "de") -> Iterator[tuple[str, str]]:
    """Yield, as name and value, all else that is recorded of a forum; what is not known is said to be so."""
    _ = translator(lang)
    words = landscape.vocabulary
    unknown = _("not recorded")

    def named(ids: Sequence[str]) -> str:
        return "; ".join(sorted((name_of(one, landscape) for one in ids), key=alphabetical)) or unknown

    yield _("Mandate"), row.mandate or unknown
    yield _("Topics"), ", ".join(row.topics) or unknown
    yield _("Education areas"), ", ".join(words.label("areas", one, lang) for one in row.areas) or unknown
    yield _("Target groups"), ", ".join(words.label("target_groups", one, lang) for one in row.target_groups) or unknown
    yield _("Lead"), named([row.lead] if row.lead else [])
    yield _("Reports to"), named([row.reports_to] if row.reports_to else [])
    if row.reported_by:
        yield _("Reported to by"), named(row.reported_by)
    yield _("Members"), named(row.members)
    if row.guests:
        yield _("Guests and others"), named(row.guests)
    areas = (f"{words.label('areas', area, lang)} {number(count, lang)}" for area, count in row.member_areas)
    yield _("Members by education area"), ", ".join(areas) or unknown
    yield _("Last evidence"), date(row.last_seen, lang) if row.last_seen else _("date unknown")


def missing_sentences(rows: Sequence[ForumRow], *, lang: str = "de") -> Iterator[str]:
    """Yield in which standing forums neither the administration, nor an organisation of migrants, is or is recorded."""
    _ = translator(lang)
    standing = [row for row in rows if row.nature == "standing"]
    for state, field, text in (
        ("none", "administration", _("Without the administration, by a complete list: {names}.")),
        (
            "none_recorded",
            "administration",
            _("No member of the administration recorded, lists may be incomplete: {names}."),
        ),
        ("none", "migrants", _("Without an organisation of migrants, by a complete list: {names}.")),
        ("none_recorded", "migrants", _("No organisation of migrants recorded, lists may be incomplete: {names}.")),
    ):
        names = [row.name for row in standing if getattr(row, field) == state]
        if names:
            yield text.format(names="; ".join(sorted(names, key=alphabetical)))


def without_sentences(rows: Sequence[WithoutForum], *, lang: str = "de") -> Iterator[str]:
    """Yield which areas, groups and expected actors no forum is recorded for, and what may still belong there."""
    _ = translator(lang)
    for what, text in (
        ("area", _("Education areas that no forum is assigned to: {names}.")),
        ("group", _("Target groups that no forum is assigned to: {names}.")),
        ("expected", _("Expected actors that are recorded, but sit in no recorded forum: {names}.")),
    ):
        own = [row for row in rows if row.what == what]
        if own and what != "expected" and own[0].unassigned == own[0].of:
            # of none is it known what it deals with, so nothing follows for any
            yield {
                "area": _("No standing forum or agreement names an education area: which area has none cannot be said."),
                "group": _("No standing forum or agreement names a target group: which group has none cannot be said."),
            }[what]
        elif own:
            yield text.format(names="; ".join(_entry(row, lang) for row in own))
            yield from _nameless(own[0], lang)


def _nameless(row: WithoutForum, lang: str) -> Iterator[str]:
    """Yield how many forums may be for one of these, but do not say so."""
    _ = translator(lang)
    one, more = {
        "area": (_("One forum names no education area."), _("{n} forums name no education area.")),
        "group": (_("One forum names no target group."), _("{n} forums name no target group.")),
        "expected": ("", ""),
    }[row.what]
    if row.unassigned:
        yield (one if row.unassigned == 1 else more).format(n=number(row.unassigned, lang))


def _entry(row: WithoutForum, lang: str) -> str:
    label = row.label_en if lang == "en" else row.label_de
    if not row.through:
        return label
    text = translator(lang)("actors of it sit in {n}")
    return f"{label} ({text.format(n=number(len(row.through), lang))})"


def load_sentence(row: LoadRow, *, lang: str = "de") -> str:
    """Say in how many forums an actor sits, and how many hours a year that takes where it is recorded."""
    _ = translator(lang)
    n = len(row.forums)
    says = (_("one forum") if n == 1 else _("{n} forums")).format(n=number(n, lang))
    if row.hours is None:
        return _("{actor}: {forums}; hours not recorded.").format(actor=row.name, forums=says)
    digits = 0 if row.hours == int(row.hours) else 1
    text = _("{actor}: {forums}; {hours} hours a year (recorded of {k}).")
    return text.format(actor=row.name, forums=says, hours=number(row.hours, lang, digits), k=number(len(row.timed), lang))


def overlap_sentence(row: OverlapRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say what two forums share, and whether so many members would be shared by chance."""
    _ = translator(lang)
    parts = []
    if row.shared:
        names = ", ".join(sorted((name_of(one, landscape) for one in row.shared), key=alphabetical))
        parts.append(_("recorded members of both: {names}").format(names=names))
    if row.topics:
        parts.append(_("topics of both: {names}").format(names=", ".join(row.topics)))
    if row.members_jaccard is not None:
        share = number(100 * row.members_jaccard, lang)
        parts.append(_("{p} % of the members of either sit in both").format(p=share))
    parts.append(
        {
            "more": _("more than by chance"),
            "as_expected": _("no more than by chance"),
            "too_few": _("too few to say"),
            "small": _("fewer than {n} members: not compared").format(n=number(LEAST_MEMBERS, lang)),
            "not_complete": _("not compared, as it is not known of both that the list is complete"),
        }[row.verdict]
    )
    return f"{name_of(row.first, landscape)} – {name_of(row.second, landscape)}: {'; '.join(parts)}."


def turnover_sentence(row: TurnoverRow, landscape: Landscape, *, lang: str = "de") -> str:
    """Say who joined and left a forum, or on which day it is not known that the list was complete."""
    _ = translator(lang)
    days = [
        date(day, lang) for day, state in ((row.then, row.complete_then), (row.now, row.complete_now)) if state != "complete"
    ]
    if days:
        text = _("{forum}: not compared – it is not known that the list of members was complete on {days}.")
        return text.format(forum=row.name, days=_(" and ").join(days))

    def named(ids: Sequence[str]) -> str:
        return ", ".join(sorted((name_of(one, landscape) for one in ids), key=alphabetical)) or _("nobody")

    text = _("{forum}: joined: {joined}; left: {left}; stayed: {n}.")
    return text.format(forum=row.name, joined=named(row.joined), left=named(row.left), n=number(len(row.stayed), lang))


def summary(found: Forums, *, lang: str = "de") -> Iterator[str]:
    """Yield how many forums there are, of how many the members are known to be complete, and what that means."""
    _ = translator(lang)
    if not found.rows:
        yield _("No forums have been recorded yet.")
        return
    lasting = [row for row in found.rows if row.nature in {"standing", "agreement"}]
    sure = sum(row.complete == "complete" for row in lasting)
    text = _("Recorded on {day}: {n} forums, {k} of them standing or agreed. List of members known to be complete: {c}.")
    if len(found.rows) == 1:
        text = _("Recorded on {day}: one forum, standing or agreed: {k}. List of members known to be complete: {c}.")
    yield text.format(
        day=date(found.day, lang),
        n=number(len(found.rows), lang),
        k=number(len(lasting), lang),
        c=number(sure, lang),
    )
    if sure < len(lasting):
        yield _("Where the list is not complete, a name that is not in it may well be a member.")
