"""Rows of a foreign edge list, and cells of a matrix, as cooperations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from netmap.files.cells import NO, YES, decimal, folded, lines, text, typed
from netmap.files.columns import DIRECTED, UNDIRECTED, alike
from netmap.files.gathering import Gathering, actor_named, completed
from netmap.files.list_rows import CellError, data_rows, dates, no_name, own_columns, own_values, unknown_words
from netmap.files.lists import Cell
from netmap.files.member_rows import MEMBERSHIP, gather_seat, is_membership, is_seat
from netmap.files.shapes import Understood, is_bare
from netmap.identifiers import generated_id
from netmap.locale import N_, number, translator
from netmap.model import Cooperation
from netmap.values import ID_LENGTH, AttributeValue

_STRONGEST = 4
_SHOWN = 10
NO_INTENSITY = N_("the intensity is a whole number from 1 to 4")


def gather_ties(found: Understood, all_: Gathering) -> None:
    """Take the rows of an edge list; ends are known by the ids or names of the list, or of the landscape."""
    words = _lookups(all_)
    kept = unknown_words(found, words, all_)
    weights = [one for one in found.columns if one.key == "weight"]
    as_intensity = bool(weights) and _is_intensity(found, weights[0].index)
    of_seats = [one for one in found.columns if one.key in {"role", "kind"} and one not in kept]
    own = own_values(found, [*own_columns(found), *kept, *of_seats, *([] if as_intensity else weights)])
    where = {one.key: one.index for one in found.columns}
    loops: list[int] = []
    for at, row in data_rows(found, all_):
        said = {key: row[index] for key, index in where.items() if index < len(row) and text(row[index])}
        if as_intensity and "weight" in said:
            said["intensity"] = said["weight"]
        if is_seat(said, all_):
            gather_seat(found, at, said, own[at], all_)
            continue
        for one in of_seats:  # a kind is known, but that two actors are tied by a membership is kept as it is said
            if one.key == "kind" and not is_membership(said):
                own[at].pop(one.heading, None)
        ends = _ends(found, at, said, all_)
        if ends is None:
            continue
        if ends[0] == ends[1]:
            loops.append(found.headings.first + at + 1)
            continue
        _gather(found, at, ends, said, own[at], words, all_)
    _say_loops(found, loops, all_)


def _lookups(all_: Gathering) -> dict[str, Callable[[str], object]]:
    def kind(shown: str) -> str | None:
        if folded(shown) in DIRECTED:
            return "unspecified_directed"
        return "unspecified" if folded(shown) in UNDIRECTED | MEMBERSHIP else all_.key("tie_kinds", shown)

    return {"kind": kind, "status": lambda shown: all_.key("statuses", shown)}


def _is_intensity(found: Understood, index: int) -> bool:
    """Tell whether a weight can be an intensity: whole numbers from 1 to 4, and not all 1, which programs give unasked.

    Beside a column of intensities it is one where it says the same.
    """
    if beside := found.indexes("intensity"):
        return alike(found.body, index, beside[0])
    cells = [row[index] if index < len(row) else None for row in found.body]
    values = {one for one in typed(cells) if one is not None}
    steps = set(map(float, range(1, _STRONGEST + 1)))
    return bool(values) and all(isinstance(one, int | float) and float(one) in steps for one in values) and values != {1}


def _ends(found: Understood, at: int, said: Mapping[str, Cell], all_: Gathering) -> tuple[str, str] | None:
    """Return the two actors of a row, or refuse it; new ones are made where the list has no actors of its own."""
    _ = translator(all_.lang)
    ends = []
    for key in ("source", "target"):
        column = found.indexes(key)[0]
        shown = text(said.get(key))
        if reason := no_name(shown, all_.lang):
            all_.refuse(found, at, reason, column=column)
            return None
        known = all_.actors.find(shown)
        if known is None and all_.actors.names.get(folded(shown)) == "" and shown not in all_.actors.own:
            all_.refuse(found, at, _("more than one actor is called “{name}”").format(name=shown), column=column)
            return None
        if known is None and all_.listed and not all_.options.add_missing:
            reason = _("“{name}” is not among the actors").format(name=shown)
            mend = _("Add it to the list of actors, or have it added: --add-missing")
            all_.refuse(found, at, reason, column=column, mend=mend)
            return None
        ends.append((shown, text(said.get(f"{key}_name"))))
    source, target = (actor_named(shown, all_, found.sheet, label=label[:ID_LENGTH]) for shown, label in ends)
    return source, target


def _gather(
    found: Understood,
    at: int,
    ends: tuple[str, str],
    said: Mapping[str, Cell],
    own: dict[str, AttributeValue],
    words: Mapping[str, Callable[[str], object]],
    all_: Gathering,
) -> None:
    _ = translator(all_.lang)
    given: dict[str, Any] = {"source": ends[0], "target": ends[1], "attributes": own}
    given["evidence"] = (all_.evidence(found.sheet),)
    given["kind"] = words["kind"](text(said["kind"])) if "kind" in said else None
    given["kind"] = given["kind"] or ("unspecified_directed" if _is_directed(said, all_) else "unspecified")
    if all_.options.directed and given["kind"] == "unspecified":
        given["kind"] = "unspecified_directed"
    if "status" in said and (status := words["status"](text(said["status"]))):
        given["status"] = status
    if "note" in said:
        given["note"] = lines(said["note"])
    try:
        given |= dates(said) | _intensity(said, all_)
    except CellError as error:
        column = found.indexes(error.key) or found.indexes("weight")
        all_.refuse(found, at, _(str(error)), column=column[0])
        return
    tie(given, found, at, all_, own_id=text(said.get("tie_id")))


def _is_directed(said: Mapping[str, Cell], all_: Gathering) -> bool:
    shown = folded(text(said.get("direction")))
    if shown in UNDIRECTED or (shown in NO and shown):
        return False
    return all_.options.directed or shown in DIRECTED or shown in YES


def _intensity(said: Mapping[str, Cell], all_: Gathering) -> dict[str, int]:
    if "intensity" not in said:
        return {}
    if key := all_.key("intensities", text(said["intensity"])):
        return {"intensity": int(key)}
    try:
        value = decimal(said["intensity"])
    except ValueError:
        raise CellError("intensity", NO_INTENSITY) from None
    if value not in range(1, _STRONGEST + 1):
        raise CellError("intensity", NO_INTENSITY)
    return {"intensity": int(value)}


def tie(given: Mapping[str, Any], found: Understood, at: int, all_: Gathering, *, own_id: str = "") -> None:
    """Take a tie: the one with this id, or the n-th between two of one kind completes the n-th that the landscape has.

    Any other is new.
    """
    ends = (given["source"], given["target"])
    directed = bool(all_.vocabulary["tie_kinds"][given["kind"]].get("directed"))
    alike = (*(ends if directed else sorted(ends)), given["kind"])
    waiting = _waiting(all_).get(alike, {})
    known = waiting.pop(own_id if own_id in waiting else next(iter(waiting))) if waiting else None
    record_id = known.id if known else generated_id("cooperation", given, all_.taken, numbers=all_.numbers)
    new = all_.made(Cooperation, {**given, "id": record_id}, found, at)
    if new is None:
        return
    if known is None:
        all_.taken.add(record_id)
        all_.keep(new)
        return
    record, _differ = completed(known, new, overwrite=True)
    if record is not known:
        all_.keep(record)


def _waiting(all_: Gathering) -> dict[tuple[str, ...], dict[str, Cooperation]]:
    """Return the landscape's ties that no row has completed yet, by their ends and kind, and by id."""
    if all_.waiting is None:
        all_.waiting = {}
        kinds = all_.vocabulary["tie_kinds"]
        for one in all_.old.cooperations.values():
            directed = one.kind in kinds and kinds[one.kind].get("directed")
            ends = (one.source, one.target) if directed else sorted((one.source, one.target))
            all_.waiting.setdefault((*ends, one.kind), {})[one.id] = one
    return all_.waiting


