"""Duplicates: which records may mean the same, what was decided on them, and two made one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from netmap.cli.asked import Asked
from netmap.cli.command import READING, WRITING, command
from netmap.cli.session import can_be_asked
from netmap.errors import DataError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.landscape import Landscape
    from netmap.matching import Candidate
    from netmap.merging import Difference

SHOWN = 20
_LOWEST = 50.0
Two = tuple[str, str]


@command(
    "duplicates",
    "dubletten",
    N_("Show records that may mean the same, and keep what was decided on them."),
    example="duplicates --min 75",
    options=(*READING, "yes", "author", "reason"),
)
def duplicates(
    asked: Asked,
    minimum: Annotated[
        float | None,
        Option("--min", min=_LOWEST, max=100.0, metavar=N_("SCORE"), help=N_("How alike they are at least, 50 to 100.")),
    ] = None,
    everything: Annotated[bool, Option("--all", help=N_("Show all pairs, not the first twenty."))] = False,
    same: Annotated[
        Two | None,
        Option("--same", metavar="A B", help=N_("Keep that these two mean the same; merging is a step of its own.")),
    ] = None,
    different: Annotated[
        Two | None, Option("--different", metavar="A B", help=N_("Keep that these two are not the same; never asked again."))
    ] = None,
) -> None:
    """Show records that may mean the same, and keep what was decided on them."""
    if same or different:
        _decide(asked, {"same": same, "different": different})
        return
    with asked.output() as out:
        whole = asked.landscape(on_day=True)
        landscape = out.view(whole)
        found = find_duplicates(whole, landscape, minimum)
        if out.as_text:
            for line in _lines(asked, found, whole, everything=everything):
                out.line(line)
            return
        out.rows(_table(asked, found) if out.for_people else found, _headings(asked) if out.for_people else None)


def find_duplicates(whole: Landscape, shown: Landscape, minimum: float | None = None) -> list[Candidate]:
    """Return the pairs as an edition may show them: found in what it shows, without those that were decided on."""
    from netmap.matching import THRESHOLD, candidates
    from netmap.model import Decision

    decided = {frozenset((one.first, one.second)) for one in whole.table(Decision).values()}
    found = candidates(shown, threshold=THRESHOLD if minimum is None else minimum)
    return [one for one in found if frozenset((one.first, one.second)) not in decided]


def _lines(asked: Asked, found: list[Candidate], landscape: Landscape, *, everything: bool) -> Iterator[str]:
    from netmap.locale import number
    from netmap.matching import reason_text

    _ = asked.text
    yield _("Possible duplicates ({n})").format(n=number(len(found), asked.lang))
    if not found:
        says = _("  None found. Compared: {actors} actors, {forums} forums, each by name, other names, address and website.")
        yield says.format(actors=number(len(landscape.actors), asked.lang), forums=number(len(landscape.forums), asked.lang))
    for one in found if everything else found[:SHOWN]:
        yield f"  [{_score(one.score, asked.lang)}] {one.first_name} ({one.first})"
        yield f"        {one.second_name} ({one.second})"
        yield f"        {reason_text(one.reasons, lang=asked.lang)}"
    if not everything and len(found) > SHOWN:
        yield _("  … and {n} more: --all").format(n=number(len(found) - SHOWN, asked.lang))
    if found:
        yield _("Nothing is merged by itself. The same: netmap merge A B. Not the same: netmap duplicates --different A B")
    for first, second in _waiting(landscape):
        yield _("Decided to be the same, still two records: netmap merge {first} {second}").format(
            first=first, second=second
        )


def _waiting(landscape: Landscape) -> Iterator[Two]:
    from netmap.model import Decision

    for one in landscape.table(Decision).values():
        if one.verdict == "same" and one.first in landscape and one.second in landscape:
            yield one.first, one.second


def _score(score: float, lang: str) -> str:
    from netmap.locale import number

    return number(round(score), lang)


def _table(asked: Asked, found: list[Candidate]) -> list[dict[str, object]]:
    from netmap.fields import kind_label
    from netmap.matching import reason_text

    return [
        {
            "score": one.score,
            "kind": kind_label(one.kind, asked.lang),
            "first_name": one.first_name,
            "first": one.first,
            "second_name": one.second_name,
            "second": one.second,
            "reasons": reason_text(one.reasons, lang=asked.lang),
        }
        for one in found
    ]


def _headings(asked: Asked) -> Mapping[str, str]:
    _ = asked.text
    return {
        "score": _("Alike"),
        "kind": _("Kind"),
        "first_name": _("First record"),
        "first": _("Id"),
        "second_name": _("Second record"),
        "second": _("Its id"),
        "reasons": _("Why"),
    }


def _decide(asked: Asked, given: Mapping[str, Two | None]) -> None:
    """Write the decisions on the pairs that were named."""
    from netmap.changes import diff
    from netmap.merging import MERGED, decided
    from netmap.search import named

    _ = asked.text
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        after = landscape
        for verdict, pair in given.items():
            if pair is None:
                continue
            first, second = (landscape.get(named(landscape, one)) for one in pair)
            if first.id == second.id or first.kind_name != second.kind_name or first.kind_name not in MERGED:
                raise DataError(_("Two different actors, or two different forums, are to be named."))
            by = (asked.author or "").strip()
            after = after.replace([decided(after, first.id, second.id, verdict, by=by, date=_today())])
        asked.write(store, diff(landscape, after), landscape, after, reason=_("decided on duplicates"))


def _today() -> str:
    return dt.datetime.now().astimezone().date().isoformat()


@command(
    "merge",
    "zusammenfuehren",
    N_("Make one record of two that mean the same: the first stays, the other becomes part of it."),
    example="merge rostocker-kanuclub kanufreunde-greif --take name --yes",
    options=WRITING,
)
def merge(
    asked: Asked,
    keep: Annotated[str, Argument(metavar="A", help=N_("The record that stays: its id or its name."))],
    gone: Annotated[str, Argument(metavar="B", help=N_("The one that means the same, and goes."))],
    take: Annotated[
        list[str] | None, Option("--take", metavar=N_("FIELD"), help=N_("Take this field from B; may be repeated."))
    ] = None,
) -> None:
    """Make one record of two that mean the same: the first stays, the other becomes part of it."""
    from netmap.changes import apply
    from netmap.merging import differences
    from netmap.merging import merge as merged
    from netmap.search import named

    _ = asked.text
    with asked.here.store() as store:
        landscape = asked.here.read(store)
        first, second = named(landscape, keep), named(landscape, gone)
        taken = set(take or ())
        for one in differences(landscape, first, second, lang=asked.lang):
            if one.field not in taken and _takes_other(asked, landscape, first, one):
                taken.add(one.field)
        by = (asked.author or "").strip()
        changes = merged(landscape, first, second, take=taken, by=by, date=_today(), lang=asked.lang)
        reason = _("{gone} merged into {keep}").format(gone=second, keep=first)
        asked.write(store, changes, landscape, apply(landscape, changes), reason=reason)


def _takes_other(asked: Asked, landscape: Landscape, record: str, one: Difference) -> bool:
    """Say in which field the two differ, and ask which is right; where nobody can be asked, the first is."""
    from netmap.fields import field_label, value_text

    _ = asked.text
    kind = landscape.get(record).kind_name
    name = one.field.removeprefix("attributes.")
    kept, other = (value_text(kind, name, value, landscape, lang=asked.lang) for value in (one.kept, one.other))
    label = field_label(kind, name, asked.lang)
    if not asked.yes and can_be_asked():
        return asked.here.agreed(
            yes=False,
            question=_("{field}: “{kept}” stays; take “{other}” instead?").format(field=label, kept=kept, other=other),
        )
    says = _("{field}: “{kept}” stays, “{other}” goes. To take it: --take {name}")
    asked.here.say(says.format(field=label, kept=kept, other=other, name=one.field))
    return False
