"""Names as they are compared: word by word, without endings, brackets apart; a name that fits is a hint, never a proof."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

from netmap.search import fold

Words = tuple[str, ...]

_WORD: Final = re.compile(r"[^\W_]+")
_END: Final = "\0"
_NO_WORD: Final = re.compile(rf"[^\w{_END}]+")
_SPACES: Final = {code: " " for code in range(1, 128) if not chr(code).isalnum()}
"""ASCII text is split by a table many times faster than by a pattern."""
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


_FRIENDS: Final = frozenset({"foerderverein", "foerdervereins", "foerderkreis", "freundeskreis", "foerderer"})
"""Who supports an institution is not that institution."""


def words(text: str) -> Words:
    """Return the words of a name, without those that only fill.

    >>> words("Netzwerk für Frühe Hilfen"), words("Stadtteil- & Begegnungszentrum")
    (('netzwerk', 'fruehe', 'hilfen'), ('stadtteil', 'begegnungszentrum'))
    """
    return tuple(word for word in _WORD.findall(fold(text)) if word not in _FILLING)


def parts(name: str) -> tuple[str, str]:
    """Split a name into what stands outside of its brackets and what stands in them: mostly the operator, or a place.

    >>> parts("Jugendmigrationsdienst (AWO)")
    ('Jugendmigrationsdienst', 'AWO')
    """
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
    """Return typical names ready to be found by `spotted`; `names` with no word in them are left out."""
    found: dict[str, list[tuple[Words, int]]] = {}
    for position, name in enumerate(names):
        said = tuple(map(stem, words(name)))
        if said:
            found.setdefault(said[0], []).append((said, position))
    by_first = {first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in found.items()}
    single = {first for first, some in by_first.items() if any(len(phrase) == 1 for phrase, _position in some)}
    return Phrases(by_first, frozenset(one[:end] for one in single for end in range(1, len(one))))


def spotted(names: Sequence[str], known: Phrases) -> list[tuple[int, int, bool]]:
    """Return where typical names stand in names: the position of the name, of the typical one, and whether in brackets.

    They stand there word for word; two words may be written as one. Of who supports an institution nothing is returned:
    that is not the institution.

    >>> known = phrases(["Waldemarhof", "Netzwerk Frühe Hilfen"])
    >>> spotted(["Waldemar Hof e.V.", "Hofladen", "Treff (Netzwerk für Frühe Hilfen)"], known)
    [(0, 0, False), (2, 1, True)]
    """
    outside, inside = list(names), {}
    for place, name in enumerate(names):
        if "(" in name or "[" in name:
            outside[place], inside[place] = parts(name)
    places = list(inside)
    found = [(place, position, False) for place, position in _spotted(outside, known)]
    found += ((places[text], position, True) for text, position in _spotted(list(inside.values()), known))
    return sorted(found, key=itemgetter(0))


def _spotted(texts: Sequence[str], known: Phrases) -> Iterator[tuple[int, int]]:
    """Yield the position of a text and of a typical name in it; thousands of texts are read as one."""
    said = [*_read(texts), _END]
    different = set(said)
    first = {word for word in different if stem(word) in known.by_first}
    telling = first | (different & known.heads)  # most words are none with which a typical name begins
    starts = [
        start
        for start, word in enumerate(said)
        if word in telling and (word in first or stem(word + said[start + 1]) in known.by_first)
    ]
    hits = [(start, position) for start in starts for position in _beginning(said, start, known)]
    ends = [place for place, word in enumerate(said) if word == _END] if hits else []
    for start, position in hits:
        text = bisect(ends, start)
        if _FRIENDS.isdisjoint(said[ends[text - 1] + 1 if text else 0 : ends[text]]):
            yield text, position


def _read(texts: Sequence[str]) -> list[str]:
    """Return the words of texts, as `words` does, and an end between one text and the next."""
    whole = fold(f" {_END} ".join(texts))
    if whole.count(_END) >= len(texts):
        whole = fold(f" {_END} ".join(text.replace(_END, " ") for text in texts))
    if not whole.isascii():
        whole = _NO_WORD.sub(" ", whole)
    return [word for word in whole.translate(_SPACES).split() if word not in _FILLING]


def _beginning(said: Sequence[str], start: int, known: Phrases) -> Iterator[int]:
    """Yield the positions of the typical names that stand where a word is, and for a single word the next one with it."""
    for phrase, position in known.by_first.get(stem(said[start]), ()):
        if len(phrase) == 1 or (
            stem(said[start + 1]) == phrase[1] and tuple(map(stem, said[start : start + len(phrase)])) == phrase
        ):
            yield position
    if said[start] in known.heads:
        for phrase, position in known.by_first.get(stem(said[start] + said[start + 1]), ()):
            if len(phrase) == 1:
                yield position
