"""What people write as `field=value`: a field said by its name or heading, its value in the words of a workbook's cells.

`field=` empties, `field+=value` and `field-=value` add to a list and take from it. `attributes.NAME=` is an own column,
`evidence.source=`, `evidence.seen=` ... make one new piece of evidence, `evidence.2.seen=` changes the second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from netmap.errors import DataError, Problem
from netmap.files import refusals
from netmap.files.assigned import Assignment, AssignmentError, value_of
from netmap.files.workbook.codec import Lexicon
from netmap.files.workbook.columns import Column, columns
from netmap.files.workbook.details import evidence_of
from netmap.files.workbook.headings import known_columns
from netmap.files.workbook.words import plain
from netmap.identifiers import GENERATED, generated_id, slug, unique
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import KINDS, Record

_WORD: Final = re.compile(r"(?P<name>[^=]+?)\s*(?P<sign>\+=|-=|=)(?P<text>.*)", re.DOTALL)
_PIECE: Final = re.compile(r"evidence\.(?P<number>\d{1,6})(?:\.(?P<part>.+))?")
_KEPT: Final = frozenset({"id", "version"})


def edited(record: Record, words: Iterable[str], landscape: Landscape, *, lang: str = "de") -> Record:
    """Return a record with what the words say in place of what it said; raise DataError with everything that is wrong.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [amt := Actor(id="a", name="Amt", areas=("school",))])
    >>> new = edited(amt, ["short_name=A", "areas+=senior", "attributes.staff=3", "citywide=ja"], city)
    >>> new.short_name, new.areas, new.attributes, new.citywide
    ('A', ('school', 'senior'), {'staff': 3}, True)
    """
    given = {name: getattr(record, name) for name in type(record).model_fields}
    return _built(record.kind_name, given, words, landscape, lang)


def made(kind: str, words: Iterable[str], landscape: Landscape, *, lang: str = "de") -> Record:
    """Return a new record of a kind from what the words say, with an id of its own; raise DataError with all that is wrong.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="vhs", name="VHS"), Actor(id="a", name="Amt")])
    >>> made("cooperation", ["Von=VHS", "target=Amt", "kind=joint_offer"], city).id
    'vhs--a--joint-offer'
    """
    return _built(kind, {}, words, landscape, lang)


def fields(kind: str, *, lang: str = "de") -> list[str]:
    """Return the names of the fields of a kind that can be said.

    >>> fields("membership", lang="en")[:3]
    ['actor', 'forum', 'role']
    """
    return [one.path for one in columns(kind, lang) if one.path not in _KEPT]


def heading(kind: str, path: str, *, lang: str = "de") -> str:
    """Return what a field is called.

    >>> heading("membership", "role", lang="en")
    'Role'
    """
    return _column(kind, path, lang).header


def choices(kind: str, path: str, landscape: Landscape, *, lang: str = "de") -> list[str]:
    """Return what there is to choose from in a field, in words; nothing where anything may be said.

    >>> from netmap.model import Settings
    >>> choices("offer", "cefr_from", Landscape(Settings(id="c", name="C")))
    ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']
    """
    column = _column(kind, path, lang)
    if column.how not in {"term", "terms", "scale", "choice", "id", "ids"}:
        return []
    return [shown for _key, shown in Lexicon(lang, landscape).words(column).pairs()]


def reading(kind: str, path: str, text: str, landscape: Landscape, *, lang: str = "de") -> object:
    """Return the value that a text stands for in one field; raise DataError where it stands for none."""
    lexicon = Lexicon(lang, landscape)
    try:
        one = _assignment(kind, f"{path}={text}", lang)
        return value_of(one, (), landscape, lexicon, lang)
    except AssignmentError as error:
        raise DataError(str(error), [error.problem]) from None


def _built(kind: str, given: dict[str, Any], words: Iterable[str], landscape: Landscape, lang: str) -> Record:
    problems: list[Problem] = []
    lexicon, evidence = Lexicon(lang, landscape), dict[str, Any]()
    for word in words:
        try:
            one = _assignment(kind, word, lang)
            _assign(given, evidence, one, landscape, lexicon, lang)
        except AssignmentError as error:
            problems.append(error.problem)
    if evidence:
        given["evidence"] = (*given.get("evidence", ()), evidence_of(evidence))
    if "id" not in given:
        given["id"] = _new_id(kind, given, landscape)
    try:
        record = KINDS[kind].model_validate(given)
    except ValidationError as error:
        told = {one.field.partition(".")[0] for one in problems}
        problems += [one for one in _refused(error, kind, given["id"], lang) if one.field.partition(".")[0] not in told]
    if problems:
        raise DataError(translator(lang)("Not taken; nothing was changed."), problems)
    return record


def _new_id(kind: str, given: Mapping[str, Any], landscape: Landscape) -> str:
    if kind in GENERATED:
        return generated_id(kind, given, landscape)
    return unique(slug(str(given.get("name", "")), fallback=kind), landscape)


# ------------------------------------------------------------------------------------------------------- what is meant


def _assignment(kind: str, word: str, lang: str) -> Assignment:
    """Return what a word assigns to which field."""
    _ = translator(lang)
    found = _WORD.fullmatch(word.strip())
    if found is None:
        what = _("this is no field with a value")
        raise AssignmentError(
            Problem(refusals.shown(word), 0, "no_assignment", "error", "", what, mend=_("Written: field=value"))
        )
    name, sign, text = found["name"].strip(), found["sign"], found["text"].strip()
    piece = _PIECE.fullmatch(name)
    number = int(piece["number"]) if piece else 0
    path = (f"evidence.{piece['part']}" if piece["part"] else "evidence") if piece else name
    return Assignment(_column(kind, path, lang), sign, text, number)


def _column(kind: str, name: str, lang: str) -> Column:
    """Return the column that a field's name or heading stands for; own columns are said with `attributes.` before them."""
    field, _dot, own = name.partition(".")
    if field == "attributes" and own:
        return Column(name, own, "own")
    if name == "evidence":
        return Column(name, known_evidence(lang), "text")
    by_path = {one.path: one for one in columns(kind, lang)}
    column = by_path.get(name.replace("-", "_").lower()) or known_columns(kind, lang).get(plain(name))
    if column is None or column.path in _KEPT:
        raise AssignmentError(_no_field(name, by_path, lang, kept=column is not None))
    return column


