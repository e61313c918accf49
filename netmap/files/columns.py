"""What the columns of a foreign list mean: found by their headings, in German and English, in whatever row those stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from netmap.errors import DataError, Problem
from netmap.files.cells import folded, text
from netmap.files.lists import Cell, Sheet
from netmap.locale import translator
from netmap.vocabulary import vocabulary

Kind = Literal["actor", "tie", "member"]

OWN: Final = "own"
"""The meaning of a column that netmap does not know: it is kept under its heading."""
LEFT_OUT: Final = "-"
"""The meaning of a column that is left out."""
_LOOKED_AT = 12
_LONGEST = 80
_SAMPLE = 500
_PART = 13
_START = 5
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"[+(]?\d[\d()+-]*[ /][\d ()/+-]{3,}")
_PHONE_DIGITS = 7
_MANY = 0.3
_FEW = 0.1


@dataclass(frozen=True)
class Column:
    """Say what one column means: `key` is of the vocabulary of columns, OWN, or LEFT_OUT; `index` counts from 0.

    `persons` tells that it is left out since it names persons.
    """

    index: int
    heading: str
    key: str
    persons: bool = False


@dataclass(frozen=True)
class Headings:
    """Hold the headings of a sheet, one for each column, and the index of the first row below them."""

    texts: tuple[str, ...]
    first: int


@cache
def _names(of: str) -> Mapping[str, tuple[int, str]]:
    """Return by each heading known how much it means (0 most) and what."""
    found: dict[str, tuple[int, str]] = {}
    for key, term in vocabulary()["columns"].items():
        if of in term["of"]:
            labels = [*term["names"], term.label_de, term.label_en, key]
            for rank, name in enumerate(labels):
                found.setdefault(folded(name), (rank, key))
    return found


def meaning(heading: str, of: str) -> tuple[int, str] | None:
    """Return what a heading means in a list of this kind, with its rank among the names for that (0 is the surest).

    >>> meaning("Name der Einrichtung", "actor"), meaning("PLZ*", "actor"), meaning("address.zipcode", "actor")
    ((2, 'name'), (0, 'postcode'), (9, 'postcode'))
    >>> meaning("Telefon dienstlich", "person"), meaning("Haarfarbe", "actor")
    ((0, 'phone'), None)
    """
    names = _names(of)
    bare = _BRACKETS.sub("", heading)
    for one in (heading, bare, heading.rpartition(".")[2]):
        if found := names.get(folded(one)):
            return found
    if of in {"person", "case"}:
        return _contained(folded(heading), names, of)
    return None


def _contained(heading: str, names: Mapping[str, tuple[int, str]], of: str) -> tuple[int, str] | None:
    """Find what names persons or cases within a longer heading: `Geburtsdatum des Kindes`, `Tel. privat`."""
    for name, (rank, key) in names.items():
        long = len(name) >= (_PART if of == "person" else _PART - 3)
        if (long and name in heading) or (key in {"phone", "mail"} and len(name) >= _START and heading.startswith(name)):
            return rank, key
    return None


def known(heading: str) -> bool:
    """Tell whether a heading means anything in any kind of list."""
    return any(meaning(heading, of) for of in ("actor", "tie", "member", "person", "case"))


# ------------------------------------------------------------------------------------------------------ the heading row


def headings(sheet: Sheet) -> Headings:
    """Find the headings of a sheet, below a title and in two rows if need be; empty ones stay empty.

    >>> found = headings(Sheet("a.xlsx", "A", [["Trägerliste 2018"], [], ["Name", "Ort"], ["AWO", "Rostock"]]))
    >>> found.texts, found.first
    (('Name', 'Ort'), 3)
    """
    rows = sheet.rows
    at = 0 if sheet.fixed else _heading_row(rows)
    width = _width(rows, at)
    texts = _padded(rows[at] if rows else (), width)
    first = at + 1
    if not sheet.fixed:
        if at and sum(map(bool, above := _padded(rows[at - 1], width))) > 1:
            texts = [one or upper for one, upper in zip(texts, above, strict=True)]
        if first < len(rows) and _is_second(texts, below := _padded(rows[first], width)):
            texts = [_joined(one, lower) for one, lower in zip(texts, below, strict=True)]
            first += 1
    return Headings(tuple(texts), first)


def _heading_row(rows: Sequence[Sequence[Cell]]) -> int:
    """Return the row with the most headings known; a later one only where it has two more than none, and more."""
    best, most = -1, -1
    for index, row in enumerate(rows[: _LOOKED_AT + 8]):
        shown = {one for cell in row if (one := text(cell))}
        if not shown:
            continue
        count = sum(known(one) for one in shown if len(one) <= _LONGEST and not one[:1].isdigit())
        if best < 0 or (count > most and (count > 1 or len({*map(text, rows[best])} - {""}) == 1)):
            best, most = index, count
    return max(best, 0)


def _width(rows: Sequence[Sequence[Cell]], at: int) -> int:
    """Return how many columns a list has: those with a heading, and those without one that more than a few rows fill."""
    filled: dict[int, int] = {}
    for row in rows[at : at + _SAMPLE]:
        for index, cell in enumerate(row):
            if cell is not None and cell != "":
                filled[index] = filled.get(index, 0) + 1
    few = max(2, _FEW * len(rows[at : at + _SAMPLE]))
    last = max((index for index, cell in enumerate(rows[at]) if text(cell)), default=-1) if rows else -1
    return 1 + max([last, *(index for index, count in filled.items() if count >= few)])


def _padded(row: Sequence[Cell], width: int) -> list[str]:
    shown = [text(one) for one in row[:width]]
    return shown + [""] * (width - len(shown))


def _is_second(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether a row goes on with the headings above it: merged cells repeat some of them, others it divides."""
    repeated = sum(bool(one) and one == two for one, two in zip(upper, lower, strict=True))
    grouped = len([one for one in upper if one]) > len({one for one in upper if one})
    filled = [one for one in lower if one]
    if len(filled) > 1 and all(map(known, filled)) and any(two and not one for one, two in zip(upper, lower, strict=True)):
        return True
    return bool(repeated) and (grouped or repeated * 2 > len(filled))


