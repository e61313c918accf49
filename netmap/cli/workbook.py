"""The landscape as an Excel workbook: an empty one, the one that there is, and the way back."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.errors import DataError, StoreError, UnknownRecordError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.errors import Problem
    from netmap.files.workbook.reading import Basis, Reading
    from netmap.files.workbook.tables import Book
    from netmap.landscape import Landscape
    from netmap.reconcile import Reconciled
    from netmap.store.base import Store


class Action(StrEnum):
    """Name what can be done with a workbook."""

    NEW = "new"
    EXPORT = "export"
    IMPORT = "import"


@command(
    "workbook",
    "arbeitsmappe",
    N_("Fill the landscape in as an Excel workbook: an empty one, the one that there is, and the way back."),
    example="workbook export landschaft.xlsx",
    options=("yes", "author", "reason", "form", "revision", "edition"),
)
def workbook(
    asked: Asked,
    action: Annotated[
        Action,
        Argument(
            metavar="new|export|import",
            help=N_("new: an empty workbook; export: the landscape; import: read back what was filled in."),
        ),
    ],
    file: Annotated[Path, Argument(metavar=N_("FILE"), help=N_("The Excel file (.xlsx)."))],
    dry_run: Annotated[bool, Option("--dry-run", help=N_("Show what would change, and stop."))] = False,
    delete_missing: Annotated[
        bool, Option("--delete-missing", help=N_("Also delete what was in the workbook and is there no more."))
    ] = False,
) -> None:
    """Write or read a workbook; what is read back is shown first, and becomes one revision."""
    from netmap.cli.ticked import read_ticked
    from netmap.files.working_list import what_list

    asked.whole_only()
    if action is Action.IMPORT and what_list(file) is not None:
        read_ticked(asked, file, dry_run=dry_run)
    elif action is Action.IMPORT:
        _import(asked, file, dry_run=dry_run, delete_missing=delete_missing)
    else:
        _write(asked, file, empty=action is Action.NEW)


def _write(asked: Asked, file: Path, *, empty: bool) -> None:
    from netmap.cli.moments import revision_of
    from netmap.cli.render import print_outcome
    from netmap.files.workbook.writing import write_workbook
    from netmap.landscape import Landscape
    from netmap.model import Settings

    here, _ = asked.here, asked.text
    if file.suffix.lower() != ".xlsx":
        raise DataError(_("{file}: a workbook ends in .xlsx").format(file=file))
    if file.exists() and not here.agreed(
        yes=asked.yes, question=_("{file} is there already. Write over it?").format(file=file)
    ):
        here.say(_("Nothing was changed."))
        return
    if empty:
        landscape, revision = Landscape(Settings(id="landscape", name=_("New landscape"))), None
    else:
        with here.store() as store:
            landscape = here.read(store, revision=asked.revision)
            revision = revision_of(store.revisions(), asked.revision_number())
    written = write_workbook(landscape, file, revision=revision, examples=empty, lang=asked.lang)
    here.say(_("Written: {file}").format(file=written))
    if empty:
        here.say(_("Fill it in, save and close it, and read it in: netmap workbook import {file}").format(file=file))
    else:
        here.say(_("This is the whole landscape, with everything internal in it: not for passing on."))
    print_outcome(here, {"file": str(written), "records": 0 if empty else len(landscape)}, asked.form)


def _import(asked: Asked, file: Path, *, dry_run: bool, delete_missing: bool) -> None:
    from netmap.changes import apply
    from netmap.cli.moments import written_from
    from netmap.files.workbook.tables import open_workbook

    here, _ = asked.here, asked.text
    book = open_workbook(file, lang=asked.lang)
    with here.store(create=True) as store:
        now = None if store.is_empty() else store.read()
        if now is not None and book.landscape not in {"", now.settings.id}:
            text = _("This store holds the landscape “{old}”, the workbook is of “{new}”. Another store: --store PATH")
            raise StoreError(text.format(old=now.settings.id, new=book.landscape))
        base = None if now is None else written_from(store, book.revision, book.written)
        reading = _read(asked, store, book, base, now)
        found = _reconciled(reading, base, now, delete_missing=delete_missing)
        after = apply(now, found.changes) if found.changes else now
        _refuse(asked, file, reading, after, now)
        _say_beside(asked, book, found, base, now)
        if dry_run:
            asked.look(found.changes, now, after)
            return
        asked.write(store, found.changes, now, after, reason=_("read in from {file}").format(file=file.name))


def _read(asked: Asked, store: Store, book: Book, base: Landscape | None, now: Landscape | None) -> Reading:
    from netmap.files.workbook.reading import read_workbook

    states = [one for one in (base, now) if one is not None]
    key = now.settings.id if now is not None else ""
    return read_workbook(book, states=states, basis=_basis(store, base), landscape_id=key, lang=asked.lang)


def _basis(store: Store, base: Landscape | None) -> Basis | None:
    """Return what finds the state of a record in which a row was exported: by the workbook's revision, else by history."""
    from netmap.model import KINDS

    if base is None:
        return None

    def find(kind: str, key: str, version: int) -> object:
        known = base.table(KINDS[kind]).get(key)
        if known is not None and version in {0, known.version}:
            return known
        try:
            changes = store.history(key) if version else []
        except UnknownRecordError:
            return None
        found = (one.after for one in changes if one.kind == kind and one.after is not None)
        return next((one for one in found if one.version == version), None)

    return find  # type: ignore[return-value]


def _reconciled(reading: Reading, base: Landscape | None, now: Landscape | None, *, delete_missing: bool) -> Reconciled:
    from netmap.reconcile import Statement, reconcile, with_hanging

    said = {key: Statement(row.record, row.basis) for key, row in reading.rows.items()}
    found = reconcile(said, now, base=base, kinds=reading.kinds, delete_missing=delete_missing)
    return found if now is None else replace(found, changes=with_hanging(found.changes, now))


def _refuse(asked: Asked, file: Path, reading: Reading, after: Landscape | None, now: Landscape | None) -> None:
    """Raise DataError with everything that is wrong in the workbook, or would be wrong in the landscape."""
    from netmap.checks import brought

    _ = asked.text
    problems: list[Problem] = list(reading.problems)
    if not problems and after is not None:
        new = brought(now, after, reading.places(), lang=asked.lang)
        problems = [one for one in new if one.severity == "error"]
    if problems:
        text = _("{file}: not read in, {n} problems. The store is as it was.")
        raise DataError(text.format(file=file, n=len(problems)), problems)


def _say_beside(asked: Asked, book: Book, found: Reconciled, base: Landscape | None, now: Landscape | None) -> None:
    """Say what was read in passing, what stays though the workbook lacks it, and where two people changed the same."""
    from netmap.changes import summary
    from netmap.reconcile import conflict_lines

    here, _ = asked.here, asked.text
    for remark in book.remarks:
        here.say(remark)
    if now is not None and base is None and book.revision:
        here.say(
            _("This store does not know the state that the workbook was exported from: only what is empty is filled in.")
        )
    if found.left:
        here.say(_("No longer in the workbook; nothing of it is deleted. With --delete-missing it would be:"))
        for line in summary(found.left, landscape=now, lang=asked.lang):
            here.tell(line, indent="  ")
    if found.conflicts and now is not None:
        here.say(
            _("Changed in the workbook and by others, {n} times; what the others wrote stays:").format(
                n=len(found.conflicts)
            )
        )
        for line in conflict_lines(found.conflicts, now, lang=asked.lang):
            here.tell(line, indent="  ")
