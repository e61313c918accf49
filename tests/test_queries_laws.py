"""What holds for every question: order, other names and further records change nothing they have nothing to do with."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap import model
from netmap.analysis.coverage import coverage
from netmap.analysis.expected import expected
from netmap.analysis.queries import Answer, Given, ask
from netmap.analysis.transitions import transitions
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Membership, Need, Offer, Record, Settings
from netmap.vocabulary import vocabulary

TERMS = vocabulary()["queries"]
AREAS, GROUPS, LANGUAGES = ("school", "clubs", "culture"), ("all", "women", "seniors"), ("de", "uk", "ar")
KINDS = ("joint_offer", "information", "funding", "conflict")
SEEN = ("2012", "2016-05", "2018-11-30", None)
ACTORS = ("a0", "a1", "a2", "a3")
FORUMS = ("f0", "f1")
PLACES = ("d0", "d1")
SETTINGS = Settings(id="city", name="Stadt", as_of="2018-12-31")


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


def evidence() -> st.SearchStrategy[tuple[Evidence, ...]]:
    one = st.builds(
        lambda seen, who: Evidence(seen=seen, reported_by=who),
        st.sampled_from(SEEN),
        st.sampled_from((None, "a0", "a1")),
    )
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def cities(draw: st.DrawFn) -> Landscape:
    records: list[Record] = [District(id=key, name=f"Ort {key}") for key in PLACES]
    records += [
        Actor(
            id=key,
            name=f"Name {key}",
            sector=draw(st.sampled_from(("inside", "outside", "unknown"))),
            type=draw(st.sampled_from(("", "municipal_office", "library"))),
            areas=draw(some(AREAS)),
            target_groups=draw(some(GROUPS)),
            districts=draw(some(PLACES)),
            languages=draw(some(LANGUAGES)),
            evidence=draw(evidence()),
        )
        for key in ACTORS
    ]
    for number in range(draw(st.integers(0, 4))):
        source, target = draw(st.permutations(ACTORS))[:2]
        records.append(
            Cooperation(
                id=f"t{number}",
                source=source,
                target=target,
                kind=draw(st.sampled_from(KINDS)),
                status=draw(st.sampled_from(("existing", "wished", "planned"))),
                evidence=draw(evidence()),
                since=draw(st.sampled_from((None, "2016", "2017-03"))),
            )
        )
    records += [Forum(id=key, name=f"Gremium {key}", nature="standing", areas=draw(some(AREAS))) for key in FORUMS]
    for number in range(draw(st.integers(0, 4))):
        records.append(
            Membership(
                id=f"m{number}", actor=draw(st.sampled_from(ACTORS)), forum=draw(st.sampled_from(FORUMS)), role="member"
            )
        )
    for number in range(draw(st.integers(0, 3))):
        records.append(
            Offer(
                id=f"o{number}",
                name=f"Angebot {number}",
                providers=tuple(draw(st.permutations(ACTORS))[: draw(st.integers(1, 2))]),
                area=draw(st.sampled_from(("", *AREAS))),
                target_groups=draw(some(GROUPS)),
                languages=draw(some(LANGUAGES)),
                districts=draw(some(PLACES)),
                childcare=draw(st.sampled_from((True, False, None))),
                cefr_from=draw(st.sampled_from(("", "A1"))),
                cefr_to=draw(st.sampled_from(("", "B1"))),
            )
        )
    records.append(Need(id="n0", district="d0", persons=draw(st.integers(0, 500)), year=2018))
    return Landscape(SETTINGS, records)


def needed(name: str) -> Given:
    everything: dict[str, Any] = {"group": "women", "forum": "f0", "actor": "a0", "start": dt.date(2016, 1, 1)}
    return Given(**{key: everything[key] for key in TERMS[name].get("needs", ())})


def content(answer: Answer) -> list[str]:
    """Return the rows as what they say, without their order."""
    return sorted(repr(sorted(row.items())) for row in answer.rows)


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return a value with other ids in it."""
    if isinstance(value, str):
        return names.get(value, value)
    return tuple(renamed(one, names) for one in value) if isinstance(value, tuple) else value


