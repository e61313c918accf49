"""GML: nodes and edges in square brackets, as igraph, networkx and older programs write it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from netmap.errors import DataError
from netmap.files.delimited import decoded
from netmap.files.lists import TEXT, Cell, Table
from netmap.files.networks import network_table, typed_value
from netmap.locale import translator

_TOKEN = re.compile(r'"[^"]*"|[\[\]]|[^\s\[\]"]+')
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_DEEPEST = 200


def read_gml(path: Path, data: bytes, *, lang: str = "de") -> Table:
    """Read every node and edge of a GML file; what is nested within one, such as how it looks, is left out.

    Raise DataError where brackets do not match, or there is no node.
    """
    _ = translator(lang)
    text, _encoding = decoded(data)
    try:
        graphs = [value for key, value in _pairs(iter(_TOKEN.findall(_COMMENT.sub("", text)))) if key == "graph"]
    except (StopIteration, ValueError) as error:
        raise DataError(_("{path} is no valid GML: its square brackets do not match.").format(path=path.name)) from error
    parts = [pair for graph in graphs if isinstance(graph, list) for pair in graph]
    directed = ("directed", 1) in parts
    nodes = [_plain(value) for key, value in parts if key == "node" and isinstance(value, list)]
    edges = [_plain(value) | {"directed": directed} for key, value in parts if key == "edge" and isinstance(value, list)]
    for edge in edges:
        if "id" in edge:
            edge["edge id"] = edge.pop("id")
    return network_table(path, nodes, edges, lang=lang)


def _pairs(tokens: Iterator[str], depth: int = 0) -> list[tuple[str, Any]]:
    """Return keys and values up to the bracket that closes them; a value is a list of pairs, a number or a text."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    found: list[tuple[str, Any]] = []
    for key in tokens:
        if key == "]":
            if not depth:
                raise ValueError("a bracket is closed that was never opened")
            return found
        value = next(tokens)
        found.append((key, _pairs(tokens, depth + 1) if value == "[" else _value(value)))
    if depth:
        raise ValueError("a bracket is never closed")
    return found


def _value(token: str) -> Cell:
    if token.startswith('"'):
        return html.unescape(token[1:-1])[:TEXT] or None
    return typed_value(token, "int" if re.fullmatch(r"[+-]?\d+", token) else "double")


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Cell]:
    return {
        key: str(value) if key in {"id", "source", "target"} else value
        for key, value in pairs
        if not isinstance(value, list)
    }
