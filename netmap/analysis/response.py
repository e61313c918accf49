"""Who was asked and who answered: what the surveys say about how far a ranking can be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from netmap.analysis.tied import office_of
from netmap.landscape import Landscape
from netmap.locale import number, translator
from netmap.reports import actors_of, members_of
from netmap.values import known_by, newest_last


@dataclass(frozen=True)
class Response:
    """Hold how many actors of a network were asked and how many of these answered; `share` is None where nobody was asked.

    `warn` and `bands` are the landscape's thresholds: under the one a ranking carries a warning, under the other it is shown
    in bands.
    """

    actors: int
    asked: int
    answered: int
    warn: float
    bands: float

    @property
    def share(self) -> float | None:
        """Return the share of those asked that answered."""
        return self.answered / self.asked if self.asked else None

    @property
    def wants_bands(self) -> bool:
        """Tell whether too few answered for ranks; where nobody was asked, the network is known from documents only."""
        return self.share is None or self.share < self.bands


def response(landscape: Landscape, actors: Iterable[str], *, at: dt.date | None = None) -> Response:
    """Return the response of these actors to the surveys up to a day, the reference date by default.

    Offices of one person stand for what they are part of, as in the network: one answer of either is an answer. Who answered
    is what `answers` tells.

    >>> from netmap.model import Actor, Settings, Survey
    >>> wave = Survey(id="w", name="W", asked=("a", "b"), answered=("a",))
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), Actor(id="b", name="B"), wave])
    >>> response(city, ["a", "b"]).share
    0.5
    """
    answered: dict[str, bool] = {}
    for actor, said in answers(landscape, at=at).items():
        office = office_of(landscape, actor) if actor in landscape.actors else actor
        answered[office] = answered.get(office, False) or said
    known = set(actors)
    thresholds = landscape.settings.thresholds
    return Response(
        actors=len(known),
        asked=len(known & answered.keys()),
        answered=sum(answered[one] for one in known & answered.keys()),
        warn=thresholds.survey_warn,
        bands=thresholds.survey_bands,
    )


def answers(landscape: Landscape, *, at: dt.date | None = None) -> dict[str, bool]:
    """Return of each actor that a survey asked up to a day, the reference date by default, whether it answered.

    Whom several surveys asked counts by the newest of them: a repeated wave takes the place of the one before, and waves
    for different parts of the network add up. A survey that asked a forum asked its members of the day. A survey without a
    date is the oldest; one whose date begins after the day is not looked at.
    """
    day = at or landscape.reference_date()
    surveys = [one for one in landscape.surveys.values() if known_by(one.date, day)]
    members = members_of(landscape, day) if surveys else {}
    answered: dict[str, bool] = {}
    for survey in sorted(surveys, key=lambda one: (newest_last(one.date), one.id)):
        said = actors_of(survey.answered, members)
        answered |= {one: one in said for one in actors_of(survey.asked, members)}
    return answered


def response_sentence(found: Response, *, ranks: bool, lang: str = "de") -> str:
    """Say how many were asked and answered, and what follows for the order shown."""
    _ = translator(lang)
    if found.share is None:
        if ranks:
            return _("No survey: from documents. Nobody was asked, so the ranks say little.")
        return _("No survey: from documents. So these are bands in alphabetical order, not ranks.")
    says = _("Of {n} actors {a} were asked, {b} answered ({p} %).").format(
        n=number(found.actors, lang),
        a=number(found.asked, lang),
        b=number(found.answered, lang),
        p=number(100 * found.share, lang),
    )
    if found.share < found.bands:
        follows = (
            _("That is under {p} %: the ranks say little.")
            if ranks
            else _("That is under {p} %, so these are bands in alphabetical order, not ranks.")
        )
        return says + " " + follows.format(p=number(100 * found.bands, lang))
    if found.share < found.warn:
        follows = _("That is under {p} %: ranks next to each other may well be the other way round.")
        return says + " " + follows.format(p=number(100 * found.warn, lang))
    return says
