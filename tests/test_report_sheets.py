"""The sheet for an actor, the sheet of a forum, the report on two moments: row by row, on cities of a few."""

from __future__ import annotations

import datetime as dt

import pytest

from netmap.analysis.change_rows import Moment
from netmap.analysis.reports.actor import ENTRY, ROOM, actor_sheet
from netmap.analysis.reports.change import change_report
from netmap.analysis.reports.forum import forum_sheet
from netmap.cli.comparison import comparison_of
from netmap.cli.report_ground import ground_of
from netmap.document import BY_HAND, Document, Items, Table, Text
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, Evidence, Forum, Membership, Offer, Settings
from tests.documents import section
from tests.landscapes import empty_city

DAY = dt.date(2020, 12, 31)
SEEN = (Evidence(source="Bericht", seen="2020-03"),)


def round_table(**given: object) -> Landscape:
    """Return a forum of an office and two clubs, one of them a guest."""
    return Landscape(
        Settings(id="c", name="Kleinstadt", as_of="2020-12-31", coordinating_office="amt"),
        [
            Actor(id="amt", name="Amt für Schule", sector="inside"),
            Actor(id="eins", name="Verein Eins", sector="outside", areas=("clubs",), website="https://eins.example"),
            Actor(id="zwei", name="Verein Zwei", sector="outside"),
            Forum.model_validate({"id": "f", "name": "Runde Tisch", "nature": "standing", "evidence": SEEN, **given}),
            Membership(id="m1", actor="amt", forum="f", role="member", evidence=SEEN),
            Membership(id="m2", actor="eins", forum="f", role="member", evidence=SEEN),
            Membership(id="m3", actor="zwei", forum="f", role="guest"),
            Cooperation(id="t", source="eins", target="amt", kind="joint_offer", evidence=SEEN),
            Offer(id="o", name="Fußball", providers=("eins",), area="clubs", languages=("uk",), citywide=True),
        ],
    )


def told(report: Document, key: str) -> list[str]:
    found: list[str] = []
    for part in section(report, key).parts:
        found += [f"{part.sign} {one.whole}".strip() for one in part.items] if isinstance(part, Items) else []
        found += [part.whole] if isinstance(part, Text) else []
    return found


def table(report: Document, key: str) -> Table:
    return next(one for one in section(report, key).parts if isinstance(one, Table))


# ---------------------------------------------------------------------------------------------------------------- actor


def test_the_entry_of_an_actor_has_a_column_to_correct_it_in():
    entry = table(actor_sheet(ground_of(round_table(), day=DAY), "eins"), "entry")
    assert entry.headings == ("Was", "Erfasst", BY_HAND)
    rows = {str(row[0]): row[1] for row in entry.rows}
    assert rows["Name"] == "Verein Eins"
    assert rows["Bildungsbereiche"] == "Vereine und Freizeit"
    assert rows["Sprachen"] == "nicht erfasst"
    assert rows["Internetseite"] == "https://eins.example"
    assert len(rows) <= len(ENTRY)


def test_offers_forums_and_ties_can_be_ticked():
    sheet = actor_sheet(ground_of(round_table(), day=DAY), "eins")
    assert told(sheet, "offers") == ["☐ Fußball, Vereine und Freizeit, gesamte Stadt, Ukrainisch"]
    assert told(sheet, "forums") == ["☐ Runde Tisch: Mitglied"]
    assert told(sheet, "ties") == ["☐ Amt für Schule: Gemeinsames Angebot / Projekt"]


def test_it_goes_back_to_the_office_that_coordinates():
    assert "Amt für Schule" in told(actor_sheet(ground_of(round_table(), day=DAY), "eins"), "request")[0]
    nobody = Landscape(Settings(id="c", name="C", as_of="2020"), [Actor(id="a", name="A")])
    assert "zurück an: Bildungskoordination" in told(actor_sheet(ground_of(nobody, day=DAY), "a"), "request")[0]


def test_there_is_no_actor_that_there_is_not():
    with pytest.raises(KeyError):
        actor_sheet(ground_of(round_table(), day=DAY), "nobody")


def test_several_kinds_of_cooperation_with_one_partner_are_one_line():
    city = round_table().replace([Cooperation(id="u", source="amt", target="eins", kind="funding")])
    (line,) = told(actor_sheet(ground_of(city, day=DAY), "eins"), "ties")
    assert line.startswith("☐ Amt für Schule: ")
    assert line.count(",") == 1


def test_a_cooperation_that_is_over_or_begins_later_is_not_asked_about():
    gone = [
        Cooperation(id="g", source="eins", target="zwei", status="ended", until="2019"),
        Cooperation(id="l", source="eins", target="zwei", since="2022"),
        Cooperation(id="p", source="eins", target="zwei", status="planned"),
    ]
    assert len(told(actor_sheet(ground_of(round_table().replace(gone), day=DAY), "eins"), "ties")) == 1


