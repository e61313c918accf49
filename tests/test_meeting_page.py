"""The page of a meeting: what stands on it, in which order, and that texts stay texts."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from netmap.export.meeting_page import Item, Part, meeting_page

DAY = dt.date(2019, 3, 15)
HOSTILE = "</style><script>alert(1)</script>\"'&amp; {{ 7*7 }}"


def page(*parts: Part, **options: object) -> str:
    given = {"day": DAY, "map_file": "karte.html", "list_file": "sitzung.xlsx", **options}
    return meeting_page("Runder Tisch", parts, **given)  # type: ignore[arg-type]


def test_the_agenda_has_a_point_for_each_part_between_the_map_and_what_was_agreed():
    text = page(Part("Handlungsbedarf (1)", [Item("Kein Chor")]), Part("Zu klären (0)", []))
    agenda = re.findall(r"<li>(.*?)</?(?:li|span)", text, flags=re.DOTALL)
    assert ["Karte" in agenda[0], "#part-1" in agenda[1], "#part-2" in agenda[2], "Termin" in agenda[3]] == [True] * 4
    assert 'id="part-1"' in text
    assert "Hier ist bisher nichts offen." in text


def test_a_question_has_boxes_for_what_may_be_answered_and_lines_to_write_on():
    item = Item("Fehlt eine Kita?", "Erfragen.", ("vorhanden", "fehlt"), ("Nord", "Süd"))
    text = page(Part("Zu klären", [item], "… und 3 weitere"))
    assert text.count('class="box"') == 4
    assert "→ <bdi>Erfragen.</bdi>" in text
    assert text.count("<span>Zuständig</span><span>bis</span><span>Ergebnis</span>") == 1
    assert "… und 3 weitere" in text


def test_a_question_without_answers_has_no_boxes():
    assert 'class="box"' not in page(Part("Zu klären", [Item("Wer arbeitet mit wem?")]))


@pytest.mark.parametrize(("lang", "says"), [("de", "15.03.2019"), ("en", "2019-03-15")])
def test_day_edition_and_disclaimer_are_said(lang: str, says: str):
    text = page(disclaimer="Beispiel.", remarks=("Zurückgehalten.",), lang=lang)
    assert f'<html lang="{lang}">' in text
    assert f"<strong>{says}</strong>" in text
    assert "<strong>Beispiel.</strong>" in text
    assert "Zurückgehalten." in text
    assert "INTERN" not in text
    assert "watermark" in page(edition="internal")


def test_nothing_runs_and_nothing_is_loaded():
    text = page(
        Part(HOSTILE, [Item(HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,))], HOSTILE),
        scenes=[(HOSTILE, HOSTILE)],
        disclaimer=HOSTILE,
        remarks=(HOSTILE,),
    )
    assert "<script" not in text
    assert "49" not in text.replace(HOSTILE, "")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy.group(1).startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert not re.search(r'(src|href)="(?!#|karte\.html)', text)


def test_a_map_with_an_odd_name_is_linked_all_the_same():
    assert 'href="k%20%26%20k.html"' in page(map_file="k & k.html")
