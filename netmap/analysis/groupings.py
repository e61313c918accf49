"""By what actors can be grouped, and which of them a question is about: sectors, types, areas, districts, own attributes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from netmap.errors import NetmapError
from netmap.landscape import Landscape
from netmap.locale import N_, translator
from netmap.model import Actor
from netmap.network.graph import Network
from netmap.network.mixing import SEVERAL

GROUPINGS: Final = {"sector": N_("sector"), "type": N_("type"), "area": N_("education area"), "district": N_("district")}
UNKNOWN: Final = "unknown"
CITYWIDE: Final = "citywide"
OWN: Final = "attribute:"
"""Stands before an attribute that has the name of a grouping."""


def groups_of(net: Network, landscape: Landscape | None, by: str, *, lang: str = "de") -> tuple[tuple[str, ...], ...]:
    """Return each actor's groups, in the order of `net.ids`; unknown is a group of its own.

    `by` is `sector`, `type`, `area`, `district`, or one of the landscape's own attributes of actors (`attribute:area` where
    it is named like one of these). An actor with several areas, districts or values is in all of them, in equal shares
    (see `netmap.network.roles`); one for the whole city is in the group `citywide`, not in every district. Sectors and
    types need no landscape. Raises NetmapError, said in `lang`, for what actors cannot be grouped by.

    >>> from netmap.model import Settings
    >>> from netmap.network.graph import network
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A", attributes={"funding": "city"})])
    >>> groups_of(network(city), city, "funding")
    (('city',),)
    """
    if by == "sector":
        return tuple((one,) for one in net.sectors)
    if by == "type":
        return tuple((one or UNKNOWN,) for one in net.types)
    if landscape is None:
        text = translator(lang)("Without the records, actors can be grouped by sector or type only, not by “{given}”.")
        raise NetmapError(text.format(given=by))
    of = {"area": _areas, "district": _districts}.get(by) or _attribute(landscape, by, lang)
    return tuple(of(landscape.actors[one]) or (UNKNOWN,) for one in net.ids)


def single_groups(net: Network, landscape: Landscape | None, by: str, *, lang: str = "de") -> tuple[str, ...]:
    """Return one group for each actor of a network: its own, `several` where it has more, `unknown` where none is known.

    `by` is what `groups_of` knows; other words raise NetmapError, said in `lang`. Actors of several groups are in the
    mixing matrix under that word, and in no E-I index: a tie of theirs would be external and internal at once.
    """
    return tuple(one[0] if len(one) == 1 else SEVERAL for one in groups_of(net, landscape, by, lang=lang))


def grouping_words(by: str, *, lang: str = "de") -> str:
    """Say what actors are grouped by: the word for a grouping, or the name of an own attribute.

    >>> grouping_words("area", lang="en"), grouping_words("attribute:area", lang="en")
    ('education area', 'area')
    """
    return translator(lang)(GROUPINGS[by]) if by in GROUPINGS else by.removeprefix(OWN)


def _areas(actor: Actor) -> tuple[str, ...]:
    return actor.areas


def _districts(actor: Actor) -> tuple[str, ...]:
    return (CITYWIDE,) if actor.citywide else actor.districts


def _attribute(landscape: Landscape, by: str, lang: str) -> Callable[[Actor], tuple[str, ...]]:
    name = by.removeprefix(OWN)
    own = {key for actor in landscape.actors.values() for key in actor.attributes}
    if name not in own:
        text = translator(lang)("Actors cannot be grouped by “{given}”. They can be by: {known}.")
        raise NetmapError(text.format(given=by, known=", ".join([*GROUPINGS, *sorted(own - set(GROUPINGS))])))

    def values(actor: Actor) -> tuple[str, ...]:
        value = actor.attributes.get(name)
        if value is None or value == "":
            return ()
        return tuple(value) if isinstance(value, (list, tuple)) else (str(value),)

    return values


def chosen(
    ids: Sequence[str], landscape: Landscape, *, area: str | None = None, district: str | None = None, lang: str = "de"
) -> list[bool]:
    """Tell of each actor whether it works in an education area, and in a district or citywide; None asks for nothing.

    Whose areas or districts are not known is not chosen. Raises NetmapError, said in `lang`, for an area or district that
    there is not.

    >>> from netmap.model import Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A", areas=("school",)), Actor(id="b", name="B")])
    >>> chosen(["a", "b"], city, area="school")
    [True, False]
    """
    _ = translator(lang)
    if area is not None and area not in landscape.vocabulary["areas"]:
        known = ", ".join(landscape.vocabulary["areas"])
        raise NetmapError(_("There is no education area “{text}”. There are: {areas}").format(text=area, areas=known))
    if district is not None and district not in landscape.districts:
        known = ", ".join(sorted(landscape.districts))
        text = _("There is no district with the id “{given}”. There are: {known}")
        raise NetmapError(text.format(given=district, known=known or "–"))
    return [
        (area is None or area in actor.areas) and (district is None or actor.citywide or district in actor.districts)
        for actor in map(landscape.actors.__getitem__, ids)
    ]
