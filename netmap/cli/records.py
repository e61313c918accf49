"""Single records: list, find, show."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context

from netmap.cli.options import (
    AtOption,
    EditionName,
    EditionOption,
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    RevisionOption,
)
from netmap.cli.render import output
from netmap.cli.session import session
from netmap.errors import DataError
from netmap.locale import N_

KindArgument = Annotated[
    str, Argument(metavar=N_("KIND"), help=N_("actors, cooperations, forums, memberships, offers, needs, districts ..."))
]


def list_(
    context: Context,
    kind: KindArgument = "actors",
    form: FormatOption = Format.TABLE,
    at: AtOption = None,
    revision: RevisionOption = None,
    edition: EditionOption = None,
    file: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """List the records of one kind."""
    from netmap.export.records import columns, kind_named, kind_names, record_rows

    here = session(context, lang)
    _ = here.text
    name = kind_named(kind)
    if name is None:
        raise DataError(
            _("“{kind}” is no kind of record. There are: {kinds}").format(kind=kind, kinds=", ".join(kind_names(here.lang)))
        )
    with output(here, form, edition, file) as out:
        landscape = out.view(here.landscape(at=at, revision=revision))
        rows = record_rows(landscape, name, lang=here.lang, readable=out.for_people)
        out.rows(rows, columns(name, lang=here.lang, short=out.as_text))
        count = _("{n} records, as of {day}.") if at else _("{n} records of all times; the state on a day: --at DATE.")
        out.remark(count.format(n=len(rows), day=at))


def find(
    context: Context,
    words: Annotated[list[str], Argument(metavar=N_("WORDS"), help=N_("What to look for."))],
    form: FormatOption = Format.TABLE,
    at: AtOption = None,
    revision: RevisionOption = None,
    edition: EditionOption = None,
    file: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Find records by any word in them."""
    from netmap.fields import kind_label
    from netmap.search import find as search

    here = session(context, lang)
    _ = here.text
    with output(here, form, edition, file) as out:
        landscape = out.view(here.landscape(at=at, revision=revision))
        hits = search(landscape, " ".join(words))
        rows = [
            {"kind": kind_label(hit.kind, here.lang) if out.for_people else hit.kind, "name": hit.name, "id": hit.id}
            for hit in hits
        ]
        out.rows(rows, headings={"kind": _("Kind"), "name": _("Name"), "id": _("Id")})
        if not hits:
            nothing = _("Nothing recorded under “{words}”. That does not mean it does not exist.")
            out.remark(nothing.format(words=" ".join(words)))


def show(
    context: Context,
    record: Annotated[str, Argument(metavar="ID", help=N_("The id of a record, or its name, short name or alias."))],
    form: FormatOption = Format.TABLE,
    at: AtOption = None,
    revision: RevisionOption = None,
    edition: EditionOption = EditionName.INTERNAL,
    lang: LangOption = None,
) -> None:
    """Show everything that is known of one record."""
    from netmap.export.records import record_page
    from netmap.search import named

    here = session(context, lang)
    _ = here.text
    with output(here, form, edition, None, one=True) as out:
        landscape = out.view(here.landscape(at=at, revision=revision))
        out.page(record_page(landscape, named(landscape, record), lang=here.lang))
        out.remark("" if at else _("Of all times; the state on a day: --at DATE."))
