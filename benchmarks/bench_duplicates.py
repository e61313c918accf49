"""How many of all pairs the search for duplicates looks at, whether it loses any, and how it grows with the list."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from time import process_time

import numpy as np

from benchmarks.report import Row, print_rows
from benchmarks.variants import variants
from netmap import matching
from netmap.blocking import Pairs, pairs
from netmap.landscape import Landscape
from netmap.matching import candidates
from netmap.model import Actor, Settings
from netmap.spellings import Spelling, Subject, lexicon_of, spellings, subject_of

FEWER, RECALL, GROWTH = 50.0, 0.95, 1.5
_SORTS = (
    "Grundschule {}", "{}schule", "Kita {}", "Gymnasium {}", "Jugendclub {}", "{}-Stiftung", "Bibliothek {}", "{} e. V.",
    "Sportverein {}", "Verein {} e.V.", "Bildungswerk {} gGmbH", "Musikschule {}", "Mehrgenerationenhaus {}",
)  # fmt: skip
_FIRST = (
    "Sonnen", "Regen", "Wald", "Berg", "See", "Hafen", "Linden", "Ahorn", "Eichen", "Rosen", "Sternen", "Wolken", "Garten",
    "Wiesen", "Mühlen", "Brücken", "Kirch", "Markt", "Schloss", "Turm", "Feld", "Bach", "Strand", "Insel",
)  # fmt: skip
_LAST = (
    "schein", "bogen", "blick", "grund", "weg", "hof", "tal", "stein", "burg", "kamp", "horst", "au", "rain", "eck", "quell",
)  # fmt: skip
_SOUNDS = (
    "ka", "ro", "mi", "len", "tor", "vi", "san", "der", "bel", "nor", "gu", "the", "lin", "mar", "kus", "ez", "ola", "bri",
)  # fmt: skip
_TOWN = 20_000
"""So many actors share the sounds of their names; a longer list covers more towns, not more names in one."""


def run(quick: bool = False) -> list[Row]:
    """Measure 20,000 actors, a tenth of them doubled in another spelling, and how time grows to 200,000; less if `quick`."""
    size, small = (4_000, 600) if quick else (20_000, 1_500)
    return [*_shares(size), *_unchanged(small), *_growth(20_000, 60_000 if quick else 200_000)]


def town(size: int, *, seed: int = 0) -> tuple[Landscape, set[frozenset[str]]]:
    """Return so many actors with names as they are given in German towns, and which pairs of them mean the same.

    Every tenth is another spelling of the one before; the names of the rest differ. How alike they are does not grow with
    the list: each further 20,000 have the sounds of another region.
    """
    draw = random.Random(seed)
    actors: list[Actor] = []
    same: set[frozenset[str]] = set()
    taken: set[str] = set()
    while len(actors) < size:
        name = _name(draw, _sounds(len(actors) // _TOWN))
        if name.casefold() in taken:
            continue
        taken.add(name.casefold())
        actors.append(Actor(id=f"a-{len(actors)}", name=name))
        if len(actors) % 10 == 9 and len(actors) < size:
            spelt = variants(name, draw, town="Musterstadt", count=1)
            actors.append(Actor(id=f"a-{len(actors)}", name=spelt[0][1] if spelt else name))
            same.add(frozenset((actors[-2].id, actors[-1].id)))
    return Landscape(Settings(id="town", name="Town", municipality="Musterstadt"), actors), same


@cache
def _sounds(region: int) -> tuple[str, ...]:
    """Return the syllables that the names of a region are made of: the first's are given, those of others drawn."""
    if region == 0:
        return _SOUNDS
    draw = random.Random(region)
    every = [
        f"{first}{vowel}{last}" for first in "bdfgklmnprstvwz" for vowel in "aeiou" for last in ("", "l", "n", "r", "s")
    ]
    return tuple(draw.sample(every, len(_SOUNDS)))


def _name(draw: random.Random, sounds: Sequence[str]) -> str:
    proper = draw.choice(_FIRST) + draw.choice(_LAST)
    if draw.random() < 0.7:
        proper = "".join(draw.choice(sounds) for _sound in range(draw.randint(2, 4))).capitalize()
    if draw.random() < 0.3:
        proper += " " + "".join(draw.choice(sounds) for _sound in range(2)).capitalize()
    return draw.choice(_SORTS).format(proper) + (f" {draw.randint(1, 40)}" if draw.random() < 0.1 else "")


def _said(landscape: Landscape) -> tuple[list[Subject], list[Spelling]]:
    lexicon = lexicon_of(landscape)
    subjects = [subject_of(one) for one in landscape.actors.values()]
    return subjects, [one for number, subject in enumerate(subjects) for one in spellings(subject, number, lexicon)]


def _shares(size: int) -> Iterator[Row]:
    landscape, same = town(size)
    subjects, said = _said(landscape)
    owner = np.array([one.subject for one in said])
    low, high = owner[pairs(said, subjects)]
    compared = len(np.unique(np.minimum(low, high) * size + np.maximum(low, high)))
    fewer = size * (size - 1) / 2 / compared
    yield Row("duplicates: all pairs / pairs compared", fewer, FEWER, ">=", f"{compared:,} pairs of {size:,} actors")
    found = {frozenset((one.first, one.second)) for one in candidates(landscape)}
    yield Row(
        "duplicates: recall of other spellings", len(found & same) / len(same), RECALL, ">=", f"{len(same):,} doubled actors"
    )


def _unchanged(size: int) -> Iterator[Row]:
    landscape, same = town(size, seed=1)
    blocked = {frozenset((one.first, one.second)) for one in candidates(landscape)}
    try:
        matching.pairs = _every_pair  # type: ignore[assignment,attr-defined]
        whole = {frozenset((one.first, one.second)) for one in candidates(landscape)}
    finally:
        matching.pairs = pairs  # type: ignore[attr-defined]
    ratio = len(blocked & same) / len(whole & same)
    lost = len(whole - blocked)
    detail = f"all pairs of {size:,}; {lost} of the {len(whole):,} candidates are not found in blocks, others but alike"
    yield Row("duplicates: recall in blocks / of all pairs", ratio, 1.0, ">=", detail)


def _every_pair(said: list[Spelling], _subjects: object, **_known: int) -> Pairs:
    found = [(a, b) for a, b in combinations(range(len(said)), 2) if said[a].subject != said[b].subject]
    return np.array(found, dtype=np.int64).reshape(-1, 2).T


def _growth(few: int, many: int) -> Iterator[Row]:
    each = []
    for size in (few, many):
        landscape = town(size)[0]
        start = process_time()  # one processor does it all: what others do meanwhile does not count
        candidates(landscape)
        each.append(1_000 * (process_time() - start) / size)
    detail = f"{each[0]:.2f} ms for one of {few:,}, {each[1]:.2f} ms for one of {many:,}"
    yield Row("duplicates: time an actor, many / few", each[1] / each[0], GROWTH, detail=detail)


if __name__ == "__main__":
    sys.exit(0 if print_rows(run()) else 1)
