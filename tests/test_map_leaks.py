"""What leaves the house in a map: a canary in every field of every record, searched in the bytes of every file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from netmap.cli.making import make_map
from netmap.cli.map_views import Wanted
from netmap.editions import Edition
from netmap.export.map_views import State
from netmap.landscape import Landscape
from netmap.model import (
    REFERENCES,
    Actor,
    Cooperation,
    District,
    Evidence,
    Forum,
    Membership,
    Offer,
    Position,
    Record,
)
from tests.landscapes import tiny_city
from tests.map_pages import data_of
from tests.test_editions import survivors, with_canaries

DAY = dt.date(2018, 12, 31)
OUTSIDE: tuple[Edition, ...] = ("meeting", "public")
NEVER = {"note", "attributes", "by", "told", ".told", "survey", "said", "status", "codes", "result", "responsible"}
"""Fields, and parts of evidence, of which nothing leaves the internal edition, whatever kind of record they are of."""


def canaries(*, publish: bool) -> tuple[Landscape, dict[str, tuple[str, str]]]:
    """Return the landscape of canaries; what is only there to be referred to is called otherwise, since ids are on maps."""
    landscape, places = with_canaries(publish=publish)
    called = {one.id: f"other-{n}" for n, one in enumerate(landscape.records()) if "canary" in one.id}

    def renamed(value: Any) -> Any:
        return tuple(map(renamed, value)) if isinstance(value, tuple) else called.get(value, value)

    records = (
        one.model_copy(
            update={"id": called.get(one.id, one.id)}
            | {name: renamed(getattr(one, name)) for name in REFERENCES.get(one.kind_name, {})}
        )
        for one in landscape.records()
    )
    settings = landscape.settings.model_copy(
        update={"coordinating_office": called[landscape.settings.coordinating_office or ""]}
    )
    return Landscape(settings, records), places


def wanted(landscape: Landscape, edition: Edition) -> list[Wanted]:
    """Return every view that an edition shows."""
    state = State(landscape, DAY)
    views = [Wanted("landscape"), Wanted("forums"), Wanted("border"), Wanted("compare", states=(state, state))]
    views += [Wanted("ego", actor=key) for key, one in landscape.actors.items() if edition != "public" or one.publish]
    return views + ([Wanted("gaps"), Wanted("transitions")] if edition == "meeting" else [])


def written(landscape: Landscape, edition: Edition, folder: Path, *, full: bool) -> bytes:
    """Write the map with every view of an edition; return its name and bytes (of reports and packs: test_report_leaks)."""
    one = make_map(landscape, folder / "map.html", day=DAY, edition=edition, views=wanted(landscape, edition), full=full)
    return one.name.encode() + b"\n" + one.read_bytes()


@pytest.mark.parametrize("edition", OUTSIDE)
@pytest.mark.parametrize("publish", [True, False])
def test_no_canary_leaves_that_the_edition_does_not_list(edition: Edition, publish: bool, tmp_path: Path):
    landscape, places = canaries(publish=publish)
    text = written(landscape, edition, tmp_path, full=True)
    out = {place for sign, place in places.items() if sign.encode() in text}
    assert out - survivors(edition, publish=publish) == set()
    assert [place for place in out if place[1] in NEVER] == []
    if edition == "public" and not publish:
        assert {kind for kind, _field in out} <= {"landscape"}
    else:
        assert ("actor", "name") in out, "the search does find what is shown"


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_is_internal_is_in_the_internal_map_alone(edition: Edition, tmp_path: Path):
    landscape, places = canaries(publish=True)
    sign = next(sign for sign, place in places.items() if place == ("actor", "attributes"))
    inside = make_map(landscape, tmp_path / "map.html", day=DAY, edition="internal")
    assert sign.encode() in inside.read_bytes()
    assert sign.encode() not in written(landscape, edition, tmp_path / edition, full=False)


# ------------------------------------------------------------------------------------------------------ protected actors

STREET = "Kanarienstraße"
EVIDENCE = (Evidence(source=f"Bericht über {STREET} 7", url="https://kanarie.example/", seen="2018-05"),)


def guarded() -> list[Record]:
    """Return a protected actor with all that could tell where it is and with whom it works."""
    house = Actor(
        id="house",
        name="Haus Kanarie",
        protected=True,
        publish=True,
        address=f"{STREET} 7",
        website="https://kanarie.example/",
        description=f"In der {STREET}.",
        districts=("kanarienviertel",),
        coordinates=(54.123456, 12.654321),
        evidence=EVIDENCE,
    )
    return [
        District(id="kanarienviertel", name="Nordost", publish=True),
        house,
        Cooperation(id="secret", source="house", target="vhs", kind="referral", evidence=EVIDENCE, publish=True),
        Cooperation(id="planned", source="amt", target="house", kind="contract", status="planned", publish=True),
        Forum(id="circle", name="Kreis", publish=True),
        Membership(id="sits", actor="house", forum="circle", role="member", evidence=EVIDENCE, publish=True),
        Offer(id="help", name="Beratung", providers=("house",), districts=("kanarienviertel",), publish=True),
        Position(id="stands", subject="house", x=47_110, y=-81_500, publish=True),
    ]


@pytest.mark.parametrize("edition", OUTSIDE)
def test_nothing_tells_where_a_protected_actor_is_or_with_whom_it_works(edition: Edition, tmp_path: Path):
    landscape = tiny_city(*guarded())
    shown = landscape.replace(one.model_copy(update={"publish": True}) for one in landscape.records())
    text = written(shown, edition, tmp_path, full=False).decode()
    for sign in (STREET, "kanarie.example", "54.123456", "12.654321", "47110", "-81500"):
        assert sign not in text
    assert "Haus Kanarie" in text, "its name is no secret"


@pytest.mark.parametrize("edition", OUTSIDE)
def test_no_place_on_any_map_depends_on_the_ties_of_a_protected_actor(edition: Edition, tmp_path: Path):
    def drawn(records: list[Record], name: str) -> list[object]:
        city = tiny_city(*records)
        city = city.replace(one.model_copy(update={"publish": True}) for one in city.records())
        path = make_map(city, tmp_path / name, day=DAY, edition=edition, views=wanted(city, edition))
        data = data_of(path.read_text(encoding="utf-8"))
        stand = {node["key"]: (node["x"], node["y"]) for node in data["nodes"]}
        return [stand, *(one.get("places") for one in data["views"])]

    tied = guarded()
    alone = [one for one in tied if one.id not in {"secret", "planned", "sits", "stands"}]
    assert drawn(tied, "tied.html") == drawn(alone, "alone.html")
