"""The cube and the lists as an edition may show them: states of the whole landscape, names of the edition only."""

from __future__ import annotations

from cities import LAW, actors, city, seen
from hypothesis import given
from hypothesis import strategies as st

from netmap.analysis.rows import Coverage
from netmap.cli.cubes import cube_of, find_gaps, without_hidden_needs
from netmap.editions import view
from netmap.model import Actor, District, GapNote, Inventory, Need, Offer, Record

TWO = [District(id="n", name="Nord", code="1"), District(id="s", name="Süd", code="2")]
HOME = Actor(id="h", name="Haus am See", protected=True, areas=("clubs",), target_groups=("seniors",), districts=("s",))


def offer(key: str, **fields: object) -> Offer:
    given = {"id": key, "name": key, "area": "clubs", "target_groups": ("adults",), "evidence": seen("2020")}
    return Offer.model_validate({**given, **fields})


def states(found: Coverage) -> dict[str, str]:
    return {one.id: one.state for one in found.cells}


def test_the_internal_one_is_the_cube_itself():
    landscape = city(*TWO, HOME, offer("o", providers=("h",), districts=("s",)))
    assert states(cube_of(landscape))["coverage/clubs/adults/s"] == "single_provider"


def test_districts_where_a_protected_place_makes_the_state_are_left_out():
    landscape = city(*TWO, HOME)
    inside, outside = states(cube_of(landscape)), states(cube_of(landscape, edition="meeting"))
    assert (inside["coverage/clubs/seniors/s"], inside["coverage/clubs/seniors/n"]) == ("active_only", "not_recorded")
    assert "coverage/clubs/seniors/s" not in outside
    assert outside["coverage/clubs/seniors/n"] == "not_recorded"
    assert outside["coverage/clubs/seniors"] == "active_only"


def test_what_the_edition_withholds_is_named_in_no_cell():
    secret = offer("secret", providers=("h",), districts=("s",))
    landscape = city(*TWO, HOME, *actors("a"), secret, offer("open", providers=("a",), districts=("s",)))
    for one in cube_of(landscape, edition="meeting").cells:
        assert one.district is None or "secret" not in one.offers
        assert one.district is None or "h" not in (*one.providers, *one.active_actors)


def test_an_inventory_counts_though_its_author_is_withheld():
    asked = Inventory(id="i", area="clubs", state="complete", by="BK", date="2020")
    cell = next(one for one in cube_of(city(asked), edition="meeting").cells if one.id == "coverage/clubs/adults")
    assert (cell.state, cell.inventory_date) == ("uncovered", "2020")


def test_needs_of_few_persons_weigh_nothing_outside():
    few, many = (Need(id=f"n{n}", area="clubs", target_group=g, persons=n) for n, g in ((3, "adults"), (90, "seniors")))
    landscape = city(few, many)
    assert set(without_hidden_needs(landscape, view(landscape, "meeting")).needs) <= {"n90"}
    rows = find_gaps(landscape, area="clubs", edition="meeting").clarify
    assert all(row.persons != 3 for row in rows)


def test_of_notes_only_what_is_dropped_is_known_outside():
    notes = [
        GapNote(id="a", gap="not_recorded/clubs/adults", status="dropped"),
        GapNote(id="b", gap="not_recorded/clubs/seniors", status="in_work", responsible="Sportamt", due="2021"),
    ]
    found = {row.id: row for row in find_gaps(city(*notes), edition="meeting").clarify}
    assert "not_recorded/clubs/adults" not in found
    row = found["not_recorded/clubs/seniors"]
    assert (row.status, row.due, row.responsible_de) == ("open", None, "Bildungskoordination")


PLACES = st.sampled_from([(), ("n",), ("s",), ("n", "s")])


@LAW
@given(PLACES, PLACES, st.sampled_from([(), ("a",), ("h",), ("a", "h")]))
def test_what_a_meeting_sees_of_a_district_does_not_depend_on_a_protected_place(
    home: tuple[str, ...], place: tuple[str, ...], providers: tuple[str, ...]
):
    def told(districts: tuple[str, ...]) -> dict[str, str]:
        moved = HOME.model_copy(update={"districts": districts})
        records: list[Record] = [*TWO, moved, *actors("a"), offer("o", providers=providers, districts=place)]
        return states(cube_of(city(*records), edition="meeting"))

    seen_here, seen_elsewhere = told(home), told(())
    assert all(seen_here[key] == seen_elsewhere[key] for key in seen_here.keys() & seen_elsewhere.keys() if key[-2] == "/")
