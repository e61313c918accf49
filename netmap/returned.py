"""What a questionnaire says that came back: ties, new actors, offers, and who speaks through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from netmap.search import fold

Status = Literal["existing", "wished"]
Verdict = Literal["right", "changed", "ended", "new"]
_NEW: Final = "new:"


@dataclass(frozen=True)
class TieSaid:
    """Hold one tie that a sheet names: who says so of its ends, from whom to whom, of which kind, how close, and where.

    Ends are ids of actors, or references to those that are new (`NewActor.ref`).
    """

    reporters: tuple[str, ...]
    source: str
    target: str
    kind: str
    intensity: int | None
    status: Status
    place: str


@dataclass(frozen=True)
class NewActor:
    """Hold one who was not in the roster, as it was written down."""

    name: str
    town: str
    area: str
    place: str

    @property
    def ref(self) -> str:
        """Return what stands for it until it has an id: the same for the same name and town."""
        name, town = (fold(" ".join(text.split())) for text in (self.name, self.town))
        return f"{_NEW}{name}|{town}"


@dataclass(frozen=True)
class OfferSaid:
    """Hold what was said of an offer (`offer` is its id, empty for a new one)."""

    offer: str
    name: str
    area: str
    verdict: Verdict
    text: str
    place: str


@dataclass(frozen=True)
class Returned:
    """Hold what one sheet says: whose it is, who speaks through it, their ties, new actors and offers.

    `spoken` tells that something stands beside a name, though it be that there is no cooperation.
    """

    code: str
    subject: str
    file: str
    speakers: tuple[str, ...]
    ties: tuple[TieSaid, ...] = ()
    new: tuple[NewActor, ...] = ()
    offers: tuple[OfferSaid, ...] = ()
    spoken: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was filled in; of a forum's sheet, whether nobody was there."""
        alone = self.speakers in {(), (self.subject,)}
        return alone and not (self.ties or self.new or self.offers or self.spoken)
