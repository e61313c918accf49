"""Each check finds what it is for, and nothing in the tiny city, in which everything is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given

from netmap.checks import CHECKS, check, fold
from netmap.errors import Problem
from netmap.landscape import Landscape
from netmap.model import (
    Actor,
    Cooperation,
    District,
    Evidence,
    Expectation,
    Forum,
    GapNote,
    Inventory,
    Membership,
    Need,
    Offer,
    Record,
    Said,
    Scene,
    Survey,
    Term,
    Thresholds,
)
from tests.landscapes import SEEN, TODAY, empty_city, full_city, tiny_city
from tests.strategies import landscapes

UNKNOWNS = {
    "no_evidence", "undated_evidence", "stale_evidence", "no_area", "no_district", "no_sector", "no_provider", "no_basis",
    "no_members", "no_coordinating_office", "ended_without_until", "planned_but_started", "existing_but_over",
    "one_person_alone",
}  # fmt: skip
"""The codes that speak of age or of what is unknown: not even --strict lets them stop a load."""


@dataclass(frozen=True)
class StandIn:
    """Stand in for the reader's places."""

    file: str
    line: int
    fields: Mapping[str, int] = field(default_factory=dict)


def actor(record_id: str = "neu", **given: Any) -> Actor:
    fields = {"name": "Neu", "sector": "outside", "areas": ["clubs"], "citywide": True, "evidence": SEEN}
    return Actor.model_validate({**fields, "id": record_id, **given})


def tie(record_id: str = "tie", **given: Any) -> Cooperation:
    return Cooperation.model_validate(
        {"id": record_id, "source": "amt", "target": "verein", "kind": "data", "evidence": SEEN, **given}
    )


def turned(record_id: str, **given: Any) -> Cooperation:
    return tie(record_id, source="verein", target="amt", **given)


def forum(record_id: str = "neu", **given: Any) -> Forum:
    return Forum.model_validate({"id": record_id, "name": "Neu", "evidence": SEEN, **given})


def member(record_id: str = "member", **given: Any) -> Membership:
    return Membership.model_validate({"id": record_id, "actor": "haus", "forum": "runde", "evidence": SEEN, **given})


def offer(record_id: str = "offer", **given: Any) -> Offer:
    fields = {"name": "Neu", "providers": ["vhs"], "area": "clubs", "citywide": True, "evidence": SEEN}
    return Offer.model_validate({**fields, "id": record_id, **given})


def need(**given: Any) -> Need:
    return Need.model_validate({"id": "neu", "persons": 5, "basis": "stock", "evidence": SEEN, **given})


def seen(day: str) -> list[dict[str, str]]:
    return [{"source": "Liste", "seen": day}]


def found(*records: Record, lang: str = "en", **settings: object) -> list[Problem]:
    return check(tiny_city(*records, **settings), today=TODAY, lang=lang)


