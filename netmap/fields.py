"""What record kinds and their fields are called by people, and how a field's value is written for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel

from netmap.landscape import Landscape
from netmap.locale import N_, number, translator
from netmap.locale import date as date_text
from netmap.model import REFERENCES
from netmap.titles import name_of
from netmap.vocabulary import Vocabulary

KIND_LABELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "landscape": (N_("Landscape"), N_("Landscapes")),
        "term": (N_("Term"), N_("Terms")),
        "district": (N_("District"), N_("Districts")),
        "actor": (N_("Actor"), N_("Actors")),
        "cooperation": (N_("Cooperation"), N_("Cooperations")),
        "forum": (N_("Forum"), N_("Forums")),
        "membership": (N_("Membership"), N_("Memberships")),
        "offer": (N_("Offer"), N_("Offers")),
        "need": (N_("Need"), N_("Needs")),
        "inventory": (N_("Inventory"), N_("Inventories")),
        "survey": (N_("Survey"), N_("Surveys")),
        "expectation": (N_("Expected actor"), N_("Expected actors")),
        "answer": (N_("Answer"), N_("Answers")),
        "gap_note": (N_("Note on a gap"), N_("Notes on gaps")),
        "snapshot": (N_("Snapshot"), N_("Snapshots")),
        "mapping": (N_("Column mapping"), N_("Column mappings")),
        "position": (N_("Map position"), N_("Map positions")),
        "scene": (N_("Scene"), N_("Scenes")),
        "query": (N_("Query"), N_("Queries")),
        "decision": (N_("Decision on a duplicate"), N_("Decisions on duplicates")),
    }
)
"""One and many of every kind, in the code's English."""

FIELD_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": N_("Id"), "version": N_("Version"), "since": N_("Since"), "until": N_("Until"), "evidence": N_("Evidence"),
        "note": N_("Note"), "publish": N_("May be published"), "attributes": N_("Own column"), "name": N_("Name"),
        "municipality": N_("Municipality"), "ags": N_("Official municipality key (AGS)"), "inhabitants": N_("Inhabitants"),
        "coordinating_office": N_("Coordinating office"), "as_of": N_("As of"), "disclaimer": N_("Disclaimer"),
        "thresholds": N_("Thresholds"), "short_name": N_("Short name"), "aliases": N_("Other names"),
        "description": N_("Description"), "type": N_("Type of actor"), "sector": N_("City administration or outside"),
        "part_of": N_("Part of"), "areas": N_("Education areas"), "target_groups": N_("Target groups"),
        "districts": N_("Districts"), "citywide": N_("Citywide"), "address": N_("Address"), "coordinates": N_("Coordinates"),
        "languages": N_("Languages"), "website": N_("Website"), "one_person": N_("One-person office"),
        "protected": N_("Protected"), "source": N_("Source"), "target": N_("Target"), "kind": N_("Kind"),
        "intensity": N_("Intensity"), "status": N_("Status"), "nature": N_("Nature"), "level": N_("Level"),
        "mandate": N_("Mandate"), "topics": N_("Topics"), "lead": N_("Lead"), "reports_to": N_("Reports to"),
        "meetings_per_year": N_("Meetings per year"), "hours_per_meeting": N_("Hours per meeting"),
        "members_complete": N_("Members complete as of"), "actor": N_("Actor"), "forum": N_("Forum"), "role": N_("Role"),
        "providers": N_("Providers"), "area": N_("Education area"), "format": N_("Format"),
        "cefr_from": N_("Language level from"), "cefr_to": N_("Language level to"), "capacity": N_("Places"),
        "capacity_basis": N_("Places counted"), "free_of_charge": N_("Free of charge"), "childcare": N_("Childcare"),
        "accessible": N_("Accessible"), "url": N_("Web address"), "target_group": N_("Target group"),
        "district": N_("District"), "persons": N_("Persons"), "basis": N_("Persons counted"), "indicator": N_("Indicator"),
        "year": N_("Year"), "estimate": N_("Estimate"), "how": N_("How estimated"), "code": N_("Code"),
        "neighbours": N_("Neighbouring districts"), "figures": N_("Figures"), "state": N_("State"), "reason": N_("Reason"),
        "by": N_("By"), "date": N_("Date"), "wave": N_("Wave"), "asked": N_("Asked"), "answered": N_("Answered"),
        "key": N_("Key"), "dropped": N_("Dropped"), "label_de": N_("Label (German)"), "label_en": N_("Label (English)"),
        "types": N_("Types of actor"), "scope": N_("Scope"), "minimum": N_("Minimum"), "per_n": N_("Per inhabitants"),
        "floor": N_("From inhabitants of a district"),
        "importance": N_("Importance"),
        "mandatory": N_("Mandatory"), "legal_basis": N_("Legal basis"), "may_be_regional": N_("May be regional"),
        "typical_names": N_("Typical names"), "type_suffices": N_("Type suffices"),
        "rationale_en": N_("Rationale (English)"), "source_url": N_("Address of the source"),
        "basis_kind": N_("Kind of basis"), "land_specific": N_("Specific to a Land"),
        "expectation": N_("Expected actor"), "transition": N_("Transition"), "answer": N_("Answer"),
        "actors": N_("Actors"), "gap": N_("Gap"), "responsible": N_("Responsible"), "due": N_("Due"), "result": N_("Result"),
        "revision": N_("Revision"), "columns": N_("Columns"), "kinds": N_("Kinds asked for"),
        "subject": N_("Actor or forum"), "view": N_("View"),
        "x": N_("x"), "y": N_("y"), "pinned": N_("Pinned"), "title": N_("Title"), "caption": N_("Caption"),
        "order": N_("Order"), "records": N_("Records"), "filter": N_("Filter"), "count": N_("Counted"),
        "codes": N_("Codes of the sheets"), "returned": N_("Sheets that came back"), "group_by": N_("Grouped by"),
        "sort": N_("Sorted by"), "first": N_("First record"), "second": N_("Second record"), "verdict": N_("Verdict"),
        "vocabulary": N_("Vocabulary"), "fields": N_("Further field"),
    }
)  # fmt: skip
"""What a field is called, whatever the kind; `OWN_LABELS` says where a kind has another word."""

