"""What a check is, what it finds, and what it may look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from functools import cached_property
from typing import Literal

from netmap.landscape import Landscape
from netmap.model import Record
from netmap.vocabulary import Vocabulary


@dataclass(frozen=True)
class Finding:
    """Point to a record, and the field in it, of which a check's sentence is true; `values` fill its blanks."""

    record: Record
    field: str = ""
    values: Mapping[str, object] = made(default_factory=dict)
    near: str = ""


@dataclass(frozen=True)
class Context:
    """Hold what checks share: the reference date, today, ids that stand in refused records, and the vocabularies.

    `read` says that a reader has seen the records, and has told of ids that are in use twice.
    """

    landscape: Landscape
    day: dt.date
    today: dt.date
    refused: frozenset[str] = frozenset()
    lang: str = "de"
    read: bool = False

    @cached_property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """Return the kinds of records that each id stands for: one, or several by mistake."""
        found: dict[str, tuple[str, ...]] = {}
        for record in self.landscape.records():
            found[record.id] = (*found.get(record.id, ()), record.kind_name)
        return found

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabularies with the landscape's own terms."""
        return self.landscape.vocabulary


Find = Callable[[Landscape, Context], Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """Hold one line of the table of checks: what is looked for, how bad it is, and its words.

    An error stops a load. A warning does so only with `--strict`, and only where `strict` is True: not where it speaks of
    age or of what is unknown. `what` and `mend` may have blanks; `label` names the findings where they are counted.
    """

    code: str
    severity: Literal["error", "warning"]
    strict: bool
    find: Find
    label: str
    what: str
    mend: str = ""


def dated(records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records that have a first or a last day."""
    return (record for record in records if record.since is not None or record.until is not None)
