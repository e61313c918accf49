"""The Vorlage: five numbers that queries give, what is open with who is responsible, two pages, nobody named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netmap.analysis.queries import Given, ask
from netmap.cli.reports import made_report
from netmap.document import FIELDS, Items, Numbers, Text
from netmap.editions import view
from netmap.export.report_docx import write_report_docx
from netmap.export.report_html import report_html
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import Actor, Inventory, Offer, Settings
from tests.documents import pages, section, words_of
from tests.landscapes import empty_city, full_city, tiny_city

ROSTOCK = Path(__file__).parent.parent / "graphs" / "rostock"
COMMAND = re.compile(r"query ([a-z-]+)(?: --state (\w+))?")


@pytest.fixture(scope="module")
def rostock() -> Landscape:
    return read_folder(ROSTOCK).landscape


def asked_again(landscape: Landscape, command: str) -> int:
    """Return what the command beside a number gives: its rows, or the sum of their numbers."""
    found = COMMAND.fullmatch(command)
    assert found, command
    answer = ask(view(landscape, "meeting"), found[1].replace("-", "_"), Given(state=found[2] or ""))
    summed = found[1] == "kinds-of-cooperation"
    return sum(row["number"] for row in answer.rows) if summed else len(answer.rows)


def lines(report: object, key: str) -> list[str]:
    """Return the paragraphs and items of a section."""
    parts = section(report, key).parts  # type: ignore[arg-type]
    return [
        one.whole for part in parts for one in (part.items if isinstance(part, Items) else [part]) if isinstance(one, Text)
    ]


def test_the_five_numbers_of_the_tiny_city():
    report = made_report(tiny_city(), "vorlage")
    numbers = [one.value for part in section(report, "facts").parts if isinstance(part, Numbers) for one in part.numbers]
    seen = view(tiny_city(), "meeting")
    existing = [one for one in seen.cooperations.values() if one.status == "existing"]
    assert numbers[:4] == [len(seen.actors), len(seen.offers), len(existing), len(seen.forums)]
    assert len(numbers) == 5


def test_each_number_is_what_its_query_gives(rostock: Landscape):
    report = made_report(rostock, "vorlage")
    assert [one.value for one in report.numbers] == [asked_again(rostock, one.asked) for one in report.numbers]
    assert [one.value for one in report.numbers] == [154, 64, 102, 16, 398]
    assert "netmap query kinds-of-cooperation" in lines(report, "sources")[0]


def test_its_sections_are_the_fields_of_its_template(rostock: Landscape):
    assert tuple(one.key for one in made_report(rostock, "vorlage").sections) == FIELDS["vorlage"]


def test_what_nobody_asked_stands_under_to_be_clarified(rostock: Landscape):
    report = made_report(rostock, "vorlage")
    assert section(report, "open").title == "Zu klären"
    told = lines(report, "open")
    assert told[0].startswith("Handlungsbedarf ist bisher nicht festgestellt")
    assert sum("Zuständig:" in one for one in told) == 3


def test_what_was_asked_and_found_wanting_is_a_need_of_which_somebody_is_responsible(rostock: Landscape):
    asked = [
        Inventory(id=f"asked-{area}", area=area, state="complete", by="Stadt", date="2018-10")
        for area in ("school", "clubs", "culture")
    ]
    report = made_report(rostock.replace(asked), "vorlage")
    assert section(report, "open").title == "Handlungsbedarf"
    told = [one for one in lines(report, "open") if "Zuständig:" in one]
    assert len(told) == 3
    assert len({one.split(",")[0] for one in told}) == 3, "three areas rather than three times the same"
    assert report.asked.index("gaps") >= 0


def test_fewer_than_three_needs_are_followed_by_what_is_to_be_clarified():
    asked = Inventory(id="asked", area="clubs", target_group="young_adults", state="complete", by="Amt", date="2020")
    told = lines(made_report(Landscape(Settings(id="c", name="C", as_of="2020-12-31"), [asked]), "vorlage"), "open")
    needs = told.index("Zu klären:")
    assert 0 < needs < 3
    assert sum("Zuständig:" in one for one in told) == 3


def test_no_organisation_is_named_as_a_gap_unless_asked_for(rostock: Landscape):
    office = rostock.settings.coordinating_office
    names = [one.name for one in rostock.actors.values() if one.id != office and len(one.name) > 3]

    def told(*, named: bool) -> str:
        return "\n".join(lines(made_report(rostock, "vorlage", named=named), "open"))

    unnamed, everything = told(named=False), told(named=True)
    assert [one for one in names if one in unnamed] == []
    assert [one for one in names if one in everything] != []


def test_it_is_for_information_unless_a_decision_is_proposed():
    for decision, title, words in (
        ("", "Informationsvorlage", "Ein Beschluss ist nicht vorgesehen. Der Sachstand wird zur Kenntnis genommen."),
        ("Die Bürgerschaft beschließt <b>.", "Beschlussvorlage", "Die Bürgerschaft beschließt <b>."),
    ):
        report = made_report(tiny_city(), "vorlage", decision=decision)
        assert (report.title, lines(report, "decision")) == (title, [words])


def test_the_data_sentence_and_what_the_words_mean_are_in_it(rostock: Landscape):
    html = report_html(made_report(rostock, "vorlage"))
    assert "Erfasst: 154 Akteure, davon 0 befragt" in html
    assert "„Nicht erfasst“ heißt: Wir wissen es nicht." in html
    assert "Kein amtliches Ergebnis." in html


def test_small_numbers_are_called_small():
    few = Landscape(
        Settings(id="c", name="C", as_of="2020"), [Actor(id="a", name="A"), Offer(id="o", name="O", providers=("a",))]
    )
    said = section(made_report(few, "vorlage", lang="en"), "data").parts[0].items  # type: ignore[union-attr]
    assert any("Small numbers, from which nothing general follows" in one.text and "1 offer" in one.text for one in said)


def test_the_public_edition_has_no_open_questions(rostock: Landscape):
    report = made_report(rostock, "vorlage", edition="public")
    assert "open" not in {one.key for one in report.sections}
    assert all(not one.asked.startswith("query fields") for one in report.numbers)


def hostile() -> Landscape:
    """Return a city whose names are long, and made of what breaks files."""
    name = ("Straße & Söhne <script>alert(1)</script> \"'{{ title }}{% x %} مركز اللغة " * 6)[:300]
    actors = [Actor(id=f"a{n}", name=name, sector="inside") for n in range(3)]
    asked = [Inventory(id=f"i-{a}", area=a, state="complete", by=name, date="2020") for a in ("school", "clubs", "culture")]
    settings = Settings(id="c", name=name, municipality=name, coordinating_office="a0", as_of="2020-12-31", disclaimer=name)
    return Landscape(settings, [*actors, *asked])


def test_it_has_two_pages_at_most(rostock: Landscape, tmp_path: Path):
    cities = {"empty": empty_city(), "full": full_city(), "hostile": hostile(), "rostock": rostock}
    files = {}
    for name, city in cities.items():
        for lang in ("de", "en"):
            report = made_report(city, "vorlage", lang=lang)
            files[name, lang] = write_report_docx(report, tmp_path / f"{name}-{lang}.docx")
    assert city.settings.name in words_of(files["rostock", "de"])
    assert max(pages(*files.values())) <= 2
