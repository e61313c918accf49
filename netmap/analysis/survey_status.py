"""Who was asked in a survey, who has answered, by area and sector; who is to be reminded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netmap.analysis.response import Response
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import Survey
from netmap.reports import actors_of, members_of


@dataclass(frozen=True)
class AskedRow:
    """Hold one who was asked: actor or forum, its areas and sector, its code, and whether it has answered.

    A forum has answered where its sheet came back, whoever was there.
    """

    id: str
    name: str
    kind: str
    areas: tuple[str, ...]
    sector: str
    code: str
    answered: bool


@dataclass(frozen=True)
class GroupRow:
    """Hold how many actors of an area (`by` "area") or sector were asked, and how many of these have answered.

    `key` is empty for those of whom no area is known; an actor of several areas counts in each.
    """

    by: str
    key: str
    asked: int
    answered: int
    share: float


@dataclass(frozen=True)
class SurveyStatus:
    """Hold how a survey stands: its rows by name, its groups, and the response of all actors asked."""

    survey: str
    name: str
    date: str | None
    rows: tuple[AskedRow, ...]
    groups: tuple[GroupRow, ...]
    response: Response

    @property
    def silent(self) -> tuple[AskedRow, ...]:
        """Return who is to be reminded."""
        return tuple(row for row in self.rows if not row.answered)


def survey_status(landscape: Landscape, survey: Survey, *, at: dt.date | None = None) -> SurveyStatus:
    """Return who was asked in a survey and who has answered, by name, by area and by sector.

    Forums stand for their members on the day, the reference date by default; who is no longer recorded is left out.

    >>> from netmap.model import Actor, Settings
    >>> wave = Survey(id="w", name="W", asked=("a", "b"), answered=("a",))
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), Actor(id="b", name="B"), wave])
    >>> [row.name for row in survey_status(city, wave).silent]
    ['B']
    """
    day = at or landscape.reference_date()
    members = members_of(landscape, day)
    people = {one for one in actors_of(survey.asked, members) if one in landscape.actors}
    answered = actors_of(survey.answered, members) & people
    thresholds = landscape.settings.thresholds
    return SurveyStatus(
        survey=survey.id,
        name=survey.name,
        date=survey.date,
        rows=tuple(sorted(_rows(landscape, survey), key=lambda row: (alphabetical(row.name), row.id))),
        groups=tuple(_groups(landscape, people, answered)),
        response=Response(
            len(landscape.at(day).actors), len(people), len(answered), thresholds.survey_warn, thresholds.survey_bands
        ),
    )


def _rows(landscape: Landscape, survey: Survey) -> Iterable[AskedRow]:
    codes = {subject: code for code, subject in survey.codes.items()}
    for one in survey.asked:
        code = codes.get(one, "")
        if one in landscape.actors:
            actor = landscape.actors[one]
            yield AskedRow(one, actor.name, "actor", actor.areas, actor.sector, code, one in survey.answered)
        elif one in landscape.forums:
            forum = landscape.forums[one]
            back = code in survey.returned or one in survey.answered
            yield AskedRow(one, forum.name, "forum", forum.areas, "", code, back)


def _groups(landscape: Landscape, asked: set[str], answered: set[str]) -> Iterable[GroupRow]:
    """Yield the areas in the order of the vocabulary, then the sectors; those of which nobody was asked are left out."""
    by_area: dict[str, set[str]] = {}
    by_sector: dict[str, set[str]] = {}
    for one in asked:
        actor = landscape.actors[one]
        by_sector.setdefault(actor.sector, set()).add(one)
        for area in actor.areas or ("",):
            by_area.setdefault(area, set()).add(one)
    groups: Mapping[str, Mapping[str, set[str]]] = {"area": by_area, "sector": by_sector}
    for by, vocabulary in (("area", "areas"), ("sector", "sectors")):
        known = groups[by]
        order = [*landscape.vocabulary[vocabulary], *sorted(known.keys() - landscape.vocabulary[vocabulary].keys())]
        for key in order:
            if several := known.get(key):
                said = len(several & answered)
                yield GroupRow(by, key, len(several), said, said / len(several))
