"""What each edition may show: the one place that every export goes through.

Everything is a list of what is shown, never of what is not: a new kind of record or a new field stays in the internal
edition until it is listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from netmap.editions.blanks import filled, seen_there
from netmap.editions.person_counts import withheld_counts, without_small_counts
from netmap.editions.protection import Secrets, is_protected, protected_actors, secrets_of
from netmap.editions.scene_states import shown_state
from netmap.landscape import Landscape
from netmap.locale import N_, translator
from netmap.model import REFERENCES, Actor, Answer, Cooperation, Evidence, Offer, Record, Scene, Settings, Term
from netmap.vocabulary import NAMES, vocabulary

__all__ = [
    "EDITIONS", "Edition", "edition_name", "file_name", "is_protected", "protected_actors", "remarks", "shows", "view",
    "watermark",
]  # fmt: skip

Edition = Literal["internal", "meeting", "public"]
"""For whom a file is made: the coordinator's desk, a network meeting, or anybody."""

EDITIONS: tuple[Edition, ...] = get_args(Edition)
_ALWAYS = "id since until evidence publish"
_ACTOR = "name short_name aliases description type sector part_of areas target_groups districts citywide languages website"
_OFFER = (
    "name description providers area format target_groups districts citywide languages cefr_from cefr_to capacity"
    " capacity_basis free_of_charge childcare accessible url"
)
_SETTINGS = "name municipality ags inhabitants coordinating_office as_of disclaimer thresholds"
_EXPECTATION = (
    "key dropped label_de label_en areas sector types scope minimum per_n floor importance responsible mandatory legal_basis"
    " may_be_regional typical_names type_suffices"
)

_FIELDS: Mapping[Edition, Mapping[str, str]] = {
    "meeting": {
        "landscape": _SETTINGS,
        "term": "vocabulary key label_de label_en fields",
        "district": "name code neighbours figures",
        "actor": f"{_ACTOR} address coordinates municipality one_person protected",
        "cooperation": "source target kind intensity status",
        "forum": "name short_name aliases kind nature level mandate topics lead reports_to areas target_groups"
        " meetings_per_year hours_per_meeting members_complete",
        "membership": "actor forum role",
        "offer": _OFFER,
        "need": "area target_group district persons basis indicator year estimate how",
        "inventory": "area target_group district state reason date",
        "survey": "name wave date",
        "expectation": _EXPECTATION,
        "answer": "expectation transition answer actors district source date",
        "snapshot": "name date revision",
        "position": "subject view x y pinned",
        "scene": "title caption view order state",
    },
    "public": {
        "landscape": _SETTINGS,
        "term": "vocabulary key label_de label_en fields",
        "district": "name code neighbours figures",
        "actor": f"{_ACTOR} address coordinates municipality protected",
        "cooperation": "source target kind status",
        "forum": "name short_name aliases kind nature level topics lead reports_to areas target_groups",
        "membership": "actor forum role",
        "offer": _OFFER,
        "need": "area target_group district persons basis indicator year estimate",
        "position": "subject view x y pinned",
        "scene": "title caption view order state",
    },
}
_SHOWN = {
    edition: {kind: frozenset(f"{_ALWAYS} {fields}".split()) for kind, fields in kinds.items()}
    for edition, kinds in _FIELDS.items()
}
# what may say where a protected place is, or who keeps contact with it, is not among these
_PROTECTED = {
    "actor": frozenset(f"{_ALWAYS} name short_name type sector areas target_groups languages one_person protected".split()),
    "offer": _SHOWN["public"]["offer"] - {"description", "districts", "citywide", "url"},
    "answer": _SHOWN["meeting"]["answer"] - {"source", "district"},
}

_TEXTS = frozenset({"description", "mandate", "reason", "how", "caption", "source"})
"""The fields in which people write what they like, and that other editions show."""

_PARTS: Mapping[str, frozenset[Edition]] = {
    "rankings": frozenset({"internal"}),
    "unconnected": frozenset({"internal"}),
    "notes": frozenset({"internal"}),
    "one_sided": frozenset({"internal"}),
    "authors": frozenset({"internal"}),
    "attributes": frozenset({"internal"}),
    "history": frozenset({"internal"}),
    "open_questions": frozenset({"internal", "meeting"}),
    "small_cells_of_protected": frozenset({"internal"}),
}


