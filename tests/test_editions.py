"""What each edition may show: canaries in every field of every record, and each safeguard on its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pydantic import ValidationError

from netmap.editions import EDITIONS, Edition, edition_name, file_name, is_protected, shows, view, watermark
from netmap.landscape import Landscape
from netmap.model import (
    KINDS,
    Actor,
    Answer,
    Cooperation,
    District,
    Evidence,
    Forum,
    GapNote,
    Inventory,
    Membership,
    Need,
    Offer,
    Position,
    Record,
    Scene,
    Settings,
    Survey,
    Term,
    references,
)

OUTSIDE: tuple[Edition, ...] = ("meeting", "public")
CITY = Settings(id="city", name="City")
REQUIRED: dict[str, dict[str, Any]] = {
    "landscape": {"name": "x"},
    "term": {"vocabulary": "areas", "key": "own", "label_de": "x"},
    "district": {"name": "x"},
    "actor": {"name": "x"},
    "cooperation": {"source": "a", "target": "b", "kind": "information"},
    "forum": {"name": "x"},
    "membership": {"actor": "a", "forum": "f"},
    "offer": {"name": "x"},
    "need": {"persons": 700},
    "inventory": {"area": "school", "state": "complete"},
    "survey": {"name": "x"},
    "expectation": {"key": "own"},
    "answer": {"expectation": "own", "answer": "missing"},
    "gap_note": {"gap": "x"},
    "snapshot": {"name": "x", "date": "2018", "revision": 1},
    "mapping": {"name": "x"},
    "position": {"subject": "a", "x": 1, "y": 1},
    "scene": {"title": "x"},
    "query": {"label_de": "x", "records": "actor"},
    "decision": {"first": "a", "second": "b", "verdict": "same"},
}
# a protected actor is without ties in any case, a tie's kind is one of the vocabulary's: tested on their own
LEFT_ALONE = {"id", "version", "publish", "evidence", "since", "until", "protected"}
EVIDENCE = ("said", "status", "told", ".told", "by", "survey", "source", ".url")


COMMON = ["A1", (12.5, 54.25), "2018", "12345678", True, 0.5, "elsewhere"]
AMBIGUOUS = {str(value) for value in [*COMMON, None]}


def canary(kind: str, field: str, n: int) -> Any:
    """Return a value for a field that can be told from all others, where its type allows that."""
    name = f"canary{n}x"
    for value in [name, (name,), {"canary": name}, 700_000 + n, {2018: {name: 1.0}}, *COMMON]:
        try:
            KINDS[kind].model_validate({"id": "x", **REQUIRED[kind], field: value})
        except ValidationError:
            continue
        return value
    return None


def with_canaries(*, publish: bool) -> tuple[Landscape, dict[str, tuple[str, str]]]:
    """Return a landscape with one record a kind, full of canaries, and where each of them is."""
    records: list[Record] = []
    places: dict[str, tuple[str, str]] = {}
    for number, kind in enumerate(KINDS):
        fields: dict[str, Any] = {"id": kind.replace("_", "-"), "publish": publish} | REQUIRED[kind]
        for m, name in enumerate(KINDS[kind].model_fields):
            n = 1000 + 100 * number + m
            if name not in LEFT_ALONE and not (kind == "cooperation" and name in {"kind", "intensity"}):
                value = canary(kind, name, n)
                if value is not None:
                    fields[name] = value
                if str(value) not in AMBIGUOUS:
                    places[str(700_000 + n) if value == 700_000 + n else f"canary{n}x"] = (kind, name)
        said = {"kind": f"canary{number}said", "status": f"canary{number}status"}
        told = {"source": f"canary{number}told", "url": f"https://canary{number}.told", "reported_by": f"canary{number}by"}
        plain = {"source": f"canary{number}source", "url": f"https://canary{number}.url", "seen": "2018"}
        fields["evidence"] = ({**told, "said": said, "survey": f"canary{number}survey", "seen": "2017"}, plain)
        places |= {f"canary{number}{part}": (kind, part) for part in EVIDENCE}
        records.append(KINDS[kind].model_validate(fields))
    settings = next(one for one in records if isinstance(one, Settings))
    known = {one.id for one in records}
    made = {"actor": Actor, "forum": Forum, "district": District, "survey": Survey}
    others = {key: made[kinds[0]](id=key, name="x", publish=publish) for one in records for _, key, kinds in references(one)}
    return Landscape(settings, [*records, *(one for key, one in others.items() if key not in known)]), places


def text_of(landscape: Landscape) -> str:
    return "\n".join(record.model_dump_json() for record in landscape.records())


def survivors(edition: Edition, *, publish: bool) -> set[tuple[str, str]]:
    landscape, places = with_canaries(publish=publish)
    # helpers that only exist to be referred to bear a canary as their id: their own lines do not count
    own = "\n".join(one.model_dump_json() for one in view(landscape, edition).records() if "canary" not in one.id)
    return {place for sign, place in places.items() if sign in own}


def test_canaries_are_put_into_nearly_every_field():
    landscape, places = with_canaries(publish=True)
    text = text_of(landscape)
    assert [place for sign, place in places.items() if sign not in text] == []
    assert {field for kind, field in places.values() if kind == "actor"} >= {
        "name",
        "address",
        "areas",
        "attributes",
        "note",
    }
    assert len(places) > 200


def test_the_internal_edition_is_the_landscape_itself():
    landscape, _ = with_canaries(publish=False)
    assert view(landscape, "internal") is landscape


INTERNAL_FIELDS = {"note", "attributes", "by", "responsible", "said", "status", "told", ".told", "survey"}
INTERNAL_FIELDS |= {"asked", "answered"}


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_is_internal_leaves_in_no_other_edition(edition: Edition):
    leaked = {(kind, field) for kind, field in survivors(edition, publish=True) if field in INTERNAL_FIELDS}
    # the status of a record itself and who is responsible for an expected actor are no secrets
    assert leaked - {("expectation", "responsible")} == set()


@pytest.mark.parametrize("kind", ["gap_note", "query", "decision", "mapping"])
@pytest.mark.parametrize("edition", OUTSIDE)
def test_working_papers_leave_in_no_other_edition(edition: Edition, kind: str):
    landscape, _ = with_canaries(publish=True)
    assert view(landscape, edition).table(KINDS[kind]) == {}


def test_the_meeting_edition_shows_names_offers_forums_and_open_questions():
    shown = survivors("meeting", publish=False)
    assert {("actor", "name"), ("actor", "address"), ("offer", "name"), ("forum", "name"), ("forum", "mandate")} <= shown
    assert {("answer", "source"), ("inventory", "reason"), ("need", "persons"), ("actor", "source")} <= shown


def test_nothing_unpublished_is_in_the_public_edition_but_the_settings():
    landscape, _ = with_canaries(publish=False)
    assert [one.kind_name for one in view(landscape, "public").records()] == ["landscape"]
    assert {kind for kind, _ in survivors("public", publish=False)} == {"landscape"}


def test_the_public_edition_shows_listed_fields_only():
    shown = survivors("public", publish=True)
    assert {("actor", "name"), ("offer", "url"), ("district", "name"), ("forum", "topics")} <= shown
    assert not {("forum", "mandate"), ("need", "how"), ("actor", "source"), ("offer", "source")} & shown
    assert not {kind for kind, _ in shown} & {"answer", "expectation", "inventory", "survey", "snapshot"}


class LaterActor(Actor):
    """Be an actor as a later version may know it, with a field nobody thought of here."""

    kind_name: ClassVar[str] = "actor"
    phone: str = ""


@pytest.mark.parametrize("edition", OUTSIDE)
def test_a_new_field_is_withheld_until_it_is_listed(edition: Edition):
    landscape = Landscape(CITY, [LaterActor(id="a", name="A", phone="canary", publish=True)])
    seen = view(landscape, edition)
    assert seen.actors["a"].name == "A"
    assert "canary" not in text_of(seen)


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_a_field_list_names_exists(edition: Edition):
    from netmap import editions

    for kind, fields in editions._SHOWN[edition].items():
        assert fields <= set(KINDS[kind].model_fields), kind
        required = {name for name, field in KINDS[kind].model_fields.items() if field.is_required()}
        assert required <= fields, kind


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("publish", [True, False])
def test_a_view_of_a_view_is_the_same(edition: Edition, publish: bool):
    landscape, _ = with_canaries(publish=publish)
    once = view(landscape, edition)
    assert view(once, edition) == once


@pytest.mark.parametrize("edition", OUTSIDE)
def test_every_reference_leads_to_something_shown(edition: Edition):
    landscape, _ = with_canaries(publish=True)
    shown = view(landscape, edition)
    assert [(one.id, key) for one in shown.records() for _, key, _ in references(one) if key not in shown] == []


def test_an_unknown_edition_is_refused():
    with pytest.raises(ValueError, match="internal, meeting, public"):
        view(Landscape(CITY), "secret")


# ---------------------------------------------------------------------------------------------------------- protected

SHELTER = Actor(
    id="shelter", name="Shelter", protected=True, publish=True, address="Hidden Street 1", coordinates=(54.1, 12.1),
    districts=("north",), website="https://hidden.example", description="behind the station", aliases=("Hidden House",),
    part_of="carrier", municipality="Hidden Town", areas=("counselling",),
    evidence=(Evidence(source="Hidden Street leaflet", url="https://hidden.example/map", seen="2018"),),
)  # fmt: skip
GUARDED = Landscape(
    CITY,
    [
        SHELTER,
        Actor(id="carrier", name="Carrier", publish=True),
        Actor(id="branch", name="Branch", part_of="shelter", publish=True),
        District(id="north", name="North", publish=True),
        Cooperation(id="carrier--shelter", source="carrier", target="shelter", kind="information", publish=True),
        Cooperation(id="branch--carrier", source="branch", target="carrier", kind="information", publish=True),
        Forum(id="round", name="Round", lead="shelter", reports_to="shelter", publish=True),
        Membership(id="shelter--round", actor="shelter", forum="round", publish=True),
        Offer(
            id="advice", name="Advice", providers=("shelter",), area="counselling", districts=("north",), publish=True,
            url="https://hidden.example/advice", description="Hidden Street",
        ),
        Position(id="p", subject="shelter", x=77, y=88, publish=True),
        Answer(id="q", expectation="womens_shelter", answer="present", actors=("shelter",), district="north"),
    ],
)  # fmt: skip


@pytest.mark.parametrize("edition", OUTSIDE)
def test_a_protected_actor_has_a_name_and_no_place(edition: Edition):
    shown = view(GUARDED, edition)
    shelter = shown.actors["shelter"]
    assert (shelter.name, shelter.areas, shelter.protected) == ("Shelter", ("counselling",), True)
    assert (shelter.address, shelter.districts, shelter.coordinates, shelter.part_of) == ("", (), None, None)
    assert "idden" not in text_of(shown)


@pytest.mark.parametrize("edition", OUTSIDE)
def test_a_protected_actor_has_no_ties(edition: Edition):
    shown = view(GUARDED, edition)
    assert set(shown.cooperations) == {"branch--carrier"}
    assert shown.memberships == {}
    assert shown.positions == {}
    assert (shown.forums["round"].lead, shown.forums["round"].reports_to) == (None, None)
    assert shown.actors["branch"].part_of is None


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_a_protected_actor_offers_stands_for_the_whole_city(edition: Edition):
    offer = view(GUARDED, edition).offers["advice"]
    assert (offer.name, offer.providers, offer.area) == ("Advice", ("shelter",), "counselling")
    assert (offer.districts, offer.citywide, offer.url, offer.description) == ((), False, "", "")


def test_an_answer_does_not_say_in_which_district_it_is():
    answer = view(GUARDED, "meeting").table(Answer)["q"]
    assert (answer.district, answer.actors) == ("north", ())


def test_the_type_protects_as_well():
    kind = Term(id="t", vocabulary="actor_types", key="shelter", label_de="x", fields={"protected": True})
    landscape = Landscape(CITY, [kind, Actor(id="a", name="A", type="shelter", address="Hidden Street")])
    assert is_protected(landscape, landscape.actors["a"])
    assert view(landscape, "meeting").actors["a"].address == ""


def test_nothing_of_it_is_withheld_at_the_own_desk():
    assert view(GUARDED, "internal").actors["shelter"].address == "Hidden Street 1"


# --------------------------------------------------------------------------------------------------------------- ties


def ties(*given: Cooperation, edition: Edition) -> set[str]:
    actors = [Actor(id=key, name=key, publish=True) for key in "abc"]
    return set(view(Landscape(CITY, [*actors, *given]), edition).cooperations)


def tie(key: str, *, reported_by: tuple[str, ...] = (), **fields: Any) -> Cooperation:
    evidence = tuple(Evidence(reported_by=one) for one in reported_by)
    return Cooperation(id=key, source="a", target="b", evidence=evidence, publish=True, **({"kind": "information"} | fields))


@pytest.mark.parametrize("edition", OUTSIDE)
def test_conflicts_leave_in_no_other_edition(edition: Edition):
    assert ties(tie("x", kind="conflict"), tie("y"), edition=edition) == {"y"}


def test_a_kind_nobody_knows_is_withheld():
    assert ties(tie("x", kind="grudge"), edition="meeting") == set()


@pytest.mark.parametrize(
    ("status", "reported_by", "shown"),
    [
        ("existing", ("a",), True),
        ("ended", ("a",), True),
        ("planned", (), True),
        ("planned", ("a", "b"), True),
        ("planned", ("a",), False),
        ("wished", ("a",), False),
        ("wished", (), False),
        ("wished", ("a", "b"), True),
    ],
)
def test_the_wish_of_one_side_is_not_shown_in_a_meeting(status: str, reported_by: tuple[str, ...], shown: bool):
    given = tie("x", status=status, reported_by=reported_by)
    assert ties(given, edition="meeting") == ({"x"} if shown else set())


def test_plans_and_wishes_are_not_public():
    assert ties(tie("x", status="planned"), tie("y", status="ended"), tie("z"), edition="public") == {"y", "z"}


def test_a_tie_is_public_only_if_it_and_both_ends_are():
    records = [
        Actor(id="a", name="A", publish=True), Actor(id="b", name="B", publish=True), Actor(id="c", name="C"),
        Cooperation(id="a--b", source="a", target="b", kind="information", publish=True),
        Cooperation(id="b--a", source="b", target="a", kind="information"),
        Cooperation(id="a--c", source="a", target="c", kind="information", publish=True),
    ]  # fmt: skip
    assert set(view(Landscape(CITY, records), "public").cooperations) == {"a--b"}


def test_nobody_sees_who_reported_a_tie():
    ends = [Actor(id="a", name="A"), Actor(id="b", name="B")]
    shown = view(Landscape(CITY, [*ends, tie("x", reported_by=("a",))]), "meeting")
    assert shown.cooperations["x"].confirmation == "documented"


def test_only_addresses_of_the_web_are_shown():
    evidence = (Evidence(url="file://server/share/list.xlsx", seen="2018"), Evidence(url="https://example.org"))
    shown = view(Landscape(CITY, [Actor(id="a", name="A", evidence=evidence)]), "meeting")
    assert shown.actors["a"].evidence == (Evidence(seen="2018"), Evidence(url="https://example.org"))


# ------------------------------------------------------------------------------------------------------ small numbers


def needs(*counts: tuple[str, str | None, int]) -> list[Record]:
    records: list[Record] = [District(id=key, name=key) for key in sorted({one for _, one, _ in counts if one})]
    for group, district, count in counts:
        key = f"{group}-{district or 'city'}".replace("_", "-")
        records.append(Need(id=key, target_group=group, area="school", district=district, persons=count))
    return records


def test_few_persons_are_withheld_with_another_count_that_would_tell():
    counts = [("all", None, 40), ("all", "north", 3), ("all", "south", 17), ("all", "west", 20)]
    shown = view(Landscape(CITY, needs(*counts)), "meeting")
    assert set(shown.needs) == {"all-city", "all-west"}


def test_the_city_cannot_be_worked_out_over_the_groups_either():
    groups = {"eu_citizens": 2, "refugees_recognised": 60, "temporary_protection": 38, "all": 100}
    shown = view(Landscape(CITY, needs(*((group, None, count) for group, count in groups.items()))), "meeting")
    assert set(shown.needs) == {"refugees-recognised-city", "all-city"}


def test_where_nobody_is_few_nothing_is_withheld():
    landscape = Landscape(CITY, needs(("all", None, 40), ("all", "north", 15), ("all", "south", 25)))
    assert len(view(landscape, "meeting").needs) == 3


# -------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("part", ["rankings", "unconnected", "notes", "one_sided", "authors", "attributes", "history"])
def test_the_internal_edition_alone_shows(part: str):
    assert [shows(edition, part) for edition in EDITIONS] == [True, False, False]


def test_open_questions_are_for_meetings_too():
    assert [shows(edition, "open_questions") for edition in EDITIONS] == [True, True, False]


def names() -> Iterator[tuple[str, Edition, str]]:
    yield "map.html", "internal", "map-INTERN.html"
    yield "map-INTERN.html", "internal", "map-INTERN.html"
    yield "map-INTERN-2018.html", "internal", "map-INTERN-2018.html"
    yield "map", "internal", "map-INTERN"
    yield "bericht.2018.docx", "internal", "bericht.2018-INTERN.docx"
    yield "map.html", "meeting", "map.html"
    yield "map.html", "public", "map.html"


@pytest.mark.parametrize(("given", "edition", "made"), list(names()))
def test_the_file_name_of_the_internal_edition_says_so(given: str, edition: Edition, made: str):
    assert file_name(Path("out") / given, edition) == Path("out") / made


def test_only_the_internal_edition_is_watermarked():
    assert [bool(watermark(edition, lang=lang)) for edition in EDITIONS for lang in ("de", "en")] == [True] * 2 + [False] * 4


def test_editions_have_names():
    assert [edition_name(edition, lang="en").split()[0] for edition in EDITIONS] == ["Internal", "Meeting", "Public"]


def test_kinds_that_stand_in_no_list_are_internal():
    records = [GapNote(id="g", gap="x", publish=True), Scene(id="s", title="S", publish=True)]
    inventory = Inventory(id="i", area="school", state="not_needed", reason="Land", by="XY", publish=True)
    shown = view(Landscape(CITY, [*records, inventory]), "meeting")
    assert "g" not in shown
    assert "s" in shown
    assert shown.inventories["i"].by == ""
