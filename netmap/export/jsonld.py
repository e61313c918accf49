"""JSON-LD: the landscape as linked data, in the words of the W3C Organization Ontology, SKOS and schema.org."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from netmap.disk import write_whole
from netmap.editions import Edition, edition_name, file_name, remarks, view, watermark
from netmap.landscape import Landscape
from netmap.model import Actor, Cooperation, District, Forum, Membership, Offer, Record

CONTEXT: Final[Mapping[str, str]] = {
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "netmap": "urn:netmap:",
}
"""The vocabularies; what none of them has a word for is under `netmap:`, which is a name and no address."""
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_DATES = {len("2018"): "xsd:gYear", len("2018-03"): "xsd:gYearMonth", len("2018-03-01"): "xsd:date"}
Node = dict[str, Any]


def write_jsonld(
    landscape: Landscape, path: Path, *, edition: Edition = "meeting", day: dt.date | None = None, lang: str = "de"
) -> Path:
    """Write the landscape on a day, as an edition shows it, as JSON-LD without any address to be fetched; return the path.

    Actors are `org:Organization`, forums `org:OrganizationalCollaboration`, memberships `org:Membership`, offers
    `schema:Service`, keys of vocabularies `skos:Concept`. A cooperation is a `netmap:Cooperation` of its own, and, where it
    exists, `org:linkedTo` both ways. Ids are relative to the file: `#vhs`.
    """
    when = day or landscape.reference_date()
    shown = view(landscape.at(when), edition)
    said = [watermark(edition, lang=lang), edition_name(edition, lang=lang), *remarks(edition, landscape, lang=lang)]
    said.append(landscape.settings.disclaimer)
    whole = {
        "@id": "",
        "@type": "schema:Dataset",
        "schema:name": shown.settings.name,
        "schema:description": " ".join(one for one in said if one),
        "schema:temporalCoverage": _date(when.isoformat()),
    }
    linked = _linked(shown)
    records = [_NODES[type(one)](one, shown) for one in shown.records() if type(one) in _NODES]
    for node in records:
        if neighbours := linked.get(node["@id"]):
            node["org:linkedTo"] = [{"@id": one} for one in sorted(neighbours)]
    nodes = [_lean(one) for one in (whole, *records)]
    document = {"@context": CONTEXT, "@graph": [*nodes, *_concepts(nodes, shown)]}
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return write_whole(file_name(path, edition), text + "\n", lang=lang)


def _lean(node: Node) -> Node:
    return {name: value for name, value in node.items() if name == "@id" or value not in (None, "", [], {})}


def _linked(shown: Landscape) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in shown.cooperations.values():
        if one.status == "existing" and one.source != one.target:
            found.setdefault(_ref(one.source), set()).add(_ref(one.target))
            found.setdefault(_ref(one.target), set()).add(_ref(one.source))
    return found


# -------------------------------------------------------------------------------------------------------- one record each


def _actor(one: Actor, shown: Landscape) -> Node:
    kinds = ["org:Organization", "schema:Organization", *(["org:OrganizationalUnit"] if one.part_of else [])]
    point = one.coordinates
    return {
        **_common(one, kinds),
        **_names(one),
        "schema:description": one.description,
        "org:classification": _concept("actor_types", one.type),
        "netmap:sector": _concept("sectors", one.sector),
        "org:unitOf": _to(one.part_of),
        "schema:address": one.address,
        "schema:location": point
        and {"@type": "schema:GeoCoordinates", "schema:latitude": point[0], "schema:longitude": point[1]},
        "netmap:municipality": one.municipality,
        "schema:knowsLanguage": list(one.languages),
        "schema:url": _web(one.website),
        **_about(one),
        **_place(one, shown),
        **_times(one, "schema:foundingDate", "schema:dissolutionDate"),
    }


def _forum(one: Forum, _shown: Landscape) -> Node:
    return {
        **_common(one, ["org:OrganizationalCollaboration", "schema:Organization"]),
        **_names(one),
        "schema:description": one.mandate,
        "org:classification": _concept("forum_kinds", one.kind),
        "netmap:nature": _concept("natures", one.nature),
        "netmap:level": _concept("levels", one.level),
        "netmap:lead": _to(one.lead),
        "org:reportsTo": _to(one.reports_to),
        "schema:keywords": list(one.topics),
        **_about(one),
        **_times(one, "schema:foundingDate", "schema:dissolutionDate"),
    }


def _cooperation(one: Cooperation, _shown: Landscape) -> Node:
    return {
        **_common(one, ["netmap:Cooperation"]),
        "netmap:source": _to(one.source),
        "netmap:target": _to(one.target),
        "netmap:kind": _concept("tie_kinds", one.kind),
        "netmap:status": _concept("statuses", one.status),
        "netmap:intensity": one.intensity,
        **_times(one, "schema:startDate", "schema:endDate"),
    }


def _membership(one: Membership, _shown: Landscape) -> Node:
    return {
        **_common(one, ["org:Membership"]),
        "org:member": _to(one.actor),
        "org:organization": _to(one.forum),
        "org:role": _concept("roles", one.role),
        **_times(one, "schema:startDate", "schema:endDate"),
    }


def _offer(one: Offer, shown: Landscape) -> Node:
    return {
        **_common(one, ["schema:Service"]),
        "schema:name": one.name,
        "schema:description": one.description,
        "schema:provider": [_to(key) for key in one.providers],
        "schema:serviceType": _concept("offer_formats", one.format),
        "dcterms:subject": _concept("areas", one.area),
        "schema:audience": [_concept("target_groups", key) for key in one.target_groups],
        "schema:inLanguage": list(one.languages),
        "netmap:cefrFrom": one.cefr_from,
        "netmap:cefrTo": one.cefr_to,
        "netmap:capacity": one.capacity,
        "schema:isAccessibleForFree": one.free_of_charge,
        "netmap:childcare": one.childcare,
        "netmap:accessible": one.accessible,
        "schema:url": _web(one.url),
        **_place(one, shown),
        **_times(one, "schema:startDate", "schema:endDate"),
    }


def _district(one: District, _shown: Landscape) -> Node:
    return {**_common(one, ["schema:AdministrativeArea"]), "schema:name": one.name, "schema:branchCode": one.code}


_NODES: Final[Mapping[type[Record], Any]] = {
    District: _district,
    Actor: _actor,
    Cooperation: _cooperation,
    Forum: _forum,
    Membership: _membership,
    Offer: _offer,
}


# ------------------------------------------------------------------------------------------------------- what they share


def _common(one: Record, types: Iterable[str]) -> Node:
    own = {name: value for name, value in one.attributes.items() if name != "original_id"}
    return {
        "@id": _ref(one.id),
        "@type": list(types),
        "schema:identifier": one.attributes.get("original_id"),
        "skos:editorialNote": one.note,
        "schema:additionalProperty": [
            {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": _plain(value)}
            for name, value in own.items()
        ],
        "schema:citation": [
            _lean(
                {
                    "@type": "schema:CreativeWork",
                    "schema:name": said.source,
                    "schema:url": _web(said.url),
                    "schema:dateCreated": said.seen and _date(said.seen),
                }
            )
            for said in one.evidence
            if said.source or said.url or said.seen
        ],
    }


def _names(one: Actor | Forum) -> Node:
    others = [name for name in (one.short_name, *one.aliases) if name]
    return {"skos:prefLabel": one.name, "schema:name": one.name, "skos:altLabel": others}


def _about(one: Actor | Forum) -> Node:
    return {
        "dcterms:subject": [_concept("areas", key) for key in one.areas],
        "schema:audience": [_concept("target_groups", key) for key in one.target_groups],
    }


def _place(one: Actor | Offer, shown: Landscape) -> Node:
    served: list[Any] = [_to(key) for key in one.districts]
    if one.citywide:
        served.append(shown.settings.municipality or shown.settings.name)
    return {"schema:areaServed": served}


def _times(one: Record, start: str, end: str) -> Node:
    return {start: one.since and _date(one.since), end: one.until and _date(one.until)}


def _ref(key: str) -> str:
    return f"#{quote(key)}"


def _to(key: str | None) -> Node | None:
    return {"@id": _ref(key)} if key else None


def _concept(vocabulary: str, key: str) -> Node | None:
    # no id of a record has a slash in it
    return {"@id": f"#{vocabulary}/{key}"} if key and key != "unknown" else None


def _web(address: str) -> Node | None:
    return {"@id": address} if _WEB.fullmatch(address) else None


def _date(text: str) -> Node:
    return {"@value": text, "@type": _DATES[len(text)]}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return _date(value.isoformat())
    return list(value) if isinstance(value, tuple) else value


def _concepts(nodes: Iterable[Node], shown: Landscape) -> Iterator[Node]:
    """Yield each key that is used as a concept, with its labels in both languages."""
    used = {found for node in nodes for found in _concept_ids(node)}
    for vocabulary, key in sorted(used):
        labels = {lang: shown.vocabulary.label(vocabulary, key, lang) for lang in ("de", "en")}
        words = [{"@value": text, "@language": lang} for lang, text in labels.items()]
        yield {"@id": f"#{vocabulary}/{key}", "@type": "skos:Concept", "skos:notation": key, "skos:prefLabel": words}


def _concept_ids(node: Any) -> Iterator[tuple[str, str]]:
    for value in node.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and set(one) == {"@id"} and one["@id"].startswith("#") and "/" in one["@id"]:
                vocabulary, _slash, key = one["@id"][1:].partition("/")
                yield vocabulary, key
