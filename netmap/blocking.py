"""Which spellings are compared at all: those that share a key, so that long lists are not compared with themselves whole.

Small blocks of equal keys are compared whole; in a large one each spelling only with those next to it in the alphabet
(sorted neighbourhood: Hernández and Stolfo 1995). So the comparisons grow with the list, not with its square. Words with one
letter wrong meet in what is left when any one letter is taken away (deletion neighbourhood: Bocek et al. 2007).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from netmap.spellings import Spelling, Subject

WHOLE: Final = 24
"""A block of at most so many spellings is compared whole."""
NEXT: Final = 10
"""In a larger one each spelling is compared with so many that follow it in the alphabet."""
_SHORTEST: Final = 3
_LONGEST: Final = 14
"""Of a longer word, one wrong letter within so many first or last letters is found."""
_CUT: Final = 25
_BEGINNING: Final = 20
Pairs = NDArray[np.int64]


def keys(spelling: Spelling) -> Iterator[str]:
    """Yield the keys under which a spelling is found by others; numbers are part of them, since they must agree."""
    reading = spelling.reading
    if spelling.role in {"acronym", "initials"}:
        yield f"i:{reading.text}"
        return
    numbers = "".join(f"{one}," for one in sorted(spelling.marks.numbers))
    for word in reading.special.split() or [reading.text.replace(" ", "")]:
        if len(word) >= _SHORTEST:
            yield from (f"w:{numbers}{one}" for one in _neighbourhood(word))
    whole = reading.text.replace(" ", "")
    yield f"n:{numbers}{whole[:_LONGEST]}"
    yield f"e:{numbers}{whole[-_LONGEST:]}"
    if spelling.role == "name" and len(reading.raw) >= _CUT:
        yield f"c:{reading.folded[:_BEGINNING]}"


def _neighbourhood(word: str) -> set[str]:
    """Return a word, and what is left of it when one letter is taken away."""
    short = word if len(word) <= _LONGEST else word[:_LONGEST]
    found = {word, short}
    if len(word) > _SHORTEST and not word.isdecimal():
        found |= {short[:at] + short[at + 1 :] for at in range(len(short))}
        if len(word) > _LONGEST:
            found.add("-" + word[-_LONGEST:])
    return found


def pairs(spellings: Sequence[Spelling], subjects: Sequence[Subject], *, known: int = 0) -> Pairs:
    """Return the pairs of spellings to be compared, as two rows of numbers, each pair once.

    The first `known` subjects are not compared with each other; spellings of one subject never are.
    """
    blocks: dict[str, list[int]] = {}
    names: dict[int, int] = {}
    for number, one in enumerate(spellings):
        for key in set(keys(one)):
            blocks.setdefault(key, []).append(number)
        if one.role == "name":
            names[one.subject] = number
    for number, subject in enumerate(subjects):
        for mark, value in (("a", subject.address), ("u", subject.website)):
            if value:
                blocks.setdefault(f"{mark}:{value}", []).append(names[number])
    count = max(len(spellings), 1)
    found = np.fromiter(
        (low * count + high for block in blocks.values() for low, high in _within(block, spellings)), dtype=np.int64
    )
    found = np.unique(found)
    low, high = found // count, found % count
    owner = np.fromiter((one.subject for one in spellings), dtype=np.int64, count=len(spellings))
    wanted = (owner[low] != owner[high]) & (np.maximum(owner[low], owner[high]) >= known) if len(found) else slice(0)
    return np.stack([low[wanted], high[wanted]])


def _within(block: list[int], spellings: Sequence[Spelling]) -> Iterator[tuple[int, int]]:
    if len(block) <= WHOLE:
        yield from combinations(block, 2)
        return
    order = sorted(block, key=lambda one: (spellings[one].reading.text, one))
    for at, one in enumerate(order):
        for other in order[at + 1 : at + 1 + NEXT]:
            yield (one, other) if one < other else (other, one)
