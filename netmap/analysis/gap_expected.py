"""The rows of the two lists on expected actors and transitions: what somebody confirmed, and what is still to be asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from netmap.analysis.expected_folds import folded, told
from netmap.analysis.expected_rows import ExpectedRow
from netmap.analysis.gap_rows import GapRow, List, priority
from netmap.analysis.gap_words import need_words, responsible
from netmap.analysis.transition_rows import TransitionRow
from netmap.fields import VALUE_LABELS
from netmap.landscape import Landscape
from netmap.locale import date, translator
from netmap.model import Need

EXPECTED_POINTS: Final[Mapping[tuple[List, str], int]] = {
    ("action", "missing"): 80,
    ("action", "too_few"): 50,
    ("clarify", "not_recorded"): 45,
    ("clarify", "too_few"): 40,
    ("clarify", "no_cooperation_recorded"): 30,
}
TRANSITION_POINTS: Final[Mapping[tuple[List, str], int]] = {
    ("action", "unregulated"): 75,
    ("clarify", "nothing_recorded"): 40,
    ("clarify", "single_contacts"): 25,
}
LESS_IMPORTANT: Final[Mapping[str, int]] = {"core": 0, "recommended": 15, "optional": 30}
"""Points less for what is not indispensable (Richtwert)."""
MANDATORY: Final = 5
"""Points more for what the law makes a duty."""
ELSEWHERE_IN_TOWN: Final = 10
"""Points less where only some districts are concerned."""
PERHAPS: Final = 15
"""Points less where something recorded may be it."""
_ASKED: Final = frozenset({"answer", "complete"})


def from_expected(rows: Iterable[ExpectedRow], landscape: Landscape, living: Mapping[str, Need]) -> Iterator[GapRow]:
    """Yield a row for each expected actor that is open, the districts of which one sentence is true in one.

    Missing is what somebody confirmed to be; too few is to be acted on only where somebody answered or surveyed the area.
    `living` has the need of all newcomers in a district.
    """
    open_rows = (row for row in rows if ("clarify", row.state) in EXPECTED_POINTS or row.state == "missing")
    for some in folded(open_rows):
        yield _expected(some, landscape, living)


def _expected(rows: Sequence[ExpectedRow], landscape: Landscape, living: Mapping[str, Need]) -> GapRow:
    rows = sorted(rows, key=lambda one: -sum(need.persons for need in _there(one, living)))
    row = rows[0]
    which: List = "action" if row.state == "missing" or (row.state == "too_few" and row.asked in _ASKED) else "clarify"
    needs = [need for one in rows for need in _there(one, living)]
    persons = sum(one.persons for one in needs) if needs else None
    score = _score(row, which, persons, part=row.district is not None and len(rows) < len(landscape.districts))
    reasons = {lang: _reasons(rows, needs, lang) for lang in ("de", "en")}
    return GapRow(
        id=_id(rows),
        list=which,
        kind="expected",
        rule=row.state,
        priority=priority(score),
        score=score,
        sentence_de=told(rows, landscape, lang="de"),
        sentence_en=told(rows, landscape, lang="en"),
        reasons_de=reasons["de"],
        reasons_en=reasons["en"],
        responsible_de=_charged(row, landscape, lang="de"),
        responsible_en=_charged(row, landscape, lang="en"),
        lever_de=_lever(row, which, lang="de"),
        lever_en=_lever(row, which, lang="en"),
        next_step_de=row.next_step_de,
        next_step_en=row.next_step_en,
        area=row.areas[0] if row.areas else "",
        groups=(),
        districts=tuple(one.district for one in rows if one.district),
        persons=persons,
        actors=tuple(one.subject for one in row.matches if one.kind == "actor"),
        evidence=row.evidence,
    )


def _there(row: ExpectedRow, living: Mapping[str, Need]) -> list[Need]:
    """Return the need of all newcomers in a row's district, where it is known."""
    return [living[row.district]] if row.district is not None and row.district in living else []


def _id(rows: Sequence[ExpectedRow]) -> str:
    """Return rule and key: what no Answer tells apart is folded whatever the districts are, so these do not name it."""
    row = rows[0]
    if row.district is None or row.matches or row.hints or (row.answer and len(rows) == 1):
        return f"{row.state}/{row.id}"
    return "/".join([row.state, "expected", row.key, "districts", *([row.asked] if row.asked else [])])


