"""What a workbook tells who fills it in: the first sheet, the help at each heading, and one example a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from netmap.files.workbook.columns import Column, sheet_name
from netmap.landscape import Landscape
from netmap.locale import N_, date, translator
from netmap.model import Revision

_BY_HOW: Final[Mapping[str, str]] = {
    "names": N_("Several with semicolons between them."),
    "whole": N_("A whole number."),
    "number": N_("A number."),
    "date": N_("A day, a month or a year: 2018-03-01, 2018-03 or 2018; 01.03.2018 is understood, too."),
    "yes": N_("Yes, or empty for no."),
    "maybe": N_("Yes or no; empty means that it is not known."),
    "term": N_("One word of the list. Empty means that it is not known."),
    "terms": N_("Words of the list, several with semicolons between them. Empty means that it is not known, never “all”."),
    "scale": N_("One step of the list. Empty means that it is not known."),
    "choice": N_("One word of the list."),
    "id": N_("A name as it stands in the first column of the sheet “{sheet}”."),
    "ids": N_("Names as they stand in the first column of the sheet “{sheet}”, several with semicolons between them."),
    "point": N_("Latitude and longitude, such as 54.0924; 12.1407."),
    "json": N_("Written by netmap; better left as it is."),
    "own": N_("A column of your own: what stands here is kept, and can be grouped and coloured by."),
}
_BY_FIELD: Final[Mapping[str, str]] = {
    "name": N_("The full name. It must be filled in."),
    "short_name": N_("An abbreviation in use, such as VHS."),
    "aliases": N_("Other names under which lists have it."),
    "description": N_("What it does, in a sentence or two."),
    "address": N_("Street and number, postcode and town of the organisation; no persons."),
    "website": N_("An address that begins with https://."),
    "url": N_("An address that begins with https://."),
    "evidence.url": N_("An address that begins with https://."),
    "type": N_("What sort of organisation or office it is."),
    "sector": N_("Does it belong to the city administration? Empty means that it is not settled."),
    "part_of": N_("The larger organisation or office that it belongs to."),
    "areas": N_("The education areas in which it is active."),
    "target_groups": N_("Whom it reaches. All groups are said with the word for all, not with an empty cell."),
    "districts": N_("Where it works. The whole city is said in the column “Citywide”."),
    "citywide": N_("Is it there for the whole city?"),
    "one_person": N_("An office of one person, such as a Beauftragte: never ranked."),
    "protected": N_("A place that must not be found, such as a women's shelter: its place and ties stay internal."),
    "publish": N_("May this record appear in the public edition?"),
    "note": N_("For yourself; it leaves the house in no edition but the internal one."),
    "intensity": N_("How close the cooperation is."),
    "status": N_("Does it exist, is it planned, wished, or ended?"),
    "members_complete": N_("The day on which the list of members was complete; empty where nobody has looked."),
    "providers": N_("Who makes the offer."),
    "capacity": N_("Number of places."),
    "persons": N_("How many persons may need something."),
    "state": N_("Only a complete inventory turns an empty field into a gap. “Not needed” needs a reason."),
    "reason": N_("Why; it must be given where something is not needed."),
    "since": N_("The first day on which it holds. When it was seen belongs to the evidence."),
    "until": N_("The last day on which it holds."),
    "id": N_("Given by netmap. Leave it empty in new lines, and as it is in the others; never copy it to another line."),
    "version": N_("Kept by netmap, to see what others changed meanwhile. Leave it as it is."),
    "evidence.source": N_("Where this is known from. Further evidence stands on its own sheet."),
    "evidence.seen": N_("When it was seen there."),
    "evidence.reported_by": N_("Which actor said so."),
    "record": N_("The name of what this line belongs to, with its id in brackets where there is one."),
    "coordinating_office": N_("The office that keeps this landscape; rankings are made without it."),
    "as_of": N_("The day that the landscape describes; empty means today."),
    "ags": N_("The official municipality key, of 5 or 8 digits."),
    "disclaimer": N_("A sentence that stands under every output."),
}
_CHOSEN: Final = frozenset({"id", "ids", "term", "terms", "names", "date", "choice", "point", "json"})
"""What needs to be said of how to write it, also where the field has a help of its own."""

EXAMPLE: Final = ("beispiel:", "example:")
"""How the first cell of an example begins."""
_EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "actor": {
        "name": N_("Example: Volkshochschule Musterstadt"), "short_name": "VHS", "areas": "continuing_education",
        "type": "adult_education_centre", "sector": "inside", "evidence.source": "vhs.example", "evidence.seen": "2024-03",
    },
    "cooperation": {"source": N_("Example: Volkshochschule Musterstadt"), "target": N_("Port School"), "intensity": "2"},
    "forum": {"name": N_("Example: Round table on arrival and education"), "meetings_per_year": "4"},
    "membership": {"actor": N_("Example: Volkshochschule Musterstadt"), "forum": N_("Round table on arrival and education")},
    "offer": {"name": N_("Example: German course with childcare"), "capacity": "20", "cefr_from": "A1", "cefr_to": "B1"},
    "need": {"area": N_("Example: School"), "persons": "120", "year": "2024"},
    "district": {"name": N_("Example: Old Town"), "code": "A"},
    "inventory": {"area": N_("Example: School"), "state": "complete", "date": "2024-03"},
    "survey": {"name": N_("Example: Survey of 2024"), "date": "2024-03"},
    "answer": {"expectation": N_("Example: Adult education centre"), "answer": "present", "date": "2024-03"},
    "expectation": {"key": N_("Example: harbour_school"), "reason": N_("We are a port.")},
    "gap_note": {"gap": N_("Example: the gap's id, from netmap gaps"), "due": "2024-12"},
    "term": {"vocabulary": N_("Example: areas"), "key": "sailing", "label_de": "Segeln"},
}  # fmt: skip
"""One line a kind: texts, keys and values; labels are put in place of what a list knows."""


def help_text(what: str, column: Column, lang: str) -> str:
    """Return what is said at a heading: what the field means, and how it is filled in.

    >>> from netmap.files.workbook.columns import columns
    >>> help_text("actor", columns("actor", "en")[1], "en")
    'An abbreviation in use, such as VHS.'
    """
    _ = translator(lang)
    own = _BY_FIELD.get(column.path) or _BY_FIELD.get(column.field if what == "landscape" else "")
    said = [_(own)] if own else []
    if column.path not in {"id", "version", "record"} and (not own or column.how in _CHOSEN) and column.how in _BY_HOW:
        sheet = sheet_name(column.of[0], lang) if column.how in {"id", "ids"} and column.of else ""
        said.append(_(_BY_HOW[column.how]).format(sheet=sheet) if sheet or column.how not in {"id", "ids"} else "")
    return " ".join(one for one in said if one)


def example(what: str, headed: Sequence[Column], lang: str) -> list[str] | None:
    """Return the example of a sheet, one text a column; None where there is none."""
    from netmap.files.workbook.codec import Lexicon
    from netmap.model import Settings

    given = _EXAMPLES.get(what)
    if given is None:
        return None
    _ = translator(lang)
    lexicon = Lexicon(lang, Landscape(Settings(id="landscape", name="landscape")))
    texts = []
    for at, column in enumerate(headed):
        text = given.get(column.path, "")
        if text and at and column.how in {"term", "terms", "choice", "scale"}:
            text = lexicon.words(column).shown(text)
        texts.append(_(text) if text else "")
    return texts


def lines(landscape: Landscape, revision: Revision | None, *, examples: bool, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of the first sheet, each with its style."""
    _ = translator(lang)
    yield (_("Workbook for a new landscape") if examples else landscape.settings.name), "big"
    yield _("Internal: this is the whole landscape, with all notes and all sources. It is not for passing on."), ""
    if revision is not None:
        state = _("State: revision r{n} of {day}.")
        yield state.format(n=revision.number, day=date(f"{revision.at:%Y-%m-%d}", lang)), ""
    yield "", ""
    for text in _STEPS:
        yield _(text), ""
    if examples:
        yield _("The grey lines that begin with “Example:” are not read; delete them or leave them."), ""
    if landscape.settings.disclaimer and not examples:
        yield "", ""
        yield landscape.settings.disclaimer, ""


_STEPS: Final = (
    N_("1. Each sheet is a list. A line is one thing: an actor, a cooperation, a forum, an offer."),
    N_("2. A heading explains itself when the mouse rests on it. Where a cell has a list, pick a word from it."),
    N_("3. Whom a cooperation or a membership joins must stand on the sheet of actors or forums, by the same name."),
    N_("4. An empty cell means: not known. It never means no, and never all."),
    N_("5. New lines go below the last one. Leave the columns Id and Version empty there."),
    N_("6. A column of your own gets a heading of your own, beside the last column."),
    N_("7. Save, close, and read it back: netmap workbook import FILE. What will change is shown first, and can be undone."),
    N_("8. A line that is deleted here stays in the landscape, unless you say --delete-missing."),
)
