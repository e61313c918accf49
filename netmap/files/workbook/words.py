"""Words for keys and names for ids, and the way back: what people pick in a cell stands for exactly one key or id.

A label that only one key has stands alone, any other one with its key behind it: `Beratung [counselling]`. A key that no
list knows is written `[key]`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from netmap.fields import VALUE_LABELS
from netmap.landscape import Landscape
from netmap.locale import translator
from netmap.model import KINDS
from netmap.titles import title
from netmap.vocabulary import Vocabulary

KEYED: Final = re.compile(r"\[([a-z0-9_-]+)\]\Z")


def plain(word: str) -> str:
    """Return a word as it is compared: blanks and capitals do not matter.

    >>> plain("  Freier   Träger ")
    'freier träger'
    """
    return " ".join(word.split()).casefold()


def displays(labels: Mapping[str, str]) -> dict[str, str]:
    """Return what is shown for each key: its label where no other key has it, else the label with the key.

    >>> displays({"vhs": "VHS", "a": "Amt", "b": "Amt", "c": ""})
    {'vhs': 'VHS', 'a': 'Amt [a]', 'b': 'Amt [b]', 'c': '[c]'}
    """
    return {key: shown for key, shown, _word in _displayed(labels)}


def _displayed(labels: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each key with what is shown for it, and with the word that this is when it is compared."""
    words = list(map(plain, labels.values()))
    counts = Counter(words)
    for (key, label), word in zip(labels.items(), words, strict=True):
        if label and counts[word] == 1 and not label.endswith("]"):
            yield key, label, word
        else:
            shown = f"{label} [{key}]".strip()
            yield key, shown, plain(shown)


class Words:
    """Know what is shown for the keys of one vocabulary, or for the ids of some kinds, and what a word stands for.

    Several `sources` may know words: the workbook itself, the state it was exported from, the store. A word that they use
    for different keys is ambiguous.

    >>> words = Words({"vhs": "VHS", "a": "Amt"})
    >>> words.shown("vhs"), words.shown("nobody"), words.meant("vhs "), words.meant("x [nobody]"), words.meant("Post")
    ('VHS', '[nobody]', ('vhs',), ('nobody',), ())
    """

    def __init__(self, *sources: Mapping[str, str]) -> None:
        self._shown: dict[str, str] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._known: set[str] = set()
        for number, source in enumerate(sources):
            self._known.update(source)
            for key, shown, word in _displayed(source):
                if number == 0:
                    self._shown[key] = shown
                meant = self._keys.get(word, ())
                if key not in meant:
                    self._keys[word] = (*meant, key)

    def shown(self, key: str) -> str:
        """Return what is shown for a key; `[key]` where it is not known."""
        return self._shown.get(key) or f"[{key}]"

    def meant(self, word: str) -> tuple[str, ...]:
        """Return the keys that a word may stand for: one, none, or several where it is ambiguous."""
        keyed = KEYED.search(word)
        if keyed:
            return (keyed.group(1),)
        found = self._keys.get(plain(word), ())
        return found or ((word,) if word in self._known else ())

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return the keys with what is shown for each, in their order."""
        return self._shown.items()

    def near(self, word: str) -> str:
        """Return the word that comes nearest to one that is not known, or nothing."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(plain(word), list(self._keys), scorer=fuzz.WRatio, score_cutoff=75)
        return self.shown(self._keys[found[0]][0]) if found else ""


def terms(vocabulary: Vocabulary, name: str, lang: str) -> dict[str, str]:
    """Return the labels of a vocabulary by key, on one line each."""
    return {key: " ".join(term.label(lang).replace(";", ",").split()) for key, term in vocabulary[name].items()}


def choices(values: Iterable[str], lang: str) -> dict[str, str]:
    """Return the labels of a closed choice that no vocabulary holds."""
    _ = translator(lang)
    return {value: _(VALUE_LABELS.get(value, value)) for value in values if value}


def names(landscape: Landscape, kinds: Iterable[str]) -> dict[str, str]:
    """Return the names of all records of some kinds by id."""
    return {key: title(one) for kind in kinds for key, one in landscape.table(KINDS[kind]).items()}
