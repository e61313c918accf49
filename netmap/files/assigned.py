"""The value that is meant by a text where somebody writes `field=value`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, NamedTuple

from netmap.errors import Problem, UnknownRecordError
from netmap.files.scalars import typed_scalar
from netmap.files.workbook.cells import CellError, cell_to_names
from netmap.files.workbook.codec import Decode, Lexicon, decoder
from netmap.files.workbook.columns import Column
from netmap.files.workbook.details import cell_problem
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.search import named

_LISTS: Final = frozenset({"names", "terms", "ids"})


class Assignment(NamedTuple):
    """Hold one thing that was said: the field's column, how it is meant (`=`, `+=`, `-=`), the text, which evidence."""

    column: Column
    sign: str
    text: str
    number: int = 0


class AssignmentError(Exception):
    """Carry what is wrong with one word."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _UnreadableError(Exception):
    """Carry the text that stands for nothing, and what was expected."""

    def __init__(self, text: str, error: CellError) -> None:
        super().__init__(text)
        self.text, self.error = text, error


def value_of(one: Assignment, old: Any, landscape: Landscape, lexicon: Lexicon, lang: str) -> Any:
    """Return the value meant, None where the field is emptied; lists may be added to and taken from."""
    _ = translator(lang)
    if one.sign != "=" and one.column.how not in _LISTS:
        what = _("“{field}” is no list").format(field=one.column.header)
        mend = _("Written: {field}=value").format(field=one.column.path)
        raise AssignmentError(Problem(one.column.path, 0, "no_list", "error", one.column.path, what, mend=mend))
    if not one.text:
        return old if one.sign != "=" else None
    try:
        value = _decoded(one, old, landscape, lexicon)
    except _UnreadableError as told:
        problem = cell_problem(one.column.path, one.column, told.text, told.error, lang)
        raise AssignmentError(_mended(problem, told.error, one.column, lexicon, lang)) from None
    if one.sign == "+=":
        return tuple(dict.fromkeys((*old, *value)))
    return tuple(part for part in old if part not in value) if one.sign == "-=" else value


def _decoded(one: Assignment, old: Any, landscape: Landscape, lexicon: Lexicon) -> Any:
    column, text = one.column, one.text
    if column.how == "own":
        if isinstance(old, tuple):
            return cell_to_names(text)
        return text if isinstance(old, str) else typed_scalar(text)
    decode = _named_too(decoder(column, lexicon), column, landscape)
    if column.how not in {"ids", "terms"}:
        return decode(text)
    try:
        return _all(cell_to_names(text), decode)
    except _UnreadableError:
        if "," not in text:
            raise
    return _all(cell_to_names(text.replace(",", ";")), decode)  # no key has a comma, but some labels do


def _all(parts: tuple[str, ...], decode: Decode) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for part in parts for key in decode(part)))


def _named_too(decode: Decode, column: Column, landscape: Landscape) -> Decode:
    """Let records be called by a short name or an alias, too, and say of several words which one cannot be read."""

    def found(text: Any) -> Any:
        try:
            return decode(text)
        except CellError as error:
            key = _called(text, column, landscape) if column.how in {"id", "ids"} else ""
            if not key:
                raise _UnreadableError(str(text), error) from None
            return key if column.how == "id" else (key,)

    return found


def _called(text: str, column: Column, landscape: Landscape) -> str:
    """Return the id of the record of a fitting kind that is called so; empty where there is none."""
    try:
        key = named(landscape, text)
    except UnknownRecordError:
        return ""
    return key if landscape.get(key).kind_name in column.of else ""


# ---------------------------------------------------------------------------------------------------------- what is wrong


def _mended(problem: Problem, error: CellError, column: Column, lexicon: Lexicon, lang: str) -> Problem:
    """Say how to mend it where there are no sheets and lists to pick from."""
    _ = translator(lang)
    if column.how in {"id", "ids"}:
        expected = _("the name or id of a record is expected")
        mend = problem.mend if error.values.get("near") else _("To look for it: netmap find WORDS")
        return replace(problem, expected=expected, mend=mend)
    if column.how in {"term", "terms", "scale", "choice"} and not error.values:
        words = ", ".join(
            shown if shown.endswith("]") else f"{shown} [{key}]" for key, shown in lexicon.words(column).pairs()
        )
        return replace(problem, mend=_("There are: {words}").format(words=words))
    return problem
