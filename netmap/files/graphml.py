"""GraphML: nodes and edges with typed values, as networkx, igraph, Gephi and yEd write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from netmap.files.lists import TEXT, Cell, Table, refuse_wide
from netmap.files.networks import network_table, typed_value
from netmap.files.xml_text import read_xml
from netmap.locale import number, translator

_LABELS = frozenset({"NodeLabel", "EdgeLabel"})


class _Key(NamedTuple):
    name: str
    kind: str
    usual: str | None


def read_graphml(path: Path, data: bytes, *, lang: str = "de") -> Table:
    """Read every node and edge of a GraphML file, those of inner graphs, too; an edge of more than two ends is left out.

    Raise DataError where it is no XML, or holds no node.
    """
    _ = translator(lang)
    root = read_xml(path, data, lang=lang)
    keys = {of: _keys(root, of) for of in ("node", "edge")}
    _refuse_defaults(root, keys, path, lang)
    nodes = [{"id": one.get("id", ""), **_values(one, keys["node"])} for one in root.iter("node")]
    edges = [edge for graph in root.iter("graph") for edge in _edges(graph, keys["edge"])]
    hyper = sum(1 for _one in root.iter("hyperedge"))
    left_out = _("{path}: edges with more than two ends are left out: {n}").format(path=path.name, n=number(hyper, lang))
    return network_table(path, nodes, edges, [left_out] if hyper else [], lang=lang)


def _refuse_defaults(root: Element, keys: Mapping[str, Mapping[str, _Key]], path: Path, lang: str) -> None:
    """Refuse so many usual values that they fill all memory, since each node or edge has all of them."""
    for of, known in keys.items():
        usual = sum(one.usual is not None for one in known.values())
        refuse_wide(path.name, usual, usual * sum(1 for _one in root.iter(of)), lang=lang)


def _keys(root: Element, of: str) -> dict[str, _Key]:
    found = {}
    for one in root.iter("key"):
        if (one.get("for") or "all") in {of, "all"}:
            usual = one.find("default")
            name = one.get("attr.name") or one.get("id") or ""
            kind = one.get("attr.type") or "string"
            found[one.get("id") or ""] = _Key(name[:TEXT], kind, None if usual is None else usual.text)
    return found


def _values(one: Element, keys: Mapping[str, _Key]) -> dict[str, Cell]:
    """Return what a node or an edge says, by the names of its keys; what a program keeps for drawing gives its label."""
    said: dict[str, Cell] = {key.name: typed_value(key.usual, key.kind) for key in keys.values() if key.usual}
    for data in one.findall("data"):
        key = keys.get(data.get("key", ""))
        if len(data):
            label = next((part.text for part in data.iter() if part.tag in _LABELS and part.text), None)
            said |= {"label": label.strip()} if label and label.strip() else {}
        elif key is not None and data.text is not None:
            said[key.name] = typed_value(data.text, key.kind)
    return {name: value for name, value in said.items() if name != "id"}


def _edges(graph: Element, keys: Mapping[str, _Key]) -> Iterator[dict[str, Cell]]:
    directed = graph.get("edgedefault") == "directed"
    for one in graph.findall("edge"):
        ends: dict[str, Cell] = {"source": one.get("source", ""), "target": one.get("target", "")}
        own = {"true": True, "false": False}.get(one.get("directed", ""), directed)
        ids: dict[str, Cell] = {"edge id": one.get("id")} if one.get("id") else {}
        yield {**ends, "directed": own, **ids, **_values(one, keys)}
