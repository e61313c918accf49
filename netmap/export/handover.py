"""What goes with a landscape to whoever takes it over: what is in the folder, and what is old, unconfirmed, incomplete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from netmap.errors import Problem
from netmap.fields import field_label, kind_label, value_text
from netmap.landscape import Landscape
from netmap.locale import N_, number, translator
from netmap.model import KINDS
from netmap.reports import confirmation_of, heard_in
from netmap.titles import names_of, title

OLD, UNCONFIRMED, INCOMPLETE, DOUBTFUL = N_("old"), N_("unconfirmed"), N_("incomplete"), N_("to be looked at")
_SORTS: Final[Mapping[str, str]] = {
    "stale_evidence": OLD,
    "planned_but_started": OLD,
    "existing_but_over": OLD,
    "no_evidence": UNCONFIRMED,
    "undated_evidence": UNCONFIRMED,
    "one_sided": UNCONFIRMED,
    "unanswered": UNCONFIRMED,
    "no_area": INCOMPLETE,
    "no_district": INCOMPLETE,
    "no_sector": INCOMPLETE,
    "no_provider": INCOMPLETE,
    "no_basis": INCOMPLETE,
    "no_members": INCOMPLETE,
    "no_coordinating_office": INCOMPLETE,
    "ended_without_until": INCOMPLETE,
}
"""What the finding of a check means for whoever takes over; any other one is to be looked at."""


def state_rows(
    landscape: Landscape, problems: Iterable[Problem], labels: Mapping[str, str], *, lang: str = "de"
) -> list[dict[str, str]]:
    """Return a row for each thing that is old, unconfirmed or incomplete: the findings of the checks, and one-sided ties.

    `labels` names the findings of each code where they are counted.

    >>> from netmap.model import Actor, Settings
    >>> found = Problem("Actor a", 0, "no_area", "warning", "areas", "the area is not known", record="a")
    >>> state_rows(Landscape(Settings(id="c", name="C"), [Actor(id="a", name="A")]), [found], {}, lang="en")[0]["sort"]
    'incomplete'
    """
    _ = translator(lang)
    names = names_of(landscape, lang=lang)
    said = [(one.code, one.record, one.what, one.mend) for one in problems]
    said += _told_by_one(landscape, lang)
    rows = [
        {**_row(code, landscape, record, names, lang), "label": labels.get(code, code), "what": what, "mend": mend}
        for code, record, what, mend in said
    ]
    order = [_(one) for one in (OLD, UNCONFIRMED, INCOMPLETE, DOUBTFUL)]
    return sorted(rows, key=lambda row: (order.index(row["sort"]), row["code"], row["kind"], row["name"], row["id"]))


def _told_by_one(landscape: Landscape, lang: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield code, id, finding and what to do for each cooperation that only one of its two ends has reported."""
    _ = translator(lang)
    known = heard_in(landscape)
    texts = {
        "one_sided": (_("only one of the two has reported the cooperation"), _("Settle with both whether it exists.")),
        "unanswered": (
            _("one of the two has reported the cooperation, the other has not answered"),
            _("Ask the other one, and add the answer as evidence."),
        ),
    }
    for one in landscape.cooperations.values():
        code = confirmation_of(one, known)
        if code in texts:
            yield (code, one.id, *texts[code])


def _row(code: str, landscape: Landscape, record: str, names: Mapping[str, str], lang: str) -> dict[str, str]:
    known = landscape.get(record) if record in landscape else None
    return {
        "sort": translator(lang)(_SORTS.get(code, DOUBTFUL)),
        "code": code,
        "kind": kind_label(known.kind_name, lang) if known else "",
        "id": record,
        "name": title(known, names) if known else "",
    }


def state_headings(lang: str = "de") -> dict[str, str]:
    """Return the columns of the state of the data."""
    _ = translator(lang)
    return {
        "sort": _("State"),
        "kind": _("Kind"),
        "id": _("Id"),
        "name": _("Name"),
        "what": _("Finding"),
        "mend": _("What to do"),
    }


