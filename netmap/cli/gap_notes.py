"""What is done about gaps on the command line: notes on them, and what became of the lists since a day or a revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from netmap.cli.asked import Asked
from netmap.cli.cubes import find_gaps
from netmap.cli.findings_text import LISTS, wrapped
from netmap.errors import DataError
from netmap.locale import N_, number, translator

if TYPE_CHECKING:
    from netmap.analysis.gap_changes import GapChange
    from netmap.analysis.gap_rows import Gaps
    from netmap.landscape import Landscape
    from netmap.model import GapNote


class StatusName(StrEnum):
    """Name how far something is about a gap."""

    OPEN = "open"
    IN_WORK = "in-work"
    DONE = "done"
    DROPPED = "dropped"


NOTE: Final = frozenset({"note", "notiz"})
"""What stands in the place of an area where a note is to be written."""
DIMENSIONS: Final = ("age", "status", "life_situation", "learning")
CHANGES: Final = {"closed": N_("Closed"), "changed": N_("Changed"), "new": N_("New")}


def write_note(
    asked: Asked, gap: str | None, *, status: StatusName | None, who: str | None, due: str | None, result: str | None
) -> None:
    """Record who sees to a gap, until when, with what result; what is not said stays as an earlier note has it."""
    from netmap.changes import diff

    _ = asked.text
    if not gap:
        raise DataError(_("Which gap is the note on? netmap gaps note ID; the ids are in: netmap gaps --format json"))
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        refuse_unknown_gap(asked, landscape, gap)
        after = landscape.replace([note_of(asked, landscape, gap, status=status, who=who, due=due, result=result)])
        asked.write(store, diff(landscape, after), landscape, after, reason=_("note on {gap}").format(gap=gap))


def note_of(
    asked: Asked,
    landscape: Landscape,
    gap: str,
    *,
    status: StatusName | None,
    who: str | None,
    due: str | None,
    result: str | None,
) -> GapNote:
    """Return the note on a gap with what is said now over what an earlier one says."""
    from netmap.cli.session import dated
    from netmap.identifiers import generated_id
    from netmap.model import GapNote

    _ = asked.text
    earlier = next((one for one in landscape.table(GapNote).values() if one.gap == gap), None)
    said: dict[str, object] = {
        name: value
        for name, value in (
            ("status", status and status.value.replace("-", "_")),
            ("responsible", who),
            ("due", due),
            ("result", result),
        )
        if value is not None
    }
    if not said:
        raise DataError(_("What is to be noted? At least one of --status, --who, --due, --result."))
    if due:
        said["due"] = dated(due, asked.lang)
    if said.get("due") == "":
        said["due"] = None
    base = earlier or GapNote(id=generated_id("gap_note", {"gap": gap}, landscape), gap=gap)
    return base.model_copy(update=said)


def refuse_unknown_gap(asked: Asked, landscape: Landscape, gap: str) -> None:
    """Refuse a note on what is in no list and on what there is no note yet, naming what comes near."""
    from difflib import get_close_matches

    from netmap.model import GapNote

    known = {one.gap for one in landscape.table(GapNote).values()}
    for dimension in DIMENSIONS:
        if gap in known:
            return
        found = find_gaps(landscape, dimension=dimension, lang=asked.lang)
        known |= {row.id for row in (*found.action, *found.clarify)}
    if gap not in known:
        _ = asked.text
        near = ", ".join(get_close_matches(gap, sorted(known), n=3, cutoff=0.5))
        says = _("There is no gap “{gap}”. All of them: netmap gaps --format json")
        raise DataError((_("There is no gap “{gap}”. Near: {near}") if near else says).format(gap=gap, near=near))


# ------------------------------------------------------------------------------------------------------------ since then


def change_lines(found: Sequence[GapChange], before: Gaps, after: Gaps, *, since: str, lang: str) -> Iterator[str]:
    """Yield what closed, changed and is new since a moment as a person named it, as a person reads it."""
    _ = translator(lang)
    yield from wrapped(_heading(since, before, after, lang))
    for change, heading in CHANGES.items():
        rows = [row for row in found if row.change == change]
        yield ""
        yield f"{_(heading)} ({number(len(rows), lang)})"
        for row in rows:
            sentence = row.sentence_en if lang == "en" else row.sentence_de
            yield from wrapped(f"[{_lists(row, lang)}] {sentence}", first="  ", rest="    ")
    same = len(after.action) + len(after.clarify) - sum(row.change != "closed" for row in found)
    yield ""
    yield _("Unchanged: {n}").format(n=number(same, lang))


def _heading(since: str, before: Gaps, after: Gaps, lang: str) -> str:
    """Say since when, and of which day the lists are: two revisions are mostly looked at on one day."""
    from netmap.locale import date

    _ = translator(lang)
    then, now = date(before.day, lang), date(after.day, lang)
    if before.day == after.day:
        return _("What has changed since {since}; both lists as of {now}").format(since=since, now=now)
    return _("What has changed since {since}; the lists as of {then} and as of {now}").format(
        since=since, then=then, now=now
    )


def _lists(row: GapChange, lang: str) -> str:
    """Name the list of a row, and first the one it stood in where that was the other."""
    _ = translator(lang)
    now = _(LISTS[row.list])
    return now if row.list_before in {None, row.list} else f"{_(LISTS[row.list_before or row.list])} → {now}"


def change_table(found: Sequence[GapChange], *, lang: str) -> tuple[list[dict[str, object]], Mapping[str, str]]:
    """Return the differences as rows for people, and their columns."""
    _ = translator(lang)
    rows: list[dict[str, object]] = [
        {
            "change": _(CHANGES[row.change]),
            "list": _lists(row, lang),
            "sentence": row.sentence_en if lang == "en" else row.sentence_de,
            "id": row.id,
        }
        for row in found
    ]
    return rows, {"change": _("Changes"), "list": _("List"), "sentence": _("Finding"), "id": _("Id")}
