"""What changed in the findings between two moments: compare."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.comparing import MOMENT
from netmap.errors import DataError
from netmap.locale import N_


@command(
    "compare",
    "entwicklung",
    N_("Show what changed in the findings between two moments, and what is only better known."),
    example="compare 2014 2018",
    options=("form", "at", "edition", "file"),
)
def compare(
    asked: Asked,
    first: Annotated[str, Argument(metavar=MOMENT, help=N_("The earlier state: 2018-03, r17 or @NAME."))],
    second: Annotated[str | None, Argument(metavar=MOMENT, help=N_("The later one; left out: what is known now."))] = None,
    everything: Annotated[bool, Option("--all", help=N_("Fold nothing."))] = False,
) -> None:
    """Show what became of actors, ties, forums, offers, coverage, border, brokers and gaps between two moments.

    A day is looked at by what is known now, a revision by what was known then, a snapshot is both.
    """
    from netmap.analysis.change_rows import Moment
    from netmap.analysis.change_words import summary
    from netmap.cli.compare_text import comparison_headings, comparison_lines, comparison_records, comparison_table
    from netmap.cli.comparison import comparison_of
    from netmap.cli.moments import moment_words, reading_words, two_moments
    from netmap.cli.progress import progress
    from netmap.editions import shows

    _, lang = asked.text, asked.lang
    with asked.output() as out:
        if not shows(out.edition, "open_questions"):
            raise DataError(_("Open questions are in the internal and the meeting edition only: --edition meeting"))
        moments = two_moments(asked, first, second)
        out.view(moments[1].known)
        then, now = (Moment(one.known, one.day) for one in moments)
        with progress(_("Measuring")):
            found = comparison_of(then, now, edition=out.edition, lang=lang)
        heading = [f"{title}: {moment_words(asked, one)}" for title, one in zip(_titles(asked), moments, strict=True)]
        heading.append(reading_words(asked, moments))
        if out.as_text:
            for line in comparison_lines(found, heading, everything=everything, lang=lang):
                out.line(line)
            return
        if out.for_people:
            out.rows(comparison_table(found, lang=lang), comparison_headings(lang))
        else:
            out.rows(comparison_records(found))
        for text in (*heading, *summary(found, lang=lang)):
            out.remark(text)
        out.remark(_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."))


def _titles(asked: Asked) -> tuple[str, str]:
    _ = asked.text
    return _("Earlier"), _("Later")
