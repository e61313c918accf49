"""The rows that say of each transition what is recorded among those who should connect it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

TransitionState = Literal["agreed", "single_contacts", "nothing_recorded", "unregulated"]
STATES: Final[tuple[TransitionState, ...]] = ("unregulated", "nothing_recorded", "single_contacts", "agreed")
"""The states of a transition, in the order in which people read them."""


@dataclass(frozen=True)
class Connection:
    """Hold one of the expected actors that should connect a transition, and who is recorded for it."""

    key: str
    label_de: str
    label_en: str
    actors: tuple[str, ...]


@dataclass(frozen=True)
class TransitionRow:
    """Hold what is recorded of one transition; `id` is "transition/KEY" and stays the same from run to run.

    `ties` are the ids of the existing cooperations between actors of different `connecting` entries: of working kinds, and
    contracts, which are in `agreements`, too, like the agreements among `forums` (standing or agreed, with counting members
    of different entries). `stale`: all of the ties are old, and there is no forum. `answer` is the Answer that applies,
    `answer_by` who gave it ("": not said, or withheld).
    """

    id: str
    key: str
    state: TransitionState
    label_de: str
    label_en: str
    from_stage: str
    to_stage: str
    connecting: tuple[Connection, ...]
    ties: tuple[str, ...]
    forums: tuple[str, ...]
    agreements: tuple[str, ...]
    stale: bool
    reason_de: str
    answer: str | None
    answer_by: str
    answer_source: str
    answer_date: str | None
    last_seen: str | None
    actors: tuple[str, ...]
    evidence: tuple[str, ...]
    sentence_de: str
    sentence_en: str
    next_step_de: str
    next_step_en: str
