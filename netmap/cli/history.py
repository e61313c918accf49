"""What changed, and the way back: history, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context

from netmap.cli.options import AuthorOption, Format, FormatOption, LangOption, ReasonOption, YesOption
from netmap.cli.session import number, session
from netmap.errors import ConflictError, DataError, StoreError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.model import Change, Revision


def history(
    context: Context,
    record: Annotated[str | None, Argument(metavar="ID", help=N_("Only the changes of this record."))] = None,
    form: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    """Show who changed what, and when."""
    from netmap.cli.render import print_rows

    here = session(context, lang)
    _ = here.text
    with here.store() as store:
        rows = [_revision(one) for one in store.revisions()] if record is None else []
        for change in store.history(record) if record else ():
            action = _(change.action) if form is Format.TABLE else change.action
            rows.append({**_revision(change.revision), "changes": action, "fields": _fields(change, here.lang)})
    headings = {
        "revision": _("Revision"),
        "at": _("When"),
        "author": _("By"),
        "reason": _("Why"),
        "changes": _("Changes"),
        "fields": _("Fields"),
    }
    if not rows:
        here.say(_("No changes recorded."))
    print_rows(here, rows, form, {name: headings[name] for name in (rows[0] if rows else ())})


def _revision(one: Revision) -> dict[str, object]:
    when = f"{one.at.astimezone():%Y-%m-%d %H:%M}"
    return {"revision": f"r{one.number}", "at": when, "author": one.author, "reason": one.reason, "changes": one.changes}


def _fields(change: Change, lang: str) -> str:
    """Name the fields that a change changed."""
    from netmap.fields import field_label

    if change.before is None or change.after is None:
        return ""
    before, after = dict(change.before), dict(change.after)
    changed = [name for name in after if name != "version" and before[name] != after[name]]
    return ", ".join(field_label(change.kind, name, lang) for name in changed)


ACTIONS = (N_("added"), N_("changed"), N_("removed"))


def undo(
    context: Context,
    revision: Annotated[str | None, Argument(metavar="rN", help=N_("Which revision; else the last one."))] = None,
    yes: YesOption = False,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    lang: LangOption = None,
) -> None:
    """Take the last change back, or the one named."""
    from netmap.changes import apply, inverse

    here = session(context, lang)
    _ = here.text
    with here.store() as store:
        last = max((one.number for one in store.revisions()), default=0)
        wanted = number(revision, here.lang) if revision else last
        if not wanted or wanted > last:
            raise StoreError(_("There is no revision r{n}. All of them: netmap history").format(n=wanted))
        changes = inverse(store.changes_of(wanted))
        landscape = None if store.is_empty() else store.read()
        try:
            after = apply(landscape, changes)
        except ConflictError as error:
            later = _("r{n} cannot be taken back alone: later revisions changed the same records. Take those back first.")
            raise ConflictError(later.format(n=wanted), error.records) from None
        except DataError:  # the first revision brought the landscape itself: without it the store is empty again
            after = None
        why = reason or _("r{n} taken back").format(n=wanted)
        here.write(store, changes, landscape or after, yes=yes, author=author, reason=why)