OWN_LABELS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("cooperation", "source"): N_("From"),
        ("cooperation", "target"): N_("To"),
        ("forum", "kind"): N_("Kind of forum"),
        ("membership", "actor"): N_("Member"),
        ("scene", "state"): N_("Map view"),
        ("inventory", "state"): N_("Inventory state"),
        ("expectation", "sector"): N_("Inside or outside"),
    }
)

VALUE_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "inside": N_("city administration"), "outside": N_("outside"), "unknown": N_("not known"), "either": N_("either"),
        "existing": N_("existing"), "planned": N_("planned"), "wished": N_("wished"), "ended": N_("ended"),
        "standing": N_("standing"), "event": N_("event"), "agreement": N_("agreement"), "strategic": N_("strategic"),
        "operative": N_("operative"), "stock": N_("at one time"), "per_year": N_("per year"), "complete": N_("complete"),
        "partial": N_("partial"), "not_needed": N_("not needed"), "present": N_("present"), "missing": N_("missing"),
        "elsewhere": N_("elsewhere"), "open": N_("open"), "in_work": N_("in work"), "done": N_("done"),
        "dropped": N_("dropped"), "same": N_("the same"), "different": N_("different"), "city": N_("city"),
        "per_n_inhabitants": N_("per number of inhabitants"), "core": N_("core"), "recommended": N_("recommended"),
        "optional": N_("optional"), "land": N_("federal state"), "bund": N_("federal government"),
        "third": N_("third parties"), "all": N_("all areas"),
    }
)  # fmt: skip
"""The words of closed choices that no vocabulary holds."""

_CHOICES: Final = frozenset(
    {
        "sector",
        "status",
        "nature",
        "level",
        "basis",
        "capacity_basis",
        "state",
        "answer",
        "verdict",
        "scope",
        "importance",
        "responsible",
    }
)

_AREAS: Final = {"area": "areas", "areas": "areas", "target_group": "target_groups", "target_groups": "target_groups"}
VOCABULARIES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "actor": {**_AREAS, "type": "actor_types", "sector": "sectors", "languages": "languages"},
        "cooperation": {"kind": "tie_kinds", "intensity": "intensities", "status": "statuses"},
        "forum": {**_AREAS, "kind": "forum_kinds", "nature": "natures", "level": "levels"},
        "membership": {"role": "roles"},
        "offer": {**_AREAS, "format": "offer_formats", "languages": "languages"},
        "need": {**_AREAS, "indicator": "indicators"},
        "inventory": _AREAS,
        "expectation": {**_AREAS, "types": "actor_types", "key": "expected_actors"},
        "survey": {"kinds": "tie_kinds"},
        "answer": {"expectation": "expected_actors", "transition": "transitions"},
    }
)
"""Which field of which kind holds keys of which vocabulary."""

OF_EVERY_AREA: Final = frozenset({("need", "area"), ("inventory", "area")})
"""The fields in which `all` stands for every area; elsewhere areas are named one by one."""


