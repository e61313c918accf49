"""What a report is written from: the landscape, whole and as an edition shows it, the two lists, pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from netmap.analysis.gap_rows import Gaps
from netmap.analysis.queries import Answer, Desk, Given, ask_at
from netmap.analysis.queries.given import OPTIONS
from netmap.analysis.queries.words import headings, unknown_words, worded
from netmap.document import Document, Number, Picture, Section, Table, Text, asked_in
from netmap.editions import Edition, shows
from netmap.landscape import Landscape
from netmap.locale import Language, date, translator
from netmap.titles import name_of

FIRST: Final = 25
"""So many rows of a long table stand on paper; the Excel file has them all."""


@dataclass(frozen=True, eq=False)
class Ground:
    """Hold what a report is written from.

    `landscape` is the whole one, `shown` as the edition shows it, neither cut to the `day`. `gaps` are both lists as the
    edition shows them, None where it shows no open questions. `data` is the sentence on what the data cover, with what the
    edition owes its readers. `named`: recorded organisations may be named as what is open. `area`: both lists are of this
    education area alone.
    """

    landscape: Landscape
    shown: Landscape
    day: dt.date
    edition: Edition
    lang: Language
    data: str
    gaps: Gaps | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    named: bool = False
    area: str = ""

    @cached_property
    def desk(self) -> Desk:
        """Return the desk that all questions are asked at."""
        return Desk(self.shown, self.day)

    @property
    def today(self) -> Landscape:
        """Return what the edition shows of the day."""
        return self.desk.now

    @property
    def text(self) -> Callable[[str], str]:
        """Return the translation into the report's language."""
        return translator(self.lang)

    @property
    def stand(self) -> str:
        """Return the day as people write it."""
        return date(self.day.isoformat(), self.lang)

    @property
    def office(self) -> str:
        """Return the name of the coordinating office; empty where none is recorded, or the edition does not show it."""
        office = self.shown.settings.coordinating_office
        return name_of(office, self.shown) if office and office in self.shown.actors else ""

    def shows(self, part: str) -> bool:
        """Tell whether the edition shows a part of an output (see `netmap.editions.shows`)."""
        return shows(self.edition, part)

    def asks(self, question: str) -> bool:
        """Tell whether the edition shows what a question of the vocabulary answers."""
        part = self.shown.vocabulary["queries"][question].get("shown_to")
        return not part or self.shows(part)

    def answer(self, question: str, **given: Any) -> Answer:
        """Return the answer to a question, as the edition shows it."""
        return ask_at(self.desk, question, Given(**given))

    def label(self, vocabulary: str, key: str) -> str:
        """Return what a key is called."""
        return self.shown.vocabulary.label(vocabulary, key, self.lang)

    @property
    def open_points(self) -> str:
        """Return the command, without `netmap`, that shows both lists."""
        return f"gaps {self.area}".strip()

    def counted(self, question: str, one: str = "", many: str = "", **given: Any) -> Number:
        """Return how many rows a question has, what one and what more of them are called, the command that shows them."""
        value = len(self.answer(question, **given).rows)
        return Number(question, value, one if value == 1 else many, command(question, given))

    def summed(self, question: str, one: str = "", many: str = "", **given: Any) -> Number:
        """Return the sum of the numbers that a question answers with, as `counted` does."""
        value = sum(row["number"] for row in self.answer(question, **given).rows)
        return Number(question, value, one if value == 1 else many, command(question, given))

    def table(self, question: str, name: str, *, first: int | None = FIRST, wide: int | None = None, **given: Any) -> Table:
        """Return the answer to a question as a table in words, with its first rows and columns on paper."""
        found = self.answer(question, **given)
        shown = headings(found, lang=self.lang)
        # a year is no number of anything
        rows = tuple(
            tuple(str(row.get(key, "")) if key == "year" else row.get(key, "") for key in shown)
            for row in worded(found, self.today, lang=self.lang)
        )
        unknown = unknown_words(found, lang=self.lang)
        return Table(
            name,
            tuple(map(_capital, shown.values())),
            rows,
            command(question, given),
            first,
            (unknown,) * bool(unknown),
            wide,
        )

    def document(self, kind: str, title: str, subtitle: str, sections: Sequence[Section]) -> Document:
        """Return a report of these sections, those without content left out."""
        settings = self.shown.settings
        kept = [one for one in sections if one.parts]
        return Document(
            kind=kind,
            title=title,
            subtitle=subtitle,
            place=settings.municipality or settings.name,
            office=self.office,
            day=self.day.isoformat(),
            edition=self.edition,
            lang=self.lang,
            sections=(*kept, *self._sources(kept)),
            disclaimer=settings.disclaimer,
        )

    def _sources(self, sections: Sequence[Section]) -> list[Section]:
        """Return the section that lists the commands behind the numbers, under the numbers in brackets."""
        _ = self.text
        found = asked_in(sections)
        if not found:
            return []
        listed = "; ".join(f"[{n}] netmap {one}" for n, one in enumerate(found, 1))
        flags = f"--edition {self.edition} --at {self.day.isoformat()}"
        says = _("The number in brackets names the command that gives a number, each with {flags}: {commands}.")
        return [Section("sources", _("Where the numbers come from"), (Text(says.format(flags=flags, commands=listed)),))]


def command(question: str, given: Mapping[str, Any]) -> str:
    """Return the command, without `netmap`, that asks a question with what is given.

    >>> command("offers_by_area", {"group": "toddlers", "childcare": True, "start": dt.date(2014, 1, 1)})
    'query offers-by-area --group toddlers --childcare --from 2014-01-01'
    """
    options = []
    for name, value in given.items():
        option = f"--{OPTIONS.get(name, name)}"
        options.append(option if value is True else f"{option} {value}")
    return " ".join(["query", question.replace("_", "-"), *options])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
