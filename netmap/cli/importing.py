"""Lists from elsewhere into the landscape: shown as they are understood, asked about, and written as one revision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import Format
from netmap.errors import DataError
from netmap.locale import N_, number

if TYPE_CHECKING:
    from netmap.changes import ChangeSet
    from netmap.files.foreign import Imported
    from netmap.files.lists import Table
    from netmap.files.shapes import Shape, Understood
    from netmap.landscape import Landscape
    from netmap.model import ColumnMapping, Record
    from netmap.store.base import Store

SHOWN = 50
ALIKE = 10


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
    from netmap.cli.session import day
    from netmap.files.foreign import gather, new_landscape
    from netmap.files.gathering import Options
    from netmap.files.shapes import understand

    if seen is not None:
        day(seen, asked.lang)
    told = _told(asked, column or [])
    shape: Shape | None = as_.value if as_ else None
    tables = _repaired(asked, _tables(asked, files), repair=repair, ask=not dry_run)
    with asked.here.store(create=True) as store:
        old = None if store.is_empty() else store.read()
        begun = old or new_landscape(name or files[0].stem)
        mappings = _mappings(begun)
        lists, remarks = understand(tables, mappings=mappings, told=told, shape=shape, lang=asked.lang)
        _say_all(asked, remarks)
        agreed = _agreed(asked, lists, ask=not dry_run)
        if agreed is None:
            asked.here.say(asked.text('Nothing was changed. Another meaning: --column "HEADING=FIELD"'))
            return
        options = Options(directed, add_missing, overwrite, source, seen)
        found = gather(agreed, begun, options=options, lang=asked.lang)
        _say_all(asked, found.remarks)
        _say_refused(asked, found, files, accept_good=accept_good, dry_run=dry_run)
        _refuse_contradictions(asked, found, begun)
        say_alike(asked, found.records, begun)
        _write(asked, store, old, found, files, dry_run=dry_run)


def _tables(asked: Asked, files: Sequence[Path]) -> list[Table]:
    """Read the files, and refuse those with cases of persons, before a store is opened or made."""
    from netmap.files.columns import headings, refuse_cases
    from netmap.files.lists import read_table

    tables = [read_table(path, lang=asked.lang) for path in files]
    for table in tables:
        _say_all(asked, table.remarks)
        for sheet in table.sheets:
            refuse_cases(sheet, headings(sheet), lang=asked.lang)
    return tables


def _mappings(landscape: Landscape) -> list[ColumnMapping]:
    from netmap.model import ColumnMapping

    return list(landscape.table(ColumnMapping).values())


def _say_all(asked: Asked, remarks: Sequence[str]) -> None:
    for one in remarks[:SHOWN]:
        asked.here.say(one)
    if len(remarks) > SHOWN:
        asked.here.say(asked.text("… and {n} further remarks").format(n=number(len(remarks) - SHOWN, asked.lang)))


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


def _repaired(asked: Asked, tables: list[Table], *, repair: bool, ask: bool) -> list[Table]:
    """Offer to mend broken umlauts; unasked they stay as they are, and it is said."""
    from netmap.files.foreign import garbled, repaired

    _ = asked.text
    examples = garbled(tables)
    if not examples:
        return tables
    shown = ", ".join(f"{before[:40]} → {after[:40]}" for before, after in examples[:3])
    asked.here.say(_("Umlauts were broken by an earlier program: {examples}").format(examples=shown))
    if not repair and ask and not asked.yes:
        repair = asked.here.agreed(yes=False, question=_("Mend them?"))
    if not repair:
        asked.here.say(_("They stay as they are. To mend them: --repair"))
    return repaired(tables) if repair else tables


def _agreed(asked: Asked, lists: list[Understood], *, ask: bool) -> list[Understood] | None:
    """Show how the lists are understood, and ask whether that is right; columns not known are kept if one wants them."""
    from netmap.files.columns import OWN
    from netmap.files.foreign import without_own

    _, here = asked.text, asked.here
    for one in lists:
        for line in _understanding(asked, one):
            here.say(line)
    if not ask or asked.yes:
        return lists
    if not here.agreed(yes=False, question=_("Is this right?")):
        return None
    own = [column.heading for one in lists for column in one.columns if column.key == OWN]
    if own and not here.agreed(yes=False, question=_("Keep the columns that netmap does not know?")):
        return [without_own(one) for one in lists]
    return lists


def _understanding(asked: Asked, found: Understood) -> list[str]:
    """Return the lines that say what a sheet is taken for, and each of its columns."""
    from netmap.files.columns import LEFT_OUT, OWN
    from netmap.files.shapes import SHAPES
    from netmap.vocabulary import vocabulary

    _ = asked.text
    lines = [_("{sheet} is read as: {shape}").format(sheet=found.sheet.place, shape=_(SHAPES[found.shape]))]
    terms = vocabulary()["columns"]
    known = [one for one in found.columns if one.key in terms]
    lines += [f"  {one.heading} → {terms[one.key].label(asked.lang)}" for one in known]
    own = ", ".join(one.heading for one in found.columns if one.key == OWN)
    persons = ", ".join(one.heading for one in found.columns if one.persons)
    empty = ", ".join(one.heading for one in found.columns if one.key == LEFT_OUT and not one.persons)
    if own:
        lines.append(_("  Not known to netmap, kept as own columns: {columns}").format(columns=own))
    if persons:
        lines.append(_("  Left out, since netmap holds no persons: {columns}").format(columns=persons))
    if empty:
        lines.append(_("  Left out, empty or without a meaning here: {columns}").format(columns=empty))
    return lines


def _say_refused(asked: Asked, found: Imported, files: Sequence[Path], *, accept_good: bool, dry_run: bool) -> None:
    """List every row refused and write them for mending; go on with the others only where that was said."""
    from netmap.files.refused import write_refused

    if not found.refused:
        return
    _, here = asked.text, asked.here
    problems = [one.problem() for one in found.refused]
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


def _refuse_contradictions(asked: Asked, found: Imported, old: Landscape) -> None:
    """Refuse what would bring an error into the landscape that was not there before; say what may need a look."""
    from netmap.checks import check, fold

    new = {one.id for one in found.records}
    before = {(one.code, one.record) for one in check(old, lang=asked.lang)}
    problems = [one for one in check(found.landscape, lang=asked.lang) if one.record in new]
    problems = [one for one in problems if (one.code, one.record) not in before]
    if errors := [one for one in problems if one.severity == "error"]:
        says = asked.text("The lists contradict themselves or the landscape. Nothing was changed.")
        raise DataError(says, errors[:SHOWN])
    for line in fold(problems, lang=asked.lang):
        asked.here.say(str(line))


def say_alike(asked: Asked, records: Iterable[Record], old: Landscape) -> None:
    """Name who is new and may be somebody known, or twice among the records; nobody is merged by this."""
    from netmap.matching import candidates_for, reason_text

    _, here = asked.text, asked.here
    pairs = candidates_for([one for one in records if one.id not in old], old)
    if pairs:
        count = number(len(pairs), asked.lang)
        here.say(
            _("Pairs that may mean the same: {n}. Nothing is merged by itself (all of them: netmap duplicates).").format(
                n=count
            )
        )
    for one in pairs[:ALIKE]:
        reasons = reason_text(one.reasons, lang=asked.lang)
        here.say(f"  {one.first_name} – {one.second_name} ({number(one.score, asked.lang)}: {reasons})")


def _write(
    asked: Asked, store: Store, old: Landscape | None, found: Imported, files: Sequence[Path], *, dry_run: bool
) -> None:
    from netmap.changes import apply, diff

    _ = asked.text
    changes: ChangeSet = diff(old, found.landscape)
    after = apply(old, changes)
    if dry_run:
        shown = asked.preview(changes, old, after, say=asked.here.show if asked.form is Format.TABLE else asked.here.say)
        asked.outcome(shown, after, None)
        asked.here.say(_("Only looked: nothing was changed."))
        return
    names = ", ".join(one.name for one in files)
    asked.write(store, changes, old, after, reason=_("imported from {files}").format(files=names))
