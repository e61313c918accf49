"""The offers of the public directory, each as its page says it, by education area along the course of life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from netmap.export.directory_words import Words
from netmap.landscape import Landscape
from netmap.locale import alphabetical, date
from netmap.model import Actor, Offer
from netmap.values import CEFR

NO_AREA: Final = "further"
"""The page of offers that name no education area."""
_LAST: Final = 99


@dataclass(frozen=True)
class Shown:
    """Hold an offer as its page says it.

    `kind` is what it is in words, "" where it does not say; `facts` are the lines below its name, each with its heading;
    `silent` names what it does not say; `keys` is what filters look for; `answers` whether it is free, with childcare,
    accessible (None: it does not say); `levels` the places of its lowest and highest language level, or nothing.
    """

    offer: Offer
    anchor: str
    kind: str
    providers: tuple[Actor, ...]
    facts: tuple[tuple[str, str], ...]
    silent: str
    keys: Mapping[str, tuple[str, ...]]
    answers: tuple[bool | None, bool | None, bool | None]
    levels: tuple[int, ...]
    checked: str

    @property
    def provider_names(self) -> tuple[str, ...]:
        """Return the names of who provides it."""
        return tuple(one.name for one in self.providers)


def offers_by_area(landscape: Landscape, words: Words, day: dt.date) -> dict[str, Sequence[Shown]]:
    """Return the offers of each education area by name, the areas in the order of a life, those that name none last.

    Every area is there, also one without offers: a page that was written once is always written anew.
    """
    areas = landscape.vocabulary["areas"]
    order = sorted(areas, key=lambda key: (areas[key].get("order", _LAST), list(areas).index(key)))
    found: dict[str, list[Shown]] = {key: [] for key in (*order, NO_AREA)}
    for offer in sorted(landscape.offers.values(), key=lambda one: (alphabetical(one.name), one.id)):
        found[offer.area if offer.area in areas else NO_AREA].append(_shown(offer, landscape, words, day))
    return dict(found)


def _shown(offer: Offer, landscape: Landscape, words: Words, day: dt.date) -> Shown:
    seen = offer.last_seen(day)
    providers = tuple(landscape.actors[key] for key in offer.providers)
    facts = list(_facts(offer, landscape, words))
    return Shown(
        offer=offer,
        anchor=offer.id,
        kind=words.label("offer_formats", offer.format) if offer.format else "",
        providers=providers,
        facts=tuple((heading, value) for heading, value in facts if value),
        silent=", ".join(heading for heading, value in facts if not value),
        keys={
            "area": (offer.area,) if offer.area else (),
            "group": offer.target_groups,
            "district": ("all",) if offer.citywide else offer.districts,
            "language": offer.languages,
        },
        answers=(offer.free_of_charge, offer.childcare, offer.accessible),
        levels=_levels(offer),
        checked=words("checked", date=date(seen, words.fallback)) if seen else words["never_checked"],
    )


def _levels(offer: Offer) -> tuple[int, ...]:
    ends = [CEFR.index(level) for level in (offer.cefr_from, offer.cefr_to) if level]
    return (min(ends), max(ends)) if ends else ()


def _facts(offer: Offer, landscape: Landscape, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what can be said of an offer, heading and value; the value is empty where the offer does not say it."""
    if offer.format:
        yield words["format"], words.label("offer_formats", offer.format)
    groups = [words["for_all"] if key == "all" else words.label("target_groups", key) for key in offer.target_groups]
    yield words["target_group"], ", ".join(groups)
    names = [landscape.districts[key].name for key in offer.districts]
    yield words["district"], words["whole_city"] if offer.citywide else ", ".join(names)
    yield words["language"], ", ".join(words.label("languages", key) for key in offer.languages)
    if level := "–".join(level for level in (offer.cefr_from, offer.cefr_to) if level):
        yield words["level"], level
    answers = {"free_of_charge": offer.free_of_charge, "childcare": offer.childcare, "wheelchair": offer.accessible}
    for name, answer in answers.items():
        yield words[name], "" if answer is None else words["yes"] if answer else words["no"]
    if offer.capacity is not None:
        yield words["places"], str(offer.capacity)
