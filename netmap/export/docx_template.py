"""The templates of Word reports: the one that comes along, and what an office's own must hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from netmap.disk import DiskError, sentence, write_whole
from netmap.document import FIELDS, Document
from netmap.errors import DataError
from netmap.locale import translator

LETTERHEAD: Final = ("place", "office", "title", "subtitle", "stand", "disclaimer")
"""The fields that hold a text of one line; a template puts them wherever it likes."""
OPTIONAL: Final = frozenset({"place", "office", "subtitle"})
"""What an office's letterhead says anyway: a template may do without."""
_LARGEST: Final = 20_000_000
_UNPACKED: Final = 200_000_000
_FIELD: Final = re.compile(r"\s*\{\{\s*(?:p\s+)?([A-Za-z_]\w*)\s*\}\}\s*")
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def write_template(path: Path, kind: str, *, lang: str = "de") -> Path:
    """Write the template of a kind of report that comes along, to be changed in Word. Raise DiskError."""
    return write_whole(path, built_in(kind, lang=lang), lang=lang)


def opened(template: Path | bytes, *, lang: str = "de") -> Any:
    """Return a template ready to be filled in; raise DataError where it is no Word file, DiskError where it is missing."""
    from docxtpl import DocxTemplate

    data = template if isinstance(template, bytes) else _read(template, lang)
    made = DocxTemplate(io.BytesIO(data))
    try:
        docx = made.get_docx()
    except Exception as error:
        # whatever a broken package makes the reader stumble over, it is no Word file to a person
        raise DataError(_no_word_file(template, lang)) from error
    _plain_properties(docx)
    return made


def _read(path: Path, lang: str) -> bytes:
    """Read a template, but nothing that unpacks to more than any letterhead needs."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise DiskError(sentence(error, path, lang=lang)) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(one.file_size for one in package.infolist())
            kinds = package.read("[Content_Types].xml") if unpacked <= _UNPACKED else b""
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise DataError(_no_word_file(path, lang)) from error
    if len(data) > _LARGEST or unpacked > _UNPACKED:
        raise DataError(translator(lang)("{file} is too large for a template.").format(file=path))
    if _WORD.encode() not in kinds:
        raise DataError(_no_word_file(path, lang))
    return data


def _no_word_file(path: Path | bytes, lang: str) -> str:
    says = translator(lang)("{file} is no Word file. A template is saved in Word as .docx, without macros.")
    return says.format(file=path if isinstance(path, Path) else "")


def _plain_properties(docx: Any) -> None:
    """Empty the properties of the file, which would else be filled in like its text."""
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        setattr(docx.core_properties, name, "")


def checked(made: Any, report: Document, *, name: str, body: Iterable[str]) -> None:
    """Make a template ready for a report; raise DataError, with all that is wrong, where it would lose or misname a field.

    `body` are the sections that the report has. A template holds fields, and conditions on them; anything else that a
    template could do is refused, since it is somebody's file. A section stands in a paragraph of its own.
    """
    _ = translator(report.lang)
    sections, known = FIELDS[report.kind], (*LETTERHEAD, *FIELDS[report.kind])
    problems = []
    for key in _inside_a_text(made.get_docx(), sections):
        says = _("{{{{ {field} }}}} is a whole section: please put it into a paragraph of its own, without other text.")
        problems.append(says.format(field=key))
    used, more = _used(made, report.lang)
    problems += more
    for key in sorted(used - set(known)):
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        told = [_("The field {{{{ {field} }}}} is not known.").format(field=key)]
        told += [_("Did you mean {{{{ {field} }}}}?").format(field=one) for one in near]
        problems.append(" ".join([*told, _("Known are: {known}.").format(known=", ".join(known))]))
    texts = [key for key in LETTERHEAD if key not in OPTIONAL and (key != "disclaimer" or report.disclaimer)]
    for key in [*texts, *body]:
        if key not in used and not more:
            problems.append(_("The field {{{{ {field} }}}} is missing: what belongs there would be lost.").format(field=key))
    if problems:
        raise DataError("\n".join(f"{name}: {one}" if name else one for one in problems))


def left_out(template: Path, kind: str, *, lang: str = "de") -> list[str]:
    """Return the fields of the letterhead that a template does without, in their order."""
    used, _problems = _used(opened(template, lang=lang), lang)
    return [key for key in LETTERHEAD if key in OPTIONAL and key not in used and kind in FIELDS]


def _inside_a_text(docx: Any, sections: tuple[str, ...]) -> list[str]:
    """Make each paragraph that is nothing but a section's field ready to be replaced by it; return those inside others."""
    wrong = []
    for paragraph in _paragraphs(docx):
        text = paragraph.text
        found = _FIELD.fullmatch(text)
        if found and found[1] in sections:
            paragraph.clear().add_run(f"{{{{p {found[1]} }}}}")
            continue
        wrong += [one[1] for one in _FIELD.finditer(text) if one[1] in sections]
    return wrong


