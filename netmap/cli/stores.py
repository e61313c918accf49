"""The store itself: made ready, copied whole, and asked in its own language."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from typing import Annotated, Any

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import Format
from netmap.cli.session import Session, place
from netmap.errors import DataError, StoreError
from netmap.locale import N_

LONGEST = 3600.0


class Action(StrEnum):
    """Name what can be done with a store as such."""

    INIT = "init"
    LOGIN = "login"


@command(
    "store",
    "speicher",
    N_("Make a store ready before the first landscape is loaded, or keep the password of a shared one."),
    example="store init",
    options=("form",),
)
def store(
    asked: Asked,
    action: Annotated[
        Action,
        Argument(
            metavar="init|login",
            help=N_("init: make it ready, or bring it up to date; login: keep its password in this computer's keyring."),
        ),
    ],
    beside_others: Annotated[
        bool, Option("--beside-others", help=N_("Also in a Neo4j database that holds data of something else."))
    ] = False,
) -> None:
    """Make a store ready before the first landscape is loaded, or keep the password of a shared one."""
    from netmap.cli.render import print_outcome

    here = asked.here
    _ = here.text
    if action is Action.LOGIN:
        where, who = _logged_in(here)
        here.say(_("The password of {who} is kept in this computer's keyring.").format(who=who))
        print_outcome(here, {"store": where, "user": who}, asked.form)
    else:
        where, layout = _made_ready(here, beside_others=beside_others)
        here.say(_("Ready: {store}, layout {n}.").format(store=where, n=layout))
        print_outcome(here, {"store": where, "layout": layout}, asked.form)


def _made_ready(here: Session, *, beside_others: bool) -> tuple[str, int]:
    """Make a store ready, and return where it is and in which layout."""
    from netmap.store import is_shared

    if not is_shared(here.store_url):
        with here.store(create=True, keep=True) as made:
            return place(made), made.schema_version
    from netmap.store.neo4j import Neo4jStore

    with closing(Neo4jStore.at(here.store_url or "", lang=here.lang, ask=here.password, check=False)) as opened:
        opened.initialise(beside_others=beside_others)
        return opened.url, opened.schema_version


def _logged_in(here: Session) -> tuple[str, str]:
    """Ask for a password that opens the store, keep it, and return where the store is and whose the password is."""
    from netmap.store import is_shared

    _ = here.text
    if not is_shared(here.store_url):
        raise StoreError(_("Only a Neo4j store has a password (--store neo4j://HOST), this store is a file."))
    from netmap.store import neo4j_address
    from netmap.store.neo4j import Neo4jStore

    where = neo4j_address.address(here.store_url or "", lang=here.lang)
    told = neo4j_address.asked(where, here.password)
    if told.password is None:
        raise StoreError(_("No password was given: nothing was kept."))
    Neo4jStore(where, told, lang=here.lang, check=False).close()
    return where.url, neo4j_address.keep(where, told, lang=here.lang)


@command(
    "copy",
    "kopieren",
    N_("Copy a whole landscape with its history from one store to another."),
    example="copy rostock.db neo4j://graph.example.org",
    options=("form",),
)
def copy(
    asked: Asked,
    source: Annotated[str, Argument(metavar="FROM", help=N_("The store that is read: a file, or neo4j://..."))],
    target: Annotated[str, Argument(metavar="TO", help=N_("The store that is written; it must be empty."))],
) -> None:
    """Copy a whole landscape with its history from one store to another."""
    from netmap.cli.render import print_outcome
    from netmap.store import open_store, visited
    from netmap.store.copying import copy as copy_all

    here = asked.here
    _ = here.text
    opened = open_store(source, create=False, lang=here.lang, ask=here.password)
    with opened, visited(target, lang=here.lang, ask=here.password) as other:
        done = copy_all(opened, other, lang=here.lang, progress=_progress())
        where = place(other)
    text = _("Copied and compared, in {store}. Records: {records}, revisions: {revisions}, changes: {changes}.")
    here.say(text.format(records=done.records, revisions=done.revisions, changes=done.changes, store=where))
    here.say(_("This is the whole landscape, with everything internal in it: not for passing on."))
    counts = {"records": done.records, "revisions": done.revisions, "changes": done.changes}
    print_outcome(here, {"store": where, **counts}, asked.form)


@command(
    "cypher",
    "cypher-frage",
    N_("Ask the Neo4j graph a question in Cypher; nothing can be changed with it."),
    example='cypher "MATCH (a:Actor)-[:PROVIDES]->(o:Offer) RETURN a.name, o.name"',
    options=("form",),
)
def cypher(
    asked: Asked,
    question: Annotated[str, Argument(metavar="CYPHER", help=N_("A question such as MATCH (a:Actor) RETURN a.name."))],
    param: Annotated[
        list[str] | None, Option("--param", "-p", metavar="NAME=VALUE", help=N_("A value for $NAME; may be repeated."))
    ] = None,
    limit: Annotated[int, Option("--limit", min=1, max=1_000_000, help=N_("At most so many rows."))] = 1000,
    seconds: Annotated[float, Option("--timeout", min=0.1, max=LONGEST, help=N_("At most so many seconds."))] = 30.0,
) -> None:
    """Ask the Neo4j graph a question in Cypher; nothing can be changed with it."""
    from netmap.store import is_shared

    here = asked.here
    _ = here.text
    if not is_shared(here.store_url):
        raise StoreError(_without_cypher(question, here))
    from netmap.cli.render import print_rows
    from netmap.store.neo4j import Neo4jStore
    from netmap.store.neo4j_ask import ask

    values = _parameters(here, param or [])
    with Neo4jStore.at(here.store_url or "", lang=here.lang, ask=here.password, check=False) as opened:
        answer = ask(opened, question, values, seconds=seconds, rows=limit, lang=here.lang)
    rows, columns = _readable(answer.rows, answer.columns, whole=asked.form is Format.JSON)
    print_rows(here, rows, asked.form, {name: name for name in columns})
    if answer.unknown:
        here.say(_("Nothing in the graph is called: {names}.").format(names=", ".join(answer.unknown)))
    if answer.cut:
        here.say(_("Only the first {n} rows; more: --limit.").format(n=limit))


def _without_cypher(question: str, here: Session) -> str:
    """Say that a file is not asked in Cypher, and which question with a name answers the same."""
    from netmap.analysis.queries.in_cypher import same_questions
    from netmap.vocabulary import vocabulary

    _ = here.text
    same = [
        _("netmap query {name}").format(name=name.replace("_", "-")) for name in same_questions(question, vocabulary())[:3]
    ]
    text = _("Cypher needs a Neo4j store (--store neo4j://HOST), this store is a file.")
    answers = _("The same is answered by: {queries}.").format(queries=", ".join(same)) + " " if same else ""
    return f"{text} {answers}{_('All questions that can be asked without Cypher: netmap query --list.')}"


def _progress() -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done}/{of}" + ("\n" if done == of else ""))

    return tell


def _parameters(here: Session, given: Sequence[str]) -> dict[str, Any]:
    """Return the values of `name=value`: a number, true, false, null, a list, or otherwise the text as it stands."""
    _ = here.text
    found: dict[str, Any] = {}
    for one in given:
        name, sign, text = one.partition("=")
        if not sign or not name.isidentifier():
            raise DataError(_("“{text}” is no parameter. Written: name=value").format(text=one))
        try:
            found[name] = json.loads(text)
        except ValueError:
            found[name] = text
    return found


def _readable(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, whole: bool
) -> tuple[Sequence[Mapping[str, Any]], Sequence[str]]:
    """Write records in cells: one column of nothing but records becomes a column for each field, others show their id."""
    if whole:
        return rows, columns
    if len(columns) == 1 and rows and all(isinstance(row[columns[0]], dict) for row in rows):
        spread: list[Mapping[str, Any]] = [row[columns[0]] for row in rows]
        return [{name: _cell(value) for name, value in row.items()} for row in spread], [
            *dict.fromkeys(name for row in spread for name in row)
        ]
    return [{name: _cell(value) for name, value in row.items()} for row in rows], columns


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("id") or json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return ", ".join(str(_cell(one)) for one in value)
    return value
