"""Records as rows of a table, and one record with all around it as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from netmap.disagreements import difference_words, disagreements, settling
from netmap.fields import field_label, kind_label, value_text
from netmap.landscape import Landscape
from netmap.locale import alphabetical, date, translator
from netmap.model import Cooperation, Evidence, Membership, Offer, Record
from netmap.titles import name_of, names_of, title

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "actor": ("id", "name", "type", "sector", "areas", "target_groups", "districts", "part_of"),
    "cooperation": ("id", "source", "target", "kind", "status", "since", "until"),
    "forum": ("id", "name", "kind", "nature", "lead", "topics"),
    "membership": ("id", "actor", "forum", "role", "since", "until"),
    "offer": ("id", "name", "providers", "area", "format", "target_groups", "districts", "languages"),
    "need": ("id", "area", "target_group", "district", "persons", "year", "estimate"),
    "district": ("id", "code", "name"),
    "inventory": ("id", "area", "target_group", "district", "state", "by", "date"),
    "survey": ("id", "name", "wave", "date"),
    "expectation": ("id", "key", "dropped", "reason"),
    "answer": ("id", "expectation", "transition", "answer", "by", "source", "date"),
    "gap_note": ("id", "gap", "status", "responsible", "due", "result"),
    "snapshot": ("id", "name", "date", "revision"),
    "mapping": ("id", "name", "format"),
    "position": ("id", "subject", "view", "x", "y", "pinned"),
    "scene": ("id", "title", "view", "order"),
    "query": ("id", "label_de", "records"),
    "decision": ("id", "first", "second", "verdict", "by", "date"),
    "term": ("id", "vocabulary", "key", "label_de"),
}
"""The columns a list of a kind has; `last_seen` follows where records of the kind carry evidence."""
SHORT: Mapping[str, tuple[str, ...]] = {
    "actor": ("name", "type", "areas", "districts", "id"),
    "cooperation": ("source", "target", "kind", "status"),
    "forum": ("name", "kind", "nature", "id"),
    "membership": ("actor", "forum", "role"),
    "offer": ("name", "providers", "area", "id"),
    "position": ("subject", "x", "y"),
}
"""The columns that a terminal has room for; of other kinds all of them."""


def columns(kind: str, *, lang: str = "de", short: bool = False) -> dict[str, str]:
    """Return the columns of a list of a kind with their headings; `short`: those a terminal has room for."""
    names = SHORT.get(kind, COLUMNS[kind]) if short else COLUMNS[kind]
    return {name: field_label(kind, name, lang) for name in names} | {"last_seen": translator(lang)("Last seen")}


def kind_named(word: str) -> str | None:
    """Return the kind of record that a person calls so, in English or German, one or several.

    >>> kind_named("actors"), kind_named("Angebote"), kind_named("persons")
    ('actor', 'offer', None)
    """
    wanted = word.casefold().replace("_", " ").strip()
    for kind in COLUMNS:
        labels = {kind_label(kind, lang, n).casefold() for lang in ("de", "en") for n in (1, 2)}
        plain = kind.replace("_", " ")
        if wanted in labels | {plain, f"{plain}s", f"{plain.removesuffix('y')}ies"}:
            return kind
    return None


def kind_names(lang: str) -> list[str]:
    """Return what the kinds that can be listed are called."""
    return [kind_label(kind, lang, 2) for kind in COLUMNS]


def record_rows(landscape: Landscape, kind: str, *, lang: str = "de", readable: bool = True) -> list[dict[str, Any]]:
    """Return one row for each record of a kind, sorted by title.

    `readable` rows carry names and labels in place of ids and keys, for people; others carry what is stored, for programs.
    """
    day, names = landscape.reference_date(), names_of(landscape, lang=lang)
    found = [one for one in landscape.records() if one.kind_name == kind]
    rows = []
    for record in sorted(found, key=lambda one: (alphabetical(title(one, names)), one.id)):
        row = {field: _shown(record, field, landscape, lang, readable=readable) for field in COLUMNS[kind]}
        seen = record.last_seen(day)
        row["last_seen"] = date(seen, lang) if seen and readable else seen or ""
        rows.append(row)
    return rows


def _shown(record: Record, field: str, landscape: Landscape, lang: str, *, readable: bool) -> Any:
    value = getattr(record, field)
    if field == "districts" and not value and getattr(record, "citywide", False):
        return translator(lang)("whole city") if readable else ["citywide"]
    if not readable:
        return list(value) if isinstance(value, tuple) else value
    if value in (None, "", ()):
        return ""
    return value_text(record.kind_name, field, value, landscape, lang=lang)


@dataclass(frozen=True)
class Page:
    """Hold one record and what is around it: its fields, then lists of related records under headings."""

    title: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    record: Mapping[str, Any]


def record_page(landscape: Landscape, record_id: str, *, lang: str = "de") -> Page:
    """Return everything known of one record; raise UnknownRecordError where there is none."""
    record = landscape.get(record_id)
    fields = []
    for field, value in record:
        if field in _ASIDE or value in (None, "", (), {}, False):
            continue
        shown = value_text(record.kind_name, field, value, landscape, lang=lang)
        fields.append((field_label(record.kind_name, field, lang), shown))
    for name, one in record.attributes.items():
        fields.append((_own_column(record.kind_name, name, lang), ", ".join(one) if isinstance(one, tuple) else str(one)))
    sections = tuple((heading, lines) for heading, lines in _sections(record, landscape, lang) if lines)
    data = record.model_dump(mode="json", exclude_defaults=True) | {"version": record.version}
    return Page(
        title(record, names_of(landscape, lang=lang)), kind_label(record.kind_name, lang), tuple(fields), sections, data
    )


def _own_column(kind: str, name: str, lang: str) -> str:
    """Name a column of the user's own; the wording that a source gave is named after the field that it stands behind."""
    if not name.startswith("original_"):
        return name
    field = field_label(kind, name.removeprefix("original_"), lang)
    return translator(lang)("{field} as in the source").format(field=field)


