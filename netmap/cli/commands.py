"""The commands there are: under which names, in which order they are listed, and how their help reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

from netmap.cli import data, findings, first, history, maps, records, screen, stores
from netmap.cli.options import LangOption
from netmap.cli.session import Session
from netmap.locale import N_, Language, translator


class Command(NamedTuple):
    """Describe one command: what runs, its name and German name, what it is for, one real example."""

    function: Callable[..., None]
    name: str
    german: str
    help: str
    example: str


DAILY = (
    Command(
        findings.gaps,
        "gaps",
        "luecken",
        N_("Show what is open: needs for action, and what is still to be clarified."),
        "gaps --at 2018",
    ),
    Command(
        maps.map_,
        "map",
        "karte",
        N_("Write the interactive map as one HTML file that opens offline."),
        "map --output karte.html",
    ),
    Command(
        records.find,
        "find",
        "suchen",
        N_("Find records by any word in them."),
        "find volkshochschule",
    ),
    Command(
        records.show,
        "show",
        "zeigen",
        N_("Show everything that is known of one record."),
        "show awo-rostock",
    ),
    Command(
        data.load,
        "load",
        "laden",
        N_("Load a landscape folder into the store, showing first what will change."),
        "load rostock --dry-run",
    ),
    Command(
        history.undo,
        "undo",
        "zurueck",
        N_("Take the last change back, or the one named."),
        "undo",
    ),
)
FURTHER = (
    Command(
        first.demo,
        "demo",
        "",
        N_("Show the real Rostock example: open questions, ties, map and tables."),
        "demo --output exports/rostock",
    ),
    Command(
        records.list_,
        "list",
        "",
        N_("List the records of one kind."),
        "list actors --format csv",
    ),
    Command(
        findings.brokers,
        "brokers",
        "",
        N_("Show who connects the recorded network, and how sure that is."),
        "brokers --ties all",
    ),
    Command(
        data.check,
        "check",
        "",
        N_("Check a folder, or the store, and list every problem at once."),
        "check rostock --all",
    ),
    Command(
        data.save,
        "save",
        "",
        N_("Write the landscape back to a folder."),
        "save rostock",
    ),
    Command(
        maps.layout,
        "layout",
        "",
        N_("Compute the positions on the map and store them."),
        "layout --yes",
    ),
    Command(
        history.history,
        "history",
        "",
        N_("Show who changed what, and when."),
        "history awo-rostock",
    ),
    Command(
        data.schema,
        "schema",
        "",
        N_("Write JSON Schemas for editors of the YAML files."),
        "schema --output schemas",
    ),
    Command(
        stores.copy,
        "copy",
        "kopieren",
        N_("Copy a whole landscape with its history from one store to another."),
        "copy rostock.db neo4j://graph.example.org",
    ),
    Command(
        stores.cypher,
        "cypher",
        "cypher-frage",
        N_("Ask the Neo4j graph a question in Cypher; nothing can be changed with it."),
        'cypher "MATCH (a:Actor)-[:PROVIDES]->(o:Offer) RETURN a.name, o.name"',
    ),
    Command(
        stores.store,
        "store",
        "speicher",
        N_("Make a store ready before the first landscape is loaded."),
        "store init",
    ),
    Command(
        first.doctor, "doctor", "pruefstand", N_("Say which store this is, and whether everything is in order."), "doctor"
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
