"""Who has answered a survey, by area and sector, and who is to be reminded."""

from __future__ import annotations

import dataclasses
import json

from cities import actors, city, members

from netmap.analysis.survey_status import survey_status
from netmap.landscape import Landscape
from netmap.model import Actor, Forum, Survey


def asked_city() -> Landscape:
    """Return a school and an office of two areas that answered, a club that did not, and a forum whose sheet came back."""
    return city(
        Actor(id="s", name="Schule", areas=("school",), sector="inside"),
        Actor(id="o", name="Amt", areas=("school", "clubs"), sector="inside"),
        Actor(id="c", name="Klub", areas=("clubs",), sector="outside"),
        *actors("x"),
        Forum(id="f", name="Forum", areas=("school",)),
        *members("f", "ox"),
        Survey(
            id="w",
            name="Welle",
            date="2020",
            asked=("s", "c", "f", "gone"),
            answered=("s", "o"),
            codes={"AA": "s", "BB": "c", "CC": "f"},
            returned=("AA", "CC"),
        ),
    )


def test_by_name_with_codes():
    landscape = asked_city()
    found = survey_status(landscape, landscape.surveys["w"])
    assert [(row.name, row.kind, row.code, row.answered) for row in found.rows] == [
        ("Forum", "forum", "CC", True),
        ("Klub", "actor", "BB", False),
        ("Schule", "actor", "AA", True),
    ]
    assert [row.id for row in found.silent] == ["c"]


def test_members_count_for_their_forum_by_area_and_sector():
    landscape = asked_city()
    found = survey_status(landscape, landscape.surveys["w"])
    assert [(row.by, row.key, row.asked, row.answered) for row in found.groups] == [
        ("area", "school", 2, 2),
        ("area", "clubs", 2, 1),
        ("area", "", 1, 0),
        ("sector", "inside", 2, 2),
        ("sector", "outside", 1, 0),
        ("sector", "unknown", 1, 0),
    ]
    assert (found.response.asked, found.response.answered, found.response.share) == (4, 2, 0.5)
    assert found.response.wants_bands


def test_as_json():
    landscape = asked_city()
    told = json.loads(json.dumps(dataclasses.asdict(survey_status(landscape, landscape.surveys["w"])), allow_nan=False))
    assert told["survey"] == "w"


def test_of_nobody():
    landscape = city(Survey(id="w", name="W"))
    found = survey_status(landscape, landscape.surveys["w"])
    assert (found.rows, found.groups, found.response.share) == ((), (), None)
