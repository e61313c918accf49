"""What leaves the house in reports and in a pack: a canary in every field of every record, searched in every file."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from netmap.analysis.change_rows import Moment
from netmap.analysis.reports.change import change_report
from netmap.cli.comparison import comparison_of
from netmap.cli.packing import write_pack
from netmap.cli.report_ground import ground_of
from netmap.cli.reports import made_report
from netmap.document import Document
from netmap.editions import Edition
from netmap.export.report_docx import report_docx
from netmap.export.report_excel import report_excel
from netmap.export.report_html import report_html
from netmap.landscape import Landscape
from tests.landscapes import tiny_city
from tests.test_editions import survivors
from tests.test_map_leaks import NEVER, STREET, canaries, guarded

DAY = dt.date(2018, 12, 31)
OUTSIDE: tuple[Edition, ...] = ("meeting", "public")


def unpacked(data: bytes) -> str:
    """Return all that a Word or Excel file holds, in one text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def every_report(landscape: Landscape, edition: Edition) -> list[Document]:
    """Return a report of every kind on everything that an edition shows of the day."""
    from netmap.editions import view

    shown = view(landscape, edition).at(DAY)
    about = [("vorlage", ""), ("lage", ""), *(("area", one) for one in ("school", "clubs"))]
    about += [("actor", one) for one in shown.actors] + [("forum", one) for one in shown.forums]
    return [
        made_report(landscape, kind, about=one, day=DAY, edition=edition, named=named, drawn=kind == "lage")
        for kind, one in about
        for named in (False, True)
    ]


def text_of(landscape: Landscape, edition: Edition, folder: Path) -> str:
    """Return what every report and every file of a pack holds."""
    parts = []
    for report in every_report(landscape, edition):
        parts += [unpacked(report_docx(report)), report_html(report), unpacked(report_excel(report))]
        parts += [one.svg.decode() for section in report.sections for one in section.parts if hasattr(one, "svg")]
    for path in write_pack(landscape, folder, day=DAY, edition=edition):
        data = path.read_bytes()
        parts += [path.name, unpacked(data) if path.suffix in {".docx", ".xlsx"} else data.decode()]
    return "\n".join(parts)


@pytest.mark.parametrize("edition", OUTSIDE)
@pytest.mark.parametrize("publish", [True, False])
def test_no_canary_leaves_that_the_edition_does_not_list(edition: Edition, publish: bool, tmp_path: Path):
    landscape, places = canaries(publish=publish)
    text = text_of(landscape, edition, tmp_path)
    out = {place for sign, place in places.items() if sign in text}
    assert out - survivors(edition, publish=publish) == set()
    assert [place for place in out if place[1] in NEVER] == []
    if edition == "meeting":
        assert ("actor", "name") in out, "the search does find what is shown"


def change_texts(then: Landscape, now: Landscape) -> str:
    """Return what the report on two moments holds for a meeting, in all of its forms; the public edition has none."""
    found = comparison_of(Moment(then, DAY), Moment(now, DAY), edition="meeting")
    report = change_report(ground_of(now, day=DAY, lists=False), found, ["r1", "r2"], "compare r1 r2")
    return "\n".join([unpacked(report_docx(report)), report_html(report), unpacked(report_excel(report))])


@pytest.mark.parametrize("publish", [True, False])
def test_no_canary_leaves_in_the_report_on_two_moments(publish: bool):
    now, places = canaries(publish=publish)
    then = Landscape(now.settings, now.actors.values())
    for text in (change_texts(then, now), change_texts(now, then)):
        out = {place for sign, place in places.items() if sign in text}
        assert out - survivors("meeting", publish=publish) == set()
        assert [place for place in out if place[1] in NEVER] == []
        assert ("offer", "name") in out, "the search does find what is shown"


def test_the_report_on_two_moments_does_not_tell_with_whom_a_protected_actor_works():
    now = tiny_city(*guarded())
    then = tiny_city()
    for text in (change_texts(then, now), change_texts(now, then)):
        assert [
            sign for sign in (STREET, "kanarie.example", "54.123456", "12.654321", "47110", "-81500") if sign in text
        ] == []
        assert "Haus Kanarie –" not in text
        assert "– Haus Kanarie" not in text


@pytest.mark.parametrize("edition", OUTSIDE)
def test_nothing_tells_where_a_protected_actor_is_or_with_whom_it_works(edition: Edition, tmp_path: Path):
    city = tiny_city(*guarded())
    shown = city.replace(one.model_copy(update={"publish": True}) for one in city.records())
    text = text_of(shown, edition, tmp_path)
    for sign in (STREET, "kanarie.example", "54.123456", "12.654321", "47110", "-81500"):
        assert sign not in text
    assert "Haus Kanarie" in text, "its name is no secret"


@pytest.mark.parametrize("kind", ["vorlage", "lage", "area"])
def test_what_an_office_keeps_to_itself_is_in_no_file_for_a_meeting(kind: str):
    from netmap.model import Actor, GapNote

    city = tiny_city(Actor(id="neu", name="Neu", note="Kanarienvogel"), GapNote(id="n", gap="x", result="Kanarienvogel"))
    for edition in OUTSIDE:
        report = made_report(city, kind, about="school", day=DAY, edition=edition)
        assert "Kanarienvogel" not in report_html(report)
