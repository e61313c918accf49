"""What the rows of the two lists say, case by case."""

from __future__ import annotations

import dataclasses

import pytest
from cities import actors, city

from netmap.analysis.coverage import coverage
from netmap.analysis.gap_rows import Gaps
from netmap.analysis.gap_words import Case, checked, lever, next_step, reasons, responsible, subject
from netmap.model import District

ALONE = Case(id="no_cooperation/school", list="clarify", rule="no_cooperation", area="school", count=1, actors=("a",))


@pytest.mark.parametrize(("count", "expected"), [(1, "for one actor"), (3, "for 3 actors")])
def test_one_or_several(count: int, expected: str):
    assert expected in subject(dataclasses.replace(ALONE, count=count), city(*actors("a")), lang="en")


def test_all_districts_are_not_listed():
    landscape = city(District(id="north", name="Nord"), District(id="south", name="Süd"))
    found = [cell for cell in coverage(landscape, area="clubs", group="adults").cells if cell.district]
    case = Case("x", "clarify", "not_recorded", "clubs", 2, ("adults",), ("north", "south"), tuple(found), of=2, part=True)
    assert "in all 2 districts" in subject(case, landscape, lang="en")
    assert "in allen 2 Stadtbereichen" in subject(case, landscape, lang="de")


def test_no_persons_no_reason():
    assert reasons(ALONE, lang="en") == ()


@pytest.mark.parametrize(
    "rule",
    ["uncovered", "thin", "single_provider", "coordinate", "not_recorded", "active_only", "stale_only", "group_unknown",
     "district_unknown", "no_cooperation"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["de", "en"])
def test_each_rule_has_a_lever_and_a_step(rule: str, lang: str):
    case = dataclasses.replace(ALONE, rule=rule, list="action")
    assert lever(case, lang=lang)
    assert next_step(case, lang=lang).endswith(".")


@pytest.mark.parametrize("rule", ["thin", "single_provider", "coordinate"])
def test_where_nobody_looked_the_first_step_is_to_ask(rule: str):
    assert next_step(dataclasses.replace(ALONE, rule=rule), lang="en").startswith("Ask")


def test_without_an_office():
    assert responsible(city(), lang="de") == "Bildungskoordination"


def test_what_was_checked():
    counts = {"checked": 1, "total": 1000, "not_asked": 999, "expected": 0, "answered": 0, "dropped": 0}
    found = Gaps((), (), weighed=True, day="2020-01-01", **counts)
    said = checked(found, lang="de")
    assert said == "Keine Lücken gefunden. Geprüft: 1 von 1.000 Feldern; 999 sind noch nicht abgefragt."
    more = checked(dataclasses.replace(found, expected=135, answered=2), lang="de")
    assert more == f"{said} Erwartete Akteure und Übergänge: 135; beantwortet: 2."
