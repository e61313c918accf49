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
    YesOption,
)
from netmap.cli.session import Session, session
from netmap.errors import DataError, StoreError
from netmap.locale import N_, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netmap.errors import Problem
    from netmap.files.folder import Reading

StrictOption = Annotated[bool, Option("--strict", help=N_("Let warnings stop a load, age and unknowns excepted."))]
AllOption = Annotated[bool, Option("--all", help=N_("List every warning instead of one line for each kind."))]


def check(
    context: Context,
    folder: Annotated[Path | None, Argument(metavar="FOLDER", help=N_("A landscape folder; else the store."))] = None,
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
    for line in _lines(problems, strict=strict, everything=all_, lang=here.lang):
        here.say(line)
    if _errors(problems, strict=strict):
        raise DataError(_("{folder}: not loaded. The store is as it was.").format(folder=folder))
    with here.store(create=True) as store:
        settings = reading.landscape.settings
        if not store.is_empty() and store.landscape_id != settings.id:
            raise StoreError(
                _("This store holds the landscape “{old}”, the folder is of “{new}”. Another store: --store PATH").format(
                    old=store.landscape_id, new=settings.id
                )
            )
        changes = diff(None if store.is_empty() else store.read(), reading.landscape, delete_missing=delete_missing)
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
    lang: LangOption = None,
) -> None:
    """Write the landscape back to a folder."""
    from netmap.files.folder import write_folder

    here = session(context, lang)
    _ = here.text
    written = write_folder(here.landscape(), folder)
    here.say(_("Written: {n} files in {folder}.").format(n=len(written), folder=folder))
    here.say(_("This is the whole landscape, with everything internal in it: not for passing on."))


def schema(
    context: Context,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="FOLDER", help=N_("Write one file for each YAML file here."))
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write JSON Schemas for editors of the YAML files."""
    from netmap.files.schema import schemas

    here = session(context, lang)
    found = schemas()
    if output is None:
        here.show(json.dumps(found, ensure_ascii=False, indent=2))
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        (output / f"{Path(name).stem}.schema.json").write_text(text, encoding="utf-8", newline="\n")
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
    warnings = [one for one in problems if one not in errors]
    return [*map(str, errors), *map(str, warnings if everything else fold(warnings, lang=lang))]
