"""Errors that netmap raises, each with a sentence that a coordinator can act on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """State one thing that is wrong in the data: where, what, and how to mend it.

    `place` is a file, or a workbook's sheet; `line` counts from 1, 0 where a problem belongs to no line.
    `severity` is ``"error"`` or ``"warning"``. `record` is the id of the record meant, or empty.

    >>> print(Problem("actors.yaml", 12, "unknown_field", "error", "name", "Feld unbekannt", mend="„name“?"))
    actors.yaml:12: Feld unbekannt. „name“?
    """

    place: str
    line: int
    code: str
    severity: str
    field: str
    what: str
    expected: str = ""
    given: str = ""
    mend: str = ""
    record: str = ""

    def __str__(self) -> str:
        """Write the problem as one line: `place:line: what, expected, given. mend`."""
        where = f"{self.place}:{self.line}" if self.line else self.place
        clauses = ", ".join(part for part in (self.what, self.expected, self.given) if part)
        return f"{where}: {clauses}." + (f" {self.mend}" if self.mend else "")


class NetmapError(Exception):
    """Be the root of all errors that netmap raises on purpose: one sentence, exit code 1."""


class DataError(NetmapError):
    """Refuse input, with all of its problems at once."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems: Sequence[Problem] = tuple(problems)


class StoreError(NetmapError):
    """Say that a store cannot be opened, read or written; it is as it was before."""


class ConflictError(NetmapError):
    """Say which records someone else changed since they were read; nothing was written."""

    def __init__(self, message: str, records: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.records: Sequence[str] = tuple(records)


class UnknownRecordError(NetmapError):
    """Say that no record has this id or name, with what comes nearest: ids, or names with their ids."""

    def __init__(self, message: str, near: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.near: Sequence[str] = tuple(near)
