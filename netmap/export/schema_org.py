"""Offers as linked data in the words of schema.org, for search engines and other directories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from netmap.landscape import Landscape
from netmap.model import Actor, Offer


def linked_data(landscape: Landscape, offers: Iterable[Offer]) -> dict[str, Any]:
    """Return offers as one JSON-LD document: each a schema.org Service with its providers; what is not known is left out.

    The landscape must be the view of the edition that the page is of. Sources: schema.org, types Service and Organization.

    >>> from netmap.model import Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="vhs", name="VHS")])
    >>> linked_data(city, [Offer(id="o", name="Deutsch", providers=("vhs",))])["@graph"][0]["provider"]
    [{'@type': 'Organization', 'name': 'VHS'}]
    """
    return {"@context": "https://schema.org", "@graph": [_service(landscape, one) for one in offers]}


def _service(landscape: Landscape, offer: Offer) -> dict[str, Any]:
    words = landscape.vocabulary
    groups = [words.label("target_groups", key, "de") for key in offer.target_groups]
    places = [landscape.districts[key].name for key in offer.districts]
    audience = [{"@type": "Audience", "audienceType": label} for label in groups]
    return _known(
        {
            "@type": "Service",
            "name": offer.name,
            "description": offer.description,
            "url": offer.url,
            "serviceType": words.label("offer_formats", offer.format, "de") if offer.format else "",
            "category": words.label("areas", offer.area, "de") if offer.area else "",
            "provider": [_organisation(landscape.actors[key]) for key in offer.providers],
            "availableLanguage": list(offer.languages),
            "audience": audience,
            "areaServed": [landscape.settings.municipality] if offer.citywide else places,
            "isAccessibleForFree": offer.free_of_charge,
        }
    )


def _organisation(actor: Actor) -> dict[str, Any]:
    return _known({"@type": "Organization", "name": actor.name, "url": actor.website, "address": actor.address})


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], [""])}
