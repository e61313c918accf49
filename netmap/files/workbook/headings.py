"""Which column is which: by its heading, in both languages; what nobody knows is a column of the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from netmap.errors import Problem
from netmap.files.workbook.cells import address
from netmap.files.workbook.columns import DETAILS, Column, columns, detail_columns, usual_path
from netmap.files.workbook.opening import Sheet
from netmap.files.workbook.words import plain
from netmap.locale import translator

LANGUAGES: Final = ("de", "en")
_HEAD_WITHIN: Final = 10
"""The headings stand in one of so many first rows."""


def known_columns(what: str, words: str) -> dict[str, Column]:
    """Return the columns that a sheet may have by heading, in the workbook's language before the other one."""
    found: dict[str, Column] = {}
    for lang in (words, *LANGUAGES):
        for one in detail_columns(what, lang) if what in DETAILS else columns(what, lang):
            found.setdefault(plain(one.header), one)
    return found


def head_row(what: str, sheet: Sheet) -> int:
    """Return the row of the headings: the one among the first with the most of them."""
    known = known_columns(what, LANGUAGES[0])
    scores = [sum(isinstance(one, str) and plain(one) in known for one in row) for row in sheet.rows[:_HEAD_WITHIN]]
    return scores.index(max(scores)) if scores else 0


def columns_of(
    what: str, sheet: Sheet, at: int | None, heads: Sequence[str], words: str, problems: list[Problem], lang: str
) -> Iterator[tuple[int, Column]]:
    """Yield the columns there are; a heading that nobody knows makes an own column, unless it looks like a slip."""
    known = known_columns(what, words)
    missing = {
        plain(one.header): one.header
        for one in known.values()
        if plain(one.header) not in set(map(plain, heads)) and (what in DETAILS or usual_path(one.path, what))
    }
    seen: dict[str, int] = {}
    for place, head in enumerate(heads):
        cell = address(sheet.name, place + 1, 0) if at is None else address(sheet.name, at + 1, place)
        if not head:
            if at is not None and any(row[place] != "" for row in sheet.rows[at + 1 :]):
                problems.append(_no_heading(cell, lang))
            continue
        column = known.get(plain(head))
        path = column.path if column else f"attributes.{head}"
        if plain(path) in seen:
            problems.append(_twice(cell, head, lang))
            continue
        seen[plain(path)] = place
        near = get_close_matches(plain(head), missing, n=1, cutoff=0.8) if column is None else []
        if near or (column is None and what in DETAILS):
            problems.append(_unknown_heading(cell, head, missing[near[0]] if near else "", lang))
        else:
            yield place, column or Column(path, head, "own")


def _no_heading(cell: str, lang: str) -> Problem:
    _ = translator(lang)
    text, mend = _("a column without a heading holds something"), _("Give it a heading, or empty it.")
    return Problem(cell, 0, "no_heading", "error", "", text, mend=mend)


def _twice(cell: str, head: str, lang: str) -> Problem:
    _ = translator(lang)
    text = _("the column “{head}” is there for the second time").format(head=head)
    return Problem(cell, 0, "column_twice", "error", "", text, mend=_("Keep one of the two, or rename one."))


def _unknown_heading(cell: str, head: str, near: str, lang: str) -> Problem:
    _ = translator(lang)
    text = _("the heading “{head}” is unknown").format(head=head)
    mend = _("Did you mean “{near}”?").format(near=near) if near else _("Delete the column.")
    return Problem(cell, 0, "unknown_heading", "error", "", text, mend=mend)
