"""The whole landscape with its history into one file, and back: backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import Format
from netmap.cli.session import place
from netmap.errors import StoreError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.changes import ChangeSet
    from netmap.landscape import Landscape
    from netmap.model import Revision
    from netmap.store.archive import Archive
    from netmap.store.base import Store

SUFFIX = ".netmap"
SHOWN = 5


@command(
    "backup",
    "sichern",
    N_("Put the whole landscape with its history into one file, and compare it with the store."),
    example="backup sicherung.netmap",
    options=("yes", "form", "edition"),
)
def backup(
    asked: Asked,
    file: Annotated[Path, Argument(metavar=N_("FILE"), help=N_("The backup, such as sicherung.netmap."))],
) -> None:
    """Put the whole landscape with its history into one file, and compare it with the store."""
    from netmap.cli.render import print_outcome
    from netmap.store.archive import is_archive, write_archive

    here, _ = asked.here, asked.text
    asked.whole_only()
    with here.store() as store:
        here.read(store)
        if file.exists() and not is_archive(file):
            raise StoreError(
                _("{file} is there and is no backup, so it stays. Please choose another name.").format(file=file)
            )
        question = _("{file} is there already. Write over it?").format(file=file)
        if file.exists() and not here.agreed(yes=asked.yes, question=question):
            here.say(_("Nothing was changed."))
            return
        done = write_archive(store, file, lang=asked.lang)
    text = _("Saved and compared, in {file}. Records: {records}, revisions: {revisions}, changes: {changes}.")
    here.say(text.format(records=done.records, revisions=done.revisions, changes=done.changes, file=file))
    here.say(_("This is the whole landscape, with everything internal in it: not for passing on."))
    here.say(_("To go back to it: netmap restore {file}").format(file=file))
    print_outcome(here, {"file": str(file), **done._asdict()}, asked.form)


@command(
    "restore",
    "wiederherstellen",
    N_("Go back to a backup: first it is shown what will change, and the present state is saved."),
    example="restore sicherung.netmap --dry-run",
    options=("yes", "form", "edition"),
)
def restore(
    asked: Asked,
    file: Annotated[Path, Argument(metavar=N_("FILE"), help=N_("The backup, such as sicherung.netmap."))],
    dry_run: Annotated[bool, Option("--dry-run", help=N_("Show what would change, and stop."))] = False,
) -> None:
    """Put a backup, landscape and history, in the place of what the store holds; that is saved before."""
    from netmap.store.archive import read_archive

    here, _ = asked.here, asked.text
    asked.whole_only()
    archive = read_archive(file, lang=asked.lang)
    with here.store(create=True) as store:
        there = store.revisions()
        now = None if store.is_empty() else store.read()
        _refuse_other(asked, archive, now)
        kept = archive.read()
        if there == archive.revisions():
            here.say(_("The store is as the backup has it: nothing to change."))
            return
        shown = _preview(asked, archive, now, there, dry_run=dry_run)
        if dry_run:
            here.say(_("Only looked: nothing was changed."))
        elif not here.agreed(yes=asked.yes, question=_("Replace what the store holds by the backup?")):
            here.say(_("Nothing was changed."))
        else:
            _replace(asked, store, archive, there)
            asked.outcome(shown, kept, archive.revisions()[0])


def _refuse_other(asked: Asked, archive: Archive, now: Landscape | None) -> None:
    """Refuse a backup without a landscape, and one of another landscape than the store's."""
    _ = asked.text
    key = archive.landscape_id
    if key is None:
        raise StoreError(_("{file} holds no landscape: it was taken back before.").format(file=archive.url))
    if now is not None and now.settings.id != key:
        text = _("This store holds the landscape “{old}”, the backup is of “{new}”. Another store: --store PATH")
        raise StoreError(text.format(old=now.settings.id, new=key))


def _preview(asked: Asked, archive: Archive, now: Landscape | None, there: list[Revision], *, dry_run: bool) -> ChangeSet:
    """Say what the backup holds, what would change, and which revisions of the store it does not know."""
    from netmap.changes import diff

    here, _ = asked.here, asked.text
    revisions, kept = archive.revisions(), archive.read()
    last = revisions[0]
    when = f"{last.at.astimezone():%Y-%m-%d %H:%M}"
    text = _("The backup holds {records} records, as of revision r{n} of {when}, by {author}.")
    here.say(text.format(records=len(kept), n=last.number, when=when, author=last.author))
    changes = diff(now, kept, delete_missing=True)
    shown = asked.preview(changes, now, kept, say=here.show if dry_run and asked.form is Format.TABLE else here.say)
    if gone := [one for one in there if one not in revisions]:
        here.say(_("Revisions of the store that the backup does not know, {n}; they go:").format(n=len(gone)))
        for one in gone[:SHOWN]:
            here.say(f"  r{one.number} {one.at.astimezone():%Y-%m-%d %H:%M} {one.author} {one.reason}".rstrip())
        if len(gone) > SHOWN:
            here.say(_("  … and {n} earlier ones").format(n=len(gone) - SHOWN))
    return shown


def _replace(asked: Asked, store: Store, archive: Archive, there: list[Revision]) -> None:
    """Save what there is beside the backup, then write the backup in its place."""
    from netmap.store.archive import write_archive

    here, _ = asked.here, asked.text
    over = there[0].number if there else 0
    if over:
        earlier = _free(archive.path.with_name(f"{archive.landscape_id}-r{over}"))
        write_archive(store, earlier, lang=asked.lang)
        here.say(_("What there was is saved in {file}.").format(file=earlier))
    store.replace(archive.history, over=over)
    text = _("Restored and read back, in {store}. Records: {records}, revisions: {revisions}.")
    records = len(archive.read())
    here.say(text.format(records=records, revisions=len(archive.history), store=place(store)))
    if over:
        here.say(_("To take it back: netmap restore {file}").format(file=earlier))


def _free(path: Path) -> Path:
    """Return a name for a backup that no file has."""
    numbers = ("", *(f"-{n}" for n in range(2, 10_000)))
    named = (path.with_name(f"{path.name}{number}{SUFFIX}") for number in numbers)
    return next(one for one in named if not one.exists())