def known_evidence(lang: str) -> str:
    """Return what evidence is called."""
    from netmap.fields import field_label

    return field_label("actor", "evidence", lang)


def _no_field(name: str, by_path: Mapping[str, Column], lang: str, *, kept: bool) -> Problem:
    _ = translator(lang)
    shown = refusals.shown(name)
    if kept:
        return Problem(shown, 0, "kept_field", "error", name, _("“{field}” stays as it is, for ever").format(field=shown))
    called = {plain(one): one for column in by_path.values() for one in (column.header, column.path)}
    near = get_close_matches(plain(name), called, n=1, cutoff=0.6)
    mend = refusals.did_you_mean(called[near[0]], lang) if near else _fields_known(by_path, lang)
    return Problem(
        shown, 0, "unknown_field", "error", name, _("the field “{field}” is unknown").format(field=shown), mend=mend
    )


def _fields_known(by_path: Mapping[str, Column], lang: str) -> str:
    text = translator(lang)("A column of your own is written attributes.NAME=value. Known are {fields}.")
    return text.format(fields=", ".join(one for one in by_path if one not in _KEPT))


# ------------------------------------------------------------------------------------------------------------ the values


def _assign(
    given: dict[str, Any], evidence: dict[str, Any], one: Assignment, landscape: Landscape, lexicon: Lexicon, lang: str
) -> None:
    """Put what one word says among the fields given; parts of a new piece of evidence are gathered in `evidence`."""
    column = one.column
    if column.field == "evidence":
        _assign_evidence(given, evidence, one, landscape, lexicon, lang)
    elif column.field in {"attributes", "thresholds"}:
        had = given.get(column.field) or {}
        parts = dict(had)
        value = value_of(one, parts.get(column.part), landscape, lexicon, lang)
        parts = {name: part for name, part in parts.items() if name != column.part}
        given[column.field] = parts if value is None else {**parts, column.part: value}
    else:
        value = value_of(one, given.get(column.path, ()), landscape, lexicon, lang)
        given.pop(column.path, None)
        if value is not None:
            given[column.path] = value


def _assign_evidence(
    given: dict[str, Any], evidence: dict[str, Any], one: Assignment, landscape: Landscape, lexicon: Lexicon, lang: str
) -> None:
    _ = translator(lang)
    pieces = [*given.get("evidence", ())]
    if one.number > len(pieces) or (one.number == 0 and not one.column.part and one.text):
        what = _("there is no such piece of evidence")
        mend = _("A new one: evidence.source=..., evidence.seen=...; there are {n}.").format(n=len(pieces))
        raise AssignmentError(
            Problem(f"evidence.{one.number or one.text}", 0, "no_evidence", "error", "evidence", what, mend=mend)
        )
    if not one.column.part:
        given["evidence"] = tuple(pieces[: one.number - 1] + pieces[one.number :]) if one.number else ()
        return
    value = value_of(one, (), landscape, lexicon, lang)
    if one.number == 0:
        if value is not None:
            evidence[one.column.part] = value
        return
    piece = pieces[one.number - 1]
    old = {name: part for name, part in piece if name != "said"} | {
        f"said.{name}": part for name, part in (piece.said or ())
    }
    parts = {name: part for name, part in old.items() if name != one.column.part}
    pieces[one.number - 1] = evidence_of(parts if value is None else {**parts, one.column.part: value})
    given["evidence"] = tuple(KINDS["actor"].model_validate({"id": "a", "name": "A", "evidence": pieces}).evidence)


# ---------------------------------------------------------------------------------------------------------- what is wrong


def _refused(error: ValidationError, kind: str, record: str, lang: str) -> Iterator[Problem]:
    """Say what the model refuses, by field."""
    _ = translator(lang)
    headers = {one.path: one.header for one in columns(kind, lang)}
    for one in refusals.of_record(error, KINDS[kind], place="", line_of=lambda _path: 0, record=record, lang=lang):
        field = re.sub(r"\.\d+", "", one.field)
        place, header = field or kind, headers.get(field, field)
        if one.code == "missing_field":
            mend = _("Say it: {field}=value").format(field=field)
            yield replace(one, place=place, what=_("“{field}” is not filled in").format(field=header), mend=mend)
        else:
            yield replace(one, place=place, what=_("“{field}” cannot be read").format(field=header))
