"""The questions on the real example, held against what a few lines find in its files, read by another reader."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from netmap.analysis.queries import Given, ask
from netmap.files.folder import read_folder
from netmap.landscape import Landscape

ROSTOCK = Path(__file__).resolve().parent.parent / "graphs" / "rostock"
DAY = "2018-12-31"
LATE = "9999"


@pytest.fixture(scope="module")
def city() -> Landscape:
    return read_folder(ROSTOCK).landscape


def records(kind: str) -> dict[str, dict[str, Any]]:
    """Return the records of a file that hold on the last day of 2018, as plain values."""
    given = yaml.load((ROSTOCK / f"{kind}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    held = {one["id"]: one for one in given if began(one) <= DAY <= over(one)}
    if kind == "memberships":
        return {key: one for key, one in held.items() if one["forum"] in records("forums")}
    return held


def began(one: dict[str, Any]) -> str:
    """Return the first day of a partial date; an unknown one does not exclude."""
    since = one.get("since", "0000")
    return str(since) + "-01-01"[len(since) - 4 :] if len(since) < 10 else str(since)


def over(one: dict[str, Any]) -> str:
    """Return a text that is not before the last day of a partial date."""
    return str(one.get("until", LATE)) + "-99-99"


def existing() -> list[dict[str, Any]]:
    """Return the cooperations that exist on the day: those ended later existed then."""
    found = []
    for one in records("cooperations").values():
        status = one.get("status", "existing")
        if status == "existing" or (status == "ended" and "until" in one):
            found.append(one)
    return found


def seen(one: dict[str, Any]) -> str:
    """Return the newest date of a record's evidence on or before the day."""
    return max(
        (str(piece["seen"]) for piece in one.get("evidence", ()) if "seen" in piece and piece["seen"] <= DAY), default=""
    )


def found(city: Landscape, name: str, key: str, **given: Any) -> set[Any]:
    return {row[key] for row in ask(city, name, Given(**given)).rows}


def count(city: Landscape, name: str, key: str, **given: Any) -> dict[str, int]:
    return {row[key]: row["number"] for row in ask(city, name, Given(**given)).rows}


def tally(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values))


def test_types_of_actors(city: Landscape):
    assert count(city, "actor_types", "type") == tally(one.get("type", "") for one in records("actors").values())


@pytest.mark.parametrize("area", ["school", "clubs", "culture", "higher_education", "counselling"])
def test_actors_of_an_area(city: Landscape, area: str):
    expected = {key for key, one in records("actors").items() if area in one.get("areas", ())}
    assert found(city, "actors", "actor", area=area) == expected
    silent = sum(not one.get("areas") for one in records("actors").values())
    assert ask(city, "actors", Given(area=area)).unknown == {"area": silent}


@pytest.mark.parametrize("sector", ["inside", "outside", "unknown"])
def test_actors_of_a_sector(city: Landscape, sector: str):
    expected = {key for key, one in records("actors").items() if one.get("sector", "unknown") == sector}
    assert found(city, "actors", "actor", sector=sector) == expected


@pytest.mark.parametrize("district", ["evershagen", "toitenwinkel", "stadtmitte"])
def test_actors_of_a_district(city: Landscape, district: str):
    def there(one: dict[str, Any]) -> bool:
        return one.get("citywide") == "true" or district in one.get("districts", ())

    assert found(city, "actors", "actor", district=district) == {k for k, one in records("actors").items() if there(one)}


def test_parts(city: Landscape):
    expected = {(one["part_of"], key) for key, one in records("actors").items() if "part_of" in one}
    assert {(row["part_of"], row["actor"]) for row in ask(city, "parts").rows} == expected


@pytest.mark.parametrize("language", ["de", "ar", "uk"])
def test_offers_in_a_language(city: Landscape, language: str):
    expected = {key for key, one in records("offers").items() if language in one.get("languages", ())}
    assert found(city, "offers", "offer", language=language) == expected


def test_offers_by_area_and_language(city: Landscape):
    offers = records("offers").values()
    assert count(city, "offers_by_area", "area") == tally(one.get("area", "") for one in offers)
    assert count(city, "offers_by_language", "language") == tally(
        name for one in offers for name in one.get("languages", ("",)) or ("",)
    )


