"""The rows that say of each expected actor what is recorded, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

ExpectedState = Literal["present", "no_cooperation_recorded", "too_few", "not_recorded", "missing", "elsewhere"]
STATES: Final[tuple[ExpectedState, ...]] = (
    "missing", "too_few", "not_recorded", "no_cooperation_recorded", "elsewhere", "present",
)  # fmt: skip
"""The states of an expected actor, in the order in which people read them."""

How = Literal["confirmed", "type", "name", "offer", "format", "topic"]
Against = Literal["place", "sector", "type", "bracket", "answer", "type_only", "topic", ""]
Contact = Literal["working", "stale", "information", "none", "withheld"]


class Match(NamedTuple):
    """Say which actor or forum fits an expected actor, and why.

    `how`: an Answer named it ("confirmed"), its type alone says so ("type"), its type and a typical name ("name"), its type
    and the name of an offer of its ("offer"), the format of an offer ("format"), or a forum has it as its topic ("topic",
    which is a hint to its members). `against` says what speaks against it:
    it is from outside the city, on the other side of the administration's border, of another type or of none, the name
    stands in brackets only, nothing but a type that may be it speaks for it (a school whose kind is not known), or an Answer
    says that there is none. Such a match is a `hint` and counts for nothing before
    somebody confirms it. `word` is the typical name found, `offer` the offer. `contact` is the best that is recorded of its
    cooperations: a fresh or undated one other than information, a stale one, information only, none; or not to be shown.
    """

    subject: str
    kind: Literal["actor", "forum"]
    name: str
    how: How
    against: Against
    word: str
    offer: str
    municipality: str
    districts: tuple[str, ...]
    citywide: bool
    contact: Contact
    last_seen: str | None

    @property
    def hint(self) -> bool:
        """Tell whether it counts for nothing before somebody confirms it."""
        return bool(self.against)


@dataclass(frozen=True)
class ExpectedRow:
    """Hold what is recorded of one expected actor, in the city (`district` None) or in one district.

    `id` is "expected/KEY" or "expected/KEY/DISTRICT" and stays the same from run to run. `needed` is a guide value, never a
    norm; `recorded` counts the matches that fill it, several of one organisation once. `sure`: enough of these rest on a
    type, a format or an Answer, not on names. `hints` count for nothing before somebody confirms them; `ask` holds the ids
    of actors of the right type and area. `unplaced` counts matches that name no district, `neighbours` those neighbouring
    districts in which one is recorded. `answer` is the id of the Answer that applies, `answer_by` who gave it ("": not
    said, or withheld), `asked` how somebody looked: by an Answer, or by an Inventory of the (first) area. `contradicted`:
    the records say something else than the Answer.
    """

    id: str
    key: str
    district: str | None
    state: ExpectedState
    label_de: str
    label_en: str
    areas: tuple[str, ...]
    sector: str
    types: tuple[str, ...]
    scope: str
    needed: int
    recorded: int
    sure: bool
    importance: str
    responsible: str
    mandatory: bool | None
    legal_basis: str
    rationale_en: str
    may_be_regional: bool | None
    matches: tuple[Match, ...]
    hints: tuple[Match, ...]
    ask: tuple[str, ...]
    unplaced: int
    neighbours: tuple[str, ...]
    answer: str | None
    answer_by: str
    answer_source: str
    answer_date: str | None
    asked: Literal["answer", "complete", "partial", ""]
    contradicted: bool
    last_seen: str | None
    actors: tuple[str, ...]
    evidence: tuple[str, ...]
    sentence_de: str
    sentence_en: str
    next_step_de: str
    next_step_en: str


@dataclass(frozen=True)
class Expected:
    """Hold the rows in the order of the catalogue, and how many somebody has answered.

    `below_floor` counts, for each entry, the districts that are too small to expect one of their own; `dropped` the entries
    that the landscape took out. `inhabitants` is None where neither the landscape nor its districts say.
    """

    rows: tuple[ExpectedRow, ...]
    answered: int
    below_floor: dict[str, int]
    dropped: int
    inhabitants: int | None
    day: str
