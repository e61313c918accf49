"""Introductions: at most ten pairs that should meet, since each could close a gap, a transition or the border."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from netmap.analysis.expected_words import ended
from netmap.analysis.introduction_occasions import Occasion, wishes
from netmap.analysis.introduction_pairs import Seats, known, seats
from netmap.analysis.introduction_search import Search, in_turn, introduction_id, ranks_of
from netmap.landscape import Landscape
from netmap.locale import alphabetical, translator
from netmap.model import Forum, GapNote
from netmap.network.arrays import Arrays, arrays
from netmap.network.graph import Network, network

GO_BETWEENS: Final = 3


@dataclass(frozen=True)
class Introduction:
    """Hold one pair that should meet. `id` is "introduction/A/B" with the ids in order, and stays the same for ever.

    `kind` and `occasion` (the id of a gap, transition, border row or cooperation) say why; `shared` counts the partners of
    both, `go_between` are at most three of them; `forum` is a standing forum in which at least one of both sits, or one of
    the same area, None where none is recorded. `status`, `responsible` and `due` come from a note on the id.
    """

    id: str
    kind: Literal["wish", "gap", "transition", "border"]
    occasion: str
    first: str
    second: str
    first_name: str
    second_name: str
    shared: int
    go_between: tuple[str, ...]
    forum: str | None
    forum_name: str
    reason_de: str
    reason_en: str
    sentence_de: str
    sentence_en: str
    status: Literal["open", "in_work"]
    responsible: str
    due: str | None


@dataclass(frozen=True)
class Introductions:
    """Hold the pairs, most urgent first, and what was left out: `refused` never return, `done` have met.

    `occasions` counts what could have given a pair.
    """

    rows: tuple[Introduction, ...]
    occasions: int
    refused: int
    done: int
    day: str


def introductions(
    landscape: Landscape,
    occasions: Sequence[Occasion] = (),
    *,
    at: dt.date | None = None,
    without: Collection[str] = (),
    known_by: Landscape | None = None,
    columns: Arrays | None = None,
) -> Introductions:
    """Return the pairs that should meet on a day (the reference date by default), at most as many as the threshold says.

    Wished and planned cooperations come first, then the `occasions` (see `in_turn`), one pair each, then their second-best
    pairs. Of an occasion the pair with most shared partners comes first, then by name. Never proposed are pairs with any
    recorded cooperation (of whatever kind or time, a conflict among them) or a shared standing forum or agreement, of one
    carrier, or whose introduction a note calls `dropped` or `done`. Offices of one person stand back for what they are part
    of, and are left out where that is not known; the coordinating office, and those in `without`, are left out. One actor is
    in at most two pairs. Where `landscape` lacks what an edition must not tell, `known_by` is the whole one that says who
    knows whom. `columns` are the landscape's arrays on the day, where they have been read already.
    Pass the whole landscape, not one already cut to a day.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), Actor(id="b", name="B")])
    >>> reason = Occasion("gap", "g", "Kein Angebot", "No offer", 50.0, "clubs", ((("a",), ("b",)),))
    >>> introductions(city, [reason]).rows[0].sentence_de
    'Prüfen, ob A und B sich kennen. Anlass: Kein Angebot. Möglicher Ort: noch offen.'
    """
    day = at or landscape.reference_date()
    columns = columns or arrays(landscape, at=day)
    notes = {note.gap: note for note in landscape.table(GapNote).values()}
    office = landscape.settings.coordinating_office
    gone = {one for one in (*without, *([office] if office else [])) if one in set(columns.actor_ids)}
    net = network(columns, without=gone)
    where = seats(columns, net)
    barred = known(known_by or landscape, columns, net, where, without=gone)
    closed = {one for one, note in notes.items() if note.status in {"dropped", "done"}}
    given = in_turn([*wishes(landscape, columns), *occasions])
    search = Search(net, where, barred, closed, ranks_of(net))
    chosen = search.choose(given, landscape.settings.thresholds.introductions)
    places = _Places(landscape, columns, where)
    rows = [_row(net, one, first, second, shared, places, notes) for one, first, second, shared in chosen]
    told = Counter(note.status for one, note in notes.items() if one.startswith("introduction/"))
    return Introductions(tuple(rows), len(given), told["dropped"], told["done"], day.isoformat())


# ------------------------------------------------------------------------------------------------------------------- rows


class _Places:
    """Find the standing forum in which two actors could meet."""

    def __init__(self, landscape: Landscape, columns: Arrays, where: Seats) -> None:
        forums = landscape.forums
        standing = {one for one, nature in zip(columns.forum_ids, columns.natures, strict=True) if nature == "standing"}
        self.forums = sorted((forums[one] for one in standing), key=lambda one: (alphabetical(one.name), one.id))
        self.sits: dict[str, set[int]] = {one.id: set() for one in self.forums}
        for actor, forum in zip(columns.member_actor.tolist(), columns.member_forum.tolist(), strict=True):
            key, one = columns.forum_ids[forum], columns.actor_ids[actor]
            if key in self.sits and one in where.of:
                self.sits[key].add(where.of[one])

    def of(self, first: int, second: int, area: str) -> Forum | None:
        """Return the forum in which most of both sit already, one of the occasion's area before others; None: none."""
        there = [(len(self.sits[one.id] & {first, second}), area in one.areas, one) for one in self.forums]
        fit = [entry for entry in there if entry[0] or entry[1]]
        return max(fit, key=lambda entry: (entry[0], entry[1]))[2] if fit else None


