"""The words in names of organisations, and what they mean: legal forms, abbreviations, sorts of places, towns.

It is data: `netmap/vocabularies/names.yaml`, to which a landscape may add terms of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from netmap.vocabulary import Term, Vocabulary

_WORDS: Final = re.compile(r"[^\W\d_]+|\d+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})
_TWO_LETTERS: Final = re.compile("([aou])e")
LONG: Final = 6
"""A word of so many letters is known with one letter wrong, missing, or too many."""
REST: Final = 3
PLACES: Final = frozenset({"home", "place", "places"})
"""So many letters are left of a compound at least: of „Waldschule“ „Wald“."""
Words = tuple[str, ...]
Parts = tuple[tuple[Term | None, Words], ...]


def fold(text: str) -> str:
    """Write a text without case, accents and umlauts, however these were written: ü, ue and u become the same.

    >>> fold("Südstadt") == fold("Suedstadt") == fold("SUDSTADT"), fold("Łódź Straße")
    (True, 'lodz strase')
    """
    lower = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    plain = lower
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(one))
    return _TWO_LETTERS.sub(r"\1", plain).replace("ss", "s")


def words(text: str) -> Words:
    """Return the words and numbers of a text, folded; numbers without leading zeros.

    >>> words("1. Grundschule „Am Wäldchen“, Haus 02")
    ('1', 'grundschule', 'am', 'waldchen', 'haus', '2')
    """
    return tuple(one.lstrip("0") or "0" if one.isdecimal() else one for one in _WORDS.findall(fold(text)))


@dataclass(frozen=True)
class Lexicon:
    """Hold what the words in names mean.

    `phrases` gives the term and how it is written in full; `endings` are the kinds that compounds end in, `beginnings` the
    levels that they begin with, `long` by its first letter each word that is known with a wrong letter, `compounds` the
    words that are known though written apart, `above` the more general terms.
    """

    phrases: Mapping[Words, tuple[Term, Words]]
    fillers: frozenset[str]
    endings: Mapping[str, Term]
    beginnings: Mapping[str, tuple[Term, Words]]
    long: Mapping[str, tuple[str, ...]]
    compounds: frozenset[str]
    longest: int
    above: Mapping[str, str]
    alone: frozenset[str]
    seen: dict[str, Parts] = field(default_factory=dict, compare=False)
    mended: dict[str, str] = field(default_factory=dict, compare=False)

    def related(self, one: str, other: str) -> bool:
        """Tell whether two keys mean the same, or one the more general of the other."""
        return other in self.line(one) or one in self.line(other)

    def line(self, key: str) -> Iterator[str]:
        """Yield a key, and the ever more general ones."""
        for _step in range(len(self.above) + 1):
            yield key
            if key not in self.above:
                return
            key = self.above[key]


def lexicon(
    vocabulary: Vocabulary, *, home: Iterable[str] = (), places: Iterable[str] = (), towns: Iterable[str] = ()
) -> Lexicon:
    """Make what names are read with: the vocabulary, the landscape's own town (`home`), its `places`, and other `towns`."""
    terms = vocabulary["names"]
    fillers = {one for term in terms.values() if term["role"] == "filler" for way in _ways(term) for one in _single(way)}
    phrases: dict[Words, tuple[Term, Words]] = {}
    for term in terms.values():
        said = _without(words(term.label_de), fillers)
        for way in map(words, _ways(term)):
            plain = _without(way, fillers) or way
            phrases.setdefault(plain, (term, plain if term["role"] == "places" else said))
    here = [said for name in home if (said := _without(words(name), fillers))]
    there = [said for name in towns if (said := tuple(one for one in _without(words(name), fillers) if not one.isdecimal()))]
    there = [said for said in there if not any(set(said).issuperset(own) for own in here)]
    near = [said for name in places if (said := _without(words(name), fillers))]
    for key, role, part, known in (
        ("town", "place", False, there),
        ("part", "place", True, near),
        ("home", "home", False, here),
    ):
        term = Term(key, "", "", {"role": role, "part": part})
        phrases |= {said: (term, said) for said in known}
    for said, meant in list(phrases.items()):
        if meant[0]["role"] in PLACES and len(said[-1]) > REST:  # Rostocker, Leipziger
            phrases.setdefault((*said[:-1], said[-1] + "er"), meant)
    kinds = {to[0]: term for term, to in phrases.values() if term["role"] == "kind" and len(to) == 1}
    single = {said[0]: meant for said, meant in phrases.items() if len(said) == 1}
    return Lexicon(
        phrases=phrases,
        fillers=frozenset(fillers),
        endings=dict(sorted(kinds.items(), key=lambda one: -len(one[0]))),
        beginnings={one: meant for one, meant in single.items() if meant[0].get("alone") and len(one) > REST},
        long=_by_first_letter(phrases),
        compounds=frozenset(one for one, meant in single.items() if len(one) >= LONG and meant[0]["role"] not in PLACES),
        longest=max(map(len, phrases), default=1),
        alone=frozenset(key for key, term in terms.items() if term.get("alone")),
        above={key: term["under"] for key, term in terms.items() if term.get("under")},
    )


def _by_first_letter(phrases: Mapping[Words, tuple[Term, Words]]) -> dict[str, tuple[str, ...]]:
    """Return the longer words of the phrases; not the many towns, nor „Kreises“: too many words come near them."""
    found: dict[str, dict[str, None]] = {}
    for said, (term, _to) in phrases.items():
        if term["role"] not in {"places", "level"} or len(said[0]) >= len("landkreis"):
            for one in said:
                if len(one) >= LONG:
                    found.setdefault(one[0], {})[one] = None
    return {letter: tuple(known) for letter, known in found.items()}


def _ways(term: Term) -> Iterator[str]:
    if term["role"] not in {"places", "filler"}:
        yield term.label_de
    yield from term.get("written", ())


def _single(way: str) -> Words:
    said = words(way)
    return said if len(said) == 1 else ()


def _without(said: Words, fillers: Iterable[str]) -> Words:
    return tuple(one for one in said if one not in fillers)
