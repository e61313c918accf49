"""What would change, as people read it: before and after side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netmap.cli.brokers_text import BANDS
from netmap.cli.findings_text import wrapped
from netmap.locale import date, number, translator
from netmap.network.graph import ties_words

if TYPE_CHECKING:
    from netmap.analysis.whatif import CellChange, ForumChange, WhatIf
    from netmap.landscape import Landscape

SHARES = frozenset({"density", "fragmentation"})
FIRST = 12
NONE = "–"


def whatif_lines(found: WhatIf, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield the assumption, the figures side by side, and what changes for whom."""
    from netmap.export.tables import render

    _ = translator(lang)
    supposed, *basis = whatif_head(found, landscape, lang=lang)
    yield supposed
    yield from (f"  {line}" for line in basis)
    yield ""
    rows = [_figure(measure, before, after, lang) for measure, before, after in _figures(found)]
    headings = {"figure": _("Figure"), "before": _("Before"), "after": _("After")}
    yield from (f"  {line}" for line in render(rows, headings, lang=lang).splitlines())
    sizes, far = (
        next(row for row in found.figures if row.measure == one) for one in ("largest_component", "average_distance")
    )
    if far.after is not None and (sizes.after or 0) < (sizes.before or 0):
        yield "  " + _("Distances are those of the largest part, which would be smaller.")
    for heading, lines in _sections(found, landscape, lang):
        if lines:
            yield ""
            yield f"{heading} ({number(len(lines), lang)})"
            for line in lines[:FIRST]:
                yield from wrapped(line, first="  ", rest="    ")
            if len(lines) > FIRST:
                yield "  " + _("… and {n} more").format(n=number(len(lines) - FIRST, lang))
    if found.brokers or found.cutpoints:
        yield ""
        yield _("This describes the position in the network, not the performance.")


def whatif_head(found: WhatIf, landscape: Landscape, *, lang: str) -> list[str]:
    """Return what stands with every answer: what is supposed, which ties count, and that it is no forecast."""
    _ = translator(lang)
    basis = _("Counted: {kinds}, existing on {day}.")
    return [
        assumption(found, landscape, lang=lang),
        basis.format(kinds=ties_words(found.ties, lang=lang), day=date(found.day, lang)),
        _("An assumption on what is recorded, no forecast."),
    ]


def assumption(found: WhatIf, landscape: Landscape, *, lang: str) -> str:
    """Say what is supposed."""
    _ = translator(lang)
    parts = []
    if found.removed:
        parts.append(_("without {names}").format(names="; ".join(found.removed_names)))
    for link in found.added:
        names = [landscape.get(one) for one in (link.first, link.second)]
        a, b = (str(getattr(one, "name", one.id)) for one in names)
        text = _("with a seat of {a} in {b}") if link.second in landscape.forums else _("with a tie of {a} and {b} ({kind})")
        parts.append(text.format(a=a, b=b, kind=landscape.vocabulary.label("tie_kinds", link.kind, lang)))
    return _("Supposed: {what}").format(what="; ".join(parts))


def _figures(found: WhatIf) -> Iterator[tuple[str, float | None, float | None]]:
    for row in found.figures:
        yield row.measure, row.before, row.after


def _figure(measure: str, before: float | None, after: float | None, lang: str) -> dict[str, str]:
    from netmap.analysis.explain import explain

    old, new = _value(measure, before, lang), _value(measure, after, lang)
    mark = "" if old == new else "  ←"
    return {"figure": explain(measure, lang=lang).label, "before": old, "after": new + mark}


def _value(measure: str, value: float | None, lang: str) -> str:
    if value is None:
        return NONE
    if measure in SHARES:
        return f"{number(100 * value, lang, 1)} %"
    return number(value, lang, 0 if float(value).is_integer() else 2)