def kind_label(kind: str, lang: str = "de", n: int = 1) -> str:
    """Return what `n` records of a kind are called.

    >>> kind_label("actor", "en"), kind_label("actor", "en", 2)
    ('Actor', 'Actors')
    """
    one, many = KIND_LABELS[kind]
    return translator(lang)(one if n == 1 else many)


def field_label(kind: str, field: str, lang: str = "de") -> str:
    """Return what a field of a kind is called; the user's own columns are called what the user calls them.

    >>> field_label("cooperation", "source", "en"), field_label("actor", "Ordner", "en")
    ('From', 'Ordner')
    """
    label = OWN_LABELS.get((kind, field)) or FIELD_LABELS.get(field)
    return translator(lang)(label) if label else field


def value_text(kind: str, field: str, value: object, landscape: Landscape, *, lang: str = "de") -> str:
    """Write a field's value for people: labels for keys, names for ids, yes and no, dates; a dash where it is not known.

    >>> from netmap.model import District, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [District(id="ktv", name="Kröpeliner Tor")])
    >>> value_text("actor", "districts", ("ktv",), city), value_text("offer", "childcare", True, city, lang="en")
    ('Kröpeliner Tor', 'yes')
    >>> value_text("actor", "aliases", (), city)
    '–'
    """
    if value is None or value == "" or value == () or value == {}:
        return "–"
    if isinstance(value, tuple) and field != "coordinates":
        parts = (value_text(kind, field, one, landscape, lang=lang) for one in value)
        return ("; " if field == "evidence" else ", ").join(parts)
    if (known := VOCABULARIES.get(kind, {}).get(field)) is not None:
        return _term(known, str(value), landscape.vocabulary, lang)
    if field in REFERENCES.get(kind, {}) or field in {"first", "second"}:
        return name_of(str(value), landscape)
    # thresholds that are all the usual ones say nothing
    return (_nested(value, landscape, lang) if isinstance(value, BaseModel) else _plain(field, value, lang)) or "–"


def _term(name: str, key: str, terms: Vocabulary, lang: str) -> str:
    label = terms.label(name, key, lang)
    return translator(lang)(VALUE_LABELS.get(key, key)) if label == key else label


def _plain(field: str, value: object, lang: str) -> str:
    _ = translator(lang)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_plain('', part, lang)}" for name, part in value.items())
    if isinstance(value, dt.date):
        return date_text(f"{value:%Y-%m-%d}", lang)
    if isinstance(value, tuple):
        return ", ".join(_plain("", part, lang) for part in value)
    if field in {"since", "until", "as_of", "date", "due", "members_complete", "seen"}:
        return date_text(str(value), lang)
    if isinstance(value, float):
        return str(value) if lang == "en" else str(value).replace(".", ",")
    if isinstance(value, int) and field in {"inhabitants", "persons", "capacity"}:
        return number(value, lang)
    return _(VALUE_LABELS.get(str(value), str(value))) if field in _CHOICES else str(value)


def _nested(value: BaseModel, landscape: Landscape, lang: str) -> str:
    """Write what an inner record says beyond its defaults, so that a piece of evidence reads as its source and date."""
    said = {
        name: part for name, part in value if part != type(value).model_fields[name].get_default(call_default_factory=True)
    }
    parts = ((_nested_label(name, lang), _nested_part(name, part, landscape, lang)) for name, part in said.items())
    return ", ".join(" ".join(part).strip() for part in parts)


def _nested_part(name: str, part: object, landscape: Landscape, lang: str) -> str:
    """Write one part of an inner record: who reported it and what was said there by name, as the record itself does."""
    if isinstance(part, BaseModel):
        return _nested(part, landscape, lang)
    if name in {"reported_by", "survey"}:
        return name_of(str(part), landscape)
    words = VOCABULARIES["cooperation"].get(name)
    return _plain(name, part, lang) if words is None else _term(words, str(part), landscape.vocabulary, lang)


NESTED_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "source": "", "url": "", "seen": N_("seen"), "reported_by": N_("reported by"), "survey": N_("in survey"),
        "said": N_("there:"), "kind": "", "intensity": "", "status": "",
        "stale_after_months": N_("stale after months:"), "thin_persons_per_place": N_("thin from persons per place:"),
        "coordinate_providers": N_("coordinate from providers:"), "small_count": N_("small counts below:"),
        "survey_warn": N_("survey warning below:"), "survey_bands": N_("survey bands below:"),
        "introductions": N_("introductions shown:"),
    }
)  # fmt: skip
"""What the parts of evidence and of the thresholds are called within a line; "" where the value speaks for itself."""


def _nested_label(name: str, lang: str) -> str:
    label = NESTED_LABELS.get(name, "")
    return translator(lang)(label) if label else ""
