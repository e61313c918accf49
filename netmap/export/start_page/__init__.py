"""The first page that somebody sees of their own list: the map, five open questions, the state of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from netmap.disk import write_whole
from netmap.editions import Edition, edition_name, file_name, view, watermark
from netmap.export.map_data import palette_of, plain
from netmap.export.safe_html import policy
from netmap.fields import kind_label
from netmap.locale import N_, number, translator
from netmap.locale import date as written_date

if TYPE_CHECKING:
    import datetime as dt

    from netmap.landscape import Landscape

Place = tuple[float, float]
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NO_COLOUR: Final = "#666666"
_MOST: Final = 3_000
"""So many dots and lines a still picture has at most; the map itself shows all."""
TEXTS: Final[Mapping[str, str]] = {
    "first_look": N_("A first look"),
    "as_of": N_("As of"),
    "map": N_("The map"),
    "picture": N_("All actors as dots, their cooperations as lines; opens the map in which names can be searched"),
    "open_map": N_("Open the map: search, filter, read who works with whom"),
    "questions": N_("Open questions"),
    "no_questions": N_("Nothing is open so far."),
    "not_recorded_means": N_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."),
    "state": N_("The state of the data"),
    "next": N_("How to go on"),
}


@dataclass(frozen=True)
class Question:
    """Hold an open question and what could be done about it."""

    text: str
    step: str = ""


def write_start(
    landscape: Landscape,
    places: Mapping[str, Place],
    path: Path,
    *,
    map_file: Path,
    questions: Sequence[Question],
    state: Iterable[str],
    steps: Sequence[tuple[str, str]] = (),
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: str = "de",
) -> Path:
    """Write the page as one HTML file without a script and without any request; return its path.

    What the edition withholds is not in the file. `places` are those of actors and forums on the map, which lies beside
    the page under the name of `map_file`; `questions` and `state` are of that edition already, `steps` commands with what
    they do. Raise DiskError where it cannot be written.
    """
    import jinja2

    when = day or landscape.reference_date()
    shown = view(landscape.at(when), edition)
    style = (files("netmap.export.start_page") / "start.css").read_text(encoding="utf-8")
    template = (files("netmap.export.start_page") / "page.html.j2").read_text(encoding="utf-8")
    _ = translator(lang)
    text = (
        jinja2.Environment(autoescape=True)
        .from_string(template)
        .render(
            lang=lang,
            name=plain(shown.settings.name),
            texts={key: _(one) for key, one in TEXTS.items()},
            date=written_date(when.isoformat(), lang),
            edition=edition_name(edition, lang=lang),
            watermark=watermark(edition, lang=lang),
            disclaimer=shown.settings.disclaimer,
            counts=_counts(shown, lang),
            map_file=quote(map_file.name),
            questions=questions,
            state=list(state),
            steps=steps,
            style=style,
            policy=policy(style),
            **_picture(shown, places, lang),
        )
    )
    return write_whole(file_name(path, edition), text, lang=lang)


def _counts(shown: Landscape, lang: str) -> str:
    tables = {"actor": shown.actors, "cooperation": shown.cooperations, "forum": shown.forums, "offer": shown.offers}
    counted = [(kind, len(table)) for kind, table in tables.items() if table]
    return ", ".join(f"{number(n, lang)} {kind_label(kind, lang, n)}" for kind, n in counted)


def _picture(shown: Landscape, places: Mapping[str, Place], lang: str) -> dict[str, Any]:
    """Return dots, lines and the box around them; nothing where nobody has a place."""
    palette = palette_of(shown)
    colours = {key: one.get("colour") for group in ("node", "sector") for key, one in palette[group].items()}
    groups = {one.id: one.sector for one in shown.actors.values()} | dict.fromkeys(shown.forums, "forum")
    drawn = [key for key in groups if key in places][:_MOST]
    dots = [
        {"x": round(places[key][0]), "y": round(places[key][1]), "colour": _colour(colours.get(groups[key]))}
        for key in drawn
    ]
    ties = [(one.source, one.target) for one in shown.cooperations.values() if one.status == "existing"]
    ties += [(one.actor, one.forum) for one in shown.memberships.values()]
    known = set(drawn)
    lines = [[round(value) for key in pair for value in places[key]] for pair in ties if known.issuperset(pair)][:_MOST]
    used = dict.fromkeys(groups[key] for key in drawn)
    legend = [{"colour": _colour(colours.get(group)), "label": _group_label(shown, group, lang)} for group in used]
    return {"dots": dots, "lines": lines, "legend": legend, **_box([places[key] for key in drawn])}


def _group_label(shown: Landscape, group: str, lang: str) -> str:
    return kind_label("forum", lang, 2) if group == "forum" else shown.vocabulary.label("sectors", group, lang)


def _colour(given: object) -> str:
    return given if isinstance(given, str) and _COLOUR.fullmatch(given) else _NO_COLOUR


def _box(places: Sequence[Place]) -> dict[str, Any]:
    """Return the part of the plane that holds all dots with some room around them, and how large a dot is in it."""
    if not places:
        return {"box": "0 0 1 1", "radius": 1}
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*places, strict=True))
    wide, high = max(right - left, 200), max(bottom - top, 120)
    radius = max(3.0, round(max(wide, high) / 160, 1))
    room = 3 * radius
    box = (left - room, top - room, wide + 2 * room, high + 2 * room)
    return {"box": " ".join(str(round(one)) for one in box), "radius": radius}
