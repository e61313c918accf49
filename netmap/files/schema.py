"""JSON Schemas of a landscape's files, for editors that complete and check YAML while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netmap.files.folder import FILES
from netmap.identifiers import GENERATED
from netmap.locale import N_, translator
from netmap.model import KINDS, Record

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"

_FILES_HOLD: Mapping[str, str] = {
    "landscape": N_("The settings of the landscape: its name, its thresholds, the reference date."),
    "term": N_("Own terms of this landscape, and others for those that netmap brings along."),
    "district": N_("The parts of the city, with their neighbours and figures by year."),
    "actor": N_("Organisations, offices and functions inside and outside the city administration; never persons."),
    "cooperation": N_("Who works with whom, plans to, wishes to, or did."),
    "forum": N_("Committees, networks, agreements and events."),
    "membership": N_("Who belongs to which forum, in which role."),
    "offer": N_("What is offered to newcomers, by whom and where."),
    "need": N_("How many persons of a target group may need something."),
    "inventory": N_("What has been asked: only a complete inventory turns an empty cell into a gap."),
    "survey": N_("Waves of asking: who was asked, and who answered."),
    "expectation": N_("Changes to the catalogue of expected actors."),
    "answer": N_("What someone said about an expected actor."),
    "gap_note": N_("Gaps and introductions that are followed up: who, until when, with what result."),
    "snapshot": N_("Named states of the landscape."),
    "mapping": N_("Which columns of a foreign list mean what."),
    "position": N_("Where actors and forums stand on the map."),
    "scene": N_("Saved pictures of the map."),
    "query": N_("Own questions to the landscape."),
    "decision": N_("Decisions whether two records mean the same."),
}
_FIELDS_MEAN: Mapping[str, str] = {
    "id": N_("Small letters, digits and hyphens; unique in the landscape and stable for ever."),
    "since": N_("First day, month or year on which it holds; left out where it is not known."),
    "until": N_("Last day, month or year on which it holds; left out where it is not known."),
    "evidence": N_("Where the statement comes from, and when it was seen there."),
    "note": N_("Internal note; stands in no edition but the internal one."),
    "publish": N_("true: may be shown in the public edition."),
    "attributes": N_("Own columns: texts, numbers, true or false, dates, lists of texts."),
    "sector": N_("Whether it belongs to the city administration; unknown where that is not settled."),
    "citywide": N_("true: the whole city; no district at all means that it is not known."),
    "districts": N_("Ids of districts; none means that it is not known."),
    "protected": N_("true: place and ties stay internal (women's shelters, accommodation, homes for minors)."),
    "one_person": N_("true: an office of one person; never ranked, its ties count for the actor it is part of."),
}


def schemas(*, lang: str = "de") -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each of a folder's files, by file name.

    An id is not required where netmap makes one; a store's version is in no file.

    >>> actors = schemas()["actors.yaml"]
    >>> actors["type"], actors["items"]["required"]
    ('array', ['id', 'name'])
    >>> "id" in schemas()["cooperations.yaml"]["items"]["required"]
    False
    """
    return {name: _of_file(kind, name, lang) for kind, name in FILES.items()}


def _of_file(kind: str, name: str, lang: str) -> dict[str, Any]:
    _ = translator(lang)
    record = _of_record(KINDS[kind], lang)
    parts = record.pop("$defs", {})
    if kind in GENERATED:
        record["required"] = [field for field in record["required"] if field != "id"]
    head = {"$schema": _DIALECT, "title": name, "description": _(_FILES_HOLD[kind])}
    body = record if kind == "landscape" else {"type": "array", "items": record}
    body = {key: value for key, value in body.items() if key not in {"title", "description"}}
    return {**head, **body, **({"$defs": parts} if parts else {})}


def _of_record(cls: type[Record], lang: str) -> dict[str, Any]:
    """Return a record's schema as it is written in a file: values left empty are allowed, and years are numbers, too."""
    _ = translator(lang)
    schema = cls.model_json_schema()
    del schema["properties"]["version"]
    schema.pop("description", None)
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("description", None)
        for name, field in part.get("properties", {}).items():
            field.pop("title", None)
            if name in _FIELDS_MEAN:
                field["description"] = _(_FIELDS_MEAN[name])
            if name in {"attributes", "fields"}:
                field["additionalProperties"] = _own_column()
        _mend(part)
    return schema


def _mend(part: Any) -> None:
    """Let dates be years without quotation marks, and keep a default of None out of what editors propose."""
    if isinstance(part, dict):
        if part.get("pattern") == _DATE_PATTERN:
            part["type"] = ["string", "integer"]
        if part.get("default", ...) is None:
            del part["default"]
        for value in part.values():
            _mend(value)
    elif isinstance(part, list):
        for value in part:
            _mend(value)


def _own_column() -> dict[str, Any]:
    return {"anyOf": [{"type": ["string", "number", "boolean", "null"]}, {"type": "array", "items": {"type": "string"}}]}
