"""How a questionnaire is laid out: its sheets and columns, by the keys that a hidden row keeps, and what cells may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from netmap.locale import N_
from netmap.questionnaires import WISH, Common, Questionnaire

META: Final = "netmap"
FORMAT: Final = 1
FREE: Final = 30
"""So many lines wait for who or what is not listed."""
PAIRS: Final = 200
KEYS, HEADS, FIRST = 0, 1, 2
"""The rows of a sheet, from 0: the hidden one with the keys, the headings, the first line."""
RIGHT: Final = ("right_yes", "right_changed", "right_ended", "right_new")
MARK: Final = "x"


@dataclass(frozen=True)
class Field:
    """Hold one column: its key (`ties:id`), its heading, how wide it is, whether it is filled in, what it may hold."""

    key: str
    heading: str
    width: float
    filled_in: bool = False
    holds: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Form:
    """Hold one sheet: its key, its name, its columns, the lines that stand in it, and how many more wait to be filled in."""

    key: str
    name: str
    fields: Sequence[Field]
    lines: Sequence[Sequence[str]]
    free: int = 0

    @property
    def last(self) -> int:
        """Return the last row that belongs to the sheet."""
        return FIRST + max(len(self.lines) + self.free, 1) - 1


HOLDS: Final = {
    "strength": N_("A number from 1 to 4, or x."),
    "mark": N_("An x, or nothing."),
    "right": N_("Pick from the list."),
    "area": N_("Pick from the list."),
    "kind": N_("Pick from the list."),
    "member": N_("Pick from the list, or write the name."),
    "choice": N_("Pick from the list, or write the name."),
    "text": N_("No names, numbers or addresses of persons, please."),
}
"""What is said where a cell is filled in, by what it may hold."""


def forms(asked: Questionnaire) -> list[Form]:
    """Return the sheets of a questionnaire that are filled in or looked up."""
    shared = asked.common
    if shared.whom == "forums":
        return [_present(asked), _pairs(shared), _listed(shared, asked)]
    return [_ties(asked), _new(shared), _offers(asked)]


def sheet_name(shared: Common, key: str) -> str:
    """Return the name of a sheet as Excel takes it, however the wording was changed."""
    kept = "".join(sign for sign in shared.says(key) if sign not in "[]:*?/\\'" and sign.isprintable())
    return kept[:31].strip() or key


def _ties(asked: Questionnaire) -> Form:
    shared = asked.common
    fields = [*_who(shared, "ties", (24, 42, 26)), *_asked_for(shared, "ties")]
    return Form("ties", sheet_name(shared, "sheet_ties"), fields, _roster(asked))


def _asked_for(shared: Common, form: str) -> list[Field]:
    """Return the columns for the kinds of cooperation, and the one for what is wished."""
    asked = [Field(f"{form}:{one.key}", one.text, 16, filled_in=True, holds="strength") for one in shared.questions]
    return [*asked, Field(f"{form}:{WISH}", shared.says("wish"), 19, filled_in=True, holds="mark")]


def _new(shared: Common) -> Form:
    fields = [
        Field("new:name", shared.says("name"), 42, filled_in=True, holds="text"),
        Field("new:place", shared.says("place"), 18, filled_in=True, holds="text"),
        Field("new:area", shared.says("area"), 24, filled_in=True, holds="area"),
        *_asked_for(shared, "new"),
    ]
    return Form("new", sheet_name(shared, "sheet_new"), fields, (), FREE)


def _offers(asked: Questionnaire) -> Form:
    shared = asked.common
    fields = [
        Field("offers:id", "id", 4, hidden=True),
        Field("offers:name", shared.says("offer"), 38, filled_in=True, holds="text"),
        Field("offers:area", shared.says("area"), 24, filled_in=True, holds="area"),
        Field("offers:known", shared.says("known"), 60),
        Field("offers:right", shared.says("right"), 20, filled_in=True, holds="right"),
        Field("offers:changed", shared.says("changed"), 46, filled_in=True, holds="text"),
    ]
    lines = [(one.id, one.name, one.area, one.known) for one in asked.offers]
    return Form("offers", sheet_name(shared, "sheet_offers"), fields, lines, FREE)


def _present(asked: Questionnaire) -> Form:
    shared = asked.common
    fields = [
        Field("present:id", "id", 4, hidden=True),
        Field("present:name", shared.says("name"), 50, filled_in=True, holds="choice"),
        Field("present:type", shared.says("type"), 30),
        Field("present:present", shared.says("present"), 16, filled_in=True, holds="mark"),
    ]
    lines = [(one.id, one.name, one.type) for one in asked.members]
    return Form("present", sheet_name(shared, "sheet_present"), fields, lines, FREE)


def _pairs(shared: Common) -> Form:
    fields = [
        Field("pairs:who", shared.says("who"), 42, filled_in=True, holds="member"),
        Field("pairs:partner", shared.says("partner"), 42, filled_in=True, holds="choice"),
        Field("pairs:kind", shared.says("kind"), 34, filled_in=True, holds="kind"),
        Field("pairs:strength", shared.says("strength"), 12, filled_in=True, holds="strength"),
    ]
    return Form("pairs", sheet_name(shared, "sheet_ties"), fields, (), PAIRS)


def _listed(shared: Common, asked: Questionnaire) -> Form:
    return Form("roster", sheet_name(shared, "sheet_roster"), _who(shared, "roster", (30, 50, 34)), _roster(asked))


def _who(shared: Common, form: str, widths: tuple[int, int, int]) -> list[Field]:
    """Return the columns that say who stands in a line of the roster, as `_roster` fills them."""
    named = zip(("area", "name", "type"), widths, strict=True)
    return [
        Field(f"{form}:id", "id", 4, hidden=True),
        *(Field(f"{form}:{what}", shared.says(what), width) for what, width in named),
    ]


def _roster(asked: Questionnaire) -> list[tuple[str, ...]]:
    return [(one.id, one.areas, one.name, one.type) for one in asked.roster]


def kind_words(shared: Common) -> dict[str, str]:
    """Return the words for the kinds in the list of a forum's sheet, and for what is wished, by key."""
    return {**{one.key: one.text for one in shared.questions}, WISH: shared.says("wish")}


def guide_lines(asked: Questionnaire) -> list[tuple[str, str]]:
    """Return the lines of the first sheet, each with its style: big, bold or none."""
    shared = asked.common
    forum = shared.whom == "forums"
    how = ("how_present", "how_pairs") if forum else ("how_ties", "how_wish", "how_new", "how_offers")
    return [
        (shared.says("title"), "big"),
        (f"{shared.landscape} · {shared.title}", ""),
        (asked.name, "bold"),
        ("", ""),
        (shared.says("purpose_forum" if forum else "purpose"), ""),
        (shared.says("time"), ""),
        ("", ""),
        *((shared.says(key), "") for key in how),
        ("", ""),
        (shared.says("steps"), "bold"),
        *((f"{step}  {text}", "") for step, text in shared.steps),
        ("", ""),
        (shared.says("privacy_title"), "bold"),
        (shared.says("privacy"), ""),
        ("", ""),
        (shared.says("return_to"), "bold"),
    ]
