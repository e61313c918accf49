"""Into the store and out of it: check, load, save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from netmap.cli.asked import Asked
from netmap.cli.command import WRITING, command
from netmap.cli.options import FolderArgument, Format
from netmap.cli.session import Session
from netmap.errors import DataError, StoreError
from netmap.locale import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netmap.changes import ChangeSet
    from netmap.errors import Problem
    from netmap.landscape import Landscape

SHOWN = 200
StrictOption = Annotated[bool, Option("--strict", help=N_("Let warnings stop a load, age and unknowns excepted."))]
AllOption = Annotated[bool, Option("--all", help=N_("List every warning instead of one line for each kind."))]


@command(
    "check",
    "",
    N_("Check a folder, or the store, and list every problem at once."),
    example="check rostock --all",
)
def check(
    asked: Asked,
    folder: Annotated[Path | None, Argument(metavar=N_("FOLDER"), help=N_("A landscape folder; else the store."))] = None,
    strict: StrictOption = False,
    all_: AllOption = False,
) -> None:
    """Check a folder, or the store, and list every problem at once; of an edition, those of the records that it shows."""
    here, _ = asked.here, asked.text
    problems = _problems(asked, folder)
    errors = _errors(problems, strict=strict)
    if asked.form is Format.TABLE and asked.file is None:
        for line in _lines(problems, strict=strict, everything=all_, lang=asked.lang):
            here.show(line)
        here.say(_("{errors} errors, {warnings} warnings.").format(errors=len(errors), warnings=len(problems) - len(errors)))
    else:
        with asked.output() as out:
            out.rows(problems)
    raise Exit(1 if errors else 0)


def _problems(asked: Asked, folder: Path | None) -> list[Problem]:
    """Return what is wrong in a folder or the store, in the state of the day asked for, as far as the edition shows it."""
    from netmap.checks import check as run_checks
    from netmap.editions import view

    if folder is None:
        landscape = asked.landscape(on_day=True)
        found = run_checks(landscape, lang=asked.lang)
    else:
        landscape, found = _read(asked, folder)
    if asked.eyes == "internal":
        return found
    shown = view(landscape, asked.eyes)
    return [one for one in found if not one.record or one.record in shown]


@command(
    "load",
    "laden",
    N_("Load a landscape folder into the store, showing first what will change."),
    example="load rostock --dry-run",
    options=WRITING,
)
def load(
    asked: Asked,
    folder: FolderArgument,
    dry_run: Annotated[bool, Option("--dry-run", help=N_("Show what would change, and stop."))] = False,
    delete_missing: Annotated[
        bool, Option("--delete-missing", help=N_("Also delete what the store has and the folder has not."))
    ] = False,
    strict: StrictOption = False,
    all_: AllOption = False,
) -> None:
    """Load a landscape folder into the store, showing first what will change.

    It is always loaded whole: a day asked for is the one that the notes on the folder go by.
    """
    from netmap.changes import apply

    here, _ = asked.here, asked.text
    new, problems = _read(asked, folder)
    if errors := _errors(problems, strict=strict):
        for line in _lines(errors, strict=strict, everything=all_, lang=asked.lang):
            here.say(line)
        raise DataError(_("{folder}: not loaded. The store is as it was.").format(folder=folder))
    with here.store(create=True) as store:
        if not store.is_empty() and store.landscape_id != new.settings.id:
            raise StoreError(
                _("This store holds the landscape “{old}”, the folder is of “{new}”. Another store: --store PATH").format(
                    old=store.landscape_id, new=new.settings.id
                )
            )
        if problems:
            here.say(_("Notes on the folder (in full: netmap check {folder} --all):").format(folder=folder))
        for line in _lines(problems, strict=strict, everything=all_, lang=asked.lang):
            here.tell(line, indent="  ")
        old = None if store.is_empty() else store.read()
        changes = _changes(here, old, new, delete_missing=delete_missing)
        after = apply(old, changes)
        if dry_run:
            asked.look(changes, old, after)
            return
        asked.write(store, changes, old, after, reason=_("loaded from {folder}").format(folder=folder.name))


def _changes(here: Session, old: Landscape | None, new: Landscape, *, delete_missing: bool) -> ChangeSet:
    """Return what turns the store into the folder; what only the store has stays, and is named, unless it is to go."""
    from netmap.changes import ChangeSet, diff, summary

    changes = diff(old, new, delete_missing=True)
    gone = ChangeSet(tuple(one for one in changes if one.after is None))
    if delete_missing or not gone:
        return changes
    here.say(here.text("In the store but not in the folder; it stays (to delete it: --delete-missing):"))
    for line in summary(gone, landscape=old, lang=here.lang):
        here.tell(line, indent="  ")
    return ChangeSet(tuple(one for one in changes if one.after is not None))


@command(
    "save",
    "",
    N_("Write the landscape back to a folder."),
    example="save rostock",
    options=("yes", "form", "at", "revision", "edition"),
)
def save(asked: Asked, folder: FolderArgument) -> None:
    """Write the landscape to a folder, showing first what will change in one that is already there."""
    from netmap.cli.render import print_outcome
    from netmap.files.folder import write_folder

    here, _ = asked.here, asked.text
    asked.whole_only()
    landscape = asked.landscape(on_day=True)
    if not _may_overwrite(here, folder, landscape, yes=asked.yes):
        here.say(_("Nothing was changed."))
        return
    written = write_folder(landscape, folder, lang=asked.lang)
    here.say(_("Written: {n} files in {folder}.").format(n=len(written), folder=folder))
    here.say(_("This is the whole landscape, with everything internal in it: not for passing on."))
    print_outcome(here, {"folder": str(folder), "files": len(written), "records": len(landscape)}, asked.form)


def _may_overwrite(here: Session, folder: Path, landscape: Landscape, *, yes: bool) -> bool:
    """Show what saving would change in a folder that holds a landscape, and ask; a folder of another one is refused."""
    from netmap.changes import diff, summary
    from netmap.files.folder import FILES, read_folder

    _ = here.text
    if not any((folder / name).exists() for name in FILES.values()):
        return True
    there = read_folder(folder, lang=here.lang)
    refused = _("{folder} holds another landscape, or one with errors: “{old}”. It stays as it is; choose another folder.")
    if there.problems or there.landscape.settings.id != landscape.settings.id:
        raise DataError(refused.format(folder=folder, old=there.landscape.settings.id), there.problems)
    changes = diff(there.landscape, landscape, delete_missing=True)
    for line in summary(changes, landscape=landscape, lang=here.lang):
        here.tell(line)
    return not changes.operations or here.agreed(yes=yes, question=_("Write this over the files in the folder?"))


def _read(asked: Asked, folder: Path) -> tuple[Landscape, list[Problem]]:
    """Return a folder's landscape, whole, and what is wrong in it, in the state of the day asked for."""
    from netmap.checks import check as run_checks
    from netmap.files.folder import read_folder

    reading = read_folder(folder, lang=asked.lang)
    state = reading.landscape.at(asked.day) if asked.day else reading.landscape
    return reading.landscape, [*reading.problems, *run_checks(state, reading.places, lang=asked.lang)]


def _errors(problems: Sequence[Problem], *, strict: bool) -> list[Problem]:
    from netmap.checks import CHECKS

    lenient = {code for code, one in CHECKS.items() if not one.strict}
    return [one for one in problems if one.severity == "error" or (strict and one.code not in lenient)]


def _lines(problems: Sequence[Problem], *, strict: bool, everything: bool, lang: Language) -> list[str]:
    """Return the errors in full, the warnings in full or folded to a line a kind."""
    from netmap.checks import fold

    errors = _errors(problems, strict=strict)
    codes = {one.code for one in errors}
    warnings = [one for one in problems if one.severity != "error" and one.code not in codes]
    shown = errors if everything else errors[:SHOWN]
    more = translator(lang)("… and {n} more: --all").format(n=len(errors) - len(shown))
    cut = [more] if len(shown) < len(errors) else []
    return [*map(str, shown), *cut, *map(str, warnings if everything else fold(warnings, lang=lang))]