def settings_rows(landscape: Landscape, *, lang: str = "de") -> list[dict[str, Any]]:
    """Return a row for each setting of the landscape, thresholds one by one, in words.

    >>> from netmap.model import Settings
    >>> settings_rows(Landscape(Settings(id="c", name="City")), lang="en")[0]
    {'field': 'name', 'label': 'Name', 'value': 'City'}
    """
    settings = landscape.settings
    rows = []
    for name, value in settings:
        if name not in {"id", "version", "evidence", "attributes", "publish", "thresholds", "since", "until"}:
            said = value_text("landscape", name, value, landscape, lang=lang)
            rows.append({"field": name, "label": field_label("landscape", name, lang), "value": said})
    label = field_label("landscape", "thresholds", lang)
    for name, value in settings.thresholds:
        rows.append({"field": f"thresholds.{name}", "label": f"{label}: {name}", "value": value})
    rows += [{"field": f"attributes.{name}", "label": name, "value": value} for name, value in settings.attributes.items()]
    return sorted(rows, key=lambda row: row["field"] != "name")


def readme(
    landscape: Landscape,
    files: Mapping[str, str],
    *,
    revisions: int,
    state: Sequence[Mapping[str, str]],
    gaps: tuple[int, int],
    lang: str = "de",
) -> str:
    """Return the page that says what is in the folder, how to open it, and how the data stand.

    `files` says of each file what it is; the counts are those of the rows of the state and of the two lists of gaps.
    """
    _ = translator(lang)
    heading = _("Handover: {name}").format(name=landscape.settings.name)
    counts = [(kind_label(kind, lang, 2), len(landscape.table(KINDS[kind]))) for kind in KINDS if kind != "landscape"]
    whole = _("This is the landscape itself, whole, with everything internal in it: not for passing on.")
    lines = [heading, "=" * len(heading), "", whole]
    lines += [landscape.settings.disclaimer] if landscape.settings.disclaimer else []
    lines += ["", _("What is in this folder"), ""]
    width = max(map(len, files))
    lines += [f"  {name:<{width}}  {text}" for name, text in files.items()]
    lines += ["", _("How to work on"), "", *(f"  {one}" for one in _ways(lang))]
    lines += ["", _("What the landscape holds"), ""]
    lines += [f"  {number(n, lang):>7}  {label}" for label, n in counts if n]
    lines += [f"  {number(revisions, lang):>7}  {_('Revisions')}"]
    lines += ["", _("How the data stand"), "", *_state_lines(state, gaps, lang), ""]
    return "\n".join(lines)


def _ways(lang: str) -> list[str]:
    _ = translator(lang)
    return [
        _("With netmap, history included:   netmap --store landschaft.db restore sicherung.netmap"),
        _("With netmap, without history:    netmap --store landschaft.db load landschaft"),
        _("Without netmap: the Excel file opens in Excel and LibreOffice, the CSV files as well;"),
        _("the files in the folder “landschaft” are plain text (YAML), which any editor opens."),
        _("What netmap can do:              netmap --help"),
    ]


def _state_lines(state: Sequence[Mapping[str, str]], gaps: tuple[int, int], lang: str) -> list[str]:
    """Return how many rows there are of each sort, and of each finding."""
    _ = translator(lang)
    lines = []
    for sort in (OLD, UNCONFIRMED, INCOMPLETE, DOUBTFUL):
        rows = [row for row in state if row["sort"] == _(sort)]
        if rows:
            lines.append(f"  {number(len(rows), lang):>7}  {_(sort)}")
            found = Counter(row["label"] for row in rows)
            lines += [f"  {'':>7}    {number(n, lang)} × {label}" for label, n in found.most_common()]
    action, clarify = gaps
    lines += [_("  {n}  needs for action").format(n=f"{number(action, lang):>7}")]
    lines += [_("  {n}  open questions (to be clarified)").format(n=f"{number(clarify, lang):>7}")]
    return lines
