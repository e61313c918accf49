"""What is published: the directory of offers for newcomers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 200_000


@command(
    "directory",
    "verzeichnis",
    N_("Write the public directory of offers as a small website that works from a folder."),
    example="directory verzeichnis",
    options=("form", "at", "revision", "edition"),
    edition=EditionName.PUBLIC,
)
def directory(
    asked: Asked,
    folder: Annotated[Path, Argument(metavar=N_("FOLDER"), help=N_("Where the pages are written."))],
    drafts: Annotated[bool, Option("--drafts", help=N_("Also in the languages that nobody has reviewed yet."))] = False,
    imprint: Annotated[
        Path | None, Option("--imprint", metavar=N_("FILE"), help=N_("A text file with the imprint."))
    ] = None,
    accessibility: Annotated[
        Path | None, Option("--accessibility", metavar=N_("FILE"), help=N_("A text file with the accessibility statement."))
    ] = None,
) -> None:
    """Write the public directory of offers."""
    from netmap.cli.render import print_outcome
    from netmap.editions import view
    from netmap.export.directory import write_directory

    _ = asked.text
    if asked.eyes != "public":
        raise DataError(_("The directory is for everyone: there is it in the public edition only."))
    given = {"imprint": imprint, "accessibility": accessibility}
    texts = {name: _text(path, _) for name, path in given.items() if path is not None}
    landscape = asked.landscape()
    day = asked.day or landscape.reference_date()
    pages = write_directory(landscape, folder, day=day, drafts=drafts, texts=texts, lang=asked.lang)
    count = len(view(landscape, "public").at(day).offers)
    says = _("Written: {file} and {n} further pages. Published offers: {offers}.")
    asked.here.say(says.format(file=pages[0], n=len(pages) - 1, offers=count))
    for name in sorted(set(given) - set(texts)):
        asked.here.say(_("Still to be filled in: {page} (--{name} FILE)").format(page=f"{name}.html", name=name))
    outcome = {"file": str(pages[0]), "pages": len(pages), "offers": count, "edition": "public", "at": day.isoformat()}
    print_outcome(asked.here, outcome, asked.form)


def _text(path: Path, _: Callable[[str], str]) -> str:
    from netmap.disk import DiskError, sentence

    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DiskError(sentence(error, path)) from error
    except UnicodeDecodeError:
        raise DataError(_("{file} is not in UTF-8. Please save it as a text in UTF-8.").format(file=path)) from None
    if len(text) > _LONGEST:
        raise DataError(_("{file} is too long for a page.").format(file=path))
    return text.replace("\r\n", "\n")
