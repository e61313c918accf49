"""Small foreign lists for the tests: rows as one would see them in Excel, and what netmap makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from netmap.files.foreign import Imported, gather, new_landscape
from netmap.files.gathering import Options
from netmap.files.lists import Cell, Sheet, Table
from netmap.files.shapes import Shape, Understood, understand
from netmap.landscape import Landscape
from netmap.model import Actor, ColumnMapping, Cooperation, Membership

Rows = Sequence[Sequence[Cell]]


def table(rows: Rows, name: str = "liste.csv") -> Table:
    """Return a file of one sheet."""
    path = Path(name)
    return Table(path, (Sheet(path.name, path.stem, rows, named=False),))


def understood(
    *lists: Rows,
    mappings: Sequence[ColumnMapping] = (),
    told: Mapping[str, str] | None = None,
    shape: Shape | None = None,
    names: Sequence[str] = ("a.csv", "b.csv", "c.csv"),
) -> list[Understood]:
    """Return what lists are taken for."""
    tables = [table(rows, name) for rows, name in zip(lists, names, strict=False)]
    return understand(tables, mappings=mappings, told=told, shape=shape, lang="en")[0]


def imported(
    *lists: Rows,
    old: Landscape | None = None,
    told: Mapping[str, str] | None = None,
    shape: Shape | None = None,
    **options: object,
) -> Imported:
    """Return what lists make of a landscape, or of a new one."""
    base = old if old is not None else new_landscape("Stadt")
    return gather(understood(*lists, told=told, shape=shape), base, options=Options(**options), lang="en")  # type: ignore[arg-type]


def actors(found: Imported) -> dict[str, Actor]:
    """Return the actors by name."""
    return {one.name: one for one in found.landscape.actors.values()}


def only(found: Imported) -> Actor:
    """Return the one actor there is."""
    (actor,) = found.landscape.actors.values()
    return actor


def ties(found: Imported) -> list[tuple[str, str, str]]:
    """Return the ends and the kind of the ties, in order."""
    return [tie_of(one) for one in found.landscape.cooperations.values()]


def tie_of(one: Cooperation) -> tuple[str, str, str]:
    """Return the ends and the kind of a tie."""
    return one.source, one.target, one.kind


def members(found: Imported) -> list[tuple[str, str, str]]:
    """Return who is in which forum, in which role."""
    return [seat(one) for one in found.landscape.memberships.values()]


def seat(one: Membership) -> tuple[str, str, str]:
    """Return the actor, the forum and the role of a membership."""
    return one.actor, one.forum, one.role


def refusals(found: Imported) -> list[tuple[int, str, str]]:
    """Return the row, the column and the reason of every row refused."""
    return [(one.row, one.column, one.reason) for one in found.refused]
