"""A city made up by a seeded generator: as large as one likes, with the shape of a real network."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Evidence, Forum, Membership, Offer, Record, Settings
from netmap.network.arrays import Arrays, from_rows
from netmap.vocabulary import vocabulary


def synthetic_landscape(
    actors: int = 5_000,
    ties: int = 15_000,
    offers: int = 5_000,
    *,
    forums: int = 0,
    members: int = 12,
    districts: int = 20,
    seed: int = 0,
) -> Landscape:
    """Return a landscape of so many records, the same for the same seed.

    Few actors have many partners and most have few (a partner is drawn among the ends of earlier ties every other time).
    One actor in ten belongs to the administration, every record has evidence between 2012 and 2020. Each of the `forums` has
    about `members` members.

    >>> city = synthetic_landscape(50, 120, 40, forums=3)
    >>> len(city.actors), len(city.cooperations), len(city.offers), len(city.forums)
    (50, 120, 40, 3)
    >>> city == synthetic_landscape(50, 120, 40, forums=3)
    True
    """
    draw = random.Random(seed)
    settings = Settings(id="synthetic", name="Musterstadt", coordinating_office="actor-0", as_of="2020-12-31")
    records: list[Record] = list(_districts(districts))
    records += _actors(draw, actors, districts)
    records += _ties(draw, actors, ties)
    records += _offers(draw, offers, actors, districts)
    records += _forums(draw, forums, actors, members)
    return Landscape(settings, records)


def unprotected(landscape: Landscape) -> Landscape:
    """Return a landscape in which nobody is protected: in every edition all of its ties are shown.

    >>> {one.protected for one in unprotected(synthetic_landscape(5, 5, 5)).actors.values()}
    {False}
    """
    types = {key for key, term in landscape.vocabulary["actor_types"].items() if not term.get("protected")}
    return landscape.replace(
        one.model_copy(update={"protected": False, "type": one.type if one.type in types else ""})
        for one in landscape.actors.values()
    )


def synthetic_arrays(actors: int, *, seed: int = 0) -> Arrays:
    """Return the columns of a network with three times as many ties, without a record: as large as one likes, at once.

    >>> columns = synthetic_arrays(10)
    >>> len(columns.actor_ids), len(columns.tie_ids)
    (10, 30)
    """
    draw = random.Random(seed)
    ends: list[int] = []
    ties = []
    for n in range(3 * actors):
        source = draw.randrange(actors)
        target = draw.choice(ends) if ends and n % 2 else draw.randrange(actors)
        target = (source + 1) % actors if source == target else target
        ends += [source, target]
        seen = f"{draw.randint(2012, 2020)}"
        ties.append((f"t{n:07}", f"a{source:07}", f"a{target:07}", "unspecified", "existing", None, seen, None, None, None))
    sectors = ("inside", *("outside",) * 9)
    people = ((f"a{n:07}", f"Träger {n}", "", sectors[n % 10], None, False, None, None) for n in range(actors))
    return from_rows(people, ties, (), (), day=dt.date(2020, 12, 31))


def _evidence(draw: random.Random) -> tuple[Evidence, ...]:
    year, month = draw.randint(2012, 2020), draw.randint(1, 12)
    return (
        Evidence(source=f"Netzwerkliste {year}", url=f"https://liste.example/{year}/{month}", seen=f"{year}-{month:02}"),
    )


def _districts(count: int) -> Iterator[District]:
    for n in range(count):
        near = tuple(f"district-{other}" for other in (n - 1, n + 1) if 0 <= other < count)
        yield District(id=f"district-{n}", name=f"Ortsteil {n}", code=f"{n:02}", neighbours=near)


def _actors(draw: random.Random, count: int, districts: int) -> Iterator[Actor]:
    words = vocabulary()
    areas, groups, types = (list(words[name]) for name in ("areas", "target_groups", "actor_types"))
    for n in range(count):
        yield Actor(
            id=f"actor-{n}",
            name=f"Träger für Bildung und Begegnung Nr. {n} e. V.",
            short_name=f"TBB {n}",
            type=draw.choice(types),
            sector="inside" if n % 10 == 0 else "outside",
            areas=tuple(sorted(draw.sample(areas, draw.randint(1, 3)))),
            target_groups=tuple(sorted(draw.sample(groups, draw.randint(0, 3)))),
            districts=(f"district-{draw.randrange(districts)}",),
            address=f"Lange Straße {n}, 18055 Musterstadt",
            website=f"https://traeger-{n}.example",
            protected=True,
            evidence=_evidence(draw),
            attributes={"plz": f"0{n % 10000:04}", "stellen": n % 40},
        )


def _ties(draw: random.Random, actors: int, count: int) -> Iterator[Cooperation]:
    kinds = [key for key, term in vocabulary()["tie_kinds"].items() if not term.get("internal")]
    ends: list[int] = []
    for n in range(count if actors > 1 else 0):
        source = draw.randrange(actors)
        target = draw.choice(ends) if ends and n % 2 else draw.randrange(actors)
        if source == target:
            target = (source + 1) % actors
        ends += [source, target]
        yield Cooperation(
            id=f"tie-{n}",
            source=f"actor-{source}",
            target=f"actor-{target}",
            kind=draw.choice(kinds),
            intensity=draw.choice([None, 1, 2, 3, 4]),
            since=f"{draw.randint(2010, 2018)}",
            evidence=_evidence(draw),
        )


def _offers(draw: random.Random, count: int, actors: int, districts: int) -> Iterator[Offer]:
    words = vocabulary()
    areas, formats = list(words["areas"]), list(words["offer_formats"])
    for n in range(count):
        yield Offer(
            id=f"offer-{n}",
            name=f"Sprachkurs mit Kinderbetreuung {n}",
            providers=(f"actor-{draw.randrange(actors)}",),
            area=draw.choice(areas),
            format=draw.choice(formats),
            target_groups=tuple(sorted(draw.sample(list(words["target_groups"]), 2))),
            districts=(f"district-{draw.randrange(districts)}",),
            languages=("de", "en"),
            cefr_from="A1",
            cefr_to="B1",
            capacity=draw.randint(8, 25),
            capacity_basis="per_year",
            free_of_charge=draw.choice([True, False, None]),
            evidence=_evidence(draw),
        )


def _forums(draw: random.Random, count: int, actors: int, members: int) -> Iterator[Record]:
    for n in range(count):
        size = min(actors, max(1, draw.randint(members // 2, members + members // 2)))
        chosen = draw.sample(range(actors), size)
        yield Forum(
            id=f"forum-{n}", name=f"Runder Tisch {n}", nature="standing", lead=f"actor-{chosen[0]}", evidence=_evidence(draw)
        )
        for one in chosen:
            yield Membership(
                id=f"actor-{one}--forum-{n}",
                actor=f"actor-{one}",
                forum=f"forum-{n}",
                role="member",
                evidence=_evidence(draw),
            )
