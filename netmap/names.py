"""Names of organisations read for comparison: legal forms, abbreviations, umlauts, numbers and places told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from netmap.lexicon import LONG, PLACES, REST, Lexicon, Parts, Words, fold, words
from netmap.vocabulary import Term

_REGISTERED: Final = re.compile(r"\b([eE])\.?\s?V\b")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_YEARS: Final = range(1800, 2100)
_POSTCODE: Final = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a name as it is compared: its words sorted, those that make it this one, and what tells it from others.

    `text` is without legal forms, years, small words and the name of one's own town (unless nothing else is left).
    `special` is without the words for what sort of place it is, too, and without places unless nothing else is left.
    `kinds`, `about`, `levels` and `legal` hold keys of the vocabulary. `places` are parts of a town, `towns` other towns and
    Länder; `home` says that the own town is named.
    """

    raw: str
    folded: str
    order: Words
    text: str
    special: str
    initials: str = ""
    numbers: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    postcodes: frozenset[int] = frozenset()
    places: frozenset[Words] = frozenset()
    kinds: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    legal: frozenset[str] = frozenset()
    towns: frozenset[Words] = frozenset()
    home: bool = False


def unbracketed(name: str) -> str:
    """Return a name without what stands in brackets.

    >>> unbracketed("LOHRO (Lokalradio der Hansestadt Rostock)")
    'LOHRO'
    """
    return " ".join(_BRACKETS.sub(" ", name).split())


