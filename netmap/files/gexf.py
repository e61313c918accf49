"""GEXF: nodes and edges with typed values, as Gephi and networkx write it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from netmap.files.cells import date
from netmap.files.lists import Cell, Table
from netmap.files.networks import network_table, typed_value
from netmap.files.xml_text import read_xml

_Key = tuple[str, str]


def read_gexf(path: Path, data: bytes, *, lang: str = "de") -> Table:
    """Read every node and edge of a GEXF file; how it looks, and values that change in time, are left out.

    Raise DataError where it is no XML, or holds no node.
    """
    root = read_xml(path, data, lang=lang)
    keys = {of: _keys(root, of) for of in ("node", "edge")}
    nodes = [_node(one, keys["node"]) for one in root.iter("node")]
    graph = root.find("graph")
    usual = "undirected" if graph is None else graph.get("defaultedgetype", "undirected")
    edges = [_edge(one, keys["edge"], usual) for one in root.iter("edge")]
    return network_table(path, nodes, edges, lang=lang)


def _keys(root: Element, of: str) -> dict[str, _Key]:
    groups = [one for one in root.iter("attributes") if one.get("class") == of]
    found = [key for group in groups for key in group.findall("attribute")]
    return {key.get("id") or "": (key.get("title") or key.get("id") or "", key.get("type") or "string") for key in found}


def _node(one: Element, keys: Mapping[str, _Key]) -> dict[str, Cell]:
    said: dict[str, Cell] = {"id": one.get("id", ""), "label": one.get("label")}
    if one.get("pid"):
        said["part_of"] = one.get("pid")
    return {**said, **_times(one), **_values(one, keys)}


def _edge(one: Element, keys: Mapping[str, _Key], usual: str) -> dict[str, Cell]:
    said: dict[str, Cell] = {"source": one.get("source", ""), "target": one.get("target", "")}
    said["directed"] = one.get("type", usual) == "directed"
    if one.get("id"):
        said["edge id"] = one.get("id")
    if one.get("label"):
        said["label"] = one.get("label")
    if weight := one.get("weight"):
        said["weight"] = typed_value(weight, "double")
    return {**said, **_times(one), **_values(one, keys)}


def _values(one: Element, keys: Mapping[str, _Key]) -> dict[str, Cell]:
    found = {}
    for value in one.findall("attvalues/attvalue"):
        name, kind = keys.get(value.get("for") or value.get("id") or "", ("", ""))
        if name and name != "id":
            found[name] = typed_value(value.get("value", ""), kind)
    return found


def _times(one: Element) -> dict[str, Cell]:
    """Return since when and until when, where these are days or years; other programs count seconds or steps."""
    found: dict[str, Cell] = {}
    for given, name in (("start", "since"), ("end", "until")):
        try:
            found |= {name: date(one.get(given, ""))}
        except ValueError:
            continue
    return found
