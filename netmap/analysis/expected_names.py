"""Names as they are compared: word by word, without endings, brackets apart; a name that fits is a hint, never a proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from netmap.search import fold

Words = tuple[str, ...]

_WORD: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FILLING: Final = frozenset(
    {"am", "an", "and", "auf", "bei", "das", "dem", "den", "der", "des", "die", "for", "fuer", "im", "in", "of"}
    | {"the", "und", "von", "vom", "zu", "zum", "zur", "mit"}
)
_ENDINGS: Final = frozenset("emnrs")
"""The letters that endings of case and number are made of."""
_SHORTEST: Final = 5
"""A word keeps at least so many letters; shorter ones (VHS, Amt, Haus) are compared as they stand."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a folded word without the ending of its case or number.

    >>> stem("kirchengemeinden"), stem("kirchengemeinde"), stem("sprachkurse"), stem("sprachkurs"), stem("vhs")
    ('kirchengemeind', 'kirchengemeind', 'sprachku', 'sprachku', 'vhs')
    """
    end = len(word)
    while end > _SHORTEST and word[end - 1] in _ENDINGS:
        end -= 1
    return word[:end]


FRIENDS: Final = frozenset({"foerderverein", "foerdervereins", "foerderkreis", "freundeskreis", "foerderer"})
"""Who supports an institution is not that institution."""


def words(text: str) -> Words:
    """Return the words of a name, without those that only fill.

    >>> words("Netzwerk für Frühe Hilfen"), words("Stadtteil- & Begegnungszentrum")
    (('netzwerk', 'fruehe', 'hilfen'), ('stadtteil', 'begegnungszentrum'))
    """
    return tuple([word for word in _WORD.findall(fold(text)) if word not in _FILLING])


def parts(name: str) -> tuple[str, str]:
    """Split a name into what stands outside of its brackets and what stands in them: mostly the operator, or a place.

    >>> parts("Jugendmigrationsdienst (AWO)")
    ('Jugendmigrationsdienst', 'AWO')
    """
    if "(" not in name and "[" not in name:
        return name, ""
    inside = " ; ".join(found[1:-1] for found in _BRACKETS.findall(name))
    return " ".join(_BRACKETS.sub(" ", name).split()), inside


@dataclass(frozen=True)
class Phrases:
    """Hold typical names ready to be found.

    `by_first` has them by the stem of their first word: the stems of all, and which of the list it is; `heads` has what the
    single words among them begin with, so that two words written apart are looked up only where they may be one of these.
    """

    by_first: Mapping[str, tuple[tuple[Words, int], ...]]
    heads: frozenset[str]


def phrases(names: Iterable[str]) -> Phrases:
    """Return typical names ready to be found by `spot`; `names` with no word in them are left out."""
    found: dict[str, list[tuple[Words, int]]] = {}
    for position, name in enumerate(names):
        said = tuple(map(stem, words(name)))
        if said:
            found.setdefault(said[0], []).append((said, position))
    by_first = {first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in found.items()}
    single = {first for first, some in by_first.items() if any(len(phrase) == 1 for phrase, _position in some)}
    return Phrases(by_first, frozenset(one[:end] for one in single for end in range(1, len(one))))


def spot(said: Words, known: Phrases) -> Iterator[int]:
    """Yield the positions of the typical names that stand in a name, word for word; two words may be written as one.

    >>> names = ["Waldemarhof", "Netzwerk Frühe Hilfen"]
    >>> list(spot(words("Waldemar Hof e.V."), phrases(names))), list(spot(words("Hofladen"), phrases(names)))
    ([0], [])
    """
    stems = [*map(stem, said)]
    by_first, heads = known.by_first, known.heads
    if by_first.keys().isdisjoint(stems) and heads.isdisjoint(said):
        return
    for start, first in enumerate(stems):
        if first in by_first:
            for phrase, position in by_first[first]:
                if len(phrase) == 1 or tuple(stems[start : start + len(phrase)]) == phrase:
                    yield position
        if said[start] in heads and start + 1 < len(said):
            for phrase, position in by_first.get(stem(said[start] + said[start + 1]), ()):
                if len(phrase) == 1:
                    yield position
