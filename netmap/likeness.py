"""How alike two ways of calling an organisation are, and what tells two organisations apart however alike their names.

Two names are compared by their words in any order, without legal forms and as if no abbreviation had been used. What
tells them apart is a veto: another number, place or level, a Förderverein, a part of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from netmap.blocking import Pairs
from netmap.lexicon import Lexicon, Words
from netmap.names import Reading
from netmap.spellings import Spelling, Subject

_WEBSITE, _ADDRESS, _OTHER_ADDRESS, _OTHER_LEGAL_FORM, _OTHER_TOWN = 15.0, 10.0, -6.0, -6.0, -8.0
MOST_BESIDE: Final = _WEBSITE + _ADDRESS
_SHARED_BY: Final = 4
"""What more records have in common, a carrier's website or a house, says nothing of two of them."""
_CUT_AT: Final = range(48, 51)
_CUT_FROM: Final = 25
_FACTOR: Final[Mapping[str, float]] = {"head": 0.93, "quoted": 0.95, "initials": 0.9}
_ALL_WORDS: Final = 99.0
_ONE_SIDED: Final = 0.85


@dataclass(frozen=True)
class Lists:
    """Hold what is compared, and how many subjects share an address or a website."""

    subjects: Sequence[Subject]
    lexicon: Lexicon
    shared: Counter[str] = field(default_factory=Counter)


def name_scores(said: Sequence[Spelling], looked_at: Pairs) -> NDArray[np.float32]:
    """Return how alike the names of each pair are, 0 to 100: a mix of all of their words and of those that are their own.

    Words are sorted (token_sort_ratio). Where only one of the two says what sort of place it is, the lower of both counts;
    where only one has a word of its own, less of the whole.
    """
    low, high = looked_at
    if not len(low):
        return np.zeros(0, dtype=np.float32)
    whole = _ratios([one.reading.text for one in said], low, high)
    own = _ratios([one.reading.special for one in said], low, high)
    has_own = np.array([bool(one.reading.special) for one in said])
    has_kind = np.array([bool(one.reading.kinds) for one in said])
    both = np.where(has_kind[low] == has_kind[high], 0.4 * whole + 0.6 * own, np.minimum(whole, own))
    score = np.where(has_own[low] & has_own[high], both, np.where(has_own[low] | has_own[high], _ONE_SIDED * whole, whole))
    score = np.where(whole >= _ALL_WORDS, whole, score)
    cut = np.fromiter((is_cut(said[a], said[b]) for a, b in zip(low.tolist(), high.tolist(), strict=True)), bool, len(low))
    return np.where(cut, np.float32(97.0), score).astype(np.float32)


def _ratios(texts: list[str], low: NDArray[np.int64], high: NDArray[np.int64]) -> NDArray[np.float32]:
    array = np.array(texts, dtype=object)
    return process.cpdist(array[low], array[high], scorer=fuzz.ratio, dtype=np.float32)


def is_cut(one: Spelling, other: Spelling) -> bool:
    """Tell whether one name is the other cut off: at 50 characters, as old lists do, or within a word."""
    if one.role != "name" or other.role != "name" or min(len(one.reading.raw), len(other.reading.raw)) < _CUT_FROM:
        return False
    short, long = sorted((one.reading, other.reading), key=lambda reading: len(reading.folded))
    rest = long.folded[len(short.folded) :]
    if not rest or not long.folded.startswith(short.folded):
        return False
    return len(short.raw.strip()) in _CUT_AT or (rest[0].isalnum() and short.folded[-1].isalnum())


