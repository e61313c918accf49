"""Questions in Cypher that a person asks the graph: read-only, with a limit in time and rows.

The server itself refuses to write in a transaction that reads. It would still run LOAD CSV, which reads files and addresses,
and every procedure that reads; so both are refused here before anything runs: in the plan that EXPLAIN gives, and in
the words of the question, since a plan does not show what stands inside an expression (measured on 5.26: a `COLLECT { LOAD
CSV ... }` within a list is one operator, a projection).
"""

from __future__ import annotations

import json
import math
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final

from neo4j import ManagedTransaction, NotificationClassification, Record, ResultSummary, unit_of_work
from neo4j.graph import Entity, Node, Path, Relationship
from neo4j.spatial import Point

from netmap.errors import StoreError
from netmap.locale import translator
from netmap.store.neo4j import Neo4jStore

PROCEDURES: Final = frozenset(
    {
        "db.labels", "db.relationshiptypes", "db.propertykeys", "db.schema.visualization",
        "db.schema.nodetypeproperties", "db.schema.reltypeproperties",
    }
)  # fmt: skip
"""The procedures that a question may call, in small letters: they tell what the graph is made of."""
FUNCTIONS: Final = frozenset(
    {"date", "datetime", "localdatetime", "localtime", "time", "duration", "point", "vector.similarity"}
)
"""The namespaces of the functions that a question may call; those without one are all Neo4j's own."""
GRACE: Final = 1.0
"""How many seconds a server may take to say itself that the time is over."""
ASKING: Final = "netmap asks"
"""The name of the thread in which a question is asked."""
BEGINNINGS: Final = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
"""The words with which a question may begin: so none is explained, profiled, or asks for the server's own affairs."""

_SKIPPED: Final = re.compile(r"/\*.*?\*/|//[^\n\r]*|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`", re.DOTALL)
_CALL: Final = re.compile(r"\bCALL\b\s*(?![({\s])([\w.\s]*)", re.IGNORECASE)
_NAMED: Final = re.compile(r"(\bAS\s+|\.\s*)\Z", re.IGNORECASE)
_AFTER_NAMES: Final = ".,)]}=<>+-*/%|:"
_LOAD: Final = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_NAMESPACED: Final = re.compile(r"\b(\w+(?:\s*\.\s*\w+)*)\s*\.\s*\w+\s*\(")
_PLACE: Final = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")
_TICKED: Final = re.compile(r"`([^`]+)`")
_FIRST: Final = re.compile(r"\s*(\w+)")


