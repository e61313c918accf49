"""The sheet of a meeting as a page to print: the agenda, and a list to tick; without a script and without a network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from netmap.editions import Edition, edition_name, watermark
from netmap.export.map_data import plain
from netmap.export.safe_html import pages, policy
from netmap.locale import N_, translator
from netmap.locale import date as written_date

TEXTS: Final[Mapping[str, str]] = {
    "agenda": N_("Agenda"),
    "look": N_("A look at the landscape"),
    "open_map": N_("Open the map"),
    "scenes": N_("Pictures for it, in their order"),
    "agreed": N_("What was agreed, and the next meeting"),
    "list": N_("List to tick"),
    "who": N_("Responsible"),
    "until": N_("until"),
    "result": N_("Result"),
    "districts": N_("Districts"),
    "nothing": N_("Nothing is open here so far."),
    "day": N_("Day of the meeting"),
    "back": N_("What is ticked here goes into the Excel list beside this page, and from there back into netmap:"),
    "not_recorded_means": N_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it."),
}


@dataclass(frozen=True)
class Item:
    """Hold one question of the list: what is open, what to do about it, what may be answered, and in which districts."""

    text: str
    step: str = ""
    answers: Sequence[str] = ()
    districts: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    """Hold one point of the agenda with its questions; `more` counts those that the list leaves out."""

    title: str
    items: Sequence[Item]
    more: str = ""


def meeting_page(
    title: str,
    parts: Sequence[Part],
    *,
    day: dt.date,
    map_file: str,
    list_file: str,
    scenes: Sequence[tuple[str, str]] = (),
    disclaimer: str = "",
    remarks: Sequence[str] = (),
    edition: Edition = "meeting",
    lang: str = "de",
) -> str:
    """Return the page as text; everything given is of that edition already.

    `scenes` are titles and captions of the map's pictures, in their order. `map_file` and `list_file` lie beside the page.
    """
    style = _asset("meeting.css")
    _ = translator(lang)
    made = pages(_asset).get_template("page.html.j2")
    return made.render(
        lang=lang,
        title=plain(title),
        texts={key: _(text) for key, text in TEXTS.items()},
        date=written_date(day.isoformat(), lang),
        edition=edition_name(edition, lang=lang),
        watermark=watermark(edition, lang=lang),
        disclaimer=disclaimer,
        remarks=remarks,
        parts=parts,
        scenes=scenes,
        map_file=map_file,
        map_link=quote(map_file),
        list_file=list_file,
        style=style,
        policy=policy(style),
    )


def _asset(name: str) -> str:
    return (files("netmap.export.meeting_page") / name).read_text(encoding="utf-8")
