"""Expected actors folded for people: the districts of one entry, of which one sentence is true, are told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from netmap.analysis.expected_rows import ExpectedRow
from netmap.analysis.expected_words import sentence
from netmap.landscape import Landscape
from netmap.locale import listed, number, translator
from netmap.titles import name_of


def folded(rows: Iterable[ExpectedRow]) -> list[tuple[ExpectedRow, ...]]:
    """Put the districts of one entry together where they are one sentence: nothing is recorded in any of them.

    What was asked differently, and what different Answers say, stays apart. The order is that of the first of each.
    """
    found: dict[tuple[object, ...], list[ExpectedRow]] = {}
    for row in rows:
        alike = row.district is not None and not row.matches and not row.hints
        key = (row.key, row.state, row.asked, row.answer) if alike else (row.id,)
        found.setdefault(key, []).append(row)
    return [tuple(some) for some in found.values()]


def told(rows: Sequence[ExpectedRow], landscape: Landscape, *, lang: str = "de") -> str:
    """Say what is recorded of an expected actor in one place, or in the districts that are folded into one row."""
    if len(rows) == 1:
        return sentence(rows[0], landscape, lang=lang)
    # what is recorded next door is not the same for all of them
    return sentence(replace(rows[0], neighbours=()), landscape, lang=lang, place=districts(rows, landscape, lang=lang))


def districts(rows: Sequence[ExpectedRow], landscape: Landscape, *, lang: str) -> str:
    """Name the districts of a folded row, the first of them only where they are many."""
    _ = translator(lang)
    count, of = len(rows), len(landscape.districts)
    if count == of:
        return _("in all {n} districts").format(n=number(of, lang))
    names = listed([name_of(one.district or "", landscape) for one in rows], lang=lang)
    return _("in {n} of {of} districts ({names})").format(n=number(count, lang), of=number(of, lang), names=names)
