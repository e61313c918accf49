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

from netmap.cli.options import EditionName, Format
from netmap.cli.session import Session
from netmap.errors import DataError

if TYPE_CHECKING:
    from netmap.editions import Edition
    from netmap.export.records import Page
    from netmap.landscape import Landscape

SUFFIXES = {".csv": Format.CSV, ".json": Format.JSON, ".md": Format.MD}


@dataclass
class Out:
    """Collect what a command says, and print it at the end, or write it to a file of an edition."""

    here: Session
    form: Format
    edition: Edition
    file: Path | None
    disclaimer: str = ""
    _rows: Sequence[object] | None = None
    _columns: Mapping[str, str] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)

    @property
    def for_people(self) -> bool:
        """Tell whether people read what is written, so that names and labels stand for ids and keys."""
        return self.form in {Format.TABLE, Format.MD}

    def view(self, landscape: Landscape) -> Landscape:
        """Return the landscape as the edition may show it, and note the words that belong under it."""
        from netmap.editions import view

        self.disclaimer = landscape.settings.disclaimer
        return view(landscape, self.edition)

    def rows(self, rows: Sequence[object], headings: Mapping[str, str] | None = None) -> None:
        """Take rows; `headings` name the columns in their order, for people; JSON keeps the names of the fields."""
        self._rows = rows
        self._columns = headings if headings is not None else {name: name for name in _names(rows)}

    def line(self, text: str) -> None:
        """Take a line to be read by people: part of the answer in a table, beside it in JSON and CSV."""
        self._lines.append(text)

    def page(self, page: Page) -> None:
        """Take one record with what is around it."""
        if self.form is Format.JSON:
            self.line(json.dumps(page.record, ensure_ascii=False, indent=2))
            self.disclaimer = ""
            return
        if self.form is Format.CSV:
            self.rows([page.record])
            return
        self.line(f"{page.title} ({page.kind})")
        self._lines += [f"  {name}: {value}" for name, value in page.fields]
        for heading, lines in page.sections:
            self._lines += ["", f"{heading} ({len(lines)})", *(f"  {one}" for one in lines)]

    def finish(self) -> None:
        """Print, or write the file."""
        if self.file is not None:
            self._write(self.file)
            return
        if self._rows is not None:
            self.here.show(self._text(self._rows))
        if self.form is Format.JSON and self._rows is None:
            self.here.show("\n".join(self._lines))
            return
        for text in [*self._lines, *([self.disclaimer] if self.disclaimer else [])]:
            (self.here.show if self.for_people else self.here.say)(text)

    def _text(self, rows: Sequence[object]) -> str:
        from netmap.export.tables import render

        columns = self._columns if self.for_people else list(self._columns)
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        return render(rows, columns, self.form.value, lang=self.here.lang, width=width)

    def _write(self, file: Path) -> None:
        from netmap.export.tables import write_table

        if file.suffix.lower() not in SUFFIXES:
            raise DataError(self.here.text("{file}: a file ends in .csv, .json or .md").format(file=file))
        rows = self._rows or []
        columns = self._columns if SUFFIXES[file.suffix.lower()] is Format.MD else list(self._columns)
        written = write_table(rows, columns, file, edition=self.edition, disclaimer=self.disclaimer, lang=self.here.lang)
        self.here.say(self.here.text("Written: {file}").format(file=written))


@contextmanager
def output(here: Session, form: Format, edition: EditionName | None, file: Path | None) -> Iterator[Out]:
    """Give a command something to write to; it is written when the command is through.

    What the terminal prints is the coordinator's own desk, so of the internal edition; a file is of the meeting edition,
    unless said otherwise. The format of a file goes by its ending.
    """
    if file is not None:
        form = SUFFIXES.get(file.suffix.lower(), form)
    chosen = edition or (EditionName.INTERNAL if file is None else EditionName.MEETING)
    out = Out(here, form, chosen.value, file)
    yield out
    out.finish()


def print_rows(here: Session, rows: Sequence[object], form: Format, headings: Mapping[str, str] | None = None) -> None:
    """Print rows that belong to no landscape, such as problems or revisions."""
    out = Out(here, form, "internal", None)
    out.rows(rows, headings)
    out.finish()


def print_record(here: Session, record: Mapping[str, object], form: Format, headings: Mapping[str, str]) -> None:
    """Print one object: a line for each field for people, one JSON object or one row for programs."""
    if form is Format.JSON:
        here.show(json.dumps({name: record.get(name) for name in headings}, ensure_ascii=False, indent=2))
    elif form is Format.TABLE:
        for name, heading in headings.items():
            if record.get(name) is not None:
                here.show(f"{heading}: {record[name]}")
    else:
        print_rows(here, [record], form, headings)


def _names(rows: Sequence[Any]) -> list[str]:
    if not rows:
        return []
    first = rows[0]
    if isinstance(first, Mapping):
        return list(dict.fromkeys(name for row in rows for name in row))
    return [one.name for one in dataclasses.fields(first)]
