"""The sheet of one forum: what it is for, who sits in it, and what is not known of it."""

from __future__ import annotations

from collections.abc import Iterator

from netmap.analysis.forum_words import details, forum_sentence
from netmap.analysis.forums import forums
from netmap.analysis.reports.data import data_section
from netmap.analysis.reports.ground import Ground
from netmap.document import Document, Items, Numbers, Part, Section, Table, Text


def forum_sheet(ground: Ground, forum: str) -> Document:
    """Return the sheet of a forum that the edition shows on the day. Raises KeyError for one that there is not."""
    _ = ground.text
    row = {one.id: one for one in forums(ground.shown, at=ground.day).rows}[forum]
    members = ground.counted("forum_members", _("member or guest recorded"), _("members and guests recorded"), forum=forum)
    facts = tuple((name, value) for name, value in details(row, ground.today, lang=ground.lang) if value)
    findings = (
        Text(forum_sentence(row, ground.today, lang=ground.lang), ("forums",)),
        Numbers((members,)),
        Table(_("What is recorded of it"), (_("What"), _("Recorded")), facts, "forums"),
    )
    sections = [
        Section("findings", _("The forum"), findings),
        Section(
            "members", _("Who sits in it"), (ground.table("forum_members", _("Members and guests"), first=40, forum=forum),)
        ),
        Section("unknown", _("What we do not know"), tuple(_unknown(ground, forum))),
        data_section(ground, (members,)),
        Section("annex", _("Annex"), tuple(_annex(ground, forum))),
    ]
    return ground.document("forum", _("Forum"), row.name, sections)


def _unknown(ground: Ground, forum: str) -> Iterator[Part]:
    """Yield what to ask the forum itself: nothing where the edition shows no open questions."""
    _ = ground.text
    if not ground.shows("open_questions"):
        return
    row = {one.id: one for one in forums(ground.shown, at=ground.day).rows}[forum]
    asked = []
    if row.complete != "complete":
        asked.append(_("Whether the list of members is complete: until that is known, nobody is said not to be in it."))
    if row.administration == "none_recorded":
        asked.append(_("Whether the administration is in it: no member of it is recorded."))
    if row.migrants == "none_recorded":
        asked.append(_("Whether an organisation of migrants is in it: none is recorded."))
    if not row.areas:
        asked.append(_("Which education areas it deals with."))
    if not row.target_groups:
        asked.append(_("Which target groups it deals with."))
    if not row.reports_to:
        asked.append(_("To whom it reports."))
    if asked:
        yield Items(tuple(Text(one, ("forums",)) for one in asked))


def _annex(ground: Ground, forum: str) -> Iterator[Part]:
    _ = ground.text
    if ground.asks("members_without_tie"):
        yield ground.table("members_without_tie", _("Members between whom no cooperation is recorded yet"), forum=forum)
