"""The Lagebericht, and the report on one area: their parts one by one, on cities small enough to count by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from netmap.analysis.measured import measured
from netmap.analysis.reports.annex import measures, needs, network_tables, record_tables
from netmap.analysis.reports.area import area_report
from netmap.analysis.reports.lage import action, lage, unknown
from netmap.cli.report_ground import ground_of
from netmap.document import Document, Items, Numbers, Picture, Table, Text
from netmap.editions import EDITIONS
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Forum, Inventory, Membership, Need, Offer, Record, Settings
from tests.documents import section

DAY = dt.date(2020, 12, 31)


def small() -> Landscape:
    """Return an office, two clubs and a school: a path of three ties, one offer, a forum of two."""
    return Landscape(
        Settings(id="c", name="Kleinstadt", as_of="2020-12-31", coordinating_office="amt"),
        [
            Actor(id="amt", name="Amt", sector="inside", areas=("school",), type="city_office"),
            Actor(id="eins", name="Verein Eins", sector="outside", areas=("clubs",)),
            Actor(id="zwei", name="Verein Zwei", sector="outside", areas=("clubs",)),
            Actor(id="schule", name="Schule am Meer", sector="outside", areas=("school",)),
            Cooperation(id="a", source="amt", target="eins", kind="joint_offer"),
            Cooperation(id="b", source="eins", target="zwei", kind="joint_offer"),
            Cooperation(id="d", source="zwei", target="schule", kind="joint_offer"),
            Offer(id="o", name="Fußball", providers=("eins",), area="clubs"),
            Forum(id="runde", name="Runde", nature="event", areas=("clubs",)),
            Membership(id="m1", actor="eins", forum="runde"),
            Membership(id="m2", actor="zwei", forum="runde"),
        ],
    )


def report(**given: Any) -> Document:
    ground = ground_of(small(), day=DAY, **given)
    found = measured(ground.landscape, ground.shown, edition=ground.edition, at=DAY, lang=ground.lang)
    return lage(ground, found)


def table(made: Document, name: str) -> Table:
    return next(one for one in made.tables if one.name.startswith(name))


def texts(parts: object) -> list[str]:
    found: list[str] = []
    for part in parts:  # type: ignore[attr-defined]
        found += [one.whole for one in part.items] if isinstance(part, Items) else []
        found += [part.whole] if isinstance(part, Text) else []
    return found


def test_the_numbers_come_first():
    numbers = [part for part in section(report(), "findings").parts if isinstance(part, Numbers)]
    assert [one.value for one in numbers[0].numbers[:4]] == [4, 1, 3, 1]
    assert numbers[0].numbers[0].says == "Akteur*innen, davon 1 in der Verwaltung"


def test_the_measures_are_those_of_a_path_of_four():
    rows = {row[0]: row[1] for row in table(report(), "Maßzahlen").rows}
    assert rows["Akteure im Netz"] == 4
    assert rows["Verbundene Paare"] == 3
    assert rows["Dichte"] == 0.5
    assert rows["Größte Entfernung"] == 3


def test_each_measure_says_what_it_means_and_what_it_does_not():
    assert all(words and limits for _name, _value, words, limits in table(report(), "Maßzahlen").rows)


def test_the_mixing_counts_pairs_in_and_between_sectors():
    rows = {frozenset(row[:2]): row[2:] for row in table(report(), "Verbindungen in und").rows}
    inside, outside = "Stadtverwaltung", "außerhalb der Stadtverwaltung"
    assert rows[frozenset({inside, outside})] == (1, 3)
    assert rows[frozenset({outside})] == (2, 3)


def test_the_ei_index_of_a_small_group_says_nothing_of_chance():
    rows = {row[0]: row[1:] for row in table(report(), "E-I-Index").rows}
    actors, index, remark = rows["Stadtverwaltung"]
    assert (actors, index) == (1, 1.0)
    assert "keine Aussage zum Zufall" in str(remark)


def test_the_roles_are_counted_over_all_actors_and_explained():
    rows = table(report(), "Rollen zwischen").rows
    # amt - eins - zwei crosses the border at eins, eins - zwei - schule stays outside: each pair is told once
    counts = [row[1] for row in rows]
    assert sum(float(one) for one in counts) == 2.0
    assert all(row[2] for row in rows)
    remark = table(report(), "Rollen zwischen").remarks
    assert remark == ("Das beschreibt die Lage im Netz, nicht die Leistung.",)


def test_single_actors_are_told_in_the_internal_edition_in_the_order_of_the_alphabet():
    rows = table(report(edition="internal"), "Rollen einzelner").rows
    assert [row[0] for row in rows] == ["Verein Eins", "Verein Zwei"]
    assert all(one.name != "Rollen einzelner Akteur*innen" for one in report().tables)


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_not_known_is_told_with_numbers_where_the_edition_shows_it(edition: str):
    told = texts(unknown(ground_of(small(), day=DAY, edition=edition)))  # type: ignore[arg-type]
    assert any("3 von 3 bestehenden Kooperationen" in one for one in told) == (edition != "public")
    assert not any("%" in one for one in told), "no percentage of a handful"


def lonely(*more: Record) -> Landscape:
    """Return a city that has one record of each kind."""
    one = (
        Actor(id="a", name="A", sector="inside"),
        Actor(id="b", name="B", sector="outside"),
        Cooperation(id="t", source="a", target="b", kind="joint_offer"),
        Offer(id="o", name="O", providers=("a",)),
        Forum(id="f", name="F", nature="standing"),
    )
    return Landscape(Settings(id="c", name="C", as_of="2020-12-31"), [*one, *more])


def test_one_of_a_kind_is_told_as_one():
    ground = ground_of(lonely(), day=DAY)
    found = measured(ground.landscape, ground.shown, edition="meeting", at=DAY, lang="de")
    made = lage(ground, found)
    assert [(one.value, one.says) for one in made.numbers[1:4]] == [
        (1, "Angebot"), (1, "bestehende Kooperation"), (1, "Gremium, Netzwerk oder Vereinbarung"),
    ]  # fmt: skip
    told = texts([part for one in made.sections for part in one.parts])
    for says in (
        "Zu 2 von 2 Akteur*innen ist etwas nicht erfasst: Art, Bildungsbereiche, Zielgruppen, Stadtbereiche oder Sprachen.",
        "Zu der einzigen bestehenden Kooperation gibt es keinen Beleg aus den letzten 36 Monaten oder keinen mit Datum.",
        "Zu dem einzigen Angebot ist etwas nicht erfasst, etwa Zielgruppen, Stadtbereiche, Sprachen oder Kinderbetreuung.",
        (
            "Verbindungen zwischen Akteuren mit geklärter Zuordnung: 1; davon über die Grenze der Verwaltung: 1"
            " (E-I-Index 1,00)."
        ),
        "Erfasst am 31.12.2020: ein Gremium, dauerhaft oder vereinbart: 1. Mitgliederliste nachweislich vollständig: 0.",
    ):
        assert says in told, says
    unsettled = (Actor(id="x", name="X"), Cooperation(id="u", source="a", target="x", kind="joint_offer"))
    ground = ground_of(lonely(*unsettled), day=DAY)
    found = measured(ground.landscape, ground.shown, edition="meeting", at=DAY, lang="de")
    told = texts([part for one in lage(ground, found).sections for part in one.parts])
    assert "Bei einer weiteren Verbindung ist die Zuordnung mindestens eines Akteurs ungeklärt." in told


def test_of_what_there_is_not_nothing_is_said_to_be_unknown():
    alone = Landscape(Settings(id="c", name="C", as_of="2020-12-31"), [Actor(id="a", name="A")])
    told = texts(unknown(ground_of(alone, day=DAY)))
    assert not any(one.startswith("Zu 0") for one in told)
    assert any(one.startswith("Zu der einzigen erfassten Stelle fehlen Angaben") for one in told)


def test_nothing_is_a_need_before_somebody_asked():
    assert texts(action(ground_of(small(), day=DAY)))[0].startswith("Handlungsbedarf ist bisher nicht festgestellt")
    asked = Inventory(id="i", area="culture", state="complete", by="Amt", date="2020")
    parts = list(action(ground_of(small().replace([asked]), day=DAY)))
    assert isinstance(parts[0], Table)
    assert all("Kultur" in str(row[1]) for row in parts[0].rows)


def test_needs_stand_in_the_annex_where_there_are_some():
    assert list(needs(ground_of(small(), day=DAY))) == []
    city = small().replace([Need(id="n", area="all", target_group="all", persons=120, year=2019)])
    (found,) = needs(ground_of(city, day=DAY))
    assert isinstance(found, Table)
    assert "2019" in found.rows[0], "a year is no number of anything: no point in it"


def test_the_lists_of_records_can_be_those_of_an_area():
    ground = ground_of(small(), day=DAY)
    every = {one.name for one in record_tables(ground) if isinstance(one, Table)}
    of_area = {one.name: one for one in record_tables(ground, area="clubs") if isinstance(one, Table)}
    assert set(of_area) < every
    assert [row[0] for row in of_area["Akteure"].rows] == ["Verein Eins", "Verein Zwei"]


def test_the_tables_of_the_network_are_there_without_any_actor():
    empty = Landscape(Settings(id="c", name="C", as_of="2020"))
    ground = ground_of(empty, day=DAY)
    found = measured(empty, ground.shown, edition="meeting", at=DAY)
    assert [one.rows for one in network_tables(ground, found) if isinstance(one, Table)][:2] == [(), ()]
    assert all(isinstance(one, Table) for one in measures(ground, found))


def test_the_report_on_an_area_counts_what_is_in_it():
    made = area_report(ground_of(small(), day=DAY, area="clubs"), "clubs")
    assert made.title == "Bildungsbereich: Vereine und Freizeit"
    assert [one.value for one in made.numbers[:3]] == [2, 1, 1]
    assert [one.asked for one in made.numbers[:2]] == ["query actors --area clubs", "query offers --area clubs"]
    assert "Vereine und Freizeit" in texts(section(made, "findings").parts)[0]


def test_the_report_on_an_area_in_which_nothing_is_recorded():
    made = area_report(ground_of(small(), day=DAY, area="senior", lang="en"), "senior")
    assert [one.value for one in made.numbers[:3]] == [0, 0, 0]
    forums = next(one for one in section(made, "forums").parts if isinstance(one, Table))
    assert forums.rows == ()


def test_a_map_that_nobody_could_read_is_said_to_be_left_out():
    picture = Picture("Matrix", "A matrix.", b"<svg/>", b"")
    (told,) = section(report(lang="en", pictures={"mixing": picture}), "pictures").parts[:1]
    assert isinstance(told, Text)
    assert told.text.startswith("On a page nobody could read the names of 4 actors, so the map is left out.")
    assert not texts(section(report(pictures={"map": picture, "mixing": picture}), "pictures").parts)
    assert "pictures" not in {one.key for one in report().sections}