@pytest.mark.parametrize("more", [0, 1, 30])
def test_so_many_have_room_and_the_rest_is_counted(more: int):
    most = ROOM - 2  # one line is that of the forum, one says that no tie is recorded
    offers = [Offer(id=f"o{n}", name=f"Angebot {n}", providers=("zwei",)) for n in range(most + more)]
    sheet = actor_sheet(ground_of(round_table().replace(offers), day=DAY), "zwei")
    lines = told(sheet, "offers")
    assert [len(told(sheet, key)) for key in ("forums", "ties")] == [1, 1]
    assert len(lines) == most + (more > 0)
    rest = {1: "Und ein weiterer Eintrag", 30: "Und 30 weitere"}
    assert not more or lines[-1] == f"{rest[more]}; die ganze Liste schicken wir gern."


def test_long_names_and_long_lists_share_the_room():
    offers = [Offer(id=f"o{n}", name=f"Angebot {n}", providers=("zwei",)) for n in range(50)]
    forums = [Forum(id=f"f{n}", name=f"{n} {'lang ' * 50}") for n in range(50)]
    seats = [Membership(id=f"s{n}", actor="zwei", forum=f"f{n}") for n in range(50)]
    sheet = actor_sheet(ground_of(round_table().replace([*offers, *forums, *seats]), day=DAY), "zwei")
    shown = {key: [one for one in told(sheet, key) if one.startswith("☐")] for key in ("offers", "forums")}
    assert 3 <= len(shown["forums"]) <= len(shown["offers"])
    assert sum(map(len, shown.values())) < ROOM


def test_who_has_two_roles_reads_both():
    city = round_table().replace([Membership(id="m4", actor="eins", forum="f", role="spokesperson")])
    assert told(actor_sheet(ground_of(city, day=DAY), "eins"), "forums") == ["☐ Runde Tisch: Mitglied, Sprecher*in"]


# ---------------------------------------------------------------------------------------------------------------- forum


def test_the_sheet_of_a_forum_lists_who_is_in_it_and_counts_them():
    sheet = forum_sheet(ground_of(round_table(), day=DAY), "f")
    assert [(row[0], row[1]) for row in table(sheet, "members").rows] == [
        ("Amt für Schule", "Mitglied"),
        ("Verein Eins", "Mitglied"),
        ("Verein Zwei", "Gast"),
    ]
    assert sheet.numbers[0].value == 3
    assert sheet.numbers[0].asked == "query forum-members --forum f"


def test_what_is_not_known_of_a_forum_is_asked():
    asked = told(forum_sheet(ground_of(round_table(), day=DAY), "f"), "unknown")
    assert asked[0].startswith("Ob die Mitgliederliste vollständig ist")
    assert any("Migrantenorganisation" in one for one in asked)
    assert not any("Verwaltung" in one for one in asked), "an office is a member"


def test_of_a_forum_of_which_all_is_known_nothing_is_asked():
    known = {"members_complete": "2020-06", "areas": ("school",), "target_groups": ("all",), "reports_to": "amt"}
    sheet = forum_sheet(ground_of(round_table(**known), day=DAY), "f")
    assert [one.key for one in sheet.sections if one.key == "unknown"] == []


def test_members_without_a_tie_are_named_on_the_own_desk_only():
    inside = forum_sheet(ground_of(round_table(), day=DAY, edition="internal"), "f")
    assert table(inside, "annex").rows == ()
    city = round_table().replace(without={"t"})
    (row,) = table(forum_sheet(ground_of(city, day=DAY, edition="internal"), "f"), "annex").rows
    assert row == ("Amt für Schule", "Verein Eins")
    assert all(one.key != "annex" for one in forum_sheet(ground_of(city, day=DAY), "f").sections)


# --------------------------------------------------------------------------------------------------------------- change


def changed(then: Landscape, now: Landscape, **given: str) -> Document:
    found = comparison_of(Moment(then, dt.date(2019, 12, 31)), Moment(now, DAY), edition="meeting")
    return change_report(
        ground_of(now, day=DAY, lists=False, **given), found, ["Früher: a", "Später: b"], "compare 2019 2020"
    )  # type: ignore[arg-type]


def test_what_began_is_told_from_what_was_only_found():
    began = Offer(id="neu", name="Schwimmen", providers=("eins",), since="2020-05", evidence=SEEN)
    report = changed(round_table(), round_table().replace([began]))
    rows = [row for row in table(report, "came").rows if "Schwimmen" in str(row[2])]
    assert [row[0] for row in rows] == ["Seitdem begonnen"]
    counts = {row[0]: row[1:] for row in table(report, "findings").rows}
    assert counts["Angebote"][1] == 1, "one began"
    assert told(report, "findings")[:2] == ["Früher: a", "Später: b"]


def test_where_nothing_differs_the_tables_say_so():
    report = changed(round_table(), round_table())
    assert table(report, "gaps").rows == ()
    assert report.asked[0] == "compare 2019 2020"


def test_two_moments_of_an_empty_landscape():
    report = changed(empty_city(), empty_city())
    assert [one.key for one in report.sections] == ["findings", "gaps", "came", "data", "annex", "sources"]
