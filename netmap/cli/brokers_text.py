"""Who connects the network, as people read it: in bands or in ranks, side by side with what would be without the hub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from netmap.cli.findings_text import width, wrapped
from netmap.locale import N_, alphabetical, listed, number, translator

if TYPE_CHECKING:
    from netmap.analysis.broker_comparison import Side
    from netmap.analysis.brokers import BrokerRow, Brokers
    from netmap.landscape import Landscape

BANDS = {"top": N_("Top"), "middle": N_("Middle"), "others": N_("Others")}
FIRST = 10


def bridge_lines(found: Brokers, *, lang: str) -> Iterator[str]:
    """Yield, for a short picture, who is in the top band and who alone keeps others within reach."""
    _ = translator(lang)
    top = _in_band(found.rows, "top")
    if not top:
        return
    says = _("Most of the shortest ways between others lead through (in alphabetical order): {names}")
    names = "; ".join(row.name for row in top)
    yield from wrapped(says.format(names=names), first="  ", rest="  ")
    alone = [row for row in found.rows if row.cutpoint]
    if alone:
        says = _("{n} actors are the only recorded way to others; a second contact each would secure the network.")
        yield from wrapped(says.format(n=number(len(alone), lang)), first="  ", rest="  ")
    yield "  " + _("This describes the position in the network, not the performance.")


def broker_lines(found: Brokers, landscape: Landscape, *, ranks: bool, lang: str) -> Iterator[str]:
    """Yield who connects the network, in bands or in ranks."""
    from netmap.analysis.broker_words import basis_sentence

    _ = translator(lang)
    yield _("Who connects the recorded network")
    if not found.tied_pairs:
        yield from wrapped(basis_sentence(found, lang=lang), first="  ", rest="  ")
        nobody = _("No such tie has been recorded yet: who connects the network cannot be said.")
        yield from wrapped(nobody, first="  ", rest="  ")
        return
    for remark in broker_remarks(found, ranks=ranks, lang=lang):
        yield from wrapped(remark, first="  ", rest="  ")
    yield from _rank_lines(found, landscape, lang) if ranks else _band_lines(found, landscape, lang)
    yield from _side_by_side(found, ranks=ranks, lang=lang)


def _band_lines(found: Brokers, landscape: Landscape, lang: str) -> Iterator[str]:
    _ = translator(lang)
    for band in BANDS:
        rows = _in_band(found.rows, band)
        yield ""
        yield f"  {_(BANDS[band])} ({number(len(rows), lang)})"
        if band == "top":
            for row in rows:
                yield from wrapped(broker_sentences(row, found, landscape, lang=lang), first="    ", rest="      ")
        elif band == "middle":
            yield from wrapped("; ".join(row.name for row in rows), first="    ", rest="    ")
        elif rows:
            yield "    " + _("All of them by name: netmap brokers --format md")


def _rank_lines(found: Brokers, landscape: Landscape, lang: str) -> Iterator[str]:
    _ = translator(lang)
    for row in found.rows[:FIRST]:
        yield ""
        yield f"  {_rank(row.rank, row.rank_low, row.rank_high, lang)}  {row.name}"
        by_ties = _rank(row.degree_rank, row.degree_rank_low, row.degree_rank_high, lang)
        yield "    " + _("By the number of tied actors ({d}): {rank}").format(d=number(row.degree, lang), rank=by_ties)
        yield from wrapped(broker_sentences(row, found, landscape, lang=lang), first="    ", rest="    ")
    more = len(found.rows) - FIRST
    if more > 0:
        yield ""
        yield "  " + _("… and {n} more: netmap brokers --format csv").format(n=number(more, lang))


def broker_sentences(row: BrokerRow, found: Brokers, landscape: Landscape, *, lang: str) -> str:
    """Say what a row means: whom it connects, in which role, and who is reached through it only."""
    from netmap.analysis.broker_words import sentences

    cut_off = sorted((landscape.actors[one].name for one in row.cut_off), key=alphabetical)
    return sentences(row, by=found.by, directed=found.directed, cut_off=cut_off, lang=lang)


def _side_by_side(found: Brokers, *, ranks: bool, lang: str) -> Iterator[str]:
    """Yield the first of both networks in two columns, and what changes from the one to the other."""
    from netmap.analysis.broker_words import comparison_sentences
    from netmap.export.tables import render

    _ = translator(lang)
    if found.comparison is None:
        return
    without = listed(found.comparison.without, lang=lang)
    yield ""
    yield from wrapped(_("Side by side: all actors, and without {names}").format(names=without), first="  ", rest="  ")
    sides = _sides(found, ranks=ranks)
    if sides:
        headings = {"name": _("Name"), "with_all": _("With all"), "without": _("Without")}
        rows = [_side(side, ranks=ranks, lang=lang) for side in sides]
        yield from (f"    {line}" for line in render(rows, headings, lang=lang, width=width() - 4).splitlines())
    for says in comparison_sentences(found.comparison, lang=lang):
        yield from wrapped(says, first="    ", rest="      ")


def _sides(found: Brokers, *, ranks: bool) -> list[Side]:
    """Return who is first on either side, of the rows shown and those left out: by rank, or in bands alphabetically."""
    shown = {row.actor for row in found.rows}
    every = found.comparison.first if found.comparison else ()
    first = [side for side in every if side.actor in shown or None in {side.rank_with_all, side.rank_without}]
    if ranks:
        return [side for side in first if min(side.rank_with_all or FIRST + 1, side.rank_without or FIRST + 1) <= FIRST]
    top = [side for side in first if "top" in {side.band_with_all, side.band_without}]
    return sorted(top, key=lambda side: alphabetical(side.name))


def _side(side: Side, *, ranks: bool, lang: str) -> dict[str, str]:
    _ = translator(lang)
    before, after = (side.rank_with_all, side.rank_without) if ranks else (side.band_with_all, side.band_without)

    def said(place: int | str | None) -> str:
        if place is None:
            return _("left out")
        return f"{number(place, lang)}." if isinstance(place, int) else _(BANDS[place])

    return {"name": side.name, "with_all": said(before), "without": said(after)}


def _rank(rank: int, low: int | None, high: int | None, lang: str) -> str:
    said = number(rank, lang) + "."
    return said if low is None else f"{said} ({low}–{high})"


def broker_remarks(found: Brokers, *, ranks: bool, lang: str) -> Iterator[str]:
    """Yield what a ranking rests on, how sure it is, and what it does not say."""
    from netmap.analysis.broker_words import basis_sentence, doubt_sentences
    from netmap.analysis.response import response_sentence

    _ = translator(lang)
    yield basis_sentence(found, lang=lang)
    if found.response is not None:
        yield response_sentence(found.response, ranks=ranks, lang=lang)
    if not ranks:
        yield _("Bands go by the share of shortest ways: top is the first tenth, middle the fifth after it.")
    yield from doubt_sentences(found, ranks=ranks, lang=lang)
    yield _("This describes the position in the network, not the performance.")


def broker_headings(found: Brokers, *, ranks: bool, lang: str) -> Mapping[str, str]:
    """Return the columns of the table of brokers."""
    _ = translator(lang)
    ranked = {
        "rank": _("Rank"),
        "range": _("Range"),
        "rank_with_all": _("Rank with all"),
        "rank_without": _("Rank without"),
        "degree_rank": _("Rank by tied actors"),
        "degree_range": _("Range of that"),
    }
    banded = {"band": _("Band"), "band_with_all": _("Band with all"), "band_without": _("Band without")}
    columns = {
        **(ranked if ranks else banded),
        "name": _("Name"),
        "sector": _("Sector"),
        "degree": _("Tied actors"),
        "cut_off_count": _("Reached only through it"),
        "sentence": _("What that means"),
        "actor": _("Id"),
    }
    absent = {"range", "degree_range"} if not found.rounds else set()
    if found.comparison is None:
        absent |= {f"{part}_{side}" for part in ("rank", "band") for side in ("with_all", "without")}
    return {name: words for name, words in columns.items() if name not in absent}


def broker_table(found: Brokers, landscape: Landscape, *, ranks: bool, lang: str) -> list[dict[str, object]]:
    """Return rows for people: in the order of ranks, or alphabetical within bands and without ranks."""
    _ = translator(lang)
    rows = list(found.rows) if ranks else [row for band in BANDS for row in _in_band(found.rows, band)]
    columns = broker_headings(found, ranks=ranks, lang=lang)
    table: list[dict[str, object]] = []
    for row in rows:
        values = {name: getattr(row, name, None) for name in columns}
        values |= {name: _(BANDS[str(values[name])]) for name in columns if name.startswith("band") and values[name]}
        values["sector"] = landscape.vocabulary.label("sectors", row.sector, lang)
        values["cut_off_count"] = row.cut_off_count if row.cutpoint else 0
        values["sentence"] = broker_sentences(row, found, landscape, lang=lang)
        if "range" in columns:
            values["range"] = f"{row.rank_low}–{row.rank_high}"
            values["degree_range"] = f"{row.degree_rank_low}–{row.degree_rank_high}"
        table.append(values)
    return table


def _in_band(rows: Sequence[BrokerRow], band: str) -> list[BrokerRow]:
    return sorted((row for row in rows if row.band == band), key=lambda row: alphabetical(row.name))
