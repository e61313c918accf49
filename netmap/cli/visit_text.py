"""Ways between actors, and the page on one actor, as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from netmap.cli.findings_text import wrapped
from netmap.locale import N_, date, number, translator

if TYPE_CHECKING:
    from netmap.analysis.ego import Ego, OfferRow, PartnerRow, SeatRow
    from netmap.analysis.ego_questions import QuestionRow
    from netmap.analysis.path import Paths, WayRow
    from netmap.export.records import Page
    from netmap.landscape import Landscape

KINDS: Mapping[str, str] = {
    "shortest": N_("Shortest way"),
    "strongest": N_("Strongest way"),
    "both": N_("Shortest and strongest way"),
}


def path_lines(found: Paths, landscape: Landscape, *, lang: str) -> Iterator[str]:
    """Yield the ways step by step, with what ties each two."""
    from netmap.analysis.path import sentences, step_words

    _ = translator(lang)
    yield f"{found.source_name} → {found.target_name}"
    for sentence in sentences(found, lang=lang):
        yield from wrapped(sentence, first="  ", rest="    ")
    for way in found.ways:
        if not way.steps:
            continue
        yield ""
        yield f"  {_(KINDS[way.kind])} ({_steps(way.length, lang)})"
        yield f"    {way.names[0]}"
        for step in way.steps:
            text = f"→ {step.target_name}: {step_words(step, landscape, lang=lang)}"
            yield from wrapped(text, first="    ", rest="      ")
    hidden = found.shortest_ways - sum(way.kind != "strongest" for way in found.ways)
    if hidden > 0:
        yield ""
        yield "  " + _("… and {n} further shortest ways").format(n=number(hidden, lang))


def _steps(n: int, lang: str) -> str:
    _ = translator(lang)
    return _("one step") if n == 1 else _("{n} steps").format(n=number(n, lang))


def path_headings(lang: str) -> dict[str, str]:
    """Return the columns of the table of ways."""
    _ = translator(lang)
    return {
        "way": _("Way"),
        "step": _("Step"),
        "source_name": _("From"),
        "target_name": _("To"),
        "ties": _("Tied by"),
        "strength": _("Strength"),
    }


def path_rows(found: Paths, landscape: Landscape, *, lang: str) -> list[dict[str, Any]]:
    """Return one row for each step of each way."""
    from netmap.analysis.path import step_words

    _ = translator(lang)

    def name(place: int, way: WayRow) -> str:
        return f"{place}. {_(KINDS[way.kind])}"

    return [
        {
            "way": name(place, way),
            "step": at,
            "source": step.source,
            "source_name": step.source_name,
            "target": step.target,
            "target_name": step.target_name,
            "ties": step_words(step, landscape, lang=lang),
            "strength": step.strength,
        }
        for place, way in enumerate(found.ways, start=1)
        for at, step in enumerate(way.steps, start=1)
    ]


# ------------------------------------------------------------------------------------------------------------- one actor

ASIDE = frozenset({"id", "name", "note"})


def ego_record(found: Ego, questions: Sequence[QuestionRow]) -> dict[str, Any]:
    """Return everything as one object for programs."""
    whole = {name: value for name, value in asdict(found).items() if name != "actor"}
    actor = found.actor.model_dump(mode="json", exclude_defaults=True)
    return {
        "actor": found.actor.id,
        "name": found.actor.name,
        "record": actor,
        **whole,
        "questions": [*map(asdict, questions)],
    }


def ego_page(found: Ego, questions: Sequence[QuestionRow], landscape: Landscape, *, lang: str) -> Page:
    """Return the page: who they are, then what to ask, offers, bodies, and ties by their age."""
    from netmap.export.records import Page
    from netmap.fields import kind_label

    _ = translator(lang)
    asked = [f"{place}. {one.question}" for place, one in enumerate(questions, start=1)]
    sections: list[tuple[str, list[str]]] = [
        (_("What to ask"), asked),
        (_("Note"), [found.actor.note] if found.actor.note else []),
        (_("Part of it"), [name for _id, name in found.parts]),
        (kind_label("offer", lang, 2), [_offer(one, landscape, lang) for one in found.offers]),
        (_("Bodies"), [_seat(one, landscape, lang) for one in found.forums]),
        *_tie_sections(found, landscape, lang),
        (_("Further away, by {steps} steps at most").format(steps=found.steps), _further(found, lang)),
    ]
    kept = tuple((heading, tuple(lines)) for heading, lines in sections if lines)
    fields = tuple(_facts(found, landscape, lang))
    return Page(found.actor.name, _("as of {day}").format(day=date(found.day, lang)), fields, kept, {})


def _facts(found: Ego, landscape: Landscape, lang: str) -> Iterator[tuple[str, str]]:
    from netmap.export.records import record_page
    from netmap.fields import field_label

    _ = translator(lang)
    page = record_page(landscape, found.actor.id, lang=lang)
    source = _("{field} as in the source")
    aside = {field_label("actor", name, lang) for name in ASIDE}
    originals = (name.removeprefix("original_") for name in found.actor.attributes if name.startswith("original_"))
    aside |= {source.format(field=field_label("actor", name, lang)) for name in originals}
    yield from ((name, value) for name, value in page.fields if name not in aside)
    if found.asked is not None:
        asked = _("asked and answered") if found.answered else _("asked, no answer") if found.asked else _("not asked yet")
        yield _("Survey"), asked
    if not found.shown:
        yield _("Cooperations"), _("not shown in this edition, nor are bodies and places")
    elif not found.partners:
        yield _("Cooperations"), _("No cooperation recorded yet.")


def _tie_sections(found: Ego, landscape: Landscape, lang: str) -> Iterator[tuple[str, list[str]]]:
    _ = translator(lang)
    if not found.shown:
        return
    for freshness, heading in (
        ("fresh", _("Cooperations with recent evidence")),
        ("stale", _("Cooperations with old evidence, please confirm")),
        ("undated", _("Cooperations without a date")),
    ):
        yield heading, [_partner(one, landscape, lang) for one in found.partners if one.tie.freshness == freshness]
    yield _("Planned or wished"), [_partner(one, landscape, lang) for one in found.plans]
    yield _("Ended"), [_partner(one, landscape, lang) for one in found.ended]
    yield _("Conflicts (internal only)"), [_partner(one, landscape, lang) for one in found.conflicts]


def _partner(row: PartnerRow, landscape: Landscape, lang: str) -> str:
    from netmap.analysis.tied import tied_words

    term = landscape.vocabulary["tie_kinds"].get(row.tie.kind)
    arrow = ("→ " if row.out else "← ") if term is not None and term.get("directed") else ""
    return f"{arrow}{row.name}: {tied_words(row.tie, landscape, lang=lang)}"


def _seat(row: SeatRow, landscape: Landscape, lang: str) -> str:
    from netmap.analysis.tied import age_words

    _ = translator(lang)
    role, leads = landscape.vocabulary.label("roles", row.role, lang) if row.role else "", _("leads it")
    others = {0: _("no other member recorded"), 1: _("with one other")}
    parts = [
        role,
        leads if row.leads and leads.casefold() not in role.casefold() else "",
        others.get(row.others) or _("with {n} others").format(n=number(row.others, lang)),
        age_words(row.freshness, row.last_seen, lang=lang),
    ]
    return f"{row.name}: {', '.join(part for part in parts if part)}"


def _offer(row: OfferRow, landscape: Landscape, lang: str) -> str:
    from netmap.analysis.tied import age_words

    _ = translator(lang)
    label = landscape.vocabulary.label
    parts = [
        label("areas", row.area, lang) if row.area else _("area not known"),
        ", ".join(label("target_groups", one, lang) for one in row.target_groups),
        _level(row),
        _("together with {names}").format(names="; ".join(row.with_others)) if row.with_others else "",
        age_words(row.freshness, row.last_seen, lang=lang),
    ]
    return f"{row.name}: {'; '.join(part for part in parts if part)}"


def _level(row: OfferRow) -> str:
    ends = list(dict.fromkeys(one for one in (row.cefr_from, row.cefr_to) if one))
    return "–".join(ends)


def _further(found: Ego, lang: str) -> list[str]:
    _ = translator(lang)
    text = _("{name}, {n} steps, through {through}")
    return [text.format(name=one.name, n=one.steps, through="; ".join(one.through)) for one in found.further]


def page_rows(page: Page, *, lang: str) -> list[dict[str, str]]:
    """Return the page as rows of a table, for a file."""
    _ = translator(lang)
    rows = [{"section": _("Who is that?"), "text": f"{name}: {value}"} for name, value in page.fields]
    return rows + [{"section": heading, "text": line} for heading, lines in page.sections for line in lines]


def page_headings(page: Page) -> dict[str, str]:
    """Return the columns of that table: what it is about stands in its head."""
    return {"section": page.title, "text": page.kind}