def _score(row: ExpectedRow, which: List, persons: int | None, *, part: bool) -> float:
    score = float(EXPECTED_POINTS[which, row.state] - LESS_IMPORTANT.get(row.importance, LESS_IMPORTANT["recommended"]))
    score += MANDATORY * bool(row.mandatory) - ELSEWHERE_IN_TOWN * part + min(15.0, 5 * math.log10(1 + (persons or 0)))
    if which == "clarify" and row.hints:
        score -= PERHAPS
    return round(max(score, 0.0), 3)


def _reasons(rows: Sequence[ExpectedRow], needs: Sequence[Need], lang: str) -> tuple[str, ...]:
    """Say what decides where a row stands: importance, duty, persons, whether somebody asked, how old the evidence is."""
    _ = translator(lang)
    row = rows[0]
    found = [_("{importance} (guide value, no norm)").format(importance=_(VALUE_LABELS.get(row.importance, row.importance)))]
    if row.mandatory:
        found.append(_("a duty by law"))
    if needs:
        persons, estimate = sum(one.persons for one in needs), any(one.estimate for one in needs)
        found.append(need_words(persons, estimate=estimate, own=False, lang=lang))
    asked = {"complete": _("area asked completely"), "partial": _("asked in part"), "": _("not asked yet")}
    found.append(asked.get(row.asked) or _("answered ({when})").format(when=_when(row.answer_date, lang)))
    if row.may_be_regional:
        found.append(_("may be served from outside the city"))
    if row.last_seen:
        found.append(_("newest evidence {seen}").format(seen=date(row.last_seen, lang)))
    return tuple(found)


def _when(day: str | None, lang: str) -> str:
    return date(day, lang) if day else translator(lang)("date unknown")


def _charged(row: ExpectedRow, landscape: Landscape, *, lang: str) -> str:
    """Name who has to see to an expected actor, as the catalogue has it; else the coordinating office, which asks."""
    if not row.responsible:
        return responsible(landscape, lang=lang)
    return translator(lang)(VALUE_LABELS.get(row.responsible, row.responsible))


def _lever(row: ExpectedRow, which: List, *, lang: str) -> str:
    _ = translator(lang)
    if row.state == "no_cooperation_recorded":
        return _("Personal contact, invitation to a body")
    if which == "clarify":
        return _("Query to those responsible")
    return {
        "city": _("Decision or commission of the city"),
        "land": _("Talk with the federal state"),
        "bund": _("Talk with the federal government"),
    }.get(row.responsible, _("Talk with carriers, funding"))


# ------------------------------------------------------------------------------------------------------------- transitions


def from_transitions(rows: Iterable[TransitionRow], landscape: Landscape) -> Iterator[GapRow]:
    """Yield a row for each transition that is not agreed; only one confirmed as not regulated is to be acted on."""
    for row in rows:
        if row.state != "agreed":
            yield _transition(row, landscape)


def _transition(row: TransitionRow, landscape: Landscape) -> GapRow:
    which: List = "action" if row.state == "unregulated" else "clarify"
    score = float(TRANSITION_POINTS[which, row.state])
    areas = landscape.vocabulary["areas"]
    return GapRow(
        id=f"{row.state}/{row.id}",
        list=which,
        kind="transition",
        rule=row.state,
        priority=priority(score),
        score=score,
        sentence_de=_named(row.sentence_de, lang="de"),
        sentence_en=_named(row.sentence_en, lang="en"),
        reasons_de=_transition_reasons(row, lang="de"),
        reasons_en=_transition_reasons(row, lang="en"),
        responsible_de=responsible(landscape, lang="de"),
        responsible_en=responsible(landscape, lang="en"),
        lever_de=_transition_lever(which, lang="de"),
        lever_en=_transition_lever(which, lang="en"),
        next_step_de=row.next_step_de,
        next_step_en=row.next_step_en,
        area=next((key for key, term in areas.items() if term.get("stage") == row.to_stage), ""),
        groups=(),
        districts=(),
        persons=None,
        actors=row.actors,
        evidence=row.evidence,
    )


def _named(sentence: str, *, lang: str) -> str:
    return translator(lang)("Transition {sentence}").format(sentence=sentence)


def _transition_reasons(row: TransitionRow, *, lang: str) -> tuple[str, ...]:
    _ = translator(lang)
    answered = _("answered ({when})").format(when=_when(row.answer_date, lang))
    found = [answered if row.answer else _("not asked yet")]
    if row.last_seen:
        found.append(_("newest evidence {seen}").format(seen=date(row.last_seen, lang)))
    return tuple(found)


def _transition_lever(which: List, *, lang: str) -> str:
    _ = translator(lang)
    return _("Agreement of those taking part") if which == "action" else _("Query to those taking part")
