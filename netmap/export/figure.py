"""The map as a picture for print and slides: SVG, PNG or PDF, from the same positions as the page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netmap.editions import Edition, edition_name, file_name, view, watermark
from netmap.errors import DataError
from netmap.export.figure_lines import WORDS, WORKING, Line, lines_of
from netmap.export.figure_map import Subject, draw_map
from netmap.export.figure_paper import PAPERS, Paper, lettering, wrapped
from netmap.export.figure_sheet import Entry, draw_foot, draw_head, foot_height, legend_rows, new_sheet
from netmap.export.map_data import palette_of, plain, wrap
from netmap.export.map_places import Place, places_of
from netmap.export.pictures import save
from netmap.locale import date as written_date
from netmap.locale import number, translator
from netmap.model import Actor, Forum, Position

if TYPE_CHECKING:
    from netmap.landscape import Landscape

FORMATS: Final = (".svg", ".png", ".pdf")
LISTED: Final = 48
"""So many letters has a name on one line of the list."""


def write_figure(
    landscape: Landscape,
    positions: Mapping[str, Place] | Iterable[Position],
    path: Path,
    *,
    day: dt.date | None = None,
    edition: Edition = "meeting",
    lang: str = "de",
    data_sentence: str = "",
    paper: str = "a3",
    also: Sequence[Path] = (),
    forums: bool = False,
) -> Path:
    """Write the map of a landscape as a picture, and return where it is.

    What the edition withholds is not in the file, whatever `landscape` holds; the internal edition is marked, on the picture
    and in its name. `paper` is one of `PAPERS`. Ties that are over are not drawn, forums and memberships only with `forums`.
    `also` are further files of the same picture.
    The same landscape gives the same bytes. Raise DataError for another ending than .svg, .png or .pdf, DiskError where it
    cannot be written.
    """
    _ = translator(lang)
    refuse_endings([path, *also], lang=lang)
    day, shown, sheet = day or landscape.reference_date(), view(landscape, edition), PAPERS[paper]
    withdrawn = set() if edition == "internal" else {one.id for one in shown.actors.values() if one.protected}
    palette = palette_of(shown)
    looks = {**palette["sector"], "forum": palette["node"].get("forum", {})}
    lines = lines_of(shown, day, palette["status"], forums=forums)
    everybody = list(_subjects(shown, places_of(shown, positions, withdrawn), forums=forums))
    subjects = [one for one in everybody if sheet.whole or not one.listed]
    title = plain(shown.settings.name)
    below = _("As of {date} · {edition}").format(
        date=written_date(day.isoformat(), lang), edition=edition_name(edition, lang=lang)
    )
    with lettering():
        figure, axes = new_sheet(sheet)
        top = draw_head(axes, sheet, title, below, plain(data_sentence, 2_000), mark=watermark(edition, lang=lang))
        rows = legend_rows(_legend(shown, subjects, lines, looks, lang), sheet)
        said = _sentences(sheet, shown, len(everybody) - len(subjects), lang)
        # one line is kept free for what is known only when the map is drawn
        bottom = sheet.height - sheet.margin - foot_height(sheet, len(rows), len(said) + 1)
        air = sheet.text
        frame = (sheet.margin, top + air, sheet.width - sheet.margin, bottom - air)
        nameless, led = draw_map(axes, sheet, frame, subjects, lines, looks)
        draw_foot(axes, sheet, rows, [_names(nameless, led, lang), *said])
        files = [file_name(one, edition) for one in (path, *also)]
        words = _description(title, below, subjects, lines, lang)
        return save(figure, files[0], title, description=words, also=files[1:], lang=lang)


def refuse_endings(paths: Sequence[Path], *, lang: str = "de") -> None:
    """Raise DataError for the files whose ending is of no picture, before any of them is written."""
    if wrong := [path for path in paths if path.suffix.lower() not in FORMATS]:
        says = translator(lang)("{file}: a picture ends in .svg, .png or .pdf")
        raise DataError("\n".join(says.format(file=path) for path in wrong))


def _subjects(shown: Landscape, places: Mapping[str, Place], *, forums: bool) -> Iterator[Subject]:
    """Yield what is drawn of each actor, and of each forum that is; who has no partner at all stands in the list."""
    tied = {end for one in shown.cooperations.values() for end in (one.source, one.target) if one.source != one.target}
    tied |= {end for one in shown.memberships.values() for end in (one.actor, one.forum)}
    drawn: list[Actor | Forum] = [*shown.actors.values(), *(shown.forums.values() if forums else ())]
    for one in sorted(drawn, key=lambda one: one.id):
        listed = one.id not in tied
        name = wrap(one.name, one.short_name)
        text = (_on_one_line(one),) if listed else tuple(name.split("\n"))
        yield Subject(one.id, text, one.sector if isinstance(one, Actor) else "forum", places[one.id], listed)


def _on_one_line(one: Actor | Forum) -> str:
    short = plain(one.short_name)
    return short if short and len(one.name) > LISTED else plain(one.name, LISTED) or "…"


def _legend(
    shown: Landscape,
    subjects: Sequence[Subject],
    lines: Sequence[Line],
    looks: Mapping[str, Mapping[str, str]],
    lang: str,
) -> list[Entry]:
    """Return what the signs and lines that occur mean, with the number of signs."""
    _ = translator(lang)
    counts, found = Counter(one.look for one in subjects), []
    terms = {one.get("of"): one.label(lang) for one in shown.vocabulary["colours"].values() if one.get("group") == "sector"}
    terms["forum"] = shown.vocabulary["colours"]["forum"].label(lang)
    for look in looks:
        if counts[look]:
            words = f"{terms.get(look, look)} ({number(counts[look], lang)})"
            found.append(
                Entry(_("open circle: {words}").format(words=words) if look == "unknown" else words, sign=looks[look])
            )
    meant = {one.meaning: one for one in lines}
    for meaning in [*WORDS, *sorted(meant.keys() - WORDS.keys())]:
        if meaning in meant:
            words = _(WORDS[meaning]) if meaning in WORDS else shown.vocabulary["statuses"][meaning].label(lang)
            plain_look = replace(meant[meaning], dashes=() if meaning in WORDS else meant[meaning].dashes, directed=False)
            found.append(Entry(words, line=plain_look))
    if old := next((one for one in lines if one.old), None):
        found.append(Entry(_("dashed: old or undated"), line=replace(old, directed=False)))
    if any(one.directed for one in lines):
        found.append(Entry(_("arrow: goes in one direction"), line=Line("", "", "working", WORKING, 0.9, directed=True)))
    return found


def _sentences(paper: Paper, shown: Landscape, left_out: int, lang: str) -> list[str]:
    """Return the lines at the foot: who is left out, what "not recorded" means, the landscape's own words."""
    _ = translator(lang)
    said = []
    if left_out:
        says = _("Not in this picture: further actors without any recorded cooperation or membership ({n}).")
        said.append(says.format(n=number(left_out, lang)))
    said.append(_("“Not recorded” means: we do not know. “Missing” means: somebody confirmed it."))
    said.append(plain(shown.settings.disclaimer, 2_000))
    return wrapped(" ".join(one for one in said if one), paper.text, paper.width - 2 * paper.margin)


def _names(nameless: int, led: bool, lang: str) -> str:
    """Say how names belong to signs, and how many signs have none."""
    _ = translator(lang)
    said = [_("Fine blue lines lead from a name to its sign.")] if led else []
    if nameless:
        says = _("Signs without a name, since there is no room for it: {n}. The interactive map has them all.")
        said.append(says.format(n=number(nameless, lang)))
    return " ".join(said)


def _description(title: str, below: str, subjects: Sequence[Subject], lines: Sequence[Line], lang: str) -> str:
    """Say what the picture shows, for those who do not see it."""
    _ = translator(lang)
    forums = sum(one.look == "forum" for one in subjects)
    ties = sum(one.meaning != "member" for one in lines)
    says = _("Map of a network: {title}. {below}.") + " "
    says += _("Signs: {actors} actors, {forums} forums. Lines: {ties} cooperations, {members} memberships.")
    counts = {"actors": len(subjects) - forums, "forums": forums, "ties": ties, "members": len(lines) - ties}
    return says.format(title=title, below=below, **{key: number(count, lang) for key, count in counts.items()})
