"""The options that say the fields of a new record."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final

from typer import Option

from netmap.locale import N_

FLAGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": N_("Name"), "short_name": N_("Short name"), "aliases": N_("Other names"), "description": N_("Description"),
        "type": N_("Type of actor"), "sector": N_("City administration or outside"), "part_of": N_("Part of"),
        "areas": N_("Education areas"), "target_groups": N_("Target groups"), "districts": N_("Districts"),
        "citywide": N_("Citywide"), "address": N_("Address"), "coordinates": N_("Coordinates"),
        "municipality": N_("Municipality"), "languages": N_("Languages"), "website": N_("Website"),
        "one_person": N_("One-person office"), "protected": N_("Protected"), "note": N_("Note"),
        "evidence.source": N_("Evidence: source"), "evidence.url": N_("Evidence: address"),
        "evidence.seen": N_("Evidence: seen on"), "evidence.reported_by": N_("Evidence: reported by"),
        "evidence.survey": N_("Evidence: survey"), "since": N_("Since"), "until": N_("Until"),
        "publish": N_("May be published"), "source": N_("From"), "target": N_("To"), "kind": N_("Kind"),
        "intensity": N_("Intensity"), "status": N_("Status"), "nature": N_("Nature"), "level": N_("Level"),
        "mandate": N_("Mandate"), "topics": N_("Topics"), "lead": N_("Lead"), "reports_to": N_("Reports to"),
        "meetings_per_year": N_("Meetings per year"), "hours_per_meeting": N_("Hours per meeting"),
        "members_complete": N_("Members complete as of"), "actor": N_("Member"), "forum": N_("Forum"), "role": N_("Role"),
        "providers": N_("Providers"), "area": N_("Education area"), "format": N_("Format"),
        "cefr_from": N_("Language level from"), "cefr_to": N_("Language level to"), "capacity": N_("Places"),
        "capacity_basis": N_("Places counted"), "free_of_charge": N_("Free of charge"), "childcare": N_("Childcare"),
        "accessible": N_("Accessible"), "url": N_("Web address"), "target_group": N_("Target group"),
        "district": N_("District"), "persons": N_("Persons"), "basis": N_("Persons counted"), "indicator": N_("Indicator"),
        "year": N_("Year"), "estimate": N_("Estimate"), "how": N_("How estimated"),
    }
)  # fmt: skip
"""The fields that options say, with what they are called."""
_RENAMED: Final = {"format": "offer-format"}
"""Fields whose option would have the name of one that all commands share."""


def flag(path: str) -> str:
    """Return the option that says a field.

    >>> flag("short_name"), flag("evidence.source"), flag("format")
    ('short-name', 'evidence-source', 'offer-format')
    """
    return _RENAMED.get(path, path.replace("_", "-").replace(".", "-"))


def option(path: str, label: str) -> inspect.Parameter:
    """Return the option of a field as the parameter of a command."""
    name = flag(path)
    option = Annotated[str | None, Option(f"--{name}", metavar=N_("VALUE"), help=label)]
    return inspect.Parameter(name.replace("-", "_"), inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
