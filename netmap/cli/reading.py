"""What reading lists from elsewhere asks, shows and refuses, whichever command reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netmap.cli.asked import Asked
from netmap.errors import DataError
from netmap.locale import number

if TYPE_CHECKING:
    from netmap.files.foreign import Imported
    from netmap.files.lists import Table
    from netmap.files.shapes import Understood
    from netmap.landscape import Landscape
    from netmap.model import ColumnMapping, Record

SHOWN = 50
ALIKE = 10


def read_lists(asked: Asked, files: Sequence[Path]) -> list[Table]:
    """Read the files, and refuse those with cases of persons, before a store is opened or made."""
    from netmap.files.columns import headings, refuse_cases
    from netmap.files.lists import read_table

    tables = [read_table(path, lang=asked.lang) for path in files]
    for table in tables:
        say_all(asked, table.remarks)
        for sheet in table.sheets:
            refuse_cases(sheet, headings(sheet), lang=asked.lang)
    return tables


def mappings_of(landscape: Landscape) -> list[ColumnMapping]:
    """Return what columns of earlier lists were taken for."""
    from netmap.model import ColumnMapping

    return list(landscape.table(ColumnMapping).values())


def say_all(asked: Asked, remarks: Sequence[str]) -> None:
    """Say what there is to say of lists, and of very much how much more there is."""
    for one in remarks[:SHOWN]:
        asked.here.say(one)
    if len(remarks) > SHOWN:
        asked.here.say(asked.text("… and {n} further remarks").format(n=number(len(remarks) - SHOWN, asked.lang)))


def repaired_lists(asked: Asked, tables: list[Table], *, repair: bool, ask: bool) -> list[Table]:
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


def understanding(asked: Asked, found: Understood) -> list[str]:
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


def refuse_contradictions(asked: Asked, found: Imported, old: Landscape) -> None:
    """Refuse what would bring an error into the landscape that was not there before; say what may need a look."""
    from netmap.checks import check, fold

    new = {one.id for one in found.records}
    before = {(one.code, one.record) for one in check(old, lang=asked.lang)}
    problems = [one for one in check(found.landscape, lang=asked.lang) if one.record in new]
    problems = [one for one in problems if (one.code, one.record) not in before]
    if errors := [one for one in problems if one.severity == "error"]:
        says = asked.text("The lists contradict themselves or the landscape. Nothing was changed.")
        raise DataError(says, errors[:SHOWN])
    if problems:
        asked.here.say(asked.text("Still open in these lists, to be added at any time:"))
    for line in fold(problems, lang=asked.lang):
        asked.here.say(f"  {line}")


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
