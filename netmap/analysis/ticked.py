"""What was agreed at a meeting about an open question, as records: answers, inventories, outcomes of introductions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from netmap.identifiers import generated_id
from netmap.model import Answer, Inventory, Record

Said = Literal[
    "present", "missing", "elsewhere", "agreed", "unregulated", "complete", "not_needed", "introduced", "known", "refused"
]
MAY_BE_SAID: Final[Mapping[str, tuple[Said, ...]]] = {
    "expected": ("present", "missing", "elsewhere"),
    "transition": ("agreed", "unregulated"),
    "coverage": ("complete", "not_needed"),
    "introduction": ("introduced", "known", "refused"),
}
"""What may be said of which kind of question; of others only who sees to it, until when, with what result."""
NOTED: Final[Mapping[Said, Mapping[str, str]]] = {
    "introduced": {"status": "done"},
    "known": {"status": "done"},
    "refused": {"status": "dropped"},
}
"""What an outcome makes of the note on an introduction."""
_ABOUT: Final = {"agreed": "present", "unregulated": "missing"}
_OF_FIELDS: Final = frozenset(
    {"uncovered", "thin", "single_provider", "coordinate", "not_recorded", "active_only", "stale_only"}
)


@dataclass(frozen=True)
class Heard:
    """Hold who said something, where it stands, and when it was said."""

    by: str
    source: str
    date: str


def may_be_said(kind: str, gap: str) -> tuple[Said, ...]:
    """Return what may be said of a question, by its kind and id.

    >>> may_be_said("coverage", "uncovered/clubs/adults"), may_be_said("coverage", "district_unknown/clubs")
    (('complete', 'not_needed'), ())
    """
    if kind == "coverage" and gap.partition("/")[0] not in _OF_FIELDS:
        return ()
    return MAY_BE_SAID.get(kind, ())


def records_said(
    said: Said,
    gap: str,
    *,
    area: str = "",
    groups: Sequence[str] = (),
    districts: Sequence[str] = (),
    heard: Heard,
    reason: str = "",
) -> Iterator[Record]:
    """Yield the records of what was said of a question: an answer, or an inventory, for the city or for each district.

    An outcome of an introduction is none: it is noted (see `NOTED`). An inventory that declares a field not needed wants a
    `reason`, and raises ValueError without one.

    >>> heard = Heard("Runde", "Sitzung", "2020-03-01")
    >>> [(one.id, one.answer) for one in records_said("missing", "not_recorded/expected/daycare", heard=heard)]
    [('answer--daycare', 'missing')]
    """
    if said in NOTED:
        return
    for district in districts or (None,):
        if said in MAY_BE_SAID["coverage"]:
            yield from (_inventory(said, area, group, district, heard, reason) for group in groups or ("",))
        else:
            yield _answer(said, gap, district, heard)


def _answer(said: Said, gap: str, district: str | None, heard: Heard) -> Answer:
    about = "transition" if said in _ABOUT else "expectation"
    given: dict[str, Any] = {about: gap.split("/")[2], "district": district, "answer": _ABOUT.get(said, said)}
    given |= {"by": heard.by, "source": heard.source, "date": heard.date}
    return Answer.model_validate({"id": generated_id("answer", given), **given})


def _inventory(said: Said, area: str, group: str, district: str | None, heard: Heard, reason: str) -> Inventory:
    field = {"area": area, "target_group": group, "district": district}
    told = {"state": said, "reason": reason if said == "not_needed" else "", "by": heard.by, "date": heard.date}
    return Inventory.model_validate({"id": generated_id("inventory", field), **field, **told})