BAD: list[tuple[str, str, tuple[Record, ...], str]] = [
    # code, field, records added to the tiny city, what the sentence says
    ("dangling_reference", "source", (tie(source="vsh"),), "to “vsh”, which is no record. Did you mean “vhs”?"),
    ("dangling_reference", "part_of", (actor(part_of="gibtsnicht"),), "Add the record, or mend the id."),
    ("dangling_reference", "districts", (offer(citywide=False, districts=["nrod"]),), "Did you mean “nord”?"),
    ("dangling_reference", "evidence", (actor(evidence=[{"seen": "2020", "reported_by": "wer"}]),), "“wer”"),
    ("dangling_reference", "evidence", (actor(evidence=[{"seen": "2020", "survey": "welle-9"}]),), "“welle-9”"),
    ("wrong_kind", "target", (tie(target="runde"),), "which is of the kind Forum, expected is Actor"),
    ("wrong_kind", "lead", (forum(lead="nord"), member(forum="neu")), "of the kind District"),
    ("wrong_kind", "district", (need(district="vhs"),), "of the kind Actor, expected is District"),
    ("duplicate_id", "id", (offer("vhs"),), "the id “vhs” stands for several records: Actor, Offer"),
    ("part_of_cycle", "part_of", (actor(part_of="neu"),), "an actor is part of itself: neu → neu"),
    ("part_of_cycle", "part_of", (actor("c", part_of="b"), actor("b", part_of="a"), actor("a", part_of="c")), "a → c → b"),
    ("self_cooperation", "target", (tie(target="amt"),), "“amt” cooperates with itself"),
    ("repeated", "areas", (actor(areas=["clubs", "clubs"]),), "“areas” names “clubs” twice"),
    ("repeated", "providers", (offer(providers=["vhs", "amt", "vhs"]),), "“vhs” twice"),
    ("neighbour_one_way", "neighbours", (District(id="neu", name="Neu", neighbours=("nord",)),), "“nord”"),
    ("neighbour_one_way", "neighbours", (District(id="neu", name="Neu", neighbours=("neu",)),), "“neu”"),
    ("scene_gone", "state", (Scene(id="s", title="Wer fehlt", state="chosen=weg&to=vhs"),), "“Wer fehlt” shows “weg”"),
    ("scene_gone", "state", (Scene(id="s", title="S", state="moved.landscape=vhs%3A1%3A2%2Cweg%3A3%3A4"),), "“weg”"),
    ("scene_gone", "state", (Scene(id="s", title="S", state="off.district=nord%2C%3F%2Csued-weg"),), "“sued-weg”"),
    ("until_before_since", "until", (actor(since="2019", until="2018-12-31"),), "(2018-12-31) lies before the first (2019)"),
    ("until_before_since", "until", (member(since="2018-03", until="2018-02"),), "2018-02"),
    ("membership_outside_forum", "since", (forum(since="2018-05"), member(forum="neu", since="2018-04")), "(2018-05 to …)"),
    ("membership_outside_forum", "until", (forum(until="2018"), member(forum="neu", until="2019")), "(… to 2018)"),
    ("membership_outside_forum", "since", (forum(until="2018"), member(forum="neu", since="2019")), "(… to 2018)"),
    ("membership_outside_forum", "until", (forum(since="2018"), member(forum="neu", until="2017")), "(2018 to …)"),
    ("outside_actor", "since", (actor(since="2018"), tie(target="neu", since="2017")), "“neu” (2018 to …)"),
    ("outside_actor", "until", (actor(until="2018"), member(actor="neu", until="2019-01")), "“neu” (… to 2018)"),
    ("ended_without_until", "status", (tie(status="ended"),), "counts as ended at every date"),
    ("planned_but_started", "status", (tie(status="planned", since="2019"),), "was to begin on 2019"),
    ("existing_but_over", "status", (tie(until="2020-11"),), "its last day was 2020-11"),
    ("seen_in_future", "evidence", (actor(evidence=[*seen("2020"), *seen("2021-01-02")]),), "was seen on 2021-01-02"),
    ("unknown_key", "areas", (actor(areas=["scool"]),), "“areas” is “scool”, which the vocabulary areas does not know."),
    ("unknown_key", "type", (actor(type="xyz"),), "Leave it out where it is not known"),
    ("unknown_key", "target_groups", (actor(target_groups=["xyz"]),), "target_groups"),
    ("unknown_key", "languages", (offer(languages=["xyz"]),), "languages"),
    ("unknown_key", "kind", (tie(kind="xyz"),), "tie_kinds"),
    ("unknown_key", "kind", (forum(kind="xyz"), member(forum="neu")), "forum_kinds"),
    ("unknown_key", "role", (member(role="xyz"),), "roles"),
    ("unknown_key", "area", (offer(area="all"),), "“all”"),
    ("unknown_key", "format", (offer(format="xyz"),), "offer_formats"),
    ("unknown_key", "indicator", (need(indicator="xyz"),), "indicators"),
    ("unknown_key", "area", (Inventory(id="neu", area="xyz", state="complete"),), "areas"),
    ("unknown_key", "types", (Expectation(id="neu", key="own", types=("xyz",)),), "actor_types"),
    ("unknown_key_said", "evidence", (tie(evidence=[Evidence(seen="2020", said=Said(kind="xyz"))]),), "says “xyz”"),
    ("unknown_key_said", "evidence", (tie(evidence=[Evidence(seen="2020", said=Said(status="xyz"))]),), "statuses"),
    ("unknown_vocabulary", "vocabulary", (Term(id="neu", vocabulary="area", key="a", label_de="A"),), "mean “areas”?"),
    ("citywide_and_districts", "districts", (actor(districts=["nord"]),), "Keep one of the two."),
    ("citywide_and_districts", "districts", (offer(districts=["nord"]),), "citywide and names single districts"),
    ("level_order", "cefr_from", (offer(cefr_from="B2", cefr_to="A1"),), "(B2) lies above the highest (A1)"),
    ("answered_unasked", "answered", (Survey(id="neu", name="N", asked=("amt",), answered=("vhs",)),), "“vhs” has answered"),
    ("same_cooperation", "", (tie("x", kind="information"), turned("y", kind="information")), "“x” says the same"),
    ("same_cooperation", "", (tie("x", kind="funding", until="2020"), tie("y", kind="funding", since="2020-12")), "“x”"),
    ("same_membership", "", (member("x"), member("y")), "“x” says the same"),
    ("event_with_meetings", "meetings_per_year", (forum(nature="event", meetings_per_year=2), member(forum="neu")), "2 mee"),
    ("one_person_alone", "one_person", (actor(one_person=True),), "Add “part_of”."),
    ("protected_name", "protected", (actor(name="Gemeinschaftsunterkunft Süd"),), "“Gemeinschaftsunterkunft Süd” may be"),
    ("protected_name", "protected", (actor(name="Haus am Ring", type="womens_shelter"),), "may be a protected place"),
    ("published_conflict", "publish", (tie(kind="conflict", publish=True),), "never leaves the house"),
    ("personal_mail", "note", (actor(note="Fragen an anna.muster@verein.example"),), "“note” holds a mail address"),
    ("personal_mail", "attributes", (actor(attributes={"x": "anna@verein.example"}),), "“attributes” holds"),
    ("personal_mail", "note", (actor(note="postel.anna@verein.example"),), "“note” holds a mail address"),
    ("personal_mail", "note", (actor(note="info@verein.example; kontaktmann@verein.example"),), "“note” holds"),
    ("personal_mail", "aliases", (actor(aliases=["Neu", "a.muster@verein.example"]),), "“aliases” holds"),
    ("personal_mail", "name", (forum(name="AG a.muster@verein.example"), member(forum="neu")), "“name” holds"),
    ("personal_mail", "topics", (forum(topics=["a.muster@verein.example"]), member(forum="neu")), "“topics” holds"),
    ("personal_mail", "evidence", (tie(evidence=[{"source": "a.muster@verein.example", "seen": "2020"}]),), "“evidence”"),
    ("personal_mail", "attributes", (actor(attributes={"x": ("eins", "a.muster@verein.example")}),), "“attributes” holds"),
    ("phone_number", "topics", (forum(topics=["Sprache", "0381 381-1234"]), member(forum="neu")), "“topics” holds"),
    ("phone_number", "evidence", (actor(evidence=[{"source": "Tel. +49 381 4567890", "seen": "2020"}]),), "“evidence”"),
    ("phone_number", "attributes", (actor(attributes={"x": ("0381/381-1234x", "0381 3811234")}),), "“attributes” holds"),
    ("phone_number", "address", (offer(), actor(address="Am Ring 1, Tel. 0381 381-1234")), "“address” holds what may be a"),
    ("phone_number", "responsible", (GapNote(id="neu", gap="x", responsible="+49 381 4567890"),), "“responsible”"),
    ("strange_scheme", "website", (actor(website="javascript:alert(1)"),), "begins with “javascript:”"),
    ("strange_scheme", "evidence", (actor(evidence=[{"seen": "2020", "url": "file:///etc/passwd"}]),), "“file:”"),
    ("no_scheme", "url", (offer(url="vhs.example/kurs"),), "Put https:// before it."),
    ("no_scheme", "website", (actor(website="vhs.example:8080"),), "“vhs.example:8080”"),
    ("no_evidence", "", (actor(evidence=[]),), "there is no evidence"),
    ("no_evidence", "", (need(evidence=[]),), "there is no evidence"),
    ("undated_evidence", "evidence", (tie(evidence=[{"source": "Liste"}]),), "no evidence has a date"),
    ("undated_evidence", "evidence", (tie(evidence=seen("2021-01-01")),), "up to the reference date"),
    ("stale_evidence", "evidence", (actor(evidence=seen("2017-11")),), "last evidenced 2017-11, more than 36 months"),
    ("no_area", "areas", (actor(areas=[]),), "the education area is not known"),
    ("no_area", "area", (offer(area=""),), "the education area is not known"),
    ("no_district", "districts", (actor(citywide=False),), "citywide: true"),
    ("no_district", "districts", (offer(citywide=False),), "citywide: true"),
    ("no_sector", "sector", (actor(sector="unknown"),), "“inside” or “outside”"),
    ("no_provider", "providers", (offer(providers=[]),), "the provider is not known"),
    ("no_basis", "capacity", (offer(capacity=12),), "12 is given"),
    ("no_basis", "persons", (need(basis="unknown"),), "5 is given"),
    ("no_members", "", (forum(),), "no member of the forum is known"),
]  # fmt: skip


