"""Ids: made from names, from an original id of elsewhere, or from what a record joins."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Container, Mapping, MutableMapping
from typing import Any

from netmap.values import ID_LENGTH

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_SIGNS = re.compile(r"[^a-z0-9]+")
_SPELT = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "ı": "i", "ħ": "h", "’": "", "'": "",
    }
)  # fmt: skip


def slug(text: str, *, fallback: str = "") -> str:
    """Turn a name or a foreign id into an id of `[a-z0-9-]`, at most 400 characters long.

    `_` and all other signs become `-`, umlauts ae, oe, ue and ss, other letters their ASCII (by NFKD). A text that is an id
    already stays as it is. `fallback` is returned for a text in which no Latin letter or digit is left.

    >>> slug("Bürgerhaus „Südstadt“"), slug("AMT_31"), slug("a--b--joint-offer"), slug("Łódź"), slug("***", fallback="x")
    ('buergerhaus-suedstadt', 'amt-31', 'a--b--joint-offer', 'lodz', 'x')
    """
    if _ID.fullmatch(text) and len(text) <= ID_LENGTH:
        return text
    spelt = unicodedata.normalize("NFC", text).lower().translate(_SPELT)
    plain = unicodedata.normalize("NFKD", spelt).lower().encode("ascii", "ignore").decode("ascii")
    return shorten(_SIGNS.sub("-", plain).strip("-")) or fallback


def shorten(identifier: str) -> str:
    """Return an id of at most 400 characters; what is cut off a longer one is replaced by a hash of the whole.

    >>> shorten("a" * 400) == "a" * 400, len(shorten("a" * 401))
    (True, 400)
    """
    if len(identifier) <= ID_LENGTH:
        return identifier
    mark = hashlib.sha256(identifier.encode()).hexdigest()[:12]
    return f"{identifier[: ID_LENGTH - len(mark) - 1]}-{mark}"


def joined(*parts: object) -> str:
    """Join the ids or keys of what a record joins by `--`; parts that are empty or None are left out.

    >>> joined("amt-31", "vhs", "joint_offer"), joined("need", "school", None)
    ('amt-31--vhs--joint-offer', 'need--school')
    """
    slugs = (slug(str(part)) for part in parts if part is not None)
    return shorten("--".join(part for part in slugs if part))


def unique(base: str, taken: Container[str], *, numbers: MutableMapping[str, int] | None = None) -> str:
    """Return `base`, or the first of `base-2`, `base-3` ... that is not taken.

    `numbers` remembers how far each base has come: to number thousands alike takes no longer than one by one.

    >>> unique("a--b", {"a--b", "a--b-2"})
    'a--b-3'
    """
    if base not in taken:
        return base
    numbers = {} if numbers is None else numbers
    number = numbers.get(base, 2)
    while (numbered := f"{base[: ID_LENGTH - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    numbers[base] = number
    return numbered


def _of(prefix: str, *fields: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda given: joined(prefix, *(given.get(field) for field in fields))


def _cooperation(given: Mapping[str, Any]) -> str:
    return joined(given.get("source"), given.get("target"), given.get("kind") or "unspecified")


def _membership(given: Mapping[str, Any]) -> str:
    return joined(given.get("actor"), given.get("forum"))


GENERATED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "cooperation": _cooperation,
    "membership": _membership,
    "term": _of("term", "vocabulary", "key"),
    "need": _of("need", "area", "target_group", "district", "indicator", "year"),
    "inventory": _of("inventory", "area", "target_group", "district"),
    "expectation": _of("expectation", "key"),
    "answer": _of("answer", "expectation", "transition", "district"),
    "gap_note": _of("gap-note", "gap"),
    "snapshot": _of("snapshot", "name"),
    "mapping": _of("mapping", "name"),
    "position": _of("position", "view", "subject"),
    "scene": _of("scene", "title"),
    "query": _of("query", "label_de"),
    "decision": _of("decision", "first", "second"),
}
"""How a record of each kind gets its id where it was given none; actors, forums, offers ... need one of their own."""


def generated_id(
    kind: str,
    given: Mapping[str, Any],
    taken: Container[str] = frozenset(),
    *,
    numbers: MutableMapping[str, int] | None = None,
) -> str:
    """Return the id of a record that was given none, numbered where it is taken; see `unique` for `numbers`.

    Raise KeyError for a kind whose records need an id of their own (actors, forums, offers, districts, surveys).

    >>> generated_id("cooperation", {"source": "a", "target": "b"}, {"a--b--unspecified"})
    'a--b--unspecified-2'
    >>> generated_id("membership", {"actor": "vhs", "forum": "runder-tisch"})
    'vhs--runder-tisch'
    """
    return unique(GENERATED[kind](given) or kind.replace("_", "-"), taken, numbers=numbers)
