"""Questions with a name: what coordinators ask again and again, each an entry of a vocabulary and one small function."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from netmap.analysis.queries import actors, gremien, offers, open_ends, ties
from netmap.analysis.queries.own import own_question
from netmap.analysis.queries.question import Desk, Found, Given, Row
from netmap.landscape import Landscape
from netmap.model import Query
from netmap.uncollected import uncollected
from netmap.vocabulary import Term

__all__ = ["FUNCTIONS", "Answer", "Desk", "Given", "ask", "ask_at", "questions"]

FUNCTIONS: Final[Mapping[str, Callable[[Desk, Given], Found]]] = {
    function.__name__: function
    for function in (
        actors.actors, actors.serving, actors.languages, actors.types, actors.parts, actors.memberships,
        actors.without_forum, actors.without_cooperation, actors.incomplete,
        offers.offers, offers.providers, offers.offers_by_area, offers.offers_by_language, offers.offers_by_level,
        offers.incomplete_offers, offers.cells, offers.one_provider, offers.needs,
        gremien.forums, gremien.members, gremien.members_without_tie, gremien.shared_forums, gremien.joined_or_left,
        gremien.not_mixed, gremien.hours,
        ties.cooperations, ties.kinds, ties.not_confirmed, ties.one_sided, ties.unanswered, ties.wishes, ties.begun_or_ended,
        ties.across_the_border, ties.offices_without_outside, ties.old_evidence, ties.sources,
        open_ends.inventories, open_ends.not_asked, open_ends.confirmed_missing, open_ends.open_transitions,
        open_ends.notes, open_ends.surveys,
    )
}  # fmt: skip
"""The functions that the entries of the vocabulary `queries` name."""


@dataclass(frozen=True)
class Answer:
    """Hold what a question found.

    `columns` say of each key of a row what it is: see the head of the vocabulary `queries`. `unknown` counts by what was
    asked for the records that do not say it, and so are in no row, though they may belong there. `day` is the one asked of.
    """

    query: str
    rows: tuple[Row, ...]
    columns: Mapping[str, Any]
    unknown: Mapping[str, int]
    day: str


def questions(landscape: Landscape) -> dict[str, Term | Query]:
    """Return all questions that can be asked: those of the vocabulary, and the landscape's own, by name.

    >>> from netmap.model import Settings
    >>> len(questions(Landscape(Settings(id="c", name="C")))) >= 25
    True
    """
    return {**landscape.vocabulary["queries"], **landscape.table(Query)}


def ask(landscape: Landscape, name: str, given: Given | None = None, *, at: dt.date | None = None) -> Answer:
    """Return the answer to a question of `questions`, as of a day, the reference date by default.

    Pass the whole landscape, as an edition may show it, not one already cut to a day; and what the question needs, as ids
    and keys that exist (`netmap.analysis.queries.given` reads them from what a person writes). The rows hold ids, keys and
    numbers. Raise KeyError for a question that there is not.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A", areas=("school",)), Actor(id="b", name="B")])
    >>> found = ask(city, "actors", Given(area="school"))
    >>> [row["actor"] for row in found.rows], found.unknown
    (['a'], {'area': 1})
    """
    return ask_at(Desk(landscape, at or landscape.reference_date()), name, given)


def ask_at(desk: Desk, name: str, given: Given | None = None) -> Answer:
    """Return the answer to a question, as `ask` does, from a desk on which the day's state lies: for many in a row.

    >>> from netmap.model import Actor, Settings
    >>> desk = Desk(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")]), dt.date(2018, 12, 31))
    >>> len(ask_at(desk, "actors").rows)
    1
    """
    question = questions(desk.whole)[name]
    with uncollected():
        if isinstance(question, Query):
            found, columns = own_question(desk, question)
        else:
            found, columns = FUNCTIONS[question["ask"]](desk, given or Given()), question["columns"]
    return Answer(name, found.rows, columns, found.unknown, desk.day.isoformat())