def _say_loops(found: Understood, rows: Sequence[int], all_: Gathering) -> None:
    if rows:
        _ = translator(all_.lang)
        shown = ", ".join(map(str, rows[:_SHOWN])) + (" …" if len(rows) > _SHOWN else "")
        what = _("{sheet}: rows that tie an actor to itself are left out ({n}): {rows}")
        all_.remarks.append(what.format(sheet=found.sheet.place, n=number(len(rows), all_.lang), rows=shown))


# -------------------------------------------------------------------------------------------------------------- matrices


def gather_matrix(found: Understood, all_: Gathering) -> None:
    """Take an adjacency matrix: one that is the same both ways as undirected ties, any other as directed ones."""
    _ = translator(all_.lang)
    body = [(at, row) for at, row in enumerate(found.body) if any(map(text, row))]
    bare = is_bare(found.headings, [row for _at, row in body])
    labels = found.headings.texts if bare else found.headings.texts[1:]
    rows = labels if bare else [text(row[0]) for _at, row in body]
    offset = 0 if bare else 1
    values: dict[tuple[str, str], tuple[int, float]] = {}
    loops = []
    for (at, row), source in zip(body, rows, strict=True):
        for index, target in enumerate(labels, start=offset):
            value = _value(row[index] if index < len(row) else None)
            if value is None:
                all_.refuse(found, at, _("a matrix holds numbers, x or nothing"), column=index)
            elif value and (reason := no_name(source, all_.lang) or no_name(target, all_.lang)):
                all_.refuse(found, at, reason, column=index)
            elif value and folded(source) == folded(target):
                loops.append(found.headings.first + at + 1)
            elif value:
                values[folded(source), folded(target)] = (at, value)
    _say_loops(found, loops, all_)
    named = [one for one in (*labels, *rows) if not no_name(one, all_.lang)]
    ids = {folded(one): actor_named(one, all_, found.sheet) for one in named}
    _tie_pairs(found, values, ids, all_)


