"""Other ways to write the names of organisations, as colleagues' lists do, drawn by a seeded generator.

`python -m benchmarks.variants RECORDS.csv` writes the labelled names that the tests measure the matching with: of each
organisation its name and some other ways to write it (the same), and organisations that are called nearly so (others).
"""

from __future__ import annotations

import csv
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

SHORT: Final = (
    ("Volkshochschule", "VHS"), ("Grundschule", "GS"), ("Stadtteil- und Begegnungszentrum", "SBZ"), ("Universität", "Uni"),
    ("Mecklenburg-Vorpommern", "MV"), ("Mecklenburg-Vorpommern", "M-V"), ("Kindertagesstätte", "Kita"),
    ("Gymnasium", "Gym."),
    ("Industrie- und Handelskammer", "IHK"), ("Handwerkskammer", "HWK"), ("Mehrgenerationenhaus", "MGH"), (" und ", " u. "),
    (" und ", " & "), ("Gemeinschaftsschule", "GemS"), ("Jugendmigrationsdienst", "JMD"),
    ("Agentur für Arbeit", "Arbeitsagentur"),
    ("Evangelische", "Ev."), ("MV", "Mecklenburg-Vorpommern"), ("Kita", "Kindertagesstätte"), ("AWO", "Arbeiterwohlfahrt"),
    ("DRK", "Deutsches Rotes Kreuz"), ("Internationaler Bund", "IB"), ("straße", "str."), ("Hansestadt", "Stadt"),
)  # fmt: skip
_LETTERS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "oe"}
LEGAL: Final = re.compile(r"\s*\b(e\.\s?V\.|gGmbH|GmbH|eG)(?=\W|$)")


def umlauts(name: str, _draw: random.Random, _town: str) -> str:
    """Write ä as ae."""
    return "".join(_LETTERS.get(one, one) for one in name)


