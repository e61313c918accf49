"""Lists from elsewhere into the landscape: shown as they are understood, asked about, and written as one revision."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.reading import (
    mappings_of,
    read_lists,
    refuse_contradictions,
    repaired_lists,
    say_alike,
    say_all,
    understanding,
)
from netmap.errors import DataError
from netmap.locale import N_, number

if TYPE_CHECKING:
    from netmap.changes import ChangeSet
    from netmap.files.foreign import Imported
    from netmap.files.shapes import Shape, Understood
    from netmap.landscape import Landscape
    from netmap.store.base import Store


class ShapeName(StrEnum):
    """Name what a sheet can be (see `netmap.files.shapes`)."""

    ACTORS = "actors"
    TIES = "ties"
    MEMBERS = "members"
    MATRIX = "matrix"
    FORUMS_MATRIX = "forums_matrix"


FilesArgument = Annotated[
    list[Path], Argument(metavar=N_("FILE..."), help=N_("Lists: xlsx, xls, ods, CSV, TSV, JSON, GeoJSON."))
]
DryRunOption = Annotated[bool, Option("--dry-run", help=N_("Show what would change, and stop."))]
AcceptOption = Annotated[bool, Option("--accept-good", help=N_("Take the good rows even though others are refused."))]
DirectedOption = Annotated[bool, Option("--directed", help=N_("Ties go from the first to the second end."))]
MissingOption = Annotated[bool, Option("--add-missing", help=N_("Add ends of ties that no list of actors holds."))]
OverwriteOption = Annotated[bool, Option("--overwrite", help=N_("The list wins where the landscape says otherwise."))]
RepairOption = Annotated[bool, Option("--repair", help=N_("Mend umlauts that an earlier program broke (Ã¼ for ü)."))]
ColumnOption = Annotated[
    list[str] | None,
    Option(
        "--column", metavar=N_("HEADING=FIELD"), help=N_("What a column means: name, type, own (kept), - (left out) ...")
    ),
]
AsOption = Annotated[
    ShapeName | None, Option("--as", help=N_("What the lists are, where netmap takes them for something else."))
]
NameOption = Annotated[str, Option("--name", metavar=N_("NAME"), help=N_("The name of a landscape that begins with this."))]
SourceOption = Annotated[
    str, Option("--source", metavar=N_("TEXT"), help=N_("Where the lists come from; else the file's name."))
]
SeenOption = Annotated[str | None, Option("--seen", metavar=N_("DATE"), help=N_("Of which day the lists are."))]


@command(
    "import",
    "einlesen",
    N_("Read lists from elsewhere: actors, cooperations, members; first it is shown what would change."),
    example="import schulen.xlsx --dry-run",
    options=("yes", "author", "reason", "form"),
)
def import_(
    asked: Asked,
    files: FilesArgument,
    dry_run: DryRunOption = False,
    accept_good: AcceptOption = False,
    directed: DirectedOption = False,
    add_missing: MissingOption = False,
    overwrite: OverwriteOption = False,
    repair: RepairOption = False,
    column: ColumnOption = None,
    as_: AsOption = None,
    name: NameOption = "",
    source: SourceOption = "",
    seen: SeenOption = None,
) -> None:
    """Read lists from elsewhere, show how they are understood and what would change, ask, and write one revision."""
    from netmap.cli.session import dated
    from netmap.files.foreign import gather, new_landscape
    from netmap.files.gathering import Options
    from netmap.files.shapes import understand

    seen = dated(seen, asked.lang) if seen is not None else None
    told = _told(asked, column or [])
    shape: Shape | None = as_.value if as_ else None
    tables = repaired_lists(asked, read_lists(asked, files), repair=repair, ask=not dry_run)
    with asked.here.store(create=True) as store:
        old = None if store.is_empty() else store.read()
        begun = old or new_landscape(name or files[0].stem)
        mappings = mappings_of(begun)
        lists, remarks = understand(tables, mappings=mappings, told=told, shape=shape, lang=asked.lang)
        say_all(asked, remarks)
        agreed = _agreed(asked, lists, ask=not dry_run)
        if agreed is None:
            asked.here.say(asked.text('Nothing was changed. Another meaning: --column "HEADING=FIELD"'))
            return
        options = Options(directed, add_missing, overwrite, source, seen)
        found = gather(agreed, begun, options=options, lang=asked.lang)
        say_all(asked, found.remarks)
        _say_refused(asked, found, files, accept_good=accept_good, dry_run=dry_run)
        refuse_contradictions(asked, found, begun)
        say_alike(asked, found.records, begun)
        _write(asked, store, old, found, files, dry_run=dry_run)


def _told(asked: Asked, given: Sequence[str]) -> dict[str, str]:
    """Return what was said of columns, by heading; a meaning may be said by its key or its label."""
    from netmap.files.cells import folded
    from netmap.files.columns import LEFT_OUT, OWN
    from netmap.vocabulary import vocabulary

    _ = asked.text
    terms = vocabulary()["columns"].items()
    words = {folded(one): key for key, term in terms for one in (term.label_en, term.label_de, key)} | {OWN: OWN}
    told = {}
    for one in given:
        heading, sign, field = one.rpartition("=")
        key = LEFT_OUT if field.strip() == LEFT_OUT else words.get(folded(field))
        if not sign or not heading or key is None:
            says = _("--column “{given}” is not understood. Written: HEADING=FIELD; fields are: {fields}")
            raise DataError(says.format(given=one, fields=", ".join([*(key for key, _term in terms), OWN, LEFT_OUT])))
        told[heading.strip()] = key
    return told


def _agreed(asked: Asked, lists: list[Understood], *, ask: bool) -> list[Understood] | None:
    """Show how the lists are understood, and ask whether that is right; columns not known are kept if one wants them."""
    from netmap.files.columns import OWN
    from netmap.files.foreign import without_own

    _, here = asked.text, asked.here
    for one in lists:
        for line in understanding(asked, one):
            here.say(line)
    if not ask or asked.yes:
        return lists
    if not here.agreed(yes=False, question=_("Is this right?")):
        return None
    own = [column.heading for one in lists for column in one.columns if column.key == OWN]
    if own and not here.agreed(yes=False, question=_("Keep the columns that netmap does not know?")):
        return [without_own(one) for one in lists]
    return lists


def _say_refused(asked: Asked, found: Imported, files: Sequence[Path], *, accept_good: bool, dry_run: bool) -> None:
    """List every row refused and write them for mending; go on with the others only where that was said."""
    from netmap.files.refused import write_refused

    if not found.refused:
        return
    _, here = asked.text, asked.here
    problems = [one.problem(lang=asked.lang) for one in found.refused]
    for one in problems:
        here.say(str(one))
    count = number(len(problems), asked.lang)
    if not dry_run:
        for path in write_refused(found.refused, {one.name: one for one in files}, lang=asked.lang):
            here.say(_("The rows refused, for mending: {file}").format(file=path))
    if not accept_good:
        says = _("Rows that cannot be taken: {n}. So nothing was changed. Only the good ones: --accept-good")
        raise DataError(says.format(n=count))
    here.say(_("Rows not taken: {n}.").format(n=count))


def _write(
    asked: Asked, store: Store, old: Landscape | None, found: Imported, files: Sequence[Path], *, dry_run: bool
) -> None:
    from netmap.changes import apply, diff

    _ = asked.text
    changes: ChangeSet = diff(old, found.landscape)
    after = apply(old, changes)
    if dry_run:
        asked.look(changes, old, after)
        return
    names = ", ".join(one.name for one in files)
    asked.write(store, changes, old, after, reason=_("imported from {files}").format(files=names))
