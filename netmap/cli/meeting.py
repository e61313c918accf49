"""The sheet of a meeting: an agenda from the open questions, the map with its pictures, a list to tick, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.findings_text import LISTS
from netmap.errors import DataError
from netmap.locale import N_, number
from netmap.locale import date as date_text

if TYPE_CHECKING:
    from netmap.analysis.todo import TodoRow
    from netmap.export.meeting_page import Item
    from netmap.files.working_sheet import Line
    from netmap.landscape import Landscape
    from netmap.model import Forum, Revision

READ: Final = frozenset({"read", "lesen"})
"""What stands in the place of the folder where a list is to be read back."""
PARTS: Final = {"action": LISTS["action"], "introduction": N_("Who should meet"), "clarify": LISTS["clarify"]}


@command(
    "meeting",
    "sitzung",
    N_("Write the sheet of a meeting: agenda, map, list to tick; and read the list back afterwards."),
    example="meeting sitzung --forum fachkreis-ehrenamt",
    options=("yes", "author", "reason", "form", "at"),
)
def meeting(
    asked: Asked,
    folder: Annotated[
        Path, Argument(metavar=N_("FOLDER"), help=N_("Where the sheet is written; or: read, to read a list."))
    ],
    file: Annotated[Path | None, Argument(metavar=N_("FILE"), help=N_("After read: the list that was ticked."))] = None,
    forum: Annotated[
        str | None, Option("--forum", metavar=N_("FORUM"), help=N_("Which forum meets, by id or name; its areas go first."))
    ] = None,
    date: Annotated[
        str | None, Option("--date", metavar=N_("DATE"), help=N_("When it meets; left out: the landscape's reference date."))
    ] = None,
    items: Annotated[int, Option("--items", min=1, max=200, help=N_("So many questions at most in each part."))] = 8,
    dry_run: Annotated[bool, Option("--dry-run", help=N_("After read: show what would change, and stop."))] = False,
) -> None:
    """Write agenda, map and list of a meeting, of the meeting edition; `meeting read FILE` brings back what was ticked."""
    from netmap.cli.ticked import read_ticked

    _ = asked.text
    if str(folder).lower() in READ:
        if file is None:
            raise DataError(_("Which list is to be read? netmap meeting read FILE"))
        read_ticked(asked, file, dry_run=dry_run)
        return
    if file is not None or dry_run:
        raise DataError(_("To read a list back: netmap meeting read FILE"))
    _write(asked, folder, _meeting(asked, forum, date), items=items)


@dataclass(frozen=True)
class _Meeting:
    """Hold what meets when, and what is known: all of it, what its edition shows, and the revision it is."""

    known: Landscape
    shown: Landscape
    forum: Forum | None
    day: dt.date
    revision: Revision | None

    @property
    def name(self) -> str:
        """Return what the meeting is called."""
        return self.forum.name if self.forum is not None else self.known.settings.name


def _meeting(asked: Asked, forum: str | None, date: str | None) -> _Meeting:
    from netmap.cli.moments import date_of
    from netmap.editions import view
    from netmap.search import named

    with asked.here.store() as store:
        known = asked.here.read(store)
        revision = next(iter(store.revisions()), None)
    key = named(known, forum) if forum else None
    if key is not None and key not in known.forums:
        says = asked.text("“{text}” is no forum. All of them: netmap list forums")
        raise DataError(says.format(text=forum))
    day = asked.here.day(date_of(asked, date)) or known.reference_date()
    return _Meeting(known, view(known, "meeting"), known.forums[key] if key else None, day, revision)


def _write(asked: Asked, folder: Path, told: _Meeting, *, items: int) -> None:
    """Write the three files of a meeting into a folder."""
    from netmap.cli.making import make_map
    from netmap.cli.map_views import Wanted
    from netmap.cli.render import print_outcome
    from netmap.disk import write_whole
    from netmap.files.workbook.opening import refuse_open

    here, _, lang = asked.here, asked.text, asked.lang
    names = {"page": _("meeting.html"), "list": _("meeting.xlsx"), "map": _("map.html")}
    refuse_open(folder / names["list"], lang=lang)
    rows = _questions(told, asked.day or told.known.reference_date())
    chosen = {part: rows[part][:items] for part in PARTS}
    make_map(
        told.known,
        folder / names["map"],
        day=asked.day,
        edition="meeting",
        lang=lang,
        views=[Wanted("landscape"), Wanted("gaps")],
    )
    page = _page(asked, told, chosen, {part: len(rows[part]) for part in PARTS}, names)
    write_whole(folder / names["page"], page, lang=lang)
    write_whole(folder / names["list"], _list(asked, told, [row for part in PARTS for row in chosen[part]]), lang=lang)
    for name in names.values():
        here.say(_("Written: {file}").format(file=folder / name))
    here.say(_("After the meeting: netmap meeting read {file}").format(file=folder / names["list"]))
    print_outcome(here, {one: str(folder / name) for one, name in names.items()}, asked.form)


def _questions(told: _Meeting, day: dt.date) -> dict[str, list[TodoRow]]:
    """Return the open questions as the meeting edition shows them, by part; those of the forum's areas first."""
    from netmap.cli.todo import todo_rows

    areas = set(told.forum.areas) if told.forum is not None else set()
    rows = todo_rows(told.known, day=day, edition="meeting")
    rows.sort(key=lambda row: bool(areas) and row.area not in areas)
    return {part: [row for row in rows if row.part == part] for part in PARTS}


