"""GraphML 1.0: nodes and edges with typed values, for networkx, igraph, Gephi, yEd, Cytoscape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from netmap.disk import write_whole
from netmap.editions import Edition, file_name
from netmap.export.network_rows import NetworkRows, Row, columns_of, network_rows, text_of, type_of
from netmap.export.xml_text import attribute, content
from netmap.landscape import Landscape

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"boolean": "boolean", "integer": "long", "double": "double", "string": "string"}
_ENDS = frozenset({"id", "source", "target"})


def write_graphml(
    landscape: Landscape, path: Path, *, edition: Edition = "meeting", day: dt.date | None = None, lang: str = "de"
) -> Path:
    """Write the landscape on a day, as an edition shows it, as GraphML; return the file's path.

    The graph is directed where all of its edges are, otherwise undirected, and the edges say in `directed` which of them
    have a direction: no reader takes both kinds in one graph. Lists are texts parted by semicolons. Ids and names of
    columns are written as they came from elsewhere, also where the schema of GraphML would have no spaces in them.
    """
    rows = network_rows(landscape, edition=edition, day=day, lang=lang)
    return write_whole(file_name(path, edition), "\n".join(_lines(rows)) + "\n", lang=lang)


def _lines(rows: NetworkRows) -> Iterator[str]:
    nodes: list[Row] = [
        {"name": row["label"], **row} for row in rows.nodes
    ]  # igraph and networkx look for a name, Gephi for a label
    columns = {"node": columns_of(nodes, without=_ENDS), "edge": columns_of(rows.edges, without=_ENDS)}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_NAMESPACE}">'
    yield f"  <desc>{content(rows.words)}</desc>"
    for of, keys in columns.items():
        for (name, kind), key in keys.items():
            yield f'  <key id="{of[0]}{key}" for="{of}" attr.name={attribute(name)} attr.type="{_TYPES[kind]}"/>'
    yield f'  <graph edgedefault="{"directed" if rows.directed else "undirected"}">'
    for row in nodes:
        yield f"    <node id={attribute(text_of(row['id']))}>"
        yield from _data(row, columns["node"], "n")
        yield "    </node>"
    for row in rows.edges:
        ends = " ".join(f"{name}={attribute(text_of(row[name]))}" for name in ("id", "source", "target"))
        yield f"    <edge {ends}>"
        yield from _data(row, columns["edge"], "e")
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(row: Row, columns: Mapping[tuple[str, str], str], letter: str) -> Iterator[str]:
    for name, value in row.items():
        if name not in _ENDS:
            key = columns[name, type_of(value)]
            yield f'      <data key="{letter}{key}">{content(text_of(value))}</data>'
