"""The office's own template: what it lacks or misspells is told, all at once; it can hold fields, and do nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from netmap.disk import DiskError
from netmap.document import FIELDS
from netmap.errors import DataError
from netmap.export.docx_template import LETTERHEAD, built_in, left_out, write_template
from netmap.export.report_docx import report_docx
from tests.test_report_files import NAME, sample


def template(path: Path, *, without: str = "", more: str = "", head: str = "") -> Path:
    """Write a template as an office makes it: its letterhead, each field in a paragraph."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = head or "Stadt Beispiel"
    made.add_paragraph("Amt 40")
    for key in ("title", "stand", *FIELDS["vorlage"], "disclaimer"):
        if key != without:
            made.add_paragraph("{{ " + key + " }}")
    if more:
        made.add_paragraph(more)
    made.save(str(path))
    return path


def problems(path: Path) -> str:
    with pytest.raises(DataError) as told:
        report_docx(sample(), path)
    return str(told.value)


def test_an_own_template_is_filled_in(tmp_path: Path):
    path = template(tmp_path / "amt.docx")
    made = docx.Document(io.BytesIO(report_docx(sample(), path)))
    texts = [one.text for one in made.paragraphs]
    assert texts[0] == "Amt 40"
    assert NAME in texts
    assert made.sections[0].header.paragraphs[0].text == "Stadt Beispiel"
    assert left_out(path, "vorlage") == ["place", "office", "subtitle"]


def test_the_one_that_comes_along_can_be_changed_and_used(tmp_path: Path):
    path = write_template(tmp_path / "vorlage.docx", "vorlage")
    assert report_docx(sample(), path)
    assert left_out(path, "vorlage") == []


@pytest.mark.parametrize("kind", FIELDS)
def test_there_is_one_for_each_kind_with_all_of_its_fields(kind: str):
    made = docx.Document(io.BytesIO(built_in(kind)))
    ends = [*made.sections[0].header.paragraphs, *made.sections[0].footer.paragraphs]
    text = "\n".join(one.text for one in [*made.paragraphs, *ends])
    assert all("{{ " + key + " }}" in text for key in (*LETTERHEAD, *FIELDS[kind]))


def test_a_field_that_is_missing_is_told(tmp_path: Path):
    assert "{{ finance }} fehlt" in problems(template(tmp_path / "a.docx", without="finance"))
    assert "{{ disclaimer }} fehlt" in problems(template(tmp_path / "b.docx", without="disclaimer"))


def test_a_misspelt_field_is_told_with_the_one_that_is_meant(tmp_path: Path):
    told = problems(template(tmp_path / "a.docx", without="finance", more="{{ finanze }}"))
    assert "{{ finanze }} ist nicht bekannt. Gemeint ist vielleicht {{ finance }}." in told
    assert "{{ finance }} fehlt" in told


def test_a_misspelt_field_in_the_header_is_told(tmp_path: Path):
    assert "{{ plaze }} ist nicht bekannt" in problems(template(tmp_path / "a.docx", head="{{ plaze }}"))


def test_a_section_inside_a_sentence_is_told(tmp_path: Path):
    told = problems(template(tmp_path / "a.docx", more="Siehe {{ facts }} oben"))
    assert "{{ facts }} ist ein ganzer Abschnitt" in told


@pytest.mark.parametrize(
    "more",
    [
        "{% for x in range(10**9) %}x{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title | replace('a', 'b') }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% include '/etc/passwd' %}",
        "{% set x = 1 %}",
    ],
)
def test_a_template_can_do_nothing_but_hold_fields(more: str, tmp_path: Path):
    assert "sonst nichts" in problems(template(tmp_path / "a.docx", more=more))


def test_a_field_that_cannot_be_read_is_told(tmp_path: Path):
    assert "nicht lesbar" in problems(template(tmp_path / "a.docx", more="{{ title"))


def test_a_condition_on_a_field_may_stand_in_it(tmp_path: Path):
    assert report_docx(sample(), template(tmp_path / "a.docx", more="{% if office %}{{ office }}{% endif %}"))


def test_what_is_no_word_file_is_told(tmp_path: Path):
    text, archive, missing = tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "c.docx"
    text.write_text("Hallo", encoding="utf-8")
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    for path in (text, archive):
        assert "keine Word-Datei" in problems(path)
    with pytest.raises(DiskError):
        report_docx(sample(), missing)


def test_what_unpacks_to_more_than_a_template_is_refused(tmp_path: Path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for n in range(3):
            package.writestr(f"{n}", b"\0" * 70_000_000)
    assert "zu groß" in problems(path)
