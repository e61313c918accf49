"""What each edition may show: canaries in every field of every record, and each safeguard on its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from netmap.editions import (
    EDITIONS,
    Edition,
    edition_name,
    file_name,
    is_protected,
    protected_actors,
    remarks,
    shows,
    view,
    watermark,
)
from netmap.landscape import Landscape
from netmap.model import (
    KINDS,
    Actor,
    Answer,
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
    Position,
    Record,
    Scene,
    Settings,
    Survey,
    Term,
    references,
)
from tests.strategies import landscapes

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
    city = next(one for one in records if isinstance(one, Settings))
    known = {one.id for one in records}
    made = {"actor": Actor, "forum": Forum, "district": District, "survey": Survey}
    others = {key: made[kinds[0]](id=key, name="x", publish=publish) for one in records for _, key, kinds in references(one)}
    return Landscape(city, [*records, *(one for key, one in others.items() if key not in known)]), places


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
    assert view(Landscape(once.settings, once.records()), edition) == once
    assert view(once, edition) is once


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_comes_into_a_view_is_reduced_all_the_same(edition: Edition):
    once = view(with_canaries(publish=True)[0], edition)
    assert view(once.at(dt.date(2018, 1, 1)), edition).seen_by == edition
    more = once.replace([Actor(id="new", name="New", note="canary", publish=True)])
    assert "canary" in text_of(more.replace(without=set(once.actors)))
    assert view(more, edition).actors["new"].note == ""
    other: Edition = "public" if edition == "meeting" else "meeting"
    assert view(once, other) is not once


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
        Actor(id="office", name="Office", part_of="carrier", publish=True),
        Actor(
            id="branch", name="Branch", part_of="shelter", publish=True, address="Hidden Street 2", districts=("north",),
            coordinates=(54.1, 12.1),
        ),
        Actor(id="flat", name="Flat", part_of="branch", publish=True, address="Hidden Street 3"),
        District(id="north", name="North", publish=True),
        Cooperation(id="carrier--shelter", source="carrier", target="shelter", kind="information", publish=True),
        Cooperation(id="branch--carrier", source="branch", target="carrier", kind="information", publish=True),
        Cooperation(id="office--carrier", source="office", target="carrier", kind="information", publish=True),
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
    assert set(shown.cooperations) == {"office--carrier"}
    assert shown.memberships == {}
    assert shown.positions == {}
    assert (shown.forums["round"].lead, shown.forums["round"].reports_to) == (None, None)
    assert shown.actors["branch"].part_of is None


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_a_protected_actor_offers_stands_for_the_whole_city(edition: Edition):
    offer = view(GUARDED, edition).offers["advice"]
    assert (offer.name, offer.providers, offer.area) == ("Advice", ("shelter",), "counselling")
    assert (offer.districts, offer.citywide, offer.url, offer.description) == ((), False, "", "")


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_is_part_of_a_protected_actor_is_protected_as_well(edition: Edition):
    shown = view(GUARDED, edition)
    for key in ("branch", "flat"):
        part = shown.actors[key]
        assert (part.address, part.districts, part.coordinates, part.part_of) == ("", (), None, None)
        assert part.protected
    assert protected_actors(GUARDED) == {"shelter", "branch", "flat"}
    assert not shown.actors["carrier"].protected, "what a protected actor is part of is not"


def test_parts_in_a_circle_are_found_once():
    circle = [Actor(id="a", name="A", part_of="b", protected=True), Actor(id="b", name="B", part_of="a")]
    assert protected_actors(Landscape(CITY, circle)) == {"a", "b"}


def offered(*providers: str, edition: Edition) -> Offer:
    given = Offer(
        id="advice", name="Advice", providers=providers, districts=("north",), url="https://x.example", publish=True
    )
    return view(GUARDED.replace([given]), edition).offers["advice"]


@pytest.mark.parametrize("edition", OUTSIDE)
def test_a_joint_offer_does_not_name_the_protected_one(edition: Edition):
    joint = offered("carrier", "shelter", edition=edition)
    assert (joint.providers, joint.districts, joint.url) == (("carrier",), ("north",), "https://x.example")
    assert joint == offered("carrier", edition=edition)


@pytest.mark.parametrize("edition", OUTSIDE)
def test_protected_actors_are_not_named_beside_each_other(edition: Edition):
    joint = offered("branch", "shelter", edition=edition)
    assert (joint.providers, joint.districts, joint.url) == ((), (), "")


def test_who_is_not_published_does_not_leave_the_protected_one_alone():
    unpublished = Actor(id="carrier", name="Carrier")
    offer = Offer(id="joint", name="Joint", providers=("carrier", "shelter"), publish=True)
    assert view(GUARDED.replace([unpublished, offer]), "public").offers["joint"].providers == ()


def answer(**given: Any) -> Answer | None:
    kind = Term(id="t", vocabulary="actor_types", key="refuge", label_de="x", fields={"protected": True})
    wanted = Expectation(id="e", key="refuge_expected", types=("refuge",))
    record = Answer.model_validate({"id": "q", "expectation": "own", "answer": "present", **given})
    return view(GUARDED.replace([record, kind, wanted]), "meeting").table(Answer).get("q")


def test_an_answer_does_not_say_where_or_who_a_protected_actor_is():
    assert answer(actors=("shelter",), district="north") is None
    there = answer(actors=("shelter",), source="Leaflet")
    assert there is not None
    assert (there.actors, there.source, there.answer) == ((), "", "present")


def test_an_answer_on_several_names_the_others():
    there = answer(actors=("shelter", "carrier"), district="north", source="Leaflet")
    assert there is not None
    assert (there.actors, there.district, there.source) == (("carrier",), "north", "Leaflet")


def test_an_answer_on_protected_types_does_not_say_where():
    assert answer(expectation="refuge_expected", district="north") is None
    assert answer(expectation="refuge_expected") is not None
    assert answer(expectation="refuge_expected", district="north", answer="missing") is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Land pays", True),
        ("done by the SHELTER", False),
        ("see hidden   street 1", False),
        ("Hidden Street 12", True),
        ("see http://hidden.example/x", False),
        ("sheltered housing", True),
    ],
)
def test_a_text_that_names_a_protected_actor_is_not_told(text: str, told: bool):
    inventory = Inventory(id="i", area="school", state="not_needed", reason=text)
    carrier = Actor(id="carrier", name="Carrier", description=text, evidence=(Evidence(source=text),))
    shown = view(GUARDED.replace([inventory, carrier]), "meeting")
    expected = text if told else "…"
    assert shown.inventories["i"].reason == expected
    assert shown.actors["carrier"].description == expected
    assert shown.actors["carrier"].evidence == (Evidence(source=expected),)


def test_a_tie_keeps_its_end_whose_id_is_a_protected_name():
    named = Actor(id="shelter", name="Carrier", protected=True)
    assert "office--carrier" in view(GUARDED.replace([named]), "meeting").cooperations


def test_a_town_alone_is_no_address():
    hidden = Actor(id="shelter", name="Shelter", protected=True, address="18055 Town, Street 9")
    texts = Actor(id="carrier", name="Carrier", description="18055 Town")
    assert view(GUARDED.replace([hidden, texts]), "meeting").actors["carrier"].description == "18055 Town"


SHOWN_OF_IT: dict[str, Any] = {"id": "shelter", "name": "Shelter", "protected": True, "publish": True}
OTHERS = ("carrier", "office")
words = st.sampled_from(["", "Xyzzy Lane 1", "Plugh 22", "https://xyzzy.example/a"])
hidden_facts = st.fixed_dictionaries(
    {
        "districts": st.sampled_from([(), ("north",), ("north", "south")]),
        "citywide": st.booleans(),
        "address": words,
        "description": words,
        "website": words,
        "municipality": words,
        "note": words,
        "coordinates": st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
        "part_of": st.sampled_from([None, *OTHERS]),
        "aliases": st.sampled_from([(), ("Xyzzy House",)]),
        "attributes": st.dictionaries(st.sampled_from("ab"), words),
    }
)
hidden_records = st.lists(
    st.sampled_from(
        [
            *(
                Cooperation(id=f"t{n}{status}", source=a, target=b, status=status, publish=True)
                for n, (a, b) in enumerate([("shelter", "carrier"), ("office", "shelter"), ("shelter", "shelter")])
                for status in ("existing", "wished", "ended")
            ),
            *(Membership(id=f"m{forum}", actor="shelter", forum=forum, publish=True) for forum in ("round", "table")),
            *(Position(id=f"p{n}", subject="shelter", x=n, y=n, publish=True) for n in range(2)),
            *(Answer(id=f"q{n}", expectation="own", answer="present", actors=("shelter",), district="north") for n in "ab"),
            Need(id="few", target_group="women", district="north", persons=2, year=2016, publish=True),
            Need(id="fewer", area="senior", district="south", persons=0, year=2015, publish=True),
            GapNote(id="g", gap="x", responsible="shelter"),
        ]
    ),
    max_size=8,
)
changed = st.fixed_dictionaries(
    {name: st.booleans() for name in ("lead", "reports_to", "joint", "place", "answered", "coordinating")}
)


def with_facts(facts: dict[str, Any], more: list[Record], also: dict[str, bool]) -> Landscape:
    """Return a landscape with a protected actor of which what is shown is always the same, and the rest as given."""
    beside = ("carrier", "shelter") if also["joint"] else ("carrier",)
    place = {"districts": ("south",), "url": "https://x.example", "description": "behind"} if also["place"] else {}
    base: list[Record] = [
        *(District(id=key, name=key, publish=True, figures={2018: {"inhabitants": 900}}) for key in ("north", "south")),
        *(Actor(id=key, name=key.title(), publish=True, address="Open Street 1") for key in OTHERS),
        Actor(**SHOWN_OF_IT, **facts),
        Forum(id="round", name="Round", publish=True, lead="shelter" if also["lead"] else None),
        Forum(id="table", name="Table", publish=True, reports_to="shelter" if also["reports_to"] else None),
        Membership(id="open", actor="carrier", forum="round", publish=True),
        Cooperation(id="carrier--office", source="carrier", target="office", publish=True),
        Offer(id="joint", name="Joint", providers=beside, districts=("north",), publish=True),
        Offer(id="alone", name="Alone", providers=("shelter",), publish=True, **place),
        Answer(
            id="q", expectation="own", answer="present", actors=("office", "shelter") if also["answered"] else ("office",)
        ),
        Survey(id="s", name="S", asked=("shelter",) if also["answered"] else ()),
        Need(id="many", district="north", persons=400, year=2018, publish=True),
        *more,
    ]
    office = "shelter" if also["coordinating"] else None
    return Landscape(CITY.model_copy(update={"coordinating_office": office}), base)


NO_FACTS = with_facts({}, [], dict.fromkeys(("lead", "reports_to", "joint", "place", "answered", "coordinating"), False))


@settings(deadline=None, max_examples=60)
@given(hidden_facts, hidden_records, changed)
def test_what_is_hidden_of_a_protected_actor_changes_nothing_that_is_shown(
    facts: dict[str, Any], more: list[Record], also: dict[str, bool]
):
    landscape = with_facts(facts, more, also)
    for edition in OUTSIDE:
        shown = view(landscape, edition)
        assert list(shown.records()) == list(view(NO_FACTS, edition).records())
        assert text_of(shown) == text_of(view(NO_FACTS, edition))


@settings(deadline=None, max_examples=50)
@given(landscapes)
def test_views_of_any_landscape_show_no_place_and_no_tie_of_a_protected_actor(landscape: Landscape):
    hidden = protected_actors(landscape)
    for edition in OUTSIDE:
        shown = view(landscape, edition)
        assert view(shown, edition) == shown
        assert {key for tie in shown.cooperations.values() for key in (tie.source, tie.target)}.isdisjoint(hidden)
        for key in hidden & shown.actors.keys():
            bare = shown.actors[key]
            assert (bare.address, bare.districts, bare.coordinates, bare.part_of, bare.note) == ("", (), None, None, "")


def test_the_type_protects_as_well():
    kind = Term(id="t", vocabulary="actor_types", key="shelter", label_de="x", fields={"protected": True})
    landscape = Landscape(CITY, [kind, Actor(id="a", name="A", type="shelter", address="Hidden Street")])
    assert is_protected(landscape, landscape.actors["a"])
    assert view(landscape, "meeting").actors["a"].address == ""


def test_nothing_of_it_is_withheld_at_the_own_desk():
    assert view(GUARDED, "internal").actors["shelter"].address == "Hidden Street 1"


# --------------------------------------------------------------------------------------------------------------- ties


def ties(*added: Cooperation, edition: Edition) -> set[str]:
    actors = [Actor(id=key, name=key, publish=True) for key in "abc"]
    return set(view(Landscape(CITY, [*actors, *added]), edition).cooperations)


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
    assert shown.cooperations["x"].reporters == set()


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


def test_figures_of_few_are_withheld_and_said():
    districts = [
        District(id=key, name=key, publish=True, figures={2018: {"age_0_2": n}}) for key, n in (("a", 3), ("b", 70))
    ]
    landscape = Landscape(CITY, districts)
    for edition in OUTSIDE:
        assert [one.figures for one in view(landscape, edition).districts.values()] == [{}, {}]
        (remark,) = remarks(edition, landscape, lang="en")
        assert "fewer than 5 persons" in remark
    assert remarks("internal", landscape) == ()
    assert view(landscape, "internal").districts["a"].figures == {2018: {"age_0_2": 3}}


def test_nothing_is_said_where_nothing_is_withheld():
    landscape = Landscape(CITY, [*needs(("all", None, 40)), Actor(id="a", name="A")])
    assert remarks("meeting", landscape) == ()


def test_what_the_edition_does_not_have_anyway_is_not_said_to_be_withheld():
    landscape = Landscape(CITY, [*needs(("all", None, 3)), Actor(id="a", name="A", protected=True)])
    assert remarks("public", landscape) == ()
    assert [text.split()[0] for text in remarks("meeting", landscape, lang="en")] == ["Numbers", "Of"]


def test_that_ties_of_protected_actors_are_withheld_is_said():
    (remark,) = remarks("public", GUARDED, lang="en")
    assert remark.startswith("Of protected actors")


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
    yield "Karte-INTERNATIONAL.html", "internal", "Karte-INTERNATIONAL-INTERN.html"
    yield "Karte-INTERNä.html", "internal", "Karte-INTERNä-INTERN.html"
    yield "map-INTERN_2.html", "internal", "map-INTERN_2.html"
    yield "INTERN.html", "internal", "INTERN-INTERN.html"
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
