"""Read questionnaires that came back, whatever they are called and however their columns stand, half filled or whole."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from netmap.errors import DataError, Problem
from netmap.files.questionnaires.answers import Known, Sheet
from netmap.files.questionnaires.finding import meta_of, tables_of
from netmap.files.workbook.opening import sheets_of
from netmap.landscape import Landscape
from netmap.locale import number, translator
from netmap.model import Survey
from netmap.returned import Returned
from netmap.uncollected import uncollected

MOST: Final = 5_000
"""So many files at most are answers to one survey."""
NAMED: Final = 5
_CODE: Final = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")
_SAVED: Final = re.compile(rb"<dcterms:modified[^>]*>([^<]{10,40})<")


@dataclass(frozen=True)
class Reading:
    """Hold what the files say, one sheet each, what is wrong in them, and what was read in passing."""

    sheets: tuple[Returned, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def read_questionnaires(paths: Sequence[Path], survey: Survey, landscape: Landscape, *, lang: str = "de") -> Reading:
    """Read the files of a survey; of two versions of one sheet the one that was saved later is taken.

    Everything that is wrong is collected, each with file, sheet and cell. Sheets on which nothing is filled in are named,
    and count as no answer. Raise DataError for more files than a survey can have.
    """
    work = _Work(survey, landscape, lang)
    if len(paths) > MOST:
        text = translator(lang)("More than {n} files are no answers to one survey.")
        raise DataError(text.format(n=number(MOST, lang)))
    with uncollected():
        for path in paths:
            work.read(path)
    sheets = tuple(work.chosen())
    return Reading(sheets, tuple(work.problems), (*work.remarks, *work.blank_remark()))


@dataclass
class _Work:
    survey: Survey
    landscape: Landscape
    lang: str
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    found: dict[str, list[tuple[Path, Returned]]] = field(default_factory=dict)
    blank: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = Known(self.landscape)

    def read(self, path: Path) -> None:
        """Read one file, and note down what is wrong with it."""
        _ = translator(self.lang)
        try:
            sheets, _macros = sheets_of(path, looks=False, lang=self.lang)
        except DataError as error:
            what = str(error).removeprefix(path.name).lstrip(": ").rstrip(".")
            self.problems.append(Problem(path.name, 0, "unreadable", "error", "", what))
            return
        meta = meta_of(sheets)
        code = meta.get("code", "") or self._code_in(sheets)
        subject = self.survey.codes.get(code, "")
        if not subject or subject not in self.landscape:
            self._refuse(path, code)
            return
        tables = tables_of(path.name, sheets, meta)
        if not tables:
            mend = _("Copy the answers into the questionnaire as it was sent out.")
            text = _("no sheet of a questionnaire is found, headings and hidden lines are gone")
            self.problems.append(Problem(path.name, 0, "no_sheet", "error", "", text, mend=mend))
            return
        before = len(self.problems)
        sheet = Sheet(self._known, subject, tables, meta, self.lang, self.problems, self.remarks)
        returned = sheet.returned(path.name, code)
        # what cannot be read has been filled in all the same
        returned = replace(returned, spoken=returned.spoken or len(self.problems) > before)
        self.found.setdefault(code, []).append((path, returned))

    def _code_in(self, sheets: Iterable[object]) -> str:
        """Return the code that stands on a page of a file whose hidden sheet is gone."""
        cells = (
            cell for one in sheets for row in getattr(one, "rows", ())[:60] for cell in row[:3] if isinstance(cell, str)
        )
        found = (one for cell in cells for one in _CODE.findall(cell))
        return next((one for one in found if one in self.survey.codes), "")

    def _refuse(self, path: Path, code: str) -> None:
        _ = translator(self.lang)
        other = next((one.name for one in self.landscape.surveys.values() if code in one.codes and one != self.survey), "")
        text = _("no questionnaire of this survey: it bears no code")
        if code:
            text = _("no questionnaire of this survey: nobody of it has the code {code}").format(code=code)
        if other:
            text = _("a questionnaire of another survey: {survey}").format(survey=other)
        mend = _("Leave it out, or read it into the survey that it belongs to.")
        self.problems.append(Problem(path.name, 0, "foreign", "error", "", text, mend=mend))

    def chosen(self) -> Iterator[Returned]:
        """Yield one sheet of each code: of several versions that which was saved last."""
        for several in self.found.values():
            one = several[0] if len(several) == 1 else self._latest(several)
            if one is None:
                continue
            if one[1].is_empty:
                self.blank.append(one[0].name)
            else:
                yield one[1]

    def blank_remark(self) -> Iterator[str]:
        """Yield in one sentence in which files nothing is filled in."""
        if self.blank:
            _ = translator(self.lang)
            files = ", ".join(self.blank[:NAMED])
            if len(self.blank) > NAMED:
                more = number(len(self.blank) - NAMED, self.lang)
                files = _("{names} … and {n} more").format(names=files, n=more)
            yield _("Nothing is filled in, so it counts as no answer: {files}").format(files=files)

    def _latest(self, several: list[tuple[Path, Returned]]) -> tuple[Path, Returned] | None:
        _ = translator(self.lang)
        several = sorted(several, key=lambda one: saved_at(one[0]))
        last, before = several[-1], several[-2]
        others = ", ".join(path.name for path, _sheet in several[:-1])
        if _contents(last[1]) != _contents(before[1]) and saved_at(last[0]) == saved_at(before[0]):
            text = _("two versions of one questionnaire that differ, and nothing tells which is the later: {files}")
            mend = _("Read in the one that holds, and leave the other out.")
            place = last[0].name
            self.problems.append(Problem(place, 0, "versions", "error", "", text.format(files=others), mend=mend))
            return None
        text = _("{code}: several versions of one questionnaire; {file} is taken, it was saved last. Left aside: {others}")
        self.remarks.append(text.format(code=last[1].code, file=last[0].name, others=others))
        return last


def _contents(sheet: Returned) -> tuple[object, ...]:
    """Return what a sheet says, whichever file and line it stands in."""
    ties = frozenset((one.source, one.target, one.kind, one.intensity, one.status) for one in sheet.ties)
    offers = frozenset((one.offer, one.name, one.verdict, one.text) for one in sheet.offers)
    return ties, frozenset(one.ref for one in sheet.new), offers, frozenset(sheet.speakers)


def saved_at(path: Path) -> str:
    """Return when a workbook was saved last, as it says itself; empty where it does not."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _SAVED.search(archive.read("docProps/core.xml")[:20_000])
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""
    return found.group(1).decode(errors="replace") if found else ""
