"""The German catalogue: complete, without leftovers, compiled, and with the same blanks to fill in as the English texts."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType

import pytest

from netmap.locale import N_, translator

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "netmap").rglob("*.py"))
ENGLISH = re.compile(r"\b(the|of|is|are|and|with|that|not|no|this|there|which)\b")


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()
CATALOGUE = script.read(script.CATALOGUE)
TEXTS = script.extracted()


def messages() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield each translated text and its translation, in all of their forms."""
    for message in CATALOGUE:
        if message.id and script.translation(CATALOGUE, message.id) is not None:
            pair = (message.id, message.string)
            english, german = (tuple(side) if isinstance(side, (list, tuple)) else (side,) for side in pair)
            yield english, german


def test_every_text_is_translated():
    missing = {text: sorted(files) for text, files in TEXTS.items() if script.translation(CATALOGUE, text) is None}
    assert missing == {}, "`make translations` adds them to the catalogue, where they wait for their German"


def test_no_translation_is_left_over():
    assert {message.id for message in CATALOGUE if message.id} - set(TEXTS) == set()
    assert list(CATALOGUE.obsolete) == []


def test_the_compiled_catalogue_is_the_catalogue():
    compiled = script.CATALOGUE.with_suffix(".mo").read_bytes()
    assert compiled == script.mo_bytes(script.CATALOGUE.read_bytes()), "run `make translations`"


def test_the_catalogue_is_as_it_is_written():
    again = script.po_bytes(script.updated(TEXTS, [CATALOGUE])).decode()
    assert script.CATALOGUE.read_text(encoding="utf-8") == again, "run `make translations`"


def test_translations_fill_in_what_the_texts_fill_in():
    for english, german in messages():
        for form in german:
            assert script.placeholders(form) == script.placeholders(english[-1]), form


def test_translations_are_german():
    assert [german[0] for _english, german in messages() if ENGLISH.search(re.sub(r"\{[^}]*\}", "", german[0]))] == []


def test_translations_keep_the_texts_spaces_and_breaks():
    for english, german in messages():
        edges = [re.fullmatch(r"(\s*).*?(\s*)", text, re.DOTALL).groups() for text in (english[0], german[0])]
        assert edges[0] == edges[1], german[0]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_texts_are_marked_where_the_extraction_sees_them(path: Path):
    """A text put together before `_` sees it, or a translator under another name, would stay English silently."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            where = f"{path.name}:{node.lineno}"
            if name in {"_", "N_"}:
                assert not isinstance(node.args[0], (ast.JoinedStr, ast.BinOp)), (
                    f"{where}: only plain texts can be translated"
                )
            if name == "N_":
                assert isinstance(node.args[0], ast.Constant), f"{where}: N_ marks a text where it is written"
        if isinstance(node, ast.Assign) and re.match(r"translator\([^()]*\)(?!\()", ast.unparse(node.value)):
            assert [ast.unparse(target) for target in node.targets] == ["_"], f"{path.name}:{node.lineno}: call it `_`"


def test_the_translator_speaks_both_languages():
    english, german = next((pair for pair in messages() if pair[0] != pair[1]), (("",), ("",)))
    assert translator("de")(english[0]) == german[0]
    assert translator("en")(english[0]) == english[0]
    assert translator("de")("No text of ours.") == "No text of ours."
    assert N_("as it is") == "as it is"


def test_parts_fill_what_is_open(tmp_path: Path):
    part = tmp_path / "part.po"
    part.write_text('msgid "a {n}"\nmsgstr "ein {n}"\n\n#, fuzzy\nmsgid "b"\nmsgstr "geraten"\n', encoding="utf-8")
    plural = ("{n} thing", "{n} things")
    merged = script.updated(["a {n}", "b", plural], [script.read(tmp_path / "none.po"), script.read(part)])
    assert script.translation(merged, "a {n}").string == "ein {n}"
    assert script.translation(merged, "b") is None, "what a tool guessed is no translation"
    assert script.translation(merged, plural) is None
    assert merged.get("{n} thing").id == plural


def test_texts_are_extracted_however_they_are_marked():
    code = """_("one" " and more"); N_("two"); translator(lang)("three"); self._("four"); ngettext("a", "b", 2)"""
    assert set(script.marked(code)) == {"one and more", "two", "three", "four", ("a", "b")}
    assert list(script.marked('f("no"); _(name); translator("de")')) == []


def test_the_catalogue_has_no_dates_or_places_in_it():
    text = script.CATALOGUE.read_text(encoding="utf-8")
    assert "Date" not in text.split("\n\n")[0]
    assert "\n#: " not in text
    with script.CATALOGUE.with_suffix(".mo").open("rb") as file:
        header = GNUTranslations(file).info()
    assert {header["pot-creation-date"], header["po-revision-date"]} == {"2000-01-01 00:00+0000"}


def test_placeholders_are_found_in_all_ways_of_writing_them():
    assert script.placeholders("{n} of {total:.1f}, {name!r} %(x)s %d {{no}}") == {"n", "total", "name", "x", "%d"}
