"""The paper of a printed map: how large it is and its letters are, and how wide words run on it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MILLIMETRE: Final = 72 / 25.4
LEADING: Final = 1.2
"""From one line of text to the next, as a share of the letters' size."""
FONT: Final = "DejaVu Sans"
"""The font that comes with Matplotlib, so that all machines draw alike."""


@dataclass(frozen=True)
class Paper:
    """Hold the measures of a paper, in points: `name`, `text` and `title` are sizes of letters, `radius` is a sign's.

    `whole`: those without a line stand on it, too, in their list.
    """

    width: float
    height: float
    margin: float
    title: float
    text: float
    name: float
    radius: float
    dpi: int
    whole: bool


PAPERS: Final[Mapping[str, Paper]] = {
    "a3": Paper(420 * MILLIMETRE, 297 * MILLIMETRE, 12 * MILLIMETRE, 20, 8.5, 7.0, 3.4, 200, whole=True),
    "slide": Paper(960, 540, 24, 20, 9, 8.5, 4.0, 144, whole=False),
    "page": Paper(170 * MILLIMETRE, 205 * MILLIMETRE, 2 * MILLIMETRE, 11, 6.5, 5.4, 2.4, 300, whole=False),
}
"""A3 across, for a wall or a table; a slide of 16:9, whose picture is 1920 x 1080; a page of a report."""


@contextmanager
def lettering() -> Iterator[None]:
    """Set text as it is, in our font, and be silent about letters that the font has not: they stay in the SVG."""
    from matplotlib import rc_context

    with warnings.catch_warnings(), rc_context({"font.family": FONT, "text.parse_math": False}):
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support", category=UserWarning)
        yield


@lru_cache(maxsize=50_000)
def width_of(text: str, size: float, weight: str = "normal") -> float:
    """Return how wide a line of text is, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return a text as lines of at most this width, broken between words; a longer word has a line of its own.

    >>> wrapped("one two three", 10, width_of("one two", 10) + 1)
    ['one two', 'three']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
