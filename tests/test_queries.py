"""The questions with a name: each answered on a small city by hand, all of them on the real one, on both stores."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from landscapes import empty_city
from stores import Make

from netmap.analysis.queries import FUNCTIONS, Answer, Given, ask, questions
from netmap.analysis.queries.given import LABELS, choices, read_given
from netmap.analysis.queries.own import check_own
from netmap.analysis.queries.words import headings, unknown_words, worded
from netmap.changes import diff
from netmap.editions import shows, view
from netmap.errors import DataError
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import (
    KINDS,
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    GapNote,
    Inventory,
    Membership,
    Need,
    Offer,
    Query,
    Record,
    Settings,
    Survey,
)
from netmap.model import (
    Answer as Said,
)
from netmap.store import neo4j_graph
from netmap.vocabulary import vocabulary

ROSTOCK = Path(__file__).resolve().parent.parent / "graphs" / "rostock"
TERMS = vocabulary()["queries"]
NEW, OLD = (Evidence(seen="2018-06"),), (Evidence(seen="2013"),)
RECORDS: list[Record] = [
    District(id="nord", name="Nord"),
    District(id="sued", name="Süd"),
    Actor(id="amt", name="Amt", sector="inside", type="municipal_office", areas=("school",), citywide=True),
    Actor(id="kultur", name="Kulturamt", sector="inside", type="municipal_office", areas=("culture",)),
    Actor(id="vhs", name="VHS", sector="outside", areas=("school",), districts=("nord",), languages=("de", "ar")),
    Actor(id="club", name="Club", sector="outside", target_groups=("women",), districts=("sued",), part_of="vhs"),
    Actor(id="haus", name="Haus", sector="unknown"),
    Cooperation(id="t1", source="amt", target="vhs", kind="joint_offer", evidence=NEW, since="2017"),
    Cooperation(id="t2", source="vhs", target="club", kind="information", evidence=OLD),
    Cooperation(id="t3", source="club", target="amt", status="wished"),
    Cooperation(
        id="t4", source="club", target="haus", kind="information", evidence=(Evidence(seen="2018", reported_by="haus"),)
    ),
    Forum(
        id="runde", name="Runde", nature="standing", areas=("school",), meetings_per_year=4, hours_per_meeting=2, lead="amt"
    ),
    Forum(id="kreis", name="Kreis", nature="standing", members_complete="2018-01"),
    Membership(id="m1", actor="amt", forum="runde", role="member"),
    Membership(id="m2", actor="vhs", forum="runde", role="member"),
    Membership(id="m3", actor="haus", forum="runde", role="guest"),
    Membership(id="m4", actor="vhs", forum="kreis", role="member"),
    Membership(id="m5", actor="club", forum="kreis", role="member", since="2018"),
    Offer(
        id="kurs", name="Kurs", providers=("vhs",), area="school", target_groups=("women",), languages=("uk",),
        cefr_from="A1", cefr_to="B1", childcare=True, free_of_charge=True, districts=("nord",),
    ),
    Offer(id="treff", name="Treff", providers=("club", "vhs"), area="clubs", target_groups=("all",)),
    Offer(id="rat", name="Rat", providers=("amt",), area="school", childcare=False),
    Need(id="n1", district="nord", persons=40, year=2018),
    Need(id="n2", district="sued", persons=90, year=2018, estimate=True),
    Inventory(id="i1", area="school", state="complete", date="2018-05", by="BK"),
    Said(id="a1", expectation="library", answer="missing", by="Amt", source="Gespräch", date="2018-04"),
    GapNote(id="g1", gap="cell/school", status="in_work", responsible="Amt", due="2018-02"),
    GapNote(id="g2", gap="cell/clubs", status="done", due="2017"),
    Survey(id="s1", name="Umfrage", date="2018-03", asked=("amt", "vhs"), answered=("vhs",)),
]  # fmt: skip
CITY = Landscape(Settings(id="city", name="Stadt", as_of="2018-12-31"), RECORDS)
DAY = dt.date(2018, 12, 31)


def rows(name: str, **given: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in ask(CITY, name, Given(**given)).rows]


def column(name: str, key: str, **given: Any) -> list[Any]:
    return [row[key] for row in rows(name, **given)]


@pytest.fixture(scope="module")
def rostock() -> Landscape:
    return read_folder(ROSTOCK).landscape


def test_there_are_many_and_each_is_an_entry_and_a_function():
    assert len(TERMS) >= 25
    assert {term["ask"] for term in TERMS.values()} == set(FUNCTIONS)
    for term in TERMS.values():
        assert set(term.get("needs", ())) <= set(term["takes"]) <= set(LABELS)
        assert set(term.fields) <= {"ask", "about", "takes", "needs", "shown_to", "graph", "columns"}


def test_what_cypher_calls_the_same_is_in_the_graph():
    there = {*neo4j_graph.LABELS.values(), *neo4j_graph.RELATIONSHIPS, *neo4j_graph.LINK_TYPES, *neo4j_graph.TERMS}
    assert {name for term in TERMS.values() for name in term.get("graph", ())} <= there


@pytest.mark.parametrize("name", TERMS)
def test_columns_are_fields_of_records_or_have_a_heading(name: str):
    for what in TERMS[name]["columns"].values():
        if isinstance(what, str):
            kind, field = what.split(".")
            assert field in KINDS[kind].model_fields
        else:
            assert {"de", "en"} <= set(what) <= {"de", "en", "words"}


@pytest.mark.parametrize("name", TERMS)
@pytest.mark.parametrize("edition", ["internal", "meeting", "public"])
def test_every_edition_that_shows_a_question_has_words_for_its_answer(name: str, edition: Any, rostock: Landscape):
    if not shows(edition, TERMS[name].get("shown_to", "open_questions")):
        return
    shown = view(rostock, edition)
    needs = {
        "group": "women",
        "forum": next(iter(rostock.forums)),
        "actor": next(iter(shown.actors)),
        "start": dt.date(2016, 1, 1),
    }
    if "forum" in TERMS[name].get("needs", ()) and needs["forum"] not in shown.forums:
        return
    found = ask(shown, name, Given(**{key: needs[key] for key in TERMS[name].get("needs", ())}))
    assert all(set(row) >= set(found.columns) for row in found.rows)
    for lang in ("de", "en"):
        assert len(headings(found, lang=lang)) == len(found.columns)
        for row in worded(found, shown, lang=lang):
            assert all(isinstance(value, str | int | float) for value in row.values())


@pytest.mark.parametrize("name", [name for name, term in TERMS.items() if not term.get("needs")])
def test_an_empty_landscape_gives_an_answer(name: str):
    for row in ask(empty_city(), name).rows:
        assert not {"actor", "offer", "forum"} & set(row)


def test_the_same_answers_on_both_stores(store_factory: Make):
    with_store = store_factory()
    with_store.apply(diff(None, CITY), author="BK", reason="")
    read = with_store.read()
    for name, term in TERMS.items():
        needs = {"group": "women", "forum": "runde", "actor": "vhs", "start": dt.date(2016, 1, 1)}
        given = Given(**{key: needs[key] for key in term.get("needs", ())})
        assert ask(read, name, given) == ask(CITY, name, given)


class TestActors:
    def test_who_does_not_say_is_not_in_the_list_but_counted(self):
        found = ask(CITY, "actors", Given(area="school"))
        assert [row["actor"] for row in found.rows] == ["amt", "vhs"]
        assert found.unknown == {"area": 2}  # the club and the house

    def test_citywide_is_every_district(self):
        assert column("actors", "actor", district="nord") == ["amt", "vhs"]

    def test_who_is_known_to_be_something_else_is_not_counted_as_unknown(self):
        found = ask(CITY, "actors", Given(area="school", sector="outside"))
        assert [row["actor"] for row in found.rows] == ["vhs"]
        assert found.unknown == {"area": 2}  # the club's area, and the house's area and sector

    def test_an_unknown_sector_can_be_asked_for(self):
        assert column("actors", "actor", sector="unknown") == ["haus"]

    def test_who_serves_women_says_so_or_offers_it(self):
        assert rows("serving", group="women") == [
            {"actor": "club", "type": "", "sector": "outside", "areas": (), "districts": ("sued",), "says_so": True,
             "offers": ("treff",)},
            {"actor": "vhs", "type": "", "sector": "outside", "areas": ("school",), "districts": ("nord",), "says_so": False,
             "offers": ("kurs", "treff")},
        ]  # fmt: skip
        assert ask(CITY, "serving", Given(group="women")).unknown == {"offer_group": 1}

    def test_languages_and_types_are_counted(self):
        assert rows("actor_languages") == [
            {"language": "ar", "number": 1}, {"language": "de", "number": 1}, {"language": "", "number": 4},
        ]  # fmt: skip
        assert rows("actor_types") == [{"type": "municipal_office", "number": 2}, {"type": "", "number": 3}]

    def test_parts(self):
        assert rows("parts") == [{"part_of": "vhs", "actor": "club"}]
        assert rows("parts", actor="amt") == []

    def test_what_is_not_recorded_is_named(self):
        found = {row["actor"]: row["missing"] for row in rows("incomplete_actors")}
        assert found["amt"] == ("target_groups", "languages", "website")
        assert found["haus"] == ("type", "areas", "target_groups", "districts", "languages", "website", "sector")
        assert next(iter(found)) == "haus"

    def test_without_cooperation_and_without_forum(self):
        assert column("without_cooperation", "actor") == ["kultur"]
        assert column("without_forum", "actor") == ["kultur"]


class TestOffers:
    def test_childcare_in_ukrainian(self):
        found = ask(CITY, "offers", Given(language="uk", childcare=True))
        assert [row["offer"] for row in found.rows] == ["kurs"]
        assert found.unknown == {"language": 1}  # of the meeting place nothing is known; the advice has no childcare

    def test_a_level_lies_within(self):
        assert column("offers", "offer", level="A2") == ["kurs"]
        assert ask(CITY, "offers", Given(level="C1")).unknown == {"level": 2}

    def test_an_offer_for_all_is_one_for_women(self):
        assert column("offers", "offer", group="women") == ["kurs", "treff"]

    def test_counts(self):
        assert rows("providers") == [
            {"actor": "vhs", "number": 2}, {"actor": "amt", "number": 1}, {"actor": "club", "number": 1},
        ]  # fmt: skip
        assert rows("offers_by_area") == [{"area": "school", "number": 2}, {"area": "clubs", "number": 1}]
        assert rows("offers_by_language") == [{"language": "uk", "number": 1}, {"language": "", "number": 2}]
        assert [row["number"] for row in rows("offers_by_level")] == [1, 1, 1, 0, 0, 0, 2]

    def test_what_offers_do_not_say(self):
        found = {row["offer"]: row["missing"] for row in rows("incomplete_offers")}
        assert found["kurs"] == ("accessible", "capacity")
        assert "area" not in found["rat"]

    def test_fields_with_one_provider(self):
        alone = Offer(id="alone", name="Alone", providers=("vhs",), area="culture", target_groups=("all",), evidence=NEW)
        found = ask(CITY.replace([alone]), "one_provider", Given(area="culture")).rows
        assert {(row["state"], row["offers"], row["providers"]) for row in found} == {("single_provider", 1, ("vhs",))}
        assert rows("one_provider", area="culture") == []
        assert set(column("fields", "state", area="school", state="uncovered")) == {"uncovered"}

    def test_needs_with_the_offers_in_the_district(self):
        assert [(row["district"], row["persons"], row["offers"]) for row in rows("needs")] == [
            ("sued", 90, 0),
            ("nord", 40, 1),
        ]


class TestForums:
    def test_members_and_guests(self):
        assert [(row["actor"], row["counts"]) for row in rows("forum_members", forum="runde")] == [
            ("amt", True), ("haus", False), ("vhs", True),
        ]  # fmt: skip

    def test_who_has_two_roles_sits_there_once(self):
        city = CITY.replace(
            [
                Membership(
                    id="m-speaker", actor="vhs", forum="runde", role="spokesperson", evidence=(Evidence(seen="2018"),)
                ),
                Membership(id="m-guest", actor="vhs", forum="runde", role="guest", evidence=(Evidence(seen="2017-05"),)),
            ]
        )
        sits = {row["actor"]: row for row in ask(city, "forum_members", Given(forum="runde")).rows}
        assert len(sits) == len(ask(city, "forum_members", Given(forum="runde")).rows) == 3
        assert {"spokesperson", "guest"} <= set(sits["vhs"]["role"])
        assert (sits["vhs"]["counts"], sits["vhs"]["last_seen"]) == (True, "2018")

    def test_forums_by_area(self):
        found = ask(CITY, "forums", Given(area="school"))
        assert [(row["forum"], row["number"], row["lead"]) for row in found.rows] == [("runde", 2, "amt")]
        assert found.unknown == {"area": 1}

    def test_forums_per_actor(self):
        assert [(row["actor"], row["number"]) for row in rows("forums_per_actor")] == [
            ("vhs", 2), ("amt", 1), ("club", 1), ("haus", 1),
        ]  # fmt: skip

    def test_members_that_do_not_know_each_other(self):
        assert rows("members_without_tie", forum="runde") == []
        assert rows("members_without_tie", forum="kreis") == []
        alone = CITY.replace(without=["t2"])
        assert ask(alone, "members_without_tie", Given(forum="kreis")).rows == ({"actor": "club", "other": "vhs"},)

    def test_shared_forums(self):
        assert [(row["actor"], row["forums"]) for row in rows("shared_forums", actor="vhs")] == [
            ("amt", ("runde",)), ("club", ("kreis",)), ("haus", ("runde",)),
        ]  # fmt: skip

    def test_who_joined_is_said_only_where_both_lists_are_complete(self):
        found = {row["forum"]: row for row in rows("joined_or_left", start=dt.date(2016, 1, 1))}
        assert found["kreis"] == {"forum": "kreis", "comparable": False, "joined": (), "left": ()}
        later = ask(CITY, "joined_or_left", Given(start=dt.date(2018, 1, 31), end=dt.date(2018, 12, 31)))
        assert {row["forum"]: row["comparable"] for row in later.rows} == {"kreis": True, "runde": False}

    def test_not_mixed(self):
        found = {row["forum"]: (row["administration"], row["migrants"]) for row in rows("forums_not_mixed")}
        assert found == {"kreis": ("none", "none"), "runde": ("present", "none_recorded")}

    def test_hours(self):
        assert [(row["forum"], row["hours"]) for row in rows("forum_hours")] == [("runde", 8), ("kreis", None)]


class TestTies:
    def test_of_one_actor_and_one_kind(self):
        assert column("cooperations", "cooperation", actor="amt") == ["t1", "t3"]
        assert column("cooperations", "cooperation", kind="information") == ["t4", "t2"]
        assert rows("kinds_of_cooperation") == [{"kind": "information", "number": 2}, {"kind": "joint_offer", "number": 1}]

    def test_not_confirmed(self):
        assert column("not_confirmed", "cooperation") == ["t2"]
        assert column("not_confirmed", "cooperation", months=1) == ["t2", "t1"]

    def test_unanswered(self):
        assert [(row["cooperation"], row["reported_by"]) for row in rows("unanswered")] == [("t4", "haus")]
        assert rows("one_sided") == []

    def test_wishes_border_and_beginnings(self):
        assert column("planned_or_wished", "cooperation") == ["t3"]
        assert column("across_the_border", "cooperation") == ["t1"]
        assert column("across_the_border", "cooperation", area="culture") == []
        assert column("begun_or_ended", "cooperation", start=dt.date(2017, 1, 1)) == ["t1"]
        assert column("begun_or_ended", "cooperation", start=dt.date(2017, 2, 1)) == []

    def test_offices_without_outside(self):
        assert column("offices_without_outside", "actor") == ["kultur"]

    def test_old_evidence_and_sources(self):
        assert [(row["record"], row["last_seen"]) for row in rows("old_evidence")] == [("t2", "2013")]
        old = (Evidence(seen="2012"),)
        more = [Offer(id="o9", name="Ähre", providers=("amt",), evidence=old), Actor(id="a9", name="Öl", evidence=old)]
        found = ask(CITY.replace([*more, Actor(id="a8", name="Ole", evidence=old)]), "old_evidence")
        assert [row["record"] for row in found.rows] == ["a9", "a8", "o9", "t2"]
        cited = CITY.replace(
            [Actor(id="x", name="X", evidence=(Evidence(url="https://a.example"), Evidence(source="Liste")))]
        )
        assert ask(cited, "sources").rows == (
            {"source": "Liste", "number": 1}, {"source": "https://a.example", "number": 1},
        )  # fmt: skip


class TestOpenEnds:
    def test_what_has_been_asked(self):
        assert [(row["area"], row["state"], row["by"]) for row in rows("inventories")] == [("school", "complete", "BK")]

    def test_missing_needs_somebody_who_said_so(self):
        assert [(row["expected"], row["source"], row["by"]) for row in rows("confirmed_missing")] == [
            ("library", "Gespräch", "Amt")
        ]
        assert "library" not in column("not_asked", "expected")

    def test_follow_up_with_what_is_overdue_first(self):
        assert [(row["gap"], row["overdue"]) for row in rows("follow_up")] == [("cell/school", True), ("cell/clubs", False)]
        assert column("follow_up", "gap", state="done") == ["cell/clubs"]

    def test_surveys_and_transitions(self):
        assert [(row["asked"], row["answered"], row["silent"]) for row in rows("surveys")] == [(2, 1, ("amt",))]
        assert len(rows("open_transitions")) == len(vocabulary()["transitions"])


class TestWhatIsGiven:
    def test_names_and_labels_are_understood(self):
        read = read_given(
            CITY, TERMS["offers"], {"area": "Schule", "district": "süd", "language": "Ukrainian", "level": "A1"}
        )
        assert read == Given(area="school", district="sued", language="uk", level="A1")

    def test_days_span_what_they_name(self):
        read = read_given(CITY, TERMS["begun_or_ended"], {"start": "2017", "end": "2018-02"})
        assert (read.start, read.end) == (dt.date(2017, 1, 1), dt.date(2018, 2, 28))

    def test_all_problems_at_once(self):
        with pytest.raises(DataError) as error:
            read_given(CITY, TERMS["joined_or_left"], {"forum": "vhs", "area": "school", "end": "gestern"}, lang="en")
        assert str(error.value).splitlines() == [
            "--area means nothing to this question. It takes: --forum, --from, --to.",
            "This question needs --from (first day).",
            "“vhs” is no forum.",
            "“gestern” is no date. Written: 2018, 03/2018, 1.3.2018 or 2018-03-01.",
        ]

    def test_a_span_that_ends_before_it_begins(self):
        with pytest.raises(DataError, match="--from must not be later than --to"):
            read_given(CITY, TERMS["begun_or_ended"], {"start": "2018", "end": "2017"}, lang="en")

    def test_what_there_is_not_comes_with_what_there_is(self):
        with pytest.raises(DataError, match=r"Possible are: nord \(Nord\), sued \(Süd\)"):
            read_given(CITY, TERMS["actors"], {"district": "xyz"}, lang="en")
        assert set(choices(CITY, TERMS["follow_up"], "state")) == {"open", "in_work", "done", "dropped"}


class TestOwn:
    def own(self, **fields: Any) -> Answer:
        return ask(CITY.replace([Query(id="own", label_de="Eigene", **fields)]), "own")

    def test_filter_by_any_of_the_values_by_name_or_id(self):
        found = self.own(records="actor", filter={"sector": ("inside", "unknown"), "districts": ("unknown",)})
        assert [row["id"] for row in found.rows] == ["haus", "kultur"]
        assert [row["id"] for row in self.own(records="actor", filter={"part_of": ("VHS",)}).rows] == ["club"]
        assert [row["id"] for row in self.own(records="offer", filter={"childcare": ("no",)}).rows] == ["rat"]

    def test_group_and_count_with_several_values_in_each_of_their_rows(self):
        found = self.own(records="actor", group_by="languages", count=True)
        assert found.rows == (
            {"languages": "", "number": 4}, {"languages": "ar", "number": 1}, {"languages": "de", "number": 1},
        )  # fmt: skip
        assert self.own(records="offer", count=True).rows == ({"number": 3},)
        assert [row["id"] for row in self.own(records="offer", group_by="area").rows] == ["treff", "kurs", "rat"]

    def test_sorted_with_what_is_not_known_last(self):
        found = self.own(records="offer", filter={}, sort="cefr_from")
        assert [row["id"] for row in found.rows] == ["kurs", "rat", "treff"]

    def test_a_column_of_ones_own(self):
        city = CITY.replace([Actor(id="x", name="X", attributes={"Größe": 12})])
        query = Query(id="own", label_de="Eigene", records="actor", filter={"Größe": ("12",)})
        assert [row["id"] for row in ask(city.replace([query]), "own").rows] == ["x"]

    def test_what_no_record_has_is_refused(self):
        with pytest.raises(DataError, match="There is no field “colour” here"):
            check_own(Query(id="own", label_de="Eigene", records="actor", group_by="colour"), set(), lang="en")
        with pytest.raises(DataError, match="There is no kind of record “person”"):
            check_own(Query(id="own", label_de="Eigene", records="person"), set(), lang="en")

    def test_own_questions_stand_beside_the_others(self):
        assert "own" in questions(CITY.replace([Query(id="own", label_de="Eigene", records="actor")]))


def test_a_count_of_those_that_do_not_say_says_so():
    found = ask(CITY, "actor_types")
    assert worded(found, CITY, lang="en")[-1] == {"type": "not recorded", "number": 3}


def test_who_is_left_out_is_said_in_words():
    assert unknown_words(ask(CITY, "offers"), lang="en") == ""
    words = unknown_words(ask(CITY, "forums", Given(area="school")), lang="en")
    assert words == (
        "Not in the list, but it may well belong there: of one record what was asked for is not known (education area 1)."
    )
