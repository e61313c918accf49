"""The map: one HTML file that opens offline, from pyvis' nodes, edges and options over a page of our own."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netmap.disk import write_whole
from netmap.editions import Edition, edition_name, file_name, shows, view, watermark
from netmap.export.map_data import (
    Place,
    edges_of,
    heading_of,
    labels_of,
    lean,
    node_of,
    offer_of,
    palette_of,
    places_of,
    plain,
    scene_of,
    withheld_of,
)
from netmap.export.map_texts import TEXTS
from netmap.locale import date as written_date
from netmap.locale import translator
from netmap.model import Actor, Forum, Position
from netmap.scenes import in_order

if TYPE_CHECKING:
    import datetime as dt

    from pyvis.network import Network

    from netmap.landscape import Landscape


def write_map(
    landscape: Landscape,
    positions: Mapping[str, Place] | Iterable[Position],
    path: Path,
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: str = "de",
    data_sentence: str = "",
) -> Path:
    """Write the map of a landscape as one HTML file without any request to anywhere; return the file's path.

    What the edition withholds is not in the file, whatever `landscape` holds; the internal edition's name ends in
    `-INTERN`. `positions` are (x, y) by the id of actors and forums, or Position records, y downwards; actors without
    one stand in a band below the others, forums amid their members. `day` is the day that ages count from (the
    landscape's reference date). `data_sentence` says what the data cover; it stands in the page's head.

    Raise DiskError where the file cannot be written; the old one is whole then.
    """
    text = page(landscape, positions, day=day, edition=edition, lang=lang, data_sentence=data_sentence)
    return write_whole(file_name(path, edition), text, lang=lang)


def page(
    landscape: Landscape,
    positions: Mapping[str, Place] | Iterable[Position],
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: str = "de",
    data_sentence: str = "",
) -> str:
    """Return the text of the map's page; see `write_map`."""
    import jinja2

    day = day or landscape.reference_date()
    shown = view(landscape, edition)
    withdrawn = set() if edition == "internal" else {one.id for one in shown.actors.values() if one.protected}
    data = _data(shown, places_of(shown, positions, withdrawn), day, lang)
    data["withheld"] = withheld_of(edition, withdrawn)
    for node in data["nodes"]:
        node |= {"withheld": True} if node["key"] in withdrawn else {}
    # only the internal edition says by name who is without cooperation
    data["says_unconnected"] = shows(edition, "unconnected")
    scripts = [_asset(name) for name in _SCRIPTS]
    style = _asset("map.css")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_asset("page.html.j2")).render(
        lang=lang,
        texts=data["texts"],
        name=plain(shown.settings.name),
        date=written_date(day.isoformat(), lang),
        edition=edition_name(edition, lang=lang),
        watermark=watermark(edition, lang=lang),
        data_sentence=plain(data_sentence, 2_000),
        withheld=bool(data["withheld"]),
        public=edition == "public",
        empty=not shown.actors,
        disclaimer=plain(shown.settings.disclaimer, 2_000),
        policy=_policy(scripts, style),
        style=style,
        scripts=scripts,
        data=as_script(data),
    )


def as_script(data: object) -> str:
    r"""Return data as JSON that no HTML or JavaScript parser can mistake for its own.

    >>> as_script({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def network(shown: Landscape, places: Mapping[str, Place], day: dt.date) -> Network:
    """Return the pyvis Network of what is shown: nodes are actors and forums, edges cooperations and memberships.

    Node ids are numbers, the record's id is the node's `key`. It is filled directly: pyvis' own `add_edge` searches all
    edges for each new one.
    """
    from pyvis.network import Network

    net = Network(directed=True)
    subjects: list[Actor | Forum] = [*shown.actors.values(), *shown.forums.values()]
    numbers = {one.id: number for number, one in enumerate(subjects)}
    net.nodes = [lean(node_of(numbers[one.id], one, places[one.id])) for one in subjects]
    net.node_map = {node["id"]: node for node in net.nodes}
    net.node_ids = list(net.node_map)
    net.edges = [lean(edge) for edge in edges_of(shown, numbers, day)]
    net.set_options(json.dumps(_OPTIONS))
    return net


_SCRIPTS = (
    "vendor/vis-data.min.js",
    "vendor/vis-network.min.js",
    "labels.js",
    "signs.js",
    "legend.js",
    "table.js",
    "details.js",
    "map.js",
)
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "tooltipDelay": 0,
        "hideEdgesOnDrag": False,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {"borderWidth": 2, "borderWidthSelected": 4, "size": 11, "chosen": False},
    "edges": {"smooth": False, "width": 1.6, "selectionWidth": 0, "chosen": False, "arrows": {"to": {"scaleFactor": 0.55}}},
}


def _data(shown: Landscape, places: Mapping[str, Place], day: dt.date, lang: str) -> dict[str, Any]:
    net = network(shown, places, day)
    numbers = {node["key"]: node["id"] for node in net.nodes}
    _ = translator(lang)
    return {
        "lang": lang,
        "nodes": net.nodes,
        "edges": net.edges,
        "options": net.options,
        "offers": [lean(offer_of(one, numbers)) for one in shown.offers.values()],
        "terms": labels_of(shown, lang),
        "districts": {one.id: plain(one.name) for one in shown.districts.values()},
        "heading": heading_of(shown, places),
        "scenes": [lean(scene_of(one)) for one in in_order(shown)],
        "palette": palette_of(shown),
        "working": [key for key, term in shown.vocabulary["tie_kinds"].items() if term.get("working")],
        "texts": {key: _(text) for key, text in TEXTS.items()},
    }


def _asset(name: str) -> str:
    text = (files("netmap.export") / "map_page" / name).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*\n?$", "\n", text)


def _policy(scripts: Iterable[str], style: str) -> str:
    def sums(texts: Iterable[str]) -> str:
        digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
        return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

    sources = f"script-src {sums(scripts)}; style-src {sums([style])}; img-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
