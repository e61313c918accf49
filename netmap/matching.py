"""Duplicate candidates: records that may mean the same organisation, each pair with its score and its reasons.

Nothing is merged here (see `netmap.merging`). How alike two are is said by `netmap.likeness`, which pairs are looked at by
`netmap.blocking`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netmap.blocking import Pairs, pairs
from netmap.landscape import Landscape
from netmap.lexicon import Lexicon, fold
from netmap.likeness import MOST_BESIDE, Lists, judged, name_scores
from netmap.locale import N_, translator
from netmap.model import KINDS, Decision, Record
from netmap.spellings import Spelling, Subject, lexicon_of, spellings, subject_of
from netmap.uncollected import uncollected

THRESHOLD: Final = 84.0
"""From this score on a pair is shown; tuned on one half of the labelled pairs in tests/data/duplicates."""
COMPARED: Final = ("actor", "forum")
_ROUNDING: Final = 0.1
REASONS: Final[Mapping[str, str]] = {
    "same_name": N_("the same name, once legal form, abbreviations and word order are put aside"),
    "similar_name": N_("names nearly alike"),
    "alias": N_("one is another name or the short name of the other"),
    "initials": N_("one is the initials of the other"),
    "part_of_name": N_("one is the other without what stands behind it, in brackets or round the quotation marks"),
    "cut_name": N_("one is the beginning of the other, as if cut off"),
    "same_address": N_("the same address"),
    "same_website": N_("the same website"),
    "other_address": N_("but another address"),
    "other_town": N_("but only one of the two names a town or a Land"),
    "other_legal_form": N_("but another legal form"),
}
"""Why a pair is a candidate, by code; what speaks against it begins with “but”."""


@dataclass(frozen=True)
class Candidate:
    """Hold two records that may mean the same: `score` from 0 to 100, `reasons` as codes (see `REASONS`)."""

    first: str
    second: str
    first_name: str
    second_name: str
    kind: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """Hold a record that a name may mean, with score and reasons as of a candidate."""

    id: str
    name: str
    score: float
    reasons: tuple[str, ...]


def candidates(
    landscape: Landscape, *, threshold: float = THRESHOLD, kinds: Sequence[str] = COMPARED, undecided: bool = True
) -> list[Candidate]:
    """Return the pairs of a landscape's records that may mean the same, most alike first.

    Pairs that were decided on are left out, unless `undecided` is False. `kinds`: records of which kinds are compared, each
    with its own only.

    >>> from netmap.model import Actor, Settings
    >>> actors = [Actor(id="a", name="VHS der Hansestadt Rostock"), Actor(id="b", name="Volkshochschule Rostock e. V.")]
    >>> city = Landscape(Settings(id="c", name="C", municipality="Rostock"), actors)
    >>> [(one.first, one.second, one.score, one.reasons) for one in candidates(city)]
    [('a', 'b', 100.0, ('same_name',))]
    """
    return candidates_for((), landscape, threshold=threshold, kinds=kinds, undecided=undecided, among_known=True)


def candidates_for(
    new: Iterable[Record],
    landscape: Landscape,
    *,
    threshold: float = THRESHOLD,
    kinds: Sequence[str] = COMPARED,
    undecided: bool = True,
    among_known: bool = False,
) -> list[Candidate]:
    """Return the pairs of which at least one is new: `first` is new, `second` a record of the landscape or new, too.

    A new record with the id of one that is there is that record, in its new state, and is compared with all others. Records
    of kinds that are not compared are passed over.
    """
    fresh = [one for one in new if one.kind_name in kinds]
    ids = {one.id for one in fresh}
    lexicon = lexicon_of(landscape)
    decided = _decided(landscape) if undecided else set()
    found: list[Candidate] = []
    with uncollected():
        for kind in kinds:
            old = [one for one in landscape.table(KINDS[kind]).values() if one.id not in ids]
            subjects = [subject_of(one) for one in (*old, *(one for one in fresh if one.kind_name == kind))]
            rows = _compared(subjects, lexicon, threshold=threshold, known=0 if among_known else len(old))
            for low, high, score, reasons in rows:
                first, second = (low, high) if among_known else (high, low)
                if frozenset((subjects[first].id, subjects[second].id)) not in decided:
                    found.append(_candidate(subjects[first], subjects[second], score, reasons))
    return sorted(found, key=lambda one: (-one.score, fold(one.first_name), one.first, one.second))


def match_names(
    names: Sequence[str], places: Sequence[str], landscape: Landscape, *, threshold: float = THRESHOLD, kind: str = "actor"
) -> list[tuple[Match, ...]]:
    """Return for each name of a foreign list the records that it may mean, most alike first; empty where there is none.

    `places` says for each name where it is (a town, a seat), empty where that is not known; a name elsewhere means nobody
    who is said to be here. Raises ValueError where the two are not of the same length.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C", municipality="Rostock"), [Actor(id="vhs", name="VHS Rostock")])
    >>> [[one.id for one in row] for row in match_names(["Volkshochschule", "Volkshochschule"], ["", "Schwerin"], city)]
    [['vhs'], []]
    """
    old = [subject_of(one) for one in landscape.table(KINDS[kind]).values()]
    new = [Subject(f"#{n}", kind, name, place=place) for n, (name, place) in enumerate(zip(names, places, strict=True))]
    found: list[list[Match]] = [[] for _name in names]
    for low, high, score, reasons in _compared(
        [*old, *new], lexicon_of(landscape, towns=places), threshold=threshold, known=len(old), among_new=False
    ):
        found[high - len(old)].append(Match(old[low].id, old[low].name, score, reasons))
    return [tuple(sorted(row, key=lambda one: (-one.score, one.id))) for row in found]


def reason_text(reasons: Iterable[str], *, lang: str = "de") -> str:
    """Say the reasons of a pair in words.

    >>> reason_text(("same_name", "other_address"), lang="en").endswith("put aside; but another address")
    True
    """
    _ = translator(lang)
    return "; ".join(_(REASONS[one]) for one in reasons)


def _candidate(first: Subject, second: Subject, score: float, reasons: tuple[str, ...]) -> Candidate:
    return Candidate(first.id, second.id, first.name, second.name, first.kind, score, reasons)


def _decided(landscape: Landscape) -> set[frozenset[str]]:
    return {frozenset((one.first, one.second)) for one in landscape.table(Decision).values()}


# ----------------------------------------------------------------------------------------------------------- comparing

Found = tuple[int, int, float, tuple[str, ...]]


def _beside_at_most(said: Sequence[Spelling], looked_at: Pairs, subjects: Sequence[Subject]) -> NDArray[np.float32]:
    """Return for each pair how much what is known beside the names can add: nothing where one of the two has nothing."""
    has = np.array([bool(subjects[one.subject].address or subjects[one.subject].website) for one in said], dtype=bool)
    low, high = looked_at
    return np.where(has[low] & has[high], np.float32(MOST_BESIDE), np.float32(0.0))


def _compared(
    subjects: Sequence[Subject], lexicon: Lexicon, *, threshold: float, known: int = 0, among_new: bool = True
) -> Iterator[Found]:
    """Yield the pairs of subjects, by their numbers, that reach the threshold, each with its best spelling's reasons."""
    said = [one for number, subject in enumerate(subjects) for one in spellings(subject, number, lexicon)]
    looked_at = pairs(said, subjects, known=known)
    scores = name_scores(said, looked_at)
    lists = Lists(subjects, lexicon, Counter(two for one in subjects for two in {one.address, one.website} - {""}))
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}
    keep = scores >= threshold - _beside_at_most(said, looked_at, subjects) - _ROUNDING
    for low, high, score in zip(*looked_at[:, keep].tolist(), scores[keep].tolist(), strict=True):
        pair = said[low].subject, said[high].subject
        if not among_new and pair[0] >= known:
            continue
        found = judged(said[low], said[high], score, lists)
        if found is not None and found[0] >= threshold and found[0] > best.get(pair, (0.0,))[0]:
            best[pair] = found
    yield from ((*pair, *found) for pair, found in best.items())
