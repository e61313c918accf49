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
    compare,
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
    meeting,
    own_questions,
    packing,
    publishing,
    records,
    register,
    report,
    schemas,
    screen,
    start,
    stores,
    structure,
    survey,
    survey_reading,
    survey_simulation,
    survey_status,
    todo,
    visit,
    whatif,
    workbook,
)
from netmap.cli.command import Command, Family
from netmap.cli.options import LangOption
from netmap.cli.session import Session
from netmap.locale import N_, Language, translator

DAILY = (findings.gaps, maps.map_, report.report, records.find, importing.import_, history.undo)
FURTHER = (
    start.start,
    first.demo,
    records.show,
    records.list_,
    packing.pack,
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
    todo.todo,
    meeting.meeting,
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
    compare.compare,
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
FAMILIES = (
    Family(
        "survey",
        "befragung",
        N_("Ask all actors or forums with questionnaires, read the answers, see who has answered."),
        (survey.new, survey_reading.read, survey_status.status, survey_reading.resolve, survey_simulation.simulate),
    ),
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
            _add(root, one, _shown(one, lang), lang, panel)
    for family in FAMILIES:
        for name, hidden in zip(_shown(family, lang), (False, True), strict=True):
            members = typer.Typer(cls=screen.Group, add_completion=False, rich_markup_mode="rich")
            for one in family.commands:
                _add(members, one, _shown(one, lang), lang, _("Commands"), before=(family.name, _shown(family, lang)[0]))
            panel = _("Further")
            root.add_typer(
                members, name=name, help=_(family.help), rich_help_panel=panel, hidden=hidden, no_args_is_help=True
            )
    command = typer.main.get_command(root)
    screen.translate(command, _)
    return command


def _shown(one: Command | Family, lang: Language) -> tuple[str, str]:
    """Return the name that is shown in a language, and the other one, which is understood as well."""
    return (one.german, one.name) if lang == "de" and one.german else (one.name, one.german)


def _add(
    app: typer.Typer, one: Command, names: tuple[str, str], lang: Language, panel: str, *, before: tuple[str, str] = ("", "")
) -> None:
    """Add a command under both of its names; `before` is the word before it, and how that is called here."""
    _ = translator(lang)
    name, other = names
    words = one.example.replace(before[0], before[1], 1) if before[0] else one.example
    example = _("Example: netmap {arguments}").format(arguments=words.replace(one.name, name, 1))
    app.command(name, help=_(one.help), epilog=example, rich_help_panel=panel, cls=screen.Command)(one.function)
    if other:
        app.command(other, help=_(one.help), epilog=example, hidden=True, cls=screen.Command)(one.function)


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