def judged(one: Spelling, other: Spelling, score: float, lists: Lists) -> tuple[float, tuple[str, ...]] | None:
    """Return score and reasons of a pair of spellings; None where a veto tells the two apart."""
    first, second = lists.subjects[one.subject], lists.subjects[other.subject]
    cut = is_cut(one, other)
    roles = {one.role, other.role}
    if first.id == second.part_of or second.id == first.part_of or roles == {"short"}:
        return None
    if ("acronym" in roles or "initials" in roles) and roles != {"acronym", "initials"}:
        return None
    if not cut and apart(one, other, lists.lexicon):
        return None
    total, reasons = min((_FACTOR.get(role, 1.0) for role in roles), default=1.0) * score, [_reason(one, other, cut)]
    for points, reason in _beside(first, second, one.marks, other.marks, lists):
        total += points
        reasons.append(reason)
    return round(min(total, 100.0), 1), tuple(reasons)


def _reason(one: Spelling, other: Spelling, cut: bool) -> str:
    roles = {one.role, other.role}
    if cut:
        return "cut_name"
    if "initials" in roles:
        return "initials"
    if roles & {"alias", "short"}:
        return "alias"
    if roles & {"bare", "head", "quoted"}:
        return "part_of_name"
    return "same_name" if one.reading.text == other.reading.text else "similar_name"


def _beside(first: Subject, second: Subject, mine: Reading, theirs: Reading, lists: Lists) -> Iterator[tuple[float, str]]:
    """Yield what speaks for or against a pair beside its names."""
    if first.website and first.website == second.website and lists.shared[first.website] <= _SHARED_BY:
        yield _WEBSITE, "same_website"
    if first.address and first.address == second.address:
        if lists.shared[first.address] <= _SHARED_BY:
            yield _ADDRESS, "same_address"
    elif first.address and second.address:
        yield _OTHER_ADDRESS, "other_address"
    if bool(mine.towns) != bool(theirs.towns) and not (mine.home or theirs.home):
        yield _OTHER_TOWN, "other_town"
    if mine.legal and theirs.legal and not _any_related(mine.legal, theirs.legal, lists.lexicon):
        yield _OTHER_LEGAL_FORM, "other_legal_form"


# --------------------------------------------------------------------------------------------------------------- vetoes


def apart(one: Spelling, other: Spelling, lexicon: Lexicon) -> str:
    """Return what tells two spellings apart for certain: numbers, place, level, about or kind; empty where nothing does."""
    mine, theirs = one.marks, other.marks
    said = ((mine.years, theirs.years), (mine.postcodes, theirs.postcodes))
    if mine.numbers != theirs.numbers or any(a and b and a != b for a, b in said):
        return "numbers"
    if _elsewhere(mine, theirs):
        return "place"
    if _other_level(mine.levels, theirs.levels, lexicon):
        return "level"
    if mine.about != theirs.about:
        return "about"
    if mine.kinds and theirs.kinds and not _same_sort(mine.kinds, theirs.kinds, lexicon):
        return "kind"
    return ""


def _elsewhere(mine: Reading, theirs: Reading) -> bool:
    return _clash(mine.places, theirs.places) or _clash(_towns(mine), _towns(theirs))


def _towns(reading: Reading) -> frozenset[Words]:
    return reading.towns | ({("home",)} if reading.home else set())


def _clash(mine: frozenset[Words], theirs: frozenset[Words]) -> bool:
    """Tell whether each of the two names a place that the other does not."""
    return bool(mine - theirs and theirs - mine)


def _other_level(mine: frozenset[str], theirs: frozenset[str], lexicon: Lexicon) -> bool:
    if mine and theirs:
        return mine != theirs
    return bool((mine | theirs) & lexicon.alone)


def _same_sort(mine: frozenset[str], theirs: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether each sort of place that one of the two names has its like in the other: a part names one more."""
    return all(_any_related({a}, theirs, lexicon) for a in mine) and all(_any_related({b}, mine, lexicon) for b in theirs)


def _any_related(mine: Iterable[str], theirs: Iterable[str], lexicon: Lexicon) -> bool:
    theirs = list(theirs)
    return any(lexicon.related(a, b) for a in mine for b in theirs)