def test_nothing_is_found_in_the_tiny_city():
    assert found() == []


@pytest.mark.parametrize(("code", "where", "records", "says"), BAD, ids=[f"{one[0]}-{n}" for n, one in enumerate(BAD)])
def test_each_check_finds_what_it_is_for(code: str, where: str, records: tuple[Record, ...], says: str):
    problems = found(*records)
    assert {problem.code for problem in problems} == {code}
    (problem,) = problems
    assert problem.field == where
    assert problem.severity == CHECKS[code].severity
    assert says in str(problem)
    assert problem.record in {record.id for record in records}


def test_every_check_is_tested():
    assert set(CHECKS) - {one[0] for one in BAD} == {"far_away", "no_coordinating_office"}


@pytest.mark.parametrize("code", CHECKS)
def test_age_and_unknowns_never_stop_a_load(code: str):
    one = CHECKS[code]
    assert one.code == code
    assert one.strict is (code not in UNKNOWNS)
    assert one.severity == "warning" or one.strict


@pytest.mark.parametrize("code", CHECKS)
def test_every_sentence_begins_small_and_every_hint_is_a_sentence(code: str):
    one = CHECKS[code]
    assert not one.what.endswith(".")
    assert not one.mend or one.mend.endswith((".", "?"))
    assert one.label[0].islower() or one.label.startswith("“")


