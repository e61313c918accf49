"""Checks of what must not leave the house, or should not be here at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from netmap.checks.finding import Check, Context, Finding
from netmap.landscape import Landscape
from netmap.locale import N_
from netmap.model import KINDS, Record

_PROTECTED = re.compile(
    r"frauenhaus|frauenh[äa]user|schutzhaus|schutzh[äa]user|schutzwohnung|zufluchtswohnung|mädchenzuflucht|"
    r"(?<!schüler)(?<!studenten)unterk[uü]nft|erstaufnahme|clearingstelle|clearinghaus|inobhutnahme|übergangswohnheim|"
    r"asylbewerberheim|flüchtlingsheim|unbegleitete|\bum[af]\b|wohngruppe|women.s shelter|refugee (?:home|shelter)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"([\w.+-]+)@[\w-]+\.[\w.-]+")
_NOBODYS = re.compile(
    r"info|kontakt|contact|post|poststelle|mail|e-?mail|office|buero|service|verwaltung|sekretariat|team|zentrale|presse|"
    r"anmeldung|beratung|kita|schule|integration|migration|bildung|kultur|stadt|hallo|welcome|jmd|mbe",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[._+-]|\d+$")
_PHONE = re.compile(r"(?<![\w/.=-])(?:\+\d{2}[ /-]?\(?\d|\(?0[1-9]\d{1,4}\)?[ /-])[\d /()-]{3,}\d(?![\w.])")
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "landscape": ("name", "note", "disclaimer"),
    "district": ("name", "note"),
    "actor": ("name", "short_name", "aliases", "note", "description", "address"),
    "forum": ("name", "short_name", "aliases", "topics", "note", "mandate"),
    "offer": ("name", "note", "description"),
    "need": ("note", "how"),
    "inventory": ("note", "reason", "by"),
    "survey": ("name", "wave", "note"),
    "expectation": ("note", "reason", "typical_names", "legal_basis"),
    "answer": ("note", "by", "source"),
    "gap_note": ("note", "responsible", "result"),
    "snapshot": ("name", "note"),
    "scene": ("title", "note", "caption"),
    "decision": ("note", "by"),
}
_ADDRESSES: Mapping[str, str] = {"actor": "website", "offer": "url"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def protected_name(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find actors whose name or type suggests a place that must not be found, and that are not marked as protected."""
    types = {key for key, term in context.vocabulary["actor_types"].items() if term.get("protected")}
    for actor in landscape.actors.values():
        if not actor.protected and (actor.type in types or _PROTECTED.search(f"{actor.name} {actor.short_name}")):
            yield Finding(actor, "protected", {"name": actor.name})


def published_conflict(landscape: Landscape, context: Context) -> Iterator[Finding]:
    """Find ties of an internal kind that are marked for publication."""
    internal = {key for key, term in context.vocabulary["tie_kinds"].items() if term.get("internal")}
    for tie in landscape.cooperations.values():
        if tie.publish and tie.kind in internal:
            yield Finding(tie, "publish", {"kind": context.vocabulary.label("tie_kinds", tie.kind, context.lang)})


def _own_texts(record: Record, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        for text in _parts(getattr(record, field)):
            yield field, text
    for value in record.attributes.values():
        for text in _parts(value):
            yield "attributes", text
    for one in record.evidence:
        if one.source:
            yield "evidence", one.source


def _parts(value: object) -> Iterator[str]:
    """Yield the texts of a value: itself, or those of a list."""
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, str) and one:
            yield one


def _is_nobodys(mailbox: str) -> bool:
    """Tell whether what stands before the @ names an office, by the whole of its first part: `info`, `post-rostock`."""
    return any(_NOBODYS.fullmatch(one) for one in (mailbox, _PARTED.split(mailbox)[0]))


def personal_mail(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find mail addresses in texts, those aside that belong to an office by their name (info@, kontakt@ ...)."""
    for record, field, text in _texts(landscape):
        if "@" in text and any(not _is_nobodys(found.group(1)) for found in _MAIL.finditer(text)):
            yield Finding(record, field, {"field": field})


def phone_number(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find phone numbers in texts."""
    for record, field, text in _texts(landscape):
        if _PHONE.search(text):
            yield Finding(record, field, {"field": field})


def _texts(landscape: Landscape) -> Iterator[tuple[Record, str, str]]:
    for kind, cls in KINDS.items():
        fields = _TEXTS.get(kind, ("note",))
        for record in landscape.table(cls).values():
            for field, text in _own_texts(record, fields):
                yield record, field, text


def _links(landscape: Landscape) -> Iterator[tuple[Record, str, str]]:
    for kind, cls in KINDS.items():
        field = _ADDRESSES.get(kind)
        for record in landscape.table(cls).values():
            if field and getattr(record, field):
                yield record, field, getattr(record, field)
            for one in record.evidence:
                if one.url:
                    yield record, "evidence", one.url


def strange_scheme(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find addresses that a browser must not open: all but http and https."""
    for record, field, url in _links(landscape):
        scheme = _SCHEME.match(url.strip())
        if scheme and scheme.group(1).lower() not in {"http", "https"} and not _is_port(url.strip(), scheme.end()):
            yield Finding(record, field, {"field": field, "given": scheme.group(1)})


def no_scheme(landscape: Landscape, _context: Context) -> Iterator[Finding]:
    """Find addresses that do not begin with http:// or https://."""
    for record, field, url in _links(landscape):
        scheme = _SCHEME.match(url.strip())
        if not scheme or _is_port(url.strip(), scheme.end()):
            yield Finding(record, field, {"field": field, "given": url[:60]})


def _is_port(url: str, colon: int) -> bool:
    """Tell whether what looks like a scheme is a host before its port: `vhs.example:8080`."""
    return url[colon : colon + 1].isdecimal() and "." in url[:colon]


CHECKS = (
    Check(
        "protected_name", "warning", True, protected_name, N_("places that may need protection"),
        N_("“{name}” may be a protected place (women's shelter, accommodation, home for minors)"),
        N_("If so, write “protected: true”: its place and its ties then stay internal."),
    ),
    Check(
        "published_conflict", "error", True, published_conflict, N_("internal ties marked for publication"),
        N_("a tie of the kind “{kind}” never leaves the house, but is marked for publication"), N_("Remove “publish”."),
    ),
    Check(
        "personal_mail", "warning", True, personal_mail, N_("mail addresses of persons"),
        N_("“{field}” holds a mail address that may be a person's"), N_("netmap holds no persons: remove it."),
    ),
    Check(
        "phone_number", "warning", True, phone_number, N_("phone numbers"),
        N_("“{field}” holds what may be a phone number"), N_("netmap holds no persons: remove it."),
    ),
    Check(
        "strange_scheme", "error", True, strange_scheme, N_("addresses that are no web pages"),
        N_("“{field}” begins with “{given}:”, expected is http or https"), N_("Mend the address, or remove it."),
    ),
    Check(
        "no_scheme", "warning", True, no_scheme, N_("addresses without https://"),
        N_("“{field}” is “{given}”, expected is an address that begins with https://"), N_("Put https:// before it."),
    ),
)  # fmt: skip
