"""Which offers are asked for: in a language, of a level, with childcare ..."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from netmap.network.day import Bools, Ints
from netmap.network.supply import Offers
from netmap.values import CEFR

YES, UNKNOWN, NO = 1, 0, -1


@dataclass(frozen=True)
class OfferFilter:
    """Say which offers are asked for; what an offer does not say of itself counts neither as yes nor as no."""

    language: str = ""
    cefr: str = ""
    childcare: bool | None = None
    accessible: bool | None = None
    free: bool | None = None

    def __bool__(self) -> bool:
        return self != OfferFilter()

    def admits(self, offers: Offers) -> Ints:
        """Tell for each offer whether it is asked for: YES, NO, or UNKNOWN where that is not known."""
        answers = np.full(len(offers.ids), YES, dtype=np.int64)
        for answer in self._answers(offers):
            answers = np.minimum(answers, answer)  # a no to one question settles it, and so does not knowing one answer
        return answers

    def _answers(self, offers: Offers) -> Iterator[Ints]:
        if self.language:
            spoken = ((self.language in names) * 2 - 1 if names else UNKNOWN for names in offers.languages)
            yield np.fromiter(spoken, dtype=np.int64, count=len(offers.ids))
        if self.cefr:
            yield _within(offers, CEFR.index(self.cefr) + 1)
        for given, wanted in (
            (offers.childcare, self.childcare),
            (offers.accessible, self.accessible),
            (offers.free, self.free),
        ):
            if wanted is not None:
                yield given if wanted else -given


def _within(offers: Offers, level: int) -> Ints:
    """Tell whether a level lies within those of each offer; one that names a single end is sure of that level only."""
    start, end = offers.cefr_from, offers.cefr_to
    outside: Bools = (start > level) | ((end > 0) & (end < level))
    sure: Bools = ((start > 0) & (end > 0)) | (start == level) | (end == level)
    return np.where(outside, NO, np.where(sure, YES, UNKNOWN)).astype(np.int64)