FINE: list[tuple[Record, ...]] = [
    (tie(status="ended", until="2018"),),
    (tie(status="planned", since="2020-12-31"),),
    (tie(status="wished", since="2019"),),
    (tie(until="2021"),),
    (tie("x", kind="funding"), tie("y", kind="funding", source="verein", target="amt")),  # directed: there and back
    (tie("x", until="2018", status="ended"), tie("y", since="2019")),
    (member("x", role="member", until="2021"), member("y", role="chair", since="2020")),
    (member("x", until="2018"), member("y", since="2019")),
    (forum(since="2018-05"), member(forum="neu", since="2018")),  # 2018 may mean May
    (actor(since="2018", until="2018"),),
    (actor(name="Frauenhaus", protected=True, citywide=False),),
    (actor(name="Schülerunterkunft"), ),
    (offer(citywide=False, format="language_course"),),
    (actor(note="info@verein.example, kontakt@verein.example, 18057 Rostock, 13003000, 2018-03-01, § 43 Abs. 1"),),
    (actor(note="Post@a.example e-mail@a.example info2@a.example kita-nord@a.example post.rostock@a.example"),),
    (actor(evidence=[{"source": "Drucksache 2018/BV/0381, info@verein.example", "seen": "2020"}]),),
    (actor(address="Straße 12, 01067 Dresden", note="01.02.2018 10:00-12:00, Az 2020/01234"),),
    (actor(website="http://verein.example:8080/a?b=c"), offer(url="HTTPS://verein.example")),
    (need(area="all", target_group="all"),),
    (Inventory(id="neu", area="all", state="complete"),),
    (forum(nature="event", meetings_per_year=1), member(forum="neu")),
    (actor(one_person=True, part_of="amt"),),
    (tie(evidence=[*seen("2016"), *seen("2019")]),),
    (actor(evidence=seen("2018")),),  # a year ages from its last day: 36 months are not yet over
    (Term(id="eigene", vocabulary="areas", key="sailing", label_de="Segeln"), actor(areas=["sailing"])),
]  # fmt: skip


@pytest.mark.parametrize("records", FINE, ids=range(len(FINE)))
def test_what_is_fine_is_not_found(records: tuple[Record, ...]):
    assert [str(problem) for problem in found(*records)] == []


def test_an_actor_far_away_is_found_by_the_middle_of_all():
    near = [actor(f"n{n}", coordinates=(54.0 + n / 100, 12.0)) for n in range(3)]
    (problem,) = found(*near, actor(coordinates=(12.0, 54.0)))
    assert (problem.code, problem.record, problem.field) == ("far_away", "neu", "coordinates")
    assert "Latitude comes first" in str(problem)
    assert found(actor(coordinates=(12.0, 54.0))) == [], "two places have no middle"


def test_a_landscape_without_coordinating_office_is_told_so():
    (problem,) = found(coordinating_office=None)
    assert (problem.code, problem.record) == ("no_coordinating_office", "tiny")
    assert [one.code for one in check(empty_city(), lang="en")] == ["no_coordinating_office"]


