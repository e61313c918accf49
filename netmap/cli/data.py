"""Into the store and out of it: check, load, save, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Exit, Option

from netmap.cli.options import (
    AtOption,
    AuthorOption,
    FolderArgument,
    Format,
    FormatOption,
    LangOption,
    ReasonOption,
    RevisionOption,
    YesOption,
)
from netmap.cli.session import Session, session
from netmap.errors import DataError, StoreError
from netmap.locale import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netmap.errors import Problem
    from netmap.files.folder import Reading
    from netmap.landscape import Landscape

SHOWN = 200
StrictOption = Annotated[bool, Option("--strict", help=N_("Let warnings stop a load, age and unknowns excepted."))]
AllOption = Annotated[bool, Option("--all", help=N_("List every warning instead of one line for each kind."))]


def check(
    context: Context,
    folder: Annotated[Path | None, Argument(metavar=N_("FOLDER"), help=N_("A landscape folder; else the store."))] = None,
    strict: StrictOption = False,
    all_: AllOption = False,
    form: FormatOption = Format.TABLE,
    at: AtOption = None,
    lang: LangOption = None,
) -> None:
    """Check a folder, or the store, and list every problem at once."""
    here = session(context, lang)
    _ = here.text
    problems = _read(here, folder)[1] if folder else _stored_problems(here, at)
    errors = _errors(problems, strict=strict)
    if form is Format.TABLE:
        for line in _lines(problems, strict=strict, everything=all_, lang=here.lang):
            here.show(line)
        here.say(_("{errors} errors, {warnings} warnings.").format(errors=len(errors), warnings=len(problems) - len(errors)))
    else:
        from netmap.cli.render import print_rows

        print_rows(here, problems, form)
    raise Exit(1 if errors else 0)


def load(
    context: Context,
    folder: FolderArgument,
    dry_run: Annotated[bool, Option("--dry-run", help=N_("Show what would change, and stop."))] = False,
    delete_missing: Annotated[
        bool, Option("--delete-missing", help=N_("Also delete what the store has and the folder has not."))
    ] = False,
    strict: StrictOption = False,
    all_: AllOption = False,
    yes: YesOption = False,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    lang: LangOption = None,
) -> None:
    """Load a landscape folder into the store, showing first what will change."""
    from netmap.changes import diff, summary

    here = session(context, lang)
    _ = here.text
    reading, problems = _read(here, folder)
    if errors := _errors(problems, strict=strict):
        for line in _lines(errors, strict=strict, everything=all_, lang=here.lang):
            here.say(line)
        raise DataError(_("{folder}: not loaded. The store is as it was.").format(folder=folder))
    with here.store(create=True) as store:
        settings = reading.landscape.settings
        if not store.is_empty() and store.landscape_id != settings.id:
            raise StoreError(
                _("This store holds the landscape “{old}”, the folder is of “{new}”. Another store: --store PATH").format(
                    old=store.landscape_id, new=settings.id
                )
            )
        if problems:
            here.say(_("Notes on the folder (in full: netmap check {folder} --all):").format(folder=folder))
        for line in _lines(problems, strict=strict, everything=all_, lang=here.lang):
            here.say(f"  {line}")
        old = None if store.is_empty() else store.read()
        changes = diff(old, reading.landscape, delete_missing=delete_missing)
        if not delete_missing:
            _say_left(here, old, reading.landscape)
        if dry_run:
            for line in summary(changes, landscape=reading.landscape, lang=here.lang):
                here.show(line)
            here.say(_("Only looked: nothing was changed."))
            return
        why = reason or _("loaded from {folder}").format(folder=folder.name)
        here.write(store, changes, reading.landscape, yes=yes, author=author, reason=why)


def save(
    context: Context,
    folder: FolderArgument,
    at: AtOption = None,
    revision: RevisionOption = None,
    yes: YesOption = False,
    lang: LangOption = None,
) -> None:
    """Write the landscape to a folder, showing first what will change in one that is already there."""
    from netmap.files.folder import write_folder

    here = session(context, lang)
    _ = here.text
    landscape = here.landscape(at=at, revision=revision)
    if not _may_overwrite(here, folder, landscape, yes=yes):
        here.say(_("Nothing was changed."))
        return
    written = write_folder(landscape, folder, lang=here.lang)
    here.say(_("Written: {n} files in {folder}.").format(n=len(written), folder=folder))
    here.say(_("This is the whole landscape, with everything internal in it: not for passing on."))


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
        here.say(line)
    return not changes.operations or here.agreed(yes=yes, question=_("Write this over the files in the folder?"))


def _say_left(here: Session, old: Landscape | None, new: Landscape) -> None:
    """Name what the store has and the folder has not: it stays unless it is to be deleted, too."""
    from netmap.changes import ChangeSet, diff, summary

    if old is None:
        return
    left = tuple(one for one in diff(old, new, delete_missing=True) if one.after is None)
    if left:
        here.say(here.text("In the store but not in the folder; it stays (to delete it: --delete-missing):"))
    for line in summary(ChangeSet(left), landscape=old, lang=here.lang):
        here.say(f"  {line}")


def schema(
    context: Context,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar=N_("FOLDER"), help=N_("Write one file for each YAML file here."))
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write JSON Schemas for editors of the YAML files."""
    from netmap.disk import write_whole
    from netmap.files.schema import schemas

    here = session(context, lang)
    found = schemas()
    if output is None:
        here.show(json.dumps(found, ensure_ascii=False, indent=2))
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        write_whole(output / f"{Path(name).stem}.schema.json", text, lang=here.lang)
    here.say(here.text("Written: {n} files in {folder}.").format(n=len(found), folder=output))


def _read(here: Session, folder: Path) -> tuple[Reading, list[Problem]]:
    from netmap.checks import check as run_checks
    from netmap.files.folder import read_folder

    reading = read_folder(folder, lang=here.lang)
    return reading, [*reading.problems, *run_checks(reading.landscape, reading.places, lang=here.lang)]


def _stored_problems(here: Session, at: str | None) -> list[Problem]:
    from netmap.checks import check as run_checks

    return run_checks(here.landscape(at=at), lang=here.lang)


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
