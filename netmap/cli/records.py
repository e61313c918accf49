"""Single records: list, find, show."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName
from netmap.errors import DataError
from netmap.locale import N_, date

KindArgument = Annotated[
    str, Argument(metavar=N_("KIND"), help=N_("actors, cooperations, forums, memberships, offers, needs, districts ..."))
]


@command("list", "", N_("List the records of one kind."), example="list actors --format csv")
def list_(asked: Asked, kind: KindArgument = "actors") -> None:
    """List the records of one kind."""
    from netmap.export.records import columns, kind_named, kind_names, record_rows

    _ = asked.text
    name = kind_named(kind)
    if name is None:
        raise DataError(
            _("“{kind}” is no kind of record. There are: {kinds}").format(kind=kind, kinds=", ".join(kind_names(asked.lang)))
        )
    with asked.output() as out:
        landscape = out.view(asked.landscape(on_day=True))
        rows = record_rows(landscape, name, lang=asked.lang, readable=out.for_people)
        out.rows(rows, columns(name, lang=asked.lang, short=out.as_text))
        count = _("{n} records of all times; the state on a day: --at DATE.").format(n=len(rows))
        if asked.day is not None:
            count = _("{n} records, as of {day}.").format(n=len(rows), day=date(asked.day.isoformat(), asked.lang))
        out.remark(count)


@command("find", "suchen", N_("Find records by any word in them."), example="find volkshochschule")
def find(
    asked: Asked,
    words: Annotated[list[str], Argument(metavar=N_("WORDS"), help=N_("What to look for."))],
) -> None:
    """Find records by any word in them."""
    from netmap.fields import kind_label
    from netmap.search import find as search
    from netmap.search import find_some

    _, looked_for = asked.text, " ".join(words)
    if not looked_for.strip():
        raise DataError(_("What to look for? For example: netmap find volkshochschule"))
    with asked.output() as out:
        landscape = out.view(asked.landscape(on_day=True))
        hits = search(landscape, looked_for)
        some = [] if hits else find_some(landscape, looked_for)
        rows = [
            {"name": hit.name, "kind": kind_label(hit.kind, asked.lang) if out.for_people else hit.kind, "id": hit.id}
            for hit in hits or some
        ]
        out.rows(rows, headings={"name": _("Name"), "kind": _("Kind"), "id": _("Id")})
        if some:
            out.remark(_("No record holds all of these words. Shown are those that hold some, most of them first."))
        elif not hits:
            nothing = _("Nothing recorded under “{words}”. That does not mean it does not exist.")
            out.remark(nothing.format(words=looked_for))


@command(
    "show",
    "zeigen",
    N_("Show everything that is known of one record."),
    example="show awo-rostock",
    options=("form", "at", "revision", "edition"),
    edition=EditionName.INTERNAL,
)
def show(
    asked: Asked,
    record: Annotated[str, Argument(metavar="ID", help=N_("The id of a record, or its name, short name or alias."))],
) -> None:
    """Show everything that is known of one record."""
    from netmap.export.records import record_page
    from netmap.search import named

    _ = asked.text
    with asked.output(one=True) as out:
        landscape = out.view(asked.landscape(on_day=True))
        out.page(record_page(landscape, named(landscape, record), lang=asked.lang))
        out.remark("" if asked.at else _("Of all times; the state on a day: --at DATE."))
