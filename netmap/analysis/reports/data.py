"""What every report says of its data: what they cover, what they do not say, where each number comes from."""

from __future__ import annotations

from typing import Final

from netmap.analysis.reports.ground import Ground
from netmap.document import Box, Number, Section, Text
from netmap.locale import number

SMALL: Final = 10
"""Fewer than so many are named as few: nothing general can be said of them."""


def data_section(ground: Ground, numbers: tuple[Number, ...] = ()) -> Section:
    """Return the box on the data: what is recorded and asked, how old it is, what is few, what the words mean."""
    _ = ground.text
    said = [
        Text(ground.data, ("structure",)),
        *_few(ground, numbers),
        Text(_("“Not recorded” means: we do not know. “Missing” means: somebody has confirmed it.")),
        Text(_("The numbers describe what is recorded. They say nothing of causes, nor of how good an offer or a body is.")),
    ]
    if ground.edition == "public":
        said.append(Text(_("This edition shows only what is released for publication; open questions are not part of it.")))
    return Section("data", _("On the data"), (Box("", tuple(said)),))


def _few(ground: Ground, numbers: tuple[Number, ...]) -> list[Text]:
    """Say which of the numbers are so small that nothing follows from them."""
    _ = ground.text
    small = [f"{number(one.value, ground.lang)} {one.says}".rstrip(".") for one in numbers if 0 < one.value < SMALL]
    if not small:
        return []
    says = _("Small numbers, from which nothing general follows (fewer than {n}): {numbers}.")
    return [Text(says.format(n=SMALL, numbers="; ".join(small)))]


def share(ground: Ground, part: int, whole: int) -> str:
    """Return a share in words, always with the numbers it is made of; of fewer than ten, without a percentage.

    A percentage of a handful would say more than is known.
    """
    _ = ground.text
    counts = _("{a} of {b}").format(a=number(part, ground.lang), b=number(whole, ground.lang))
    if whole < SMALL:
        return counts
    return f"{counts} ({number(100 * part / whole, ground.lang)} %)"
