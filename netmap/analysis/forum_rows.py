"""The rows that say of each forum who is in it, and of the landscape what no forum deals with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Complete = Literal["complete", "old", "unknown"]
Presence = Literal["present", "none", "none_recorded"]
What = Literal["area", "group", "expected"]
Verdict = Literal["more", "as_expected", "too_few", "small", "not_complete"]


@dataclass(frozen=True)
class ForumRow:
    """Hold one forum: what it is for, who is in it, to whom it reports.

    `members` are the ids of those whose role counts, each once, `guests` of all others in it; `inside`, `outside` and
    `unsettled` count the members by sector, `member_areas` by education area, most first (members of several areas count in
    each). `reports_to` is an id of a forum or actor, `reported_by` of the forums that report to it. `complete`: somebody
    confirmed the list of members on `complete_on`, by now long ago (`old`), or nobody did. `administration` and `migrants`
    tell whether the administration, and an organisation of migrants, are in it as members or lead: `none` needs a complete
    list, otherwise it is `none_recorded`.
    """

    id: str
    name: str
    kind: str
    nature: str
    level: str
    mandate: str
    topics: tuple[str, ...]
    areas: tuple[str, ...]
    target_groups: tuple[str, ...]
    lead: str | None
    reports_to: str | None
    reported_by: tuple[str, ...]
    members: tuple[str, ...]
    guests: tuple[str, ...]
    inside: int
    outside: int
    unsettled: int
    member_areas: tuple[tuple[str, int], ...]
    complete: Complete
    complete_on: str | None
    administration: Presence
    migrants: Presence
    last_seen: str | None


@dataclass(frozen=True)
class WithoutForum:
    """Hold an area, a target group or an expected actor that no standing forum or agreement is recorded for.

    `through` are the ids of the forums in which actors of this area or group sit all the same; `unassigned` counts the
    forums, of `of`, that do not say what area, or group, they are for: it may be one of these. Expected actors (`actors`:
    who fills the entry) are listed where they are recorded, and none of them sits in a forum.
    """

    what: What
    key: str
    label_de: str
    label_en: str
    through: tuple[str, ...]
    unassigned: int
    of: int
    actors: tuple[str, ...]


@dataclass(frozen=True)
class LoadRow:
    """Hold in how many standing forums and agreements an actor sits, and how many hours a year that takes.

    `hours` is the sum over `timed`, the forums of which meetings a year and hours a meeting are recorded; None where there
    are none. What sits as an office of one person counts for what it is part of.
    """

    actor: str
    name: str
    sector: str
    forums: tuple[str, ...]
    timed: tuple[str, ...]
    hours: float | None


@dataclass(frozen=True)
class OverlapRow:
    """Hold two standing forums, whom and what they share.

    `shared` are the ids of members of both, `topics` the topics and areas of both. `members_jaccard` (shared / in either)
    and the test are there only where both lists are complete and hold at least 5: `expected` members would be shared by two
    draws from the `actors` in any standing forum, `p` is the hypergeometric chance of so many or more, `q` the same after
    Benjamini and Hochberg. `topics_jaccard` is None where one of them names none.
    """

    first: str
    second: str
    shared: tuple[str, ...]
    members_jaccard: float | None
    topics: tuple[str, ...]
    topics_jaccard: float | None
    actors: int
    expected: float | None
    p: float | None
    q: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Forums:
    """Hold the forums by nature and name, what none deals with, who carries how much, and what they share.

    `load` is by hours, then by number of forums, most first; `overlap` by shared members, most first.
    """

    rows: tuple[ForumRow, ...]
    without: tuple[WithoutForum, ...]
    load: tuple[LoadRow, ...]
    overlap: tuple[OverlapRow, ...]
    day: str


@dataclass(frozen=True)
class TurnoverRow:
    """Hold who joined and left a forum between two days; both are empty where the list was not complete on both.

    `complete_then` and `complete_now` tell on which day it was.
    """

    id: str
    name: str
    joined: tuple[str, ...]
    left: tuple[str, ...]
    stayed: tuple[str, ...]
    complete_then: Complete
    complete_now: Complete
    then: str
    now: str