def _paragraphs(docx: Any) -> Iterator[Any]:
    """Yield every paragraph of a file, those in tables, boxes, headers and footers with them."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    parts = [docx.element.body]
    for section in docx.sections:
        around = (
            getattr(section, f"{page}{end}") for page in ("", "first_page_", "even_page_") for end in ("header", "footer")
        )
        parts += [one._element for one in around if not one.is_linked_to_previous]
    for part in parts:
        yield from (Paragraph(one, docx) for one in part.iter(qn("w:p")))


def _used(made: Any, lang: str) -> tuple[set[str], list[str]]:
    """Return the fields that a template uses, and what is in it that no template may do."""
    import jinja2
    from jinja2 import nodes
    from jinja2.meta import find_undeclared_variables
    from jinja2.sandbox import SandboxedEnvironment

    _ = translator(lang)
    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or)
    used, problems = set(), []
    for xml in _parts(made):
        try:
            tree = SandboxedEnvironment().parse(xml)
        except jinja2.TemplateSyntaxError as error:
            problems.append(_("A field cannot be read: {reason}").format(reason=error.message))
            continue
        used |= find_undeclared_variables(tree)
        if any(not isinstance(one, allowed) for one in tree.find_all(nodes.Node)):
            problems.append(
                _("A template holds fields such as {{ title }} and conditions such as {% if office %}, nothing else.")
            )
    return used, list(dict.fromkeys(problems))


def _parts(made: Any) -> Iterator[str]:
    """Yield the text of a template as it will be read: its body, its headers and footers, its footnotes."""
    docx = made.get_docx()
    yield made.patch_xml(made.get_xml())
    for uri in (made.HEADER_URI, made.FOOTER_URI):
        for _key, part in made.get_headers_footers(uri):
            yield made.patch_xml(made.get_part_xml(part))
    for part in docx.part.package.iter_parts():
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield made.patch_xml(part.blob.decode("utf-8"))


# -------------------------------------------------------------------------------------------------------------- our own


def built_in(kind: str, *, lang: str = "de") -> bytes:
    """Return the template of a kind of report that comes along: A4, one field a line, pages numbered, nothing else."""
    import docx as word
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    docx = word.Document()
    _styles(docx, lang)
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    section.header_distance = section.footer_distance = Mm(10)
    head = section.header.paragraphs[0]
    head.add_run("{{ place }}").bold = True
    head.add_run("{% if office %} · {{ office }}{% endif %}")
    foot = section.footer.paragraphs[0]
    foot.add_run("{{ stand }} · ")
    _page_number(foot)
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for paragraph in (head, foot):
        for run in paragraph.runs:
            run.font.size = Pt(8.5)
    docx.add_paragraph("{{ title }}", style="Title")
    docx.add_paragraph("{{ subtitle }}", style="Subtitle")
    for key in FIELDS[kind]:
        docx.add_paragraph(f"{{{{ {key} }}}}")
    docx.add_paragraph("{{ disclaimer }}").runs[0].italic = True
    target = io.BytesIO()
    docx.save(target)
    return target.getvalue()


def _styles(docx: Any, lang: str) -> None:
    """Set letters that every office has, sizes for two pages, and the language that words are checked in."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    ink, sea = RGBColor(0x16, 0x19, 0x1C), RGBColor(0x0B, 0x4F, 0x8A)
    sizes = {
        "Normal": (10, 0, 3, ink), "Title": (17, 0, 0, ink), "Subtitle": (11, 0, 6, ink), "Heading 1": (12, 9, 2, sea),
        "Heading 2": (10.5, 7, 2, sea), "List Bullet": (10, 0, 3, ink), "Caption": (8.5, 2, 6, ink),
    }  # fmt: skip
    for name, (size, before, after, colour) in sizes.items():
        style = docx.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), colour
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for place in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{place}"), "Arial")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.08
        for spread in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spread)
    title = docx.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    for one in docx.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), "en-GB" if lang == "en" else "de-DE")


def _page_number(paragraph: Any) -> None:
    """Add the number of the page, as a field that Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        made = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            made.text = text
        else:
            made.set(qn("w:fldCharType"), kind)
        run._r.append(made)
