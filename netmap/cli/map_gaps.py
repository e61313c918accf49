"""What is open, as the map shows it: expected actors, open questions and transitions as ghosts, positions as marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from netmap.export.map_views import Ghost, Mark, View, both
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.expected_rows import ExpectedRow
    from netmap.analysis.gap_rows import GapRow
    from netmap.analysis.transition_rows import TransitionRow
    from netmap.editions import Edition
    from netmap.export.map_places import Place
    from netmap.export.map_views import GhostState
    from netmap.landscape import Landscape

MANY = 12
"""A question that concerns more actors than these is one of its area."""
SIZES = {"core": 1.0, "recommended": 0.6, "optional": 0.3}
SMALLEST = 0.45
"""How large the ghosts of other questions are: their numbers have to be read in a room."""


def gaps_view(
    landscape: Landscape, shown: Landscape, *, day: dt.date, edition: Edition, places: Mapping[str, Place] | None = None
) -> View:
    """Return the view of what is open: expected actors that are missing or not recorded, and open questions.

    Shown are the network, and of those without ties whom something that is open concerns; `places` are the landscape's.
    """
    from netmap.analysis.gaps import summary
    from netmap.cli.cubes import find_gaps
    from netmap.cli.expected import find_expected, find_transitions

    found = find_gaps(landscape, day=day, edition=edition)
    expected = find_expected(landscape, day=day, edition=edition)
    passages = find_transitions(landscape, shown, day=day, edition=edition)
    rows = [*found.action, *found.clarify]
    listed = {row.id for row in rows if row.kind == "expected"}
    ghosts = [*_expected(expected.rows, listed, passages, shown), *_questions(rows, shown)]
    marks, tied = _untied(rows), _tied(shown)
    concerned = {*marks, *(key for one in ghosts for key in (*one.near, *one.about))}
    alone = [key for key in shown.actors if key not in tied]
    return View(
        "gaps",
        both(N_("What is open")),
        {lang: f"{summary(found, lang=lang)} {text}" for lang, text in both(_MEANS).items()},
        subjects=frozenset((tied | concerned) & {*shown.actors, *shown.forums}),
        places=_closed_up(alone, concerned, places or {}),
        ghosts=tuple(ghosts),
        marks=marks | {one.id: Mark(size=SIZES.get(one.importance, SMALLEST)) for one in ghosts},
    )


def _tied(shown: Landscape) -> set[str]:
    tied = {end for tie in shown.cooperations.values() for end in (tie.source, tie.target)}
    return tied | {end for sits in shown.memberships.values() for end in (sits.actor, sits.forum)}


def _closed_up(alone: Sequence[str], kept: Container[str], places: Mapping[str, Place]) -> dict[str, Place]:
    """Return the places of those who stay in the list of actors without ties, so that it has no holes."""
    listed = sorted((places[key], key) for key in alone if key in places)
    stay = [key for _place, key in listed if key in kept]
    # row by row, so that the list becomes lower
    first = sorted((place for place, _key in listed), key=lambda place: (place[1], place[0]))[: len(stay)]
    return dict(zip(stay, sorted(first), strict=True))


_MEANS = N_("“Not recorded” means: we do not know. “Missing” means: somebody confirmed it.")


def _expected(
    rows: Sequence[ExpectedRow], listed: set[str], passages: Sequence[TransitionRow], shown: Landscape
) -> Iterator[Ghost]:
    """Yield a ghost for each expected actor that is missing or not recorded, and for each of which there are few.

    It stands near those with whom it would connect a transition, else near whom one would ask. What a note says not to
    propose again is not `listed` among the gaps.
    """
    from netmap.analysis.expected_folds import folded, told

    states: dict[str, GhostState] = {"missing": "missing", "not_recorded": "not_recorded", "too_few": "open"}
    partners = _partners(passages)
    for case in folded([row for row in rows if row.state in states]):
        row = case[0]
        if listed.isdisjoint({f"{row.state}/{row.id}", *_folded_ids(row)}):
            continue
        known = [one.subject for one in (*row.matches, *row.hints)]
        yield Ghost(
            row.id if len(case) == 1 else f"expected/{row.key}",
            "actor" if row.state != "too_few" else "question",
            {"de": row.label_de, "en": row.label_en},
            states[row.state],
            {lang: told(case, shown, lang=lang) for lang in ("de", "en")},
            {"de": row.next_step_de, "en": row.next_step_en},
            near=tuple(known or partners.get(row.key, row.ask)),
            about=tuple(known),
            areas=row.areas,
            districts=tuple(one.district for one in case if one.district),
            sector=row.sector,
            importance=row.importance,
        )


def _folded_ids(row: ExpectedRow) -> tuple[str, ...]:
    """Return what the rows of districts that are told together may be called among the gaps."""
    together = f"{row.state}/expected/{row.key}/districts"
    return (together, f"{together}/{row.asked}") if row.district else ()


def _partners(passages: Sequence[TransitionRow]) -> dict[str, tuple[str, ...]]:
    """Return for each expected actor those recorded with whom it would connect transitions."""
    found: dict[str, dict[str, None]] = {}
    for row in passages:
        for side in row.connecting:
            others = chain.from_iterable(one.actors for one in row.connecting if one.key != side.key)
            found.setdefault(side.key, {}).update(dict.fromkeys(others))
    return {key: tuple(actors) for key, actors in found.items() if actors}


def _questions(rows: Sequence[GapRow], shown: Landscape) -> Iterator[Ghost]:
    """Yield a ghost for the open questions of an area, those of one state together, near the actors that they are about."""
    states: dict[str, GhostState] = {"uncovered": "missing", "not_recorded": "not_recorded"}
    cases: dict[tuple[str, GhostState], list[GapRow]] = {}
    for row in rows:
        if row.kind == "coverage":
            cases.setdefault((row.area, states.get(row.rule, "open")), []).append(row)
    for (area, state), case in cases.items():
        first = case[0]
        several = len(case) > 1
        about = tuple(dict.fromkeys(key for row in case if len(row.actors) <= MANY for key in row.actors))
        sentences = [{"de": row.sentence_de, "en": row.sentence_en} for row in case]
        yield Ghost(
            f"{state}/{area}" if several else first.id,
            "question",
            _together(case, shown) if several else {lang: _field(first, shown, lang) for lang in ("de", "en")},
            state,
            {} if several else sentences[0],
            {"de": first.next_step_de, "en": first.next_step_en},
            about=about if len(about) <= MANY else (),
            areas=(area,) if area else (),
            districts=tuple(dict.fromkeys(key for row in case for key in row.districts)),
            parts=tuple(sentences) if several else (),
        )


def _together(case: Sequence[GapRow], shown: Landscape) -> dict[str, str]:
    """Name the questions of an area that are told together, with their number."""
    texts = both(N_("{area}: {n} questions"), area="{area}", n=len(case))
    return {lang: text.format(area=_area(case[0], shown, lang)) for lang, text in texts.items()}


def _field(row: GapRow, shown: Landscape, lang: str) -> str:
    """Name the field that a question is about: its area, and its target group where it is one."""
    words = shown.vocabulary
    return ", ".join([_area(row, shown, lang), *(words.label("target_groups", one, lang) for one in row.groups[:1])])


def _area(row: GapRow, shown: Landscape, lang: str) -> str:
    return shown.vocabulary.label("areas", row.area, lang) if row.area else both(N_("area not known"))[lang]


def _untied(rows: Sequence[GapRow]) -> dict[str, Mark]:
    """Mark those without recorded cooperation, where the edition lists them by name."""
    reason = both(N_("No cooperation recorded yet"))
    return {key: Mark(state="open", reason=reason) for row in rows if row.kind == "actors" for key in row.actors}


def open_transitions(landscape: Landscape, shown: Landscape, *, day: dt.date, edition: Edition) -> View:
    """Return the view of transitions, each with what is recorded of it."""
    from netmap.cli.expected import find_transitions
    from netmap.export.map_transitions import Passage, transitions_view

    states: dict[str, GhostState] = {"unregulated": "missing", "nothing_recorded": "not_recorded", "agreed": "agreed"}
    passages = [
        Passage(
            Ghost(
                row.id,
                "question",
                {"de": row.label_de, "en": row.label_en},
                states.get(row.state, "open"),
                {"de": row.sentence_de, "en": row.sentence_en},
                {"de": row.next_step_de, "en": row.next_step_en},
                about=row.actors,
            ),
            (row.from_stage, row.to_stage),
            actors=row.actors,
            ties=row.ties,
            forums=row.forums,
        )
        for row in find_transitions(landscape, shown, day=day, edition=edition)
    ]
    note = N_(
        "Stages of life from left to right, and above them what should lead from one to the next. Shown are those"
        " who should connect two stages. Single contacts are no procedure. “Not recorded” means: we do not know."
    )
    return transitions_view(shown, passages, both(note))
