"""The map: one HTML file that opens offline, from pyvis' nodes, edges and options over a page of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from netmap.disk import write_whole
from netmap.editions import Edition, edition_name, file_name, protected_actors, shows, view, watermark
from netmap.export.map_data import Pen, labels_of, lean, offer_of, palette_of, plain, scene_of, withheld_of
from netmap.export.map_drawn import Drawn, drawn_of, views_data
from netmap.export.map_groups import MANY, grouped
from netmap.export.map_pack import packed, share_measures
from netmap.export.map_places import Place, heading_of, places_of
from netmap.export.map_texts import TEXTS
from netmap.export.map_views import State, View, both
from netmap.export.safe_html import as_script, pages, policy
from netmap.locale import LANGUAGES, N_, translator
from netmap.locale import date as written_date
from netmap.reports import heard_in
from netmap.scenes import in_order

if TYPE_CHECKING:
    import datetime as dt

    from pyvis.network import Network

    from netmap.landscape import Landscape
    from netmap.model import Position

Measures = Mapping[str, Sequence[Mapping[str, Any]]]
"""For each actor its measures: a key, the text in each language, the value."""

LANDSCAPE: Final = View("landscape", both(N_("Landscape")))
"""The view of all actors and ties as they stand."""

_PARTS: Final = {"brokers": "rankings", "gaps": "open_questions", "transitions": "open_questions"}
"""Which part of an output a view is: not every edition shows all of them."""


def write_map(
    landscape: Landscape,
    positions: Mapping[str, Place] | Iterable[Position],
    path: Path,
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: str = "de",
    data_sentence: str | Mapping[str, str] = "",
    views: Sequence[View] = (LANDSCAPE,),
    measures: Measures = MappingProxyType({}),
    full: bool = False,
) -> Path:
    """Write the map of a landscape as one HTML file without any request to anywhere; return the file's path.

    What the edition withholds is not in the file, whatever `landscape` holds; the internal edition's name ends in
    `-INTERN`. `positions` are (x, y) by the id of actors and forums, or Position records, y downwards; actors without
    one stand in a band below the others, forums amid their members. `day` is the day that ages count from (the
    landscape's reference date). `data_sentence` says what the data cover, in each language or in one; it stands in the
    page's head. The first of the `views` is open at first; those that the edition does not show are left out, and so
    are `measures`, what is said of actors' positions by their ids, in all but the internal edition. A
    large landscape opens on groups (see `netmap.export.map_groups`), unless it is to be drawn in `full`.

    Raise DiskError where the file cannot be written; the old one is whole then.
    """
    text = page(
        landscape,
        positions,
        day=day,
        edition=edition,
        lang=lang,
        data_sentence=data_sentence,
        views=views,
        measures=measures,
        full=full,
    )
    return write_whole(file_name(path, edition), text, lang=lang)


def page(
    landscape: Landscape,
    positions: Mapping[str, Place] | Iterable[Position],
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: str = "de",
    data_sentence: str | Mapping[str, str] = "",
    views: Sequence[View] = (LANDSCAPE,),
    measures: Measures = MappingProxyType({}),
    full: bool = False,
) -> str:
    """Return the text of the map's page; see `write_map`."""
    day = day or landscape.reference_date()
    shown = view(landscape, edition)
    withdrawn = set() if edition == "internal" else {one.id for one in shown.actors.values() if one.protected}
    pen = Pen(
        shown,
        day,
        attributes=shows(edition, "attributes"),
        known=heard_in(shown, at=day) if shows(edition, "one_sided") else None,
    )
    views = [one for one in views if one.kind not in _PARTS or shows(edition, _PARTS[one.kind])]
    data = _data(pen, places_of(shown, positions, withdrawn), views, _compared(views, landscape, edition), lang, full=full)
    data["withheld"] = withheld_of(edition, withdrawn)
    said = measures if shows(edition, "rankings") else {}
    for node in data["nodes"]:
        node |= {"withheld": True} if node["key"] in withdrawn else {}
    data["measures"] = share_measures(data["nodes"], said)
    # only the internal edition says by name who is without cooperation
    data["says_unconnected"] = shows(edition, "unconnected")
    data["head"] = head = _head(day, edition, data_sentence)
    data["packed"] = {name: packed(data.pop(name)) for name in ("nodes", "edges", "offers")}
    scripts = [_asset(name) for name in _SCRIPTS]
    style = _asset("map.css")
    made = pages(_asset).get_template("page.html.j2")
    return made.render(
        lang=lang,
        texts=data["languages"][lang]["texts"],
        name=plain(shown.settings.name),
        **head[lang],
        withheld=bool(data["withheld"]),
        public=edition == "public",
        empty=not shown.actors,
        disclaimer=plain(shown.settings.disclaimer, 2_000),
        policy=policy(style, scripts, more="img-src data:"),
        style=style,
        scripts=scripts,
        data=as_script(data),
    )


def network(drawn: Drawn) -> Network:
    """Return the pyvis Network of what is drawn: nodes are actors and forums, edges cooperations and memberships.

    Node ids are numbers, the record's id is the node's `key`. It is filled directly: pyvis' own `add_edge` searches all
    edges for each new one.
    """
    from pyvis.network import Network

    net = Network(directed=True)
    net.nodes, net.edges = drawn.nodes, drawn.edges
    net.node_map = {node["id"]: node for node in net.nodes}
    net.node_ids = list(net.node_map)
    net.set_options(json.dumps(_OPTIONS))
    return net


_SCRIPTS = (
    "vendor/vis-data.min.js",
    "vendor/vis-network.min.js",
    "unpack.js",
    "dom.js",
    "data.js",
    "state.js",
    "facets.js",
    "scales.js",
    "look.js",
    "focus.js",
    "groups.js",
    "labels.js",
    "signs.js",
    "ghosts.js",
    "canvas.js",
    "legend.js",
    "filters.js",
    "details.js",
    "search.js",
    "table.js",
    "views.js",
    "arrange.js",
    "scenes.js",
    "pictures.js",
    "paper.js",
    "speech.js",
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


def _compared(views: Sequence[View], landscape: Landscape, edition: Edition) -> dict[str, tuple[Landscape, Landscape]]:
    """Return the states that views compare as an edition shows them; who is protected in one of them is so in all."""
    states = [state.known for one in views for state in one.compares or ()]
    hidden = {key for known in (landscape, *states) for key in protected_actors(known)} if states else set()

    def shown(state: State) -> Landscape:
        guarded = (one.model_copy(update={"protected": True}) for key, one in state.known.actors.items() if key in hidden)
        return view(state.known.replace(guarded), edition).at(state.day)

    return {one.name: (shown(one.compares[0]), shown(one.compares[1])) for one in views if one.compares}


def _head(day: dt.date, edition: Edition, data_sentence: str | Mapping[str, str]) -> dict[str, dict[str, str]]:
    told = {"de": data_sentence, "en": data_sentence} if isinstance(data_sentence, str) else data_sentence
    return {
        lang: {
            "date": written_date(day.isoformat(), lang),
            "edition": edition_name(edition, lang=lang),
            "watermark": watermark(edition, lang=lang),
            "data_sentence": plain(told[lang], 2_000),
        }
        for lang in LANGUAGES
    }


def _data(
    pen: Pen,
    places: Mapping[str, Place],
    views: Sequence[View],
    compared: Mapping[str, tuple[Landscape, Landscape]],
    lang: str,
    *,
    full: bool,
) -> dict[str, Any]:
    shown, drawn = pen.shown, drawn_of(pen, places)
    told = views_data(drawn, views, pen, lang, compared)
    large = len(shown.actors) > MANY and not full
    groups = grouped(shown, drawn, told) if large else {}
    net = network(drawn)
    return groups | {
        "lang": lang,
        "landscape": shown.settings.id,
        "nodes": net.nodes,
        "edges": net.edges,
        "options": net.options,
        "views": told,
        "offers": [lean(offer_of(one, drawn.node_numbers, pen)) for one in shown.offers.values()],
        "addresses": list(pen.addresses),
        "day": pen.day.isoformat(),
        "districts": {one.id: plain(one.name) for one in shown.districts.values()},
        "heading": None if large else heading_of(shown, places),
        "scenes": [lean(scene_of(one)) for one in in_order(shown)],
        "palette": palette_of(shown),
        "working": [key for key, term in shown.vocabulary["tie_kinds"].items() if term.get("working")],
        "languages": {one: _words(shown, one) for one in LANGUAGES},
    }


def _words(shown: Landscape, lang: str) -> dict[str, Any]:
    """Return all that the page says in one language: its own texts, and the labels of the vocabularies."""
    _ = translator(lang)
    return {"texts": {key: _(text) for key, text in TEXTS.items()}, "terms": labels_of(shown, lang)}


def _asset(name: str) -> str:
    text = (files("netmap.export") / "map_page" / name).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*\n?$", "\n", text)