def test_providers(city: Landscape):
    expected = tally(key for one in records("offers").values() for key in one.get("providers", ()))
    assert count(city, "providers", "actor") == expected


@pytest.mark.parametrize("group", ["women", "school_children", "all"])
def test_offers_for_a_group(city: Landscape, group: str):
    def meant(one: dict[str, Any]) -> bool:
        return bool({group, "all"} & set(one.get("target_groups", ())))

    expected = {key for key, one in records("offers").items() if meant(one)}
    assert found(city, "offers", "offer", group=group) == expected


def test_members_of_the_largest_forum(city: Landscape):
    sizes = Counter(one["forum"] for one in records("memberships").values())
    forum, _size = sizes.most_common(1)[0]
    expected = {one["actor"] for one in records("memberships").values() if one["forum"] == forum}
    assert found(city, "forum_members", "actor", forum=forum) == expected


def test_forums_per_actor_and_who_sits_in_none(city: Landscape):
    sits: dict[str, set[str]] = {}
    for one in records("memberships").values():
        sits.setdefault(one["actor"], set()).add(one["forum"])
    assert count(city, "forums_per_actor", "actor") == {key: len(there) for key, there in sits.items()}
    assert found(city, "without_forum", "actor") == set(records("actors")) - set(sits)


def test_kinds_of_cooperation(city: Landscape):
    assert count(city, "kinds_of_cooperation", "kind") == tally(one["kind"] for one in existing())


def test_cooperations_of_one_actor(city: Landscape):
    ends = Counter(key for one in records("cooperations").values() for key in (one["source"], one["target"]))
    actor, _number = ends.most_common(1)[0]
    expected = {key for key, one in records("cooperations").items() if actor in {one["source"], one["target"]}}
    assert found(city, "cooperations", "cooperation", actor=actor) == expected


def test_across_the_border(city: Landscape):
    sector = {key: one.get("sector", "unknown") for key, one in records("actors").items()}
    expected = {one["id"] for one in existing() if {sector[one["source"]], sector[one["target"]]} == {"inside", "outside"}}
    assert found(city, "across_the_border", "cooperation") == expected


def test_without_cooperation(city: Landscape):
    tied = {key for one in existing() if one["kind"] != "conflict" for key in (one["source"], one["target"])}
    alone = {key for key, one in records("actors").items() if one.get("one_person") != "true"} - tied
    carried = {one["part_of"] for key, one in records("actors").items() if one.get("one_person") == "true" and key in tied}
    assert found(city, "without_cooperation", "actor") == alone - carried


def test_planned_or_wished(city: Landscape):
    expected = {key for key, one in records("cooperations").items() if one.get("status") in {"planned", "wished"}}
    assert found(city, "planned_or_wished", "cooperation") == expected


def test_not_confirmed_for_a_year(city: Landscape):
    # a date such as 2017 or 2017-12 counts from its last day
    expected = {one["id"] for one in existing() if not seen(one) or seen(one) + "-99-99" < "2017-12-31"}
    assert found(city, "not_confirmed", "cooperation", months=12) == expected


def test_begun_or_ended_since_2016(city: Landscape):
    given = yaml.load((ROSTOCK / "cooperations.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    inside = [{one.get(name, "0000")[:4] for name in ("since", "until")} & {"2016", "2017", "2018"} for one in given]
    expected = {one["id"] for one, years in zip(given, inside, strict=True) if years}
    assert found(city, "begun_or_ended", "cooperation", start=dt.date(2016, 1, 1), end=dt.date(2018, 12, 31)) == expected


def test_needs(city: Landscape):
    expected = {(one.get("district"), int(one["persons"])) for one in records("needs").values()}
    assert {(row["district"], row["persons"]) for row in ask(city, "needs").rows} == expected


def test_nothing_is_confirmed_missing_where_nobody_was_asked(city: Landscape):
    for name in ("confirmed_missing", "inventories", "surveys", "one_sided", "follow_up"):
        assert ask(city, name).rows == ()
    assert {row["state"] for row in ask(city, "fields").rows}.isdisjoint({"uncovered", "not_needed"})
