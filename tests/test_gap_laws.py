"""What is said of gaps hangs neither on the ids of records nor on their order: laws for each analysis and for the lists."""

from __future__ import annotations

from collections.abc import Sequence

from cities import LAW, city, seen
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netmap.analysis.coverage import coverage
from netmap.analysis.expected import expected
from netmap.analysis.gaps import gaps
from netmap.analysis.register import register
from netmap.analysis.transitions import transitions
from netmap.analysis.unconnected import unconnected
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Forum, Membership, Offer, Record

PEOPLE = (
    ("Agentur für Arbeit", "employment_agency", ("vocational",)),
    ("Berufliche Schule", "school_vocational", ("vocational",)),
    ("Jugendberufsagentur", "cooperation_office", ()),
    ("Industrie- und Handelskammer", "chamber", ("vocational", "clubs")),
    ("Sportverein Nord", "sports_club", ("clubs",)),
    ("Stadtbücherei", "library", ("culture",)),
    ("Volkshochschule", "adult_education_centre", ("continuing_education",)),
)
STATUSES = ("existing", "planned", "ended")
Pair = tuple[int, int, str]
PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(STATUSES)), max_size=8)
OFFERS = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["clubs", "vocational"]), st.booleans()), max_size=4)
SEATS = st.lists(st.integers(0, 6), max_size=4, unique=True)


def town(
    pairs: Sequence[Pair], offers: Sequence[tuple[int, str, bool]], seats: Sequence[int], ids: Sequence[str]
) -> list[Record]:
    """Return a town whose records are called as `ids` say: seven actors, and of the others what begins with these."""
    people = [Actor(id=one, name=name, type=kind, areas=areas) for one, (name, kind, areas) in zip(ids, PEOPLE, strict=True)]
    ties = [
        Cooperation.model_validate(
            {"id": f"{ids[-n % 7]}-tie-{n}", "source": ids[a], "target": ids[b], "kind": "referral", "status": status}
            | {"evidence": seen("2020")}
        )
        for n, (a, b, status) in enumerate(pairs)
    ]
    given = [
        Offer(
            id=f"{ids[-n % 7]}-offer-{n}", name=f"Kurs {n}", providers=(ids[who],), area=area, target_groups=("adults",),
            districts=("nord",) if placed else (),
        )
        for n, (who, area, placed) in enumerate(offers)
    ]  # fmt: skip
    members = [Membership(id=f"{ids[one]}-seat", actor=ids[one], forum="runde") for one in seats]
    places = [District(id="nord", name="Nord"), District(id="sued", name="Süd")]
    return [*people, *ties, *given, *members, *places, Forum(id="runde", name="Runde", nature="standing")]


def told(landscape: Landscape) -> dict[str, list[tuple[object, ...]]]:
    """Return what is said of a landscape, without ids of its records."""
    alone, wanted, across = unconnected(landscape), expected(landscape).rows, transitions(landscape)
    found = gaps(landscape, coverage=coverage(landscape), unconnected=alone, expected=wanted, transitions=across)
    entries = [
        Actor(id=f"e{n}", name=name) for n, name in enumerate(("Sportverein Nord e. V.", "Stadtbücherei", "Ruderclub"))
    ]
    return {
        "alone": [(row.name, row.shares_forum, len(row.planned), len(row.ended)) for row in alone],
        "expected": [(row.id, row.state, row.sentence_de, row.next_step_en) for row in wanted],
        "transitions": [(row.id, row.state, row.sentence_de, row.next_step_en) for row in across],
        "lists": [
            (row.id, row.list, row.score, row.sentence_de, row.reasons_en, len(row.actors), len(row.evidence))
            for row in (*found.action, *found.clarify)
        ],
        "register": [(row.name, row.state, row.actor_name) for row in register(landscape, entries).rows],
    }


TIED = [(0, 1, "existing"), (1, 3, "existing"), (0, 3, "existing"), (2, 0, "existing")]


@settings(LAW, max_examples=25)
@example(TIED, [(0, "clubs", False), (1, "clubs", True)], [0, 1, 3], list("gfedcba"), 3)
@given(PAIRS, OFFERS, SEATS, st.permutations("abcdefg"), st.integers(0, 30))
def test_neither_ids_nor_order_matter(
    pairs: list[Pair], offers: list[tuple[int, str, bool]], seats: list[int], ids: list[str], turn: int
):
    first = town(pairs, offers, seats, "abcdefg")
    second = town(pairs, offers, seats, ids)
    assert told(city(*first)) == told(city(*second[turn:][::-1], *second[:turn]))
