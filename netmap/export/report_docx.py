"""A report as a Word file, from the template that comes along or from the office's own."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netmap.disk import write_whole
from netmap.document import FIELDS, Document
from netmap.editions import file_name, watermark
from netmap.errors import DataError
from netmap.export.docx_blocks import Paper, section_xml
from netmap.export.docx_template import LETTERHEAD, built_in, checked, opened
from netmap.export.report_parts import stand_line
from netmap.export.xml_text import content
from netmap.locale import translator

_LONGEST_PROPERTY = 255


def write_report_docx(report: Document, path: Path, template: Path | None = None) -> Path:
    """Write a report as a Word file and return where it is; the internal edition says so in its name and on every page.

    `template` is the office's own. Raise DataError where it is no Word file, lacks a field, or has one there is not;
    DiskError where a file cannot be read or written.
    """
    return write_whole(file_name(path, report.edition), report_docx(report, template), lang=report.lang)


def report_docx(report: Document, template: Path | None = None) -> bytes:
    """Return a report as a Word file (see `write_report_docx`)."""
    from markupsafe import Markup

    made = opened(template, lang=report.lang) if template else opened(built_in(report.kind, lang=report.lang))
    paper = Paper.of(made.get_docx(), report)
    checked(made, report, name=str(template or ""), body=tuple(one.key for one in report.sections))
    given: dict[str, Any] = dict.fromkeys(FIELDS[report.kind], "")
    # nothing in these is marked up but by us: the texts in them are escaped where they are put in
    given |= {one.key: Markup(section_xml(one, report, paper)) for one in report.sections}  # noqa: S704
    _mark(made.get_docx(), watermark(report.edition, lang=report.lang))
    _render(made, given | letterhead(report), report)
    _properties(made.docx, report)
    target = io.BytesIO()
    made.docx.save(target)
    return target.getvalue()


def letterhead(report: Document) -> dict[str, Any]:
    """Return the texts around the sections, by the names of their fields."""
    from markupsafe import Markup

    texts = {
        "title": report.title,
        "subtitle": report.subtitle,
        "place": report.place,
        "office": report.office,
        "stand": stand_line(report),
        "disclaimer": report.disclaimer,
    }
    return {name: Markup(content(texts[name])) for name in LETTERHEAD}  # noqa: S704 - escaped as XML wants it


def _render(made: Any, given: Mapping[str, Any], report: Document) -> None:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    try:
        made.render(given, jinja_env=environment)
    except jinja2.TemplateError as error:
        says = translator(report.lang)("The template cannot be filled in: {reason}")
        raise DataError(says.format(reason=error)) from error


def _mark(docx: Any, words: str) -> None:
    """Write the mark of the internal edition at the top of every page, whatever the template has there."""
    if not words:
        return
    from docx.shared import RGBColor

    docx.settings.odd_and_even_pages_header_footer = False
    for section in docx.sections:
        section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = False
        first = section.header.paragraphs[0] if section.header.paragraphs else section.header.add_paragraph()
        run = first.insert_paragraph_before().add_run(words)
        run.bold, run.font.color.rgb = True, RGBColor(0xA8, 0x0F, 0x3C)


def _properties(docx: Any, report: Document) -> None:
    """Say in the file's properties what it is, and nothing of who made the template."""
    properties = docx.core_properties
    properties.title, properties.subject = report.title[:_LONGEST_PROPERTY], report.subtitle[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = report.place[:_LONGEST_PROPERTY]
    properties.language = report.lang
    properties.comments = properties.keywords = properties.category = ""
