"""The JSON Schemas for editors say what the reader does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from netmap.files.folder import FILES
from netmap.files.schema import schemas
from netmap.identifiers import GENERATED
from netmap.model import KINDS

ALL = schemas(lang="en")


def record(kind: str) -> dict[str, Any]:
    schema = ALL[FILES[kind]]
    return schema if kind == "landscape" else schema["items"]


def test_every_file_has_a_schema_and_it_is_json():
    assert list(ALL) == list(FILES.values())
    assert json.loads(json.dumps(ALL)) == ALL


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_has_the_models_fields_but_not_the_version(kind: str):
    assert set(record(kind)["properties"]) == set(KINDS[kind].model_fields) - {"version"}
    assert record(kind)["additionalProperties"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_is_required_where_netmap_makes_none(kind: str):
    assert ("id" in record(kind)["required"]) is (kind not in GENERATED)


def test_settings_are_a_mapping_and_all_others_are_lists():
    assert {name for name, schema in ALL.items() if schema["type"] == "object"} == {"landscape.yaml"}


def test_a_year_needs_no_quotation_marks():
    since, _null = record("actor")["properties"]["since"]["anyOf"]
    assert since["type"] == ["string", "integer"]


def test_choices_are_there_to_be_completed():
    assert record("actor")["properties"]["sector"]["enum"] == ["inside", "outside", "unknown"]


def test_references_between_the_parts_of_a_schema_lead_somewhere():
    for schema in ALL.values():
        parts = {f"#/$defs/{name}" for name in schema.get("$defs", {})}
        assert set(_references(schema)) <= parts


def _references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if "$ref" in part else []
        return own + [one for value in part.values() for one in _references(value)]
    return [one for value in part for one in _references(value)] if isinstance(part, list) else []


def test_asking_twice_gives_the_same():
    assert schemas(lang="en") == ALL
