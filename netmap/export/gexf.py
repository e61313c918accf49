"""GEXF 1.2: nodes and edges with typed values and their places on the map, for Gephi and networkx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from netmap.disk import write_whole
from netmap.editions import Edition, file_name
from netmap.export.network_rows import NetworkRows, Row, columns_of, network_rows, text_of, type_of
from netmap.export.xml_text import attribute, content
from netmap.landscape import Landscape

_NAMESPACE = "http://www.gexf.net/1.2draft"
_TYPES = {"boolean": "boolean", "integer": "long", "double": "double", "string": "string"}
_ASIDE = frozenset({"id", "label", "source", "target"})


def write_gexf(
    landscape: Landscape, path: Path, *, edition: Edition = "meeting", day: dt.date | None = None, lang: str = "de"
) -> Path:
    """Write the landscape on a day, as an edition shows it, as GEXF; return the file's path.

    The graph is directed where all of its edges are, otherwise undirected, and the edges say in `directed` which of them
    have a direction: networkx takes no graph of both kinds. Places on the map are positions, y upwards as in Gephi; they
    stand in the namespace in which the published schema of 1.2draft has them, and where Gephi finds them, too, while
    networkx passes over them.
    """
    rows = network_rows(landscape, edition=edition, day=day, lang=lang)
    return write_whole(file_name(path, edition), "\n".join(_lines(rows)) + "\n", lang=lang)


def _lines(rows: NetworkRows) -> Iterator[str]:
    columns = {"node": columns_of(rows.nodes, without=_ASIDE), "edge": columns_of(rows.edges, without=_ASIDE)}
    places = rows.places
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<gexf xmlns="{_NAMESPACE}" version="1.2">'
    yield f'  <meta lastmodifieddate="{rows.day.isoformat()}">'
    yield "    <creator>netmap</creator>"
    yield f"    <description>{content(rows.words)}</description>"
    yield "  </meta>"
    yield f'  <graph defaultedgetype="{"directed" if rows.directed else "undirected"}" mode="static">'
    for of, keys in columns.items():
        yield f'    <attributes class="{of}" mode="static">'
        for (name, kind), key in keys.items():
            yield f'      <attribute id="{key}" title={attribute(name)} type="{_TYPES[kind]}"/>'
        yield "    </attributes>"
    yield f'    <nodes count="{len(rows.nodes)}">'
    for record, row in zip(rows.records, rows.nodes, strict=False):
        yield from _node(row, columns["node"], places.get(record.id))
    yield "    </nodes>"
    yield f'    <edges count="{len(rows.edges)}">'
    for row in rows.edges:
        yield from _edge(row, columns["edge"])
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _node(row: Row, columns: Mapping[tuple[str, str], str], place: tuple[float, float] | None) -> Iterator[str]:
    yield f"      <node {_named(row, 'id', 'label')}>"
    yield from _values(row, columns)
    if place:
        yield f'        <position x="{place[0]}" y="{-place[1]}" z="0.0"/>'
    yield "      </node>"


def _edge(row: Row, columns: Mapping[tuple[str, str], str]) -> Iterator[str]:
    weight = row.get("weight")
    weighed = f' weight="{float(weight)}"' if isinstance(weight, int | float) and not isinstance(weight, bool) else ""
    yield f"      <edge {_named(row, 'id', 'source', 'target')}{weighed}>"
    yield from _values(row, columns)
    yield "      </edge>"


def _named(row: Row, *names: str) -> str:
    return " ".join(f"{name}={attribute(text_of(row[name]))}" for name in names)


def _values(row: Row, columns: Mapping[tuple[str, str], str]) -> Iterator[str]:
    yield "        <attvalues>"
    for name, value in row.items():
        if name not in _ASIDE:
            yield f'          <attvalue for="{columns[name, type_of(value)]}" value={attribute(text_of(value))}/>'
    yield "        </attvalues>"
