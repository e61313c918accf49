"""Find records by the words in them: umlauts, accents, case and word order do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netmap.errors import UnknownRecordError
from netmap.landscape import Landscape
from netmap.locale import alphabetical
from netmap.model import KINDS, Record
from netmap.titles import names_of, title

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_FIRST = frozenset({"actor", "forum", "offer", "district"})
_NOT_FOUND = frozenset({"position", "landscape"})
_NOT_SEARCHED = frozenset({"version", "publish", "evidence"})
NEAR = 5
NAMES = frozenset({"name", "short_name", "aliases", "title", "id"})
"""The fields in which a hit counts most."""


@dataclass(frozen=True)
class Hit:
    """Say that a record holds all words looked for; `rank` 0 is the best: a name that starts with them."""

    id: str
    kind: str
    name: str
    field: str
    rank: int


def find(landscape: Landscape, words: str) -> list[Hit]:
    """Return the records that hold all of the words, best first.

    A hit in a name comes before one elsewhere, a name that starts with the words before both. No words find nothing.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="dh", name="Diên Hồng e. V.")])
    >>> [hit.id for hit in find(city, "dien hong")]
    ['dh']
    """
    wanted = fold(words).split()
    if not wanted:
        return []
    names = names_of(landscape)
    hits = (_hit(record, wanted, names) for record in landscape.records() if record.kind_name not in _NOT_FOUND)
    order = list(KINDS)
    order.sort(key=lambda kind: kind not in _FIRST)
    return sorted(
        (hit for hit in hits if hit),
        key=lambda hit: (hit.rank, order.index(hit.kind), alphabetical(hit.name), hit.id),
    )


def named(landscape: Landscape, text: str) -> str:
    """Return the id of the record that a person calls so: its id, or its name, short name or alias in any spelling.

    Raises UnknownRecordError with what comes near where nothing, or more than one record, is called so.

    >>> from netmap.model import Actor, Settings
    >>> named(Landscape(Settings(id="c", name="C"), [Actor(id="a-31", name="Volkshochschule", short_name="VHS")]), "vhs")
    'a-31'
    """
    if text in landscape:
        return text
    wanted = fold(text)
    called = [record.id for record in landscape.records() if wanted in map(fold, _called(record))]
    if len(called) == 1:
        return called[0]
    try:
        return landscape.get(text).id
    except UnknownRecordError as error:
        hits = [hit.id for hit in find(landscape, text)][:NEAR]
        raise UnknownRecordError(text, called or list(dict.fromkeys([*error.near, *hits]))[:NEAR]) from None


def _called(record: Record) -> Iterator[str]:
    for field in ("name", "short_name"):
        if given := getattr(record, field, ""):
            yield str(given)
    yield from getattr(record, "aliases", ())


def fold(text: str) -> str:
    """Write a text as it is compared: lower case, umlauts as two letters, no accents.

    >>> fold("Kröpeliner-Tor-Vorstadt"), fold("Diên Hồng")
    ('kroepeliner-tor-vorstadt', 'dien hong')
    """
    lower = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    if lower.isascii():
        return lower
    return "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))


def _hit(record: Record, wanted: list[str], names: Mapping[str, str]) -> Hit | None:
    texts = [(field, fold(text)) for field, text in _texts(record)]
    everything = " ".join(text for _, text in texts)
    if not all(word in everything for word in wanted):
        return None
    whole = " ".join(wanted)
    best, where = 2, next((field for field, text in texts if wanted[0] in text), "id")
    for field, text in texts:
        if field in NAMES and all(word in text for word in wanted):
            rank = 0 if text.startswith(whole) else 1
            if rank < best:
                best, where = rank, field
    return Hit(record.id, record.kind_name, title(record, names), where, best)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    for field, value in record:
        if field in _NOT_SEARCHED:
            continue
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, tuple):
            yield from ((field, one) for one in value if isinstance(one, str))
        elif field == "attributes":
            yield from ((name, str(one)) for name, one in value.items())
