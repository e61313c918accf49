"""Rows of a foreign list of members, and cells of a matrix of actors and forums, as memberships."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from netmap.files.cells import NO, YES, folded, lines, text
from netmap.files.gathering import Gathering, actor_named, completed, memberships_of
from netmap.files.list_rows import CellError, data_rows, dates, no_name, own_columns, own_values, unknown_words
from netmap.files.lists import Cell
from netmap.files.shapes import Understood
from netmap.identifiers import generated_id
from netmap.locale import translator
from netmap.model import Forum, Membership
from netmap.values import ID_LENGTH, AttributeValue


def gather_members(found: Understood, all_: Gathering) -> None:
    """Take the rows of a list of members; actors and forums that nobody knows yet are made."""
    _ = translator(all_.lang)
    words = {"role": lambda shown: all_.key("roles", shown)}
    kept = unknown_words(found, words, all_)
    own = own_values(found, [*own_columns(found), *kept])
    where = {one.key: one.index for one in found.columns}
    actor_key = "name" if "name" in where else "id"
    for at, row in data_rows(found, all_):
        said = {key: row[index] for key, index in where.items() if index < len(row) and text(row[index])}
        ends = {key: no_name(text(said.get(key)), all_.lang) for key in (actor_key, "forum")}
        if wrong := next((key for key, reason in ends.items() if reason), None):
            all_.refuse(found, at, ends[wrong], column=where[wrong])
            continue
        try:
            given: dict[str, Any] = dates(said)
        except CellError as error:
            all_.refuse(found, at, _(str(error)), column=where[error.key])
            continue
        given |= {"attributes": own[at]} | ({"note": lines(said["note"])} if "note" in said else {})
        actor = actor_named(text(said[actor_key]), all_, found.sheet)
        join(actor, text(said["forum"]), text(said.get("role")), given, found, at, all_)


MEMBERSHIP: Final = frozenset({"membership", "mitgliedschaft", "mitglied"})
"""What an edge list calls a tie that is the membership of an actor in a forum."""


def is_membership(said: Mapping[str, Cell]) -> bool:
    """Tell whether a row of an edge list says so."""
    return folded(text(said.get("kind"))) in MEMBERSHIP


def is_seat(said: Mapping[str, Cell], all_: Gathering) -> bool:
    """Tell whether a row of an edge list is a membership: it says so, and what is at its end is no actor."""
    target = text(said.get("target"))
    return is_membership(said) and (all_.forums.find(target) is not None or all_.actors.find(target) is None)


def gather_seat(
    found: Understood, at: int, said: Mapping[str, Cell], own: dict[str, AttributeValue], all_: Gathering
) -> None:
    """Take a row of an edge list as a membership of its source in its target."""
    _ = translator(all_.lang)
    named = {key: text(said.get(key)) for key in ("source", "target")}
    if wrong := next((key for key, name in named.items() if no_name(name, all_.lang)), None):
        all_.refuse(found, at, no_name(named[wrong], all_.lang), column=found.indexes(wrong)[0])
        return
    try:
        given: dict[str, Any] = dates(said)
    except CellError as error:
        all_.refuse(found, at, _(str(error)), column=found.indexes(error.key)[0])
        return
    known = {"kind", "role"} if all_.key("roles", text(said.get("role"))) else {"kind"}
    given["attributes"] = {
        name: value for name, value in own.items() if name not in {one.heading for one in found.columns if one.key in known}
    }
    if "note" in said:
        given["note"] = lines(said["note"])
    actor = actor_named(named["source"], all_, found.sheet, label=text(said.get("source_name"))[:ID_LENGTH])
    join(actor, named["target"], text(said.get("role")), given, found, at, all_, own_id=text(said.get("tie_id")))


def gather_forums_matrix(found: Understood, all_: Gathering) -> None:
    """Take a matrix with actors at its side and forums above it: a mark is a membership, a word the role in it."""
    forums = found.headings.texts[1:]
    for at, row in data_rows(found, all_):
        name = text(row[0])
        if reason := no_name(name, all_.lang):
            all_.refuse(found, at, reason, column=0)
            continue
        actor = actor_named(name, all_, found.sheet)
        for forum, cell in zip(forums, row[1:], strict=False):
            mark = text(cell)
            if mark.casefold() not in NO and (reason := no_name(forum, all_.lang)):
                all_.refuse(found, at, reason, column=forums.index(forum) + 1)
            elif mark.casefold() not in NO:
                join(actor, forum, "" if mark.casefold() in YES else mark, {}, found, at, all_)


def join(
    actor: str,
    forum: str,
    role: str,
    given: Mapping[str, Any],
    found: Understood,
    at: int,
    all_: Gathering,
    *,
    own_id: str = "",
) -> None:
    """Take a membership: of one that is there already only what the list adds."""
    ends = {"actor": actor, "forum": forum_named(forum, all_, found)}
    role_key = (all_.key("roles", role) if role else None) or ""
    said = {**given, **ends, "role": role_key, "evidence": (all_.evidence(found.sheet),)}
    known = _known(said, own_id, all_)
    record_id = known.id if known else generated_id("membership", ends, all_.taken, numbers=all_.numbers)
    new = all_.made(Membership, {**said, "id": record_id}, found, at)
    if new is None:
        return
    record = completed(known, new, overwrite=all_.options.overwrite)[0] if known else new
    all_.met.add(record_id)
    if known is None:
        all_.taken.add(record_id)
        _there(said, all_).append(record_id)
    if record is not known:
        all_.keep(record)


_MOST: Final = 100
"""So many memberships of one actor in one forum are looked through; more of them is no list of members."""


def _known(said: Mapping[str, Any], own_id: str, all_: Gathering) -> Membership | None:
    """Return the membership that a row is about: the one of this id, one that it does not contradict, or one not met yet.

    Somebody may be in a forum twice: first as a member, then in the chair. Rows with ids of their own are never the same.
    """
    there = [one for key in _there(said, all_)[:_MOST] if (one := all_.record(Membership, key)) is not None]
    named = [one for one in there if one.id == own_id]
    alike = [one for one in there if not (own_id and one.id in all_.met) and _agrees(one, said)]
    waiting = [one for one in there if one.id not in all_.met]
    return next(iter((*named, *alike, *waiting)), None)


def _there(said: Mapping[str, Any], all_: Gathering) -> list[str]:
    """Return the ids of the memberships of an actor in a forum, a list that may be added to."""
    if all_.members is None:
        all_.members = memberships_of(all_)
    return all_.members.setdefault((said["actor"], said["forum"]), [])


def _agrees(one: Membership, said: Mapping[str, Any]) -> bool:
    pairs = [(getattr(one, name), said.get(name)) for name in ("role", "since", "until")]
    return all(not before or not after or before == after for before, after in pairs)


def forum_named(shown: str, all_: Gathering, found: Understood) -> str:
    """Return the id of a forum called so, which is made where there is none."""
    known = all_.forums.find(shown)
    if known:
        return known
    record_id = all_.forums.new_id(shown, "forum")
    all_.keep(Forum(id=record_id, name=shown, evidence=(all_.evidence(found.sheet),)))
    all_.forums.add(record_id, (shown,))
    all_.forums.own[shown] = record_id
    return record_id
