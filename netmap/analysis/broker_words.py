"""What the positions of actors mean, in sentences: where they stand in the recorded network, never how good they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from netmap.analysis.groupings import grouping_words
from netmap.locale import date, full_stop, listed, number, translator
from netmap.network.graph import ties_words
from netmap.network.measures import PIVOTS
from netmap.network.stability import MIDDLE

if TYPE_CHECKING:
    from netmap.analysis.broker_comparison import Comparison
    from netmap.analysis.brokers import BrokerRow, Brokers

"""So many names are said in a sentence at most."""


def sentences(
    row: BrokerRow, *, by: str = "sector", directed: bool = False, cut_off: Sequence[str] = (), lang: str = "de"
) -> str:
    """Say whom an actor connects, in which role, and who is reached through it only; what that does not say comes last.

    `cut_off` are the names of those in `row.cut_off`. Roles by sector are said by whom it connects across the border.
    """
    role = "" if by == "sector" else role_sentence(row, by=by, directed=directed, lang=lang)
    parts = (role, position_sentence(row, lang=lang), cutpoint_sentence(row, lang=lang, names=cut_off), _no_merit(lang))
    return " ".join(part for part in parts if part)


def _no_merit(lang: str) -> str:
    return translator(lang)("This describes the position in the network, not the performance.")


def position_sentence(row: BrokerRow, *, lang: str = "de") -> str:
    """Say how an actor connects others, where what that does not say stands elsewhere."""
    _ = translator(lang)
    basis = {
        "cooperation": _("the recorded cooperations"),
        "forum": _("the recorded shared bodies"),
    }.get(row.ties, _("the recorded cooperations and shared bodies"))
    if row.degree == 0:
        says = _("According to {basis}, {actor} is not tied to anybody yet.").format(basis=basis, actor=row.name)
    elif row.connects_inside:
        says = _("According to {basis}, {actor} connects {inside} in the administration with {outside} outside.").format(
            basis=basis,
            actor=row.name,
            inside=_count(row.connects_inside, _("one unit"), _("{n} units"), lang),
            outside=_count(row.connects_outside, _("one partner"), _("{n} partners"), lang),
        )
    else:
        says = _("According to {basis}, {actor} lies on {share} % of the shortest ways between others.").format(
            basis=basis, actor=row.name, share=number(100 * row.betweenness, lang, 1)
        )
    return says


def role_sentence(row: BrokerRow, *, by: str, directed: bool = False, lang: str = "de") -> str:
    """Say how often an actor stands between two others, and how often between two groups; empty where it never does.

    Without directions each pair is counted once, although the roles count both orders.
    """
    _ = translator(lang)
    across = row.representative + row.gatekeeper + row.liaison
    every = across + row.coordinator + row.itinerant
    if not every:
        return ""
    half = 1 if directed else 2
    says = _("{actor} stands {n} times between two that are not tied directly, {k} times between different groups ({by}).")
    return says.format(
        actor=row.name, n=_decimal(every / half, lang), k=_decimal(across / half, lang), by=grouping_words(by, lang=lang)
    )


def _decimal(value: float, lang: str) -> str:
    return number(value, lang, 0 if float(value).is_integer() else 1)


def cutpoint_sentence(row: BrokerRow, *, lang: str = "de", today: dt.date | None = None, names: Sequence[str] = ()) -> str:
    """Say who can be reached through this actor only, and as of which day; empty where it is no cutpoint.

    `names` are the names of those in `cut_off`, where they shall be said.
    """
    if not row.cutpoint:
        return ""
    _ = translator(lang)
    now = row.day == (today or dt.date.today()).isoformat()
    as_of = _("As things stand today") if now else _("As things stood on {day}").format(day=date(row.day, lang))
    if row.cut_off_count == 1:
        says = _("{as_of}, one actor can be reached through {actor} only. A second contact would secure the network.")
    else:
        says = _("{as_of}, {n} actors can be reached through {actor} only. A second contact would secure the network.")
    told = says.format(as_of=as_of, n=number(row.cut_off_count, lang), actor=row.name)
    if names:
        told += " " + full_stop(_("These are: {names}.").format(names=listed(names, of=row.cut_off_count, lang=lang)))
    return told


def basis_sentence(found: Brokers, *, lang: str = "de") -> str:
    """Say which ties a ranking rests on, how old and how well documented they are, and whether it is exact."""
    return " ".join(_basis(found, lang))


def _basis(found: Brokers, lang: str) -> Iterator[str]:
    _ = translator(lang)
    yield _("Ties used: {kinds}, existing on {day} (tied pairs: {pairs}, actors: {actors}).").format(
        kinds=ties_words(found.ties, lang=lang),
        day=date(found.day, lang),
        pairs=number(found.tied_pairs, lang),
        actors=number(found.actors, lang),
    )
    if found.fresh:
        yield _("Only fresh ones: what is old or undated is left out.")
    if found.directed:
        yield _("Directions count; a tie without one counts in both.")
    if found.stale_share is not None and found.undated_share is not None:
        yield _("{stale} % of them are old, {undated} % undated.").format(
            stale=number(100 * found.stale_share, lang), undated=number(100 * found.undated_share, lang)
        )
    yield from _sides_asked(found, lang)
    if found.exact:
        yield _("Betweenness, the share of shortest ways, is exact.")
    else:
        text = _("Betweenness is estimated from {n} starting points drawn at random; its standard error is at most {e} %.")
        errors = [row.betweenness_error or 0.0 for row in found.rows]
        yield text.format(n=number(PIVOTS, lang), e=number(100 * max(errors, default=0.0), lang, 2))
    if not found.distances_exact:
        text = _("Closeness is estimated from {n} starting points, too; its standard error is at most {e}.")
        errors = [row.harmonic_closeness_error or 0.0 for row in found.rows]
        yield text.format(n=number(PIVOTS, lang), e=number(max(errors, default=0.0), lang, 4))
    if found.weight and found.unknown_intensities:
        text = _("The intensity of {n} cooperations is not known and counts 1.")
        yield text.format(n=number(found.unknown_intensities, lang))
    if found.dropped_self_loops:
        text = _("Cooperations of an actor with itself left out: {n}.")
        yield text.format(n=number(found.dropped_self_loops, lang))


def _sides_asked(found: Brokers, lang: str) -> Iterator[str]:
    """Say how many cooperations one side only has named, where anybody has been asked at all."""
    _ = translator(lang)
    if found.one_sided_share == 0 and not (found.response and found.response.asked):
        yield _("The cooperations come from documents: nobody has been asked to confirm them yet.")
    elif found.one_sided_share is not None:
        text = _("{p} % of the cooperations were named by one of the two only, though both have answered.")
        yield text.format(p=number(100 * found.one_sided_share, lang))
    if found.unanswered_share:
        text = _("Of {p} % one of the two has not answered, so that nothing follows from its silence.")
        yield text.format(p=number(100 * found.unanswered_share, lang))


def doubt_sentences(found: Brokers, *, ranks: bool = True, lang: str = "de") -> Iterator[str]:
    """Say what else a reader should know of the order: what it leaves out, how far it moves, what the groups are."""
    _ = translator(lang)
    if found.area or found.district:
        yield _(
            "Shown are only the actors of this choice; ways through all others count, and the order is that of the whole "
            "network. Actors whose areas or districts are not known are not shown."
        )
    if ranks and found.rounds:
        text = _(
            "Ranges of ranks: {lost} % of the ties left out at random, {rounds} times; {middle} % of the times the rank "
            "lay within. That is how stable the order is when ties are lost, not a confidence interval."
        )
        yield text.format(
            lost=number(100 * found.lost, lang), rounds=number(found.rounds, lang), middle=number(100 * MIDDLE, lang)
        )
        if found.interval_pivots:
            text = _("Each time, betweenness is estimated from {n} starting points, so that the ranges are rather too wide.")
            yield text.format(n=number(found.interval_pivots, lang))
    if any(len(row.groups) > 1 for row in found.rows):
        text = _("An actor with several values of “{by}” stands in each of these groups in equal parts.")
        yield text.format(by=grouping_words(found.by, lang=lang))


def comparison_sentences(found: Comparison, *, lang: str = "de") -> Iterator[str]:
    """Say what changes when some actors are left out."""
    _ = translator(lang)
    for text, names in (
        (_("Then at the top, too: {names}."), found.joins_top),
        (_("Then no longer at the top: {names}."), found.leaves_top),
        (_("Then the only recorded way to others: {names}."), found.new_cutpoints),
        (_("Then no longer the only way to others: {names}."), found.lost_cutpoints),
        (_("Then without any tie: {names}."), found.untied),
    ):
        if names:
            yield full_stop(text.format(names=listed(names, lang=lang)))
    if found.components_without != found.components_with_all:
        text = _("Connected parts of two actors or more: {after} instead of {before}.")
        yield text.format(after=number(found.components_without, lang), before=number(found.components_with_all, lang))
    if not any((found.joins_top, found.leaves_top, found.new_cutpoints, found.lost_cutpoints, found.untied)):
        yield _("Nothing changes at the top, and the same actors are the only way to others.")


def _count(n: int, one: str, several: str, lang: str) -> str:
    return one if n == 1 else several.format(n=number(n, lang))