_ASIDE = frozenset({"version", "evidence", "attributes", "publish"})


def _sections(record: Record, landscape: Landscape, lang: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    _ = translator(lang)
    here, day = record.id, landscape.reference_date()
    ties = [one for one in landscape.cooperations.values() if here in {one.source, one.target}]
    members = [one for one in landscape.memberships.values() if here in {one.actor, one.forum}]
    offers = [one for one in landscape.offers.values() if here in one.providers]
    label = landscape.vocabulary.label

    def seen(one: Record) -> str:
        known, months = one.last_seen(day), landscape.settings.thresholds.stale_after_months
        since = [_("since {date}").format(date=date(one.since, lang))] if one.since else []
        if known is None:
            return ", ".join([*since, _("undated")])
        last = _("last evidence {date}").format(date=date(known, lang))
        old = [_("old, please confirm")] if one.freshness(day, months) == "stale" else []
        return ", ".join([*since, last, *old])

    def tie(one: Cooperation) -> str:
        other = name_of(one.target if one.source == here else one.source, landscape)
        kind, status = label("tie_kinds", one.kind, lang), label("statuses", one.status, lang)
        return f"{other}: {kind}, {status}, {seen(one)}"

    def member(one: Membership) -> str:
        other = name_of(one.forum if one.actor == here else one.actor, landscape)
        return ", ".join(part for part in (f"{other}: {label('roles', one.role, lang)}" if one.role else other, seen(one)))

    def offer(one: Offer) -> str:
        return f"{one.name}: {label('areas', one.area, lang)}, {seen(one)}"

    yield kind_label("cooperation", lang, 2), tuple(sorted(map(tie, ties)))
    yield kind_label("membership", lang, 2), tuple(sorted(map(member, members)))
    yield kind_label("offer", lang, 2), tuple(sorted(map(offer, offers)))
    yield _("Evidence"), tuple(_evidence_line(one, landscape, lang) for one in record.evidence)
    if isinstance(record, Cooperation):
        yield _("Two sides say different things"), tuple(_differing(record, landscape, lang))


def _evidence_line(evidence: Evidence, landscape: Landscape, lang: str) -> str:
    """Say when and where a thing was seen, who said so, and how close that one says it is."""
    _ = translator(lang)
    seen = date(evidence.seen, lang) if evidence.seen else _("undated")
    by = evidence.reported_by and _("reported by {name}").format(name=name_of(evidence.reported_by, landscape))
    said = evidence.said.intensity if evidence.said else None
    close = "" if said is None else landscape.vocabulary.label("intensities", str(said), lang)
    return " · ".join(part for part in (seen, evidence.source, evidence.url, by, close) if part)


def _differing(tie: Cooperation, landscape: Landscape, lang: str) -> Iterator[str]:
    """Yield how the two ends of a tie differ, and how that is settled."""
    for one in disagreements(landscape):
        if one.tie == tie.id:
            yield f"{difference_words(one, landscape, lang=lang)} → {settling(one, lang=lang)}"
