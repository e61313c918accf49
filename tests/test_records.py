"""Records as rows of a list, and one record as a page."""

from __future__ import annotations

import pytest
from landscapes import full_city

from netmap.errors import UnknownRecordError
from netmap.export.records import COLUMNS, SHORT, columns, kind_named, kind_names, record_page, record_rows
from netmap.landscape import Landscape
from netmap.model import (
    KINDS,
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    Membership,
    Offer,
    Settings,
)

CITY = Landscape(
    Settings(id="city", name="Stadt", as_of="2018-12-31"),
    [
        District(id="sued", name="Südstadt"),
        Actor(
            id="vhs",
            name="Volkshochschule",
            type="adult_education_centre",
            sector="inside",
            areas=("continuing_education",),
            districts=("sued",),
            evidence=(Evidence(source="Stadt", url="https://example.org", seen="2018-03"), Evidence(seen="2030")),
            attributes={"Ordner": "A 7", "Tags": ("x", "y")},
            note="anrufen",
        ),
        Actor(id="amt", name="Amt für Schule", citywide=True),
        Cooperation(id="t", source="amt", target="vhs", kind="funding", evidence=(Evidence(seen="2017"),)),
        Forum(id="tisch", name="Runder Tisch"),
        Membership(id="m", actor="vhs", forum="tisch", role="member"),
        Offer(id="kurs", name="Deutschkurs", providers=("vhs",), area="continuing_education"),
    ],
)


def test_every_kind_has_columns_that_it_has():
    assert set(COLUMNS) == set(KINDS) - {"landscape"}
    for kind, names in COLUMNS.items():
        assert set(names) <= set(KINDS[kind].model_fields)
        assert set(SHORT.get(kind, ())) <= set(names)
        assert names[0] == "id"
        assert list(columns(kind)) == [*names, "last_seen"]


def test_columns_have_headings_in_both_languages():
    assert columns("actor", short=True)["last_seen"] == "Zuletzt belegt"
    assert list(columns("actor", lang="en", short=True).values()) == [
        "Name", "Type of actor", "Education areas", "Districts", "Id", "Last seen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("actors", "actor"), ("actor", "actor"), ("Akteure", "actor"), ("gremien", "forum"), ("forums", "forum"),
        ("inventories", "inventory"), ("positions", "position"), ("queries", "query"), ("gap_notes", "gap_note"),
        ("persons", None), ("", None),
    ],
)  # fmt: skip
def test_kinds_are_named_as_people_name_them(word: str, kind: str | None):
    assert kind_named(word) == kind


def test_every_kind_is_found_by_its_own_name():
    for lang in ("de", "en"):
        assert [kind_named(name) for name in kind_names(lang)] == list(COLUMNS)


def test_rows_for_people_have_names_and_labels_and_are_sorted_by_title():
    rows = record_rows(CITY, "actor")
    assert [row["name"] for row in rows] == ["Amt für Schule", "Volkshochschule"]
    assert rows[0]["districts"] == "gesamte Stadt"
    assert rows[0]["type"] == ""
    assert rows[1]["districts"] == "Südstadt"
    assert rows[1]["areas"] == "Weiterbildung"
    assert rows[1]["last_seen"] == "03/2018"


def test_rows_for_programs_have_ids_and_keys():
    rows = {row["id"]: row for row in record_rows(CITY, "actor", readable=False)}
    assert rows["amt"]["districts"] == ["citywide"]
    assert rows["vhs"]["districts"] == ["sued"]
    assert rows["vhs"]["areas"] == ["continuing_education"]
    assert rows["vhs"]["last_seen"] == "2018-03"
    assert rows["amt"]["last_seen"] == ""


def test_a_tie_names_both_ends():
    (row,) = record_rows(CITY, "cooperation")
    assert (row["source"], row["target"]) == ("Amt für Schule", "Volkshochschule")


@pytest.mark.parametrize("kind", sorted(COLUMNS))
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_kind_can_be_listed(kind: str, lang: str):
    city = full_city()
    known = [one for one in city.records() if one.kind_name == kind]
    assert len(record_rows(city, kind, lang=lang)) == len(known)


def test_a_page_has_the_fields_and_all_around_the_record():
    page = record_page(CITY, "vhs", lang="de")
    assert (page.title, page.kind) == ("Volkshochschule", "Akteur")
    fields = dict(page.fields)
    assert fields["Ordner"] == "A 7"
    assert fields["Tags"] == "x, y"
    assert "anrufen" in fields.values()
    sections = dict(page.sections)
    assert sections["Kooperationen"] == ("Amt für Schule: Finanzierung / Förderung, besteht, zuletzt belegt 2017",)
    assert sections["Angebote"] == ("Deutschkurs: Weiterbildung, undatiert",)
    assert [line.split(":")[0] for line in sections["Mitgliedschaften"]] == ["Runder Tisch"]
    assert page.record["id"] == "vhs"


def test_the_page_of_a_forum_names_its_members():
    assert [line.split(":")[0] for line in dict(record_page(CITY, "tisch").sections)["Mitgliedschaften"]] == [
        "Volkshochschule"
    ]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_record_has_a_page(lang: str):
    city = full_city()
    for record in city.records():
        assert record_page(city, record.id, lang=lang).title


def test_a_page_of_nothing():
    with pytest.raises(UnknownRecordError):
        record_page(CITY, "nobody")
