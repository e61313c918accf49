"""What a cell of a questionnaire says, however people write it: how close, yes or no, which word of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from netmap.files.workbook.cells import Cell, CellError, cell_to_text
from netmap.files.workbook.codec import NO, YES
from netmap.files.workbook.words import plain
from netmap.locale import N_
from netmap.values import STEERING

_NOTHING: Final = NO | {"", "keine", "kein", "none", "nicht", "?"}
_STRENGTH: Final = re.compile(r"([1-4])(?:\.0)?(?:\s*[-–:=();/].*|\s*[.,](?!\d).*|\s+\D.*)?", re.DOTALL)
_CROSSES: Final = re.compile(r"x+[!.]*")
_STEERS: Final = re.compile(f"[{STEERING}]")
"""What no name may hold."""
_ALIKE: Final = 85.0


def strength(cell: Cell, steps: Mapping[str, int]) -> tuple[bool, int | None]:
    """Return whether a cell says that there is a tie, and how close it is, None where it does not say how close.

    `steps` are the words for the steps. What says more than a step (`3, seit 2019`) is read as the step. Raise CellError for
    what says neither.

    >>> strength(3.0, {}), strength("x", {}), strength(" ", {}), strength("2 – gelegentlich", {})
    ((True, 3), (True, None), (False, None), (True, 2))
    """
    text = _said(cell)
    if text in _NOTHING:
        return False, None
    if text in YES - {"1"}:
        return True, None
    if found := _STRENGTH.fullmatch(text):
        return True, int(found.group(1))
    near = nearest(text, steps)
    if near is None:
        raise CellError(N_("a number from 1 to 4 or an x is expected"))
    return True, steps[near]


def mark(cell: Cell) -> bool:
    """Tell whether a cell is ticked; raise CellError for what is neither a tick nor nothing.

    >>> mark("X"), mark("ja"), mark(""), mark(1.0)
    (True, True, False, True)
    """
    text = _said(cell)
    if text in _NOTHING:
        return False
    if text not in YES:
        raise CellError(N_("an x or nothing is expected"))
    return True


def _said(cell: Cell) -> str:
    """Return the text of a cell as it is compared; a full stop, stress and a second x say nothing more."""
    text = plain(cell_to_text(cell))
    return "x" if _CROSSES.fullmatch(text) else text.rstrip("!.") or text


def word(cell: Cell, words: Mapping[str, str]) -> str:
    """Return the key of the word that a cell holds, a slip of the pen aside; empty for nothing; raise CellError otherwise.

    `words` gives keys by their words.

    >>> word("hat sich geändrt", {"hat sich geändert": "changed", "stimmt": "right"})
    'changed'
    """
    text = plain(cell_to_text(cell))
    if not text:
        return ""
    known = {plain(one): key for one, key in words.items()}
    if text in known:
        return known[text]
    near = nearest(text, known)
    if near is None:
        raise CellError(N_("a word of the list is expected"))
    return known[near]


def name(text: str) -> str:
    r"""Return a name as it is written on one line, without signs that steer what shows it.

    >>> name(" Haus  am\nHafen\u202e ")
    'Haus am Hafen'
    """
    return " ".join(_STEERS.sub(" ", text).split())


def nearest(text: str, words: Iterable[str]) -> str | None:
    """Return the word that a text must mean though it is misspelt; None where none is near, or two are as near."""
    from rapidfuzz import fuzz, process

    found = process.extract(text, list(words), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return str(found[0][0])