def shows(edition: Edition, part: str) -> bool:
    """Tell whether an edition shows a part of an output; one that is not listed is shown in the internal one only.

    Parts: rankings (of organisations), unconnected (actors without cooperation, by name), notes, one_sided, authors,
    attributes, history, open_questions, small_cells_of_protected (one-provider cells below city level).

    >>> shows("meeting", "open_questions"), shows("meeting", "rankings"), shows("public", "something new")
    (True, False, False)
    """
    return edition == "internal" or edition in _PARTS.get(part, ())


def shown_fields(kind: str, edition: Edition) -> frozenset[str] | None:
    """Return the fields of a kind of record that an edition shows, none where it has no such records; None: all of them.

    >>> shown_fields("decision", "public"), shown_fields("decision", "internal")
    (frozenset(), None)
    """
    return None if edition == "internal" else _SHOWN[edition].get(kind, frozenset())


_MARKED = re.compile(r"-INTERN(?![^\W\d_])")


def file_name(path: Path, edition: Edition) -> Path:
    """Return the path that an edition's file gets: the internal one says so in its name.

    >>> file_name(Path("exports/map.html"), "internal").name, file_name(Path("map-INTERN.html"), "internal").name
    ('map-INTERN.html', 'map-INTERN.html')
    >>> file_name(Path("map-INTERNATIONAL.html"), "internal").name, file_name(Path("map.html"), "meeting").name
    ('map-INTERNATIONAL-INTERN.html', 'map.html')
    """
    if edition != "internal" or _MARKED.search(path.stem):
        return path
    return path.with_name(f"{path.stem}-INTERN{path.suffix}")


_NAMES = {"internal": N_("Internal edition"), "meeting": N_("Meeting edition"), "public": N_("Public edition")}


def edition_name(edition: Edition, *, lang: str = "de") -> str:
    """Return the edition's name as people read it.

    >>> edition_name("meeting", lang="en")
    'Meeting edition'
    """
    return translator(lang)(_NAMES[edition])


def watermark(edition: Edition, *, lang: str = "de") -> str:
    """Return the words that mark every page of the internal edition, nothing for the others.

    >>> watermark("internal", lang="en"), watermark("public")
    ('INTERNAL – do not pass on', '')
    """
    return translator(lang)(N_("INTERNAL – do not pass on")) if edition == "internal" else ""


def remarks(edition: Edition, landscape: Landscape, *, lang: str = "de") -> tuple[str, ...]:
    """Return the sentences that an edition owes its readers on what it withholds; none for the internal edition.

    `landscape` is the one that the edition is made from, not its view: in that, nothing is left to be withheld.
    """
    if edition == "internal":
        return ()
    _ = translator(lang)
    hidden, said = withheld_counts(landscape), []
    counted = {*hidden.needs, *(district for district, _year in hidden.parts)}
    if any(edition == "meeting" or landscape.get(one).publish for one in counted):
        words = _(
            "Numbers of fewer than {n} persons are withheld, and with them others from which they could be worked out:"
            " a number that is missing here may well be recorded."
        )
        said.append(words.format(n=landscape.settings.thresholds.small_count))
    if any(edition == "meeting" or landscape.actors[one].publish for one in protected_actors(landscape)):
        said.append(_("Of protected actors, places, cooperations and memberships are not shown, whether recorded or not."))
    return tuple(said)


def view(landscape: Landscape, edition: Edition) -> Landscape:
    """Return the landscape as an edition may show it: the records it shows, with the fields it shows.

    The internal edition is the landscape itself. All others are without notes, attributes, authors, who reported what,
    conflicts, small counts of persons (see `netmap.editions.person_counts`), and the wishes and plans that only one side
    reported; protected actors, and all that are part of them, are without place, ties and memberships, and unnamed
    beside others. The public edition has only records with `publish: true`. References to what is not shown are cut. What
    is withheld is to be said beside it: see `remarks`. A view of a view is itself, also as it stands on a day. Raises
    ValueError for an edition there is not.
    """
    if edition not in EDITIONS:
        raise ValueError(f"one of {', '.join(EDITIONS)} is expected, not {edition!r}")
    if edition in {"internal", landscape.seen_by}:
        return landscape
    # one command asks for it many times, and it takes long to look for protected names in every text
    return landscape.once(f"view {edition}", lambda: _viewed(landscape, edition))