def _sections(found: WhatIf, landscape: Landscape, lang: str) -> list[tuple[str, list[str]]]:
    _ = translator(lang)
    return [
        (_("No longer connected with the largest part"), [name for _id, name in found.parted]),
        (_("Newly connected with the largest part"), [name for _id, name in found.joined]),
        (_("Position among those who connect"), [_broker(row, lang) for row in found.brokers]),
        (_("Others reached through one actor only"), _cutpoints(found, lang)),
        (_("Coverage"), _cells(found, landscape, lang)),
        (_("Offers that nobody else provides"), [name for _id, name in found.offers]),
        (_("Bodies"), [_forum(row, lang) for row in found.forums]),
    ]


def _broker(row: Any, lang: str) -> str:
    _ = translator(lang)
    before, after = (_(BANDS[band]) if band else _("not there") for band in (row.band_before, row.band_after))
    return f"{row.name}: {before} → {after}"


def _cutpoints(found: WhatIf, lang: str) -> list[str]:
    return [f"{row.name}: {number(row.before, lang)} → {number(row.after, lang)}" for row in found.cutpoints]


def _cells(found: WhatIf, landscape: Landscape, lang: str) -> list[str]:
    """Return the fields that change, those of one area and place that change alike in one line."""
    label = landscape.vocabulary.label
    alike: dict[tuple[str, str | None, str, str], list[str]] = {}
    for row in found.cells:
        key = (row.area, row.district, row.words_before, row.words_after)
        alike.setdefault(key, []).append(label("target_groups", row.group, lang))
    lines = []
    for (area, district, before, after), groups in alike.items():
        place = [label("areas", area, lang), *([landscape.districts[district].name] if district else [])]
        lines.append(f"{', '.join(place)} ({'; '.join(groups)}): {before} → {after}")
    return lines


def _place(row: CellChange, landscape: Landscape, lang: str) -> str:
    label = landscape.vocabulary.label
    parts = [label("areas", row.area, lang), label("target_groups", row.group, lang)]
    if row.district:
        parts.append(landscape.districts[row.district].name)
    return ", ".join(parts)


def _forum(row: ForumChange, lang: str) -> str:
    _ = translator(lang)
    if row.members_after is None:
        return _("{forum}: would be gone, with {n} members").format(forum=row.name, n=number(row.members_before, lang))
    text = _("{forum}: {before} → {after} members")
    says = text.format(forum=row.name, before=number(row.members_before, lang), after=number(row.members_after, lang))
    if row.lead_before != row.lead_after:
        says += ", " + _("without its lead {name}").format(name=row.lead_before)
    return says


def change_headings(lang: str) -> dict[str, str]:
    """Return the columns of the table of changes."""
    _ = translator(lang)
    return {"what": _("What"), "name": _("Name"), "before": _("Before"), "after": _("After")}


def change_rows(found: WhatIf, landscape: Landscape, *, readable: bool, lang: str) -> Sequence[dict[str, Any]]:
    """Return one row for each figure and each change; with words for people, with keys and ids for programs."""
    _ = translator(lang)

    def row(what: str, words: str, name: str, key: str, before: object, after: object) -> dict[str, Any]:
        shown = (words, name) if readable else (what, key)
        return {"what": shown[0], "name": shown[1], "before": before, "after": after}

    rows = []
    for measure, before, after in _figures(found):
        figure = _figure(measure, before, after, lang)
        rows.append(row("figure", _("Figure"), figure["figure"], measure, before, after))
    for one in found.brokers:
        before_band, after_band = (
            _(BANDS[band]) if band and readable else band for band in (one.band_before, one.band_after)
        )
        rows.append(row("band", _("Band"), one.name, one.actor, before_band, after_band))
    hanging = _("Reached only through it")
    rows += [row("cut_off_count", hanging, cut.name, cut.actor, cut.before, cut.after) for cut in found.cutpoints]
    for cell in found.cells:
        states = (cell.words_before, cell.words_after) if readable else (cell.before, cell.after)
        rows.append(row("coverage", _("Coverage"), _place(cell, landscape, lang), cell.cell, *states))
    rows += [
        row("members", _("Bodies"), forum.name, forum.forum, forum.members_before, forum.members_after)
        for forum in found.forums
    ]
    return rows
