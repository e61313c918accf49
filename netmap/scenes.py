"""The scenes of a presentation: pictures of the map with a caption each, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from netmap.identifiers import generated_id
from netmap.landscape import Landscape
from netmap.model import Scene


def in_order(landscape: Landscape) -> list[Scene]:
    """Return the scenes in the order in which they are shown; those of one number by title."""
    return sorted(landscape.table(Scene).values(), key=lambda one: (one.order, one.title, one.id))


def arranged(landscape: Landscape, given: Sequence[Scene], *, only: bool = False) -> list[Scene]:
    """Return the scenes that a landscape has after others were given: these first, in their order, then those it had.

    A scene given replaces the one of its title, and keeps what only the landscape knows of it (its id, whether it may be
    published); of several with one title the first replaces the first. `only`: what is not given is gone.

    >>> from netmap.model import Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Scene(id="s", title="Alles"), Scene(id="t", title="Schule")])
    >>> new = [Scene(id="0", title="Kultur"), Scene(id="1", title="Schule", state="q=x")]
    >>> [(one.order, one.id, one.title) for one in arranged(city, new)]
    [(1, 'scene--kultur', 'Kultur'), (2, 't', 'Schule'), (3, 's', 'Alles')]
    """
    had = in_order(landscape)
    taken = {one.id for one in landscape.records()}
    found: list[Scene] = []
    for one in given:
        old = next((other for other in had if other.title == one.title), None)
        if old is not None:
            had.remove(old)
            found.append(old.model_copy(update={"caption": one.caption, "state": one.state, "view": one.view}))
        else:
            new_id = generated_id("scene", {"title": one.title}, taken)
            taken.add(new_id)
            found.append(one.model_copy(update={"id": new_id}))
    kept = [] if only else had
    return [one.model_copy(update={"order": number}) for number, one in enumerate([*found, *kept], start=1)]
