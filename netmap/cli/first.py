"""The first look: where one is, an example to look at, and whether everything is in order."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from netmap.cli.asked import Asked
from netmap.cli.command import command
from netmap.cli.options import EditionName, Format
from netmap.cli.session import Session, place
from netmap.errors import NetmapError, StoreError
from netmap.locale import N_

if TYPE_CHECKING:
    from netmap.store.base import Store

DEMO_AUTHOR = "netmap demo"


def status(here: Session) -> None:
    """Say which landscape and store one is on, and the daily commands."""
    from netmap.cli.commands import DAILY

    _ = here.text
    try:
        with here.store(create=False) as store:
            here.show(_where(here, store))
    except NetmapError as error:
        here.show(str(error))
    here.show("")
    for one in DAILY:
        name = one.name if here.lang == "en" else one.german
        here.show(f"  netmap {name:<10} {_(one.help)}")
    here.show("")
    here.show(_("An example: netmap demo · Everything else: netmap --help"))


def _where(here: Session, store: Store) -> str:
    from netmap.analysis.structure import data_sentence, structure

    _ = here.text
    if store.is_empty():
        return _("No landscape yet in {store}.").format(store=place(store))
    landscape = store.read()
    data = data_sentence(structure(landscape), lang=here.lang)
    return _("Landscape: {name}\nStore: {store}\n{data}").format(name=landscape.settings.name, store=place(store), data=data)


@command(
    "demo",
    "",
    N_("Show the real Rostock example: open questions, ties, map and tables."),
    example="demo --output exports/rostock",
    options=("form", "at", "edition"),
    edition=EditionName.MEETING,
)
def demo(
    asked: Asked,
    output: Annotated[
        Path,
        Option("--output", "-o", metavar=N_("FOLDER"), help=N_("Where the pack for a meeting and the example's store go.")),
    ] = Path("exports/rostock"),
) -> None:
    """Show the real Rostock example: open questions, ties, map and tables."""
    from netmap.changes import diff
    from netmap.cli.making import print_findings, print_gaps
    from netmap.cli.packing import write_pack
    from netmap.cli.progress import progress
    from netmap.files.folder import read_folder
    from netmap.store import open_store

    here, _ = asked.here, asked.text
    output.mkdir(parents=True, exist_ok=True)
    target = output / "rostock.db"
    _make_room(here, target)
    landscape = read_folder(example("rostock"), lang=here.lang).landscape
    store = open_store(target, lang=here.lang)
    try:
        store.apply(diff(None, landscape), author=DEMO_AUTHOR, reason=_("the example that netmap brings along"))
        landscape = store.read()
    finally:
        store.close()
    if asked.form is Format.TABLE:
        print_findings(here, landscape, day=asked.day)
        here.say("")
    else:
        with asked.output() as out:
            print_gaps(out, landscape, day=asked.day)
    with progress(_("Writing")) as told:
        written = write_pack(landscape, output, day=asked.day, edition=asked.eyes, lang=here.lang, progress=told)
    for path in written:
        here.say(_("Written: {file}").format(file=path))
    here.say(_("Look further: {netmap} --store {store} gaps").format(netmap=_called(), store=target))


def _called() -> str:
    """Return how a person calls netmap here: by its name where the shell finds it, else by the path it was called by."""
    return "netmap" if shutil.which("netmap") else sys.argv[0]


def example(name: str) -> Path:
    """Return the folder of a landscape that comes with netmap, from the wheel or from the checkout."""
    package = Path(str(files("netmap")))
    for folder in (package / "graphs" / name, package.parent / "graphs" / name):
        if folder.is_dir():
            return folder
    raise StoreError(f"graphs/{name}")


def _make_room(here: Session, target: Path) -> None:
    """Remove the store of an earlier demo, but never one that somebody has worked in."""
    from netmap.store import open_store

    if not target.exists():
        return
    with open_store(target, create=False, lang=here.lang) as store:
        worked_in = store.landscape_id not in {None, "rostock"} or any(
            one.author != DEMO_AUTHOR for one in store.revisions()
        )
    if worked_in:
        stays = here.text("Somebody has worked in {store}, so it stays as it is. Another place: netmap demo --output FOLDER")
        raise StoreError(stays.format(store=target))
    target.unlink()


@command(
    "doctor",
    "pruefstand",
    N_("Say which store this is, and whether everything is in order."),
    example="doctor",
    options=("form", "at", "edition"),
)
def doctor(asked: Asked) -> None:
    """Say which store this is, and whether everything is in order; of a day and an edition, what they show."""
    from netmap.cli.render import print_record

    here, _ = asked.here, asked.text
    found = _examined(asked)
    headings = {
        "netmap": "netmap",
        "python": "Python",
        "system": _("System"),
        "store": _("Store"),
        "layout": _("Layout of the store"),
        "server": _("Server"),
        "edition": _("Edition of the server"),
        "counts": _("In the graph"),
        "landscape": _("Landscape"),
        "records": _("Records"),
        "revisions": _("Revisions"),
        "errors": _("Errors"),
        "warnings": _("Warnings"),
    }
    print_record(here, found, asked.form, headings)
    if found["landscape"] is None:
        here.say(_("This store is empty. An example: netmap demo. Your own folder: netmap load FOLDER."))


def _examined(asked: Asked) -> dict[str, object]:
    import platform

    from netmap import __version__
    from netmap.checks import check
    from netmap.editions import view
    from netmap.store import is_shared

    here = asked.here
    found: dict[str, object] = {
        "netmap": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "landscape": None,
    }
    # nothing is written on opening a Neo4j database, so one that is still empty can be looked at, too
    with here.store(create=is_shared(here.store_url)) as store:
        found |= {"store": place(store), "layout": store.schema_version, "revisions": len(asked.written_by_then(store))}
        found |= _server(store)
        landscape = None if store.is_empty() else store.read(at=asked.day)
    if landscape is None:
        return found
    shown = view(landscape, asked.eyes)
    errors = [one.severity == "error" for one in check(landscape, lang=here.lang) if not one.record or one.record in shown]
    counts = {"records": len(shown), "errors": sum(errors), "warnings": len(errors) - sum(errors)}
    return found | {"landscape": landscape.settings.name} | counts


def _server(store: Store) -> dict[str, object]:
    """Return what the server of a shared store says of itself; nothing for a file."""
    ask = getattr(store, "server", None)
    told = dict(ask()) if ask is not None else {}
    if "counts" in told:
        told["counts"] = ", ".join(f"{name} {n}" for name, n in told["counts"].items()) or None
    return told
