"""The first quarter of an hour: look at the example, or read in a list of one's own, and see a first page of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.importing import AcceptOption, NameOption
from netmap.cli.options import EditionName
from netmap.cli.reading import (
    mappings_of,
    read_lists,
    refuse_contradictions,
    repaired_lists,
    say_alike,
    say_all,
    understanding,
)
from netmap.cli.session import can_be_asked
from netmap.errors import DataError
from netmap.locale import N_, number

if TYPE_CHECKING:
    from netmap.analysis.gap_rows import GapRow, Gaps
    from netmap.export.start_page import Question
    from netmap.files.foreign import Imported
    from netmap.landscape import Landscape

QUESTIONS = 5
PageOption = Annotated[Path, Option("--output", "-o", metavar=N_("FILE"), help=N_("Where the first page is written."))]
REFUSED = 10
STATE = 8


@command(
    "start",
    "",
    N_("Begin here: look at the example, or read in a list of your own and see a first page of it."),
    example="start --example",
    options=("yes", "edition"),
    edition=EditionName.MEETING,
)
def start(
    asked: Asked,
    file: Annotated[Path | None, Argument(metavar=N_("FILE"), help=N_("Your list: an Excel file, or another one."))] = None,
    example: Annotated[bool, Option("--example", help=N_("Look at the Rostock example; nothing is kept."))] = False,
    accept_good: AcceptOption = False,
    name: NameOption = "",
    output: PageOption = Path("start.html"),
) -> None:
    """Look at the example, or read in a list of one's own, and write a first page of it."""
    here, _ = asked.here, asked.text
    if output.suffix.lower() not in {".html", ".htm"}:
        raise DataError(_("{file}: the file of a page ends in .html").format(file=output))
    file = None if example else file or _file_asked_for(asked)
    landscape = _example(asked) if file is None else _taken(asked, file, accept_good=accept_good, name=name)
    if landscape is None:
        here.say(_("Nothing was changed."))
        return
    for path in _pages(asked, landscape, output):
        here.say(_("Written: {file}").format(file=path))
    here.say(_("Open the first of them with a double click."))
    if file is not None:
        here.say(_("Nothing was changed in your Excel file. To take it back: netmap undo"))


def _file_asked_for(asked: Asked) -> Path | None:
    """Ask what to begin with; None where it is the example."""
    from typer import prompt

    _ = asked.text
    if not can_be_asked():
        raise DataError(_("Where nobody can be asked: netmap start FILE --yes, or netmap start --example"))
    asked.here.say(_("Look at an example, or read in a list of your own?"))
    while True:
        answer = str(prompt(_("1 = example, 2 = own list"), err=True)).strip().casefold()
        if answer in {"1", "b", "beispiel", "e", "example"}:
            return None
        if answer in {"2", "l", "e2", "eigene", "liste", "eigene liste", "own", "list", "own list"}:
            break
        asked.here.say(_("Please answer 1 or 2."))
    return path_of(str(prompt(_("Which file? (type its path, or drag it into this window)"), err=True)))


def path_of(typed: str) -> Path:
    r"""Return the path that somebody typed, or dragged into the window: terminals put quotation marks around it.

    >>> path_of(" '/listen/Liste 1.xlsx' ").name, path_of(r"/listen/Liste\ 1.xlsx").name
    ('Liste 1.xlsx', 'Liste 1.xlsx')
    """
    plain = typed.strip().removeprefix("& ").strip()
    if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'":
        plain = plain[1:-1]
    return Path(plain.removeprefix("file://").replace("\\ ", " ")).expanduser()


def _example(asked: Asked) -> Landscape:
    from netmap.cli.first import example
    from netmap.files.folder import read_folder

    asked.here.say(asked.text("This is the example of Rostock, to be looked at; nothing is kept of it."))
    return read_folder(example("rostock"), lang=asked.lang).landscape


# ------------------------------------------------------------------------------------------------------- one's own list