# ------------------------------------------------------------------------------------------------------------- the files


def _page(
    asked: Asked, told: _Meeting, chosen: dict[str, list[TodoRow]], all_of: dict[str, int], names: dict[str, str]
) -> str:
    from netmap.editions import remarks
    from netmap.export.meeting_page import Part, meeting_page
    from netmap.scenes import in_order

    _, lang = asked.text, asked.lang
    parts = []
    for part, title in PARTS.items():
        left = all_of[part] - len(chosen[part])
        more = _("… and {n} more on the list: netmap todo --all").format(n=number(left, lang)) if left else ""
        heading = f"{_(title)} ({number(all_of[part], lang)})"
        parts.append(Part(heading, [_item(row, told.shown, lang) for row in chosen[part]], more))
    return meeting_page(
        told.name,
        parts,
        day=told.day,
        map_file=names["map"],
        list_file=names["list"],
        scenes=[(one.title, one.caption) for one in in_order(told.shown)],
        disclaimer=told.known.settings.disclaimer,
        remarks=remarks("meeting", told.known, lang=lang),
        lang=lang,
    )


def _item(row: TodoRow, shown: Landscape, lang: str) -> Item:
    from netmap.analysis.ticked import may_be_said
    from netmap.export.meeting_page import Item
    from netmap.files.working_list import ANSWERS
    from netmap.locale import translator

    _ = translator(lang)
    says, step = (row.sentence_en, row.next_step_en) if lang == "en" else (row.sentence_de, row.next_step_de)
    answers = [_(ANSWERS[one]) for one in may_be_said(row.kind, row.id)]
    return Item(says, step, answers, _district_names(row.districts, shown) if answers else ())


def _district_names(districts: Iterable[str], shown: Landscape) -> list[str]:
    return [shown.districts[one].name for one in districts if one in shown.districts]


def _list(asked: Asked, told: _Meeting, rows: Sequence[TodoRow]) -> bytes:
    from netmap.editions import edition_name, remarks
    from netmap.files.working_sheet import Heading, working_sheet

    _, lang = asked.text, asked.lang
    said = (
        _("Fill in the yellow cells; what stays empty is left as it is."),
        *remarks("meeting", told.known, lang=lang),
        told.known.settings.disclaimer,
    )
    heading = Heading(
        "meeting",
        _("List to tick: {name}").format(name=told.name),
        [text for text in said if text],
        told.known.settings.id,
        told.revision,
        edition_name("meeting", lang=lang),
        {"forum": told.name, "date": date_text(told.day.isoformat(), lang)},
    )
    return working_sheet([_line(row, told.shown, lang) for row in rows], heading, lang=lang)


def _line(row: TodoRow, shown: Landscape, lang: str) -> Line:
    from netmap.analysis.ticked import may_be_said
    from netmap.files.working_sheet import Line
    from netmap.locale import translator

    says, step = (row.sentence_en, row.next_step_en) if lang == "en" else (row.sentence_de, row.next_step_de)
    answers = may_be_said(row.kind, row.id)
    told = {"part": translator(lang)(PARTS[row.part]), "sentence": says, "next_step": step}
    return Line(row.id, told | {"districts": "; ".join(_district_names(row.districts, shown)) if answers else ""}, answers)
