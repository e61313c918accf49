"""Compare a register (all schools, Vereine, Träger) with the landscape: known, known without cooperation, unknown to it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from netmap.analysis.expected_ground import town_words
from netmap.analysis.expected_rows import Contact
from netmap.analysis.expected_ties import contacts
from netmap.identifiers import slug, unique
from netmap.landscape import Landscape
from netmap.locale import number, translator
from netmap.matching import Candidate, candidates_for, reason_text
from netmap.model import Actor
from netmap.network.arrays import arrays

RegisterState = Literal["known", "known_without_cooperation", "unknown"]
STATES: Final[tuple[RegisterState, ...]] = ("unknown", "known_without_cooperation", "known")
"""The states of an entry, in the order in which people read them."""
SURE: Final = frozenset({"same_name", "alias"})
"""The reasons of a match that need no second look, where nothing speaks against it."""
_POSTCODE: Final = re.compile(r"^\d{5}\s+")


@dataclass(frozen=True)
class RegisterRow:
    """Hold one entry of a register, and the actor of the landscape that it may mean.

    `id` is "register/" and the name as an id, numbered where names repeat. `score` (0 to 100) and `reasons` (see
    `netmap.matching.REASONS`) say how alike the two are; `sure`: the same name, and nothing speaks against it. `others` are
    further actors that it may mean, `repeats` the numbers of entries that seem to mean the same. `contact` is the best that
    is recorded of the actor's cooperations (see `Match`). `number` counts the entries from 1.
    """

    id: str
    number: int
    name: str
    address: str
    state: RegisterState
    actor: str | None
    actor_name: str
    score: float | None
    reasons: tuple[str, ...]
    sure: bool
    others: tuple[str, ...]
    repeats: tuple[int, ...]
    contact: Contact
    sentence_de: str
    sentence_en: str


@dataclass(frozen=True)
class Register:
    """Hold the rows in the order of the register, and how many are in each state."""

    rows: tuple[RegisterRow, ...]
    known: int
    without_cooperation: int
    unknown: int
    day: str


def register(
    landscape: Landscape, entries: Sequence[Actor], *, at: dt.date | None = None, withhold: bool = False
) -> Register:
    """Compare the entries of a register with the actors that a landscape has on a day, by names, addresses and places.

    An entry is known where an actor is much like it (see `netmap.matching`), without cooperation where of that actor no
    cooperation other than information that is not stale is recorded, else unknown: that says that it is not recorded, not
    that it does not take part. With `withhold` it is not said whose cooperations are recorded, for editions that do not
    show it. Pass the whole landscape, not one already cut to a day.

    >>> from netmap.model import Settings
    >>> school = Actor(id="s", name="Krusensternschule", type="school")
    >>> city = Landscape(Settings(id="c", name="C"), [school])
    >>> found = register(city, [Actor(id="a", name="Krusensternschule"), Actor(id="b", name="Borwinschule")])
    >>> [row.state for row in found.rows]
    ['known_without_cooperation', 'unknown']
    """
    day = at or landscape.reference_date()
    today = landscape.at(day)
    ids = _temporary(entries, today)
    new = {temporary: _compared(one, temporary) for one, temporary in zip(entries, ids, strict=True)}
    pairs = candidates_for(new.values(), today, kinds=("actor",), undecided=False)
    best: Mapping[str, Contact] = {} if withhold else contacts(arrays(landscape, at=day))
    pairs = [pair for pair in pairs if not _apart(pair, new, today)]
    meant, repeats = _meant(pairs, ids)
    rows, taken = [], set[str]()
    for count, (entry, temporary) in enumerate(zip(entries, ids, strict=True), start=1):
        key = unique(f"register/{slug(entry.name, fallback='entry')}", taken)
        taken.add(key)
        row = _row(key, count, entry, meant.get(temporary, []), tuple(sorted(repeats.get(temporary, set()))))
        rows.append(_with_contact(row, best.get(row.actor or "", "withheld" if withhold else "none")))
    states = [row.state for row in rows]
    return Register(
        rows=tuple(rows),
        known=states.count("known"),
        without_cooperation=states.count("known_without_cooperation"),
        unknown=states.count("unknown"),
        day=day.isoformat(),
    )


def taken_over(landscape: Landscape, found: Register, entries: Sequence[Actor]) -> list[Actor]:
    """Return the entries that are unknown to a landscape as actors of its own, with ids that it does not have.

    Of entries that repeat each other only the first is one.
    """
    new: list[Actor] = []
    taken = {one.id for one in landscape.records()}
    for row, entry in zip(found.rows, entries, strict=True):
        if row.state == "unknown" and not any(other < row.number for other in row.repeats):
            key = unique(slug(entry.name, fallback="actor"), taken)
            taken.add(key)
            above = entry.part_of if entry.part_of in landscape.actors else None
            new.append(entry.model_copy(update={"id": key, "part_of": above}))
    return new


def _temporary(entries: Sequence[Actor], landscape: Landscape) -> list[str]:
    """Return an id for each entry that no record of the landscape has."""
    prefix = "register"
    while any(one.startswith(prefix) for one in landscape.actors):
        prefix += "-x"
    return [f"{prefix}-{count}" for count, _entry in enumerate(entries, start=1)]


def _compared(entry: Actor, temporary: str) -> Actor:
    """Return an entry as it is compared: a town at the end of its address says where it is."""
    update: dict[str, object] = {"id": temporary, "part_of": None}
    if not entry.municipality and (town := town_of(entry.address)):
        update["municipality"] = town
    return entry.model_copy(update=update)


def town_of(address: str) -> str:
    """Return the town at the end of an address; empty where there is none.

    >>> town_of("Lange Straße 5, 18055 Rostock"), town_of("18055 Rostock"), town_of("Lange Straße 5"), town_of("")
    ('Rostock', 'Rostock', '', '')
    """
    last = address.rpartition(",")[2].strip()
    bare = _POSTCODE.sub("", last)
    has_place = bare != last or "," in address
    return bare if has_place and bare and not any(sign.isdigit() for sign in bare) else ""


def _apart(pair: Candidate, entries: Mapping[str, Actor], landscape: Landscape) -> bool:
    """Tell whether two are of different towns; an actor that names none is of the landscape's."""
    home = landscape.settings.municipality
    places = []
    for one in (pair.first, pair.second):
        actor = entries.get(one) or landscape.actors[one]
        places.append(town_words(actor.municipality or town_of(actor.address) or ("" if one in entries else home)))
    return all(places) and places[0] != places[1]


