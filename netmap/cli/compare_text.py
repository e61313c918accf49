"""What changed between two moments, as people and as programs read it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from netmap.cli.findings_text import LISTS, wrapped
from netmap.cli.gap_notes import CHANGES
from netmap.locale import N_, number, translator

if TYPE_CHECKING:
    from netmap.analysis.change_rows import (
        Became,
        Comparison,
        FindingChange,
        GapFollowed,
        RecordChange,
        RecordCount,
        RecordKind,
    )

FIRST: Final = 5
"""So many names are shown of one kind of change unless all are asked for."""
_FINDINGS: Final = {
    "field": N_("Coverage"),
    "office": N_("Actors of the administration"),
    "area": N_("Education areas"),
    "broker": N_("Positions in the network"),
}


def comparison_lines(found: Comparison, heading: Sequence[str], *, everything: bool, lang: str) -> Iterator[str]:
    """Yield what changed as a person reads it, what happened before what was learnt."""
    from netmap.analysis.change_words import summary

    _ = translator(lang)
    yield _("What changed: {name}").format(name=found.now.known.settings.name)
    for text in (*heading, *summary(found, lang=lang)):
        yield from wrapped(text, first="  ", rest="    ")
    yield ""
    yield from _counted(found, lang)
    yield from _records(found, lang, everything=everything)
    for about, rows in _findings(found):
        yield from _told(_(_FINDINGS[about]), rows, lang, everything=everything)
    if found.brokers:
        yield "  " + _("This describes the position in the network, not the performance.")
    yield from _gaps(found.gaps, lang, everything=everything)
    yield from _figures(found, lang)
    yield ""
    yield _("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it.")


def _counted(found: Comparison, lang: str) -> Iterator[str]:
    """Yield the table of how many records there are, and where the difference comes from."""
    from netmap.export.tables import render
    from netmap.fields import kind_label

    _ = translator(lang)
    columns = {
        "kind": _("Records"),
        "then": _("Earlier"),
        "new": _("Begun"),
        "gone": _("Ended"),
        "found": _("Only found"),
        "withdrawn": _("Withdrawn"),
        "now": _("Later"),
        "reconfirmed": _("Confirmed again"),
    }
    rows = [dataclasses.asdict(one) | {"kind": kind_label(one.kind, lang, 2)} for one in found.records.counts]
    yield from render(rows, columns, "table", lang=lang).splitlines()


def _records(found: Comparison, lang: str, *, everything: bool) -> Iterator[str]:
    from netmap.analysis.change_rows import COMPARED
    from netmap.analysis.change_words import BECAME

    _ = translator(lang)
    for change, words in BECAME.items():
        rows = found.records.of(change)
        if rows:
            yield ""
            yield f"{_(words)} ({number(len(rows), lang)})"
        for kind in COMPARED:
            yield from _of_kind(found, change, kind, lang, everything=everything)


def _of_kind(found: Comparison, change: Became, kind: RecordKind, lang: str, *, everything: bool) -> Iterator[str]:
    from netmap.analysis.change_words import record_text
    from netmap.fields import kind_label

    rows = found.records.of(change, kind)
    if rows:
        names = _listed([record_text(row, lang=lang) for row in rows], lang, everything=everything)
        title = kind_label(kind, lang, len(rows))
        yield from wrapped(f"{title} ({number(len(rows), lang)}): {names}", first="  ", rest="    ")


def _listed(names: Sequence[str], lang: str, *, everything: bool) -> str:
    """Return names in one text, the first of many, and how many more there are."""
    shown = names if everything else names[:FIRST]
    more = translator(lang)("… and {n} more: --all").format(n=number(len(names) - len(shown), lang))
    return "; ".join([*shown, *([more] if len(shown) < len(names) else [])])


def _findings(found: Comparison) -> Iterator[tuple[str, Sequence[FindingChange]]]:
    """Yield the findings by what they are about."""
    yield "field", found.fields
    for about in ("office", "area"):
        yield about, [row for row in found.border if row.about == about]
    yield "broker", found.brokers or ()


def _told(title: str, rows: Sequence[FindingChange], lang: str, *, everything: bool) -> Iterator[str]:
    """Yield the findings that went from one state into another by the same cause, together."""
    from netmap.analysis.change_words import causes_text, state_text

    if not rows:
        return
    yield ""
    yield f"{title} ({number(len(rows), lang)})"
    alike: dict[tuple[object, ...], list[FindingChange]] = {}
    for row in rows:
        alike.setdefault((row.causes, row.before, row.after), []).append(row)
    for same in alike.values():
        one = same[0]
        states = " → ".join(state_text(one, state, lang=lang) for state in (one.before, one.after))
        says = f"{states} [{causes_text(one.causes, lang=lang)}] ({number(len(same), lang)}): "
        yield from wrapped(says + _listed([row.name for row in same], lang, everything=everything), first="  ", rest="    ")


def _gaps(rows: Sequence[GapFollowed], lang: str, *, everything: bool) -> Iterator[str]:
    from netmap.analysis.change_words import causes_text

    _ = translator(lang)
    for change, heading in CHANGES.items():
        told = [row for row in rows if row.gap.change == change]
        if not told:
            continue
        yield ""
        yield f"{_('Lists of gaps')}: {_(heading)} ({number(len(told), lang)})"
        shown = told if everything else told[:FIRST]
        for row in shown:
            says = f"[{causes_text(row.causes, lang=lang)}] {sentence(row, lang)}"
            yield from wrapped(says, first="  ", rest="    ")
        if len(shown) < len(told):
            yield "  " + _("… and {n} more: --all").format(n=number(len(told) - len(shown), lang))


def sentence(row: GapFollowed, lang: str) -> str:
    """Return what an entry of the lists says, of now, or of then where it is closed."""
    return row.gap.sentence_en if lang == "en" else row.gap.sentence_de


def _figures(found: Comparison, lang: str) -> Iterator[str]:
    """Yield the figures, with what they would be without the answers since, and how much was asked."""
    from netmap.analysis.change_words import ASKED, FIGURES, asked_changed, value_of

    _ = translator(lang)
    yield ""
    yield _("Figures: earlier → later (without what was only learnt since)")
    for row in found.figures:
        then, without, now = (value_of(row, value, lang=lang) for value in (row.then, row.without_answers, row.now))
        yield from wrapped(f"{_(FIGURES[row.figure])}: {then} → {now} ({without})", first="  ", rest="    ")
    yield ""
    yield _("What was asked and answered: earlier → later")
    asked = asked_changed(found.asked)
    if not asked:
        yield "  " + _("As much as before.")
    for one in asked:
        yield f"  {_(ASKED[one.what])}: {number(one.then, lang)} → {number(one.now, lang)}"


# ------------------------------------------------------------------------------------------------------------------ tables


def comparison_headings(lang: str) -> Mapping[str, str]:
    """Return the columns of the table."""
    _ = translator(lang)
    return {
        "part": _("Part"),
        "change": _("Changes"),
        "name": _("Name"),
        "before": _("Before"),
        "after": _("After"),
        "causes": _("Comes from"),
        "id": _("Id"),
    }


def comparison_table(found: Comparison, *, lang: str) -> list[dict[str, object]]:
    """Return all that changed as rows for people."""
    from netmap.analysis.change_words import ASKED, FIGURES, asked_changed, causes_text, state_text, value_of

    _ = translator(lang)
    rows: list[dict[str, object]] = [_count_row(one, lang) for one in found.records.counts]
    rows += [_record_row(row, lang) for row in found.records.rows]
    rows += [
        {
            "part": _(_FINDINGS[about]),
            "name": row.name,
            "before": state_text(row, row.before, lang=lang),
            "after": state_text(row, row.after, lang=lang),
            "causes": causes_text(row.causes, lang=lang),
            "id": row.id,
        }
        for about, told in _findings(found)
        for row in told
    ]
    rows += [
        {
            "part": _(LISTS[row.gap.list]),
            "change": _(CHANGES[row.gap.change]),
            "name": sentence(row, lang),
            "causes": causes_text(row.causes, lang=lang),
            "id": row.gap.id,
        }
        for row in found.gaps
    ]
    figures = _("Figure")
    for row in found.figures:
        without = _("{value} without what was only learnt").format(value=value_of(row, row.without_answers, lang=lang))
        then, now = (value_of(row, value, lang=lang) for value in (row.then, row.now))
        rows.append(
            {
                "part": figures,
                "name": _(FIGURES[row.figure]),
                "before": then,
                "after": now,
                "causes": without,
                "id": row.figure,
            }
        )
    rows += [
        {"part": _("Asked"), "name": _(ASKED[one.what]), "before": one.then, "after": one.now, "id": one.what}
        for one in asked_changed(found.asked)
    ]
    return rows


def _count_row(one: RecordCount, lang: str) -> dict[str, object]:
    from netmap.fields import kind_label

    _ = translator(lang)
    text = _("begun {new}, ended {gone}, only found {found}, withdrawn {withdrawn}")
    told = {name: number(getattr(one, name), lang) for name in ("new", "gone", "found", "withdrawn")}
    name = kind_label(one.kind, lang, 2)
    return {
        "part": _("Figure"),
        "name": name,
        "before": one.then,
        "after": one.now,
        "causes": text.format(**told),
        "id": one.kind,
    }


def _record_row(row: RecordChange, lang: str) -> dict[str, object]:
    from netmap.analysis.change_rows import REAL
    from netmap.analysis.change_words import BECAME, causes_text, record_text
    from netmap.fields import kind_label

    cause = "change" if row.change in REAL else "age" if row.change == "aged" else "answers"
    return {
        "part": kind_label(row.kind, lang),
        "change": translator(lang)(BECAME[row.change]),
        "name": record_text(row, lang=lang),
        "causes": causes_text((cause,), lang=lang),  # type: ignore[arg-type]
        "id": row.id,
    }


def comparison_records(found: Comparison) -> list[dict[str, Any]]:
    """Return all that changed as rows for programs, each with the part that it belongs to."""
    told: list[dict[str, Any]] = [{"part": "count", **dataclasses.asdict(one)} for one in found.records.counts]
    told += [{"part": "record", **dataclasses.asdict(row)} for row in found.records.rows]
    told += [{"part": about, **_plain(row)} for about, rows in _findings(found) for row in rows]
    told += [{"part": "gap", **dataclasses.asdict(row.gap), "causes": row.causes} for row in found.gaps]
    told += [{"part": "figure", **dataclasses.asdict(row)} for row in found.figures]
    return [*told, *({"part": "asked", **dataclasses.asdict(one)} for one in found.asked)]


def _plain(row: FindingChange) -> dict[str, Any]:
    return {name: value for name, value in dataclasses.asdict(row).items() if name != "about"}
