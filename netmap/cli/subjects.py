"""What somebody answers about: an expected actor or a transition, by whatever the lists call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmap.cli.asked import Asked
from netmap.errors import DataError

if TYPE_CHECKING:
    from netmap.landscape import Landscape


def subject_of(asked: Asked, landscape: Landscape, text: str) -> tuple[str, str]:
    """Return whether a person means an expected actor or a transition, and its key; refuse others, naming the nearest."""
    from difflib import get_close_matches

    from netmap.catalogue import catalogue
    from netmap.search import fold

    names: dict[str, tuple[str, str]] = {}
    for key, entry in catalogue(landscape).items():
        names |= {fold(name): ("expectation", key) for name in entry.typical_names if fold(name) not in names}
    for key, term in landscape.vocabulary["transitions"].items():
        names |= {fold(name): ("transition", key) for name in (term.label_de, term.label_en, key)}
    for key, entry in catalogue(landscape).items():
        names |= {fold(name): ("expectation", key) for name in (entry.label_de, entry.label_en, key) if name}
    for wanted in map(fold, (text, *_inside(text))):
        if wanted in names:
            return names[wanted]
    wanted = fold(text)
    inside = [key for name, (_about, key) in names.items() if wanted in name]
    near = [names[one][1] for one in get_close_matches(wanted, names, n=3, cutoff=0.5)]
    listed = ", ".join(list(dict.fromkeys([*inside, *near]))[:5])
    _ = asked.text
    says = _("There is no expected actor or transition “{text}”. All of them: netmap expected --format json")
    if listed:
        says = _("There is no expected actor or transition “{text}”. Near: {near}")
    raise DataError(says.format(text=text, near=listed))


def _inside(text: str) -> tuple[str, ...]:
    """Return what may be the key or the name in an id, or in the sentence, that the lists show.

    >>> _inside("not_recorded/expected/daycare/districts"), _inside("Übergang Kita – Grundschule")
    (('daycare',), ('Kita – Grundschule',))
    """
    parts = text.strip().split("/")
    for kind in ("expected", "transition"):
        if kind in parts[:2] and parts[-1] != kind:
            return (parts[parts.index(kind) + 1],)
    return tuple(text.strip()[len(word) :].strip() for word in ("Übergang ", "Transition ") if text.strip().startswith(word))