def _joined(upper: str, lower: str) -> str:
    if not lower or upper == lower or not upper:
        return upper or lower
    return lower if known(lower) else f"{upper} {lower}"


def letter(index: int) -> str:
    """Return what Excel calls a column.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        name = chr(65 + rest) + name
        index -= 1
    return name


# ----------------------------------------------------------------------------------------------------- what they mean


def columns(
    found: Headings, rows: Sequence[Sequence[Cell]], of: Kind, *, told: Mapping[str, str] | None = None, lang: str = "de"
) -> list[Column]:
    """Say of every column what it means in a list of this kind; `told` are meanings by heading, which win.

    Where several columns mean the same, the surest one has it and the others are kept under their headings, or left out
    where they say the same in every row. A heading that comes twice is numbered; empty columns are left out.
    """
    _ = translator(lang)
    told = told or {}
    body = rows[found.first : found.first + _SAMPLE]
    names = _distinct([one or _("Column {letter}").format(letter=letter(n)) for n, one in enumerate(found.texts)])
    ranked: dict[int, tuple[int, str]] = {}
    result: dict[int, Column] = {}
    for index, heading in enumerate(names):
        sample = [row[index] for row in body if index < len(row) and text(row[index])]
        if heading in told:
            left_out = told[heading] == LEFT_OUT
            result[index] = Column(index, heading, told[heading], left_out and _unknown(index, heading, sample).persons)
        elif (
            not sample
            and not _needed(found.texts[index], of)
            and not any(index < len(row) and text(row[index]) for row in rows[found.first :])
        ):
            result[index] = Column(index, heading, LEFT_OUT)
        elif hit := meaning(found.texts[index], of):
            # Gephi calls `Type` whether an edge has a direction
            ranked[index] = (hit[0], "direction") if hit[1] == "kind" and _only_directions(sample) else hit
        else:
            result[index] = _unknown(index, heading, sample)
    taken = {one.key for one in result.values()}
    for index in sorted(ranked, key=lambda one: (ranked[one][0], one)):
        key = ranked[index][1]
        if key in taken and key not in _SEVERAL:
            same = any(one.key == key and alike(rows[found.first :], one.index, index) for one in result.values())
            key = LEFT_OUT if same else OWN
        result[index] = Column(index, names[index], key)
        taken.add(key)
    return [result[index] for index in sorted(result)]


DIRECTED: Final = frozenset({"directed", "gerichtet", "einseitig", "oneway"})
UNDIRECTED: Final = frozenset({"undirected", "ungerichtet", "mutual", "gegenseitig", "beidseitig", "wechselseitig"})


def _only_directions(sample: Sequence[Cell]) -> bool:
    return bool(sample) and all(folded(text(one)) in DIRECTED | UNDIRECTED for one in sample)


def alike(body: Sequence[Sequence[Cell]], first: int, second: int) -> bool:
    """Tell whether two columns say the same in every row."""
    cells = (tuple(text(row[index]) if index < len(row) else "" for index in (first, second)) for row in body)
    return all(one == other for one, other in cells)


_NEEDED = frozenset({"name", "id", "source", "target", "forum"})
_SEVERAL = frozenset({"aliases", "areas", "target_groups", "districts", "note", "description", "forum"})


def _needed(heading: str, of: str) -> bool:
    """Tell whether a column means something even where all of it is empty: that is what is wrong with its rows."""
    return (meaning(heading, of) or (0, ""))[1] in _NEEDED


def _unknown(index: int, heading: str, sample: Sequence[Cell]) -> Column:
    """Leave out what names persons, by its heading or by what stands in it; keep whatever else."""
    hit = meaning(heading, "person")
    numbers = all(isinstance(one, int | float) or text(one).isdigit() for one in sample)
    if (hit and (hit[1] != "person" or not numbers)) or _of_persons(sample):
        return Column(index, heading, LEFT_OUT, persons=True)
    return Column(index, heading, LEFT_OUT if meaning(heading, "none") else OWN)


def _of_persons(sample: Sequence[Cell]) -> bool:
    texts = [one for one in map(text, sample) if one]
    hits = sum(bool(_MAIL.search(one)) or _is_phone(one) for one in texts)
    return hits > _MANY * len(texts)


def _is_phone(shown: str) -> bool:
    if not _PHONE.fullmatch(shown):
        return False
    return shown[0] in "0+(" and sum(sign.isdigit() for sign in shown) >= _PHONE_DIGITS


def _distinct(names: Iterable[str]) -> list[str]:
    counts: dict[str, int] = {}
    found = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        found.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return found


def refuse_cases(sheet: Sheet, found: Headings, *, lang: str = "de") -> None:
    """Refuse a sheet that holds what belongs to a person's file: raise DataError with each such heading."""
    _ = translator(lang)
    told: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(sheet.rows[: found.first], start=1):
        for index, cell in enumerate(row):
            shown = text(cell)
            if 1 < len(shown) <= _LONGEST and meaning(shown, "case"):
                told.setdefault(shown, (number, index))
    if told:
        what = _("“{heading}” belongs to persons and their files")
        problems = [
            Problem(sheet.place, number, "case_data", "error", letter(index), what.format(heading=heading))
            for heading, (number, index) in told.items()
        ]
        says = _("{file} holds data of cases or persons and is not read: netmap keeps organisations only.")
        raise DataError(says.format(file=sheet.file), problems)