def _value(cell: Cell) -> float | None:
    shown = text(cell).casefold()
    if shown in NO:
        return 0.0
    if shown in YES:
        return 1.0
    try:
        return decimal(cell)
    except ValueError:
        return None


def _tie_pairs(
    found: Understood, values: Mapping[tuple[str, str], tuple[int, float]], ids: Mapping[str, str], all_: Gathering
) -> None:
    same = all(values.get((b, a), (0, 0.0))[1] == value for (a, b), (_at, value) in values.items())
    directed = all_.options.directed or not same
    kind = "unspecified_directed" if directed else "unspecified"
    plain = {value for _at, value in values.values()} == {1.0}
    if directed and not all_.options.directed:
        _ = translator(all_.lang)
        what = _("{sheet}: the matrix is not the same both ways, so its ties are directed, from row to column.")
        all_.remarks.append(what.format(sheet=found.sheet.place))
    order = {name: place for place, name in enumerate(ids)}
    for (a, b), (at, value) in values.items():
        if not directed and (b, a) in values and order[a] > order[b]:
            continue
        attributes: dict[str, AttributeValue] = {} if plain else {"weight": int(value) if value.is_integer() else value}
        given = {"source": ids[a], "target": ids[b], "kind": kind, "attributes": attributes}
        tie({**given, "evidence": (all_.evidence(found.sheet),)}, found, at, all_)


def both_ways(ties: Iterable[Cooperation]) -> int:
    """Count the pairs that an undirected list ties in both directions: perhaps it means directed ties."""
    pairs = {(one.source, one.target) for one in ties if one.kind == "unspecified"}
    return sum((b, a) in pairs for a, b in pairs) // 2
