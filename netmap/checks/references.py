"""Checks of what records refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from netmap.checks.finding import Check, Context, Finding
from netmap.editions.scene_states import subjects_of
from netmap.fields import KIND_LABELS
from netmap.landscape import Landscape
from netmap.locale import N_, number, translator
from netmap.model import KINDS, Record, Scene, references

_PROPOSALS = 40  # finding the nearest of thousands of ids takes time: a file with more dangling references gets no more

_CIRCLE = 5


def dangling(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find references to records that there are none of."""
    proposals: dict[str, str] = {}
    for record, field, target, kinds in _all(landscape):
        if target not in context.kinds and target not in context.refused:
            if target not in proposals:
                proposals[target] = _nearest(landscape, target, kinds) if len(proposals) < _PROPOSALS else ""
            yield Finding(record, field, {"given": target, "field": field}, proposals[target])


def wrong_kind(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find references to records of a kind that does not belong there."""
    for record, field, target, kinds in _all(landscape):
        found = context.kinds.get(target)
        if found is not None and not set(found) & set(kinds) and target not in context.refused:
            values = {"given": target, "field": field, "kind": _labels(found, context.lang)}
            values["expected"] = _labels(kinds, context.lang)
            yield Finding(record, field, values)


def _all(landscape: Landscape) -> Iterator[tuple[Record, str, str, tuple[str, ...]]]:
    for record in landscape.records():
        for field, target, kinds in references(record):
            yield record, field, target, kinds


def _labels(kinds: Iterable[str], lang: str) -> str:
    _ = translator(lang)
    return ", ".join(_(KIND_LABELS[kind][0]) for kind in kinds)


def _nearest(landscape: Landscape, target: str, kinds: tuple[str, ...]) -> str:
    ids = (record_id for kind in kinds for record_id in landscape.table(KINDS[kind]))
    return next(iter(get_close_matches(target, islice(ids, 5_000), n=1, cutoff=0.6)), "")


def same_id(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find ids that stand for records of several kinds, where no reader has found them."""
    for record_id, kinds in () if context.read else context.kinds.items():
        if len(kinds) > 1:
            record = landscape.table(KINDS[kinds[-1]])[record_id]
            yield Finding(record, "id", {"given": record_id, "kinds": _labels(kinds, context.lang)})


def part_of_cycle(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find actors that are part of themselves, at once or by way of others; each circle once, at its first id."""
    above = {actor.id: actor.part_of for actor in landscape.actors.values() if actor.part_of}
    done: set[str] = set()
    for start in sorted(above):
        way: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in way:
            way[here] = None
            here = above.get(here)
        if here is not None and here in way:
            circle = list(way)[list(way).index(here) :]
            first = circle.index(min(circle))
            turned = [*circle[first:], *circle[:first]]
            yield Finding(landscape.actors[turned[0]], "part_of", {"circle": _circle(turned, context.lang)})
        done.update(way)


def _circle(ids: list[str], lang: str) -> str:
    """Write a circle of ids: of a long one the first few, and how many more there are."""
    more = len(ids) - _CIRCLE
    said = [translator(lang)("… and {n} more").format(n=number(more, lang))] if more > 0 else []
    return " → ".join([*ids[:_CIRCLE], *said, ids[0]])


def self_cooperation(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find cooperations of an actor with itself."""
    for tie in landscape.cooperations.values():
        if tie.source == tie.target:
            yield Finding(tie, "target", {"given": tie.source})


def repeated(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find lists that name the same thing twice."""
    for record in landscape.records():
        for field, value in record.__dict__.items():
            if type(value) is tuple and len(value) > 1 and isinstance(value[0], str) and len(set(value)) < len(value):
                twice = next(one for one in value if value.count(one) > 1)
                yield Finding(record, field, {"given": twice, "field": field})


def neighbour_one_way(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find districts that name a neighbour which does not name them, or themselves."""
    for district in landscape.districts.values():
        for neighbour in district.neighbours:
            other = landscape.districts.get(neighbour)
            if other is not None and (other is district or district.id not in other.neighbours):
                yield Finding(district, "neighbours", {"given": neighbour})


def scene_gone(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find scenes whose picture is of records that there are none of any more."""
    for scene in landscape.table(Scene).values():
        for named in subjects_of(scene.state):
            if named not in context.kinds and named not in context.refused:
                yield Finding(scene, "state", {"given": named, "title": scene.title})


CHECKS = (
    Check(
        "dangling_reference", "error", True, dangling, N_("references that lead nowhere"),
        N_("“{field}” refers to “{given}”, which is no record"), N_("Add the record, or mend the id."),
    ),
    Check(
        "wrong_kind", "error", True, wrong_kind, N_("references to the wrong kind of record"),
        N_("“{field}” refers to “{given}”, which is of the kind {kind}, expected is {expected}"), N_("Mend the id."),
    ),
    Check(
        "duplicate_id", "error", True, same_id, N_("ids in use twice"),
        N_("the id “{given}” stands for several records: {kinds}"),
        N_("Ids are unique over all kinds: give one of the two another id."),
    ),
    Check(
        "part_of_cycle", "error", True, part_of_cycle, N_("circles of “part_of”"),
        N_("an actor is part of itself: {circle}"), N_("Remove “part_of” in one place of the circle."),
    ),
    Check(
        "self_cooperation", "error", True, self_cooperation, N_("cooperations of an actor with itself"),
        N_("“{given}” cooperates with itself"), N_("Mend “source” or “target”, or remove the record."),
    ),
    Check(
        "repeated", "warning", True, repeated, N_("lists that name the same thing twice"),
        N_("“{field}” names “{given}” twice"), N_("Keep one of the two."),
    ),
    Check(
        "neighbour_one_way", "warning", True, neighbour_one_way, N_("neighbours that are so one way only"),
        N_("“{given}” is a neighbour here, but does not name this district as one of its own"),
        N_("Add it there, or remove it here."),
    ),
    Check(
        "scene_gone", "warning", True, scene_gone, N_("scenes that show what is gone"),
        N_("the scene “{title}” shows “{given}”, which is no record"),
        N_("Keep the picture anew in the map, and save it from there; or remove the scene."),
    ),
)  # fmt: skip