def _row(
    net: Network, one: Occasion, first: int, second: int, shared: int, places: _Places, notes: Mapping[str, GapNote]
) -> Introduction:
    forum = places.of(first, second, one.area)
    between = _between(net, first, second)
    names = tuple(net.names[at] for at in between)
    found = Introduction(
        id=introduction_id(net.ids[first], net.ids[second]),
        kind=one.kind,
        occasion=one.id,
        first=net.ids[first],
        second=net.ids[second],
        first_name=net.names[first],
        second_name=net.names[second],
        shared=shared or len(_partners(net, first) & _partners(net, second)),
        go_between=tuple(net.ids[at] for at in between),
        forum=forum.id if forum else None,
        forum_name=forum.name if forum else "",
        reason_de=one.reason_de,
        reason_en=one.reason_en,
        sentence_de="",
        sentence_en="",
        status="open",
        responsible="",
        due=None,
    )
    de, en = (sentence(found, names, lang=lang) for lang in ("de", "en"))
    note = notes.get(found.id)
    if note is not None and note.status in {"open", "in_work"}:
        found = replace(found, status=note.status, responsible=note.responsible, due=note.due)
    return replace(found, sentence_de=de, sentence_en=en)


def _partners(net: Network, seat: int) -> set[int]:
    return set(net.adjacency.indices[net.adjacency.indptr[seat] : net.adjacency.indptr[seat + 1]].tolist())


def _between(net: Network, first: int, second: int) -> list[int]:
    """Return the partners of both, at most three, by how few others they have (these know them best), then by name."""
    both = [one for one in _partners(net, first) & _partners(net, second) if net.ranked[one]]
    degrees = np.diff(net.adjacency.indptr)
    return sorted(both, key=lambda one: (int(degrees[one]), alphabetical(net.names[one]), net.ids[one]))[:GO_BETWEENS]


def sentence(row: Introduction, go_between: Sequence[str] = (), *, lang: str = "de") -> str:
    """Say whom to introduce, why, where, and who could do it."""
    _ = translator(lang)
    reason = (row.reason_en if lang == "en" else row.reason_de).rstrip(".")
    text = _("Check whether {a} and {b} know each other. Occasion: {reason}. Possible place: {forum}.")
    forum = row.forum_name or _("not settled yet")
    says = ended(text.format(a=row.first_name, b=row.second_name, reason=reason, forum=forum))
    if go_between:
        says += " " + ended(_("Both are in contact with {names}.").format(names="; ".join(go_between)))
    return says
