"""Everything for a meeting in one folder: netmap pack."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName, Format
from netmap.locale import N_, Language, translator

if TYPE_CHECKING:
    from netmap.analysis.reports.ground import Ground
    from netmap.editions import Edition
    from netmap.landscape import Landscape

Progress = Callable[[float], None]
ABOUT: Final[Mapping[str, tuple[str, str]]] = {
    "map.html": (N_("Interactive map"), N_("Opens in the browser, without a network: search, filter, show in a meeting.")),
    "report.docx": (N_("Lagebericht for Word"), N_("To be changed and printed.")),
    "report.html": (N_("Lagebericht for the browser"), N_("To be read and printed as it is.")),
    "tables.xlsx": (N_("Tables"), N_("All tables of the Lagebericht, whole, for Excel.")),
    "open-questions.xlsx": (
        N_("Open questions"),
        N_("Needs for action and what is to be clarified, with room for what is agreed."),
    ),
}
"""The files of a pack in their order, each with its name for people and what it is for."""
START: Final = "index.html"


@command(
    "pack",
    "mappe",
    N_("Write everything for a meeting into a folder: map, Lagebericht, tables, open questions, a page to start from."),
    example="pack sitzung",
    options=("form", "at", "revision", "edition"),
    edition=EditionName.MEETING,
)
def pack(
    asked: Asked,
    folder: Annotated[Path, Argument(metavar=N_("FOLDER"), help=N_("Where the files are written."))],
) -> None:
    """Write everything for a meeting into a folder, all of it or nothing."""
    from netmap.cli.progress import progress
    from netmap.cli.render import print_rows

    landscape = asked.landscape()
    with progress(asked.text("Writing")) as told:
        written = write_pack(landscape, folder, day=asked.day, edition=asked.eyes, lang=asked.lang, progress=told)
    for path in written:
        asked.here.say(asked.text("Written: {file}").format(file=path))
    if asked.form is not Format.TABLE:
        print_rows(asked.here, [{"file": str(path), "edition": asked.eyes} for path in written], asked.form)


def write_pack(
    landscape: Landscape,
    folder: Path,
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: Language = "de",
    progress: Progress | None = None,
) -> list[Path]:
    """Write the pack of an edition and return its files, the page to start from last.

    All files are made first and put into the folder together: where something fails, it stays as it was. Files that an
    earlier pack of another edition left there are removed, so that nobody hands them on by mistake. Raise DiskError.
    """
    from netmap.cli.kernels import quick_igraph
    from netmap.disk import replace_all
    from netmap.editions import file_name

    quick_igraph()
    made = packed(landscape, day=day or landscape.reference_date(), edition=edition, lang=lang, progress=progress)
    named = {file_name(Path(name), edition).name: data for name, data in made.items()}
    replace_all(folder, named, lang=lang)
    others: tuple[Edition, ...] = ("internal", "meeting")
    for name in (*ABOUT, START):
        for other in others:
            stale = file_name(Path(name), other).name
            if stale not in named:
                (folder / stale).unlink(missing_ok=True)
    return [folder / name for name in named]


def packed(
    landscape: Landscape, *, day: dt.date, edition: Edition, lang: Language, progress: Progress | None = None
) -> dict[str, bytes]:
    """Return the files of a pack by their names, the page to start from last."""
    from netmap.analysis.measured import measured
    from netmap.analysis.reports.lage import lage
    from netmap.cli.making import make_map
    from netmap.cli.report_ground import ground_of
    from netmap.cli.report_pictures import pictures_of
    from netmap.export.pack_page import Packed, pack_page
    from netmap.export.report_docx import report_docx
    from netmap.export.report_excel import report_excel
    from netmap.export.report_html import report_html

    tell = progress or _nobody
    files: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as made:
        files["map.html"] = make_map(landscape, Path(made) / "map.html", day=day, edition=edition, lang=lang).read_bytes()
    tell(0.2)
    pictures = pictures_of(landscape, day=day, edition=edition, lang=lang)
    tell(0.5)
    ground = ground_of(landscape, day=day, edition=edition, lang=lang, pictures=pictures)
    tell(0.7)
    report = lage(ground, measured(landscape, ground.shown, edition=edition, at=day, lang=lang))
    tell(0.8)
    files["report.docx"] = report_docx(report)
    files["report.html"] = report_html(report).encode("utf-8")
    tell(0.9)
    files["tables.xlsx"] = report_excel(report)
    if ground.gaps is not None:
        files["open-questions.xlsx"] = _open_questions(ground)
    _ = translator(lang)
    listed = [Packed(name, _(ABOUT[name][0]), _(ABOUT[name][1]), len(data)) for name, data in files.items()]
    files[START] = pack_page(report, listed, ground.data).encode("utf-8")
    return files


def _open_questions(ground: Ground) -> bytes:
    """Return both lists as an Excel file: with what notes say where the edition shows them, else with room for it."""
    from netmap.cli.findings_text import gap_headings, gap_table
    from netmap.editions import edition_name, watermark
    from netmap.export.excel import Table, excel
    from netmap.export.tables import excel_cell
    from netmap.locale import date

    _, lang, shown = ground.text, ground.lang, ground.shown
    headings, agreed = dict(gap_headings(lang)), () if ground.shows("notes") else ("status", "due", "result")
    headings |= {name: _("{what} (as agreed)").format(what=headings[name]) for name in agreed}
    rows = gap_table(ground.gaps, lang=lang) if ground.gaps is not None else []
    cells = [["" if name in agreed else excel_cell(row[name], lang) for name in headings] for row in rows]
    stand = _("As of {day}").format(day=date(ground.day.isoformat(), lang))
    below = [one for one in (ground.data, stand, shown.settings.disclaimer) if one]
    mark = watermark(ground.edition, lang=lang) or edition_name(ground.edition, lang=lang)
    return excel([Table(_("Open questions"), list(headings.values()), cells, below)], mark=mark, lang=lang)


def _nobody(_share: float) -> None: ...
