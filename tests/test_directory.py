"""The public directory as files: what is released stands in it, nothing else, in every language, as plain lists."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from commandline import Capture, call, refusal, stored
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.export.directory import START, write_directory
from netmap.export.schema_org import linked_data
from netmap.files.folder import read_folder
from netmap.landscape import Landscape
from netmap.model import Actor, District, Evidence, Offer, Record, Settings, Term
from netmap.vocabulary import vocabulary

ROSTOCK = Path(__file__).resolve().parent.parent / "graphs" / "rostock"
PUBLIC = {"publish": True}
SEEN = (Evidence(source="Gespräch", seen="2018-06-01"),)
RECORDS: list[Record] = [
    District(id="nord", name="Nordstadt", **PUBLIC),
    Actor(id="vhs", name="VHS & Söhne", website="https://vhs.example", address="Markt 1", **PUBLIC),
    Actor(id="secret", name="Geheimer Träger"),
    Offer(
        id="kurs", name="Deutsch <A1>", providers=("vhs",), area="school", format="language_course",
        target_groups=("women",), languages=("uk",), districts=("nord",), cefr_from="A1", cefr_to="A2",
        free_of_charge=True, childcare=False,
        capacity=12, url="https://vhs.example/kurs", evidence=SEEN, **PUBLIC,
    ),
    Offer(id="treff", name="Treff", providers=("vhs", "secret"), area="clubs", citywide=True, **PUBLIC),
    Offer(id="rest", name="Ohne Bereich", providers=("vhs",), **PUBLIC),
    Offer(id="innen", name="Nicht freigegeben", providers=("vhs",), area="school"),
    Offer(id="vorbei", name="Vorbei", providers=("vhs",), area="school", until="2017", **PUBLIC),
]  # fmt: skip
NOTE = "Kein amtliches Ergebnis."
CITY = Landscape(Settings(id="city", name="Küstenstadt", as_of="2018-12-31", disclaimer=NOTE), RECORDS)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_directory(CITY, tmp_path / "site")
    return tmp_path / "site"


def parsed(path: Path) -> Any:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def words(path: Path) -> str:
    page = parsed(path)
    for script in page.xpath("//script|//style"):
        script.drop_tree()
    return " ".join(page.text_content().split())


def everything(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html")))


def test_every_area_has_its_page_in_german_and_english(site: Path):
    areas = set(vocabulary()["areas"])
    names = {f"{area}.html" for area in areas} | {START, "further.html", "imprint.html", "accessibility.html"}
    assert {path.name for path in site.glob("*.html")} == names
    assert {path.name for path in (site / "en").glob("*.html")} == names
    assert {path.name for path in site.iterdir() if path.is_dir()} == {"en"}


def test_an_offer_says_what_is_known_and_names_what_is_not(site: Path):
    text = words(site / "school.html")
    for part in ("Deutsch <A1>", "VHS & Söhne", "Markt 1", "Sprachkurs", "Frauen", "Nordstadt", "Ukrainisch", "A1–A2", "12"):
        assert part in text
    assert "kostenlos ja" in text
    assert "Kinderbetreuung nein" in text
    assert "Nicht angegeben barrierefrei – bitte nachfragen" in text
    assert "Zuletzt geprüft am 01.06.2018" in text
    assert "Wann zuletzt geprüft wurde, ist nicht bekannt" in words(site / "clubs.html")
    assert "Last checked on 2018-06-01" in words(site / "en" / "school.html")


def test_without_an_area_an_offer_stands_among_the_further_ones(site: Path):
    assert "Ohne Bereich" in words(site / "further.html")


def test_what_is_not_released_or_over_is_nowhere(site: Path):
    text = everything(site)
    for hidden in ("Nicht freigegeben", "innen", "Vorbei", "vorbei", "Geheimer", "secret", "Gespräch"):
        assert hidden not in text


def test_an_empty_page_does_not_say_that_there_is_nothing(site: Path):
    assert "Das heißt nicht, dass es keines gibt." in words(site / "culture.html")


def test_the_first_page_is_a_list_of_links_without_a_script(site: Path):
    page = parsed(site / START)
    links = page.xpath("//ol/li/a/@href")
    assert links[0] == "early_childhood.html"  # the areas in the order of a life
    assert links[-1] == "further.html"
    assert page.xpath("//form/@hidden") == [""]
    assert "Schule (1 Angebot)" in words(site / START)


def test_every_link_leads_somewhere(site: Path):
    for path in site.rglob("*.html"):
        for link in parsed(path).xpath("//a/@href"):
            if not link.startswith(("https://", "#")):
                name, _hash, anchor = link.partition("#")
                target = (path.parent / name).resolve()
                assert target.is_file(), f"{path}: {link}"
                assert not anchor or parsed(target).get_element_by_id(anchor) is not None


def test_the_search_knows_all_that_the_filters_ask_for(site: Path):
    index = json.loads(parsed(site / START).get_element_by_id("index").text)
    kurs = next(one for one in index["offers"] if one[2] == "kurs")
    name, page, _anchor, providers, area, group, district, language, levels, answers, kind = kurs
    values = index["values"]
    assert (name, page, [index["providers"][one] for one in providers]) == ("Deutsch <A1>", "school", ["VHS & Söhne"])
    assert [values["area"][one] for one in area] == ["school"]
    assert [values["group"][one] for one in group] == ["women"]
    assert [values["district"][one] for one in district] == ["nord"]
    assert [values["language"][one] for one in language] == ["uk"]
    assert (levels, answers) == ([0, 1], "10-")
    assert index["kinds"][kind] == "Sprachkurs"


def test_linked_data_is_what_schema_org_calls_it(site: Path):
    (block,) = parsed(site / "school.html").xpath("//script[@type='application/ld+json']")
    (service,) = json.loads(block.text)["@graph"]
    assert service == {
        "@type": "Service",
        "name": "Deutsch <A1>",
        "url": "https://vhs.example/kurs",
        "serviceType": "Sprachkurs",
        "category": "Schule",
        "provider": [{"@type": "Organization", "name": "VHS & Söhne", "url": "https://vhs.example", "address": "Markt 1"}],
        "availableLanguage": ["uk"],
        "audience": [{"@type": "Audience", "audienceType": "Frauen"}],
        "areaServed": ["Nordstadt"],
        "isAccessibleForFree": True,
    }
    assert parsed(site / "culture.html").xpath("//script[@type='application/ld+json']") == []


def test_linked_data_leaves_out_what_is_not_known():
    (service,) = linked_data(CITY, [Offer(id="o", name="O")])["@graph"]
    assert service == {"@type": "Service", "name": "O"}


def test_nothing_is_loaded_from_anywhere_and_only_our_script_runs(site: Path):
    for path in site.rglob("*.html"):
        page = parsed(path)
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert page.xpath("//@src|//link/@href|//@style|//*[starts-with(name(), 'on')]") == []
        assert not [name for one in page.iter() for name in getattr(one, "attrib", {}) if name.startswith("on")]


def test_drafts_are_written_on_request_only_and_say_so(tmp_path: Path):
    write_directory(CITY, tmp_path, drafts=True)
    folders = {path.name for path in tmp_path.iterdir() if path.is_dir()}
    assert folders == set(vocabulary()["site_languages"]) - {"de"}
    page = parsed(tmp_path / "ar" / START)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert "Entwurf, den noch niemand geprüft hat" in words(tmp_path / "ar" / START)
    assert "المدرسة" in words(tmp_path / "ar" / START)


def test_german_sentences_stand_for_themselves_where_a_page_runs_the_other_way(tmp_path: Path):
    write_directory(CITY, tmp_path, drafts=True)
    assert [one.text for one in parsed(tmp_path / "ar" / START).xpath("//footer/p[@lang='de'][@dir='ltr']")][-1] == NOTE


def test_what_has_no_words_in_a_language_says_that_it_is_german(tmp_path: Path):
    write_directory(CITY, tmp_path, drafts=True)
    page = parsed(tmp_path / "ar" / START)
    (title,) = page.xpath("//h1")
    assert (title.get("lang"), title.get("dir")) == ("de", "ltr")
    assert page.xpath("//label[@for='words']/@lang") == []  # this word there is
    (offer,) = parsed(tmp_path / "ar" / "school.html").xpath("//article/h2")
    assert offer.get("lang") == "de"


def test_a_language_is_shown_once_somebody_has_reviewed_it(tmp_path: Path):
    reviewed = Term(
        id="own-uk", vocabulary="site_languages", key="uk", label_de="Ukrainisch", fields={"reviewed": True}, **PUBLIC
    )
    write_directory(CITY.replace([reviewed]), tmp_path)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"en", "uk"}
    assert "Entwurf" not in words(tmp_path / "uk" / START)


def test_pages_of_languages_that_are_not_written_any_more_are_removed(tmp_path: Path):
    write_directory(CITY, tmp_path, drafts=True)
    (tmp_path / "ar" / "own.html").write_text("von Hand", encoding="utf-8")
    write_directory(CITY, tmp_path)
    assert [path.name for path in (tmp_path / "ar").iterdir()] == ["own.html"]


def test_what_is_taken_back_is_gone_when_it_is_written_again(tmp_path: Path):
    write_directory(CITY, tmp_path)
    write_directory(CITY.replace([Offer(id="kurs", name="Deutsch <A1>", providers=("vhs",), area="school")]), tmp_path)
    assert "Deutsch <A1>" not in words(tmp_path / "school.html")


def test_imprint_and_statement_are_filled_in_or_say_who_has_to(tmp_path: Path):
    write_directory(CITY, tmp_path, texts={"imprint": "Stadt <b>\n\nAmt 1"})
    page = parsed(tmp_path / "imprint.html")
    assert [one.text for one in page.xpath("//main/p")] == ["Stadt <b>", "Amt 1"]
    assert "füllt die herausgebende Stelle aus" in words(tmp_path / "accessibility.html")


def test_the_first_page_of_five_hundred_offers_is_small(tmp_path: Path):
    many = [
        Offer(
            id=f"angebot-{n}", name=f"Deutschkurs mit Kinderbetreuung in Nord {n}", providers=(f"traeger-{n % 100}",),
            area=("school", "clubs", "culture")[n % 3], languages=("de", "uk"), target_groups=("women", "parents"),
            districts=("nord",), cefr_from="A1", cefr_to="B1", free_of_charge=True, **PUBLIC,
        )
        for n in range(500)
    ]  # fmt: skip
    carriers = [Actor(id=f"traeger-{n}", name=f"Verein für Bildung und Begegnung {n} e. V.", **PUBLIC) for n in range(100)]
    write_directory(CITY.replace([*many, *carriers]), tmp_path)
    assert (tmp_path / START).stat().st_size < 100_000


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_text_stands_as_it_is_and_never_as_a_tag(tmp_path_factory: pytest.TempPathFactory, text: str):
    folder = tmp_path_factory.mktemp("site")
    name = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufffe\uffff]", "", text).split()) or "x"
    write_directory(CITY.replace([Offer(id="kurs", name=f"<b>{name}", area="school", **PUBLIC)]), folder)
    (heading,) = parsed(folder / "school.html").xpath("//article/h2")
    assert " ".join(heading.text_content().split()) == f"<b>{name}"
    assert len(heading) == 0


def test_the_real_example(tmp_path: Path):
    city = read_folder(ROSTOCK).landscape
    write_directory(city, tmp_path)
    held = [one for one in city.at(city.reference_date()).offers.values() if one.publish]
    listed = [one for path in tmp_path.glob("*.html") for one in parsed(path).xpath("//article/@id")]
    assert sorted(listed) == sorted(one.id for one in held)
    assert "Beispiel aus öffentlichen Quellen" in words(tmp_path / START)


class TestCommand:
    pytestmark = pytest.mark.usefixtures("own_place")

    def test_it_says_what_was_written_and_what_is_still_to_be_filled_in(self, tmp_path: Path, capsys: Capture):
        said = call(capsys, "--store", stored(tmp_path, *RECORDS), "verzeichnis", "aus")[1]
        assert "Veröffentlichte Angebote: 3." in said
        assert "imprint.html (--imprint DATEI)" in said
        assert Path("aus/index.html").is_file()

    def test_texts_of_the_office(self, tmp_path: Path, capsys: Capture):
        Path("impressum.txt").write_bytes("\ufeffAmt für Bildung\r\n\r\nMarkt 1".encode())
        call(capsys, "--store", stored(tmp_path, *RECORDS), "directory", "aus", "--imprint", "impressum.txt")
        assert "Amt für Bildung Markt 1" in words(Path("aus/imprint.html"))

    def test_what_cannot_be_read_is_refused_before_anything_is_written(self, tmp_path: Path, capsys: Capture):
        store = stored(tmp_path, *RECORDS)
        Path("latin.txt").write_bytes(b"Stra\xdfe")
        assert "nicht in UTF-8" in refusal(capsys, "--store", store, "directory", "aus", "--imprint", "latin.txt")
        assert "gibt es nicht" in refusal(capsys, "--store", store, "directory", "aus", "--imprint", "nope.txt")
        assert "öffentlichen Ausgabe" in refusal(capsys, "--store", store, "directory", "aus", "--edition", "internal")
        assert not Path("aus").exists()