@dataclass(frozen=True)
class Answer:
    """Hold rows in the order of the columns; `cut` tells that there were more, `unknown` what nothing there is called."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    cut: bool
    unknown: tuple[str, ...] = ()


def ask(
    store: Neo4jStore, question: str, parameters: Mapping[str, Any], *, seconds: float, rows: int, lang: str = "de"
) -> Answer:
    """Ask a question in Cypher; nodes and relationships come out as the records that they are.

    Raises StoreError for what is more than a question, and where the time is over.
    """
    refuse_words(question, lang=lang)

    def plan(tx: ManagedTransaction) -> ResultSummary:
        return tx.run("EXPLAIN\n" + question, dict(parameters)).consume()

    def answer(tx: ManagedTransaction) -> tuple[tuple[str, ...], list[Record]]:
        result = tx.run(question, dict(parameters))
        return tuple(result.keys()), result.fetch(rows + 1)

    def work() -> Answer:
        limited = unit_of_work(timeout=seconds)
        with store.apart() as own:  # which ends with the work: whoever asked may have closed the store long before
            told = own.work_read(limited(plan), remarks="WARNING")
            refuse_plan(told.plan, told.query_type, lang=lang)
            columns, found = own.work_read(limited(answer))
        plainly = ({name: plain(row[name]) for name in columns} for row in found[:rows])
        return Answer(columns, tuple(plainly), len(found) > rows, _unknown(told))

    try:
        return _in_time(work, seconds, lang=lang)
    except StoreError as error:  # a line was put before the question
        raise StoreError(_PLACE.sub(lambda found: f"({int(found[1]) - 1}:{found[2]})", str(error))) from error


def _unknown(told: ResultSummary) -> tuple[str, ...]:
    """Return the labels, types and properties of a question that the graph has none of: its answer is empty for that."""
    remarks = (one for one in told.gql_status_objects if one.classification is NotificationClassification.UNRECOGNIZED)
    said = (_TICKED.search(one.status_description) for one in remarks)
    return tuple(sorted({found[1] for found in said if found}))


def _in_time(work: Callable[[], Answer], seconds: float, *, lang: str) -> Answer:
    """Return what some work gives, and stop waiting for it where the server does not keep the limit itself.

    A server looks at its clock between rows, not within one expression, and a driver waits for it.
    """
    done: Future[Answer] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:  # the one who waits gets it
            done.set_exception(error)

    threading.Thread(target=run, name=ASKING, daemon=True).start()
    try:
        return done.result(timeout=seconds + GRACE)
    except TimeoutError as error:
        _ = translator(lang)
        raise StoreError(_("That took longer than it may; nothing was changed.")) from error


def refuse_words(question: str, *, lang: str = "de") -> None:
    """Raise StoreError for words of a question that its plan may not show.

    >>> refuse_words("MATCH (a:Actor) RETURN a.name")
    >>> refuse_words("RETURN [x IN [1] | COLLECT { LOAD /**/ CSV FROM 'x' AS r RETURN r }]", lang="en")
    Traceback (most recent call last):
    netmap.errors.StoreError: netmap cypher only reads the graph: LOAD CSV is not allowed.
    """
    _ = translator(lang)
    if "\\u" in question.lower():
        raise StoreError(_("A question in Cypher may not hold \\u escapes: please write the letter itself, or use --param."))
    said = _SKIPPED.sub(_without, question)
    first = _FIRST.match(said)
    if first is None or first[1].upper() not in BEGINNINGS:
        raise StoreError(_("A question in Cypher begins with {words}.").format(words=", ".join(BEGINNINGS)))
    if _LOAD.search(said):
        raise _refusal("LOAD CSV", lang)
    for found in _CALL.finditer(said):
        if not _is_a_name(said, found):
            _refuse_procedure(re.sub(r"\s", "", found[1]) if "." in found[1] else (found[1].split() or ["?"])[0], lang)
    for found in _NAMESPACED.finditer(said):
        name = re.sub(r"\s", "", found[0].rstrip("( \t\r\n"))
        space = re.sub(r"\s", "", found[1]).lower()
        if space not in FUNCTIONS and name.lower() not in PROCEDURES:
            raise _refusal(name, lang)


def _is_a_name(said: str, found: re.Match[str]) -> bool:
    """Tell whether `call` is somebody's own name for a column or a property, where no call can begin."""
    after = found[1].strip() or said[found.end() :][:1]
    return bool(_NAMED.search(said, 0, found.start())) or after[:1] in _AFTER_NAMES


def refuse_plan(plan: Mapping[str, Any] | None, query_type: str | None, *, lang: str = "de") -> None:
    """Raise StoreError for a plan that does more than read the graph."""
    for name, details in _operators(plan or {}):
        if name.startswith("LoadCSV") or _LOAD.search(_SKIPPED.sub(_without, details)):
            raise _refusal("LOAD CSV", lang)
        if name.startswith("ProcedureCall"):
            _refuse_procedure(details.partition("(")[0], lang)
    if query_type != "r" or plan is None:
        _ = translator(lang)
        raise StoreError(_("netmap cypher only reads the graph. What changes it goes through netmap load."))


def _without(found: re.Match[str]) -> str:
    """Return what stands for a comment, a text or a quoted name: a quoted name could name anything, so it stays a name."""
    return {"/": " ", "`": "quoted"}.get(found[0][0], "''")


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan.get("operatorType", "")), str(plan.get("args", {}).get("Details", ""))
    for one in plan.get("children", ()):
        yield from _operators(one)


def _refuse_procedure(name: str, lang: str) -> None:
    if name.strip().lower() not in PROCEDURES:
        raise _refusal(f"CALL {name.strip()}", lang)


def _refusal(what: str, lang: str) -> StoreError:
    _ = translator(lang)
    return StoreError(_("netmap cypher only reads the graph: {what} is not allowed.").format(what=what))


def plain(value: Any) -> Any:
    """Return a value of Neo4j as JSON has it: records as their fields, dates as text."""
    if isinstance(value, Entity):
        return _record(value)
    if isinstance(value, Path):
        return [
            plain(one)
            for pair in zip(value.nodes, [*value.relationships, None], strict=True)
            for one in pair
            if one is not None
        ]
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if isinstance(value, Point):
        return [*value]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # JSON has no such numbers
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return str(value)


def _record(one: Entity) -> dict[str, Any]:
    text = one.get("record")
    if isinstance(text, str) and "record_kind" in one:
        return {"record": one["record_kind"], **json.loads(text)}
    told = {name: plain(value) for name, value in one.items()}
    if isinstance(one, Relationship):
        named = zip(("from", "to"), one.nodes, strict=True)
        ends = {name: end["id"] for name, end in named if end is not None and "id" in end}
        return {"relationship": one.type, **ends, **told}
    return {"labels": sorted(one.labels), **told} if isinstance(one, Node) else told
