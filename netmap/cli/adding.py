"""Records added one at a time: asked for at a terminal, said by options in scripts."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

from typer import Argument

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.editing import OPTIONS, write_checked
from netmap.cli.field_options import FLAGS, flag, option
from netmap.cli.reading import say_alike
from netmap.cli.session import can_be_asked
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.model import Record

_EVIDENCE: Final = ("evidence.source", "evidence.seen")
ASKED_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": ("name", "type", "sector", "part_of", "areas", "target_groups", "districts", "website", *_EVIDENCE),
    "cooperation": ("source", "target", "kind", "status", "intensity", "since", *_EVIDENCE),
    "forum": ("name", "kind", "nature", "level", "lead", "areas", "since", *_EVIDENCE),
    "membership": ("actor", "forum", "role", "since", *_EVIDENCE),
    "offer": ("name", "providers", "area", "format", "target_groups", "districts", "url", *_EVIDENCE),
    "need": ("area", "target_group", "district", "persons", "basis", "year", *_EVIDENCE),
}
"""What is asked for at a terminal, of each kind that can be added."""
MEMBER: Final = frozenset({"member", "members", "mitglied", "mitglieder"})


def _add(
    asked: Asked,
    what: Annotated[str, Argument(metavar=N_("KIND"), help=N_("actor, cooperation, forum, member, offer or need."))],
    words: Annotated[
        list[str] | None, Argument(metavar=N_("FIELD=VALUE..."), help=N_("Fields without an option: attributes.NAME=value."))
    ] = None,
    **flags: Any,
) -> None:
    """Add a record: what is not said is asked for at a terminal; who may be there already is named first."""
    from netmap.changes import diff
    from netmap.fields import kind_label
    from netmap.files.assignments import made

    _ = asked.text
    kind = _kind(asked, what)
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        said = _said(asked, kind, flags)
        asking = not asked.yes and can_be_asked()
        if asking:
            said |= _asked_for(asked, kind, landscape, said, given=words or [])
        record = made(kind, [*(f"{path}={text}" for path, text in said.items()), *(words or [])], landscape, lang=asked.lang)
        if not asking:
            _suggest_sector(asked, landscape, record)
        say_alike(asked, [record], landscape)
        after = landscape.replace([record])
        _say_fields(asked, after, record)
        changes = diff(landscape, after)
        label = kind_label(kind, asked.lang)
        write_checked(asked, store, landscape, changes, reason=_("{kind} added: {id}").format(kind=label, id=record.id))


def _say_fields(asked: Asked, landscape: Landscape, record: Record) -> None:
    """Say what is known of a new record, field by field."""
    from netmap.export.records import record_page

    page = record_page(landscape, record.id, lang=asked.lang)
    for label, value in (*page.fields, *((title, "; ".join(lines)) for title, lines in page.sections)):
        asked.here.say(f"  {label}: {value}")


def _signature() -> inspect.Signature:
    """Return the parameters of the command, with an option for each field that one of the kinds has."""
    own = [one for one in inspect.signature(_add, eval_str=True).parameters.values() if one.kind is not one.VAR_KEYWORD]
    return inspect.Signature([*own, *(option(path, label) for path, label in FLAGS.items())])


def _kind(asked: Asked, word: str) -> str:
    """Return the kind that a person calls so; refuse those that are not added one at a time."""
    from netmap.export.records import kind_named
    from netmap.fields import kind_label

    kind = "membership" if word.casefold() in MEMBER else kind_named(word)
    if kind is not None and kind in ASKED_FOR:
        return kind
    there = ", ".join(kind_label(one, asked.lang) for one in ASKED_FOR)
    raise DataError(asked.text("“{kind}” cannot be added so. There are: {kinds}").format(kind=word, kinds=there))


def _said(asked: Asked, kind: str, flags: Mapping[str, str | None]) -> dict[str, str]:
    """Return what options say, by field; refuse those for fields that the kind has not, all at once."""
    from netmap.fields import kind_label
    from netmap.files.assignments import fields

    _ = asked.text
    known = fields(kind)
    given = {path: text for path in FLAGS if (text := flags[flag(path).replace("-", "_")]) is not None}
    wrong = [f"--{flag(path)}" for path in given if path not in known]
    if wrong:
        there = ", ".join(f"--{flag(path)}" for path in known if path in FLAGS)
        says = _("{kind} has no {options}. There are: {there}")
        raise DataError(says.format(kind=kind_label(kind, asked.lang), options=", ".join(wrong), there=there))
    return given


def _asked_for(
    asked: Asked, kind: str, landscape: Landscape, said: Mapping[str, str], *, given: list[str]
) -> dict[str, str]:
    """Ask for what was not said, field by field, until each answer can be read."""
    from netmap.cli.prompts import asker, completed
    from netmap.files.assignments import choices, heading

    named = {one.partition("=")[0].strip() for one in given}
    asked.here.say(asked.text("Leave empty what is not known; Tab completes, ; parts several."))
    ask, found = asker(), dict[str, str]()
    for path in ASKED_FOR[kind]:
        if path in said or path in named:
            continue
        start = _suggestion(landscape, {**said, **found}, asked.lang) if (kind, path) == ("actor", "sector") else ""
        label, there = heading(kind, path, lang=asked.lang), choices(kind, path, landscape, lang=asked.lang)
        answer = completed(ask(f"{label}: ", there, start), there)
        while not _fits(asked, kind, path, answer, landscape):
            answer = completed(ask(f"{label}: ", there, answer), there)
        found |= {path: answer} if answer else {}
    return found


def _fits(asked: Asked, kind: str, path: str, answer: str, landscape: Landscape) -> bool:
    """Tell whether an answer can be read, and say what is wrong with one that cannot."""
    from netmap.files.assignments import reading
    from netmap.model import KINDS

    if not answer:
        needed = path in KINDS[kind].model_fields and KINDS[kind].model_fields[path].is_required()
        if needed:
            asked.here.say(asked.text("This is needed."))
        return not needed
    try:
        reading(kind, path, answer, landscape, lang=asked.lang)
    except DataError as error:
        asked.here.say(str(error))
        return False
    return True


def _suggestion(landscape: Landscape, said: Mapping[str, str], lang: str) -> str:
    """Return what the type of an actor suggests as its sector, in words; empty where it suggests nothing."""
    from netmap.files.assignments import reading

    if not said.get("type"):
        return ""
    try:
        sector = _default_sector(landscape, str(reading("actor", "type", said["type"], landscape, lang=lang)))
    except DataError:
        return ""
    return landscape.vocabulary.label("sectors", sector, lang) if sector else ""


def _default_sector(landscape: Landscape, kind: str) -> str:
    term = landscape.vocabulary["actor_types"].get(kind)
    sector = str(term.get("default_sector", "")) if term is not None else ""
    return sector if sector in {"inside", "outside"} else ""


def _suggest_sector(asked: Asked, landscape: Landscape, record: Record) -> None:
    """Say what the type suggests where no sector was said; it is a suggestion, and nothing is written for it."""
    kind, sector = getattr(record, "type", ""), getattr(record, "sector", "")
    usual = _default_sector(landscape, kind) if sector == "unknown" else ""
    if usual:
        text = asked.text("The sector is not said. Usual for this type: --sector {sector} ({label})")
        asked.here.say(text.format(sector=usual, label=landscape.vocabulary.label("sectors", usual, asked.lang)))


_add.__signature__ = _signature()  # type: ignore[attr-defined]
add = command(
    "add",
    "hinzufuegen",
    N_("Add an actor, a cooperation, a forum, a member, an offer or a need."),
    example='add actor --name "Rostocker Lesepaten" --type association --yes',
    options=OPTIONS,
)(_add)