def test_a_circle_is_reported_once_and_what_hangs_on_it_is_not():
    circle = [actor("a", part_of="b"), actor("b", part_of="a"), actor("c", part_of="a")]
    assert [(one.code, one.record) for one in found(*circle)] == [("part_of_cycle", "a")]


def test_age_counts_from_the_reference_date_and_the_landscapes_own_threshold():
    old = actor(evidence=seen("2017-06"))
    assert [one.code for one in found(old)] == ["stale_evidence"]
    assert found(old, thresholds=Thresholds(stale_after_months=60)) == []
    assert {one.code for one in found(as_of="2030")} == {"stale_evidence"}


def test_without_a_reference_date_today_counts():
    city = tiny_city(as_of=None)
    assert check(city, today=dt.date(2021, 1, 1)) == []
    assert {one.code for one in check(city, today=dt.date(2030, 1, 1))} == {"stale_evidence"}


def test_places_give_the_file_and_the_fields_line():
    places = {"tie": StandIn("cooperations.yaml", 10, {"id": 10, "target": 12})}
    (problem,) = check(tiny_city(tie(target="amt")), places, today=TODAY, lang="en")
    assert str(problem).startswith("cooperations.yaml:12: “amt” cooperates with itself. ")
    (problem,) = check(tiny_city(tie(evidence=[])), places, today=TODAY, lang="en")
    assert (problem.place, problem.line) == ("cooperations.yaml", 10), "the record's line where the field has none"


def test_without_places_the_record_itself_is_the_place():
    (problem,) = found(tie(target="amt"))
    assert str(problem).startswith("Cooperation tie: ")


def test_a_reference_to_a_record_that_was_refused_is_not_dangling():
    city = tiny_city(tie(target="kaputt"))
    assert [one.code for one in check(city, today=TODAY)] == ["dangling_reference"]
    assert check(city, {"kaputt": StandIn("actors.yaml", 3)}, today=TODAY) == []


def test_ids_in_use_twice_are_left_to_the_reader_where_there_is_one():
    city = tiny_city(offer("vhs"))
    assert [one.code for one in check(city, today=TODAY)] == ["duplicate_id"]
    assert check(city, {"vhs": StandIn("actors.yaml", 3)}, today=TODAY) == []


def test_problems_are_sorted_by_place_line_and_code():
    records = [tie("b", target="amt"), tie("a", target="weg", evidence=[]), actor("c", areas=[])]
    places = {"b": StandIn("x.yaml", 2), "a": StandIn("x.yaml", 1), "c": StandIn("w.yaml", 9)}
    problems = check(tiny_city(*records), places, today=TODAY)
    order = [(one.place, one.line, one.code) for one in problems]
    assert order == [
        ("w.yaml", 9, "no_area"),
        ("x.yaml", 1, "dangling_reference"),
        ("x.yaml", 1, "no_evidence"),
        ("x.yaml", 2, "self_cooperation"),
    ]


def test_scenes_of_who_is_there_and_of_what_is_open_are_in_order():
    state = "view=gaps&chosen=expected%2Flibrary&to=vhs&off.area=clubs&at=1,2,0.5&moved.gaps=amt:1:2"
    assert found(Scene(id="s", title="S", state=state), Scene(id="t", title="T")) == []


def test_many_dangling_references_are_all_found():
    ties = [tie(f"t{n}", target=f"weg-{n}") for n in range(100)]
    assert [one.code for one in found(*ties)] == ["dangling_reference"] * 100


def test_warnings_fold_to_one_line_a_code():
    problems = found(actor("a", areas=[]), actor("b", areas=[], sector="unknown"), tie(target="amt"))
    lines = [str(one) for one in fold(problems, lang="en")]
    assert lines == ["2 × without an education area", "1 × actors of unclear sector"]
    assert [(one.code, one.count) for one in fold(problems)] == [("no_area", 2), ("no_sector", 1)]
    assert fold([]) == []


def test_a_code_of_elsewhere_folds_under_its_own_name():
    assert str(fold([Problem("x", 0, "odd", "warning", "", "odd")])[0]) == "1 × odd"


@given(landscapes)
def test_checks_answer_on_any_landscape(city: Landscape):
    problems = check(city, today=TODAY)
    assert problems == check(city, today=TODAY)
    assert all(problem.code in CHECKS and problem.what and problem.record in city for problem in problems)


def test_the_full_city_has_no_errors():
    assert [str(one) for one in check(full_city(), today=TODAY) if one.severity == "error"] == []