def accents(name: str, _draw: random.Random, _town: str) -> str:
    """Leave dots and accents out."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    return "".join(one for one in plain if not unicodedata.combining(one))


def legal(name: str, draw: random.Random, _town: str) -> str:
    """Leave the legal form out, or write it in another way."""
    found = LEGAL.search(name)
    ways: dict[str, tuple[str, ...]] = {
        "e.V.": ("", " e. V.", " eV", " ev"),
        "gGmbH": ("", " gemeinnützige GmbH"),
        "GmbH": ("", " gmbh"),
        "eG": ("",),
    }
    return LEGAL.sub(draw.choice(ways[found[1].replace(" ", "")]), name).strip() if found else name


def abbreviation(name: str, draw: random.Random, _town: str) -> str:
    """Write an abbreviation for a word, or the word for one."""
    fitting = [one for one in SHORT if re.search(rf"(?<!\w){re.escape(one[0])}(?!\w)|{one[0]}$", name) or one[0][0] == " "]
    long, short = draw.choice(fitting) if fitting else ("", "")
    return name.replace(long, short, 1) if long and long in name else name


def order(name: str, draw: random.Random, _town: str) -> str:
    """Put the last or the first word elsewhere."""
    parts = name.split()
    if len(parts) < 2 or LEGAL.search(parts[-1]) or "(" in name:
        return name
    return f"{parts[-1]}, {' '.join(parts[:-1])}" if draw.random() < 0.5 else f"{' '.join(parts[1:])} {parts[0]}"


def town(name: str, draw: random.Random, town: str) -> str:
    """Name the town, leave it out, or name it in another way."""
    if f"{town}er " in name:
        return f"{name.replace(f'{town}er ', '', 1)} {town}"
    if town in name:
        shorter = re.sub(rf"\s*(?:(?:zu|der|in der|der Hansestadt|in)\s+)?\b{town}\b", "", name).strip(" ,/")
        return shorter if len(shorter) > 8 and shorter.count("(") == shorter.count(")") else name
    return name + draw.choice((f" {town}", f", {town}", f" ({town})"))


def cut(name: str, _draw: random.Random, _town: str) -> str:
    """Cut the name at 50 characters."""
    return name[:50].strip()


def typo(name: str, draw: random.Random, _town: str) -> str:
    """Leave a letter out, swap two, double one, or take another, within a longer word."""
    places = list(re.finditer(r"[^\W\d_]{6,}", name))
    if not places:
        return name
    word = draw.choice(places)
    at = draw.randrange(word.start() + 1, word.end() - 2)
    ways = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + name[at] + name[at:],
        name[:at] + draw.choice("aeinrst") + name[at + 1 :],
    )
    return draw.choice(ways)


def case(name: str, draw: random.Random, _town: str) -> str:
    """Write all in capitals or all small."""
    return name.upper() if draw.random() < 0.5 else name.lower()


def hyphens(name: str, draw: random.Random, _town: str) -> str:
    """Leave hyphens out, or write the words apart."""
    joined = re.sub(r"(?<=\w)-(?=\w)", draw.choice((" ", " - ", "–")), name)
    return (
        joined
        if joined != name
        else re.sub(r"(?<=[a-zäöü]{5})(schule|gymnasium|zentrum)\b", r"-\1", name).replace("-s", "-S", 1)
    )


def quotes(name: str, draw: random.Random, _town: str) -> str:
    """Write other quotation marks, or none."""
    marks = draw.choice(("", '"', "'"))
    return re.sub('[„“”"]', marks, name)


def brackets(name: str, _draw: random.Random, _town: str) -> str:
    """Leave out what stands in brackets."""
    return " ".join(re.sub(r"\([^)]*\)", " ", name).split()) or name


WAYS: Final[tuple[Callable[[str, random.Random, str], str], ...]] = (
    umlauts, accents, legal, abbreviation, order, town, cut, typo, case, hyphens, quotes, brackets,
)  # fmt: skip


def variants(name: str, draw: random.Random, *, town: str = "", count: int = 4) -> list[tuple[str, str]]:
    """Return up to `count` other ways to write a name, each with what was done to it; one in three got two changes.

    >>> [how for how, _name in variants("VHS", random.Random(1))]
    ['case']
    """
    found: dict[str, str] = {}
    for way in draw.sample(WAYS, len(WAYS)):
        if len(found) == count:
            break
        said, how = way(name, draw, town), way.__name__
        if draw.random() < 1 / 3:
            other = draw.choice(WAYS)
            said, how = other(said, draw, town), f"{how}+{other.__name__}"
        if said not in {name, *found.values()} and said.strip():
            found[how] = said
    return list(found.items())


def others(name: str, draw: random.Random, town: str) -> Iterator[tuple[str, str]]:
    """Yield organisations that are called nearly so and are others: the friends of a school, one of another number."""
    if re.search("schule|Gymnasium|skole", name, re.IGNORECASE):
        start = draw.choice(
            ("Förderverein der", "Schulförderverein", "Verein der Freunde und Förderer der", "Hort der", "Elternrat")
        )
        yield "around", f"{start} {name}" + (" e. V." if "erein" in start else "")
        number = draw.randint(2, 9)
        yield "number", f"{number}. {name}"
    if town in name and not re.search("Landkreis|Land ", name):
        yield "town", name.replace(town, draw.choice(("Schwerin", "Kiel", "Lübeck", "Bremen")))
    if found := re.fullmatch(r"([\w. -]{4,}?)-?(?:grund)?schule", name, re.IGNORECASE):
        yield "kind", f"Kita {found[1]}"


def labelled(records: Sequence[dict[str, str]], *, seed: int = 9) -> Iterator[dict[str, str]]:
    """Yield a row for each name: which half and list it belongs to, which organisation it means, how it was made.

    `records` are rows with list, town, id and name. The halves are drawn by organisation, so that none is in both.
    """
    draw = random.Random(seed)
    for record in records:
        half = draw.choice(("tune", "report"))
        base = {"half": half, "list": record["list"], "organisation": record["id"]}
        yield {**base, "how": "", "name": record["name"]}
        for how, name in variants(record["name"], draw, town=record["town"]):
            yield {**base, "how": how, "name": name}
        for how, name in others(record["name"], draw, record["town"]):
            yield {**base, "organisation": f"{record['id']} ({how})", "how": f"other: {how}", "name": name}


def main() -> int:
    """Read the records named on the command line and print the labelled names."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    writer = csv.DictWriter(sys.stdout, ["half", "list", "organisation", "how", "name"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(labelled(records))
    return 0


if __name__ == "__main__":
    sys.exit(main())
