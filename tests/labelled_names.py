"""The labelled names in data/duplicates: which pairs mean the same organisation, and how well the matching finds them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.matching import candidates
from netmap.model import Actor, District, Settings

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "data" / "duplicates"
TOWNS = {"rostock": "Hanse- und Universitätsstadt Rostock", "flensburg": "Flensburg"}


@dataclass(frozen=True)
class Measured:
    """Hold how many pairs are the same, how many of them were found, and what was found wrongly."""

    same: int
    missed: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.same

    @property
    def precision(self) -> float:
        found = self.same - len(self.missed)
        return found / (found + len(self.wrong))


def rows(half: str) -> list[dict[str, str]]:
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["half"] == half]


def as_landscape(given: list[dict[str, str]], place: str) -> Landscape:
    """Return a landscape in which every name of a list is an actor of its own."""
    districts: list[District] = []
    if place == "rostock":
        districts = list(read_folder(HERE.parent / "graphs" / "rostock").landscape.districts.values())
    actors = [Actor(id=f"n-{n}", name=row["name"]) for n, row in enumerate(given) if row["list"] == place]
    return Landscape(Settings(id="labelled", name="Labelled", municipality=TOWNS[place]), [*districts, *actors])


def measure(half: str, **options: float) -> Measured:
    """Compare all names of each list in a half with each other.

    A pair is to be found where one of the two is the name as it is; that two distorted names meet is good, and not asked.
    """
    given = rows(half)
    same, missed, wrong = 0, [], []
    for place in TOWNS:
        found = {(one.first, one.second) for one in candidates(as_landscape(given, place), **options)}
        numbers = [n for n, row in enumerate(given) if row["list"] == place]
        for a, b in combinations(numbers, 2):
            one, other = given[a], given[b]
            hit = bool({(f"n-{a}", f"n-{b}"), (f"n-{b}", f"n-{a}")} & found)
            if one["organisation"] != other["organisation"]:
                wrong += [(one["name"], other["name"])] if hit else []
            elif not one["how"] or not other["how"]:
                same += 1
                missed += [] if hit else [(one["name"], other["name"])]
    return Measured(same, tuple(missed), tuple(wrong))