def _viewed(landscape: Landscape, edition: Edition) -> Landscape:
    secrets = secrets_of(landscape)
    kept = [
        _reduced(one, edition, secrets)
        for one in without_small_counts(landscape)
        if _may_stand(one, edition, landscape, secrets)
    ]
    present = {one.id for one in kept}
    open_ones = present - secrets.hidden
    records = [cut for one in kept if (cut := _cut(one, present, open_ones)) is not None]
    return Landscape(next(one for one in records if isinstance(one, Settings)), records, seen_by=edition)


def _may_stand(record: Record, edition: Edition, landscape: Landscape, secrets: Secrets) -> bool:
    if isinstance(record, Settings):
        return True
    if record.kind_name not in _SHOWN[edition] or (edition == "public" and not record.publish):
        return False
    if isinstance(record, Answer):
        return record.district is None or not secrets.guards(record)
    if isinstance(record, Cooperation):
        return not secrets.hidden & {record.source, record.target} and _tie_may_stand(record, edition, landscape)
    # a position is computed from the ties, so it tells of them
    return not secrets.hidden or not secrets.hidden & {getattr(record, field, None) for field in ("actor", "subject")}


_TOLD = {"planned": frozenset({0, 2}), "wished": frozenset({2})}  # how many of its ends must have told of it


def _tie_may_stand(tie: Cooperation, edition: Edition, landscape: Landscape) -> bool:
    term = landscape.vocabulary["tie_kinds"].get(tie.kind)
    if term is None or term.get("internal") or tie.kind == "conflict":
        return False
    if edition == "public":
        return tie.status in {"existing", "ended"}
    # a wish is the word of one side unless both gave it; a plan may have been reported by a third party
    return (told := _TOLD.get(tie.status)) is None or len(tie.reporters) in told


def _reduced(record: Record, edition: Edition, secrets: Secrets) -> Record:
    """Return the record with the fields that the edition shows; all others are as if nobody had filled them in."""
    guarded = secrets.guards(record)
    names, texts = _kept(record.kind_name, edition, guarded)
    values: dict[str, Any] = {name: getattr(record, name) for name in names}
    for name in texts:
        values[name] = secrets.told(values[name])
    values["evidence"] = tuple(_evidence(record.evidence, edition, secrets, guarded=guarded))
    if isinstance(record, Term):
        shipped = vocabulary()[record.vocabulary].values() if record.vocabulary in NAMES else ()
        known = {name for term in shipped for name in term.fields}
        values["fields"] = {name: value for name, value in record.fields.items() if name in known}
    if isinstance(record, Actor):
        values["protected"] = guarded
    if isinstance(record, Offer) and len(record.providers) > 1:
        # to be named beside others is a tie
        values["providers"] = tuple(one for one in record.providers if one not in secrets.hidden)
    return filled(type(record), values)


@cache
def _kept(kind: str, edition: Edition, guarded: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields that stay, and those of them in which people write what they like."""
    fields = _SHOWN[edition][kind] & (_PROTECTED[kind] if guarded else _SHOWN[edition][kind])
    return tuple(sorted(fields)), tuple(sorted(fields & _TEXTS - REFERENCES.get(kind, {}).keys()))


def _evidence(evidence: Iterable[Evidence], edition: Edition, secrets: Secrets, *, guarded: bool) -> Iterator[Evidence]:
    for one in evidence:
        # the address of an answer to a survey, or of what an actor reported, would tell who did
        told = guarded or one.reported_by is not None or one.survey is not None or one.said is not None
        url = one.url if one.url.startswith(("https://", "http://")) and not told else ""
        source = "" if told or edition == "public" else secrets.told(one.source)
        if source or url or one.seen:
            yield seen_there(source, url, one.seen)


_LOST_WITH_AN_END = frozenset({"cooperation", "membership", "position"})


def _cut(record: Record, present: set[str], open_ones: set[str]) -> Record | None:
    """Drop references to what is not shown, and to protected actors; None where the record loses an end."""
    update: dict[str, Any] = {"state": shown_state(record.state, open_ones)} if isinstance(record, Scene) else {}
    # who alone provides an offer is named by it, as by any list of actors
    allowed = present if record.kind_name == "offer" else open_ones
    for field in REFERENCES.get(record.kind_name, {}):
        value = getattr(record, field)
        if isinstance(value, str) and value not in allowed:
            if record.kind_name in _LOST_WITH_AN_END:
                return None
            update[field] = None
        elif isinstance(value, tuple) and not allowed.issuperset(value):
            update[field] = tuple(one for one in value if one in allowed)
    return record.model_copy(update=update) if update else record