class _Found:
    """Gather what the words of one name turn out to be."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.special: list[str] = []
        self.home: list[str] = []
        self.named: list[str] = []
        self.places: set[Words] = set()
        self.years: set[int] = set()
        self.postcodes: set[int] = set()
        self.towns: set[Words] = set()
        self.keys: dict[str, set[str]] = {"kind": set(), "about": set(), "level": set(), "legal_form": set()}

    def term(self, term: Term, said: Words) -> None:
        role = term["role"]
        if role in self.keys:
            self.keys[role].add(term.key)
        if role == "home":
            self.home += said
        elif role not in {"filler", "legal_form"}:
            self.order += said
            if role in PLACES:
                (self.places if term.get("part") else self.towns).add(said)
            else:
                self.named += said
            if role not in {"kind", "level", "about", *PLACES}:
                self.special += said

    def word(self, word: str) -> None:
        if word.isdecimal() and (len(word) == _POSTCODE or int(word) in _YEARS):
            (self.years if int(word) in _YEARS else self.postcodes).add(int(word))
            return
        self.order.append(word)
        self.special.append(word)
        self.named.append(word)


def read(name: str, lexicon: Lexicon) -> Reading:
    """Read a name for comparison.

    >>> from netmap.lexicon import lexicon
    >>> from netmap.vocabulary import vocabulary
    >>> known = lexicon(vocabulary(), home=["Rostock"])
    >>> read("VHS der Hansestadt Rostock", known).text == read("Rostocker Volkshochschule e. V.", known).text
    True
    >>> sorted(read("1. Grundschule", known).numbers), read("Förderverein der GS Süd", known).about
    ([1], frozenset({'foerderverein'}))
    """
    numbered = _numbered(name)
    said = tuple(one for one in words(_REGISTERED.sub("e V", numbered)) if one not in lexicon.fillers)
    said = tuple(_mended(one, lexicon) for one in _joined(said, lexicon))
    if said and said[-1] == "ev":
        said = (*said[:-1], "e", "v")
    found = _Found()
    at = 0
    while at < len(said):
        at += _next(said, at, lexicon, found)
    order = tuple(found.order or found.home or said or (fold(name).strip(),))
    return Reading(
        raw=name,
        folded=fold(name.strip()),
        order=order,
        text=" ".join(sorted(order)),
        special=" ".join(sorted(found.special or chain.from_iterable(found.places | found.towns))),
        initials="".join(one[0] for one in found.named),
        numbers=frozenset(int(one) for one in found.order if one.isdecimal()),
        years=frozenset(found.years),
        postcodes=frozenset(found.postcodes),
        places=frozenset(found.places),
        kinds=frozenset(found.keys["kind"]),
        about=frozenset(found.keys["about"]),
        levels=frozenset(found.keys["level"]),
        legal=frozenset(found.keys["legal_form"]),
        towns=frozenset(found.towns),
        home=bool(found.home),
    )


def _numbered(name: str) -> str:
    """Write the Roman number that a name ends in, or a part of it, as figures: Gymnasium II."""
    parts = name.split()
    for at, part in enumerate(parts[1:], start=1):
        plain = part.strip(".,;:()„“\"'")
        if plain in _ROMAN and (len(plain) > 1 or at == len(parts) - 1) and parts[at - 1].lower().strip(".") != "e":
            parts[at] = str(_ROMAN[plain])
    return " ".join(parts)


def _joined(said: Words, lexicon: Lexicon) -> Iterator[str]:
    """Write as one word what is one: „Grund-Schule“."""
    at = 0
    while at < len(said):
        together = "".join(said[at : at + 2])
        length = 2 if together in lexicon.compounds and together != said[at] else 1
        yield together if length > 1 else said[at]
        at += length


def _mended(word: str, lexicon: Lexicon) -> str:
    """Return the known word that is meant by one with a wrong letter, not the first one; each word is looked at once."""
    if word not in lexicon.mended:
        near = (
            [one for one in lexicon.long.get(word[0], ()) if abs(len(one) - len(word)) <= 1] if len(word) >= LONG - 1 else []
        )
        best = process.extractOne(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=1)
        lexicon.mended[word] = best[0] if best and (word,) not in lexicon.phrases else word
    return lexicon.mended[word]


def _next(said: Words, at: int, lexicon: Lexicon, found: _Found) -> int:
    """Take the longest phrase that is known from a place on, or one word, and return how many words that were."""
    for length in range(min(lexicon.longest, len(said) - at), 0, -1):
        known = lexicon.phrases.get(said[at : at + length])
        if known is not None and not _opens_with_short_legal_form(known[0], said, at, length):
            found.term(*known)
            return length
    for term, part in _parts(said[at], lexicon):
        if term is None:
            found.word(part[0])
        else:
            found.term(term, part)
    return 1


def _opens_with_short_legal_form(term: Term, said: Words, at: int, length: int) -> bool:
    """Tell „AG Asyl“, a working group, from a stock company: a short legal form never comes first."""
    return at == 0 and term["role"] == "legal_form" and len("".join(said[at : at + length])) <= REST


def _parts(word: str, lexicon: Lexicon) -> Parts:
    """Return what one word is made of; each word is looked at once."""
    if word not in lexicon.seen:
        lexicon.seen[word] = _taken_apart(word, lexicon)
    return lexicon.seen[word]


def _taken_apart(word: str, lexicon: Lexicon) -> Parts:
    """Take „Krusensternschule“ and „Kreisvolkshochschule“ apart."""
    for beginning, known in lexicon.beginnings.items():
        rest = word.removeprefix(beginning)
        if rest != word and (rest,) in lexicon.phrases:
            return known, lexicon.phrases[rest,]
    for ending, term in lexicon.endings.items():
        if rest := _before(word, ending):
            return (None, (rest,)), (term, (ending,))
    return ((None, (word,)),)


def _before(word: str, ending: str) -> str:
    """Return what stands before an ending, of which one letter may be wrong; empty where the word has no such ending."""
    lengths = (0, 1, -1) if len(ending) >= LONG else (0,)
    for more in lengths:
        at = len(word) - len(ending) - more
        if at >= REST and DamerauLevenshtein.distance(word[at:], ending, score_cutoff=1) <= (len(lengths) > 1):
            return word[:at]
    return ""
