"""Ask a landscape everything at once: what contradicts itself, what is not known, what must not leave the house.

Each check is a small function in this folder; the table `CHECKS` says how bad its findings are, and in which words.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from netmap.checks import contradictions, dates, keys, references, safety, unknowns
from netmap.checks.finding import Check, Context, Finding
from netmap.errors import Problem
from netmap.fields import kind_label
from netmap.landscape import Landscape
from netmap.locale import translator

__all__ = ["CHECKS", "Check", "Folded", "Place", "brought", "check", "fold"]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {one.code: one for room in (references, dates, keys, contradictions, safety, unknowns) for one in room.CHECKS}
)
"""Every check by its code."""


class Place(Protocol):
    """Be what a reader knows of where a record stood (`netmap.files.folder.Place`)."""

    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def fields(self) -> Mapping[str, int]: ...  # noqa: D102


@dataclass(frozen=True)
class Folded:
    """Count the warnings of one code."""

    code: str
    count: int
    text: str

    def __str__(self) -> str:
        return self.text


def check(
    landscape: Landscape,
    places: Mapping[str, Place] | None = None,
    *,
    today: dt.date | None = None,
    lang: str = "de",
) -> list[Problem]:
    """Return what all checks find, by place, line and code.

    `places` says where each record was read, by id; ids in it that the landscape lacks were refused by the reader, and
    references to them are not dangling. Without it a problem's place is the record's kind and id. `today` is for tests.

    >>> from netmap.model import Actor, Cooperation, Settings
    >>> tie = Cooperation(id="a--a", source="a", target="a")
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A"), tie])
    >>> [problem.code for problem in check(city, lang="en") if problem.severity == "error"]
    ['self_cooperation']
    """
    today = today or dt.date.today()
    refused = frozenset(places or ()) - {record.id for record in landscape.records()}
    context = Context(landscape, landscape.reference_date(today), today, refused, lang, places is not None)
    found = (_problem(one, finding, places, lang) for one in CHECKS.values() for finding in one.find(landscape, context))
    return sorted(found, key=lambda problem: (problem.place, problem.line, problem.code, problem.record, problem.what))


def brought(
    old: Landscape | None, new: Landscape, places: Mapping[str, Place] | None = None, *, lang: str = "de"
) -> list[Problem]:
    """Return what the checks find in a landscape that they did not find in it before: what a change would bring.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C", coordinating_office="a"), [Actor(id="a", name="A")])
    >>> [one.code for one in brought(city, city.replace([Actor(id="a", name="A", part_of="b")]))]
    ['dangling_reference']
    """
    known = {(one.code, one.record, one.field) for one in check(old, lang=lang)} if old is not None else set()
    return [one for one in check(new, places, lang=lang) if (one.code, one.record, one.field) not in known]


def _problem(one: Check, finding: Finding, places: Mapping[str, Place] | None, lang: str) -> Problem:
    _ = translator(lang)
    record = finding.record
    where = places.get(record.id) if places else None
    place = where.file if where else f"{kind_label(record.kind_name, lang)} {record.id}"
    line = where.fields.get(finding.field, where.line) if where else 0
    mend = (
        _("Did you mean “{near}”?").format(near=finding.near)
        if finding.near
        else _(one.mend).format(**finding.values)
        if one.mend
        else ""
    )
    what = _(one.what).format(**finding.values)
    return Problem(place, line, one.code, one.severity, finding.field, what, mend=mend, record=record.id)


def fold(problems: Iterable[Problem], *, lang: str = "de") -> list[Folded]:
    """Return one line for each code of warnings, with its count, the most frequent first; errors are not folded.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C", coordinating_office="a"), [Actor(id="a", name="A", sector="inside")])
    >>> [str(one) for one in fold(check(city), lang="en")]
    ['1 × without an education area', '1 × without evidence']
    """
    counts = Counter(problem.code for problem in problems if problem.severity == "warning")
    return sorted(_folded(counts, lang), key=lambda one: (-one.count, one.code))


def _folded(counts: Mapping[str, int], lang: str) -> Iterator[Folded]:
    _ = translator(lang)
    for code, count in counts.items():
        label = _(CHECKS[code].label) if code in CHECKS else code
        yield Folded(code, count, f"{count} × {label}")
