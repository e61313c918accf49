"""A document as plain data: what a report says, before anybody writes it for Word, a browser or Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from netmap.editions import Edition
    from netmap.locale import Language

Cell = str | int | float
BY_HAND: Final = " "
"""The heading of a column that is to be filled in by hand."""

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "vorlage": ("head", "subject", "decision", "facts", "open", "finance", "data", "sources"),
    "lage": ("findings", "unknown", "action", "forums", "pictures", "data", "annex", "sources"),
    "area": ("findings", "action", "unknown", "forums", "pictures", "data", "annex", "sources"),
    "actor": ("request", "entry", "offers", "forums", "ties", "answer", "data"),
    "forum": ("findings", "members", "unknown", "data", "annex", "sources"),
    "change": ("findings", "gaps", "came", "data", "annex", "sources"),
}
"""The sections of each kind of report by the names of their fields in a template, in the order in which they stand."""


@dataclass(frozen=True)
class Text:
    """Hold a paragraph; `lead` is set apart before it. `asked` are the commands, without `netmap`, that give its numbers."""

    text: str
    asked: tuple[str, ...] = ()
    lead: str = ""

    @property
    def whole(self) -> str:
        """Return all of it, the lead first."""
        return " ".join(one for one in (self.lead, self.text) if one)


@dataclass(frozen=True)
class Number:
    """Hold one number of a report, what it counts, and the command that gives it.

    `key` names it for the tables; `says` follows the number in a sentence: "actors are recorded."
    """

    key: str
    value: int
    says: str
    asked: str


@dataclass(frozen=True)
class Numbers:
    """Hold numbers that stand one below the other."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Items:
    """Hold a list of paragraphs, each with a bullet, or a `sign` in its place: "☐" is there to be ticked."""

    items: tuple[Text, ...]
    sign: str = ""


@dataclass(frozen=True)
class Table:
    """Hold a table: its name, headings, rows, and the command that gives it.

    On paper its `first` rows and its columns up to `wide` are shown, all of them where that is None; a sentence says what
    more there is, and where.
    A column under `BY_HAND` is to be filled in by hand.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    asked: str = ""
    first: int | None = None
    remarks: tuple[str, ...] = ()
    wide: int | None = None


@dataclass(frozen=True)
class Picture:
    """Hold a picture in both forms: as lines for screens, as dots for paper; `words` say what it shows."""

    title: str
    words: str
    svg: bytes
    png: bytes


@dataclass(frozen=True)
class Blank:
    """Hold what is to be filled in by hand: what it is, and how many lines it has."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class Box:
    """Hold paragraphs in a frame."""

    title: str
    items: tuple[Text, ...]


Part = Text | Numbers | Items | Table | Picture | Blank | Box


@dataclass(frozen=True)
class Section:
    """Hold one section under its heading (none where empty). `key` is the name of its field in a template."""

    key: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Document:
    """Hold a report of one kind, as an edition shows it on a day; `place` and `office` are its letterhead."""

    kind: str
    title: str
    subtitle: str
    place: str
    office: str
    day: str
    edition: Edition
    lang: Language
    sections: tuple[Section, ...]
    disclaimer: str

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Return the commands that give its numbers and tables, each once, in the order in which they are needed."""
        return asked_in(self.sections)

    def mark(self, part: Text | Number | Table) -> str:
        """Return the numbers, in brackets, under which the commands of a part are listed; nothing where it has none."""
        return "".join(f"[{self.asked.index(one) + 1}]" for one in commands(part))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in all sections."""
        return tuple(part for section in self.sections for part in section.parts if isinstance(part, Table))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Return the numbers that stand for themselves in all sections."""
        return tuple(
            one for section in self.sections for part in section.parts if isinstance(part, Numbers) for one in part.numbers
        )


def asked_in(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the commands behind the sections, each once, in the order in which they are needed."""
    return tuple(dict.fromkeys(one for section in sections for part in section.parts for one in commands(part)))


def commands(part: Part | Number) -> Iterator[str]:
    """Yield the commands that give what a part says.

    >>> list(commands(Box("Data", (Text("3 actors", ("query actors",)),))))
    ['query actors']
    """
    if isinstance(part, Text):
        yield from part.asked
    elif isinstance(part, Number | Table):
        yield from (part.asked,) if part.asked else ()
    elif isinstance(part, Numbers):
        yield from (one.asked for one in part.numbers)
    elif isinstance(part, Items | Box):
        yield from (asked for one in part.items for asked in one.asked)
