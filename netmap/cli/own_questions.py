"""Questions of one's own: netmap ask, kept by a name for netmap query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.records import KindArgument
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from netmap.landscape import Landscape
    from netmap.model import Query

_DRAFT = "own-question"


@command(
    "ask",
    "frage",
    N_("Ask a question of your own: filter, group, count, sort; --save keeps it for netmap query."),
    example="ask offers --where area=school --by format --count",
    options=("yes", "author", "reason", "form", "at", "revision", "edition", "file"),
)
def ask(
    asked: Asked,
    kind: KindArgument,
    where: Annotated[
        list[str] | None,
        Option(
            "--where",
            metavar=N_("FIELD=VALUE"),
            help=N_("Only these; several values: once for each. unknown finds what nobody filled in."),
        ),
    ] = None,
    by: Annotated[str, Option("--by", metavar=N_("FIELD"), help=N_("Group by this field."))] = "",
    count: Annotated[bool, Option("--count", help=N_("Count instead of listing."))] = False,
    sort: Annotated[str, Option("--sort", metavar=N_("FIELD"), help=N_("Sort by this field."))] = "",
    save: Annotated[str | None, Option("--save", metavar="NAME", help=N_("Keep the question under this name."))] = None,
    label: Annotated[str, Option("--label", metavar=N_("TEXT"), help=N_("What the question is, in words."))] = "",
) -> None:
    """Ask a question of one's own, and keep it where a name is given."""
    from netmap.cli.asking import answer_own

    _ = asked.text
    whole = asked.landscape()
    question = _question(asked, whole, kind, where or [], by=by, count=count, sort=sort, name=save or _DRAFT, label=label)
    with asked.output() as out:
        answer_own(asked, out, whole, question)
    if save:
        _keep(asked, question)


def _question(
    asked: Asked, whole: Landscape, kind: str, where: list[str], *, by: str, count: bool, sort: str, name: str, label: str
) -> Query:
    from netmap.export.records import kind_named, kind_names
    from netmap.fields import kind_label
    from netmap.identifiers import slug
    from netmap.model import Query

    _ = asked.text
    records = kind_named(kind)
    if records is None:
        says = _("“{kind}” is no kind of record. There are: {kinds}")
        raise DataError(says.format(kind=kind, kinds=", ".join(kind_names(asked.lang))))
    made_id = slug(name, fallback=_DRAFT)
    if made_id.replace("-", "_") in whole.vocabulary["queries"] or (made_id in whole and made_id not in whole.table(Query)):
        raise DataError(_("The name “{given}” is taken. Please choose another one.").format(given=name))
    shown = label or (kind_label(records, asked.lang, 2) if name == _DRAFT else name)
    return Query(id=made_id, label_de=shown, records=records, filter=_filter(where, _), group_by=by, count=count, sort=sort)


def _filter(where: list[str], _: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, list[str]] = {}
    for one in where:
        field, equals, value = one.partition("=")
        if not (field.strip() and equals and value.strip()):
            raise DataError(_("“{given}” is no filter. Written: --where area=school").format(given=one))
        wanted.setdefault(field.strip(), []).append(value.strip())
    return {field: tuple(values) for field, values in wanted.items()}


def _keep(asked: Asked, question: Query) -> None:
    from netmap.changes import diff

    _ = asked.text
    with asked.here.store() as store:
        old = asked.here.read(store)
        new = old.replace([question])
        asked.write(store, diff(old, new), old, new, reason=_("a question of our own"))
