"""Foreign lists become a landscape: read, understood, and gathered into records, with every row refused and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from netmap.files.actor_rows import gather_actors
from netmap.files.cells import mended, text
from netmap.files.columns import LEFT_OUT, OWN
from netmap.files.gathering import Gathering, Options, Refused, gathering
from netmap.files.lists import Cell, Sheet, Table
from netmap.files.member_rows import gather_forums_matrix, gather_members
from netmap.files.shapes import Understood
from netmap.files.tie_rows import both_ways, gather_matrix, gather_ties
from netmap.identifiers import generated_id, joined
from netmap.landscape import Landscape
from netmap.locale import number, translator
from netmap.model import ColumnMapping, Cooperation, Record, Settings
from netmap.uncollected import uncollected

GATHERERS: Final[dict[str, Callable[[Understood, Gathering], None]]] = {
    "actors": gather_actors,
    "members": gather_members,
    "forums_matrix": gather_forums_matrix,
    "ties": gather_ties,
    "matrix": gather_matrix,
}
"""What takes the rows of each shape, in the order in which the sheets are gone through: actors first."""


@dataclass(frozen=True)
class Imported:
    """Hold what lists make of a landscape, the rows that were refused, and what there is to say.

    `records` are the records that are new or other than before, remembered mappings among them.
    """

    landscape: Landscape
    records: tuple[Record, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[str, ...]


def gather(lists: Iterable[Understood], old: Landscape, *, options: Options | None = None, lang: str = "de") -> Imported:
    """Take the rows of lists that were understood into a landscape, which itself stays as it is.

    An actor that the landscape knows by name, short name or alias is completed: empty fields are filled, lists are joined,
    what differs stays and is named. Everyone else is new. Rows that cannot be taken are in `refused`, with the reason.
    """
    all_ = gathering(old, options or Options(), lang=lang)
    order = list(GATHERERS)
    lists = sorted(lists, key=lambda one: order.index(one.shape))
    with uncollected():
        for one in lists:
            GATHERERS[one.shape](one, all_)
    _say_both_ways(all_)
    for mapping in map(_mapping, lists):
        all_.keep(mapping)
    known = {(one.kind_name, one.id): one for one in old.records()}
    records = tuple(one for key, one in all_.new.items() if known.get(key) != one)
    return Imported(old.replace(records), records, tuple(all_.refused), tuple(all_.remarks))


def new_landscape(name: str) -> Landscape:
    """Return a landscape of which nothing is known but its name, for lists that go into an empty store.

    >>> new_landscape("Hafenstadt").settings.id
    'landscape--hafenstadt'
    """
    # ids are unique over all kinds: the city's own name is left to an actor of that name
    return Landscape(Settings(id=joined("landscape", name), name=text(name) or "landscape"))


def _mapping(found: Understood) -> ColumnMapping:
    """Return what a list's columns were taken for, to be remembered."""
    file = found.sheet.file.rpartition(".")[0] or found.sheet.file
    name = f"{file} {found.sheet.name}" if found.sheet.named else file
    columns = {one.heading: one.key for one in found.columns}
    return ColumnMapping(id=generated_id("mapping", {"name": name}), name=name, format=found.shape, columns=columns)


def _say_both_ways(all_: Gathering) -> None:
    count = both_ways(one for one in all_.new.values() if isinstance(one, Cooperation))
    if count and not all_.options.directed:
        _ = translator(all_.lang)
        what = _("Pairs tied in both directions: {n}. If the list means who says it of whom: --directed")
        all_.remarks.append(what.format(n=number(count, all_.lang)))


# -------------------------------------------------------------------------------------------------- before it is read


def without_own(found: Understood) -> Understood:
    """Return a list in which the columns that netmap does not know are left out, and will be the next time."""
    kept = (replace(one, key=LEFT_OUT) if one.key == OWN else one for one in found.columns)
    return replace(found, columns=tuple(kept))


def garbled(tables: Iterable[Table]) -> list[tuple[str, str]]:
    """Return some texts whose umlauts were lost by an earlier program, each with what it was."""
    found: dict[str, str] = {}
    for table in tables:
        for sheet in table.sheets:
            for row in sheet.rows:
                for cell in row:
                    if isinstance(cell, str) and not cell.isascii() and (better := mended(cell)) != cell:
                        found[text(cell)] = text(better)
                        if len(found) > len("abc"):
                            return list(found.items())
    return list(found.items())


def repaired(tables: Sequence[Table]) -> list[Table]:
    """Return tables in which such texts are what they were."""
    return [replace(table, sheets=tuple(_repaired(sheet) for sheet in table.sheets)) for table in tables]


def _repaired(sheet: Sheet) -> Sheet:
    def cell(one: Cell) -> Cell:
        return mended(one) if isinstance(one, str) and not one.isascii() else one

    return replace(sheet, rows=[[cell(one) for one in row] for row in sheet.rows])
