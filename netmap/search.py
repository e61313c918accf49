"""Find records by the words in them: umlauts, accents, case, word order and a slip of the pen do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from netmap.errors import UnknownRecordError
from netmap.fields import VOCABULARIES
from netmap.landscape import Landscape
from netmap.locale import alphabetical, without_accents
from netmap.model import KINDS, REFERENCES, Record
from netmap.titles import names_of, title

_UMLAUTS: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))
_FIRST = frozenset({"actor", "forum", "offer", "district"})
_NOT_FOUND = frozenset({"position", "landscape"})
_NOT_SEARCHED = frozenset({"version", "publish", "evidence"})
NEAR = 5
NAMES = frozenset({"name", "short_name", "aliases", "title", "id"})
"""The fields in which a hit counts most."""


_NEARLY: Final = 3
"""The rank of what holds words in a name that are nearly those looked for; elsewhere it is one more."""
_SHORTEST: Final = 5
"""Shorter words are found as they are written only: too many others are near them."""
_SLIPS: Final = 8
"""From so many letters on two slips are allowed, below one."""
_SAYING: Final = 3
"""Shorter words say too little to be looked for alone."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """Say that a record holds all words looked for; `rank` 0 is the best: a name that starts with them, from 3 on nearly."""

    id: str
    kind: str
    name: str
    field: str
    rank: int


def find(landscape: Landscape, words: str) -> list[Hit]:
    """Return the records that hold all of the words, or words that are nearly so, best first.

    What a record holds are its own texts, the labels of its keys in German and English, and the names of what it refers to.
    A hit in a name comes before one elsewhere, a name that starts with the words before both; last comes what is written
    a little differently: one letter in words from 5 letters on, two from 8 on. No words find nothing.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="dh", name="Diên Hồng e. V.")])
    >>> [hit.id for hit in find(city, "dien hong")]
    ['dh']
    >>> [(hit.id, hit.rank) for hit in find(city.replace([Actor(id="vhs", name="Volkshochschule")]), "Volkshochshcule")]
    [('vhs', 3)]
    """
    wanted = fold(words).split()
    if not wanted:
        return []
    names, words_of = names_of(landscape), _labels(landscape)
    texts = {
        record.id: (record, [(field, fold(text)) for field, text in _texts(record, names, words_of)])
        for record in landscape.records()
        if record.kind_name not in _NOT_FOUND
    }
    hits = [_hit(record, wanted, names, given) for record, given in texts.values()]
    near = _near(wanted, texts.values())
    hits += [_near_hit(record, near, names, given) for record, given in texts.values()] if near else []
    order = list(KINDS)
    order.sort(key=lambda kind: kind not in _FIRST)
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit:
            best.setdefault(hit.id, hit)
    return sorted(best.values(), key=lambda hit: (hit.rank, order.index(hit.kind), alphabetical(hit.name), hit.id))


def find_some(landscape: Landscape, words: str) -> list[Hit]:
    """Return the records that hold some of several words, those that hold most of them first, best first among these.

    For what `find` does not find. Words of one or two letters stand in nearly everything and are passed over.

    >>> from netmap.model import Actor, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Actor(id="a", name="Kurs A"), Actor(id="b", name="Abendkurs B")])
    >>> [hit.id for hit in find_some(city, "Kurs am Abend")]
    ['b', 'a']
    """
    wanted = [word for word in dict.fromkeys(fold(words).split()) if len(word) >= _SAYING]
    held: dict[str, list[Hit]] = {}
    for word in wanted if len(wanted) > 1 else ():
        for hit in find(landscape, word):
            held.setdefault(hit.id, []).append(hit)
    best = [min(hits, key=lambda hit: hit.rank) for hits in held.values()]
    # the hits of one word stand in their order already, and sorting keeps it
    return sorted(best, key=lambda hit: (-len(held[hit.id]), hit.rank))


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
        near = called or [*error.near, *(hit.id for hit in find(landscape, text))]
        raise UnknownRecordError(text, proposals(landscape, near)) from None


def proposals(landscape: Landscape, ids: Iterable[str]) -> list[str]:
    """Return what a person may have meant, by name and id: actors first, then what else has a name of its own, at most five.

    >>> from netmap.model import Actor, Forum, Settings
    >>> city = Landscape(Settings(id="c", name="C"), [Forum(id="table", name="Runder Tisch"), Actor(id="vhs", name="VHS")])
    >>> proposals(city, ["table", "vhs", "table"])
    ['VHS (vhs)', 'Runder Tisch (table)']
    """
    names = names_of(landscape)
    meant = [landscape.get(one) for one in dict.fromkeys(ids)]
    meant.sort(key=lambda record: (record.kind_name != "actor", record.kind_name not in _FIRST))
    return [f"{title(one, names)} ({one.id})" for one in meant[:NEAR]]


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
    lower = unicodedata.normalize("NFC", text).casefold()
    for umlaut, letters in _UMLAUTS:
        lower = lower.replace(umlaut, letters)
    return without_accents(lower)


def _hit(record: Record, wanted: list[str], names: Mapping[str, str], texts: list[tuple[str, str]]) -> Hit | None:
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


def _near(wanted: list[str], texts: Iterable[tuple[Record, list[tuple[str, str]]]]) -> list[set[str]]:
    """Return for each word looked for the words of the landscape that are nearly it; nothing where one has none."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    there = sorted({word for _record, given in texts for _field, text in given for word in _WORD.findall(text)})
    near = []
    for word in wanted:
        slips = 0 if len(word) < _SHORTEST else 1 if len(word) < _SLIPS else 2
        close = {one for one in there if word in one}
        if slips:
            close |= {
                one for one, _far, _n in process.extract(word, there, scorer=OSA.distance, score_cutoff=slips, limit=None)
            }
        if not close:
            return []
        near.append(close)
    return near


def _near_hit(record: Record, near: list[set[str]], names: Mapping[str, str], texts: list[tuple[str, str]]) -> Hit | None:
    words = [(field, set(_WORD.findall(text))) for field, text in texts]
    for rank, fields in ((_NEARLY, NAMES), (_NEARLY + 1, None)):
        there = set().union(*(found for field, found in words if fields is None or field in fields))
        if all(close & there for close in near):
            where = next((field for field, found in words if near[0] & found), "id")
            return Hit(record.id, record.kind_name, title(record, names), where, rank)
    return None


def _labels(landscape: Landscape) -> Mapping[str, Mapping[str, str]]:
    """Return the labels by key, in both languages, of the vocabularies that records have keys of."""
    known = {name for fields in VOCABULARIES.values() for name in fields.values()}
    vocabulary = landscape.vocabulary
    return {name: {key: f"{term.label_de} {term.label_en}" for key, term in vocabulary[name].items()} for name in known}


def _texts(record: Record, names: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    # a tie is found by its own words: with the names of its ends, each name would find all its ties
    refers = REFERENCES.get(record.kind_name, {}) if record.kind_name in _FIRST else {}
    keys = VOCABULARIES.get(record.kind_name, {})
    for field, value in record:
        if field in _NOT_SEARCHED:
            continue
        if field == "attributes":
            yield from ((name, str(one)) for name, one in value.items())
            continue
        for one in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            if isinstance(one, str) and one:
                yield field, one
                if field in refers and one in names:
                    yield field, names[one]
                elif field in keys:
                    yield field, labels[keys[field]].get(one, "")
