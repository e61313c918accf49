"""What a command prints or writes: rows in the format asked for, of the edition asked for, and remarks beside them."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netmap.cli.findings_text import wrapped
from netmap.cli.options import EditionName, Format
from netmap.cli.session import Session
from netmap.errors import DataError

if TYPE_CHECKING:
    from netmap.editions import Edition
    from netmap.export.records import Page
    from netmap.landscape import Landscape

SUFFIXES = {".csv": Format.CSV, ".xlsx": Format.CSV, ".json": Format.JSON, ".md": Format.MD}


@dataclass
class Out:
    """Collect what a command says, and print it at the end, or write it to a file of an edition.

    `form` is what was asked for, `written` what comes out: a file goes by its ending. People read tables and Markdown, and
    files for which no format was asked: there names and labels stand for ids and keys.
    """

    here: Session
    form: Format
    edition: Edition
    file: Path | None
    disclaimer: str = ""
    _rows: Sequence[object] | None = None
    _columns: Mapping[str, str] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)
    _remarks: list[str] = field(default_factory=list)

    @property
    def written(self) -> Format:
        """Return the format that comes out."""
        return SUFFIXES.get(self.file.suffix.lower(), self.form) if self.file else self.form

    @property
    def for_people(self) -> bool:
        """Tell whether people read what comes out."""
        return self.form in {Format.TABLE, Format.MD} and self.written is not Format.JSON

    @property
    def as_text(self) -> bool:
        """Tell whether sentences on the terminal are wanted rather than a table."""
        return self.form is Format.TABLE and self.file is None

    def view(self, landscape: Landscape) -> Landscape:
        """Return the landscape as the edition may show it, and note the words that belong under it."""
        from netmap.editions import remarks, view

        self.disclaimer = landscape.settings.disclaimer
        self._remarks += remarks(self.edition, landscape, lang=self.here.lang)
        return view(landscape, self.edition)

    def rows(self, rows: Sequence[object], headings: Mapping[str, str] | None = None) -> None:
        """Take rows; `headings` name the columns in their order, for people; programs get the names of the fields."""
        self._rows = rows
        self._columns = headings if headings is not None else {name: name for name in _names(rows)}

    def line(self, text: str) -> None:
        """Take a line of the answer, for people."""
        self._lines.append(text)

    def remark(self, text: str) -> None:
        """Take a sentence that belongs under the answer: what it rests on, what it does not say."""
        if text:
            self._remarks.append(text)

    def page(self, page: Page) -> None:
        """Take one record with what is around it."""
        if not self.for_people:
            self._rows, self._columns = [page.record], {name: name for name in page.record}
            return
        heading = "## " if self.form is Format.MD else ""
        self.line(f"{heading}{page.title} ({page.kind})")
        self._listed([f"{name}: {value}" for name, value in page.fields])
        for title, lines in page.sections:
            self._lines += ["", f"{heading}{title} ({len(lines)})"]
            self._listed(lines)

    def _listed(self, lines: Sequence[str]) -> None:
        """Take lines below a heading: a list in Markdown, indented and no longer than the terminal is wide on it."""
        self.line("")
        for one in lines:
            self._lines += [f"- {one}"] if self.form is Format.MD else wrapped(one, first="  ", rest="    ")

    def finish(self, *, one: bool = False) -> None:
        """Print, or write the file; `one` prints a single row as one JSON object."""
        if self.file is not None:
            self._write(self.file)
            return
        if self._rows is not None:
            self.here.show(self._text(self._rows, one=one))
        beside = self.here.show if self.for_people else self.here.say
        for text in self._lines:
            beside(text)
        for text in [*self._remarks, *([self.disclaimer] if self.disclaimer else [])]:
            for line in wrapped(text) if self.form is Format.TABLE else [text]:
                beside(line)

    def _text(self, rows: Sequence[object], *, one: bool) -> str:
        from netmap.export.tables import render

        if one and self.form is Format.JSON:
            return json.dumps(rows[0], ensure_ascii=False, indent=2)
        columns = self._columns if self.for_people else list(self._columns)
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        return render(rows, columns, self.form.value, lang=self.here.lang, width=width)

    def _write(self, file: Path) -> None:
        from netmap.export.tables import write_table

        if file.suffix.lower() not in SUFFIXES or self._rows is None:
            raise DataError(self.here.text("{file}: a file ends in .csv, .xlsx, .json or .md").format(file=file))
        written = write_table(
            self._rows,
            self._columns if self.for_people else list(self._columns),
            file,
            edition=self.edition,
            disclaimer=self.disclaimer,
            remarks=self._remarks,
            lang=self.here.lang,
        )
        self.here.say(self.here.text("Written: {file}").format(file=written))


@contextmanager
def output(
    here: Session, form: Format, edition: EditionName | None, file: Path | None, *, one: bool = False
) -> Iterator[Out]:
    """Give a command something to write to; it is written when the command is through.

    What the terminal prints is the coordinator's own desk, so of the internal edition; a file is of the meeting edition,
    unless said otherwise.
    """
    chosen = edition or (EditionName.INTERNAL if file is None else EditionName.MEETING)
    out = Out(here, form, chosen.value, file)
    yield out
    out.finish(one=one)


def print_rows(here: Session, rows: Sequence[object], form: Format, headings: Mapping[str, str] | None = None) -> None:
    """Print rows that belong to no landscape, such as problems or revisions."""
    with output(here, form, None, None) as out:
        out.rows(rows, headings)


def print_record(here: Session, record: Mapping[str, object], form: Format, headings: Mapping[str, str]) -> None:
    """Print one object: a line for each field for people, one JSON object or one row for programs."""
    if form is Format.TABLE:
        for name, heading in headings.items():
            if record.get(name) is not None:
                here.show(f"{heading}: {record[name]}")
        return
    with output(here, form, None, None, one=True) as out:
        out.rows([{name: record.get(name) for name in headings}], headings)


def print_outcome(here: Session, record: Mapping[str, object], form: Format) -> None:
    """Print for programs, and where Markdown was asked for, what came of a command; people were told in words."""
    if form is not Format.TABLE:
        with output(here, form, None, None, one=True) as out:
            out.rows([record])


def _names(rows: Sequence[Any]) -> list[str]:
    if not rows:
        return []
    first = rows[0]
    if isinstance(first, Mapping):
        return list(dict.fromkeys(name for row in rows for name in row))
    return [one.name for one in dataclasses.fields(first)]