@settings(max_examples=25, deadline=None)
@given(cities(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(city: Landscape, chance: random.Random):
    records = [one for one in city.records() if not isinstance(one, Settings)]
    chance.shuffle(records)
    other = Landscape(SETTINGS, records)
    for name in TERMS:
        assert ask(other, name, needed(name)) == ask(city, name, needed(name)), name


@settings(max_examples=15, deadline=None)
@given(cities())
def test_other_ids_give_the_same_answers_with_other_ids(city: Landscape):
    names = {key: f"{key}-neu" for key in (*ACTORS, *FORUMS, *PLACES)}
    names |= {one.id: f"{one.id}-neu" for one in city.records() if not isinstance(one, Settings)}
    records = []
    for one in city.records():
        if not isinstance(one, Settings):
            fields = one.model_dump()
            fields["evidence"] = [{**piece, "reported_by": names.get(piece["reported_by"])} for piece in fields["evidence"]]
            records.append(type(one).model_validate({key: renamed(value, names) for key, value in fields.items()}))
    other = Landscape(SETTINGS, records)
    for name in TERMS:
        wanted = needed(name)
        asked = Given(group=wanted.group, start=wanted.start, **{
            key: names[value] for key in ("forum", "actor") if (value := getattr(wanted, key))
        })  # fmt: skip
        before, after = ask(city, name, wanted), ask(other, name, asked)
        told = [{key: _sorted(renamed(value, names)) for key, value in row.items()} for row in before.rows]
        given_now = [{key: _sorted(value) for key, value in row.items()} for row in after.rows]
        assert sorted(map(repr, told)) == sorted(map(repr, given_now)), name
        assert before.unknown == after.unknown, name


def _sorted(value: Any) -> Any:
    return tuple(sorted(value)) if isinstance(value, tuple) else value


@settings(max_examples=40, deadline=None)
@given(cities(), st.sampled_from(AREAS), st.sampled_from(GROUPS), st.sampled_from(PLACES), st.sampled_from(LANGUAGES))
def test_yes_no_and_not_known_are_all_there_is(city: Landscape, area: str, group: str, place: str, language: str):
    """A record is in the list, is counted as not known, or is known to be something else; never two of these."""
    for wanted in (Given(area=area), Given(group=group), Given(district=place), Given(language=language)):
        for name, records in (("actors", city.actors), ("offers", city.offers)):
            found = ask(city, name, wanted)
            assert len(found.rows) + sum(found.unknown.values()) <= len(records)
    field = {"area": "areas", "group": "target_groups", "district": "districts", "language": "languages"}
    for key, value in {"area": area, "group": group, "district": place, "language": language}.items():
        found = ask(city, "actors", Given(**{key: value}))
        silent = [one for one in city.actors.values() if not getattr(one, field[key])]
        assert found.unknown.get(key, 0) == len(silent)


@settings(max_examples=40, deadline=None)
@given(cities(), st.sampled_from(AREAS), st.sampled_from(LANGUAGES))
def test_asking_for_more_finds_no_more(city: Landscape, area: str, language: str):
    for name, key in (("actors", "actor"), ("offers", "offer")):
        wide = {row[key] for row in ask(city, name, Given(area=area)).rows}
        narrow = {row[key] for row in ask(city, name, Given(area=area, language=language)).rows}
        assert narrow <= wide


@settings(max_examples=30, deadline=None)
@given(cities())
def test_counts_add_up(city: Landscape):
    assert sum(row["number"] for row in ask(city, "actor_types").rows) == len(city.actors)
    assert sum(row["number"] for row in ask(city, "offers_by_area").rows) == len(city.offers)
    existing = [one for one in city.cooperations.values() if one.status == "existing"]
    assert sum(row["number"] for row in ask(city, "kinds_of_cooperation").rows) == len(existing)
    provided = sum(len(one.providers) for one in city.offers.values())
    assert sum(row["number"] for row in ask(city, "providers").rows) == provided


@settings(max_examples=30, deadline=None)
@given(cities(), st.integers(0, 60))
def test_the_more_months_the_less_is_unconfirmed(city: Landscape, months: int):
    few = {row["cooperation"] for row in ask(city, "not_confirmed", Given(months=months)).rows}
    more = {row["cooperation"] for row in ask(city, "not_confirmed", Given(months=months + 12)).rows}
    assert more <= few


@settings(max_examples=30, deadline=None)
@given(cities())
def test_pairs_without_a_tie_have_none_and_each_is_there_once(city: Landscape):
    tied = {frozenset((one.source, one.target)) for one in city.cooperations.values() if one.status == "existing"}
    for forum in FORUMS:
        pairs = [
            frozenset((row["actor"], row["other"])) for row in ask(city, "members_without_tie", Given(forum=forum)).rows
        ]
        assert len(pairs) == len(set(pairs))
        assert not tied & set(pairs)


@settings(max_examples=30, deadline=None)
@given(cities())
def test_who_sits_with_whom_goes_both_ways(city: Landscape):
    met = {one: {row["actor"]: row["forums"] for row in ask(city, "shared_forums", Given(actor=one)).rows} for one in ACTORS}
    for one, others in met.items():
        for other, forums in others.items():
            assert met[other][one] == forums


@pytest.mark.parametrize("name", TERMS)
def test_asking_changes_nothing(name: str):
    city = Landscape(SETTINGS, [Actor(id=key, name=key) for key in ACTORS] + [Forum(id=key, name=key) for key in FORUMS])
    before = [one.model_dump() for one in city.records()]
    ask(city, name, needed(name))
    assert [one.model_dump() for one in city.records()] == before


@pytest.mark.parametrize("name", TERMS)
def test_what_holds_on_another_day_is_not_answered(name: str):
    """Nobody and nothing that was over before the day stands in an answer of that day."""
    gone: list[Record] = [
        Actor(id="weg", name="Weg", until="2017", sector="inside", areas=("school",), evidence=(Evidence(seen="2010"),)),
        Offer(id="alt", name="Alt", providers=("a0",), until="2017", area="school", target_groups=("women",)),
        Forum(id="aus", name="Aus", nature="standing", until="2017"),
    ]
    there: list[Record] = [Actor(id=key, name=key) for key in ACTORS]
    forums: list[Record] = [Forum(id=key, name=key) for key in FORUMS]
    found = ask(Landscape(SETTINGS, [*gone, *there, *forums]), name, needed(name))
    assert not {"weg", "alt", "aus"} & {value for row in found.rows for value in row.values() if isinstance(value, str)}


ANSWERS = (
    model.Answer(id="n1", expectation="library", answer="missing", by="Amt", source="Liste", date="2018"),
    model.Answer(id="n2", expectation="jobcenter", answer="present", by="Amt", source="Liste", date="2018"),
    model.Answer(id="n3", transition="home_to_early_childhood", answer="present", by="Amt", source="Liste", date="2018"),
)


@settings(max_examples=25, deadline=None)
@given(cities(), st.lists(st.sampled_from(ANSWERS), max_size=3))
def test_what_a_question_leaves_out_changes_nothing(city: Landscape, answers: list[Record]):
    city = city.replace(answers)
    fields = ("area", "group", "district", "state", "offers", "providers")
    cells = [(one.area, one.group, one.district, one.state, len(one.offers), one.providers) for one in coverage(city).cells]
    assert told(city, "fields", *fields) == cells
    assert told(city, "one_provider", *fields) == [one for one in cells if one[3] == "single_provider"]
    rows = expected(city).rows
    silent = [(one.key, one.district) for one in rows if one.state == "not_recorded" and not one.asked]
    assert told(city, "not_asked", "expected", "district") == silent
    missing = [(one.key, one.district) for one in rows if one.state == "missing"]
    assert told(city, "confirmed_missing", "expected", "district") == missing
    steps = [(one.key, one.state, one.forums) for one in transitions(city) if one.state != "agreed"]
    assert told(city, "open_transitions", "transition", "state", "forums") == steps


def told(city: Landscape, name: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in ask(city, name).rows]
