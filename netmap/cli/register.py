"""A register (all schools, Vereine, Träger) against the landscape: who is known, and who can be taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, command
from netmap.cli.findings_text import wrapped
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.analysis.register import Register
    from netmap.landscape import Landscape
    from netmap.model import Actor

FIRST = 10


@command(
    "register",
    "",
    N_("Compare a list of all schools, clubs or providers with the landscape: who is known, and who is not."),
    example="register schulen.xlsx",
    options=("yes", "author", "reason", *READING),
)
def register(
    asked: Asked,
    list_: Annotated[Path, Argument(metavar=N_("FILE"), help=N_("The register: Excel, OpenDocument, CSV, TSV or JSON."))],
    everything: Annotated[bool, Option("--all", help=N_("Show all rows, not the first ten of each state."))] = False,
    take_over: Annotated[bool, Option("--take-over", help=N_("Take those over as actors that are not recorded."))] = False,
) -> None:
    """Compare a list of all schools, clubs or providers with the landscape: who is known, and who is not."""
    from netmap.analysis.register import register as compare
    from netmap.editions import shows
    from netmap.files.registers import read_register

    if not shows(asked.eyes, "open_questions"):
        _ = asked.text
        raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
    landscape = asked.landscape()
    entries = read_register(list_, lang=asked.lang)
    found = compare(landscape, entries, at=asked.day, withhold=not shows(asked.eyes, "unconnected"))
    if take_over:
        _take_over(asked, found, entries, list_)
    else:
        _show(asked, landscape, found, everything=everything)


def _show(asked: Asked, landscape: Landscape, found: Register, *, everything: bool) -> None:
    from netmap.analysis.register import summary

    with asked.output() as out:
        out.view(landscape)
        if out.as_text:
            for line in _lines(found, everything=everything, lang=asked.lang):
                out.line(line)
            return
        out.rows(_table(found, lang=asked.lang) if out.for_people else found.rows, _headings(asked, people=out.for_people))
        out.remark(summary(found, lang=asked.lang))


def _take_over(asked: Asked, found: Register, entries: list[Actor], path: Path) -> None:
    """Add the entries that are not recorded, as actors, in one revision."""
    from netmap.analysis.register import summary, taken_over
    from netmap.changes import diff

    asked.here.say(summary(found, lang=asked.lang))
    with asked.here.store() as store:
        old = asked.here.read(store)
        after = old.replace(taken_over(old, found, entries))
        asked.write(store, diff(old, after), old, after, reason=asked.text("taken over from {file}").format(file=path.name))


# ----------------------------------------------------------------------------------------------------------------- words


def _lines(found: Register, *, everything: bool, lang: str) -> Iterator[str]:
    """Yield the entries by state, those first that are not recorded."""
    from netmap.analysis.register import STATES, state_words, summary
    from netmap.locale import number, translator

    _ = translator(lang)
    yield from wrapped(summary(found, lang=lang))
    for state in STATES:
        rows = [row for row in found.rows if row.state == state]
        if rows:
            yield ""
            yield f"{state_words(state, lang=lang)} ({number(len(rows), lang)})"
        shown = rows if everything else rows[:FIRST]
        for row in shown:
            text = row.sentence_en if lang == "en" else row.sentence_de
            yield from wrapped(text, first="  ", rest="    ")
        if len(shown) < len(rows):
            yield "  " + _("… and {n} more: --all").format(n=number(len(rows) - len(shown), lang))
    yield ""
    if any(row.state == "unknown" for row in found.rows):
        yield from wrapped(_("To take over as actors those that are not recorded: netmap register FILE --take-over"))
    yield from wrapped(_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def _headings(asked: Asked, *, people: bool) -> Mapping[str, str] | None:
    _ = asked.text
    if not people:
        return None
    return {
        "number": _("No."),
        "name": _("Name"),
        "address": _("Address"),
        "state": _("State"),
        "actor": _("Actor"),
        "reasons": _("Why"),
        "sentence": _("Finding"),
    }


def _table(found: Register, *, lang: str) -> list[dict[str, object]]:
    from netmap.analysis.register import state_words
    from netmap.matching import reason_text

    return [
        {
            "number": row.number,
            "name": row.name,
            "address": row.address,
            "state": state_words(row.state, lang=lang),
            "actor": row.actor_name,
            "reasons": reason_text(row.reasons, lang=lang),
            "sentence": row.sentence_en if lang == "en" else row.sentence_de,
        }
        for row in found.rows
    ]
