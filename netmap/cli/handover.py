"""Everything a successor needs in one folder of plain files: handover."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from typer import Argument

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.errors import DataError
from netmap.locale import N_, translator

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.store.base import Store

LANG: Final = "de"
"""The folder is for a successor in a German city, whoever writes it."""
README: Final = "LIESMICH.txt"
FILES: Final[Mapping[str, str]] = {
    README: N_("This page."),
    "landschaft.xlsx": N_("The landscape as an Excel workbook: to be read, filled in and read back."),
    "landschaft": N_("The landscape as text files (YAML), one for each kind of record; settings in landscape.yaml."),
    "sicherung.netmap": N_("The landscape with its whole history, to be restored exactly."),
    "verlauf-INTERN.csv": N_("Who changed what, when and why, field by field."),
    "datenstand-INTERN.csv": N_("What is old, unconfirmed or incomplete, record by record."),
    "offene-fragen-INTERN.csv": N_("Needs for action, and what is to be clarified."),
    "einstellungen-INTERN.csv": N_("The settings of the landscape, thresholds included."),
}
"""What is in the folder, and what it is."""


@command(
    "handover",
    "uebergabe",
    N_("Write everything a successor needs into a folder: landscape, history, settings, what is open."),
    example="handover uebergabe",
    options=("form", "edition"),
)
def handover(
    asked: Asked,
    folder: Annotated[Path, Argument(metavar=N_("FOLDER"), help=N_("A new folder, or an empty one."))],
) -> None:
    """Write everything a successor needs into a new folder; it appears whole or not at all."""
    from netmap.cli.render import print_outcome
    from netmap.disk import DiskError

    here, _ = asked.here, asked.text
    asked.whole_only()
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise DataError(_("{folder} is there already and is not empty; please name a new folder.").format(folder=folder))
    with here.store() as store:
        landscape = here.read(store)
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".netmap-", dir=folder.absolute().parent))
        try:
            _write(store, landscape, beside)
            beside.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            beside.rename(folder)
        except DiskError as error:  # where it is put together is nobody's business
            raise DiskError(str(error).replace(str(beside), str(folder))) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    for name, text in FILES.items():
        here.say(f"  {folder / name}  {_(text)}")
    here.say(_("This is the whole landscape, with everything internal in it: not for passing on."))
    print_outcome(here, {"folder": str(folder), "files": [*FILES], "records": len(landscape)}, asked.form)


def _write(store: Store, landscape: Landscape, folder: Path) -> None:
    """Write all files, and the page about them last, as it counts their rows."""
    from netmap.disk import write_whole
    from netmap.export.handover import readme
    from netmap.files.folder import write_folder
    from netmap.files.workbook.writing import write_workbook
    from netmap.store.archive import write_archive

    revisions = store.revisions()
    write_folder(landscape, folder / "landschaft", lang=LANG)
    write_workbook(landscape, folder / "landschaft.xlsx", revision=revisions[0], lang=LANG)
    write_archive(store, folder / "sicherung.netmap", lang=LANG)
    state, gaps = _write_tables(store, landscape, folder)
    described = {name: translator(LANG)(text) for name, text in FILES.items()}
    page = readme(landscape, described, revisions=len(revisions), state=state, gaps=gaps, lang=LANG)
    # Windows' editor knows UTF-8 by its mark, and ends lines with both signs
    write_whole(folder / README, page.replace("\n", "\r\n"), encoding="utf-8-sig", lang=LANG)


def _write_tables(store: Store, landscape: Landscape, folder: Path) -> tuple[Sequence[Mapping[str, str]], tuple[int, int]]:
    """Write history, state, open questions and settings; return the rows of the state, and how long both lists are."""
    from netmap.checks import CHECKS, check
    from netmap.cli.cubes import find_gaps
    from netmap.cli.findings_text import gap_headings, gap_table
    from netmap.export.handover import settings_rows, state_headings, state_rows
    from netmap.export.tables import write_table

    _ = translator(LANG)
    labels = {code: _(one.label) for code, one in CHECKS.items()} | {
        "one_sided": _("cooperations reported by one side, not by the other"),
        "unanswered": _("cooperations on which one side has not answered yet"),
    }
    state = state_rows(landscape, check(landscape, lang=LANG), labels, lang=LANG)
    found = find_gaps(landscape, lang=LANG)
    disclaimer = landscape.settings.disclaimer
    settings = {"label": _("Setting"), "value": _("Value"), "field": _("Field")}
    for name, rows, columns in (
        ("verlauf", [*_history(store, landscape)], _history_headings()),
        ("datenstand", state, state_headings(LANG)),
        ("offene-fragen", gap_table(found, lang=LANG), gap_headings(LANG)),
        ("einstellungen", settings_rows(landscape, lang=LANG), settings),
    ):
        write_table(rows, columns, folder / f"{name}.csv", edition="internal", disclaimer=disclaimer, lang=LANG)
    return state, (len(found.action), len(found.clarify))


def _history(store: Store, landscape: Landscape) -> Iterator[dict[str, Any]]:
    """Yield a row for each record that a revision added or removed, and each field that it changed, newest first."""
    from netmap.changes import field_rows

    for one in store.revisions():
        said = {"revision": f"r{one.number}", "at": f"{one.at.astimezone():%Y-%m-%d %H:%M}"}
        said |= {"author": one.author, "reason": one.reason}
        for row in field_rows(store.changes_of(one.number), landscape=landscape, lang=LANG):
            yield {**said, **row}


def _history_headings() -> dict[str, str]:
    _ = translator(LANG)
    return {
        "revision": _("Revision"), "at": _("When"), "author": _("By"), "reason": _("Why"), "change": _("Changes"),
        "kind": _("Kind"), "id": _("Id"), "name": _("Name"), "field": _("Field"), "before": _("Before"), "after": _("After"),
    }  # fmt: skip