def _meant(pairs: Sequence[Candidate], ids: Sequence[str]) -> tuple[dict[str, list[Candidate]], dict[str, set[int]]]:
    """Return the actors that each entry may mean, most alike first, and the entries that may mean the same."""
    number_of = {one: count for count, one in enumerate(ids, start=1)}
    meant: dict[str, list[Candidate]] = {}
    repeats: dict[str, set[int]] = {}
    for pair in pairs:
        if pair.first in number_of and pair.second in number_of:
            repeats.setdefault(pair.first, set()).add(number_of[pair.second])
            repeats.setdefault(pair.second, set()).add(number_of[pair.first])
        else:
            entry, actor = (pair.first, pair.second) if pair.first in number_of else (pair.second, pair.first)
            meant.setdefault(entry, []).append(replace(pair, first=entry, second=actor, second_name=_other(pair, actor)))
    return meant, repeats


def _other(pair: Candidate, actor: str) -> str:
    return pair.second_name if pair.second == actor else pair.first_name


def _row(key: str, count: int, entry: Actor, meant: Sequence[Candidate], repeats: tuple[int, ...]) -> RegisterRow:
    first = meant[0] if meant else None
    reasons = first.reasons if first else ()
    against = any(one.startswith("other_") for one in reasons)
    return RegisterRow(
        id=key,
        number=count,
        name=entry.name,
        address=entry.address,
        state="known" if first else "unknown",
        actor=first.second if first else None,
        actor_name=first.second_name if first else "",
        score=round(first.score, 1) if first else None,
        reasons=reasons,
        sure=bool(first) and not SURE.isdisjoint(reasons) and not against,
        others=tuple(one.second for one in meant[1:]),
        repeats=repeats,
        contact="none",
        sentence_de="",
        sentence_en="",
    )


def _with_contact(row: RegisterRow, contact: Contact) -> RegisterRow:
    if row.state != "unknown":
        alone = contact not in {"working", "withheld"}
        row = replace(row, contact=contact, state="known_without_cooperation" if alone else "known")
    return replace(row, sentence_de=sentence(row, lang="de"), sentence_en=sentence(row, lang="en"))


# ----------------------------------------------------------------------------------------------------------------- words


def state_words(state: RegisterState, *, lang: str = "de") -> str:
    """Return the short words for a state.

    >>> state_words("unknown", lang="en")
    'Not recorded in the landscape'
    """
    _ = translator(lang)
    return {
        "known": _("Known"),
        "known_without_cooperation": _("Known, no cooperation recorded yet"),
        "unknown": _("Not recorded in the landscape"),
    }[state]


def sentence(row: RegisterRow, *, lang: str = "de") -> str:
    """Say of an entry which actor it is, how sure that is, and what is recorded of it."""
    _ = translator(lang)
    parts = []
    if row.state == "unknown":
        parts.append(_("not recorded in the landscape"))
    else:
        parts.append(_("recorded as {actor}").format(actor=row.actor_name))
        if not row.sure:
            parts.append(_("please check ({reasons})").format(reasons=reason_text(row.reasons, lang=lang)))
        if row.others:
            parts.append(_("or one of {n} others").format(n=number(len(row.others), lang)))
    words = {
        "information": _("only exchange of information recorded"),
        "stale": _("cooperation recorded long ago only"),
        "none": _("no cooperation recorded yet"),
    }
    if row.state == "known_without_cooperation":
        parts.append(words[row.contact])
    if row.repeats:
        parts.append(_("seems to stand in the register more than once"))
    return f"{row.name}: {'; '.join(parts)}."


def summary(found: Register, *, lang: str = "de") -> str:
    """Say how many entries are known and how many are not."""
    _ = translator(lang)
    text = _("{n} entries: {known} known, {alone} known without recorded cooperation, {unknown} not recorded here.")
    counts = (len(found.rows), found.known, found.without_cooperation, found.unknown)
    names = ("n", "known", "alone", "unknown")
    return text.format(**{name: number(count, lang) for name, count in zip(names, counts, strict=True)})