def _taken(asked: Asked, file: Path, *, accept_good: bool, name: str) -> Landscape | None:
    """Show how a list is understood and what it would bring, ask, and keep it; None where that was not wanted."""
    from netmap.changes import diff, summary
    from netmap.files.foreign import gather, new_landscape
    from netmap.files.shapes import understand

    here, _ = asked.here, asked.text
    tables = repaired_lists(asked, read_lists(asked, [file]), repair=False, ask=True)
    with here.store(create=True) as store:
        old = None if store.is_empty() else store.read()
        begun = old or new_landscape(name or file.stem)
        lists, remarks = understand(tables, mappings=mappings_of(begun), lang=asked.lang)
        say_all(asked, remarks)
        here.say(_("So your list was understood:"))
        for line in (line for one in lists for line in understanding(asked, one)):
            here.say(line)
        if not here.agreed(yes=asked.yes, question=_("Is this right?")):
            return None
        found = gather(lists, begun, lang=asked.lang)
        say_all(asked, found.remarks)
        if not _good_enough(asked, found, file, accept_good=accept_good):
            return None
        refuse_contradictions(asked, found, begun)
        say_alike(asked, found.records, begun)
        changes = diff(old, found.landscape)
        if not changes.operations:
            here.say(_("All of it is known already."))
            return found.landscape
        here.say(_("This will be added or changed:"))
        for line in summary(changes, landscape=found.landscape, lang=asked.lang):
            here.tell(line, indent="  ")
        if not here.agreed(yes=asked.yes, question=_("Take it over?")):
            return None
        store.apply(changes, author=here.author(None, yes=True), reason=_("imported from {files}").format(files=file.name))
        return store.read()


def _good_enough(asked: Asked, found: Imported, file: Path, *, accept_good: bool) -> bool:
    """Say which rows cannot be taken, write them for mending, and ask whether the others are wanted."""
    from netmap.files.refused import write_refused

    here, _ = asked.here, asked.text
    if not found.refused:
        return True
    here.say(_("Rows that cannot be taken: {n}").format(n=number(len(found.refused), asked.lang)))
    for one in found.refused[:REFUSED]:
        here.say(f"  {one.problem(lang=asked.lang)}")
    for path in write_refused(found.refused, {file.name: file}, lang=asked.lang):
        here.say(_("The rows refused, for mending: {file}").format(file=path))
    if asked.yes and not accept_good:
        raise DataError(_("So nothing was changed. Only the good ones: --accept-good"))
    return accept_good or here.agreed(yes=False, question=_("Take over the other rows?"))


# ------------------------------------------------------------------------------------------------------------- the page


def _pages(asked: Asked, landscape: Landscape, output: Path) -> Iterator[Path]:
    """Write the first page and the map beside it."""
    from netmap.cli.cubes import find_gaps
    from netmap.cli.making import make_map
    from netmap.editions import file_name, shows, view
    from netmap.export.start_page import write_start
    from netmap.layout import positions

    edition, day, lang = asked.eyes, landscape.reference_date(), asked.lang
    map_path = output.with_name(f"{output.stem}-{'karte' if lang == 'de' else 'map'}.html")
    places = {one.subject: (one.x, one.y) for one in positions(view(landscape, edition), at=day)}
    open_ones = shows(edition, "open_questions")
    found = find_gaps(landscape, day=day, edition=edition, lang=lang) if open_ones else None
    yield write_start(
        landscape,
        places,
        output,
        map_file=file_name(map_path, edition),
        questions=list(_questions(found, lang)) if found else [],
        state=_state(asked, landscape, found, day),
        steps=_steps(asked),
        day=day,
        edition=edition,
        lang=lang,
    )
    yield make_map(landscape, map_path, day=day, edition=edition, lang=lang)


def _questions(found: Gaps, lang: str) -> Iterator[Question]:
    """Yield the five most urgent rows, first one of each rule, so that they do not ask the same five times."""
    from netmap.export.start_page import Question

    rows = [*found.action, *found.clarify]
    first: dict[str, GapRow] = {}
    for row in rows:
        first.setdefault(row.rule, row)
    chosen = [*first.values(), *(row for row in rows if first[row.rule] is not row)][:QUESTIONS]
    for row in chosen:
        yield Question(*((row.sentence_en, row.next_step_en) if lang == "en" else (row.sentence_de, row.next_step_de)))


def _state(asked: Asked, landscape: Landscape, found: Gaps | None, day: dt.date) -> list[str]:
    """Return what the data cover, what is looked at, what is not known, and what the edition withholds."""
    from netmap.analysis.gaps import summary
    from netmap.analysis.structure import data_sentence, structure
    from netmap.checks import check, fold
    from netmap.editions import remarks

    state = [data_sentence(structure(landscape, at=day), lang=asked.lang)]
    state += [summary(found, lang=asked.lang)] if found else []
    if asked.eyes != "public":
        state += [str(one) for one in fold(check(landscape, lang=asked.lang), lang=asked.lang)[:STATE]]
    return [*state, *remarks(asked.eyes, landscape, lang=asked.lang)]


def _steps(asked: Asked) -> list[tuple[str, str]]:
    from netmap.cli.commands import DAILY

    names = ((one.german if asked.lang == "de" and one.german else one.name, one.help) for one in DAILY)
    return [(f"netmap {name}", asked.text(words)) for name, words in names]
