"""The commands there are: under which names, in which order they are listed, and how their help reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from netmap.cli import (
    adding,
    asking,
    backups,
    border,
    brokers,
    comparing,
    coverage,
    data,
    duplicates,
    editing,
    expected,
    exporting,
    figure,
    findings,
    first,
    forums,
    handover,
    history,
    importing,
    introductions,
    layout,
    maps,
    own_questions,
    publishing,
    records,
    register,
    schemas,
    screen,
    start,
    stores,
    structure,
    visit,
    whatif,
    workbook,
)
from netmap.cli.options import LangOption
from netmap.cli.session import Session
from netmap.locale import N_, Language, translator

DAILY = (findings.gaps, maps.map_, records.find, records.show, importing.import_, history.undo)
FURTHER = (
    start.start,
    first.demo,
    records.list_,
    publishing.directory,
    asking.query,
    own_questions.ask,
    coverage.coverage,
    coverage.inventory,
    expected.expected,
    expected.answer,
    expected.transitions,
    register.register,
    brokers.brokers,
    border.border,
    forums.forums,
    introductions.introductions,
    structure.structure,
    structure.explain,
    visit.path,
    visit.ego,
    whatif.whatif,
    adding.add,
    editing.edit,
    editing.remove,
    data.load,
    data.check,
    data.save,
    duplicates.duplicates,
    duplicates.merge,
    workbook.workbook,
    exporting.export,
    layout.layout,
    figure.figure,
    history.history,
    comparing.diff,
    comparing.snapshot,
    backups.backup,
    backups.restore,
    handover.handover,
    schemas.schema,
    stores.copy,
    stores.cypher,
    stores.store,
    first.doctor,
)


def build(lang: Language) -> Any:
    """Return the root command with its help in `lang`."""
    _ = translator(lang)
    root = typer.Typer(
        name="netmap",
        cls=screen.Group,
        add_completion=False,
        context_settings={"help_option_names": ["--help", "-h"]},
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    root.callback(invoke_without_command=True, help=_("Map a city's education landscape for newcomers."))(_root(lang))
    for commands, panel in ((DAILY, _("Every day")), (FURTHER, _("Further"))):
        for one in commands:
            name, other = (one.german, one.name) if lang == "de" and one.german else (one.name, one.german)
            example = _("Example: netmap {arguments}").format(arguments=one.example.replace(one.name, name, 1))
            root.command(name, help=_(one.help), epilog=example, rich_help_panel=panel, cls=screen.Command)(one.function)
            if other:
                root.command(other, help=_(one.help), epilog=example, hidden=True, cls=screen.Command)(one.function)
    command = typer.main.get_command(root)
    screen.translate(command, _)
    return command


def _root(lang: Language) -> Callable[..., None]:
    def root(
        context: typer.Context,
        store: Annotated[
            str | None,
            typer.Option("--store", envvar="NETMAP_STORE", metavar="PATH|URL", help=N_("Which store to work on.")),
        ] = None,
        language: LangOption = None,  # noqa: ARG001 - `netmap.cli.language` has looked at it before the help is built
        debug: Annotated[bool, typer.Option("--debug", help=N_("Show the traceback of an error."))] = False,  # noqa: ARG001
        version: Annotated[bool, typer.Option("--version", help=N_("Show netmap's version."))] = False,
    ) -> None:
        context.obj = Session(store, lang)
        if version:
            from netmap import __version__

            context.obj.show(f"netmap {__version__}")
            raise typer.Exit(0)
        if context.invoked_subcommand is None:
            first.status(context.obj)

    return root
