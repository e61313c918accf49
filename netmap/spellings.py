"""The ways in which one organisation may be called in a list: by its name or a part of it, its aliases, its initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from netmap.landscape import Landscape
from netmap.lexicon import Lexicon, fold, lexicon, words
from netmap.model import Actor, Forum, Record
from netmap.names import Reading, read, unbracketed

Role = Literal["name", "bare", "head", "quoted", "alias", "short", "acronym", "initials"]
_HEAD: Final = re.compile(r"\s[–—-]\s|[:,/]\s|\s/\s?")
_QUOTED: Final = re.compile('[„“”"»«]([^„“”"»«]{5,})[“”"«»]')
_BRACKETED: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_ACRONYM: Final = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜa-zäöü]?[A-ZÄÖÜ]{1,5}")
_STREET: Final = re.compile(r"stra(?:ß|ss)e\b|str(?:\.|\b)", re.IGNORECASE)
_SHORTEST_HEAD: Final = 8
_WEBSITE: Final = re.compile(r"^\s*(?:https?://)?(?:www\.)?([^?#\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold of a record what is compared; `place` is where it is said to be: a municipality, a seat."""

    id: str
    kind: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    place: str = ""
    address: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """Hold one way in which a subject is called; `marks` is what tells the subject from others, whatever it is called."""

    subject: int
    role: Role
    reading: Reading
    marks: Reading


def subject_of(record: Record) -> Subject:
    """Return what is compared of an actor or a forum; of any other record with a name, only that."""
    name = str(getattr(record, "name", "") or record.id)
    if isinstance(record, Actor):
        return Subject(
            record.id, record.kind_name, name, record.short_name, record.aliases, record.part_of, record.municipality,
            place_of(record.address), website_of(record.website),
        )  # fmt: skip
    if isinstance(record, Forum):
        return Subject(record.id, record.kind_name, name, record.short_name, record.aliases)
    return Subject(record.id, record.kind_name, name, website=website_of(str(getattr(record, "url", ""))))


def place_of(address: str) -> str:
    """Return an address as it is compared; empty where it names no house.

    >>> place_of("Lange Str. 5a, 18055 Rostock") == place_of("Lange Straße 5 A, Rostock")
    True
    >>> place_of("Rostock")
    ''
    """
    street = re.split(r"[,;\n]|\b\d{5}\b", address, maxsplit=1)[0]
    said = words(_STREET.sub(" str ", street))
    return " ".join(said) if any(one.isdecimal() for one in said) else ""


def website_of(url: str) -> str:
    """Return the address of a website as it is compared.

    >>> website_of("https://www.Diakonie.example/kita/?id=3"), website_of("diakonie.example/kita")
    ('diakonie.example/kita', 'diakonie.example/kita')
    """
    found = _WEBSITE.match(url)
    return found[1].lower().rstrip("/") if found else ""


def lexicon_of(landscape: Landscape, *, towns: Iterable[str] = ()) -> Lexicon:
    """Return what names are read with in a landscape: its terms, its town, its districts, and the towns named in it."""
    municipality = landscape.settings.municipality
    return lexicon(
        landscape.vocabulary,
        home=[municipality] if municipality else [],
        places=sorted(one.name for one in landscape.districts.values()),
        towns=sorted({one.municipality for one in landscape.actors.values()} | set(towns)),
    )


def spellings(subject: Subject, number: int, lexicon: Lexicon) -> Iterator[Spelling]:
    """Yield the ways in which a subject is called, its name first."""
    whole = read(subject.name, lexicon)
    marks = _placed(whole, subject.place, lexicon)
    yield Spelling(number, "name", whole, marks)
    for role, text in _shorter(subject.name, lexicon):
        shorter = read(text, lexicon)
        yield Spelling(
            number, role, shorter, _bare_marks(subject.name, marks, shorter, lexicon) if role == "bare" else marks
        )
    for alias in subject.aliases:
        said = read(alias, lexicon)
        yield Spelling(number, "alias", said, said)
    if subject.short_name:
        short = read(subject.short_name, lexicon)
        yield Spelling(number, "short", short, marks)
    for text in {subject.name, unbracketed(subject.name), subject.short_name}:
        if acronym := _acronym(text, lexicon):
            yield Spelling(number, "acronym", replace(whole, text=acronym, special=acronym), marks)
    for initials in {whole.initials, read(unbracketed(subject.name), lexicon).initials}:
        if len(initials) > len("IB"):
            yield Spelling(number, "initials", replace(whole, text=initials, special=initials), marks)


def _shorter(name: str, lexicon: Lexicon) -> Iterator[tuple[Role, str]]:
    bare = unbracketed(name)
    if bare and bare != name:
        yield "bare", bare
    head, *tail = _HEAD.split(bare, maxsplit=1)
    if tail and len(head) >= _SHORTEST_HEAD and _is_name(read(head, lexicon)) and not _is_part(read(tail[0], lexicon)):
        yield "head", head
    if found := _QUOTED.search(bare):
        yield "quoted", found[1]


def _is_name(head: Reading) -> bool:
    """Tell whether what stands before an addition is more than a place: „Rostock, Volkshochschule“."""
    return bool(head.initials)


def _is_part(tail: Reading) -> bool:
    """Tell whether what stands behind a name says that a part of it is meant: „Universität Rostock, Sprachenzentrum“."""
    return bool(tail.kinds or tail.about or tail.levels or tail.numbers)


def _bare_marks(name: str, marks: Reading, bare: Reading, lexicon: Lexicon) -> Reading:
    """Return the marks of a name without its brackets: what these describe is left out, but not what they say in one word.

    „FABRO (Förderverein des Rates)“ may be called FABRO, and „Grundschule Schmarl (Förderverein)“ is not the Grundschule.
    """
    lone = [said for text in _BRACKETED.findall(name) if len(words(text)) == 1 for said in [read(text, lexicon)]]
    return replace(
        marks,
        about=bare.about.union(*(one.about for one in lone)),
        kinds=bare.kinds.union(*(one.kinds for one in lone)),
    )


def _placed(reading: Reading, place: str, lexicon: Lexicon) -> Reading:
    if not place:
        return reading
    where = read(place, lexicon)
    places, towns = reading.places | where.places, reading.towns | where.towns
    return replace(reading, places=places, towns=towns, home=reading.home or where.home)


def _acronym(name: str, lexicon: Lexicon) -> str:
    """Return the capital letters that a name consists of, the place aside: „HMT Rostock“."""
    capitals = [fold(one) for one in name.replace("-", "").split() if _ACRONYM.fullmatch(one)]
    if len(capitals) != 1:
        return ""
    said = read(name.replace("-", ""), lexicon)
    named = [one for one in said.order if (one,) not in said.places | said.towns]
    return capitals[0] if named == capitals and len(capitals[0]) > len("IB") else ""
