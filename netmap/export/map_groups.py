"""Groups of a large landscape: nobody reads thousands of signs at once, so the map opens on what belongs together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from netmap.export.map_border import home_area
from netmap.export.map_views import Heading, Words, both, plain_words
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.export.map_drawn import Drawn
    from netmap.export.map_places import Place
    from netmap.landscape import Landscape
    from netmap.model import Actor, Forum

MANY: Final = 1_500
"""From more actors than these on, the map opens on groups."""
STEP: Final[Place] = (240.0, 120.0)
"""How far apart groups stand in the overview."""
CELL: Final[Place] = (190.0, 84.0)
"""The room of a sign with a label of three lines below it, in the picture of one group."""
MOST_TIES: Final = 400
KNOWN: Final = 0.5
"""The share of actors of which area and district are known from which these make the groups."""
CITY, NOWHERE = "citywide", "unknown"


@dataclass(frozen=True)
class Group:
    """Hold actors and forums that belong together, by their ids, and where they stand in the overview."""

    id: str
    title: Words
    members: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Groups:
    """Hold the groups, and the headings above and beside them where they stand in columns and rows."""

    groups: tuple[Group, ...]
    columns: tuple[Heading, ...] = ()
    rows: tuple[Heading, ...] = ()


def groups_of(shown: Landscape) -> Groups:
    """Return the groups of a landscape: education areas by districts where most are known, else communities of its ties.

    Everybody is in one group: by the first of its areas (see `netmap.export.map_border.home_area`) and of its districts.
    """
    actors = shown.actors.values()
    known = sum(bool(one.areas and (one.districts or one.citywide)) for one in actors)
    return _by_area_and_district(shown) if known >= KNOWN * len(actors) else _by_community(shown)


def _by_area_and_district(shown: Landscape) -> Groups:
    found: dict[tuple[str, str], list[str]] = {}
    for key, actor in shown.actors.items():
        where = actor.districts[0] if actor.districts else CITY if actor.citywide else NOWHERE
        found.setdefault((home_area(shown, actor.areas), where), []).append(key)
    for key, forum in shown.forums.items():
        found.setdefault((home_area(shown, forum.areas), CITY), []).append(key)
    areas = [one for one in (*shown.vocabulary["areas"], "") if any(area == one for area, _ in found)]
    names = {key: {"de": one.name, "en": one.name} for key, one in shown.districts.items()}
    names |= {CITY: both(N_("whole city")), NOWHERE: both(N_("district not known"))}
    places = [one for one in names if any(where == one for _, where in found)]
    columns = {one: Heading(_area(shown, one), x=n * STEP[0], y=-STEP[1]) for n, one in enumerate(areas)}
    rows = {one: Heading(names[one], y=n * STEP[1]) for n, one in enumerate(places)}
    groups = (
        Group(
            f"{area or NOWHERE}/{where}",
            {lang: f"{columns[area].title[lang]}, {rows[where].title[lang]}" for lang in ("de", "en")},
            tuple(found[area, where]),
            (columns[area].x, rows[where].y),
        )
        for area in areas
        for where in places
        if (area, where) in found
    )
    return Groups(tuple(groups), tuple(columns.values()), tuple(rows.values()))


def _area(shown: Landscape, area: str) -> Words:
    return (
        {lang: shown.vocabulary.label("areas", area, lang) for lang in ("de", "en")} if area else both(N_("area not known"))
    )


def _by_community(shown: Landscape) -> Groups:
    """Return the communities, named by the area that most of each have, in rows, the largest first."""
    from netmap.network.communities import communities
    from netmap.network.graph import network

    net = network(shown, ties="all")
    member = communities(net, seeds=1).member.tolist()
    of = {key: str(number) for key, number in zip(net.ids, member, strict=True) if number >= 0}
    for key, one in shown.actors.items():
        # an office of one person is where its office is
        if key not in of and one.part_of in of:
            of[key] = of[one.part_of]
    sits: dict[str, Counter[str]] = {}
    for seat in shown.memberships.values():
        if seat.actor in of:
            sits.setdefault(seat.forum, Counter())[of[seat.actor]] += 1
    of |= {forum: _most(counted) for forum, counted in sits.items()}
    found = _with_others(shown, of)
    across = max(1, math.ceil(math.sqrt(len(found) * 0.8)))
    order = sorted(found, key=lambda keys: (-len(keys), keys[0]))
    named = zip(order, _names(shown, order), strict=True)
    return Groups(
        tuple(
            Group(name, title, tuple(members), (n % across * STEP[0], n // across * STEP[1]))
            for n, (members, (name, title)) in enumerate(named)
        )
    )


def _with_others(shown: Landscape, of: Mapping[str, str]) -> list[list[str]]:
    """Return the members of each community, and among them who has no ties: no group says who is without cooperation.

    These are put with the largest community of their area; where there is none, with others of their area.
    """
    subjects: dict[str, Actor | Forum] = {**shown.actors, **shown.forums}
    home = {key: home_area(shown, one.areas) for key, one in subjects.items()}
    found: dict[str, list[str]] = {}
    for key in subjects:
        if key in of:
            found.setdefault(of[key], []).append(key)
    largest: dict[str, str] = {}
    for name in sorted(found, key=lambda name: (-len(found[name]), name)):
        largest.setdefault(_main_area(found[name], home), name)
    for key in subjects:
        if key not in of:
            found.setdefault(largest.get(home[key], f"area {home[key]}"), []).append(key)
    return list(found.values())


def _main_area(members: Iterable[str], home: Mapping[str, str]) -> str:
    counted = Counter(home[key] for key in members)
    return _most(Counter({area: n for area, n in counted.items() if area}) or counted)


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda one: (-counted[one], one))


def _names(shown: Landscape, order: Sequence[Sequence[str]]) -> Iterator[tuple[str, Words]]:
    """Yield an id and a title for each group: its main area, those of one area numbered."""
    subjects: dict[str, Actor | Forum] = {**shown.actors, **shown.forums}
    counts: Counter[str] = Counter()
    for members in order:
        area = _main_area(members, {key: home_area(shown, subjects[key].areas) for key in members})
        counts[area] += 1
        title = _area(shown, area)
        yield f"{area or NOWHERE}/{counts[area]}", {lang: f"{title[lang]} {counts[area]}" for lang in title}


# --------------------------------------------------------------------------------------------------------------- as data


def group_places(found: Groups, ties: Mapping[str, int]) -> dict[str, Place]:
    """Return where each member stands in the picture of its group: those with most `ties` in the middle, 0, 0."""
    cells = _cells(max((len(one.members) for one in found.groups), default=0))
    return {
        key: place
        for group in found.groups
        for key, place in zip(sorted(group.members, key=lambda key: (-ties.get(key, 0), key)), cells, strict=False)
    }


def _cells(count: int) -> list[Place]:
    """Return the middles of so many boxes around the middle, nearest first, in a field twice as wide as high."""
    reach = math.ceil(math.sqrt(count)) + 1
    steps = [(x * CELL[0], y * CELL[1]) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]
    return sorted(steps, key=lambda at: (at[0] ** 2 + 3 * at[1] ** 2, at))[:count]


def grouped(shown: Landscape, drawn: Drawn, views: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return groups and the ties between them as the page reads them.

    What is drawn is moved to its place in its group's picture; `views` other than the landscape keep their places.
    """
    found = groups_of(shown)
    pairs = [(one.source, one.target) for one in shown.cooperations.values() if one.status != "ended"]
    pairs += [(one.actor, one.forum) for one in shown.memberships.values()]
    for one in views:
        if one["kind"] != "landscape":
            ids = one.setdefault("nodes", [drawn.node_numbers[key] for key in (*shown.actors, *shown.forums)])
            one["places"] = {n: (drawn.nodes[n]["x"], drawn.nodes[n]["y"]) for n in ids} | one.get("places", {})
    places = group_places(found, Counter(end for pair in pairs for end in pair))
    for key, (x, y) in places.items():
        drawn.nodes[drawn.node_numbers[key]] |= {"x": round(x), "y": round(y)}
    return groups_data(found, drawn.node_numbers, pairs)


def groups_data(found: Groups, nodes: Mapping[str, int], pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return groups and the ties between them as the page reads them; `pairs` are the ends of ties, by ids."""
    of = {key: n for n, group in enumerate(found.groups) for key in group.members}
    between = Counter((min(of[a], of[b]), max(of[a], of[b])) for a, b in pairs if of[a] != of[b])
    ties = sorted(((a, b, count) for (a, b), count in between.items()), key=lambda tie: (-tie[2], tie))
    return {
        "groups": [
            {
                "id": one.id,
                "title": plain_words(one.title),
                "x": round(one.place[0]),
                "y": round(one.place[1]),
                "nodes": sorted(nodes[key] for key in one.members),
            }
            for one in found.groups
        ],
        "group_ties": ties[:MOST_TIES],
        "group_ties_left": max(0, len(ties) - MOST_TIES),
        "group_columns": [{"x": round(one.x), "title": plain_words(one.title)} for one in found.columns],
        "group_rows": [{"y": round(one.y), "title": plain_words(one.title)} for one in found.rows],
    }
