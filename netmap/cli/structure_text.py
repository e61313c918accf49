"""The network as a whole as people read it, and the explanations of its measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netmap.cli.findings_text import wrapped
from netmap.locale import N_, alphabetical, number, translator

if TYPE_CHECKING:
    from netmap.analysis.cohesion import ActorEiRow, Cohesion, CommunityRow, MixingRow
    from netmap.analysis.explain import Explanation
    from netmap.analysis.structure import Structure
    from netmap.landscape import Landscape

NAMED = 8
CELLS = 12
SMALLEST_PART = 3
"""Of a part of two actors there is nothing to tell."""

FIGURES = (
    "actors", "ties", "mean_degree", "density", "components", "isolates", "largest_component", "fragmentation",
    "average_distance", "diameter", "clustering", "transitivity", "degree_centralisation", "betweenness_centralisation",
    "ei_index", "modularity", "stability", "confirmed_share", "one_sided_share",
    "unanswered_share", "reciprocity", "stale_share", "undated_share",
)  # fmt: skip
"""The figures of the table, by the keys under which `netmap explain` explains them."""
ENDS = (
    (1.0, N_("Only to other groups")),
    (0.5, N_("Mostly to other groups")),
    (0.0, N_("As many to other groups as within the own")),
    (-0.5, N_("Mostly within the own group")),
    (-1.0, N_("Only within the own group")),
)


def group_labels(landscape: Landscape, by: str, *, lang: str) -> dict[str, str]:
    """Return the words for the groups that actors are told apart by."""
    _ = translator(lang)
    names = {"sector": "sectors", "type": "actor_types", "area": "areas"}
    words = landscape.vocabulary[names[by]] if by in names else {}
    districts = {key: one.name for key, one in landscape.districts.items()} if by == "district" else {}
    extra = {"unknown": _("not known"), "several": _("several groups"), "citywide": _("whole city")}
    return extra | {key: term.label(lang) for key, term in words.items()} | districts


def structure_page(
    found: Structure, picture: Cohesion, labels: Mapping[str, str], *, everything: bool, lang: str
) -> Iterator[str]:
    """Yield the page that a coordinator reads: a sentence for each figure, then groups and parts."""
    from netmap.analysis.cohesion_words import sentences as more
    from netmap.analysis.structure import sentences

    _ = translator(lang)
    yield _("How the landscape is tied together")
    for sentence in [*sentences(found, lang=lang), *more(picture, labels, lang=lang)]:
        yield from wrapped(sentence, first="  ", rest="    ")
    if found.ties:
        yield from _mixing(picture.mixing, labels, everything=everything, lang=lang)
        yield from _ends(picture.ei_actors, everything=everything, lang=lang)
        yield from _parts(picture, labels, everything=everything, lang=lang)
    yield ""
    yield from wrapped(_("What a figure means, and what it does not say: netmap explain density"))


def _mixing(rows: Sequence[MixingRow], labels: Mapping[str, str], *, everything: bool, lang: str) -> Iterator[str]:
    """Yield a line for each two groups with a possible pair; of many those with the most ties, unless all are wanted."""
    _ = translator(lang)
    possible = [row for row in rows if row.possible]
    shown = possible
    if len(possible) > CELLS and not everything:
        tied = sorted((row for row in possible if row.tied), key=lambda row: -row.tied)[:CELLS]
        shown = [row for row in possible if row in tied]
    yield ""
    yield _("Ties within and between groups")
    counted = _("How many of the possible pairs within and between each two groups are tied.")
    yield from wrapped(counted, first="  ", rest="    ")
    within, between = _("within {a}"), _("{a} – {b}")
    for row in shown:
        a, b = (labels.get(one, one) for one in (row.group, row.other))
        place = (within if row.group == row.other else between).format(a=a, b=b)
        text = _("{place}: {tied} of {possible} possible pairs ({p} %)")
        counts = {"tied": number(row.tied, lang), "possible": number(row.possible, lang)}
        says = text.format(place=place, **counts, p=number(100 * (row.density or 0), lang, 1))
        yield from wrapped(says, first="  ", rest="    ")
    if len(shown) < len(possible):
        yield "  " + _("… and {n} further pairs of groups with fewer ties or none: --all").format(
            n=number(len(possible) - len(shown), lang)
        )


def _ends(rows: Sequence[ActorEiRow], *, everything: bool, lang: str) -> Iterator[str]:
    """Yield who has ties to other groups only, mostly, as many as within, fewer, and none: in alphabetical order."""
    _ = translator(lang)
    if not rows:
        return
    yield ""
    yield _("Where the ties of single actors go (E-I index)")
    yield from wrapped(_("Of ties between actors of known group; in alphabetical order."), first="  ", rest="    ")
    for index, heading in ENDS:
        names = sorted((row.name for row in rows if _side(row) == index), key=alphabetical)
        if names:
            text = f"{_(heading)} ({number(len(names), lang)}): {_named(names, everything=everything, lang=lang)}"
            yield from wrapped(text, first="  ", rest="    ")
    yield "  " + _("This describes the position in the network, not the performance.")


def _side(row: ActorEiRow) -> float:
    """Return 1 and -1 for actors with ties to other groups, and within their own, only; a half for mostly, else 0."""
    index = row.ei_index or 0.0
    return index if abs(index) == 1 else 0.5 * ((index > 0) - (index < 0))


def _named(names: Sequence[str], *, everything: bool, lang: str) -> str:
    # one more name is no longer than saying that there is one more
    if everything or len(names) <= NAMED + 1:
        return "; ".join(names)
    more = translator(lang)("… and {n} more").format(n=number(len(names) - NAMED, lang))
    return f"{'; '.join(names[:NAMED])} {more}"


def _parts(picture: Cohesion, labels: Mapping[str, str], *, everything: bool, lang: str) -> Iterator[str]:
    _ = translator(lang)
    shown = [row for row in picture.communities if row.size >= SMALLEST_PART or everything]
    if not shown or not shown[0].names:
        return
    yield ""
    yield _("Parts that are more closely tied within")
    for row in shown:
        yield from wrapped(_part(row, labels, everything=everything, lang=lang), first="  ", rest="    ")
    rest = len(picture.communities) - len(shown)
    if rest:
        text = _("… and one smaller") if rest == 1 else _("… and {n} smaller ones")
        yield "  " + text.format(n=number(rest, lang))


def _part(row: CommunityRow, labels: Mapping[str, str], *, everything: bool, lang: str) -> str:
    _ = translator(lang)
    counts = ", ".join(f"{labels.get(group, group)}: {number(n, lang)}" for group, n in row.groups)
    names = _named(row.names, everything=everything, lang=lang)
    text = _("{i}. {n} actors ({counts}): {names}")
    return text.format(i=row.number, n=number(row.size, lang), counts=counts, names=names)


# -------------------------------------------------------------------------------------------------------------- figures


def figure_headings(lang: str) -> dict[str, str]:
    """Return the columns of the table of figures."""
    _ = translator(lang)
    return {"measure": _("Measure"), "of": _("Of"), "value": _("Value"), "meaning": _("What it means")}


def figure_rows(found: Structure, picture: Cohesion, labels: Mapping[str, str], *, lang: str) -> list[dict[str, Any]]:
    """Return one row for each figure with what it means; with `labels` in words for people, else under their keys."""
    from netmap.analysis.explain import explanations

    known = {one.measure: one for one in explanations(lang=lang)}
    rows = []

    def add(measure: str, of: str, value: object) -> None:
        name = known[measure].label if labels else measure
        rows.append({"measure": name, "of": of, "value": value, "meaning": known[measure].words})

    for measure in FIGURES:
        value = getattr(found, measure, None) if hasattr(found, measure) else getattr(picture, measure)
        if value is not None:
            add(measure, "", value)
    for one in picture.ei_groups:
        add("ei_index", labels.get(one.group, one.group), one.index)
        if one.q is not None:
            add("p_value", labels.get(one.group, one.group), one.q)
    for cell in picture.mixing:
        add("mixing", " – ".join(labels.get(group, group) for group in (cell.group, cell.other)), cell.density)
    for part in picture.communities:
        add("communities", "; ".join(part.names if labels else part.actors) or str(part.number), part.size)
    for actor in picture.ei_actors:
        add("ei_index", actor.name if labels else actor.actor, actor.ei_index)
    return rows


# --------------------------------------------------------------------------------------------------------- explanations

_ABOUT: Mapping[str, str] = {
    "actor": N_("Position of an actor"),
    "network": N_("Figure of the whole network"),
    "pair": N_("Way between two actors"),
    "ranking": N_("How sure an order is"),
}


def explanation_headings(lang: str) -> dict[str, str]:
    """Return the columns of an explanation, in the order in which it is read."""
    _ = translator(lang)
    return {
        "label": _("Measure"),
        "words": _("What it means"),
        "does_not_say": _("What it does not say"),
        "formula": _("Formula"),
        "range": _("Values"),
        "paper": _("Source"),
        "measure": _("Key"),
    }


def explanation_lines(found: Explanation, *, lang: str) -> Iterator[str]:
    """Yield one measure explained."""
    _ = translator(lang)
    yield f"{found.label} ({found.measure})"
    if found.about in _ABOUT:
        yield "  " + _(_ABOUT[found.about])
    yield ""
    for heading, text in (
        (_("What it means"), found.words),
        (_("What it does not say"), found.does_not_say),
        (_("Formula"), found.formula),
        (_("Values"), found.range),
        (_("Literature"), found.paper),
    ):
        if text:
            yield from wrapped(f"{heading}: {text}", first="  ", rest="    ")
    if found.about == "actor":
        yield ""
        yield "  " + _("This describes the position in the network, not the performance.")
    if found.command:
        yield ""
        yield "  " + _("To be seen with: netmap {command}").format(command=found.command)
